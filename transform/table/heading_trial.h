/* Which row of a table is a heading, and what its columns are.
 *
 * The words of a heading are believed where they are known (headings.tsv).
 * Where they are not, the cells below decide: the column of firms' names is the
 * name column whatever stands above it, a column of nothing but places says where a
 * firm is.  What remains unclear is said, not guessed. */
#ifndef TRANSFORM_TABLE_HEADING_TRIAL_H
#define TRANSFORM_TABLE_HEADING_TRIAL_H

#include "transform/place/place.h"
#include "heading_row.h"

/* Reads row `at` of the table (with the next) and finds whether it is a heading: it
 * names a column of firms, and half of what it says, or three cells, are words of
 * headings; or, where it may be known `by_contents`, the rows below it are firms,
 * and it is none and no prose.  The caller clears what it returns. */
struct heading_row heading_trial(const struct cells *, const struct table *,
    size_t at, const struct place *within, bool by_contents);

#endif
