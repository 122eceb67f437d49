/* Lines of words that make one table without ruling lines: its rows, of which
 * each may take several lines. */
#ifndef PARSE_LAYOUT_BLOCK_H
#define PARSE_LAYOUT_BLOCK_H

#include "text_columns.h"

/* How far apart the lines of a block stand that have several chunks, or 0. */
float block_pitch(const struct region *, struct block);

/* Whether a block stands in the columns of the table of the last page: each of
 * its chunks in one, and each where that column's text begins or wholly in the
 * column. */
bool block_goes_on(const struct region *, struct block);

/* Makes a table of a block, whose words' owner becomes -1. */
struct page_table *block_table(struct region *, struct block);

#endif
