/* The columns of a list: where its fields stand, by the heading above them or, where
 * there is none, by the cells. */
#ifndef TRANSFORM_TABLE_COLUMNS_H
#define TRANSFORM_TABLE_COLUMNS_H

#include <glib.h>
#include <stdbool.h>

#include "transform/place/place.h"
#include "answer.h"
#include "cells.h"
#include "heading_row.h"

/* So many columns are looked at beside those that have a field. */
enum { COLUMNS_BESIDE = 4 };

/* One group of columns: where its fields stand, from 0, -1 for nowhere. */
struct columns {
	int at[HEADING_FIELDS];
	/* Further columns of remarks, classes and outcomes, whose bits are in
	 * `remarks`, and columns that are of no field. */
	int beside[COLUMNS_BESIDE];
	unsigned remarks;
	/* The words above the names that are against them, the table's; NULL
	 * where none are. */
	const char *against;
	/* The words above a group that stands beside others, which are its own:
	 * 国家级 | 省级 over 序号 | 企业名称 | 序号 | 企业名称; NULL for none. */
	const char *band;
	/* What answers do in each of `beside`, and in the field of remarks. */
	enum answer_heading answers[COLUMNS_BESIDE + 1];
};

/* The fields of a heading as groups of columns (struct columns), for the caller
 * to free.  A group begins where 序号 comes again, or 企业名称 in a table
 * without numbers. */
GArray *columns_groups(const struct heading_row *);

/* Whether the groups of two headings are the same columns. */
bool columns_same(const GArray *a, const GArray *b);

/* Whether every field of `some` stands where `all` has it. */
bool columns_part_of(const GArray *some, const GArray *all);

/* Whether the cells of a table without a heading stand as those of a list
 * before it do, below the bands of its heading (int). */
bool columns_fit(const struct cells *, const struct table *,
    const GArray *groups, const GArray *until);

/* Infers the columns of a table without a heading: the column where most cells
 * are firms, the numbers and the places beside it.  Cities paste such tables
 * below a sentence.  False when no column is clear; one firm is clear only
 * beside its number, or beside the place where it is. */
bool columns_infer(const struct cells *, const struct table *,
    const struct place *within, struct columns *);

#endif
