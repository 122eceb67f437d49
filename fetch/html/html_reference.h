/* Shared: character references, `&amp;`, `&#20013;`, and `&nbsp` without its
 * semicolon (HTML standard, 13.2.5.72 and 13.5).  The names are in
 * html_entities.tsv: name and characters, by name in byte order, in the medium
 * of fetch/handoff/handoff.h; names without a semicolon are those that may stand
 * without one. */
#ifndef FETCH_HTML_HTML_REFERENCE_H
#define FETCH_HTML_HTML_REFERENCE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Loads the names: before a fork or several threads, else the first reference
 * does. */
void html_reference_prepare(void);

/* Decodes the reference at p ("&"), which may lack its semicolon where the
 * standard lets it, into `out` (room for 16 bytes, closed by a NUL).  Returns
 * the bytes of the page it takes, 0 where there is none. */
size_t html_reference(const char *p, const char *end, bool in_attribute,
    char *out);

/* Appends a text with its references decoded. */
void html_reference_append(GString *out, const char *text, size_t len,
    bool in_attribute);

#endif
