/* Shared: small readings of Chinese official text: folding, numbers, batches,
 * counts, dates. */
#ifndef FETCH_BASE_TEXT_H
#define FETCH_BASE_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* The form in which words are compared: without spaces, line breaks and quotes,
 * half width, every bracket round, lower case.  Replaces what `out` holds.
 *     "省（区、 市]" → "省(区、市)";  专精特新“小巨人” → 专精特新小巨人 */
void text_fold(GString *out, const char *text);

/* Whether two texts (may be NULL, which is like itself alone) are the same in that form. */
bool text_same(const char *a, const char *b);

/* Takes brackets and what they hold out of a folded text, in place:
 *     企业名称(与营业执照一致) → 企业名称 */
void text_strip_brackets(GString *folded);

/* Whether UTF-8 text is white space only, U+3000 and the no-break space
 * included, or empty.  Bytes that are not UTF-8 are no white space. */
bool text_is_white(const char *text, size_t len);

/* Whether a character shows nothing: white space, a space of no width (U+200B),
 * a byte order mark. */
bool text_is_unseen(gunichar c);

/* Skips the white space of ASCII, which is all that formats of files know;
 * `end` where nothing follows. */
static inline const char *
text_skip_space(const char *p, const char *end)
{
	while (p < end && g_ascii_isspace(*p))
		p++;
	return p;
}

/* Whether a text ends or begins with another. */
static inline bool
text_begins(const char *text, const char *begin)
{
	for (; *begin != '\0'; text++, begin++)
		if (*text != *begin)
			return false;
	return true;
}

static inline bool
text_ends(const char *text, const char *end)
{
	size_t n = strlen(text), of_end = strlen(end);

	return n >= of_end && memcmp(text + n - of_end, end, of_end) == 0;
}

/* g_string_append_len without a call where there is room. */
static inline void
text_append(GString *to, const char *bytes, size_t len)
{
	if (to->allocated_len - to->len <= len) {
		g_string_append_len(to, bytes, (gssize)len);
		return;
	}
	memcpy(to->str + to->len, bytes, len);
	to->len += len;
	to->str[to->len] = '\0';
}

/* Whether three bytes of UTF-8 begin here for a character from U+4000 to U+9FFF: the
 * ideographs, of which none folds to anything else. */
static inline bool
text_is_ideograph(const char *p)
{
	unsigned char lead = (unsigned char)*p;

	return lead >= 0xe4 && lead <= 0xe9;
}

/* Whether an ideograph of `any` (three bytes of UTF-8 each) is among the characters of a
 * text: one pass, where names by the hundred thousand are asked for several words. */
bool text_has_ideograph(const char *text, const char *any);

/* A cell that is nothing but a number: 12, 368.0, （3）, 12、, ３. */
bool text_number(const char *cell, unsigned *number);

/* A number at the start of a folded text, in digits or Chinese (1,234; 十二;
 * 二十); *end is set after it.  0 when there is none, *end where it would begin. */
unsigned text_leading_number(const char *folded, const char **end);

/* Skips a leading ordinal: 一、 (一) 1. 3、 第二部分: ; returns what follows.
 * *ordinal (may be NULL) is its number, 0 where there is none. */
const char *text_skip_ordinal(const char *folded, unsigned *ordinal);

/* The first 第N批 at or after `folded`; *at is set to where it stands. */
unsigned text_batch(const char *folded, const char **at);

/* The first number of firms at or after `folded`: 92家, 2631所, 共12户; zero is
 * one: 共0家. *at and *end are set around it, digits to unit.  False when there
 * is none. */
bool text_count(const char *folded, unsigned *count, const char **at,
    const char **end);

/* The first date in a text, YYYY-MM-DD: 2022-08-08, 2022年8月8日, 2022/8/8, ２０２２年
 * ８月８日, 二〇二二年八月八日.  *at and *end are set around it. */
bool text_date_written(const char *text, char date[11], const char **at,
    const char **end);

/* The same, and 20220808 where there is none of these. */
bool text_date_in(const char *text, char date[11], const char **at,
    const char **end);
bool text_date(const char *text, char date[11]);

/* Writes a number in digits, at least `width` of them, and a NUL, at `to`; returns
 * where the NUL is.  Made for what is written millions of times. */
char *text_put_number(char *to, unsigned number, unsigned width);

/* Whether a text ends as the name of a firm does and says more than the ending:
 * 江西德捷测控技术股份有限公司, 舟山市7412工厂; not 有限公司, not 科技厅. */
bool text_ends_as_firm(const char *text);

/* The longest word of a table (UTF-8 words as keys, none longer than 127 bytes) that a
 * text of at least `most` bytes begins with and that has no more than these: its value,
 * and its bytes in *len; NULL and 0 for none. */
gpointer text_longest_word(GHashTable *words, const char *text, size_t most,
    size_t *len);

/* What follows the longest of these words, with NULL after the last, that a text begins with;
 * the text itself where it begins with none. */
const char *text_skip_any(const char *text, const char *const *words);

/* Whether a text has Latin letters and no Chinese ones. */
bool text_is_latin(const char *text);

/* Whether a printed text is a sentence or part of one, by its marks:
 *     采用环保制冷剂，能效指标达到1级。   以上企业排名不分先后，如有异议请与我厅联系
 * The stop after a firm's name (某某有限公司。) makes none. */
bool text_is_sentence(const char *printed);

#endif
