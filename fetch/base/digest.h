/* Shared: SHA-256 as lower-case hexadecimal, the name of every body. */
#ifndef FETCH_BASE_DIGEST_H
#define FETCH_BASE_DIGEST_H

#include <stddef.h>

enum { DIGEST_HEX = 64 };   /* characters, without the final NUL */

struct digest;

struct digest *digest_new(void);
void digest_add(struct digest *, const void *bytes, size_t len);

/* Writes the digest with its NUL and frees `d`. */
void digest_end(struct digest *d, char hex[DIGEST_HEX + 1]);

/* Frees one that was not ended; it may be NULL. */
void digest_free(struct digest *);

/* The digest of one block of bytes. */
void digest_of(const void *bytes, size_t len, char hex[DIGEST_HEX + 1]);

/* A stable id for what the parts name: a letter that says what kind of thing it
 * is, and the first 16 digits of the digest of the parts, each closed by a NUL.
 * The letter is no hexadecimal digit, so that no program takes an id for a
 * number.  The list ends with NULL; a NULL part cannot be distinguished from
 * the end, so callers pass "" instead. */
enum { DIGEST_ID = 17 };    /* characters, without the final NUL */

enum digest_letter {
	DIGEST_EVENT = 'v',
	DIGEST_LIST = 's',
	DIGEST_COMPANY = 'm',
};

void digest_id(char id[DIGEST_ID + 1], enum digest_letter,
    const char *part, ...) __attribute__((sentinel));

/* Begins the ids whose first parts are these; the caller frees it with digest_free.
 * digest_id_after gives the id of those parts and of the others in `rest`, `len`
 * bytes with the NUL that closes each; the list of parts ends with NULL. */
struct digest *digest_parts(const char *part, ...) __attribute__((sentinel));
void digest_id_after(char id[DIGEST_ID + 1], enum digest_letter,
    const struct digest *parts, const char *rest, size_t len);

#endif
