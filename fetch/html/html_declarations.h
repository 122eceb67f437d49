/* Shared: the declarations of a style that bear on whether and how text is
 * seen: `display: none; color: red`. */
#ifndef FETCH_HTML_HTML_DECLARATIONS_H
#define FETCH_HTML_HTML_DECLARATIONS_H

#include "html_token.h"

/* Properties of an element, as bits. */
enum html_look {
	HTML_LOOK_HIDDEN = 1,   /* display: none */
	HTML_LOOK_STRUCK = 2, HTML_LOOK_RAISED = 4,
	HTML_LOOK_TINY = 8,     /* its type has no size; what it holds may */
	HTML_LOOK_INVISIBLE = 16,       /* visibility; what it holds may be */
	HTML_LOOK_LETTERS = 32, /* of a colour: html_declarations.letters */
	HTML_LOOK_CLEAR = 64,   /* wholly transparent */
	HTML_LOOK_AWAY = 128,   /* off the screen or clipped to nothing */
	HTML_LOOK_FLAT = 256,   /* the same for boxes only */
	HTML_LOOK_GROUND = 512, /* of a colour: html_declarations.ground */
	HTML_LOOK_SAYS = 16,    /* shift: it says that it is not so */
};

/* What declarations say: for each look (enum html_look) whether they say it,
 * and what. */
struct html_declarations {
	unsigned said, on, important;
	int letters, ground;    /* see html_colour.h */
};

/* Reads them.  Looks of one element that several declarations together make, as
 * `position: absolute; left: -9999px`, must stand in one block. */
struct html_declarations html_declarations_read(struct html_slice block);

#endif
