/* How a column or an article goes on: the address of its next page, and what
 * the page says of how much there is.
 *
 *     <a href="index_2.html">2</a> <a href="index_2.html">下一页</a>
 *     <input type="button" value="下一页" onclick="location.href='index_2.jhtml'">
 *     createPageHTML(3, 0, "index", "html")                TRS: pages 0 to 2
 *     createPageHTML('page_div', 2, 1, 'list', 'shtml', 21)   pages 1 to 2, 21
 *                                                          lines in all
 *     Pager({size:16, current:0, prefix:'index', suffix:'html'})
 *     共170条记录 1/8页 */
#ifndef FETCH_PAGE_PAGER_H
#define FETCH_PAGE_PAGER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct markup;

struct pager {
	char *next;             /* address of the next page, or NULL */
	size_t total;           /* lines of all pages, as stated; 0: not stated */
	size_t here, pages;     /* number of this page and of all; 0: not
	                           stated */
	bool names_next;        /* it says 下一页, with an address or not */
	GPtrArray *years;       /* addresses of its archives by year (char *) */
};

/* `url` is the address of the page.  pager_clear frees what it finds. */
void pager_find(struct pager *, const struct markup *, const char *url);
void pager_clear(struct pager *);

/* Whether the text of a link is a number, 下一页 and the like: no line of a
 * list. */
bool pager_is_control(const char *text);

/* Whether the page speaks of more than it leads to. */
bool pager_is_lost(const struct pager *);

#endif
