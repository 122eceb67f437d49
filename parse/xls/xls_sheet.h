/* One sheet of an .xls workbook: its cells as they show, merged cells, and
 * which of its rows and columns are hidden. */
#ifndef PARSE_XLS_XLS_SHEET_H
#define PARSE_XLS_XLS_SHEET_H

#include "parse/core/records.h"
#include "xls_book.h"

/* Reads a sheet whose BOF record was just read and writes its table and its
 * problems.  The stream stands after the sheet's EOF record then.  `own`:
 * the workbook's records stand in the sheet, as before BIFF5. */
void xls_sheet_read(struct xls_book *, struct biff *, bool own,
    const struct xls_sheet_entry *, const char *member, struct records *);

#endif
