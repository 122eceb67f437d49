/* Which headings are a site's and not its articles': those that stand on several
 * pages of a host that say different things.  <h1>惠企政策直达平台</h1> on each page
 * and under one <title> looks like a title on every one of them.
 *
 * What is worded as notices are (关于…的公示) is never the site's: the same words
 * are published year after year. */
#ifndef FETCH_PAGE_SITE_LINES_H
#define FETCH_PAGE_SITE_LINES_H

#include <glib.h>

#include "page.h"

struct site_lines;

struct site_lines *site_lines_new(void);
void site_lines_free(struct site_lines *);

/* Sees a page found at `url`, which may be NULL: then it is of no host. */
void site_lines_see(struct site_lines *, const char *url, const struct page *);

/* The headings of the host of `url` that are the site's: a set of texts that
 * belongs to the lines, NULL for none. */
GHashTable *site_lines_of(struct site_lines *, const char *url);

#endif
