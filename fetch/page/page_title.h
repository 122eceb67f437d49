/* The title of an article.
 *
 * <title> names the article and after it the site; some sites give all their
 * pages one <title>, and some print their own name as the first h1.  So the line
 * of the page with which <title> agrees is the title; where <title> is a site's
 * or a column's name, the line that looks most like one. */
#ifndef FETCH_PAGE_PAGE_TITLE_H
#define FETCH_PAGE_PAGE_TITLE_H

#include <glib.h>
#include <stdbool.h>

struct markup;
struct markup_line;

/* Finds the title, which the caller frees, or NULL. *line is the line in which
 * it stands, G_MAXUINT for none; *firm: two places of the page agree on it. */
char *page_title_find(const struct markup *, guint *line, bool *firm);

/* Whether a line of the page looks like a title: h1 to h6, class="title". */
bool page_title_is_heading(const struct markup_line *);

/* Whether a title is worded as those of notices are, and names of sites are
 * not: 关于…的公示. */
bool page_title_is_notice(const char *title);

#endif
