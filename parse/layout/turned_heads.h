/* Headings that run upwards or downwards over the columns of a table without
 * ruling lines.
 *
 *             f   V
 *             i   a          They end together above the rows, each over some
 *             r   l          text of these.  The labels of a chart's axes
 *             m   u          stand alone.
 *     Place   s   e
 *     Zhejiang  12  3.5    */
#ifndef PARSE_LAYOUT_TURNED_HEADS_H
#define PARSE_LAYOUT_TURNED_HEADS_H

#include "parse/page/page_words.h"

/* Moves the words of such headings from `turned` to `words`, with boxes as if
 * each were a narrow text on the line that ends nearest to the rows. */
void turned_heads_lay(GArray *turned, GArray *words);

#endif
