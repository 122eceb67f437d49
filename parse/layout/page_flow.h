/* What a PDF says from its first page to its last: paragraphs, and tables that
 * go on from page to page as one. */
#ifndef PARSE_LAYOUT_PAGE_FLOW_H
#define PARSE_LAYOUT_PAGE_FLOW_H

#include "parse/core/records.h"
#include "parse/page/page_table.h"

struct page_flow;

struct page_flow *page_flow_new(void);
void page_flow_free(struct page_flow *);

/* Adds what stands on the next page; number counts from 1. */
void page_flow_add_page(struct page_flow *, const struct printed_page *,
    int number);

/* Whether nothing has been added that is written. */
bool page_flow_is_empty(const struct page_flow *);

/* Writes everything, once.  member may be NULL. */
void page_flow_write(struct page_flow *, struct records *,
    const char *member);

#endif
