#include "doc_bytes.h"

bool
doc_bytes_take(struct doc_bytes *in, size_t n, struct doc_bytes *part)
{
	if (n > in->len)
		return false;
	*part = (struct doc_bytes){in->at, n};
	if (n > 0) {            /* a part that is missing is NULL */
		in->at += n;
		in->len -= n;
	}
	return true;
}
