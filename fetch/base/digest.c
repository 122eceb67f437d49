/* SHA-256 is that of nettle, which libarchive needs in any case: loading libcrypto takes
 * a fifth of the start of a run.  Where the processor has instructions for it OpenSSL is
 * no faster at long or short digests; elsewhere it has three fifths of the instructions. */
#include "digest.h"

#include <glib.h>
#include <nettle/sha2.h>
#include <stdarg.h>
#include <string.h>

struct digest {
	struct sha256_ctx context;
};

static void
begin(struct digest *d)
{
	sha256_init(&d->context);
}

struct digest *
digest_new(void)
{
	struct digest *d = g_new(struct digest, 1);

	begin(d);
	return d;
}

void
digest_add(struct digest *d, const void *bytes, size_t len)
{
	sha256_update(&d->context, len, bytes);
}

/* Digests what came since `begin`, as so many digits and a NUL. */
static void
end(struct digest *d, char *hex, unsigned n_digits)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[SHA256_DIGEST_SIZE];

	sha256_digest(&d->context, sizeof raw, raw);
	g_assert(n_digits <= DIGEST_HEX);
	for (unsigned i = 0; i < n_digits / 2; i++) {
		hex[2 * i] = digits[raw[i] >> 4];
		hex[2 * i + 1] = digits[raw[i] & 15];
	}
	hex[n_digits] = '\0';
}

void
digest_end(struct digest *d, char hex[DIGEST_HEX + 1])
{
	end(d, hex, DIGEST_HEX);
	digest_free(d);
}

void
digest_free(struct digest *d)
{
	g_free(d);
}

void
digest_of(const void *bytes, size_t len, char hex[DIGEST_HEX + 1])
{
	struct digest d;

	G_STATIC_ASSERT(SHA256_DIGEST_SIZE * 2 == DIGEST_HEX);
	begin(&d);
	digest_add(&d, bytes, len);
	end(&d, hex, DIGEST_HEX);
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
	end(d, id + 1, DIGEST_ID - 1);
}

void
digest_id(char id[DIGEST_ID + 1], enum digest_letter letter, const char *part,
    ...)
{
	struct digest d;
	va_list ap;

	begin(&d);
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
	struct digest d = *parts;

	digest_add(&d, rest, len);
	end_id(&d, letter, id);
}
