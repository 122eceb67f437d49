/* Shared: the text of a small file that people write: decisions.tsv, a sidecar.
 *
 * As editors and spreadsheets save it: UTF-8, UTF-16 with a byte order mark or
 * GB18030, with lines that end with LF, CR LF or CR.  Bytes that are no text cost
 * the line that they stand in, not the file: they become U+FFFD, and so do zero
 * bytes. */
#ifndef FETCH_BODY_TYPED_TEXT_H
#define FETCH_BODY_TYPED_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* The text in UTF-8, without a byte order mark, its lines closed by LF; the caller
 * frees it.  *charset is what it was read as, "utf-8" for what needs no word. */
char *typed_text(const char *bytes, size_t len, const char **charset);

/* Whether a line of it has what could not be read. */
bool typed_text_is_damaged(const char *line);

#endif
