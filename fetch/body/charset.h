/* Shared: the character encoding of a text, decided and decoded.
 *
 * In this order, as the WHATWG encoding sniffing algorithm has it, but that
 * what the bytes prove outranks what they claim: byte order mark; the zero
 * bytes of UTF-16 and UTF-32; the declaration, when the bytes are valid in it
 * and not plainly something else; strict UTF-8; strict GB18030; else the
 * declaration, else Windows-1252. */
#ifndef FETCH_BODY_CHARSET_H
#define FETCH_BODY_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

struct charset {
	const char *name;       /* WHATWG name in lower case: "utf-8" */
	const char *evidence;   /* bom, zeros, declared, utf8, gb18030,
	                           big5, fallback */
	bool whole;             /* the bytes were read through: well-formed UTF-8
	                           from end to end */
};

/* The charset of an HTML page (or of text without declarations).
 * `declared_by_server` is the charset of the Content-Type header, or NULL. */
struct charset charset_of(const unsigned char *bytes, size_t len,
    const char *declared_by_server);

/* The text as UTF-8 closed by a NUL, without its byte order mark; NUL bytes and
 * what the charset has not become U+FFFD, *replaced (may be NULL) counts them.
 * The caller frees it with g_free. */
char *charset_decode(const unsigned char *bytes, size_t len,
    const char *charset, size_t *text_len, size_t *replaced);

/* The same, by what charset_of found of these bytes, without a copy where they are
 * well-formed UTF-8 already: the text is not closed by a NUL; *owned is what the
 * caller frees with g_free. */
const char *charset_text(const unsigned char *bytes, size_t len,
    struct charset charset, size_t *text_len, size_t *replaced, char **owned);

/* Opens every converter that charset_decode can need, for a process that will
 * not be able to open files. */
void charset_prepare(void);

/* Opens those that charset_of and then charset_decode can need for this text, which
 * no server declares: a few of them, each of which is a library to be opened. */
void charset_prepare_for(const unsigned char *bytes, size_t len);

/* Whether that was done. */
bool charset_is_prepared(void);

#endif
