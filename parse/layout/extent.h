/* Where a table without ruling lines between its columns begins and ends.
 *
 *     Table 3. Firms by province                  title
 *     ---------------------------------------
 *                            2019    2020         heading, as the rule says
 *     East
 *     Zhejiang                 12      15         lines that stand in columns:
 *     Jiangsu                  10      11         the block
 *     ---------------------------------------
 *     Source: own survey of 40 firms.             note */
#ifndef PARSE_LAYOUT_EXTENT_H
#define PARSE_LAYOUT_EXTENT_H

#include "block.h"

/* The lines from `first` on that have some of the white between their words in
 * common. */
struct block extent_grow(const struct region *, unsigned first);

/* The lines of the table that a block is the kernel of: without titles and
 * notes beyond the rules above and below it, with lines of one column and
 * headings below the rule above it, with the rest of a text wrapped in its last
 * row, and with what stands in the same columns further below.  Nothing before
 * line `least`. */
struct block extent_of(const struct region *, struct block, unsigned least);

#endif
