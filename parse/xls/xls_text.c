#include "xls_text.h"

#include <errno.h>
#include <iconv.h>

#include "fetch/base/bytes.h"

enum {
	WIDE = 0x01,
	PHONETIC = 0x04,
	RICH = 0x08,
	LATIN_1 = 1252,
	REPLACEMENT = 0xfffd,
};

struct xls_charset {
	iconv_t to_utf8;
	bool known;
};

/* What glibc calls the code pages that are not CPn. */
static const struct {
	unsigned codepage;
	const char *name;
} names[] = {
    {367, "US-ASCII"},
    {708, "ISO-8859-6"},
    {866, "IBM866"},
    {949, "UHC"},
    {950, "BIG5-HKSCS"},
    {1361, "JOHAB"},
    {10000, "MACINTOSH"},
    {10001, "SHIFT_JIS"},
    {10002, "BIG5-HKSCS"},
    {10003, "UHC"},
    {10007, "MAC-CYRILLIC"},
    {10008, "GB18030"},
    {10029, "MAC-CENTRALEUROPE"},
    {0x8000, "MACINTOSH"},
    {0x8001, "CP1252"},
    {936, "GB18030"},  /* GBK and what it lacks */
    {1200, "CP1252"},  /* UTF-16, of BIFF8: its texts are not in bytes */
    {54936, "GB18030"},
    {65001, "UTF-8"},
};

static iconv_t
converter(unsigned codepage)
{
	g_autofree char *name = g_strdup_printf("CP%u", codepage);

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (names[i].codepage == codepage)
			return iconv_open("UTF-8", names[i].name);
	return iconv_open("UTF-8", name);
}

/* The C library loads each of them from a file, which the sandbox of the readers
 * does not let it open: all are loaded before, and stay. */
void
xls_text_prepare(void)
{
	static const unsigned plain[] = {437, 737, 775, 850, 852, 855, 857,
	    860, 861, 862, 863, 864, 865, 869, 874, 932, 1250, 1251, 1253, 1254,
	    1255, 1256, 1257, 1258};
	static bool prepared;

	if (prepared)
		return;
	prepared = true;
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		converter(names[i].codepage);
	for (size_t i = 0; i < G_N_ELEMENTS(plain); i++)
		converter(plain[i]);
}

struct xls_charset *
xls_text_charset_new(unsigned codepage)
{
	struct xls_charset *c = g_new(struct xls_charset, 1);

	c->to_utf8 = converter(codepage);
	c->known = c->to_utf8 != (iconv_t)-1;
	if (!c->known)
		c->to_utf8 = converter(LATIN_1);
	return c;
}

bool
xls_text_charset_is_known(const struct xls_charset *c)
{
	return c->known;
}

void
xls_text_charset_free(struct xls_charset *c)
{
	if (c == NULL)
		return;
	if (c->to_utf8 != (iconv_t)-1)
		iconv_close(c->to_utf8);
	g_free(c);
}

/* Appends a character as a sheet shows it: NUL, which some programs pad
 * their texts with, is nothing. */
static void
append(GString *out, gunichar c)
{
	if (c >= 0x20 && c < 0x7f)
		g_string_append_c(out, (char)c);
	else if (c != 0)
		g_string_append_unichar(out, c);
}

/* --- bytes in a code page ---------------------------------------------- */

/* Converts `n` bytes.  What the charset has not becomes U+FFFD. */
static bool
convert(struct xls_charset *c, const uint8_t *bytes, size_t n, GString *out)
{
	char *in = (char *)bytes, part[512];
	bool clean = true;

	iconv(c->to_utf8, NULL, NULL, NULL, NULL);
	while (n > 0) {
		char *to = part;
		size_t room = sizeof part;
		bool refused = iconv(c->to_utf8, &in, &n, &to, &room) ==
		    (size_t)-1 && errno != E2BIG;

		for (const char *p = part; p < to; p++)
			if (*p != '\0')
				g_string_append_c(out, *p);
		if (refused) {
			append(out, REPLACEMENT);
			clean = false;
			in++, n--;
		}
	}
	return clean;
}

/* Bytes are gathered first: a character may be cut by a CONTINUE record. */
static bool
byte_text(struct biff_cursor *c, struct xls_charset *charset, size_t n,
    GString *out)
{
	g_autoptr(GByteArray) bytes = NULL;

	if ((size_t)(c->end - c->at) >= n) {
		c->at += n;
		return convert(charset, c->at - n, n, out);
	}
	bytes = g_byte_array_new();
	while (bytes->len < n && !biff_cursor_done(c)) {
		size_t part = MIN(n - bytes->len, (size_t)(c->end - c->at));

		g_byte_array_append(bytes, c->at, (guint)part);
		c->at += part;
	}
	c->short_of = c->short_of || bytes->len < n;
	return convert(charset, bytes->data, bytes->len, out);
}

/* --- BIFF8 -------------------------------------------------------------- */

/* UTF-16, whose surrogates may stand in two records. */
struct utf16 {
	gunichar high;          /* the first of a pair, or 0 */
	bool clean;
};

static void
lone_surrogate(struct utf16 *u, GString *out)
{
	append(out, REPLACEMENT);
	u->clean = false;
	u->high = 0;
}

static void
append_unit(struct utf16 *u, unsigned unit, GString *out)
{
	bool low = unit >= 0xdc00 && unit < 0xe000;

	if (u->high != 0 && low) {
		append(out, 0x10000 + ((u->high - 0xd800) << 10) +
		    (unit - 0xdc00));
		u->high = 0;
		return;
	}
	if (u->high != 0)
		lone_surrogate(u, out);
	if (unit >= 0xd800 && unit < 0xdc00)
		u->high = unit;
	else if (low)
		lone_surrogate(u, out);
	else
		append(out, unit);
}

/* The characters of a text, with the flags of each CONTINUE record. */
static bool
characters(struct biff_cursor *c, unsigned flags, size_t n, GString *out)
{
	struct utf16 u = {0, true};

	for (;;) {
		size_t width = flags & WIDE ? 2 : 1;

		for (; n > 0 && (size_t)(c->end - c->at) >= width; n--) {
			append_unit(&u, width == 2 ? bytes_u16(c->at) : *c->at,
			    out);
			c->at += width;
		}
		if (n == 0 || !biff_cursor_continue(c))
			break;
		flags = biff_cursor_u8(c);
	}
	if (u.high != 0)
		lone_surrogate(&u, out);
	c->short_of = c->short_of || n > 0;
	return u.clean;
}

bool
xls_text(struct biff_cursor *c, enum biff_version version,
    struct xls_charset *charset, size_t n, GString *out)
{
	unsigned flags, runs;
	size_t phonetic;
	bool clean;

	if (version < BIFF_8)
		return byte_text(c, charset, n, out);
	/* A text of no characters may lack its flags at the end of a record. */
	if (n == 0 && c->at == c->end)
		return true;
	flags = biff_cursor_u8(c);
	runs = flags & RICH ? biff_cursor_u16(c) : 0;
	phonetic = flags & PHONETIC ? biff_cursor_u32(c) : 0;
	clean = characters(c, flags, n, out);
	biff_cursor_skip(c, 4 * (size_t)runs + phonetic);
	return clean;
}

/* --- shared strings ------------------------------------------------------ */

struct xls_strings {
	GString *block;
	GArray *ends;           /* size_t, of each string in the block */
};

struct xls_strings *
xls_text_strings_new(const struct biff *stream, const struct biff_record *r)
{
	struct xls_strings *s = g_new(struct xls_strings, 1);
	struct biff_cursor c;

	s->block = g_string_new(NULL);
	s->ends = g_array_new(FALSE, FALSE, sizeof(size_t));
	biff_cursor_begin(&c, stream, r);
	/* How many cells use them and how many there are: claims, which some
	 * writers get wrong. */
	biff_cursor_skip(&c, 8);
	while (!biff_cursor_done(&c)) {
		size_t n = biff_cursor_u16(&c), before = s->block->len;

		xls_text(&c, BIFF_8, NULL, n, s->block);
		if (c.short_of) {
			g_string_truncate(s->block, before);
			break;
		}
		g_array_append_val(s->ends, s->block->len);
	}
	return s;
}

void
xls_text_strings_free(struct xls_strings *s)
{
	if (s == NULL)
		return;
	g_string_free(s->block, TRUE);
	g_array_free(s->ends, TRUE);
	g_free(s);
}

const char *
xls_text_strings_get(const struct xls_strings *s, size_t i, size_t *len)
{
	size_t from;

	if (i >= s->ends->len)
		return NULL;
	from = i == 0 ? 0 : g_array_index(s->ends, size_t, i - 1);
	*len = g_array_index(s->ends, size_t, i) - from;
	return s->block->str + from;
}
