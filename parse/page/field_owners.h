/* Which field of a grid of lines each character of a page stands in, also where a
 * text runs over the border of its own:
 *
 *     | 101 | St. Mary       | Leeds |      "Hospital" is all of the second
 *     | 102 | North Eastern HospitalHull    column's, "Hull" the third's      */
#ifndef PARSE_PAGE_FIELD_OWNERS_H
#define PARSE_PAGE_FIELD_OWNERS_H

#include "printed_page.h"

/* A grid; it is not changed. */
struct grid_fields {
	const float *x, *y;     /* borders: cols + 1 from left to right, rows +
	                         * 1 from top to bottom */
	unsigned cols, rows;
	const int *owner_of;    /* the owner of each field, row by row */
};

/* Gives the characters in the fields of a grid that have no owner yet the
 * owners of these; `owners` has one number for each character of the page. */
void field_owners_mark(const struct grid_fields *, const struct printed_page *,
    int *owners);

#endif
