/* A page taken apart once, for all that is asked of it: the lines that a reader
 * sees, the links with everything that their anchors say, and the scripts that
 * run.  What is hidden (display:none, hidden, template, noscript, textarea,
 * comments) is not there. */
#ifndef FETCH_PAGE_MARKUP_H
#define FETCH_PAGE_MARKUP_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "fetch/html/html_published.h"

/* Different links that are taken of a page; the largest list of a site has some
 * hundreds. */
enum { MARKUP_MOST_LINKS = 20000 };

/* A line of text: a block, a cell or what stands between two line breaks. */
struct markup_line {
	char *text;             /* white space folded, never empty */
	unsigned level;         /* 1 to 6 inside h1 to h6, else 0 */
	char *class;            /* class and id of the elements around it that
	                           have one, innermost first, or NULL */
	size_t letters;         /* characters, white space not counted */
	size_t linked;          /* those of them inside links */
	bool goes_on;           /* ends with a <br>, its block goes on */
};

struct markup_link {
	char *url;              /* resolved; http or https */
	GPtrArray *texts;       /* what its anchors say, each once (char *): text,
	                           title, alt of an image */
	char *name;             /* the text it goes by, or NULL: the first, or its
	                           title where the text is cut */
	char *date;             /* YYYY-MM-DD beside it in a list, or NULL */
	bool frame;             /* the page shows what it leads to */
	bool scripted;          /* a script names it, no anchor */
	guint line;             /* line it stands in, as it is counted there */
};

struct markup {
	char *base;             /* address that links are relative to, or NULL */
	GPtrArray *lines;       /* of struct markup_line */
	GPtrArray *links;       /* of struct markup_link, each address once */
	GHashTable *metas;      /* name in lower case -> content, the first */
	struct html_published published;        /* what says when it was */
	char *head_title;       /* of <title>, or NULL */
	char *refresh;          /* where <meta http-equiv=refresh> leads, resolved,
	                           or NULL */
	GString *scripts;       /* those that run, without their comments */
	GString *shown_scripts; /* of them those that stand where it is seen */
	size_t stated_total, stated_pages;      /* lines and pages of the list, by
	                           the attributes of its pager; 0: not stated */
	bool has_table;
	bool next_disabled;     /* its 下一页 is a button that is disabled */
	bool closed;            /* ends with </html> */
	size_t crowded;         /* tags with more attributes than any page needs */
	bool too_many;          /* it has more links than MARKUP_MOST_LINKS: those
	                           beyond are not there */

	GHashTable *by_url;     /* url -> struct markup_link */
	GHashTable *site;       /* set of texts that are the site's (their owner's
	                           to add), not the article's */
};

/* Takes apart a page in UTF-8; relative links need `url` (NULL: unknown).
 * markup_free frees. */
struct markup *markup_new(const char *text, size_t len, const char *url);
void markup_free(struct markup *);

/* Enters a link that a script names; `name` may be NULL.  Returns it, NULL
 * where `address` is none. */
struct markup_link *markup_add_link(struct markup *, const char *address,
    const char *name);

#endif
