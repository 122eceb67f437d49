/* Which date of a list belongs to which of its links. */
#ifndef FETCH_PAGE_LINK_DATES_H
#define FETCH_PAGE_LINK_DATES_H

struct link_dates;

struct link_dates *link_dates_new(void);
void link_dates_free(struct link_dates *);

/* The page goes on with text outside links, or with a link, whose date goes to *of
 * (NULL so far, for the caller to free) and which has a date in its own text or
 * NULL. */
void link_dates_text(struct link_dates *, const char *text);
void link_dates_add(struct link_dates *, char **of, const char *date);

/* A link begins: a date does not reach across it. */
void link_dates_break(struct link_dates *);

/* An item of a list begins or ends, a block within one, a list or table: what stands
 * above that, a menu, has no part in its dates. */
void link_dates_end_item(struct link_dates *);
void link_dates_end_block(struct link_dates *);
void link_dates_end_list(struct link_dates *);

#endif
