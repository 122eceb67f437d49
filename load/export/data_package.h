/* The package: every resource as CSV and NDJSON, all of them as one SQLite file,
 * what describes them (datapackage.json, https://datapackage.org), and scripts that
 * load the CSV files into PostgreSQL and DuckDB with types, keys and comments.
 *
 * CSV is UTF-8 without byte order mark, CR LF, nothing changed in the data: no
 * value is an empty field, an empty text is "". */
#ifndef LOAD_EXPORT_DATA_PACKAGE_H
#define LOAD_EXPORT_DATA_PACKAGE_H

#include "resource.h"

/* Writes them into `folder`. */
void data_package_write(sqlite3 *, const struct resource *, size_t n,
    const char *folder);

/* Appends a field of a CSV file, in quotes where it needs them; NULL is empty. */
void data_package_csv(GString *, const char *text);

/* Appends a row as an object of JSON. */
void data_package_json(GString *, const struct resource *, sqlite3_stmt *row);

#endif
