#include "xls_text.h"

#include <errno.h>
#include <iconv.h>

#include "fetch/base/bytes.h"
#include "parse/core/append.h"
#include "xls_codepage.h"

enum {
	WIDE = 0x01,
	PHONETIC = 0x04,
	RICH = 0x08,
	LATIN_1 = 1252,
	REPLACEMENT = 0xfffd,
	LEAST_PROOF = 8,        /* letters that do not all pair by chance */
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
 * does not let it open: all are loaded before, and held until the process ends. */
void
xls_text_prepare(void)
{
	static const unsigned plain[] = {437, 737, 775, 850, 852, 855, 857,
	    860, 861, 862, 863, 864, 865, 869, 874, 932, 1250, 1251, 1253, 1254,
	    1255, 1256, 1257, 1258};
	/* volatile: else a compiler keeps a bit of it, which leaks the rest. */
	static GPtrArray *volatile held;
	GPtrArray *all;

	if (held != NULL)
		return;
	held = all = g_ptr_array_new();
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		g_ptr_array_add(all, converter(names[i].codepage));
	for (size_t i = 0; i < G_N_ELEMENTS(plain); i++)
		g_ptr_array_add(all, converter(plain[i]));
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

/* Writes a character below U+10000; returns where it ends. */
static char *
put_unit(char *to, unsigned unit)
{
	if (unit < 0x80) {
		*to++ = (char)unit;
	} else if (unit < 0x800) {
		*to++ = (char)(0xc0 | unit >> 6);
		*to++ = (char)(0x80 | (unit & 0x3f));
	} else {
		*to++ = (char)(0xe0 | unit >> 12);
		*to++ = (char)(0x80 | (unit >> 6 & 0x3f));
		*to++ = (char)(0x80 | (unit & 0x3f));
	}
	return to;
}

/* Appends units as far as they are characters by themselves, as nearly all are;
 * at most n, of those that the record at work has.  Returns how many. */
static size_t
append_plain(struct biff_cursor *c, size_t width, size_t n, GString *out)
{
	const uint8_t *at = c->at;
	char *to;
	size_t i = 0;

	n = MIN(n, (size_t)(c->end - at) / width);
	to = append_room(out, 3 * n);
	if (width == 2)
		for (; i < n; i++, at += 2) {
			const unsigned unit = bytes_u16(at);

			if (unit == 0 || (unit & 0xf800) == 0xd800)
				break;
			to = put_unit(to, unit);
		}
	else
		for (; i < n && *at != 0; i++, at++)
			to = put_unit(to, *at);
	c->at = at;
	append_after(out, (size_t)(to - out->str));
	return i;
}

/* The characters of a text, with the flags of each CONTINUE record. */
static bool
characters(struct biff_cursor *c, unsigned flags, size_t n, GString *out)
{
	struct utf16 u = {0, true};

	for (;;) {
		size_t width = flags & WIDE ? 2 : 1;

		if (u.high == 0)
			n -= append_plain(c, width, n, out);
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

unsigned
xls_text_font_mark(const GByteArray *fonts, unsigned number)
{
	unsigned i = number > 4 ? number - 1 : number;  /* there is no font 4 */

	return fonts != NULL && i < fonts->len ? fonts->data[i] :
	    XLS_TEXT_PLAIN;
}

/* Reads the fonts of a text, which stands from `begin`: first:u16 font:u16 for
 * each run of characters, these counted in UTF-16; and marks the runs. */
static void
mark_runs(struct biff_cursor *c, unsigned runs, const GByteArray *fonts,
    unsigned mark, GString *out, size_t begin)
{
	g_autofree char *text = g_strndup(out->str + begin, out->len - begin);
	const char *at = text, *end = text + (out->len - begin);
	unsigned units = 0;

	g_string_truncate(out, begin);
	for (unsigned i = 0; i <= runs; i++) {
		unsigned first = i < runs ? biff_cursor_u16(c) : G_MAXUINT;
		unsigned font = i < runs ? biff_cursor_u16(c) : 0;
		const char *from = at;

		while (at < end && units < first) {
			units += g_utf8_get_char(at) >= 0x10000 ? 2 : 1;
			at = g_utf8_next_char(at);
		}
		if (mark != XLS_TEXT_PLAIN && at > from)
			mark_begin(out, (enum mark_kind)mark);
		g_string_append_len(out, from, at - from);
		if (mark != XLS_TEXT_PLAIN && at > from)
			mark_end(out);
		mark = xls_text_font_mark(fonts, font);
	}
}

/* A BIFF8 text; fonts may be NULL.  *rich: it has some of its own. */
static bool
wide_text(struct biff_cursor *c, size_t n, const GByteArray *fonts,
    GString *out, bool *rich)
{
	size_t phonetic, begin = out->len;
	unsigned flags, runs;
	bool clean;

	*rich = false;
	/* A text of no characters may lack its flags at the end of a record. */
	if (n == 0 && c->at == c->end)
		return true;
	flags = biff_cursor_u8(c);
	runs = flags & RICH ? biff_cursor_u16(c) : 0;
	phonetic = flags & PHONETIC ? biff_cursor_u32(c) : 0;
	clean = characters(c, flags, n, out);
	*rich = runs > 0;
	if (runs > 0 && fonts != NULL && !c->short_of)
		mark_runs(c, runs, fonts, XLS_TEXT_PLAIN, out, begin);
	else
		biff_cursor_skip(c, 4 * (size_t)runs);
	biff_cursor_skip(c, phonetic);
	return clean;
}

bool
xls_text(struct biff_cursor *c, enum biff_version version,
    struct xls_charset *charset, size_t n, GString *out)
{
	bool rich;

	if (version < BIFF_8)
		return byte_text(c, charset, n, out);
	return wide_text(c, n, NULL, out, &rich);
}

/* Appends n characters of a text as `mark` is. */
static bool
marked_text(struct biff_cursor *c, enum biff_version version,
    struct xls_charset *charset, size_t n, unsigned mark, GString *out)
{
	bool clean;

	if (n == 0)
		return true;
	if (mark != XLS_TEXT_PLAIN)
		mark_begin(out, (enum mark_kind)mark);
	clean = xls_text(c, version, charset, n, out);
	if (mark != XLS_TEXT_PLAIN)
		mark_end(out);
	return clean;
}

bool
xls_text_in_fonts(struct biff_cursor *c, enum biff_version version,
    struct xls_charset *charset, size_t n, const GByteArray *fonts,
    unsigned mark, GString *out)
{
	struct biff_cursor runs = *c;
	size_t at = 0;
	unsigned left;
	bool clean = true;

	if (version >= BIFF_8) {
		const size_t begin = out->len;

		clean = xls_text(c, version, charset, n, out);
		left = biff_cursor_u16(c);
		if (!c->short_of)
			mark_runs(c, left, fonts, mark, out, begin);
		return clean;
	}
	biff_cursor_skip(&runs, n);
	left = biff_cursor_u8(&runs);
	for (; left > 0 && !runs.short_of; left--) {
		const size_t first = biff_cursor_u8(&runs);
		const unsigned font = biff_cursor_u8(&runs);

		if (first < at || first > n)
			continue;
		clean &= marked_text(c, version, charset, first - at, mark,
		    out);
		at = first;
		mark = xls_text_font_mark(fonts, font);
	}
	clean &= marked_text(c, version, charset, n - at, mark, out);
	c->short_of |= runs.short_of;
	return clean;
}

/* --- shared strings ------------------------------------------------------ */

/* Where a string ends in the block, and whether it has fonts of its own. */
struct string_end {
	size_t end;
	bool rich;
};

struct xls_strings {
	GString *block;
	GArray *ends;           /* struct string_end */
};

static size_t
end_of(const struct xls_strings *s, size_t i)
{
	return g_array_index(s->ends, struct string_end, i).end;
}

/* Whether a text may be bytes above ASCII that were taken for Latin-1: none of its
 * characters lies above U+00FF, and some above U+007F. */
static bool
is_high_latin(const char *text, size_t len)
{
	bool high = false;

	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)text[i] > 0xc3)
			return false;
		high |= (unsigned char)text[i] >= 0x80;
	}
	return high;
}

/* The bytes of such a text; else NULL. */
static GByteArray *
latin_bytes(const char *text, size_t len)
{
	GByteArray *bytes;

	if (!is_high_latin(text, len))
		return NULL;
	bytes = g_byte_array_new();
	for (const char *p = text; p < text + len; p = g_utf8_next_char(p)) {
		guint8 byte = (guint8)g_utf8_get_char(p);

		g_byte_array_append(bytes, &byte, 1);
	}
	return bytes;
}

/* The code page whose bytes programs took for characters, where every text in
 * Latin-1 letters is Chinese in truth (¹«Ë¾ for 公司); else 0. */
static unsigned
mojibake_of(const struct xls_strings *s)
{
	g_autoptr(GByteArray) all = g_byte_array_new();
	bool chinese = true;
	size_t high = 0;

	for (guint i = 0; i < s->ends->len; i++) {
		bool rich;
		size_t len = 0;
		const char *text = xls_text_strings_get(s, i, &len, &rich);
		g_autoptr(GByteArray) bytes = latin_bytes(text, len);

		if (bytes == NULL)
			continue;
		chinese = chinese && xls_codepage_is_gb2312(bytes->data,
		    bytes->len);
		for (guint k = 0; k < bytes->len; k++)
			high += bytes->data[k] >= 0x80;
		g_byte_array_append(all, bytes->data, bytes->len);
		g_byte_array_append(all, (const guint8 *)"\n", 1);
	}
	if (high < LEAST_PROOF)
		return 0;
	return chinese ? 936 : xls_codepage_is_big5(all) ? 950 : 0;
}

static void
mend_mojibake(struct xls_strings *s, unsigned codepage)
{
	struct xls_charset *chinese = xls_text_charset_new(codepage);
	GString *block = g_string_sized_new(s->block->len);
	size_t from = 0;

	for (guint i = 0; i < s->ends->len; i++) {
		struct string_end *end = &g_array_index(s->ends,
		    struct string_end, i);
		const char *text = s->block->str + from;
		const size_t len = end->end - from;
		g_autoptr(GByteArray) bytes = latin_bytes(text, len);

		if (bytes != NULL)
			convert(chinese, bytes->data, bytes->len, block);
		else
			g_string_append_len(block, text, (gssize)len);
		from = end->end;
		end->end = block->len;
	}
	xls_text_charset_free(chinese);
	g_string_free(s->block, TRUE);
	s->block = block;
}

struct xls_strings *
xls_text_strings_new(const struct biff *stream, const struct biff_record *r,
    const GByteArray *fonts)
{
	struct xls_strings *s = g_new(struct xls_strings, 1);
	struct biff_cursor c;
	unsigned mojibake;

	s->block = g_string_new(NULL);
	s->ends = g_array_new(FALSE, FALSE, sizeof(struct string_end));
	biff_cursor_begin(&c, stream, r);
	/* How many cells use them and how many there are: claims, which some
	 * writers get wrong. */
	biff_cursor_skip(&c, 8);
	while (!biff_cursor_done(&c)) {
		size_t n = biff_cursor_u16(&c), before = s->block->len;
		struct string_end end;

		wide_text(&c, n, fonts, s->block, &end.rich);
		if (c.short_of) {
			g_string_truncate(s->block, before);
			break;
		}
		end.end = s->block->len;
		g_array_append_val(s->ends, end);
	}
	mojibake = mojibake_of(s);
	if (mojibake != 0)
		mend_mojibake(s, mojibake);
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
xls_text_strings_get(const struct xls_strings *s, size_t i, size_t *len,
    bool *rich)
{
	size_t from;

	if (i >= s->ends->len)
		return NULL;
	from = i == 0 ? 0 : end_of(s, i - 1);
	*len = end_of(s, i) - from;
	*rich = g_array_index(s->ends, struct string_end, i).rich;
	return s->block->str + from;
}
