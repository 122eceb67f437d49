/* What of the characters of a page a person reads as its text.
 *
 *     +----+---------/------+      Not so what lies across the page at another
 *     | 1  | 宁波甲子/械有限 |      angle, or pale, large and across lines: a
 *     +----+-------乙-------+      watermark.  Nor what cannot be seen: outside
 *     | 2  | 宁波/丑电子有限 |      of the clip, in the colour of its ground,
 *     +----+---甲-----------+      under an area painted later.  Nor what is
 *                                  written over it (an annotation), nor the
 *                                  second print of bold made by printing
 *                                  twice. */
#ifndef PARSE_PAGE_PAGE_SEEN_H
#define PARSE_PAGE_PAGE_SEEN_H

#include "printed_page.h"

/* Whether next to nothing of a box lies in the clip: a side of a glyph's box has
 * no ink. */
bool page_seen_is_outside(const struct page_box *, const struct page_box *clip);

/* Takes such characters from a page that has not been turned yet, and notes
 * what they say in `watermark` and `hidden`. */
void page_seen_settle(struct printed_page *);

#endif
