/* Ruled tables: cells from the lattice of ruling lines.
 *
 *     +----+--------+        Lines that meet make a lattice.  Where a line is
 *     | 1  |   2    |        missing between two of its fields, they are one
 *     +----+---+----+        merged cell: 2 spans two columns, 3 two rows.
 *     | 3  | 4 | 5  |        A side left open, as printers of lists often leave
 *     |    +---+----+        the outer ones, is closed where the other lines
 *     |    | 6 | 7  |        end. */
#ifndef PARSE_PDF_LATTICE_H
#define PARSE_PDF_LATTICE_H

#include "pdf_table.h"

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

/* Adds the ruled tables of a page to `tables` (struct pdf_table) and marks
 * their characters in `owners`, which have none (0) so far, with numbers from
 * *next on. */
void pdf_lattice_read(const struct pdf_page *, const struct pdf_rules *,
    int *owners, int *next, GPtrArray *tables);

#endif
