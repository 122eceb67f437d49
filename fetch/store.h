/* The object store: DATA/fetch/objects/ab/abcdef…, one file a body, named by
 * its SHA-256, written once and read-only.  Names come from digests alone,
 * never from the network. */
#ifndef FETCH_STORE_H
#define FETCH_STORE_H

#include "digest.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Removes what a killed run left half-written. */
void store_sweep(void);

/* Keeps a body and writes its name to `hex`.  A file already there is
 * verified, and replaced where its bytes are no longer those of its name. */
void store_put(const guint8 *bytes, size_t len, char hex[DIGEST_HEX + 1]);

/* The body named `hex`, or NULL when it is missing or damaged.  The caller
 * frees it with g_free. */
guint8 *store_get(const char *hex, size_t *len);

/* Whether the body is there and whole. */
bool store_has(const char *hex);

/* Reads the whole store and sets aside every body whose bytes are not those of
 * its name, and every name in `documents` (a set of digests) without a body.
 * Returns the number of bodies read. */
size_t store_verify(GHashTable *documents);

#endif
