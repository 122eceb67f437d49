/* Shared: XXH64, a checksum of 64 bits that is computed ten times as fast as
 * SHA-256.  Of accidents one in 2^64 leaves it as it was.  Bytes that differ on
 * purpose can have the same one: who could have written to a file asks for its digest
 * (digest.h). */
#ifndef FETCH_BASE_CHECKSUM_H
#define FETCH_BASE_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

enum { CHECKSUM_BLOCK = 32 };

/* One that is being computed. */
struct checksum {
	uint64_t lanes[4];
	uint64_t len;           /* bytes so far */
	unsigned char rest[CHECKSUM_BLOCK];     /* those that fill no block yet */
};

void checksum_begin(struct checksum *);
void checksum_add(struct checksum *, const void *bytes, size_t len);
uint64_t checksum_end(const struct checksum *);

/* The checksum of one block of bytes. */
uint64_t checksum_of(const void *bytes, size_t len);

#endif
