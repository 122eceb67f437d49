/* A table on one page of a PDF. */
#ifndef PARSE_PAGE_PAGE_TABLE_H
#define PARSE_PAGE_PAGE_TABLE_H

#include "page_words.h"

struct page_cell {
	unsigned row, col, rowspan, colspan;    /* from 0; spans at least 1 */
	char *text;                             /* belongs to the table */
	bool open_below;        /* ruled on other sides, not below, where the
	                         * table ends: the page ends inside the cell */
	float end, size;        /* where the last line of text ends, and its
	                         * height; 0 where not known */
};

struct page_table {
	struct page_box box;
	unsigned rows, cols;
	GArray *cells;          /* struct page_cell, those with text or spans */
	GArray *edges;          /* float: where columns begin, and the end */
	GArray *tops;           /* float: where rows begin, and the end; empty
	                         * where not known */
	bool ruled;             /* between ruling lines, */
	bool shaded;            /* or between shaded areas */
	float order;            /* where on the page it is read, by height */
};

struct page_table *page_table_new(void);
void page_table_free(struct page_table *);

/* Adds a cell; its text becomes the table's. */
void page_table_add(struct page_table *, unsigned row, unsigned col,
    unsigned rowspan, unsigned colspan, char *text);

#endif
