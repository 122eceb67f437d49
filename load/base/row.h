/* Rows of a query as JSON, or as a table. */
#ifndef LOAD_BASE_ROW_H
#define LOAD_BASE_ROW_H

#include <glib.h>

#include "db.h"

/* Appends the current row as an object with the names of its columns; numbers
 * stay numbers. */
void row_json(GString *, sqlite3_stmt *);

/* The rows that are left, in the form of hand-offs: a heading with the names of the
 * columns, then a line a row.  The caller frees it with g_string_free. */
GString *row_table(sqlite3_stmt *);

#endif
