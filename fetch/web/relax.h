/* Weaker settings of a connection, for hosts that cannot do better: each only
 * by the catalogue, with the reason, and said in the note of every document that
 * came so. */
#ifndef FETCH_RELAX_H
#define FETCH_RELAX_H

#include <curl/curl.h>
#include <stdbool.h>

enum relax {
	RELAX_PLAIN = 1,       /* http: without TLS at all */
	RELAX_LEGACY = 2,      /* legacy: no secure renegotiation */
	RELAX_SECLEVEL1 = 4,   /* seclevel1: keys of 1024 bits */
	RELAX_SECLEVEL0 = 8,   /* seclevel0: less than that, SHA-1, TLS 1.0 */
	RELAX_P256 = 16,       /* p256: the curve P-256 alone */
};

/* The setting of a name, or 0. */
unsigned relax_named(const char *name);

/* The settings in words, as in "legacy renegotiation, TLS 1.0"; NULL for none.
 * The caller frees them. */
char *relax_words(unsigned settings);

/* Sets up a transfer so.  Certificates are verified all the same. */
void relax_apply(CURL *, unsigned settings);

#endif
