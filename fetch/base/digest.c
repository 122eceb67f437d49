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

/* Digests what came since `begin`, as so many digits and a NUL. */
static void
end(EVP_MD_CTX *context, char *hex, unsigned n_digits)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	if (EVP_DigestFinal_ex(context, raw, &n) != 1)
		g_error("SHA-256 failed in libcrypto");
	g_assert(n * 2 == DIGEST_HEX && n_digits <= DIGEST_HEX);
	for (unsigned i = 0; i < n_digits / 2; i++) {
		hex[2 * i] = digits[raw[i] >> 4];
		hex[2 * i + 1] = digits[raw[i] & 15];
	}
	hex[n_digits] = '\0';
}

void
digest_end(struct digest *d, char hex[DIGEST_HEX + 1])
{
	end(d->context, hex, DIGEST_HEX);
	digest_free(d);
}

void
digest_free(struct digest *d)
{
	if (d == NULL)
		return;
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
context_of_thread(void)
{
	struct digest d = {g_private_get(&of_thread)};

	if (d.context == NULL) {
		d.context = EVP_MD_CTX_new();
		g_private_set(&of_thread, d.context);
	}
	return d;
}

static struct digest
begin_short(void)
{
	struct digest d = context_of_thread();

	begin(d.context);
	return d;
}

void
digest_of(const void *bytes, size_t len, char hex[DIGEST_HEX + 1])
{
	struct digest d = begin_short();

	digest_add(&d, bytes, len);
	end(d.context, hex, DIGEST_HEX);
}

/* --- ids -------------------------------------------------------------- */

static void
add_parts(struct digest *d, const char *part, va_list rest)
{
	for (; part != NULL; part = va_arg(rest, const char *))
		digest_add(d, part, strlen(part) + 1);
}

/* Writes the id of the parts that were added. */
static void
end_id(struct digest *d, enum digest_letter letter, char id[DIGEST_ID + 1])
{
	id[0] = (char)letter;
	end(d->context, id + 1, DIGEST_ID - 1);
}

void
digest_id(char id[DIGEST_ID + 1], enum digest_letter letter, const char *part,
    ...)
{
	struct digest d = begin_short();
	va_list ap;

	va_start(ap, part);
	add_parts(&d, part, ap);
	va_end(ap);
	end_id(&d, letter, id);
}

struct digest *
digest_parts(const char *part, ...)
{
	struct digest *d = digest_new();
	va_list ap;

	va_start(ap, part);
	add_parts(d, part, ap);
	va_end(ap);
	return d;
}

void
digest_id_after(char id[DIGEST_ID + 1], enum digest_letter letter,
    const struct digest *parts, const char *rest, size_t len)
{
	struct digest d = context_of_thread();

	if (d.context == NULL || EVP_MD_CTX_copy_ex(d.context,
	    parts->context) != 1)
		g_error("SHA-256 failed in libcrypto");
	digest_add(&d, rest, len);
	end_id(&d, letter, id);
}
