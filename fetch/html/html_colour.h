/* Shared: the colours of letters and of what they stand on (CSS Color 3, and
 * attributes such as bgcolor): 0xRRGGBB. */
#ifndef FETCH_HTML_HTML_COLOUR_H
#define FETCH_HTML_HTML_COLOUR_H

#include "html_token.h"

enum {
	HTML_COLOUR_UNSURE = -1,        /* a picture, a name that is not known */
	HTML_COLOUR_NONE = -2,  /* that of the element around */
	HTML_COLOUR_CLEAR = -3, /* of letters: nothing is seen of them */
	HTML_COLOUR_WHITE = 0xffffff,
};

/* What an element says of its colours. */
struct html_colours {
	int letters, ground;
};

/* The value of `color`. */
int html_colour_read(struct html_slice value);

/* The same as a ground: NONE where one sees through. */
int html_colour_through(int colour);

/* The value of `background`, as a ground. */
int html_colour_ground(struct html_slice value);

/* Whether letters of a colour cannot be distinguished from their ground. */
bool html_colour_is_unseen(int letters, int ground);

#endif
