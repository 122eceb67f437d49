/* One sheet of an .xlsx workbook. */
#ifndef PARSE_SHEET_XLSX_SHEET_H
#define PARSE_SHEET_XLSX_SHEET_H

#include "xlsx_book.h"

/* Reads a sheet and writes its table, or nothing where no cell has text;
 * `member` is the workbook's path inside an archive, or NULL. */
void xlsx_sheet_read(struct xlsx_book *, const struct xlsx_sheet_entry *,
    const char *member, struct records *);

#endif
