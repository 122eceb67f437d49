#include "pdf_gbk.h"

#include <math.h>
#include <string.h>

/* What is known of a font on a page. */
struct tally {
	unsigned hanzi;         /* pairs that are common Chinese characters, */
	unsigned others;        /* other pairs, */
	unsigned single;        /* and characters without a partner, or within
	                         * a word of Latin letters */
};

/* What bytes 0x80 to 0x9F mean in Windows-1252, which fonts are read as. */
static const gunichar windows[32] = {
	0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
	0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
};

/* The byte that is read as a character, or 0. */
static unsigned char
byte_of(gunichar c)
{
	if (c < 0x80 || (c >= 0xA0 && c <= 0xFF))
		return (unsigned char)c;
	for (unsigned i = 0; i < G_N_ELEMENTS(windows); i++)
		if (windows[i] == c)
			return (unsigned char)(0x80 + i);
	return 0;
}

static bool
is_lead(unsigned char b)
{
	return b >= 0x81 && b <= 0xFE;
}

static bool
is_trail(unsigned char b)
{
	return b >= 0x40 && b <= 0xFE && b != 0x7F;
}

/* Whether character i + 1 stands right after character i in one font. */
static bool
is_next(const struct pdf_gbk_text *t, glong i)
{
	const struct page_box *a = &t->boxes[i], *b = &t->boxes[i + 1];
	const float width = a->x1 - a->x0;

	return i + 1 < t->n && t->fonts[i] == t->fonts[i + 1] &&
	    fabsf(b->x0 - a->x1) < MAX(width, 1) &&
	    fabsf(b->y0 - a->y0) < 1;
}

/* The Chinese character of a pair of bytes, or 0. */
static gunichar
character(unsigned char lead, unsigned char trail)
{
	const char bytes[2] = {(char)lead, (char)trail};
	g_autofree char *s = g_convert(bytes, 2, "UTF-8", "GB18030", NULL,
	    NULL, NULL);

	return s != NULL ? g_utf8_get_char_validated(s, -1) : 0;
}

/* Whether a letter of a Latin word stands beside a run from i to end - 1. */
static bool
is_in_word(const struct pdf_gbk_text *t, glong i, glong end)
{
	return (i > 0 && is_next(t, i - 1) &&
	    g_ascii_islower(byte_of(t->chars[i - 1]))) ||
	    (is_next(t, end - 1) &&
	    g_ascii_islower(byte_of(t->chars[end])));
}

/* Returns the end of a run of characters beyond ASCII that begins with i; a
 * second byte may be of ASCII. */
static glong
run_end(const struct pdf_gbk_text *t, glong i)
{
	while (i < t->n && is_lead(byte_of(t->chars[i]))) {
		if (!is_next(t, i))
			return i + 1;
		i++;
		if (is_lead(byte_of(t->chars[i])) ||
		    is_trail(byte_of(t->chars[i]))) {
			if (!is_next(t, i))
				return i + 1;
			i++;
		}
	}
	return i;
}

/* Counts a run, or decodes it where `decode`. */
static void
read_run(const struct pdf_gbk_text *t, glong i, glong end, struct tally *tally,
    bool decode)
{
	const bool latin = is_in_word(t, i, end);

	while (i < end) {
		const unsigned char lead = byte_of(t->chars[i]);
		const unsigned char trail = i + 1 < end ?
		    byte_of(t->chars[i + 1]) : 0;

		if (latin || !is_trail(trail)) {
			tally->single++;
			i++;
			continue;
		}
		if (lead >= 0xB0 && lead <= 0xF7 && trail >= 0xA1)
			tally->hanzi++;
		else
			tally->others++;
		if (decode) {
			t->chars[i] = character(lead, trail);
			t->boxes[i].x1 = t->boxes[i + 1].x1;
			t->chars[i + 1] = 0;
			if (t->chars[i] == 0 || t->chars[i] >= (gunichar)-2)
				t->chars[i] = 0xFFFD;
		}
		i += 2;
	}
}

/* Whether a font's name is Chinese, in GBK or in letters. */
static bool
is_chinese(const char *name)
{
	static const char *const words[] = {"simsun", "simhei", "fangsong",
	    "kaiti", "song", "gb2312", "gbk", "hei", "fzxbs"};
	g_autofree char *lower = g_ascii_strdown(name, -1);

	for (const char *c = name; *c != '\0'; c++)
		if ((unsigned char)*c >= 0x80)
			return true;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(lower, words[i]) != NULL)
			return true;
	return false;
}

/* Whether a font's text is GBK: pairs nearly all, and mostly common characters.
 * Where its name is Chinese one pair will do. */
static bool
is_gbk(const struct tally *t, const char *name)
{
	const unsigned least = is_chinese(name) ? 1 : 8;

	return t->hanzi >= least && t->single * 10 <= t->hanzi * 2 &&
	    t->others <= t->hanzi;
}

/* Whether it reads like GBK of which some bytes are lost. */
static bool
is_broken(const struct tally *t, const char *name)
{
	return is_chinese(name) && t->hanzi + t->others >= 2 &&
	    t->single > 0;
}

static void
read_font(const struct pdf_gbk_text *t, unsigned font, struct tally *tally,
    bool decode)
{
	for (glong i = 0, end; i < t->n; i = end) {
		end = i + 1;
		if (t->fonts[i] != font || !is_lead(byte_of(t->chars[i])))
			continue;
		end = run_end(t, i);
		read_run(t, i, end, tally, decode);
	}
}

size_t
pdf_gbk_decode(const struct pdf_gbk_text *t)
{
	size_t lost = 0;

	for (unsigned font = 0; font < t->names->len; font++) {
		const char *name = g_ptr_array_index(t->names, font);
		struct tally tally = {0};

		read_font(t, font, &tally, false);
		if (is_gbk(&tally, name)) {
			lost += tally.single;
			read_font(t, font, &tally, true);
		} else if (is_broken(&tally, name)) {
			lost += tally.single + 2 * (tally.hanzi + tally.others);
		}
	}
	return lost;
}
