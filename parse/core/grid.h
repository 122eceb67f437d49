/* A table on its way from a reader to the records: cells set in any order,
 * spans known late (a spreadsheet describes them after its rows).
 *
 * Cells are kept in a block of text, 12 bytes a cell beside it.  Of a long table
 * whose cells come row by row all but the last rows lie in the scratch file
 * (scratch.h), where there is one, so that memory does not grow with the table.
 * Nothing is written before grid_write. */
#ifndef PARSE_CORE_GRID_H
#define PARSE_CORE_GRID_H

#include <stddef.h>

#include "mark.h"
#include "records.h"

enum {
	GRID_MOST_ROWS = 1048576,       /* Excel's limits; what lies beyond is */
	GRID_MOST_COLS = 16384,         /* no table */
};

struct grid;

struct grid *grid_new(void);
void grid_free(struct grid *);

/* Sets a cell, UTF-8 without NUL; row and col count from 1.  A cell set twice
 * keeps the later text.  Its marked runs (mark.h) become marks of the cell.
 * False beyond the limits above. */
bool grid_set(struct grid *, unsigned row, unsigned col, const char *text,
    size_t len);

/* A merged cell.  Spans of one cell are dropped, overlapping ones too (the
 * earlier stays, as in Excel).  Cells that it covers are not written, whatever
 * was set there. False beyond the limits. */
bool grid_span(struct grid *, unsigned row, unsigned col, unsigned rowspan,
    unsigned colspan);

/* Moves all that was set so far down by some rows, so that others can be set
 * above; what is set must stay within the limits. */
void grid_move_down(struct grid *, unsigned rows);

/* The table reaches down to a row, which may be blank; called after all cells
 * are set.  A grid without text stays empty. */
void grid_reach(struct grid *, unsigned row);

/* Last row, and widest column, that holds text or marks. */
unsigned grid_rows(const struct grid *);
unsigned grid_cols(const struct grid *);

/* Visits the cells with text, row by row. */
typedef void grid_visit(unsigned row, unsigned col, const char *text,
    void *data);
void grid_each(struct grid *, grid_visit *, void *data);

/* Writes table, span, mark and row records, and a problem for a picture that
 * stands for a character; a grid without text and marks writes nothing and
 * returns false.  member NULL: that of records_member. */
bool grid_write(struct grid *, struct records *, const char *member,
    const char *place);

#endif
