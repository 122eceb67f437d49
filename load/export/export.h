/* Tables of the warehouse for other programs: CSV for Excel (UTF-8 with byte
 * order mark, CR LF), NDJSON, one .xlsx workbook, and datapackage.json, which
 * describes the CSV files (https://specs.frictionlessdata.io/data-package/).
 *
 * Files of one warehouse are the same bytes every time. */
#ifndef LOAD_EXPORT_EXPORT_H
#define LOAD_EXPORT_EXPORT_H

#include <glib.h>

#include "load/base/db.h"

/* Writes all of it into `folder`, which is made when missing. */
void export_folder(sqlite3 *, const char *folder);

/* Appends a field of a CSV file.  A spreadsheet takes text that begins with
 * = + - @, tab or carriage return for a formula, so an apostrophe is put before
 * it; a text is in quotes where it needs them. */
void export_csv_text(GString *, const char *text);

#endif
