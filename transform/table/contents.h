/* What stands in the columns of a table, whatever stands above them.
 *
 * A column of firms is one whose cells end as the names of firms do, whether
 * its heading says 企业名称 or a word that nobody knows; the same for places,
 * numbers and text.  The first rows are looked at, not all. */
#ifndef TRANSFORM_TABLE_CONTENTS_H
#define TRANSFORM_TABLE_CONTENTS_H

#include <glib.h>
#include <stdbool.h>

#include "parse/core/table.h"
#include "transform/place/place.h"
#include "cells.h"

/* What the cells of a column are. */
struct contents {
	unsigned filled;
	unsigned firms, numbers, places;
	unsigned depth;         /* of its places together: 1 a province, 2 a
	                           city, 3 a district */
};

/* Reads the rows from `at` on, up to the next row that looks like a heading,
 * for the columns of the table: struct contents, for the caller to free. 
 * `within` is where its places must lie, NULL for anywhere.  A cell counts where the band
 * of a heading begins that it lies below (cells_set_bands): until[0..n-1], NULL
 * for none. */
GArray *contents_read(const struct cells *, const struct table *, size_t at,
    const struct place *within, const int *until, unsigned n);

/* What stands in the columns `from` to `until` together. */
struct contents contents_of(const GArray *, int from, int until);

/* Whether most of the cells are firms, all are places, most are numbers.  Of an
 * empty column none is true. */
bool contents_are_firms(const struct contents *);
bool contents_are_places(const struct contents *);
bool contents_are_numbers(const struct contents *);

/* Whether a printed cell ends as the name of a firm does and is no sentence. */
bool contents_is_firm(const char *cell);

/* Whether a cell of a row is one. */
bool contents_has_firm(const struct table_row *);

#endif
