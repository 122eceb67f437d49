#include "encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum { MOST_LABEL = 40 };

/* The encodings of the WHATWG standard with their labels (section 4.2), and
 * the two of UTF-32, which it lacks.  A decoder of the C library stands for
 * each.  GB 2312 and GBK are read by the decoder of their superset GB 18030, as
 * the standard has it; ISO 8859-1 means Windows-1252. */
static const struct encoding encodings[] = {
    {"utf-8", "UTF-8", false,
	" utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8"
	" x-unicode20utf8 "},
    {"gbk", "GB18030", false,
	" gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280"
	" iso-ir-58 x-gbk cp936 "},
    {"gb18030", "GB18030", false, " gb18030 "},
    {"big5", "BIG5-HKSCS", false,
	" big5 big5-hkscs cn-big5 csbig5 x-x-big5 "},
    {"windows-1252", "CP1252", true,
	" windows-1252 ansi_x3.4-1968 ascii us-ascii cp1252 cp819 csisolatin1"
	" ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1"
	" iso_8859-1:1987 l1 latin1 x-cp1252 "},
    {"utf-16le", "UTF-16LE", false,
	" utf-16 utf-16le csunicode iso-10646-ucs-2 ucs-2 unicode"
	" unicodefeff "},
    {"utf-16be", "UTF-16BE", false, " utf-16be unicodefffe "},
    {"utf-32le", "UTF-32LE", false, " "},
    {"utf-32be", "UTF-32BE", false, " "},
    {"euc-jp", "EUC-JP", false, " euc-jp x-euc-jp cseucpkdfmtjapanese "},
    {"iso-2022-jp", "ISO-2022-JP", false, " iso-2022-jp csiso2022jp "},
    {"shift_jis", "CP932", false,
	" shift_jis shift-jis sjis x-sjis ms_kanji ms932 csshiftjis"
	" windows-31j "},
    {"euc-kr", "UHC", false,
	" euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987"
	" ks_c_5601-1989 ksc5601 ksc_5601 windows-949 "},
    {"ibm866", "IBM866", true, " ibm866 866 cp866 csibm866 "},
    {"iso-8859-2", "ISO-8859-2", true,
	" iso-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2"
	" iso_8859-2:1987 l2 latin2 "},
    {"iso-8859-3", "ISO-8859-3", true,
	" iso-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3"
	" iso_8859-3:1988 l3 latin3 "},
    {"iso-8859-4", "ISO-8859-4", true,
	" iso-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4"
	" iso_8859-4:1988 l4 latin4 "},
    {"iso-8859-5", "ISO-8859-5", true,
	" iso-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5"
	" iso88595 iso_8859-5 iso_8859-5:1988 "},
    {"iso-8859-6", "ISO-8859-6", true,
	" iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic"
	" ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596"
	" iso_8859-6 iso_8859-6:1987 "},
    {"iso-8859-7", "ISO-8859-7", true,
	" iso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126"
	" iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek "},
    {"iso-8859-8", "ISO-8859-8", true,
	" iso-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e"
	" iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual "},
    {"iso-8859-8-i", "ISO-8859-8", true,
	" iso-8859-8-i csiso88598i logical "},
    {"iso-8859-10", "ISO-8859-10", true,
	" iso-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6"
	" latin6 "},
    {"iso-8859-13", "ISO-8859-13", true,
	" iso-8859-13 iso8859-13 iso885913 "},
    {"iso-8859-14", "ISO-8859-14", true,
	" iso-8859-14 iso8859-14 iso885914 "},
    {"iso-8859-15", "ISO-8859-15", true,
	" iso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 "},
    {"iso-8859-16", "ISO-8859-16", true, " iso-8859-16 "},
    {"koi8-r", "KOI8-R", true, " koi8-r cskoi8r koi koi8 koi8_r "},
    {"koi8-u", "KOI8-U", true, " koi8-u koi8-ru "},
    {"macintosh", "MACINTOSH", true,
	" macintosh csmacintosh mac x-mac-roman "},
    {"x-mac-cyrillic", "MAC-CYRILLIC", true,
	" x-mac-cyrillic x-mac-ukrainian "},
    {"windows-874", "CP874", true,
	" windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 "},
    {"windows-1250", "CP1250", true, " windows-1250 cp1250 x-cp1250 "},
    {"windows-1251", "CP1251", true, " windows-1251 cp1251 x-cp1251 "},
    {"windows-1253", "CP1253", true, " windows-1253 cp1253 x-cp1253 "},
    {"windows-1254", "CP1254", true,
	" windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9"
	" iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254 "},
    {"windows-1255", "CP1255", true, " windows-1255 cp1255 x-cp1255 "},
    {"windows-1256", "CP1256", true, " windows-1256 cp1256 x-cp1256 "},
    {"windows-1257", "CP1257", true, " windows-1257 cp1257 x-cp1257 "},
    {"windows-1258", "CP1258", true, " windows-1258 cp1258 x-cp1258 "},
};

const uint16_t encoding_windows_1252[32] = {
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
    0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178};

const struct encoding *
encoding_named(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++)
		if (strcmp(encodings[i].name, name) == 0)
			return &encodings[i];
	return NULL;
}

static bool
is_space(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

const struct encoding *
encoding_of_label(const unsigned char *label, size_t len)
{
	char key[MOST_LABEL + 3];

	while (len > 0 && is_space(label[0]))
		label++, len--;
	while (len > 0 && is_space(label[len - 1]))
		len--;
	if (len == 0 || len > MOST_LABEL)
		return NULL;
	for (size_t i = 0; i < len; i++) {
		if (is_space(label[i]) || label[i] == '\0')
			return NULL;
		key[i + 1] = (char)g_ascii_tolower((char)label[i]);
	}
	key[0] = key[len + 1] = ' ';
	key[len + 2] = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++)
		if (strstr(encodings[i].labels, key) != NULL)
			return &encodings[i];
	return NULL;
}

/* One descriptor an encoding, kept: a sandboxed process cannot load the C
 * library's converters any more. */
static iconv_t
converter(const struct encoding *e)
{
	static iconv_t open[G_N_ELEMENTS(encodings)];
	static bool is_open[G_N_ELEMENTS(encodings)];
	size_t i = (size_t)(e - encodings);

	if (!is_open[i]) {
		open[i] = iconv_open("UTF-8", e->iconv);
		is_open[i] = true;
	}
	if (open[i] != (iconv_t)-1)
		iconv(open[i], NULL, NULL, NULL, NULL);
	return open[i];
}

static bool all_open;

void
encoding_open(const struct encoding *e)
{
	converter(e);
}

void
encoding_prepare(void)
{
	for (size_t i = 0; !all_open && i < G_N_ELEMENTS(encodings); i++)
		encoding_open(&encodings[i]);
	all_open = true;
}

bool
encoding_is_prepared(void)
{
	return all_open;
}

/* How many bytes to leave out where the decoder stopped at p: as the standard
 * has it, a wrong second byte is taken along unless it is ASCII. */
static size_t
skip_bad(const struct encoding *e, const char *p, size_t left)
{
	size_t unit = strncmp(e->name, "utf-32", 6) == 0 ? 4 :
	    strncmp(e->name, "utf-16", 6) == 0 ? 2 : 1;

	if (unit == 1 && !e->single_byte && left > 1 &&
	    (unsigned char)p[0] > 0x80 && (unsigned char)p[0] < 0xff &&
	    (unsigned char)p[1] >= 0x80)
		unit = 2;
	return MIN(unit, left);
}

/* Appends what a bad sequence at p means: U+FFFD, but for the bytes that the
 * standard has and the C library lacks: the controls of the Windows code pages
 * and the euro sign of GBK.  True when it has a meaning. */
static bool
append_bad(const struct encoding *e, const char *p, GString *out)
{
	unsigned char c = (unsigned char)*p;

	if (c == 0x80 && strcmp(e->iconv, "GB18030") == 0)
		g_string_append(out, "\u20ac");
	else if (c >= 0x80 && c < 0xa0 && strncmp(e->iconv, "CP12", 4) == 0)
		g_string_append_unichar(out, c);
	else {
		g_string_append(out, "\ufffd");
		return false;
	}
	return true;
}

/* The standard reads A3A0 in GB 18030 as the ideographic space, as everyone
 * writes it; the C library as U+E5E5, for private use. */
static void
correct_gb18030(char *p, const char *end)
{
	while ((p = memmem(p, (size_t)(end - p), "\ue5e5", 3)) != NULL)
		memcpy(p, "\u3000", 3);
}

/* The descriptors above have a state: one thread at a time. */
static GMutex turn;

/* What the pairs of GB 18030 are in UTF-8, by the C library's converter, which takes
 * each character through two steps; of no length where it has something else to say.
 * Learned for the first text that is so long that it pays. */
enum { GB_LEADS = 0xff - 0x81, GB_TRAILS = 0xff - 0x40, GB_LONG = 1 << 17 };
static struct gb_pair {
	char utf8[3];
	unsigned char len;
} gb_pairs[GB_LEADS][GB_TRAILS];

/* Notes what n pairs were converted to, where that is as many characters of at most
 * three bytes. */
static void
note_gb_pairs(struct gb_pair *pairs, size_t n, const char *utf8, size_t len)
{
	if (g_utf8_strlen(utf8, (gssize)len) != (glong)n)
		return;
	for (size_t i = 0; i < n; i++) {
		const unsigned char size = (unsigned char)
		    g_utf8_skip[(guchar)*utf8];

		/* See correct_gb18030. */
		if (memcmp(utf8, "\ue5e5", 3) == 0)
			memcpy(pairs[i].utf8, "\u3000", 3);
		else if (size == 2 || size == 3)
			memcpy(pairs[i].utf8, utf8, size);
		pairs[i].len = size == 2 || size == 3 ? size : 0;
		utf8 += size;
	}
}

static void
learn_gb_pairs(const struct encoding *e)
{
	static bool learned;
	iconv_t cd = converter(e);

	for (unsigned lead = 0; lead < GB_LEADS && !learned; lead++) {
		char pairs[2 * GB_TRAILS], utf8[4 * GB_TRAILS + 1];
		char *from = pairs;
		size_t left = sizeof pairs;

		for (unsigned i = 0; i < GB_TRAILS; i++) {
			pairs[2 * i] = (char)(0x81 + lead);
			pairs[2 * i + 1] = (char)(0x40 + i);
		}
		/* It stops at every pair that is none. */
		while (left > 0) {
			const size_t first = (size_t)(from - pairs) / 2;
			char *to = utf8;
			size_t room = sizeof utf8 - 1;
			const size_t odd = iconv(cd, &from, &left, &to, &room);

			*to = '\0';
			if (odd == 0 || odd == (size_t)-1)
				note_gb_pairs(&gb_pairs[lead][first],
				    (size_t)(from - pairs) / 2 - first, utf8,
				    (size_t)(to - utf8));
			if (left < 2)
				break;
			from += 2;
			left -= 2;
			iconv(cd, NULL, NULL, NULL, NULL);
		}
	}
	learned = true;
}

/* Copies ASCII, eight bytes at a time of which the last may be none; returns how
 * many it is.  There are as many to read, and room for as many. */
static inline size_t
copy_ascii(char *to, const unsigned char *p)
{
	guint64 word;

	memcpy(&word, p, sizeof word);
	memcpy(to, &word, sizeof word);
	word = GUINT64_FROM_LE(word) & G_GUINT64_CONSTANT(0x8080808080808080);
	return word == 0 ? sizeof word : (size_t)__builtin_ctzll(word) / 8;
}

/* Appends ASCII and pairs of GB 18030 as far as there is nothing else; returns how
 * many bytes. */
static size_t
convert_gb_pairs(const unsigned char *p, size_t len, GString *out)
{
	const unsigned char *from = p, *end = p + len;
	const size_t before = out->len;
	char *to;

	/* Two bytes become three at most; what is copied at once may be more. */
	g_string_set_size(out, before + len + len / 2 + 8);
	to = out->str + before;
	while (p < end) {
		const struct gb_pair *pair;

		if (*p < 0x80) {
			size_t n = 1;

			if (end - p >= 8)
				n = copy_ascii(to, p);
			else
				*to = (char)*p;
			p += n;
			to += n;
			continue;
		}
		if (end - p < 2 || p[0] < 0x81 || p[0] > 0xfe || p[1] < 0x40 ||
		    p[1] > 0xfe)
			break;
		pair = &gb_pairs[p[0] - 0x81][p[1] - 0x40];
		if (pair->len == 0)
			break;
		memcpy(to, pair, sizeof *pair);
		to += pair->len;
		p += 2;
	}
	g_string_truncate(out, (gsize)(to - out->str));
	return (size_t)(p - from);
}

static size_t
convert(const struct encoding *e, const unsigned char *bytes,
    size_t len, GString *out)
{
	iconv_t cd = converter(e);
	char *from = (char *)bytes, block[16384];
	const bool gb = strcmp(e->iconv, "GB18030") == 0;
	size_t bad = 0, from_out = out->len;

	g_assert(cd != (iconv_t)-1);
	if (gb && len >= GB_LONG) {
		size_t n;

		learn_gb_pairs(e);
		n = convert_gb_pairs(bytes, len, out);
		from += n;
		len -= n;
		from_out = out->len;
	}
	while (len > 0) {
		char *to = block;
		size_t room = sizeof block, skip;
		bool stopped = iconv(cd, &from, &len, &to, &room) ==
		    (size_t)-1 && errno != E2BIG;

		g_string_append_len(out, block, to - block);
		if (!stopped)
			continue;
		skip = skip_bad(e, from, len);
		bad += !append_bad(e, from, out);
		from += skip;
		len -= skip;
	}
	if (gb)
		correct_gb18030(out->str + from_out, out->str + out->len);
	return bad;
}

size_t
encoding_convert(const struct encoding *e, const unsigned char *bytes,
    size_t len, GString *out)
{
	size_t bad;

	g_mutex_lock(&turn);
	bad = convert(e, bytes, len, out);
	g_mutex_unlock(&turn);
	return bad;
}

static bool
converts(const struct encoding *e, const unsigned char *bytes, size_t len)
{
	iconv_t cd = converter(e);
	char *from = (char *)bytes, block[16384];

	g_assert(cd != (iconv_t)-1);
	while (len > 0) {
		char *to = block;
		size_t room = sizeof block;

		if (iconv(cd, &from, &len, &to, &room) == (size_t)-1 &&
		    errno != E2BIG)
			return errno == EINVAL;
	}
	return true;
}

bool
encoding_converts(const struct encoding *e, const unsigned char *bytes,
    size_t len)
{
	bool whole;

	g_mutex_lock(&turn);
	whole = converts(e, bytes, len);
	g_mutex_unlock(&turn);
	return whole;
}
