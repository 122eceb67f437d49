/* Shared: numbers as most file formats store them, least significant byte
 * first.  The caller has checked that the bytes are there. */
#ifndef FETCH_BASE_BYTES_H
#define FETCH_BASE_BYTES_H

#include <stdint.h>
#include <string.h>

static inline uint16_t
bytes_u16(const unsigned char *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t
bytes_u32(const unsigned char *p)
{
	return bytes_u16(p) | (uint32_t)bytes_u16(p + 2) << 16;
}

static inline uint64_t
bytes_u64(const unsigned char *p)
{
	return bytes_u32(p) | (uint64_t)bytes_u32(p + 4) << 32;
}

/* A double of IEEE 754. */
static inline double
bytes_f64(const unsigned char *p)
{
	uint64_t bits = bytes_u64(p);
	double value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

#endif
