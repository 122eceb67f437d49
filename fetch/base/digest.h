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

/* The digest of one block of bytes. */
void digest_of(const void *bytes, size_t len, char hex[DIGEST_HEX + 1]);

/* The first 16 digits of the digest of `parts`, each closed by a NUL: a stable
 * id for what the parts name.  The list ends with NULL; a NULL part cannot
 * be told from the end, so callers pass "" instead. */
void digest_id(char id[17], const char *part, ...)
    __attribute__((sentinel));

#endif
