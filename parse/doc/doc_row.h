/* Rows of the tables of a .doc: their cells, and what these stand on, are
 * properties of the mark at the end of the row ([MS-DOC] 2.6.3). */
#ifndef PARSE_DOC_DOC_ROW_H
#define PARSE_DOC_DOC_ROW_H

#include "parse/word/flow.h"
#include "doc_file.h"

/* A row of an outermost table: paragraphs up to its mark, where that is found;
 * zeros: none. */
struct doc_row {
	const struct doc_run *from, *to;
	bool whole;
	GArray *grounds;        /* int, those of its cells, or NULL */
};

/* What the text at a byte stands on: its paragraph's ground, else that of its
 * cell, which is number `cell` of the row, from 0; see word_look.h.  It is
 * WORD_UNSURE in tables within tables.  The row is kept for the next call. */
int doc_row_ground(const struct doc_file *, uint32_t fc,
    const struct doc_piece *, unsigned cell, struct doc_row *);
void doc_row_clear(struct doc_row *);

/* The cells of a row by the properties of its mark: struct flow_cell, to be
 * freed with g_array_free. */
GArray *doc_row_cells(const struct doc_file *, const struct doc_run *,
    const struct doc_piece *);

#endif
