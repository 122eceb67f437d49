/* Shared: content that is not displayed: scripts, hidden elements and the like.
 * Everything is left out from such an element's start tag up to its end tag or
 * to a tag that ends it by implication. */
#ifndef FETCH_HTML_HTML_UNSEEN_H
#define FETCH_HTML_HTML_UNSEEN_H

#include "html_style.h"

struct html_unseen {
	struct html_style *style;       /* sheets so far, or NULL; the
	                                   caller's */
	bool placed;            /* its rules ask where an element stands */
	unsigned look;          /* of the tag that html_unseen_begin was asked
	                           about last; 0 for a void one, */
	struct html_colours colours;    /* and its colours */
	bool on;                /* inside such an element */
	enum html_tag tag;
	struct html_slice name;
	unsigned level;         /* html_extent_level */
	size_t same;            /* elements of its name open inside */
	size_t tables, lists;   /* open inside */
	size_t inside[HTML_ELEMENTS];   /* open inside, by element */
	size_t outside[HTML_ELEMENTS];  /* boxes open around it, by element */
};

/* Adds a start tag to a count of open elements, or takes an end tag off. */
void html_unseen_count(size_t *open, bool is_start);

/* Adds the text of a style sheet that the tokenizer has just given. */
void html_unseen_add_sheet(struct html_unseen *, struct html_slice text,
    enum html_media, const struct html_tokenizer *);

/* Takes every tag first.  True when it is to be passed over; `in_table`: a
 * table is open around. */
bool html_unseen_pass(struct html_unseen *, const struct html_token *,
    bool in_table);

/* Whether a start tag that is not passed over begins such an element; it is
 * begun. */
bool html_unseen_begin(struct html_unseen *, const struct html_token *,
    bool xml);

#endif
