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

/* Of so many columns beside those that have a field all is read; a wide table has
 * further ones that describe its firms. */
enum { COLUMNS_READ = 4 };

/* A column beside those that have a field. */
struct column_beside {
	int col;                        /* from 0 */
	enum heading_field field;
	bool remark;                    /* a further one of remarks, classes, levels
	                                   or outcomes */
	bool answers;                   /* its field takes no answers (省级, 有效期),
	                                   and nothing else counts here */
	bool far;                       /* of its cells only answers count, and
	                                   words that take a title away */
	const char *level;              /* that its heading asks after: 省级; or
	                                   NULL */
	const char *programme;          /* of that level, or NULL */
	enum answer_heading does;       /* what answers in it do */
	bool loss;                      /* of what such firms have that lost a title */
};

/* One group of columns: where its fields stand, from 0, -1 for nowhere. */
struct columns {
	int at[HEADING_FIELDS];
	GArray *beside;                 /* struct column_beside */
	enum answer_heading does;       /* what answers among the remarks do */
	bool loss;                      /* the remarks are of such firms: 退出说明 */
	bool several_levels;            /* columns beside ask after several:
	                                   国家级 | 省级 */
	/* The words above the names that are against them, the table's; NULL
	 * where none are. */
	const char *against;
	/* The words above a group that stands beside others, which are its own:
	 * 国家级 | 省级 over 序号 | 企业名称 | 序号 | 企业名称; the lowest first, with NULL
	 * after the last, and NULL for none. */
	const char *const *bands;
};

/* An empty array of groups (struct columns), which frees what is in them; and the
 * groups of one added to another. */
GArray *columns_new(void);
void columns_add(GArray *to, const GArray *from);

/* The fields of a heading as groups of columns (struct columns), for the caller
 * to free; their bands go into `kept`.  A group begins where 序号 comes again, or 企业名称 in
 * a table without numbers. */
GArray *columns_groups(const struct heading_row *, GPtrArray *kept);

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
 * beside its number, or beside the place where it is.  A group is added to
 * `groups` where it is true. */
bool columns_infer(const struct cells *, const struct table *,
    const struct place *within, GArray *groups);

#endif
