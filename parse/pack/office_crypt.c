#include "office_crypt.h"

#include <nettle/aes.h>
#include <nettle/cbc.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <string.h>

#include "fetch/base/bytes.h"
#include "ole.h"
#include "xml.h"

/* EncryptionInfo is major:u16 minor:u16 flags:u32, then
 *
 *     2.2 to 4.2 "standard"   n:u32 header[n]: flags, size, algorithm, digest,
 *                 bits of the key at byte 16; 16:u32 salt[16] verifier[16]
 *                 20:u32 digest[32]; AES in ECB, SHA-1 in 50,000 rounds
 *     4.4 "agile"  XML: <keyData …/> of the package, <p:encryptedKey …/> of the
 *                 key; AES in CBC, SHA-1 to SHA-512
 *
 * EncryptedPackage is its size:u64, then the package; "agile" has a vector of
 * its own for each 4096 bytes. */
enum {
	ROUNDS = 50000,
	MOST_ROUNDS = 10000000, /* as the standard has it */
	BLOCK = 16,
	SEGMENT = 4096,
	MOST_KEY = 64,
	MOST_VALUE = 256,       /* bytes of a value in base64 */
	HEAD = 8,
};

/* "VelvetSweatshop" in UTF-16. */
static const uint8_t password[] = {
    'V', 0, 'e', 0, 'l', 0, 'v', 0, 'e', 0, 't', 0, 'S', 0, 'w', 0, 'e', 0,
    'a', 0, 't', 0, 's', 0, 'h', 0, 'o', 0, 'p', 0};

/* Bytes of a salt, a key, a digest. */
struct crypt_value {
	uint8_t bytes[MOST_VALUE];
	size_t len;
};

/* How a part of an agile package is encrypted. */
struct crypt_part {
	struct crypt_value salt;
	const struct nettle_hash *digest;
	unsigned key_bits;
	bool known;             /* AES in CBC with a digest that is known */
};

struct crypt_agile {
	struct crypt_part package, key;
	unsigned rounds;
	struct crypt_value verifier, verifier_digest, key_value;
};

/* --- digests and AES -------------------------------------------------- */

static void
digest_of(const struct nettle_hash *type, const void *a, size_t a_len,
    const void *b, size_t b_len, struct crypt_value *out)
{
	union {
		struct sha1_ctx sha1;
		struct sha256_ctx sha256;
		struct sha512_ctx sha512;       /* and SHA-384's */
	} context;

	g_assert(type->context_size <= sizeof context);
	type->init(&context);
	type->update(&context, a_len, a);
	type->update(&context, b_len, b);
	type->digest(&context, type->digest_size, out->bytes);
	out->len = type->digest_size;
}

/* The digest of a value of which the keys are made: so many times of a number
 * and the digest before. */
static struct crypt_value
stretched(const struct nettle_hash *type, const struct crypt_value *salt,
    unsigned rounds)
{
	struct crypt_value h;

	digest_of(type, salt->bytes, salt->len, password, sizeof password, &h);
	for (unsigned i = 0; i < rounds; i++) {
		const uint8_t number[4] = {(uint8_t)i, (uint8_t)(i >> 8),
		    (uint8_t)(i >> 16), (uint8_t)(i >> 24)};

		digest_of(type, number, sizeof number, h.bytes, h.len, &h);
	}
	return h;
}

/* Decrypts whole blocks with a key of 16, 24 or 32 bytes; iv NULL: ECB.  False
 * where they are none. */
static bool
decrypt(const uint8_t *key, size_t key_len, const uint8_t *iv,
    const uint8_t *in, size_t len, uint8_t *out)
{
	const struct nettle_cipher *aes = key_len == 16 ?
	    &nettle_aes128 : key_len == 24 ? &nettle_aes192 : &nettle_aes256;
	uint8_t last[BLOCK];
	union {
		struct aes128_ctx aes128;
		struct aes192_ctx aes192;
		struct aes256_ctx aes256;
	} context;

	if (len % BLOCK != 0)
		return false;
	aes->set_decrypt_key(&context, key);
	if (iv == NULL) {
		aes->decrypt(&context, len, out, in);
	} else {
		memcpy(last, iv, BLOCK);
		cbc_decrypt(&context, aes->decrypt, BLOCK, last, len, out, in);
	}
	return true;
}

/* --- standard --------------------------------------------------------- */

/* A key of up to 40 bytes ([MS-OFFCRYPTO] 2.3.4.7). */
static void
standard_key(const struct crypt_value *salt, uint8_t key[2 * 20])
{
	struct crypt_value h = stretched(&nettle_sha1, salt, ROUNDS), part;
	const uint8_t block[4] = {0};

	digest_of(&nettle_sha1, h.bytes, h.len, block, sizeof block, &h);
	for (unsigned i = 0; i < 2; i++) {
		uint8_t mask[64];

		memset(mask, i == 0 ? 0x36 : 0x5c, sizeof mask);
		for (size_t k = 0; k < h.len; k++)
			mask[k] ^= h.bytes[k];
		digest_of(&nettle_sha1, mask, sizeof mask, "", 0, &part);
		memcpy(key + 20 * i, part.bytes, 20);
	}
}

static bool
open_standard(const GByteArray *info, GByteArray *package)
{
	const uint8_t *p = info->data;
	uint32_t n = info->len >= 12 ? bytes_u32(p + 8) : 0;
	struct crypt_value salt = {.len = 16}, digest;
	uint8_t key[2 * 20], verifier[16], wanted[32];
	size_t key_len;

	if (n < 32 || n > info->len - 12 ||
	    info->len - 12 - n < 4 + 16 + 16 + 4 + 32)
		return false;
	key_len = bytes_u32(p + 12 + 16) / 8;
	if (key_len != 16 && key_len != 24 && key_len != 32)
		return false;
	p += 12 + n;
	memcpy(salt.bytes, p + 4, 16);
	standard_key(&salt, key);
	if (!decrypt(key, key_len, NULL, p + 20, 16, verifier) ||
	    !decrypt(key, key_len, NULL, p + 40, 32, wanted))
		return false;
	digest_of(&nettle_sha1, verifier, sizeof verifier, "", 0, &digest);
	return memcmp(digest.bytes, wanted, 20) == 0 && decrypt(key, key_len,
	    NULL, package->data, package->len, package->data);
}

/* --- agile ------------------------------------------------------------ */

static void
read_value(const struct xml_attributes *a, const char *name,
    struct crypt_value *out)
{
	g_autofree char *text = xml_attribute_copy(a, name);
	g_autofree guchar *bytes = NULL;
	gsize len = 0;

	out->len = 0;
	if (text == NULL || *text == '\0')
		return;
	bytes = g_base64_decode(text, &len);
	if (len > sizeof out->bytes)
		return;
	memcpy(out->bytes, bytes, len);
	out->len = len;
}

static void
read_part(const struct xml_attributes *a, struct crypt_part *part)
{
	static const struct {
		const char *name;
		const struct nettle_hash *type;
	} digests[] = {{"SHA1", &nettle_sha1}, {"SHA256", &nettle_sha256},
	    {"SHA384", &nettle_sha384}, {"SHA512", &nettle_sha512}};

	read_value(a, "saltValue", &part->salt);
	part->key_bits = xml_attribute_number(a, "keyBits", 0);
	part->digest = NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(digests); i++)
		if (xml_attribute_is(a, "hashAlgorithm", digests[i].name))
			part->digest = digests[i].type;
	part->known = part->digest != NULL && part->salt.len >= BLOCK &&
	    (part->key_bits == 128 || part->key_bits == 192 ||
	    part->key_bits == 256) &&
	    xml_attribute_is(a, "cipherAlgorithm", "AES") &&
	    xml_attribute_is(a, "cipherChaining", "ChainingModeCBC");
}

static void
start_element(void *data, const char *name, const struct xml_attributes *a)
{
	struct crypt_agile *g = data;

	if (xml_is(name, "keyData")) {
		read_part(a, &g->package);
	} else if (xml_is(name, "encryptedKey") && !g->key.known) {
		read_part(a, &g->key);
		g->rounds = xml_attribute_number(a, "spinCount",
		    MOST_ROUNDS + 1u);
		read_value(a, "encryptedVerifierHashInput", &g->verifier);
		read_value(a, "encryptedVerifierHashValue",
		    &g->verifier_digest);
		read_value(a, "encryptedKeyValue", &g->key_value);
	}
}

static void
ignore_end(void *data, const char *name)
{
	(void)data, (void)name;
}

static void
ignore_text(void *data, const char *text, size_t len)
{
	(void)data, (void)text, (void)len;
}

/* A key or vector of a wanted length: a digest, cut or filled with 0x36. */
static void
fit(struct crypt_value *v, size_t len)
{
	if (v->len < len)
		memset(v->bytes + v->len, 0x36, len - v->len);
	v->len = len;
}

/* Decrypts a value with the key that the password gives for it. */
static bool
decrypt_value(const struct crypt_agile *g, const struct crypt_value *base,
    const uint8_t purpose[8], struct crypt_value *value)
{
	struct crypt_value key;

	digest_of(g->key.digest, base->bytes, base->len, purpose, 8, &key);
	fit(&key, g->key.key_bits / 8);
	return value->len > 0 && decrypt(key.bytes, key.len, g->key.salt.bytes,
	    value->bytes, value->len, value->bytes);
}

static bool
open_agile(const GByteArray *info, GByteArray *package)
{
	static const struct xml_handler handler = {start_element, ignore_end,
	    ignore_text};
	static const uint8_t input[8] = {0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b,
	    0x9e, 0x79}, value[8] = {0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34,
	    0x4e}, key[8] = {0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6};
	struct container_trouble trouble = {0};
	struct crypt_agile g = {0};
	struct crypt_value base, digest;

	xml_read_text((const char *)info->data + HEAD, info->len - HEAD,
	    &handler, &g, &trouble);
	container_trouble_clear(&trouble);
	if (!g.package.known || !g.key.known || g.rounds > MOST_ROUNDS)
		return false;
	base = stretched(g.key.digest, &g.key.salt, g.rounds);
	if (!decrypt_value(&g, &base, input, &g.verifier) ||
	    !decrypt_value(&g, &base, value, &g.verifier_digest) ||
	    !decrypt_value(&g, &base, key, &g.key_value))
		return false;
	digest_of(g.key.digest, g.verifier.bytes, MIN(g.verifier.len,
	    g.key.salt.len), "", 0, &digest);
	if (g.verifier_digest.len < digest.len || memcmp(digest.bytes,
	    g.verifier_digest.bytes, digest.len) != 0 ||
	    g.key_value.len < g.package.key_bits / 8)
		return false;
	for (size_t at = 0; at < package->len; at += SEGMENT) {
		uint32_t n = (uint32_t)(at / SEGMENT);
		const uint8_t number[4] = {(uint8_t)n, (uint8_t)(n >> 8),
		    (uint8_t)(n >> 16), (uint8_t)(n >> 24)};
		struct crypt_value iv;

		digest_of(g.package.digest, g.package.salt.bytes,
		    g.package.salt.len, number, sizeof number, &iv);
		fit(&iv, BLOCK);
		if (!decrypt(g.key_value.bytes, g.package.key_bits / 8,
		    iv.bytes, package->data + at, MIN(SEGMENT,
		    package->len - at), package->data + at))
			return false;
	}
	return true;
}

/* --- the file --------------------------------------------------------- */

/* Takes the size off the beginning and the filling off the end. */
static bool
open_package(const GByteArray *info, GByteArray *package)
{
	unsigned major, minor;
	uint64_t size;

	if (info->len < HEAD || package->len < HEAD)
		return false;
	major = bytes_u16(info->data);
	minor = bytes_u16(info->data + 2);
	size = bytes_u64(package->data);
	g_byte_array_remove_range(package, 0, HEAD);
	g_byte_array_set_size(package, package->len / BLOCK * BLOCK);
	if (major == 4 && minor == 4) {
		if (!open_agile(info, package))
			return false;
	} else if (minor != 2 || major < 2 || major > 4 ||
	    !open_standard(info, package)) {
		return false;
	}
	if (size < package->len)
		g_byte_array_set_size(package, (guint)size);
	return true;
}

GByteArray *
office_crypt_open(const uint8_t *bytes, size_t len)
{
	const char *error;
	struct ole *o = ole_open(bytes, len, &error);
	g_autoptr(GByteArray) info = NULL;
	GByteArray *package = NULL;
	uint64_t declared;

	if (o == NULL)
		return NULL;
	info = ole_stream(o, "EncryptionInfo", &declared);
	package = ole_stream(o, "EncryptedPackage", &declared);
	ole_close(o);
	if (info != NULL && package != NULL && open_package(info, package))
		return package;
	if (package != NULL)
		g_byte_array_free(package, TRUE);
	return NULL;
}
