#include "doc_change.h"

#include <glib.h>

#include "fetch/base/bytes.h"

bool
doc_change_take(struct doc_bytes *in, struct doc_change *c)
{
	static const uint8_t sizes[] = {1, 1, 2, 4, 2, 2, 0, 3};
	size_t n, head = 2;

	if (in->len < 2)
		return false;
	c->code = bytes_u16(in->at);
	n = sizes[c->code >> 13];
	if (c->code == SPRM_T_TABLE || c->code == SPRM_T_TABLE_10) {
		if (in->len < 4)
			return false;
		n = MAX(bytes_u16(in->at + 2), 1) - 1u;
		head = 4;
	} else if (n == 0) {
		if (in->len < 3)
			return false;
		n = in->at[2];
		head = 3;
		/* Tabs of more than 255 bytes; nothing after them counts. */
		if (c->code == SPRM_P_TABS && n == 255)
			return false;
	}
	if (n > in->len - head)
		return false;
	c->operand = (struct doc_bytes){in->at + head, n};
	in->at += head + n;
	in->len -= head + n;
	return true;
}
