/* The text of a word processor's document, in reading order: paragraphs, and
 * tables whose cells hold paragraphs and tables.  For the readers of .docx,
 * .doc and RTF, which state the same in different ways.
 *
 * A row knows its cells by the places of their edges; what column an edge is
 * shows when all rows of the table are there.  A table is written when the
 * outermost one ends, those inside after it. */
#ifndef PARSE_WORD_FLOW_H
#define PARSE_WORD_FLOW_H

#include "parse/core/records.h"
#include "flow_cell.h"

enum { FLOW_MOST_DEPTH = 32 };  /* tables inside tables */

struct flow;

/* Edges of different rows that are not further apart than `tolerance` are one:
 * dragging a border by hand leaves them some twips apart. */
struct flow *flow_new(struct records *, int tolerance);

/* Ends what is open, as a cut file leaves it, and frees. */
void flow_free(struct flow *);

/* The text of the paragraph at work; belongs to the flow. */
GString *flow_text(struct flow *);

/* Ends the paragraph: a line of the cell, or text records, one a line; role
 * is a word of table.h. */
void flow_paragraph(struct flow *, const char *role);

/* Ends what is open; the paragraphs that follow are notes, headers and footers:
 * their role is TABLE_ROLE_NOTE, whatever flow_paragraph says. */
void flow_begin_notes(struct flow *);

/* Opens or ends tables so that what follows lies in so many of them.  A table
 * deeper than FLOW_MOST_DEPTH is read as text of the cell around it. */
void flow_depth(struct flow *, unsigned depth);

/* Ends a cell of the innermost table, and the paragraph in it. */
void flow_end_cell(struct flow *);

/* How many cells have ended since the last row, and whether there is text in
 * them. */
size_t flow_cells(const struct flow *);
bool flow_row_has_text(const struct flow *);

/* Ends a row whose cells are these.  Where there are fewer than have ended,
 * the others are as wide as the last; `drop`: the row was deleted. */
void flow_end_row(struct flow *, const struct flow_cell *, size_t n,
    bool drop);

/* What follows is not part of the paragraph at work but a text box beside it,
 * written before it; the other takes the paragraph up again.  One that floats
 * over the page is not part of the cell at work either: it is written after the
 * outermost table. */
void flow_begin_aside(struct flow *, bool floats);
void flow_end_aside(struct flow *);

#endif
