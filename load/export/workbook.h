/* Workbooks for Excel and LibreOffice.
 *
 * small-giants.xlsx holds the resources as they are, a sheet each.
 * small-giants-readable.xlsx is for reading: notes with definitions and the data
 * date, then holders, firms, counts and coverage, with headings in Chinese and
 * English, days as days, codes as text, links to official pages, filters and
 * frozen headings.  A text that begins like a formula has an apostrophe before it
 * there (workbook_guarded).
 *
 * A sheet holds 1,048,576 rows, a cell 32,767 characters; what does not fit is in
 * the CSV. */
#ifndef LOAD_EXPORT_WORKBOOK_H
#define LOAD_EXPORT_WORKBOOK_H

#include "resource.h"

void workbook_write(sqlite3 *, const struct resource *, size_t n,
    const char *folder);

/* Whether a spreadsheet may take a text for a formula: it begins with = + - @, the
 * same in full width, tab or carriage return. */
bool workbook_is_formula(const char *text);

#endif
