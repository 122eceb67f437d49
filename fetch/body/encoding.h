/* Shared: the encodings of the WHATWG standard: names, labels and decoders. */
#ifndef FETCH_BODY_ENCODING_H
#define FETCH_BODY_ENCODING_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct encoding {
	const char *name;
	const char *iconv;
	bool single_byte;
	const char *labels;     /* between spaces */
};

/* The encoding of a name, in lower case; NULL for others. */
const struct encoding *encoding_named(const char *name);

/* The encoding that a label means ("get an encoding"), or NULL. */
const struct encoding *encoding_of_label(const unsigned char *label,
    size_t len);

/* What Windows-1252 has at 0x80 to 0x9f; where it has nothing, the control of
 * that number. */
extern const uint16_t encoding_windows_1252[32];

/* Loads a decoder, or every one; whether that was done. */
void encoding_open(const struct encoding *);
void encoding_prepare(void);
bool encoding_is_prepared(void);

/* Appends the text as UTF-8; returns how many sequences had no meaning: each
 * became U+FFFD. */
size_t encoding_convert(const struct encoding *, const unsigned char *bytes,
    size_t len, GString *out);

/* Whether all of it has a meaning, but for a character that the end cuts. */
bool encoding_converts(const struct encoding *, const unsigned char *bytes,
    size_t len);

#endif
