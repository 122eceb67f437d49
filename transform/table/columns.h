/* The columns of a table: which row is a heading, and what stands in the
 * columns below it.
 *
 * The words of a heading are believed where they are known (headings.tsv). 
 * Where they are not, the cells below decide: the column of firms' names is the
 * name column whatever stands above it, a column of nothing but places says where a
 * firm is.  What remains unclear is said, not guessed. */
#ifndef TRANSFORM_TABLE_COLUMNS_H
#define TRANSFORM_TABLE_COLUMNS_H

#include <glib.h>
#include <stdbool.h>

#include "transform/place/place.h"
#include "cells.h"
#include "heading.h"

/* So many columns are looked at beside those that have a field. */
enum { COLUMNS_BESIDE = 4 };

/* One group of columns: where its fields stand, from 0, -1 for nowhere. */
struct columns {
	int at[HEADING_FIELDS];
	/* Further columns of remarks, classes and outcomes, whose bits are in
	 * `remarks`, and columns that are of no field. */
	int beside[COLUMNS_BESIDE];
	unsigned remarks;
};

/* Why a table of firms gives no list. */
enum columns_doubt {
	COLUMNS_CLEAR,
	COLUMNS_SEVERAL,        /* two columns of firms, and no word says which
	                           is the one that is listed */
	COLUMNS_OTHER,          /* the rows name something else (中心名称, 项目
	                           名称) and the firm that answers for it */
};

/* A heading on trial: one field, one text and one range a column. */
struct columns_heading {
	GArray *fields;         /* enum heading_field */
	GPtrArray *texts;       /* const char *, of the lower line if any */
	GArray *until;          /* int, last column of the cell that begins
	                           here, -1 where none does */
	GArray *unknown;        /* bool, a word that nobody knows */
	unsigned lines;         /* 1 or 2; 0: none */
	bool named;
	enum columns_doubt doubt;       /* only where it is a heading */
};

/* Whether row `at` of the table (with the next) is a heading: it names a column
 * of firms, and half of what it says, or three cells, are words of headings;
 * or, where it may be known `by_contents`, the rows below it are firms, and it
 * is none and no prose. */
struct columns_heading columns_try(const struct cells *, const struct table *,
    size_t at, const struct place *within, bool by_contents);
void columns_heading_clear(struct columns_heading *);

/* Whether a row is the heading again, whole or with cells damaged or left
 * out. */
bool columns_is_repeated(const struct columns_heading *,
    const struct table_row *);

/* The fields of a heading as groups of columns (struct columns), for the caller
 * to free.  A group begins where 序号 comes again, or 企业名称 in a table
 * without numbers. */
GArray *columns_groups(const struct columns_heading *);

bool columns_same(const GArray *a, const GArray *b);

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
