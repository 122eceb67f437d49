/* Rows without shades between shaded ones.
 *
 *     ######|##########|#####      Every second row is shaded, by cells (Word's
 *      2    | 宁波乙丑 | 阀门      banded style): the sides of the shades are
 *     ######|##########|#####      only half of the grid.  The rows between
 *      4    | 宁波丁卯 | 轴承      them have the same columns. */
#ifndef PARSE_PAGE_SHADE_BANDS_H
#define PARSE_PAGE_SHADE_BANDS_H

#include "printed_page.h"

/* The fields of such rows, as areas: struct page_box, the caller's.  Rows whose
 * text crosses the columns are none. */
GArray *shade_bands_gaps(const struct printed_page *);

#endif
