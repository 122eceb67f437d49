/* Pale text that is none of the page's: a watermark that stands level.
 *
 *     +-----内部------+-------内部----+    It is large and across lines, or it lies
 *     | 1 | 宁波甲子有内部公司 |         |    over darker text, or it is one text
 *     +------内部-----+-----内部------+    many times, some of them over others. */
#ifndef PARSE_PAGE_PAGE_PALE_H
#define PARSE_PAGE_PAGE_PALE_H

#include "printed_page.h"

/* Finds it among the page's characters, which are `pale` or darker; those that
 * are not `seen` do not count, but for pale ones as copies of others, which
 * areas painted later cover.  Sets `across` of each; all have one entry for a
 * character. */
void page_pale_find(const struct printed_page *, const bool *pale,
    const bool *seen, bool *across);

#endif
