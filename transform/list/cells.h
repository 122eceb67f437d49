/* The cells of a table: what stands in them, and what merged cells carry into
 * the rows below.
 *
 * Rows are read from the first to the last; cells_carry is called once with
 * each before its carried cells are asked for.  Columns count from 0. */
#ifndef TRANSFORM_LIST_CELLS_H
#define TRANSFORM_LIST_CELLS_H

#include <stdbool.h>

#include "parse/core/table.h"

struct cells;

/* For a table, which must outlive it. */
struct cells *cells_new(const struct table *);
void cells_free(struct cells *);

/* Before the first row is read, or read again. */
void cells_rewind(struct cells *);

/* Takes note of the merged cells that begin in a row and reach further down.
 * 省(区、市) in MIIT's lists of 建议继续支持 is merged over all firms of a
 * province. */
void cells_carry(struct cells *, const struct table_row *);

/* The text of a cell, NULL where there is none or only spaces. */
const char *cells_at(const struct table_row *, int col);

/* As cells_at, and what a merged cell above carries down. */
const char *cells_at_or_carried(const struct cells *, const struct table_row *,
    int col);

/* Whether a cell is covered by one that is merged down into this row. */
bool cells_is_carried(const struct cells *, const struct table_row *, int col);

/* How many cells of a row hold text; *first is the first of them. */
unsigned cells_filled(const struct table_row *, int *first);

/* The span that begins at a cell, or NULL. */
const struct table_span *cells_span(const struct cells *,
    const struct table_row *, int col);

#endif
