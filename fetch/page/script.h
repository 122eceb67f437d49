/* Addresses in the scripts of pages.  Scripts are not run: the quoted strings
 * in them are looked at. */
#ifndef FETCH_PAGE_SCRIPT_H
#define FETCH_PAGE_SCRIPT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Appends a script without its comments, and a line break. */
void script_append_code(GString *out, const char *text, size_t len);

/* Whether a string of a script can be nothing but an address:
 * "/uploads/x.xlsx", "./P0202.pdf", "index_2.jhtml", "?page=2". */
bool script_is_address(const char *text);

/* The first address among the strings of a script, as a click runs it:
 * "location.href=encodeURI('index_2.jhtml');", base64 decoded where it is one.
 * NULL where there is none; the caller frees it. */
char *script_address(const char *script);

/* Where a script leads the reader at once: location.replace("list.html"),
 * location.href = '…'.  NULL for nowhere; the caller frees it. */
char *script_redirect(const char *script);

/* The content of the next string from *p on, its escapes undone, *p after it;
 * NULL at the end.  The caller frees it. */
char *script_next_string(const char **p);

/* The text that a base64 string holds, or NULL where it is none or not of
 * printable UTF-8.  The caller frees it. */
char *script_decoded(const char *text);

#endif
