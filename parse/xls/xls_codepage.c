#include "xls_codepage.h"

#include <string.h>

#include "fetch/base/bytes.h"
#include "fetch/body/charset.h"

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
} text_records[] = {
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
	for (size_t i = 0; i < G_N_ELEMENTS(text_records); i++) {
		size_t from = text_records[i].at + text_records[i].width, n;

		if (text_records[i].type != r->type || r->size < from)
			continue;
		n = text_records[i].width == 1 ? r->data[text_records[i].at] :
		    bytes_u16(r->data + text_records[i].at);
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

bool
xls_codepage_is_big5(const GByteArray *texts)
{
	return strcmp(charset_of(texts->data, texts->len, NULL).name,
	    "big5") == 0;
}

/* The code page of texts of which none is ASCII alone; pairs: NULL where not all
 * of the rest stands in such. */
static struct xls_codepage
codepage_of(const GByteArray *texts, bool utf8, const struct pairs *pairs)
{
	const size_t common = 8;        /* of GB 2312 for each of GBK alone */
	const size_t least = 2;
	struct xls_codepage e = {.evident = 1252};

	if (texts->len == 0 || utf8) {
		e.evident = texts->len == 0 ? 1252 : 65001;
		return e;
	}
	if (pairs == NULL)
		return e;
	e.pairs = (unsigned)MIN(pairs->gb2312 + pairs->gbk, G_MAXUINT);
	if (pairs->gbk * common <= pairs->gb2312)
		e.evident = 936;
	else if (xls_codepage_is_big5(texts))
		e.evident = 950;
	/* Accented letters seldom stand side by side; six of ten characters of
	 * Big5 are in the range of GB 2312. */
	e.doubtful = e.evident == 1252 && pairs->gb2312 >= least &&
	    pairs->gb2312 * 3 >= pairs->gbk;
	return e;
}

struct xls_codepage
xls_codepage_guess(struct biff stream, enum biff_version version)
{
	g_autoptr(GByteArray) texts = g_byte_array_new();
	bool utf8 = true, chinese = true;
	struct pairs pairs = {0, 0};
	struct biff_record r;

	while (version < BIFF_8 && biff_next(&stream, &r)) {
		const uint8_t *text = NULL;
		size_t n = text_of(&r, &text);

		if (is_ascii(text, n))
			continue;
		g_byte_array_append(texts, text, (guint)n);
		g_byte_array_append(texts, (const guint8 *)"\n", 1);
		utf8 = utf8 && g_utf8_validate((const char *)text, (gssize)n,
		    NULL);
		chinese = chinese && count_pairs(text, n, &pairs);
	}
	return codepage_of(texts, utf8, chinese ? &pairs : NULL);
}

static bool
is_one_of(unsigned codepage, const unsigned *all, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (all[i] == codepage)
			return true;
	return false;
}

/* US-ASCII, DOS and Windows in the West, UTF-16, in which no byte texts are,
 * Macintosh's Roman. */
bool
xls_codepage_is_western(unsigned codepage)
{
	static const unsigned western[] = {367, 437, 850, 1200, 1252, 10000,
	    0x8000, 0x8001};

	return is_one_of(codepage, western, G_N_ELEMENTS(western));
}

unsigned
xls_codepage_believed(unsigned declared, const struct xls_codepage *e)
{
	static const unsigned simplified[] = {936, 10008, 54936};
	static const unsigned traditional[] = {950, 10002};
	/* So many characters of Big5 never all end as those of GB 2312 do. */
	const unsigned proof = 24;

	if (e->evident == 1252)
		return declared;
	if (xls_codepage_is_western(declared) ||
	    (e->evident == 950 && is_one_of(declared, simplified,
	    G_N_ELEMENTS(simplified))) ||
	    (e->evident == 936 && e->pairs >= proof && is_one_of(declared,
	    traditional, G_N_ELEMENTS(traditional))))
		return e->evident;
	return declared;
}
