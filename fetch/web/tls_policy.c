#include "tls_policy.h"

#include <glib.h>
#include <openssl/ssl.h>
#include <string.h>

static const struct {
	const char *name;
	unsigned setting;
	const char *words;
} settings_known[] = {
    {"http", TLS_POLICY_PLAIN, "plain http"},
    {"legacy", TLS_POLICY_LEGACY, "legacy TLS renegotiation"},
    {"seclevel1", TLS_POLICY_SECLEVEL1, "weak TLS keys (SECLEVEL=1)"},
    {"seclevel0", TLS_POLICY_SECLEVEL0, "TLS 1.0 or weaker keys (SECLEVEL=0)"},
    {"p256", TLS_POLICY_P256, "the curve P-256 alone"},
};

unsigned
tls_policy_named(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(settings_known); i++)
		if (strcmp(settings_known[i].name, name) == 0)
			return settings_known[i].setting;
	return 0;
}

char *
tls_policy_words(unsigned settings)
{
	GString *words = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(settings_known); i++)
		if (settings & settings_known[i].setting)
			g_string_append_printf(words, "%s%s",
			    words->len ? ", " : "", settings_known[i].words);
	return g_string_free(words, words->len == 0);
}

/* OpenSSL 3 refuses servers without secure renegotiation (RFC 5746), as several
 * departments still run them; libcurl has no option of its own for it. */
static CURLcode
allow_legacy(CURL *curl, void *context, void *user)
{
	(void)curl;
	(void)user;
	SSL_CTX_set_options(context, SSL_OP_LEGACY_SERVER_CONNECT);
	return CURLE_OK;
}

void
tls_policy_apply(CURL *c, unsigned settings)
{
	if (settings & TLS_POLICY_SECLEVEL0) {
		curl_easy_setopt(c, CURLOPT_SSL_CIPHER_LIST,
		    "DEFAULT@SECLEVEL=0");
		curl_easy_setopt(c, CURLOPT_SSLVERSION,
		    (long)CURL_SSLVERSION_TLSv1_0);
	} else if (settings & TLS_POLICY_SECLEVEL1) {
		curl_easy_setopt(c, CURLOPT_SSL_CIPHER_LIST,
		    "DEFAULT@SECLEVEL=1");
	}
	if (settings & TLS_POLICY_P256)
		curl_easy_setopt(c, CURLOPT_SSL_EC_CURVES, "P-256");
	if (settings & TLS_POLICY_LEGACY)
		curl_easy_setopt(c, CURLOPT_SSL_CTX_FUNCTION, allow_legacy);
}
