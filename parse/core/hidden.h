/* What of a sheet is hidden, and the place of its table that says so:
 *
 *     Sheet1
 *     Sheet1 (hidden)
 *     Sheet1 (hidden rows 3,7-9; hidden columns C)
 *     Sheet1 (hidden; hidden rows 3)
 *
 * Hidden cells are read as the others: a list filtered before it was saved
 * hides most of its firms. */
#ifndef PARSE_CORE_HIDDEN_H
#define PARSE_CORE_HIDDEN_H

#include "grid.h"

struct hidden {
	bool sheet;
	GArray *rows, *cols;    /* struct hidden_run, in any order */
};

void hidden_init(struct hidden *, bool sheet);

/* Rows or columns from `first` to `last`, from 1. */
void hidden_rows(struct hidden *, unsigned first, unsigned last);
void hidden_cols(struct hidden *, unsigned first, unsigned last);

/* Ends a sheet: writes its table, which says in its place what of it is hidden,
 * and frees both.  member may be NULL. */
void hidden_write_sheet(struct hidden *, const char *name, struct grid *,
    struct records *, const char *member);

#endif
