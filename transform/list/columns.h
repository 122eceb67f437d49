/* The columns of a table: which row is a heading, and what stands in the
 * columns below it. */
#ifndef TRANSFORM_LIST_COLUMNS_H
#define TRANSFORM_LIST_COLUMNS_H

#include <glib.h>
#include <stdbool.h>

#include "cells.h"
#include "heading.h"
#include "transform/place/place.h"

/* One group of columns: where its fields stand, from 0, -1 for nowhere. */
struct columns {
	int at[HEADING_FIELDS];
};

/* A heading on trial: one field and one text a column. */
struct columns_heading {
	GArray *fields;         /* enum heading_field */
	GPtrArray *texts;       /* const char *, of the lower line if any */
	unsigned lines;         /* 1 or 2; 0: none */
	bool named;
};

/* Whether row `at` of the table (with the next) is a heading: it names a column
 * of firms, and half of what it says, or three cells, are words of headings. */
struct columns_heading columns_try(const struct cells *, const struct table *,
    size_t at);
void columns_heading_clear(struct columns_heading *);

/* The fields of a heading as groups of columns (struct columns), for the caller
 * to free.  A group begins where 序号 comes again, or 企业名称 in a table
 * without numbers. */
GArray *columns_groups(const struct columns_heading *);

bool columns_same(const GArray *a, const GArray *b);

/* Whether a column holds names in some group. */
bool columns_name_at(const GArray *groups, int col);

/* For a table without a heading: the column where most cells are firms, the
 * numbers and the places left of it.  Cities paste such tables below a sentence.
 * False when no column is clear. */
bool columns_infer(const struct table *, const struct place *within,
    struct columns *);

#endif
