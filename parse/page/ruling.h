/* The ruling lines of a page: of lines in pieces, of the sides of shaded areas,
 * of white lines on these, of stripes. */
#ifndef PARSE_PAGE_RULING_H
#define PARSE_PAGE_RULING_H

#include "printed_page.h"

/* A straight line: along x at height `at`, or along y. */
struct ruling {
	float at, from, to;
};

/* The ruling lines of a page, pieces joined; struct ruling, by `at`. */
struct rulings {
	GArray *across, *down;
	GArray *stripes;        /* upper and lower sides of stripes as wide as
	                         * a table, which part its rows in some */
	bool shades;            /* the sides of shaded areas among them */
};

/* Reads the lines of a page; with `shades` also the sides of shaded areas, by
 * which some tables part their cells. */
void ruling_read(struct rulings *, const struct printed_page *, bool shades);
void ruling_clear(struct rulings *);

#endif
