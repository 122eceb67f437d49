/* Headings over several columns of a table without ruling lines.
 *
 *                 2019            Its text is narrower than what it heads: a
 *              ----------         rule under it shows how far it goes, or it
 *     Place    firms   %          stands in the middle of those below. */
#ifndef PARSE_LAYOUT_COLUMN_HEADING_H
#define PARSE_LAYOUT_COLUMN_HEADING_H

#include "region.h"

/* Whether ruling lines left and right of a chunk frame it and no other;
 * *frame is from where to where. */
bool column_heading_is_framed(const struct region *, const struct chunk *,
    struct ruling *frame);

/* Widens a placed chunk to the columns that a rule under it covers; false where
 * there is none, or one under all columns. */
bool column_heading_follow_rule(const struct region *, struct chunk *,
    const GArray *columns);

/* Widens the placed chunks of a line that is followed by one more line of
 * headings. */
void column_heading_spread(const struct region *, unsigned line,
    const GArray *columns);

#endif
