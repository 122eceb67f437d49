/* The text of ruled cells, and rows that no line separates.
 *
 *     +----------+------+     Some tables are ruled down but not across.  The
 *     | Bulgaria |  2.3 |     lines of text stand beside each other in all
 *     | Cyprus   | 0.21 |     columns and end where nothing makes them: they
 *     | Estonia  |  1.1 |     are rows.  The lines of a wrapped text end where
 *     +----------+------+     the next word has no room. */
#ifndef PARSE_PAGE_CELL_ROWS_H
#define PARSE_PAGE_CELL_ROWS_H

#include "page_table.h"

/* Whether much of the text of a table stands in columns inside its cells: the
 * lines are only some of those that it would need (a heading's, or one beside
 * the first column), and its columns are known by alignment.  Sorts the words
 * into lines. */
bool cell_rows_hold_columns(const struct page_table *, GArray **words);

/* Gives each cell of a ruled table the text of its words, words[i] for cell i,
 * and splits rows of the table as above.  Frees the arrays in `words`. */
void cell_rows_fill(struct page_table *, GArray **words);

#endif
