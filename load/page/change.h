/* The file of differences, for the page: rows of a temporary table. */
#ifndef LOAD_PAGE_CHANGE_H
#define LOAD_PAGE_CHANGE_H

#include "load/base/db.h"

/* Makes the temporary table page_change of the TSV at `path` (difference.tsv, see
 * load/last/diff.h): thing, change, id, company, name, document, detail, cause.  It
 * stays empty where there is no such file.  A file with another heading ends the
 * process with PROGRAM_FAILED. */
void change_load(sqlite3 *, const char *path);

#endif
