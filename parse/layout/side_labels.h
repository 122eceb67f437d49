/* Labels left of a ruled table, outside its grid.
 *
 *                +--------+-------+      Each stands beside one row, as its
 *     Place      | firms  | value |      text does: they are the first column
 *                +--------+-------+      of the table, which nobody ruled.
 *     Zhejiang   |   12   |  30   |
 *                +--------+-------+   */
#ifndef PARSE_LAYOUT_SIDE_LABELS_H
#define PARSE_LAYOUT_SIDE_LABELS_H

#include "parse/page/page_table.h"

/* Gives tables their labels, whose words are taken from `words`, those of the
 * page that no table has.  A table most of whose rows have none is left as it
 * is. */
void side_labels_take(GArray *words, const GPtrArray *tables);

#endif
