/* Shared: text of a page as it is displayed: white space folded, character references
 * decoded, lines broken where elements break them.
 *
 *     in:  "  北京<br>　A &amp;\n B&nbsp;  "      out: "北京\nA & B"
 *
 * Spaces of any kind (U+3000, no-break spaces) are trimmed at the ends of
 * lines, where publishers use them to indent and to fill empty cells; inside a
 * line no-break spaces become plain ones.  Empty lines are left out. */
#ifndef FETCH_HTML_HTML_TEXT_H
#define FETCH_HTML_HTML_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct html_text {
	GString *out;
	size_t line;            /* where the current line begins in it */
	bool space;             /* white space waits for more text */
	unsigned kept;          /* open elements that keep white space (pre) */
};

void html_text_begin(struct html_text *);
void html_text_free(struct html_text *);

/* Adds text of the page.  `literal`: without character references. */
void html_text_add(struct html_text *, const char *text, size_t len,
    bool literal);

/* Ends the line. */
void html_text_break(struct html_text *);

/* Ends the line and gives all of them, separated by '\n'; they belong to the
 * text and hold until it is added to.  Afterwards it is empty. */
const char *html_text_take(struct html_text *, size_t *len);

#endif
