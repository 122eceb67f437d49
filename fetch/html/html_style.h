/* Shared: what the style of an element says of its text, by its attribute
 * `style` and by the style sheets in the page (CSS 2.1): whether it is hidden,
 * struck through, raised or not to be seen.
 *
 *     <style>.no { display: none } td.old { text-decoration: line-through }
 *     </style><td class="x old">
 *
 * What is not certain stays visible: rules whose selector or medium is not
 * understood hide nothing, and where they show an element, rules of lower rank
 * no longer hide it.  Rules for other media than the screen do not count. */
#ifndef FETCH_HTML_HTML_STYLE_H
#define FETCH_HTML_HTML_STYLE_H

#include "html_colour.h"
#include "html_declarations.h"

/* For what a style sheet is. */
enum html_media { HTML_MEDIA_OTHER, HTML_MEDIA_UNSURE, HTML_MEDIA_SCREEN };

/* The style sheets of a page. */
struct html_style;

struct html_style *html_style_new(void);
void html_style_free(struct html_style *);

/* Adds a sheet, the content of an element <style>. */
void html_style_add(struct html_style *, const char *text, size_t len,
    enum html_media);

/* The medium of an element <style>. */
enum html_media html_style_media(const struct html_token *tag);

/* Whether the rules ask where an element stands; then every tag from here on is
 * to be taken, before its look is asked for. */
bool html_style_begin_path(struct html_style *, const struct html_tokenizer *);
void html_style_take(struct html_style *, const struct html_token *);

/* The look of an element by its start tag, and its colours, unless they are
 * not asked for; sheets may be NULL.  The text of the page must outlive them. */
unsigned html_style_look(struct html_style *, const struct html_token *,
    struct html_colours *);

#endif
