/* A table of a page, put together as the HTML standard's table model has it
 * (4.9.12, "forming a table"), whatever its author left unclosed. */
#ifndef PARSE_HTML_HTML_TABLE_H
#define PARSE_HTML_HTML_TABLE_H

#include "fetch/html/html_text.h"
#include "parse/core/records.h"

enum {
	HTML_MOST_COLSPAN = 1000,       /* the standard clamps to these */
	HTML_MOST_ROWSPAN = 65534,
	/* Empty cells that all tables of a page may have between others:
	 * spans make millions of them out of a few bytes. */
	HTML_MOST_GAPS = 20000000,
};

enum html_group { HTML_GROUP_HEAD, HTML_GROUP_BODY, HTML_GROUP_FOOT };

struct html_table;

/* Begins a table inside a cell of `outer`, which may be NULL and then takes it
 * over.  `gaps` counts empty cells over all tables of the page. */
struct html_table *html_table_new(struct html_table *outer, size_t *gaps);

/* Ends a table inside a cell.  One that says all in one cell is part of the
 * text around it, and freed; an empty one, too. */
void html_table_end_inner(struct html_table *);

/* Frees it and the tables inside. */
void html_table_free(struct html_table *);

struct html_table *html_table_outer(const struct html_table *);

/* How many tables it lies in, itself included. */
unsigned html_table_depth(const struct html_table *);

/* Tags as they come; what is open is closed as far as they imply.  The spans
 * are as printed, not yet clamped; rowspan 0 reaches down to the end of the row
 * group. */
void html_table_begin_caption(struct html_table *);
void html_table_begin_group(struct html_table *, enum html_group);
void html_table_begin_row(struct html_table *);
void html_table_begin_cell(struct html_table *, unsigned rowspan,
    unsigned colspan);
void html_table_end_caption(struct html_table *);
void html_table_end_cell(struct html_table *);
void html_table_end_row(struct html_table *);
void html_table_end_group(struct html_table *);

/* Where text goes: the open cell or caption, or NULL between them. */
struct html_text *html_table_text(struct html_table *);

/* Keeps the record of a link that stands in the table. */
void html_table_add_link(struct html_table *, const char *record);

/* Writes caption, table, links, then the tables inside.  A table that is only
 * the layout of others is written as they stand in it: text, tables, text. */
void html_table_write(struct html_table *, struct records *);

#endif
