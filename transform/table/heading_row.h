/* A row, with the one below it where that is its second line, read as a heading
 * would be: one field, one text and one range a column.  Whether it is one,
 * heading_trial.h decides. */
#ifndef TRANSFORM_TABLE_HEADING_ROW_H
#define TRANSFORM_TABLE_HEADING_ROW_H

#include <glib.h>
#include <stdbool.h>

#include "cells.h"
#include "heading.h"

/* Why a table of firms gives no list. */
enum heading_doubt {
	HEADING_DOUBT_NONE,
	HEADING_DOUBT_SEVERAL,  /* two columns of firms, and no word says which
	                           is the one that is listed */
	HEADING_DOUBT_OTHER,    /* the rows name something else (中心名称, 项目
	                           名称) and the firm that answers for it */
};

struct heading_row {
	GArray *fields;         /* enum heading_field; NULL: nothing was read */
	GPtrArray *texts;       /* const char *, of the lower line if any; they are
	                           the table's */
	GPtrArray *uppers;      /* const char *, what stands above these, or NULL */
	GArray *until;          /* int, last column of the cell that begins
	                           here, -1 where none does */
	GArray *unknown;        /* bool, a word that nobody knows */
	unsigned lines;         /* 1 or 2 rows of the table */
	unsigned filled, known; /* texts in it, and those that are words of
	                           headings */
	bool named;             /* a column is one of firms' names */
	bool banded;            /* the row above it has words above its groups, which
	                           are in `uppers` */
	GArray *above;          /* struct above (above.h), lowest first; NULL where it
	                           is no heading of several groups */
	bool is_heading;
	enum heading_doubt doubt;       /* only where it is a heading */
};

/* The longest cell of a heading, in bytes. */
enum { HEADING_ROW_LONGEST = 160 };

/* Reads row `at` of the table; heading_row_clear frees what is in it. */
struct heading_row heading_row_read(const struct cells *, const struct table *,
    size_t at);
void heading_row_clear(struct heading_row *);

/* What column c is, and the last column of the cell that begins there. */
enum heading_field heading_row_field(const struct heading_row *, guint c);
void heading_row_set(struct heading_row *, guint c, enum heading_field);
bool heading_row_has(const struct heading_row *, enum heading_field);
int heading_row_until(const struct heading_row *, guint c);

/* The words above column c that are against what stands below: 复核未通过企业名称, 拟取消
 * over 企业名称; NULL where none are. */
const char *heading_row_against(const struct heading_row *, guint c);

/* Whether a row is the heading again, whole or with cells damaged or left
 * out; the last two are for its own use. */
bool heading_row_is_repeated(const struct heading_row *,
    const struct table_row *, GString *folded, GString *was);

#endif
