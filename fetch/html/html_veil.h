/* Shared: text that stands in the page and takes its place there, but is not
 * seen: of no size, invisible, in the colour of its ground, transparent, off
 * the screen.  Unlike what is not displayed (html_unseen.h) it may hold
 * elements that are seen. */
#ifndef FETCH_HTML_HTML_VEIL_H
#define FETCH_HTML_HTML_VEIL_H

#include "html_extent.h"
#include "html_style.h"

enum { HTML_VEILS = 3, HTML_VEIL_LAYERS = 24 };

/* An element that says of what colour its letters or their ground are. */
struct html_veil_layer {
	struct html_extent extent;
	struct html_colours colours;
};

struct html_veil {
	bool any;               /* some may be on */
	struct html_extent on[HTML_VEILS];      /* by their kinds */
	struct html_extent off[HTML_VEILS];     /* in them: seen all the same */
	struct html_veil_layer layers[HTML_VEIL_LAYERS];        /* outermost
	                           first; of more the last is unsure */
	unsigned n_layers;
	bool page;              /* it has a body or a root: nothing else, */
	bool elsewhere;         /* or a sheet that is not in it, gives colours */
	bool blank;             /* letters here are of the colour of their
	                           ground */
};

/* Every start tag that is not passed over, its look and colours
 * (html_style_look) and how many tables are open around it; and every end
 * tag. */
void html_veil_start(struct html_veil *, const struct html_token *,
    unsigned look, struct html_colours, unsigned depth, bool xml);
void html_veil_end(struct html_veil *, const struct html_token *);

/* See html_extent_end_part. */
void html_veil_end_part(struct html_veil *, unsigned level, unsigned depth);

/* Whether text here is not seen. */
bool html_veil_is_on(const struct html_veil *);

#endif
