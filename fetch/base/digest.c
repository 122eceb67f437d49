#include "digest.h"

#include <glib.h>
#include <openssl/evp.h>
#include <stdarg.h>
#include <string.h>

struct digest {
	EVP_MD_CTX *context;
};

/* SHA-256, looked up once: the look-up takes longer than a short digest. */
static const EVP_MD *
sha256(void)
{
	static const EVP_MD *method;

	if (g_once_init_enter(&method))
		g_once_init_leave(&method, EVP_MD_fetch(NULL, "SHA256", NULL));
	return method;
}

static void
begin(EVP_MD_CTX *context)
{
	if (context == NULL || sha256() == NULL ||
	    EVP_DigestInit_ex(context, sha256(), NULL) != 1)
		g_error("SHA-256 is not available from libcrypto");
}

struct digest *
digest_new(void)
{
	struct digest *d = g_new(struct digest, 1);

	d->context = EVP_MD_CTX_new();
	begin(d->context);
	return d;
}

void
digest_add(struct digest *d, const void *bytes, size_t len)
{
	if (EVP_DigestUpdate(d->context, bytes, len) != 1)
		g_error("SHA-256 failed in libcrypto");
}

/* Digests what came since `begin`. */
static void
end(EVP_MD_CTX *context, char hex[DIGEST_HEX + 1])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	if (EVP_DigestFinal_ex(context, raw, &n) != 1)
		g_error("SHA-256 failed in libcrypto");
	g_assert(n * 2 == DIGEST_HEX);
	for (unsigned i = 0; i < n; i++) {
		hex[2 * i] = digits[raw[i] >> 4];
		hex[2 * i + 1] = digits[raw[i] & 15];
	}
	hex[DIGEST_HEX] = '\0';
}

void
digest_end(struct digest *d, char hex[DIGEST_HEX + 1])
{
	end(d->context, hex);
	EVP_MD_CTX_free(d->context);
	g_free(d);
}

static void
free_context(void *context)
{
	EVP_MD_CTX_free(context);
}

/* There are millions of short digests in a run: each thread keeps what makes
 * them. */
static GPrivate of_thread = G_PRIVATE_INIT(free_context);

static struct digest
begin_short(void)
{
	struct digest d = {g_private_get(&of_thread)};

	if (d.context == NULL) {
		d.context = EVP_MD_CTX_new();
		g_private_set(&of_thread, d.context);
	}
	begin(d.context);
	return d;
}

void
digest_of(const void *bytes, size_t len, char hex[DIGEST_HEX + 1])
{
	struct digest d = begin_short();

	digest_add(&d, bytes, len);
	end(d.context, hex);
}

void
digest_id(char id[DIGEST_ID + 1], enum digest_letter letter, const char *part,
    ...)
{
	struct digest d = begin_short();
	char hex[DIGEST_HEX + 1];
	va_list ap;

	va_start(ap, part);
	for (; part != NULL; part = va_arg(ap, const char *))
		digest_add(&d, part, strlen(part) + 1);
	va_end(ap);
	end(d.context, hex);
	id[0] = (char)letter;
	memcpy(id + 1, hex, DIGEST_ID - 1);
	id[DIGEST_ID] = '\0';
}
