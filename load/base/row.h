/* Rows of a query as JSON. */
#ifndef LOAD_BASE_ROW_H
#define LOAD_BASE_ROW_H

#include <glib.h>

#include "db.h"

/* Appends the current row as an object with the names of its columns; numbers
 * stay numbers. */
void row_json(GString *, sqlite3_stmt *);

#endif
