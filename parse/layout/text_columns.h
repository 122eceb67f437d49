/* The columns of a table without ruling lines, from where its text stands. */
#ifndef PARSE_LAYOUT_TEXT_COLUMNS_H
#define PARSE_LAYOUT_TEXT_COLUMNS_H

#include "region.h"

/* The columns of a block, from left to right: struct text_column, the
 * caller's. */
GArray *text_columns_of(const struct region *, struct block);

/* Finds the columns that a chunk stands in. */
void text_columns_find(struct chunk *, const GArray *columns);

/* Whether the words of a chunk over several columns stand further apart at the
 * white between any two of them than elsewhere: headings, and no text that runs
 * over it. */
bool text_columns_part(const struct region *, const struct chunk *,
    const GArray *columns);

/* Which sides (1 left, 2 right, 4 middle) a box has in common with the chunk of
 * a line that stands in a column. */
unsigned text_columns_sides(const struct region *, unsigned line, unsigned col,
    const GArray *columns, const struct page_box *);

/* Places the chunks of a block, after splitting those over several columns of
 * which the words stand in the columns, as in a narrow table's heading:
 *
 *     Under 18  18 years
 *        years and over */
void text_columns_place(struct region *, struct block, const GArray *columns);

/* Whether the first line of a block heads every column but perhaps the first,
 * which says of each further line what that is of, however few numbers there are.
 * The lettering of a chart has such a line below the others, if anywhere.
 *
 *     Item      North   South   East
 *     Cattle               12
 *     Sheep       340                                                       */
bool text_columns_are_headed(const struct region *, struct block,
    const GArray *columns);

#endif
