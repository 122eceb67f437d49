/* Shared: up to where an element reaches: its end tag, which may be left out where a
 * part of a table or a block ends it. */
#ifndef FETCH_HTML_HTML_EXTENT_H
#define FETCH_HTML_HTML_EXTENT_H

#include "html_token.h"

struct html_extent {
	bool on;                /* inside the element */
	enum html_tag tag;
	struct html_slice name;
	unsigned level;         /* html_extent_level of its tag */
	unsigned depth;         /* tables around it */
	size_t same;            /* elements of its name open inside */
};

/* The parts of a table by rank: a tag of one ends all parts of lower rank that
 * are open in the same table.  Cells 1, rows 2, row groups and captions 3, the
 * table 4, else 0. */
static inline unsigned
html_extent_level(enum html_tag tag)
{
	switch (tag) {
	case HTML_TD:
		return 1;
	case HTML_TR:
		return 2;
	case HTML_THEAD:
	case HTML_TBODY:
	case HTML_TFOOT:
	case HTML_CAPTION:
	case HTML_COL:
		return 3;
	case HTML_TABLE:
		return 4;
	default:
		return 0;
	}
}

/* Begins with a start tag, `depth` tables being open. */
void html_extent_begin(struct html_extent *, const struct html_token *,
    unsigned depth);

/* Every other start tag and every end tag, each before it is obeyed; false for
 * a start tag where the element is not open (any more). */
bool html_extent_start(struct html_extent *, const struct html_token *);
void html_extent_end(struct html_extent *, const struct html_token *);

/* A part of a table of this level begins or ends, or all of it (4), with
 * `depth` tables open: what lies in it ends. */
void html_extent_end_part(struct html_extent *, unsigned level,
    unsigned depth);

#endif
