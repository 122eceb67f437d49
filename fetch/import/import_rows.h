/* The rows of an import: files hang on the pages of it that link to them, further
 * pages on the first, what is missing is noted. */
#ifndef FETCH_IMPORT_IMPORT_ROWS_H
#define FETCH_IMPORT_IMPORT_ROWS_H

struct import;

/* Enters the rows of all items, and what their sidecars state. */
void import_rows_enter(struct import *);

#endif
