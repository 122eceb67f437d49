/* The day on which an article was published, and how it is known.
 *
 * A page says it in several places, which differ: systems that were moved write
 * the day of re-publication into <meta PubDate>; 公示时间 in the text is another
 * thing.  Two places that agree win; else the one nearest to the title. */
#ifndef FETCH_PAGE_PAGE_DATE_H
#define FETCH_PAGE_PAGE_DATE_H

#include <glib.h>

struct markup;

struct page_date {
	char *day;              /* YYYY-MM-DD, or NULL */
	const char *evidence;   /* label: after 发布时间 and the like, beside the
	                           title; line: a line of its own below it;
	                           address; meta; markup: JSON-LD or <time>;
	                           signature: below the text */
	char *doubt;            /* where sources differ by more than a week, in
	                           words; else NULL */
};

/* `title` is the line of the title, G_MAXUINT for unknown; `url` may be NULL.
 * The caller frees day and doubt. */
struct page_date page_date_find(const struct markup *, guint title,
    const char *url);

#endif
