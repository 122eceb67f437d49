/* Lines of words that make one table without ruling lines: its columns, from
 * where its text stands, and its rows, of which each may take several lines. */
#ifndef PARSE_PDF_BLOCK_H
#define PARSE_PDF_BLOCK_H

#include "pdf_region.h"

/* Lines first to end - 1 of a region. */
struct block {
	unsigned first, end;
};

struct column {
	float x0, x1;
	unsigned members;       /* chunks that stand in it */
};

struct pdf_box block_box(const struct region *, struct block);

/* The columns of a block, from left to right: struct column, the caller's. */
GArray *block_columns(const struct region *, struct block);

/* Tells which columns a chunk stands in. */
void block_place(struct chunk *, const GArray *columns);

/* How far apart the lines of a block stand that have several chunks, or 0. */
float block_pitch(const struct region *, struct block);

/* Whether a block stands in the columns of the table of the last page: each of
 * its chunks in one, and each where that column's text begins or wholly in the
 * column. */
bool block_goes_on(const struct region *, struct block);

/* Makes a table of a block, whose words' owner becomes -1. */
struct pdf_table *block_table(struct region *, struct block);

#endif
