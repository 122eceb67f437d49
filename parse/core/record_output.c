#include "record_output.h"

#include <string.h>

#include "append.h"

void
record_output_number(struct records *r, size_t n)
{
	char digits[24], *at = digits + sizeof digits;
	size_t len;

	do
		*--at = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	*--at = '\t';
	len = (size_t)(digits + sizeof digits - at);
	memcpy(append_room(r->out, len), at, len);
}

/* What a byte may be at the beginning of a character: ASCII that is not escaped;
 * of three bytes, from U+1000 on but for U+D000 to U+DFFF; anything else. */
enum { PLAIN, WIDE, SPECIAL };

static const unsigned char kinds[256] = {
    ['\0'] = SPECIAL, ['\t'] = SPECIAL, ['\n'] = SPECIAL, ['\r'] = SPECIAL,
    ['\\'] = SPECIAL, [0x80 ... 0xe0] = SPECIAL, [0xe1 ... 0xec] = WIDE,
    [0xed] = SPECIAL, [0xee ... 0xef] = WIDE, [0xf0 ... 0xff] = SPECIAL,
};

/* Whether a text is UTF-8 and has nothing to escape, found in one pass.  Rare
 * characters, those of four bytes and those before U+1000, are not looked at:
 * false. */
static bool
is_plain(const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text, *end = p + len;

	while (p < end) {
		const unsigned char kind = kinds[*p];

		if (kind == PLAIN)
			p++;
		else if (kind == WIDE && end - p >= 3 &&
		    ((p[1] ^ 0x80) | (p[2] ^ 0x80)) < 0x40)
			p += 3;
		else
			return false;
	}
	return true;
}

void
record_output_field(struct records *r, const char *text, size_t len)
{
	g_autofree char *mended = NULL;
	const char *end;

	if (is_plain(text, len)) {
		char *to = append_room(r->out, len + 1);

		*to = '\t';
		memcpy(to + 1, text, len);
		return;
	}
	if (!g_utf8_validate_len(text, len, NULL)) {
		mended = g_utf8_make_valid(text, (gssize)len);
		text = mended;
		len = strlen(mended);
	}
	end = text + len;
	g_string_append_c(r->out, '\t');
	while (text < end) {
		const char *from = text;

		while (text < end && *text != '\t' && *text != '\n' &&
		    *text != '\r' && *text != '\\')
			text++;
		g_string_append_len(r->out, from, text - from);
		if (text == end)
			return;
		g_string_append_c(r->out, '\\');
		g_string_append_c(r->out, *text == '\t'   ? 't'
		                          : *text == '\n' ? 'n'
		                          : *text == '\r' ? 'r'
		                                          : '\\');
		text++;
	}
}

void
record_output_leave(struct records *r)
{
	if (r->sink == NULL)
		return;
	r->sink(r->out->str, r->out->len, r->sink_data);
	g_string_truncate(r->out, 0);
}

void
record_output_close(struct records *r)
{
	g_string_append_c(r->out, '\n');
	r->count++;
	if (r->out->len >= RECORD_OUTPUT_BLOCK)
		record_output_leave(r);
}

void
record_output_mark(struct records *r, unsigned row, unsigned col,
    enum mark_kind kind, const char *text, size_t len)
{
	g_string_append(r->out, "mark");
	record_output_number(r, r->n);
	record_output_number(r, row);
	record_output_number(r, col);
	g_string_append_c(r->out, '\t');
	g_string_append(r->out, mark_word(kind));
	record_output_field(r, text, len);
	record_output_close(r);
}
