/* Headings that stand beside each other in one ruled cell: no line parts them,
 * but white does, and each stands in the middle of its columns.
 *
 *     +--------+--------------------------+
 *     |        |    Men          Women    |      two cells, of two columns each
 *     |  Age   +--------------------------+
 *     |        |  N      %      N      %  |      four
 *     +--------+-----+------+------+------+ */
#ifndef PARSE_PAGE_CELL_HEADS_H
#define PARSE_PAGE_CELL_HEADS_H

#include "page_table.h"

/* Splits such cells of a ruled table, whose words are those of *words, for each
 * cell an array; returns these for the cells that there are then, *words
 * being freed. */
GArray **cell_heads_split(struct page_table *, GArray **words);

#endif
