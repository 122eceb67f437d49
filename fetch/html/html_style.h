/* Shared: what the style of an element says of its text, by its attribute
 * `style` and by the style sheets in the page (CSS 2.1): whether it is hidden,
 * struck through, raised or too small to be seen.
 *
 *     <style>.no { display: none } td.old { text-decoration: line-through }
 *     </style><td class="x old">
 *
 * Selectors of one element by its name, classes and id are understood.  Others
 * (".a .b") hide nothing, for where they apply is not known, and where one of
 * them shows an element, other rules no longer hide it.  Rules for other media
 * than the screen do not count. */
#ifndef FETCH_HTML_HTML_STYLE_H
#define FETCH_HTML_HTML_STYLE_H

#include "html_token.h"

/* Properties of an element, as bits. */
enum html_look {
	HTML_LOOK_HIDDEN = 1, HTML_LOOK_STRUCK = 2, HTML_LOOK_RAISED = 4,
	HTML_LOOK_TINY = 8,     /* its type has no size; what it holds may */
	HTML_LOOK_SIZED = 16,   /* it says another size, on its own */
};

/* The style sheets of a page. */
struct html_style;

struct html_style *html_style_new(void);
void html_style_free(struct html_style *);

/* Adds a sheet, the content of an element <style>. */
void html_style_add(struct html_style *, const char *text, size_t len);

/* Whether a sheet is for the screen: <style media="print"> is not. */
bool html_style_is_for_screen(const struct html_token *tag);

/* The look of an element by its start tag; sheets may be NULL. */
unsigned html_style_look(const struct html_style *,
    const struct html_token *);

#endif
