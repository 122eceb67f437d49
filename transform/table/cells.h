/* The cells of a table: what stands in them, and what merged cells carry into
 * the rows below.
 *
 * Rows are read from the first to the last; cells_carry is called once with
 * each before its carried cells are asked for.  Columns count from 0. */
#ifndef TRANSFORM_TABLE_CELLS_H
#define TRANSFORM_TABLE_CELLS_H

#include <stdbool.h>

#include "fetch/base/text.h"
#include "parse/core/table.h"

struct cells;

/* Makes the cells of a table, which must outlive them. */
struct cells *cells_new(const struct table *);
void cells_free(struct cells *);

/* Must be called before the first row is read, or read again. */
void cells_rewind(struct cells *);

/* Takes note of the merged cells that begin in a row and reach further down.
 * 省(区、市) in MIIT's lists of 建议继续支持 is merged over all firms of a
 * province. */
void cells_carry(struct cells *, const struct table_row *);

/* Whether nothing is seen in a text: spaces of all kinds, or no character. */
bool cells_has_nothing(const char *text);

/* The text of a cell, NULL where there is none or only spaces.  Most begin with a
 * letter, a digit or an ideograph. */
static inline const char *
cells_at(const struct table_row *row, int col)
{
	const char *text = col < 0 || (unsigned)col >= row->n_cells ? NULL :
	    row->cells[col];

	return text == NULL || (!(*text > ' ' && *text < 0x7f) &&
	    !text_is_ideograph(text) && cells_has_nothing(text)) ? NULL : text;
}

/* --- below a heading -------------------------------------------------- */

/* A heading stands over a range of columns, and a cell that lies in the range
 * is its cell: the grids of Word tables drift, a column of one row begins in
 * the middle of another row's.
 *
 *     │ 序号 │ 地区 │     企业名称      │
 *     │  1   │ 杭州 │ 杭州某某有限公司  │
 *     │  2   │    宁波     │ 宁波某某…  │
 *
 * until[c] is the last column of the heading's cell that begins in column c, -1
 * where none begins; there are `n`.  It must outlive its use. */
void cells_set_bands(struct cells *, const int *until, unsigned n);

/* The band that most of a cell of the row lies below, the one it begins in
 * where two have as much; -1 where it lies below none. */
int cells_band(const struct cells *, const struct table_row *, int col,
    const int *until, unsigned n);

/* Finds the cells of a row below the bands; before the functions below are
 * asked for it. */
void cells_settle(struct cells *, const struct table_row *);

/* Where the cell below the band that begins at `col` stands; `col` itself where
 * there is none. */
int cells_settled(const struct cells *, int col);

/* Whether a cell of the row stands below no band, or beside another one. */
bool cells_is_stray(const struct cells *, int col);

/* The text of a cell anywhere below a band, or what a merged cell above carries
 * down; whether the cell is covered by such a one. */
const char *cells_below_or_carried(const struct cells *,
    const struct table_row *, int col);

/* Whether a text is a mark that stands for the cell above it: 〃, 同上. */
bool cells_is_ditto(const char *text);

/* The same, but for a ditto mark what the record above it states; the mark itself where
 * that has nothing.  To be asked once for each record or more, from the top. */
const char *cells_stated(const struct cells *, const struct table_row *,
    int col);
bool cells_below_is_carried(const struct cells *, const struct table_row *,
    int col);

/* How many cells of a row hold text; *first is the first of them. */
unsigned cells_filled(const struct table_row *, int *first);

/* The span that begins at a cell, or NULL. */
const struct table_span *cells_span(const struct cells *,
    const struct table_row *, int col);

#endif
