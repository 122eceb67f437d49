/* Weaker settings of a connection, for hosts that cannot do better: each only
 * by the catalogue, with the reason, and said in the note of every document that
 * came so. */
#ifndef FETCH_WEB_TLS_POLICY_H
#define FETCH_WEB_TLS_POLICY_H

#include <curl/curl.h>
#include <stdbool.h>

enum tls_policy {
	TLS_POLICY_PLAIN = 1,       /* http: without TLS at all */
	TLS_POLICY_LEGACY = 2,      /* legacy: no secure renegotiation */
	TLS_POLICY_SECLEVEL1 = 4,   /* seclevel1: keys of 1024 bits */
	TLS_POLICY_SECLEVEL0 = 8,   /* seclevel0: less than that, SHA-1, TLS 1.0 */
	TLS_POLICY_P256 = 16,       /* p256: the curve P-256 alone */
};

/* The setting of a name, or 0. */
unsigned tls_policy_named(const char *name);

/* The settings in words, as in "legacy renegotiation, TLS 1.0"; NULL for none.
 * The caller frees them. */
char *tls_policy_words(unsigned settings);

/* Sets up a transfer so.  Certificates are verified all the same. */
void tls_policy_apply(CURL *, unsigned settings);

#endif
