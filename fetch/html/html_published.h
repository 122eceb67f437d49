/* Shared: the day of publication that the markup of a page states beside its
 * <meta>s: "datePublished" of JSON-LD, <time datetime>. */
#ifndef FETCH_HTML_HTML_PUBLISHED_H
#define FETCH_HTML_HTML_PUBLISHED_H

#include <stdbool.h>

#include "html_token.h"

/* A source of days; two that differ say nothing. */
struct html_published_source {
	char day[11];           /* YYYY-MM-DD, "" for none */
	bool differ;
};

/* What was seen so far; begins as zeros, holds nothing to free. */
struct html_published {
	struct html_published_source linked;    /* JSON-LD */
	struct html_published_source marked;    /* a <time> with pubdate or
	                                           itemprop=datePublished */
	struct html_published_source times;     /* any other <time> */
	bool script;                            /* the next text is JSON-LD */
};

/* Must see every token of the page. */
void html_published_see(struct html_published *, const struct html_token *);

/* The day in China, NULL where the markup states none: that of JSON-LD, else of
 * the <time> that is marked, else of all other <time>s.  It belongs to the
 * struct. */
const char *html_published_day(const struct html_published *);

#endif
