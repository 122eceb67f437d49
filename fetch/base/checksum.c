#include "checksum.h"

#include <string.h>

#include "bytes.h"

#define PRIME_1 UINT64_C(0x9E3779B185EBCA87)
#define PRIME_2 UINT64_C(0xC2B2AE3D27D4EB4F)
#define PRIME_3 UINT64_C(0x165667B19E3779F9)
#define PRIME_4 UINT64_C(0x85EBCA77C2B2AE63)
#define PRIME_5 UINT64_C(0x27D4EB2F165667C5)

static inline uint64_t
rotate(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

static inline uint64_t
mix(uint64_t lane, uint64_t word)
{
	return rotate(lane + word * PRIME_2, 31) * PRIME_1;
}

/* Adds whole blocks and returns where they end. */
static const unsigned char *
add_blocks(struct checksum *c, const unsigned char *p, size_t blocks)
{
	uint64_t a = c->lanes[0], b = c->lanes[1], d = c->lanes[2],
	    e = c->lanes[3];

	for (; blocks > 0; blocks--, p += CHECKSUM_BLOCK) {
		a = mix(a, bytes_u64(p));
		b = mix(b, bytes_u64(p + 8));
		d = mix(d, bytes_u64(p + 16));
		e = mix(e, bytes_u64(p + 24));
	}
	c->lanes[0] = a;
	c->lanes[1] = b;
	c->lanes[2] = d;
	c->lanes[3] = e;
	return p;
}

void
checksum_begin(struct checksum *c)
{
	c->lanes[0] = PRIME_1 + PRIME_2;
	c->lanes[1] = PRIME_2;
	c->lanes[2] = 0;
	c->lanes[3] = -PRIME_1;
	c->len = 0;
}

void
checksum_add(struct checksum *c, const void *bytes, size_t len)
{
	const unsigned char *p = bytes;
	size_t begun = c->len % CHECKSUM_BLOCK, fill = CHECKSUM_BLOCK - begun;

	if (len == 0)
		return;
	c->len += len;
	if (begun > 0 && len >= fill) {
		memcpy(c->rest + begun, p, fill);
		add_blocks(c, c->rest, 1);
		p += fill;
		len -= fill;
		begun = 0;
	}
	if (begun == 0) {
		p = add_blocks(c, p, len / CHECKSUM_BLOCK);
		len %= CHECKSUM_BLOCK;
	}
	memcpy(c->rest + begun, p, len);
}

/* Ends one of `len` bytes, of which those at `p` fill no block. */
static uint64_t
end(const struct checksum *c, uint64_t len, const unsigned char *p)
{
	static const int by[] = {1, 7, 12, 18};
	size_t left = len % CHECKSUM_BLOCK;
	uint64_t x = PRIME_5;

	if (len >= CHECKSUM_BLOCK) {
		x = 0;
		for (int i = 0; i < 4; i++)
			x += rotate(c->lanes[i], by[i]);
		for (int i = 0; i < 4; i++)
			x = (x ^ mix(0, c->lanes[i])) * PRIME_1 + PRIME_4;
	}
	x += len;
	for (; left >= 8; left -= 8, p += 8)
		x = rotate(x ^ mix(0, bytes_u64(p)), 27) * PRIME_1 + PRIME_4;
	if (left >= 4) {
		x = rotate(x ^ bytes_u32(p) * PRIME_1, 23) * PRIME_2 + PRIME_3;
		left -= 4;
		p += 4;
	}
	for (; left > 0; left--, p++)
		x = rotate(x ^ *p * PRIME_5, 11) * PRIME_1;
	x = (x ^ x >> 33) * PRIME_2;
	x = (x ^ x >> 29) * PRIME_3;
	return x ^ x >> 32;
}

uint64_t
checksum_end(const struct checksum *c)
{
	return end(c, c->len, c->rest);
}

uint64_t
checksum_of(const void *bytes, size_t len)
{
	struct checksum c;

	checksum_begin(&c);
	return end(&c, len, add_blocks(&c, bytes, len / CHECKSUM_BLOCK));
}
