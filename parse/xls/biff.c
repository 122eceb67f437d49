#include "biff.h"

#include <string.h>

#include "fetch/base/bytes.h"

enum {
	HEADER = 4,
	BOF_2 = 0x0009,
	BOF_3 = 0x0209,
	BOF_4 = 0x0409,
	BOF_5 = 0x0809,
};

double
biff_rk(uint32_t rk)
{
	uint64_t bits = (uint64_t)(rk & ~UINT32_C(3)) << 32;
	double value;

	if (rk & 2)
		value = (int32_t)(rk & ~UINT32_C(3)) / 4;
	else
		memcpy(&value, &bits, sizeof value);
	return rk & 1 ? value / 100 : value;
}

bool
biff_next(struct biff *s, struct biff_record *r)
{
	size_t left = s->len - s->at;

	if (left < HEADER) {
		s->cut = s->cut || left > 0;
		return false;
	}
	r->at = s->at;
	r->type = bytes_u16(s->bytes + s->at);
	r->size = bytes_u16(s->bytes + s->at + 2);
	r->data = s->bytes + s->at + HEADER;
	if (r->size > left - HEADER) {
		s->cut = true;
		return false;
	}
	s->at += HEADER + r->size;
	return true;
}

enum biff_version
biff_bof(const struct biff_record *r, enum biff_kind *kind)
{
	if (r->size < 4)
		return BIFF_NONE;
	*kind = bytes_u16(r->data + 2);
	switch (r->type) {
	case BOF_2:
		return BIFF_2;
	case BOF_3:
		return BIFF_3;
	case BOF_4:
		return BIFF_4;
	case BOF_5:
		/* Excel goes by 0x0600 too; what other programs write for
		 * BIFF5 differs: 0x0500 (Excel), 0, 0x0400. */
		return bytes_u16(r->data) == 0x0600 ? BIFF_8 : BIFF_5;
	default:
		return BIFF_NONE;
	}
}

void
biff_cursor_begin(struct biff_cursor *c, const struct biff *stream,
    const struct biff_record *r)
{
	c->stream = *stream;
	c->at = r->data;
	c->end = r->data + r->size;
	c->short_of = false;
}

bool
biff_cursor_continue(struct biff_cursor *c)
{
	struct biff after = c->stream;
	struct biff_record r;

	if (!biff_next(&after, &r) || r.type != BIFF_CONTINUE)
		return false;
	c->stream = after;
	c->at = r.data;
	c->end = r.data + r.size;
	return true;
}

bool
biff_cursor_done(struct biff_cursor *c)
{
	while (c->at == c->end)
		if (!biff_cursor_continue(c))
			return true;
	return false;
}

unsigned
biff_cursor_u8(struct biff_cursor *c)
{
	if (biff_cursor_done(c)) {
		c->short_of = true;
		return 0;
	}
	return *c->at++;
}

unsigned
biff_cursor_u16(struct biff_cursor *c)
{
	unsigned low;

	if (c->end - c->at >= 2) {
		c->at += 2;
		return bytes_u16(c->at - 2);
	}
	low = biff_cursor_u8(c);
	return low | biff_cursor_u8(c) << 8;
}

uint32_t
biff_cursor_u32(struct biff_cursor *c)
{
	uint32_t low = biff_cursor_u16(c);

	return low | (uint32_t)biff_cursor_u16(c) << 16;
}

void
biff_cursor_skip(struct biff_cursor *c, size_t n)
{
	while (n > 0 && !biff_cursor_done(c)) {
		size_t part = (size_t)(c->end - c->at);

		part = part < n ? part : n;
		c->at += part;
		n -= part;
	}
	c->short_of = c->short_of || n > 0;
}
