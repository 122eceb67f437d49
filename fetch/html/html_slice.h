/* Shared: a piece of a page's text, as it stands there. */
#ifndef FETCH_HTML_HTML_SLICE_H
#define FETCH_HTML_HTML_SLICE_H

#include <stdbool.h>
#include <stddef.h>

struct html_slice {
	const char *text;       /* NULL: no such attribute */
	size_t len;
};

/* The text between two places, without white space at its ends. */
struct html_slice html_slice_trim(const char *from, const char *to);

/* Whether two are alike, or a word stands in one, in letters of either case. */
bool html_slice_is_same(struct html_slice, struct html_slice);
bool html_slice_contains(struct html_slice, const char *word);

#endif
