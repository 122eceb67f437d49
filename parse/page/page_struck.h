/* Struck text of a page: a thin rule as long as a text runs through the middle
 * of it.  No line of a grid does: those are longer than their texts, or others
 * meet them. */
#ifndef PARSE_PAGE_PAGE_STRUCK_H
#define PARSE_PAGE_PAGE_STRUCK_H

#include "printed_page.h"

/* Notes which characters of a page are struck, and takes the rules that strike
 * them from it.  Before the page is turned; text that runs up or down is left
 * alone, and so is text whose baseline is not known. */
void page_struck_settle(struct printed_page *);

#endif
