#include "xls_crypt.h"

#include <glib.h>
#include <string.h>

#include "fetch/base/bytes.h"

/* FILEPASS, [MS-XLS] 2.4.117 and [MS-OFFCRYPTO] 2.3.5 and 2.3.6:
 *
 *     method:u16     0 is XOR, 1 is RC4
 *     major:u16 minor:u16
 *     1.1            salt[16] verifier[16] digest[16]
 *     2.2 to 4.2     flags:u32 n:u32 header[n] 16:u32 salt[16] verifier[16]
 *                    20:u32 digest[20]; in the header the bits of the key at
 *                    byte 16, 0 for 40
 *
 * A password is right when the decrypted verifier has the decrypted digest.
 * Each 1024 bytes of the stream have a key of their own; the keystream runs
 * over record heads too, which are not encrypted. */
enum {
	FILEPASS = 0x002f,
	BOF = 0x0809,
	BOUNDSHEET = 0x0085,
	BLOCK = 1024,
	KEY = 16,
	MOST_DIGEST = 20,
};

/* "VelvetSweatshop" in UTF-16. */
static const uint8_t password[] = {
    'V', 0, 'e', 0, 'l', 0, 'v', 0, 'e', 0, 't', 0, 'S', 0, 'w', 0, 'e', 0,
    'a', 0, 't', 0, 's', 0, 'h', 0, 'o', 0, 'p', 0};

struct cipher {
	GChecksumType digest;   /* MD5 in 1.1, else SHA-1 */
	uint8_t base[MOST_DIGEST];      /* of which the block keys are made */
	size_t base_len, key_len;
};

static void
digest_of(GChecksumType type, const void *a, size_t a_len, const void *b,
    size_t b_len, uint8_t out[MOST_DIGEST])
{
	GChecksum *sum = g_checksum_new(type);
	gsize len = MOST_DIGEST;

	g_checksum_update(sum, a, (gssize)a_len);
	g_checksum_update(sum, b, (gssize)b_len);
	g_checksum_get_digest(sum, out, &len);
	g_checksum_free(sum);
}

static void
swap(uint8_t *a, uint8_t *b)
{
	uint8_t kept = *a;

	*a = *b;
	*b = kept;
}

/* The first `n` bytes of RC4's keystream. */
static void
rc4(const uint8_t key[KEY], uint8_t *out, size_t n)
{
	uint8_t state[256], i = 0, j = 0;

	for (unsigned k = 0; k < 256; k++)
		state[k] = (uint8_t)k;
	for (unsigned k = 0; k < 256; k++) {
		j = (uint8_t)(j + state[k] + key[k % KEY]);
		swap(&state[k], &state[j]);
	}
	for (j = 0; n > 0; n--) {
		i++;
		j = (uint8_t)(j + state[i]);
		swap(&state[i], &state[j]);
		*out++ = state[(uint8_t)(state[i] + state[j])];
	}
}

/* The keystream of a block; keys shorter than 128 bits end in zeros. */
static void
keystream(const struct cipher *c, uint32_t block, uint8_t *out, size_t n)
{
	uint8_t number[4] = {(uint8_t)block, (uint8_t)(block >> 8),
	    (uint8_t)(block >> 16), (uint8_t)(block >> 24)};
	uint8_t digest[MOST_DIGEST], key[KEY] = {0};

	digest_of(c->digest, c->base, c->base_len, number, sizeof number,
	    digest);
	memcpy(key, digest, c->key_len);
	rc4(key, out, n);
}

/* Version 1.1: of the password's digest five bytes count. */
static void
base_of_binary(struct cipher *c, const uint8_t *salt)
{
	uint8_t digest[MOST_DIGEST], salted[16 * (5 + 16)];

	c->digest = G_CHECKSUM_MD5;
	c->base_len = 5;
	c->key_len = KEY;
	digest_of(c->digest, password, sizeof password, "", 0, digest);
	for (size_t i = 0; i < 16; i++) {
		memcpy(salted + 21 * i, digest, 5);
		memcpy(salted + 21 * i + 5, salt, 16);
	}
	digest_of(c->digest, salted, sizeof salted, "", 0, c->base);
}

static void
base_of_cryptoapi(struct cipher *c, const uint8_t *salt, uint32_t bits)
{
	c->digest = G_CHECKSUM_SHA1;
	c->base_len = MOST_DIGEST;
	c->key_len = bits == 0 ? 5 : bits / 8;
	digest_of(c->digest, salt, 16, password, sizeof password, c->base);
}

/* Whether the password is right: */
static bool
verify(const struct cipher *c, const uint8_t *verifier, const uint8_t *wanted)
{
	size_t n = c->digest == G_CHECKSUM_MD5 ? 16 : 20;
	uint8_t stream[16 + MOST_DIGEST], plain[16], digest[MOST_DIGEST];

	keystream(c, 0, stream, 16 + n);
	for (size_t i = 0; i < 16; i++)
		plain[i] = verifier[i] ^ stream[i];
	digest_of(c->digest, plain, 16, "", 0, digest);
	for (size_t i = 0; i < n; i++)
		if (digest[i] != (wanted[i] ^ stream[16 + i]))
			return false;
	return true;
}

static bool
prepare(struct cipher *c, const struct biff_record *filepass)
{
	const uint8_t *p = filepass->data;
	size_t size = filepass->size;
	uint32_t header, bits;

	if (size < 6 || bytes_u16(p) != 1)
		return false;
	if (bytes_u16(p + 2) == 1 && bytes_u16(p + 4) == 1 && size >= 54) {
		base_of_binary(c, p + 6);
		return verify(c, p + 22, p + 38);
	}
	if (bytes_u16(p + 2) < 2 || bytes_u16(p + 2) > 4 ||
	    bytes_u16(p + 4) != 2 || size < 34)
		return false;
	header = bytes_u32(p + 10);
	bits = bytes_u32(p + 30);
	if (header > size || size - header < 14 + 60 || bits > 8 * KEY)
		return false;
	base_of_cryptoapi(c, p + 14 + header + 4, bits);
	return verify(c, p + 14 + header + 20, p + 14 + header + 40);
}

/* How many bytes at the beginning of a record are not encrypted. */
static size_t
plain_part(const struct biff_record *r)
{
	static const uint16_t plain[] = {
	    BOF, FILEPASS,
	    0x00e1,     /* INTERFACEHDR */
	    0x0138,     /* RRDHEAD */
	    0x0194,     /* USREXCL */
	    0x0195,     /* FILELOCK */
	    0x0196,     /* RRDINFO */
	};

	for (size_t i = 0; i < G_N_ELEMENTS(plain); i++)
		if (plain[i] == r->type)
			return r->size;
	return r->type == BOUNDSHEET ? MIN(r->size, 4) : 0;
}

bool
xls_crypt_decrypt(uint8_t *stream, size_t len, size_t at,
    const struct biff_record *filepass)
{
	struct biff records = {stream, len, at, false};
	uint8_t keys[BLOCK];
	size_t block = SIZE_MAX;
	struct biff_record r;
	struct cipher c;

	if (!prepare(&c, filepass))
		return false;
	while (biff_next(&records, &r))
		for (size_t i = plain_part(&r); i < r.size; i++) {
			size_t where = (size_t)(r.data - stream) + i;

			if (where / BLOCK != block) {
				block = where / BLOCK;
				keystream(&c, (uint32_t)block, keys, BLOCK);
			}
			stream[where] ^= keys[where % BLOCK];
		}
	return true;
}
