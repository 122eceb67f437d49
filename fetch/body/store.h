/* The object store: DATA/fetch/objects/ab/abcdef…, one file a body, named by
 * its SHA-256, written once and read-only.  Names come from digests alone,
 * never from the network. */
#ifndef FETCH_BODY_STORE_H
#define FETCH_BODY_STORE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "fetch/base/digest.h"

/* Removes what a killed run left half-written. */
void store_sweep(void);

/* Keeps a body and writes its name to `hex`.  A file already there is
 * verified, and replaced where its bytes are no longer those of its name. */
void store_put(const guint8 *bytes, size_t len, char hex[DIGEST_HEX + 1]);

/* Returns the body named `hex`, or NULL when it is missing or damaged.  The
 * caller frees it with g_free. */
guint8 *store_get(const char *hex, size_t *len);

/* Whether the body is there and whole. */
bool store_has(const char *hex);

struct store_counts {
	size_t bodies;     /* read */
	size_t former;     /* of them whole, but not named any more: earlier
	                      versions, which are kept */
};

/* Removes every body that is not in `kept` (a set of digests); nothing with
 * --dry-run.  `former` of the result is how many that are. */
struct store_counts store_prune(GHashTable *kept);

/* Reads the whole store and sets aside every body whose bytes are not those of
 * its name, every file that is no body, and every name in `documents` (a set of
 * digests) without a body. */
struct store_counts store_verify(GHashTable *documents);

#endif
