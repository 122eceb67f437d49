/* The white that parts a page: between two columns of prose, or between two tables
 * beside each other. */
#ifndef PARSE_LAYOUT_GUTTER_H
#define PARSE_LAYOUT_GUTTER_H

#include "region.h"

/* White from x `from` to x `to`, in points, along lines `first` to `end` - 1. */
struct gutter {
	float from, to;
	unsigned first, end;
};

/* Finds a gutter that begins with line `first`: lines that have prose on both
 * sides of common white.  Lines between them may have one side only, none may
 * cross. */
bool gutter_of_prose(const struct region *, unsigned first, struct gutter *);

/* Finds the white between two tables beside each other that only rules across
 * show: those of one begin and end together, at other heights than those of the
 * other. */
bool gutter_of_tables(const struct region *, struct gutter *);

#endif
