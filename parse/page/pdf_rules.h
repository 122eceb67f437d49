/* The ruling lines of a page: of lines in pieces, of the sides of shaded areas,
 * of white lines on these, of stripes. */
#ifndef PARSE_PDF_RULES_H
#define PARSE_PDF_RULES_H

#include "parse/pdf/pdf_page.h"

/* A straight line: along x at height `at`, or along y. */
struct pdf_rule {
	float at, from, to;
};

/* The ruling lines of a page, pieces joined; struct pdf_rule, by `at`. */
struct pdf_rules {
	GArray *across, *down;
	GArray *stripes;        /* upper and lower sides of stripes as wide as
	                         * a table; some tell their rows apart so */
	bool shades;            /* the sides of shaded areas among them */
};

/* Reads the lines of a page; with `shades` also the sides of shaded areas, by
 * which some tables part their cells. */
void pdf_rules_read(struct pdf_rules *, const struct pdf_page *, bool shades);
void pdf_rules_clear(struct pdf_rules *);

#endif
