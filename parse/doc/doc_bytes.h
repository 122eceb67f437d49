/* A part of a .doc in memory, taken apart from its beginning. */
#ifndef PARSE_DOC_DOC_BYTES_H
#define PARSE_DOC_DOC_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct doc_bytes {
	const uint8_t *at;
	size_t len;
};

/* Takes the first n bytes of `in`; false where it has fewer. */
bool doc_bytes_take(struct doc_bytes *in, size_t n, struct doc_bytes *part);

#endif
