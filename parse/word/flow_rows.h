/* The rows of a table until all of them are there, for flow.c.
 *
 * Of a long table all but the last rows lie in the scratch file (scratch.h), where
 * there is one; what stays in memory of those is where their blocks lie, and the
 * boxes of the rows that differ from the row above them. */
#ifndef PARSE_WORD_FLOW_ROWS_H
#define PARSE_WORD_FLOW_ROWS_H

#include <glib.h>

#include "flow_cell.h"

/* Rows in sequence whose cells have the same boxes. */
struct flow_run {
	guint first, n;         /* of flow_rows.boxes */
	guint rows;
};

struct flow_rows {
	GString *text;          /* of the cells that are not away and of the one
	                           at work, one after the other */
	GArray *lengths;        /* guint32: of each of those but the latter */
	size_t cell_from;       /* where the cell at work begins in `text`, */
	size_t row_from;        /* the row at work, */
	guint row_cells;        /* and its cells in `lengths` */
	GArray *boxes;          /* struct flow_cell */
	GArray *runs;           /* struct flow_run */
	GArray *away;           /* blocks in the scratch file, in their order */
};

void flow_rows_begin(struct flow_rows *);
void flow_rows_free(struct flow_rows *);

/* Ends a cell: its text is what was appended since the last one. */
void flow_rows_end_cell(struct flow_rows *);

/* How many cells the row at work has so far, and the bytes of one of them. */
guint flow_rows_cells(const struct flow_rows *);
size_t flow_rows_length(const struct flow_rows *, guint cell);

/* Ends a row whose cells have these boxes; or takes it back. */
void flow_rows_end_row(struct flow_rows *, const struct flow_cell *);
void flow_rows_drop_row(struct flow_rows *);

/* Puts the rows that ended into the scratch file, where that is worth while and it
 * takes them; *kept, zero at first, counts the bytes there of all tables whose rows
 * are still needed.  False where it takes no more. */
bool flow_rows_put_away(struct flow_rows *, size_t *kept);

/* All rows once more, from the first on; begins as zeros but for `rows`. */
struct flow_rows_reading {
	const struct flow_rows *rows;
	guint next;             /* block to be read */
	GString *text;          /* the one at work, if it was away */
	GArray *lengths;
	const guint32 *length, *end;    /* of its next cell */
	const char *at;
};

/* The bytes of each of the n cells of the next row, which has so many; *text is
 * that of the first.  Both hold until the next call. */
const guint32 *flow_rows_next(struct flow_rows_reading *, guint n,
    const char **text);
void flow_rows_end(struct flow_rows_reading *);

#endif
