/* What a worker found in a page or a list, as bytes for its parent.  A worker is
 * not trusted: what comes is checked, text for UTF-8 and addresses for http. */
#ifndef FETCH_NOTICE_WIRE_H
#define FETCH_NOTICE_WIRE_H

#include <glib.h>

struct listing;
struct page;

/* Append it. */
void wire_put_page(GString *, const struct page *);
void wire_put_listing(GString *, const struct listing *);

/* What is wrong with a body, in words. */
void wire_put_trouble(GString *, const char *trouble);

/* Take it; NULL with *trouble in words (the caller frees them) where it is
 * malformed or a trouble itself. */
struct page *wire_take_page(const GString *, char **trouble);
struct listing *wire_take_listing(const GString *, char **trouble);

#endif
