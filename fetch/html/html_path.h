/* Shared: the elements open around a tag, as browsers close them where end tags
 * are left out.  Kept for pages whose style sheets ask for it only. */
#ifndef FETCH_HTML_HTML_PATH_H
#define FETCH_HTML_HTML_PATH_H

#include "html_token.h"

enum {
	HTML_PATH_MOST = 200,   /* elements; deeper ones are not known */
	HTML_PATH_SIBLINGS = 32,        /* the latest of them */
};

/* What selectors ask of an element. */
struct html_element {
	enum html_tag tag;
	unsigned number;                /* html_token.element */
	struct html_slice name, class, id, rest;
};

/* The elements beside each other in one element, up to the latest. */
struct html_siblings {
	struct html_element all[HTML_PATH_SIBLINGS];    /* number n at n modulo
	                                                   that many */
	unsigned n;
};

struct html_path {
	struct html_element open[HTML_PATH_MOST];
	struct html_siblings inside[HTML_PATH_MOST + 1];        /* of open[i - 1],
	                                                           0: of the page */
	unsigned depth;
	unsigned around;        /* of them around the latest start tag; its
	                         * element is the last of inside[around] */
	bool lost;              /* some were deeper: nothing is sure any more */
};

struct html_element html_path_element(const struct html_token *);

/* Takes every tag, those of hidden content, too. */
void html_path_take(struct html_path *, const struct html_token *, bool xml);

/* Begins in the middle of a page: takes its tags from `text` on. */
void html_path_replay(struct html_path *, const char *text, size_t len,
    unsigned attributes);

#endif
