/* Pages that list notices, and the answers of the programs that serve them.
 *
 * Publishers' systems differ in how a list is cut into pages, not in what a
 * line of it is: a link with a date beside it.  The body itself
 * shows which template below it is; a source may name the one it expects (style= in the
 * catalogue), so that a rebuilt site is noticed.
 *
 *     list     a page with the lines in it, the next one by a link 下一页
 *              or drawn by a script: see fetch/page/pager.h
 *     jpaas    a shell whose script names a query; the lines come as HTML
 *              inside JSON from …/front/page/build/unit       (MIIT, Hanweb)
 *     jcms     lines in CDATA within a <datastore>, in the page for its first
 *              lines or none, then from …/dataproxy.jsp by number, or
 *              group after group where no total is stated     (Hanweb JCMS)
 *     gkmlpt   a shell with window._CONFIG; the lines come as JSON from
 *              /gkmlpt/api/all/CATEGORY                       (Guangdong)
 *     json     JSON whose members the catalogue names
 *     search   the JSON of MIIT's search, titles with <em>, attachments in
 *              infoextends (extends.h)
 *
 * Reading keeps no state: a body and its address give the lines in it and the
 * addresses to ask next. */
#ifndef FETCH_NOTICE_LISTING_H
#define FETCH_NOTICE_LISTING_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct entry {
	char *url;
	char *title;          /* as far as the list shows it */
	char *published_on;   /* YYYY-MM-DD or NULL */
	bool cut;             /* the title is longer than what is shown */
	char *document_number;
	                      /* where the list gives one, else NULL */
	GPtrArray *files;     /* of struct link (page.h), resolved: attachments
	                         that the list itself names; NULL: none */
	char *trouble;        /* in words, when it names some and they cannot
	                         be read; else NULL */
};

struct listing {
	const char *style;    /* one of the names above */
	GPtrArray *entries;   /* of struct entry, in order */
	GPtrArray *more;      /* addresses to ask next (char *): one for the next
	                         page, several for a shell of several lists */
	GPtrArray *years;     /* addresses of its archives by year (char *),
	                         lists of their own */
	size_t total;         /* lines on all pages, as the publisher states it;
	                         0 where it states none */
	size_t here, pages;   /* likewise the number of this page and of all */
	bool names_next;      /* the page speaks of more than it leads to */
	char *doubt;          /* lines that could not be read, in words, or NULL */
	bool closed;          /* of style list: ends with </html> */
	bool too_many;        /* more links than are read of a page: no result */
};

/* The name above that `style` is, or NULL. */
const char *listing_style(const char *style);

/* What separates the address of a list that is asked by POST from its form:
 * https://gxt.jiangxi.gov.cn/queryList#post:current=1&pageSize=15. */
#define LISTING_FORM "#post:"

/* The address whose parameter, in its query or its form, counts one page more;
 * NULL where it has no such number.  The caller frees it. */
char *listing_page_after(const char *url, const char *parameter);

/* Reads the body found at `url`.  `json` (NULL: nothing is known) names the members
 * of JSON, a line each: lines, title, address, day, number of all lines, and the
 * parameter of the address or form that counts pages.  Returns NULL with *trouble in words (the
 * caller frees them) when it is nothing of the kind.  listing_free frees. */
struct listing *listing_read(const guint8 *bytes, size_t len, const char *url,
    const char *json, char **trouble);

struct listing *listing_new(void);
void listing_free(struct listing *);

/* A line of one's own, which listing_entry_free frees. */
struct entry *listing_entry_copy(const struct entry *);
void listing_entry_free(gpointer entry);

#endif
