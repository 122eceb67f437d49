#include "xls_codepage.h"

#include <glib.h>

#include "fetch/base/bytes.h"

enum {
	BOUNDSHEET = 0x0085,
	LABEL_2 = 0x0004,
	LABEL = 0x0204,
	RSTRING = 0x00d6,
	STRING_2 = 0x0007,
	STRING = 0x0207,
};

/* Where the length of a text stands in its record, in one byte or two. */
static const struct {
	uint16_t type;
	size_t at, width;
} texts[] = {
    {LABEL_2, 7, 1},
    {LABEL, 6, 2},
    {RSTRING, 6, 2},
    {STRING_2, 0, 1},
    {STRING, 0, 2},
    {BOUNDSHEET, 6, 1},
};

/* The text of a record; its length, 0 where it has none. */
static size_t
text_of(const struct biff_record *r, const uint8_t **text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		size_t from = texts[i].at + texts[i].width, n;

		if (texts[i].type != r->type || r->size < from)
			continue;
		n = texts[i].width == 1 ? r->data[texts[i].at] :
		    bytes_u16(r->data + texts[i].at);
		*text = r->data + from;
		return MIN(n, r->size - from);
	}
	return 0;
}

static bool
is_ascii(const uint8_t *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] >= 0x80)
			return false;
	return true;
}

/* Whether what is not ASCII stands in pairs of GB 2312: in a text of 1252 one
 * accented letter rarely follows another, and never always. */
bool
xls_codepage_is_gb2312(const uint8_t *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (text[i] < 0x80)
			continue;
		if (text[i] < 0xa1 || text[i] > 0xf7 || i + 1 == n ||
		    text[i + 1] < 0xa1 || text[i + 1] == 0xff)
			return false;
		i++;
	}
	return true;
}

/* Pairs of bytes of a text that are GB 2312's, and those that only its extension
 * GBK has (镕). */
struct pairs {
	size_t gb2312, gbk;
};

/* Counts the pairs; false where something else stands between them. */
static bool
count_pairs(const uint8_t *text, size_t n, struct pairs *pairs)
{
	for (size_t i = 0; i < n; i++) {
		if (text[i] < 0x80)
			continue;
		if (text[i] == 0x80 || text[i] == 0xff || i + 1 == n ||
		    text[i + 1] < 0x40 || text[i + 1] == 0x7f ||
		    text[i + 1] == 0xff)
			return false;
		if (xls_codepage_is_gb2312(text + i, 2))
			pairs->gb2312++;
		else
			pairs->gbk++;
		i++;
	}
	return true;
}

unsigned
xls_codepage_guess(struct biff stream, enum biff_version version)
{
	const size_t common = 8;        /* of GB 2312 for each of GBK alone */
	bool utf8 = true, chinese = true, other = false;
	struct pairs pairs = {0, 0};
	struct biff_record r;

	if (version == BIFF_8)
		return 1252;
	while (biff_next(&stream, &r)) {
		const uint8_t *text = NULL;
		size_t n = text_of(&r, &text);

		if (is_ascii(text, n))
			continue;
		other = true;
		utf8 = utf8 && g_utf8_validate((const char *)text, (gssize)n,
		    NULL);
		chinese = chinese && count_pairs(text, n, &pairs);
	}
	if (other && utf8)
		return 65001;
	return other && chinese && pairs.gbk * common <= pairs.gb2312 ? 936 :
	    1252;
}

unsigned
xls_codepage_believed(unsigned declared, unsigned evident)
{
	/* US-ASCII, DOS and Windows in the West, UTF-16, in which no byte
	 * texts are, Macintosh's Roman. */
	static const unsigned western[] = {367, 437, 850, 1200, 1252, 10000,
	    0x8000, 0x8001};

	for (size_t i = 0; evident != 1252 && i < G_N_ELEMENTS(western); i++)
		if (western[i] == declared)
			return evident;
	return declared;
}
