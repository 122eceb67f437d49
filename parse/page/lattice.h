/* Ruled tables: cells from the lattice of ruling lines.
 *
 *     +----+--------+        Lines that meet make a lattice.  Where a line is
 *     | 1  |   2    |        missing between two of its fields, they are one
 *     +----+---+----+        merged cell: 2 spans two columns, 3 two rows.
 *     | 3  | 4 | 5  |        A side left open, as printers of lists often leave
 *     |    +---+----+        the outer ones, is closed where the other lines
 *     |    | 6 | 7  |        end. */
#ifndef PARSE_PAGE_LATTICE_H
#define PARSE_PAGE_LATTICE_H

#include "page_table.h"
#include "ruling.h"

/* Adds the ruled tables of a page to `tables` (struct page_table) and marks
 * their characters in `owners`, which have none (0) so far, with numbers from
 * *next on. */
void lattice_read(const struct printed_page *, const struct rulings *,
    int *owners, int *next, GPtrArray *tables);

#endif
