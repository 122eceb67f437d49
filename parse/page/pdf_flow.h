/* What a PDF says from its first page to its last: paragraphs, and tables that
 * go on from page to page as one. */
#ifndef PARSE_PDF_FLOW_H
#define PARSE_PDF_FLOW_H

#include "pdf_table.h"
#include "parse/core/table.h"

struct pdf_flow;

struct pdf_flow *pdf_flow_new(void);
void pdf_flow_free(struct pdf_flow *);

/* Adds what stands on the next page; number counts from 1. */
void pdf_flow_add_page(struct pdf_flow *, const struct pdf_page *,
    int number);

/* Writes everything.  member may be NULL. */
void pdf_flow_write(const struct pdf_flow *, struct records *,
    const char *member);

#endif
