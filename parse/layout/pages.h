/* The pages of a document with fixed pages, PDF or OFD, one after the other:
 * what they say, and what of them cannot be read. */
#ifndef PARSE_LAYOUT_PAGES_H
#define PARSE_LAYOUT_PAGES_H

#include "page_flow.h"

struct pages;

struct pages *pages_new(void);

/* Takes the page of a number from 1; NULL for one that cannot be had. */
void pages_add(struct pages *, struct printed_page *, int number);

/* Writes what they say, and problems: pages that are missing, pages that are
 * pictures; where too many characters have no meaning nothing is read.  Frees
 * the pages.  member may be NULL. */
void pages_end(struct pages *, struct records *, const char *member);

#endif
