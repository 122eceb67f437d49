#include "charset.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "charset_declared.h"
#include "encoding.h"

enum {
	ZERO_WINDOW = 64 * 1024,
	LEAST_SIMPLIFIED = 24,  /* characters that prove that it is no Big5 */
};

/* --- what the bytes prove --------------------------------------------- */

/* How a text reads in a multi-byte encoding.  A sequence that the end of the
 * text cuts is neither good nor bad. */
struct charset_reading {
	size_t common;  /* UTF-8: two bytes; GB 18030: the zone of GB 2312 */
	size_t other;   /* UTF-8: three and four bytes; GB 18030: the rest */
	size_t joined;  /* GB 18030: that follow another one directly */
	size_t low;     /* GB 18030: two bytes, the first below A1 */
	size_t bad;
	bool cut;       /* the end cuts a sequence */
};

/* Length of the ASCII run at p. */
static size_t
ascii_run(const unsigned char *p, const unsigned char *end)
{
	const unsigned char *from = p;
	uint64_t word;

	while (end - p >= 8) {
		memcpy(&word, p, 8);
		word = GUINT64_FROM_LE(word) & UINT64_C(0x8080808080808080);
		if (word != 0)
			return (size_t)(p - from) +
			    (size_t)__builtin_ctzll(word) / 8;
		p += 8;
	}
	while (p < end && *p < 0x80)
		p++;
	return (size_t)(p - from);
}

/* Length of the UTF-8 sequence at p, which is not ASCII: 2 to 4; 0 when the end
 * cuts it; -n when it is wrong, n bytes being the longest part that could have
 * begun one (Unicode 3.9, table 3-7). */
static int
utf8_sequence(const unsigned char *p, const unsigned char *end)
{
	unsigned char low = 0x80, high = 0xbf;
	int n;

	if (*p < 0xc2 || *p > 0xf4)
		return -1;
	n = *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
	if (*p == 0xe0)
		low = 0xa0;
	else if (*p == 0xed)
		high = 0x9f;
	else if (*p == 0xf0)
		low = 0x90;
	else if (*p == 0xf4)
		high = 0x8f;
	for (int i = 1; i < n; i++, low = 0x80, high = 0xbf) {
		if (p + i >= end)
			return 0;
		if (p[i] < low || p[i] > high)
			return -i;
	}
	return n;
}

static bool
continues(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* Length of the run of Chinese characters at p, those of three bytes that no rule
 * on second bytes concerns. */
static size_t
chinese_run(const unsigned char *p, const unsigned char *end)
{
	const unsigned char *from = p;

	while (end - p >= 3 && *p > 0xe0 && *p < 0xed && continues(p[1]) &&
	    continues(p[2]))
		p += 3;
	return (size_t)(p - from);
}

/* Of all the text, or up to the first bad sequence. */
static struct charset_reading
read_as_utf8(const unsigned char *p, size_t len, bool all)
{
	const unsigned char *end = p + len;
	struct charset_reading r = {0};

	while ((p += ascii_run(p, end)) < end && (all || r.bad == 0)) {
		const size_t run = chinese_run(p, end);
		int n;

		if (run > 0) {
			r.other += run / 3;
			p += run;
			continue;
		}
		n = utf8_sequence(p, end);
		if (n == 0) {
			r.cut = true;
			break;
		}
		if (n < 0)
			r.bad++;
		else if (n == 2)
			r.common++;
		else
			r.other++;
		p += n < 0 ? -n : n;
	}
	return r;
}

static bool
is_whole(struct charset_reading utf8)
{
	return utf8.bad == 0 && !utf8.cut;
}

/* Whether four bytes are assigned in GB 18030: the part of the basic plane and
 * the other planes, nothing between. */
static bool
gb_four(const unsigned char *p)
{
	unsigned linear = (unsigned)(((p[0] - 0x81) * 10 + p[1] - 0x30) * 126 +
	    p[2] - 0x81) * 10 + p[3] - 0x30;

	return linear <= 39419 || (linear >= 189000 && linear <= 1237575);
}

/* As utf8_sequence, for GB 18030 (figure 1 of the standard: second bytes 40-7E
 * and 80-FE, or 30-39 81-FE 30-39). */
static int
gb_sequence(const unsigned char *p, const unsigned char *end)
{
	if (*p == 0x80 || *p == 0xff)
		return -1;
	if (p + 1 >= end)
		return 0;
	if ((p[1] >= 0x40 && p[1] <= 0xfe) && p[1] != 0x7f)
		return 2;
	if (p[1] < 0x30 || p[1] > 0x39)
		return -1;
	if (p + 2 >= end)
		return 0;
	if (p[2] < 0x81 || p[2] > 0xfe)
		return -1;
	if (p + 3 >= end)
		return 0;
	return p[3] >= 0x30 && p[3] <= 0x39 && gb_four(p) ? 4 : -1;
}

static struct charset_reading
read_as_gb18030(const unsigned char *p, size_t len)
{
	const unsigned char *end = p + len, *last = NULL;
	struct charset_reading r = {0};

	while ((p += ascii_run(p, end)) < end) {
		int n;

		while (end - p >= 2 && p[0] >= 0xa1 && p[0] < 0xff &&
		    p[1] >= 0xa1 && p[1] < 0xff) {
			r.common++;
			r.joined += p == last;
			last = p += 2;
		}
		if (p == end || *p < 0x80)
			continue;
		n = gb_sequence(p, end);

		if (n == 0) {
			r.cut = true;
			break;
		}
		if (n < 0)
			r.bad++;
		else if (n == 2 && p[0] >= 0xa1 && p[1] >= 0xa1)
			r.common++;
		else
			r.other++;
		r.joined += n > 0 && p == last;
		r.low += n == 2 && p[0] < 0xa1;
		p += n < 0 ? -n : n;
		last = p;
	}
	return r;
}

/* Chinese as it is written on the mainland keeps nearly always to GB 2312, and
 * its characters stand together; a Western text that happens to be well-formed
 * has neither: its accented letters stand between plain ones. */
static bool
looks_chinese(struct charset_reading gb)
{
	size_t all = gb.common + gb.other;

	return all > 0 && (gb.common >= gb.other || gb.joined * 2 >= all);
}

/* --- decoding --------------------------------------------------------- */

static size_t
copy_utf8(const unsigned char *p, size_t len, GString *out)
{
	const unsigned char *end = p + len;
	size_t bad = 0;

	while (p < end) {
		const unsigned char *from = p;
		int n = 1;

		while ((p += ascii_run(p, end)) < end &&
		    (n = utf8_sequence(p, end)) > 0)
			p += n;
		g_string_append_len(out, (const char *)from, p - from);
		if (p >= end)
			break;
		g_string_append(out, "\ufffd");
		bad++;
		p = n == 0 ? end : p - n;
	}
	return bad;
}

/* The byte order marks; the longer ones first. */
static const struct {
	const char *mark;
	size_t len;
	const char *charset;
} marks[] = {
    {"\xef\xbb\xbf", 3, "utf-8"},
    {"\xff\xfe\0\0", 4, "utf-32le"},
    {"\0\0\xfe\xff", 4, "utf-32be"},
    {"\xff\xfe", 2, "utf-16le"},
    {"\xfe\xff", 2, "utf-16be"},
    {"\x84\x31\x95\x33", 4, "gb18030"},
};

/* The charset that a byte order mark shows, its length in *len; or NULL. */
static const char *
byte_order_mark(const unsigned char *bytes, size_t n, size_t *len)
{
	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		if (n >= marks[i].len &&
		    memcmp(bytes, marks[i].mark, marks[i].len) == 0) {
			*len = marks[i].len;
			return marks[i].charset;
		}
	return NULL;
}

/* NUL bytes are no text: some publishers' systems pad pages with them. */
static size_t
replace_nul(GString *text)
{
	GString *clean;
	size_t n = 0;

	if (memchr(text->str, '\0', text->len) == NULL)
		return 0;
	clean = g_string_sized_new(text->len);
	for (size_t i = 0; i < text->len; i++)
		if (text->str[i] != '\0')
			g_string_append_c(clean, text->str[i]);
		else {
			g_string_append(clean, "\ufffd");
			n++;
		}
	g_string_assign(text, "");
	g_string_append_len(text, clean->str, (gssize)clean->len);
	g_string_free(clean, TRUE);
	return n;
}

void
charset_prepare(void)
{
	encoding_prepare();
}

void
charset_prepare_for(const unsigned char *bytes, size_t len)
{
	/* What charset_of finds where it is not declared, and what it tries. */
	static const char *const found[] = {"gb18030", "big5", "windows-1252",
	    "utf-16le", "utf-16be", "utf-32le", "utf-32be"};
	const struct encoding *declared = charset_declared(bytes, len);

	for (size_t i = 0; i < G_N_ELEMENTS(found); i++)
		encoding_open(encoding_named(found[i]));
	if (declared != NULL)
		encoding_open(declared);
}

bool
charset_is_prepared(void)
{
	return encoding_is_prepared();
}

char *
charset_decode(const unsigned char *bytes, size_t len, const char *charset,
    size_t *text_len, size_t *replaced)
{
	const struct encoding *e = encoding_named(charset);
	GString *text = g_string_sized_new(len + len / 8 + 1);
	size_t mark = 0, bad;
	const char *marked = byte_order_mark(bytes, len, &mark);

	if (e == NULL)
		e = encoding_named("windows-1252");
	if (marked == NULL || strcmp(marked, e->name) != 0)
		mark = 0;
	if (strcmp(e->name, "utf-8") == 0)
		bad = copy_utf8(bytes + mark, len - mark, text);
	else
		bad = encoding_convert(e, bytes + mark, len - mark, text);
	bad += replace_nul(text);
	if (text_len != NULL)
		*text_len = text->len;
	if (replaced != NULL)
		*replaced = bad;
	return g_string_free(text, FALSE);
}

const char *
charset_text(const unsigned char *bytes, size_t len, struct charset charset,
    size_t *text_len, size_t *replaced, char **owned)
{
	size_t mark = 0;

	if (strcmp(charset.name, "utf-8") == 0 &&
	    memchr(bytes, '\0', len) == NULL) {
		if (g_strcmp0(byte_order_mark(bytes, len, &mark),
		    charset.name) != 0)
			mark = 0;
		if (charset.whole || is_whole(read_as_utf8(bytes + mark,
		    len - mark, false))) {
			*text_len = len - mark;
			*replaced = 0;
			*owned = NULL;
			return (const char *)bytes + mark;
		}
	}
	*owned = charset_decode(bytes, len, charset.name, text_len, replaced);
	return *owned;
}

/* --- the decision ----------------------------------------------------- */

/* The character of `size` bytes at p. */
static uint32_t
wide_character(const unsigned char *p, unsigned size, bool big_endian)
{
	uint32_t c = 0;

	for (unsigned i = 0; i < size; i++)
		c = c << 8 | p[big_endian ? i : size - 1 - i];
	return c;
}

/* Share of ASCII, in thousandths, when the text reads well in 16 or 32 bits a
 * character: no controls, nothing unassigned.  Else -1. */
static int
read_as_wide(const unsigned char *bytes, size_t len, unsigned size,
    bool big_endian)
{
	size_t n = MIN(len, ZERO_WINDOW) / size, ascii = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t c = wide_character(bytes + i * size, size, big_endian);

		if (c < 0x20 && !g_ascii_isspace((unsigned char)c))
			return -1;
		if (c >= 0xd800 && c <= 0xdfff) {
			if (size != 2)
				return -1;
			continue;
		}
		if (c > 0x10ffff || !g_unichar_isdefined(c))
			return -1;
		ascii += c < 0x80;
	}
	return n > 0 ? (int)(ascii * 1000 / n) : -1;
}

/* UTF-16 or UTF-32 without a mark: half or more of the bytes of its markup are
 * zero, and no other text has zero bytes but by mistake (`<td>a\0b</td>`).  So
 * a third of ASCII is enough, and less, commas and line ends, where the bytes
 * make no sense one by one. */
static const char *
charset_by_zeros(const unsigned char *bytes, size_t len)
{
	static const struct {
		const char *charset;
		unsigned size;
		bool big_endian;
	} wide[] = {
	    {"utf-32le", 4, false},
	    {"utf-32be", 4, true},
	    {"utf-16le", 2, false},
	    {"utf-16be", 2, true},
	};
	const char *best = NULL;
	int best_share = 29;    /* thousandths */

	if (memchr(bytes, '\0', MIN(len, ZERO_WINDOW)) == NULL)
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(wide); i++) {
		int share = read_as_wide(bytes, len, wide[i].size,
		    wide[i].big_endian);

		if (share > best_share) {
			best = wide[i].charset;
			best_share = share;
		}
	}
	if (best_share < 300 && (read_as_utf8(bytes, len, false).bad == 0 ||
	    read_as_gb18030(bytes, len).bad == 0))
		return NULL;
	return best;
}

/* Whether the text is rather Big5 than GB 18030, in which most of Big5 is
 * well-formed: two fifths of its characters end where GB 2312 has none, and
 * none begins where the rest of GB 18030 mostly does.  A few such characters
 * prove nothing: 镕 is one. */
static bool
looks_traditional(const unsigned char *bytes, size_t len, struct charset_reading gb)
{
	return gb.other >= 4 && gb.other * 3 > gb.common &&
	    gb.common * 4 > gb.other && gb.low == 0 &&
	    encoding_converts(encoding_named("big5"), bytes, len);
}

/* Whether the bytes contradict what is declared.  A page that says gb2312 or
 * iso-8859-1 and is UTF-8 from end to end is UTF-8 (the server or a template
 * said it, not the author); one that says iso-8859-1, which any bytes are, and
 * reads as Chinese is Chinese.  Two-byte sequences alone do not convict a
 * Chinese page: a few words can be well-formed in both.  One that says gbk and
 * reads as Big5 is that, and the other way round where so many characters are
 * GB 2312's that those of Big5 never would be. */
static const char *
contradicted(const struct encoding *declared, const unsigned char *bytes,
    size_t len, struct charset_reading utf8, struct charset_reading *as_gb)
{
	const bool simplified = strcmp(declared->iconv, "GB18030") == 0;
	const bool traditional = strcmp(declared->name, "big5") == 0;
	struct charset_reading gb;

	if (utf8.bad == 0 && (utf8.other > 0 ||
	    (declared->single_byte && utf8.common > 0)))
		return "utf-8";
	if (strcmp(declared->name, "windows-1252") != 0 && !simplified &&
	    !traditional)
		return NULL;
	*as_gb = gb = read_as_gb18030(bytes, len);
	if (simplified)
		return looks_traditional(bytes, len, gb) ? "big5" : NULL;
	return gb.bad == 0 && gb.common > 9 * gb.other && (!traditional ||
	    gb.common >= LEAST_SIMPLIFIED) ? "gb18030" : NULL;
}

/* Whether the text is well-formed in the encoding; in GB 18030 by how it was found
 * to read as that. */
static bool
is_valid(const struct encoding *e, const unsigned char *bytes, size_t len,
    struct charset_reading utf8, struct charset_reading gb)
{
	if (strcmp(e->name, "utf-8") == 0)
		return utf8.bad == 0;
	if (strcmp(e->iconv, "GB18030") == 0)
		return gb.bad == 0;
	return encoding_converts(e, bytes, len);
}

/* Whether few sequences are wrong, as where a system cut a title inside a
 * character. */
static bool
is_nearly(struct charset_reading r)
{
	return r.bad > 0 && r.bad * 20 <= r.common + r.other;
}

/* What nothing proves. */
static struct charset
guess(const unsigned char *bytes, size_t len, const struct encoding *declared)
{
	struct charset_reading utf8 = read_as_utf8(bytes, len, true);
	struct charset_reading gb = read_as_gb18030(bytes, len);

	if (declared == NULL && looks_traditional(bytes, len, gb))
		return (struct charset){"big5", "fallback", false};
	if (gb.bad == 0 && looks_chinese(gb) && !is_nearly(utf8))
		return (struct charset){"gb18030", "gb18030", false};
	if (is_nearly(utf8))
		return (struct charset){"utf-8", "fallback", false};
	if (is_nearly(gb) && looks_chinese(gb))
		return (struct charset){"gb18030", "fallback", false};
	if (declared != NULL)
		return (struct charset){declared->name, "declared", false};
	return (struct charset){"windows-1252", "fallback", false};
}

/* The charset of bytes that prove nothing by a mark or by zeros; as UTF-8 they were
 * read up to the first bad sequence. */
static struct charset
decide(const unsigned char *bytes, size_t len, const char *declared_by_server,
    struct charset_reading utf8)
{
	const struct encoding *declared[2] = {NULL, NULL};
	struct charset_reading gb = {0};
	const char *name;

	if (declared_by_server != NULL)
		declared[0] = encoding_of_label(
		    (const unsigned char *)declared_by_server,
		    strlen(declared_by_server));
	declared[1] = charset_declared(bytes, len);
	for (size_t i = 0; i < G_N_ELEMENTS(declared); i++) {
		const struct encoding *e = declared[i];

		if (e == NULL)
			continue;
		/* A text without the zero bytes of UTF-16 is not UTF-16,
		 * whatever it says; the standard takes UTF-8 for it. */
		if (strncmp(e->name, "utf-16", 6) == 0)
			e = declared[i] = encoding_named("utf-8");
		if ((name = contradicted(e, bytes, len, utf8, &gb)) != NULL &&
		    strcmp(name, e->name) != 0)
			return (struct charset){name,
			    strcmp(name, "utf-8") == 0 ? "utf8" : name, false};
		if (is_valid(e, bytes, len, utf8, gb))
			return (struct charset){e->name, "declared", false};
	}
	if (utf8.bad == 0)
		return (struct charset){"utf-8", "utf8", false};
	return guess(bytes, len, declared[0] ? declared[0] : declared[1]);
}

struct charset
charset_of(const unsigned char *bytes, size_t len,
    const char *declared_by_server)
{
	struct charset_reading utf8;
	struct charset c;
	const char *name;
	size_t mark;

	if ((name = byte_order_mark(bytes, len, &mark)) != NULL)
		return (struct charset){name, "bom", false};
	if ((name = charset_by_zeros(bytes, len)) != NULL)
		return (struct charset){name, "zeros", false};
	utf8 = read_as_utf8(bytes, len, false);
	c = decide(bytes, len, declared_by_server, utf8);
	c.whole = strcmp(c.name, "utf-8") == 0 && is_whole(utf8);
	return c;
}
