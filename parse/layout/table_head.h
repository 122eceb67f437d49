/* The heading of a table without ruling lines between its columns, of which the
 * texts take several lines and stand at the foot, the head or the middle:
 *
 *                      Postnatal Day 1
 *                      ----------------         Lines of one text stand close
 *     Concentration    Body   Weight            in one column; a text over
 *         (ppm)       Weight  Relative          several columns and a rule end
 *     --------------------------------          them. */
#ifndef PARSE_LAYOUT_TABLE_HEAD_H
#define PARSE_LAYOUT_TABLE_HEAD_H

#include "parse/page/page_table.h"
#include "text_columns.h"

/* How many of the first lines of a block are its heading, or 0 where neither a
 * rule below it nor numbers in all rows show: its chunks have been placed. */
unsigned table_head_lines(const struct region *, struct block,
    const GArray *columns);

/* Adds the heading that stands in some lines to a table without rows. */
void table_head_add(const struct region *, struct page_table *, struct block,
    const GArray *columns);

#endif
