/* The rows of a query as columns of JSON, which compress and parse several times
 * better than rows:
 *
 *     {"rows": 3, "columns": {"name": ["甲", "乙", "丙"], "row+": [2, 1, 1],
 *      "batch?": [0, 4]}}
 *
 * rows is how many the query gives, whatever is written.  A column whose name
 * ends in + holds whole numbers, each as the difference from the one before; one
 * whose name ends in ? is sparse: the number of a row, from 0, and its value, for
 * the rows that have one. */
#ifndef LOAD_PAGE_JSON_COLUMNS_H
#define LOAD_PAGE_JSON_COLUMNS_H

#include <glib.h>

#include "load/base/db.h"

/* Appends the rows of `sql`, the first `most` of them (-1: all). */
void json_columns_append(GString *out, sqlite3 *, const char *sql, long long most);

#endif
