#include "text.h"

#include <string.h>

/* --- folding ---------------------------------------------------------- */

static const char *const dropped =
    "\"'“”‘’「」『』〝〞＂＇\u200b\u200c\u200d\ufeff\u00ad";
static const char *const opening = "（〔［【｛〈[{";
static const char *const closing = "）〕］】｝〉]}";

/* Folds one character that is no ideograph to `to`; returns the end of what it
 * wrote. */
static char *
fold_character(char *to, const char *p)
{
	gunichar c = g_utf8_get_char(p);
	size_t len = (size_t)(g_utf8_next_char(p) - p);

	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xff01 - '!';
	if (g_unichar_isspace(c) || g_utf8_strchr(dropped, -1, c))
		return to;
	if (c < 0x80)
		c = (gunichar)g_ascii_tolower((char)c);
	if (g_utf8_strchr(opening, -1, c))
		c = '(';
	else if (g_utf8_strchr(closing, -1, c))
		c = ')';
	if (c < 0x80) {
		*to++ = (char)c;
		return to;
	}
	memcpy(to, p, len);
	return to + len;
}

void
text_fold(GString *out, const char *text)
{
	const char *p = text;
	char *to;

	/* Nothing becomes longer. */
	g_string_set_size(out, strlen(text));
	to = out->str;
	while (*p != '\0') {
		if (text_is_ideograph(p)) {
			memcpy(to, p, 3);
			to += 3;
			p += 3;
		} else if (g_ascii_isdigit(*p) || g_ascii_islower(*p)) {
			*to++ = *p++;
		} else {
			to = fold_character(to, p);
			p = g_utf8_next_char(p);
		}
	}
	g_string_truncate(out, (gsize)(to - out->str));
}

bool
text_same(const char *a, const char *b)
{
	g_autoptr(GString) x = g_string_new(NULL), y = g_string_new(NULL);

	if (a == NULL || b == NULL)
		return a == b;
	text_fold(x, a);
	text_fold(y, b);
	return g_string_equal(x, y);
}

void
text_strip_brackets(GString *folded)
{
	char *out = folded->str;
	unsigned depth = 0;

	for (const char *in = folded->str; *in; in++) {
		if (*in == '(')
			depth++;
		else if (*in == ')' && depth > 0)
			depth--;
		else if (depth == 0)
			*out++ = *in;
	}
	g_string_truncate(folded, (gsize)(out - folded->str));
}

/* --- white space ------------------------------------------------------ */

bool
text_is_white(const char *text, size_t len)
{
	const char *end = text + len;

	for (; text < end; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char_validated(text, end - text);

		if (c >= (gunichar)-2 || !g_unichar_isspace(c))
			return false;
	}
	return true;
}

bool
text_is_unseen(gunichar c)
{
	return g_unichar_isspace(c) || c == 0x200b || c == 0xfeff;
}

bool
text_has_ideograph(const char *text, const char *any)
{
	for (; *text != '\0'; text++)
		for (const char *a = any; *a != '\0' &&
		    text_is_ideograph(text); a += 3)
			if (text[1] == a[1] && *text == *a && text[2] == a[2])
				return true;
	return false;
}

/* --- numbers ---------------------------------------------------------- */

enum { MOST = 100000000 };

/* The value of a Chinese digit at `p`, or -1. */
static int
chinese_digit(const char *p)
{
	static const char *const digits[] = {"〇", "一", "二", "三", "四", "五",
	    "六", "七", "八", "九"};

	for (int i = 0; i < 10; i++)
		if (text_begins(p, digits[i]))
			return i;
	return text_begins(p, "两") ? 2 : -1;
}

/* 十二, 二十, 三十五, 一百零二; digit by digit 二〇二三, 一九九九, 一〇.  Nothing else is
 * a number: 二三十 is "some", 十二三 likewise, 第一二批 are two batches, and 一百二 may be
 * 120 as it is spoken. */
static unsigned
chinese_number(const char *p, const char **end)
{
	unsigned sum = 0, digit = 0, last = 1000;
	bool any = false, zero = false;

	*end = p;
	for (;; p += strlen("一")) {
		int d = chinese_digit(p);
		unsigned unit = text_begins(p, "十") ? 10 :
		    text_begins(p, "百") ? 100 : 0;

		if (d >= 0 && digit > 0 && sum > 0)
			return 0;
		if (d >= 0) {
			digit = digit * 10 + (unsigned)d;
			zero = zero || d == 0;
		} else if (unit > 0) {
			if (digit > 9 || unit >= last)
				return 0;
			sum += (digit ? digit : 1) * unit;
			digit = 0;
			last = unit;
		} else if (!any || !text_begins(p, "零")) {
			break;
		} else {
			digit *= sum == 0 ? 10 : 1;
			zero = true;
		}
		any = true;
		if (sum + digit > MOST)
			return 0;
	}
	if (!zero && ((digit > 9 && digit < 1000) || (digit > 0 && last == 100)))
		return 0;
	*end = p;
	return sum + digit;
}

/* Digits with commas between thousands; *digits counts them. */
static unsigned
digits_number(const char *p, const char **end, unsigned *digits)
{
	unsigned long n = 0;

	*digits = 0;
	for (; g_ascii_isdigit(*p) || (*p == ',' && *digits > 0 &&
	    g_ascii_isdigit(p[1]) && g_ascii_isdigit(p[2]) &&
	    g_ascii_isdigit(p[3])); p++) {
		if (*p == ',')
			continue;
		n = n * 10 + (unsigned long)(*p - '0');
		++*digits;
		if (n > MOST)
			n = MOST;
	}
	*end = p;
	return (unsigned)n;
}

unsigned
text_leading_number(const char *folded, const char **end)
{
	unsigned digits;

	if (g_ascii_isdigit(*folded))
		return digits_number(folded, end, &digits);
	return chinese_number(folded, end);
}

bool
text_number(const char *cell, unsigned *number)
{
	g_autoptr(GString) folded = NULL;
	const char *p = cell, *end;
	unsigned digits, brackets = 0;

	/* Nor does a number begin so when folded. */
	*number = 0;
	if (text_is_ideograph(cell))
		return false;
	/* The usual cell is plain digits; anything else is folded first. */
	for (; *p >= '0' && *p <= '9' && p - cell < 8; p++)
		*number = *number * 10 + (unsigned)(*p - '0');
	if (*p == '\0' && p > cell)
		return true;
	while (g_ascii_isdigit(*p))
		p++;
	if (*p == '\0') {
		p = cell;
	} else {
		if (strlen(cell) > 40)
			return false;
		folded = g_string_new(NULL);
		text_fold(folded, cell);
		p = folded->str;
	}
	if (*p == '(')
		p++, brackets = 1;
	*number = digits_number(p, &end, &digits);
	if (digits == 0 || digits > 8)
		return false;
	/* 368.0: a number kept as text by the spreadsheet. */
	if (end[0] == '.' && end[1] == '0')
		for (end++; *end == '0';)
			end++;
	if (brackets > 0) {
		if (*end != ')')
			return false;
		end++;
	}
	if (*end == '.')
		end++;
	else if (text_begins(end, "、") || text_begins(end, "．"))
		end += 3;
	return *end == '\0';
}

const char *
text_skip_ordinal(const char *folded, unsigned *ordinal)
{
	static const char *const marks[] = {"、", ".", ")", "．", ":", "。"};
	bool bracket = *folded == '(';
	const char *p = folded + bracket, *end = p;
	unsigned n = text_leading_number(p, &end);

	if (ordinal != NULL)
		*ordinal = 0;
	if (end == p)
		return folded;
	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (bracket && strcmp(marks[i], ")") != 0)
			continue;
		if (!text_begins(end, marks[i]))
			continue;
		if (ordinal != NULL)
			*ordinal = n;
		end += strlen(marks[i]);
		/* (1)、 and 1.、 are met. */
		return text_begins(end, "、") ? end + 3 : end;
	}
	return folded;
}

unsigned
text_batch(const char *folded, const char **at)
{
	for (const char *p = folded; (p = strstr(p, "第")) != NULL; p += 3) {
		const char *end;
		unsigned n = text_leading_number(p + 3, &end);

		if (n > 0 && text_begins(end, "批")) {
			if (at != NULL)
				*at = p;
			return n;
		}
	}
	return 0;
}

bool
text_count(const char *folded, unsigned *count, const char **at,
    const char **end)
{
	static const char *const units[] = {"家", "户", "所", "个企业"};

	for (const char *p = folded; *p; p++) {
		const char *after;
		unsigned digits;

		if (!g_ascii_isdigit(*p))
			continue;
		*count = digits_number(p, &after, &digits);
		for (size_t i = 0; digits < 8 && i < G_N_ELEMENTS(units); i++)
			if (text_begins(after, units[i])) {
				*at = p;
				*end = after + strlen(units[i]);
				return true;
			}
		p = after - 1;
	}
	return false;
}

/* --- dates ------------------------------------------------------------ */

/* A digit as dates print it: 7, ７, 七, 〇, ○; -1 for anything else.  *len is its
 * length. */
static int
date_digit(const char *p, size_t *len)
{
	static const char *const zeros[] = {"〇", "○", "零", "Ｏ", "◯"};
	gunichar c = g_utf8_get_char(p);

	*len = (size_t)(g_utf8_next_char(p) - p);
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0xff10 && c <= 0xff19)
		return (int)(c - 0xff10);
	for (size_t i = 0; i < G_N_ELEMENTS(zeros); i++)
		if (text_begins(p, zeros[i]))
			return 0;
	return chinese_digit(p);
}

/* The four digits of a year: 2023, 二〇二三; 0 for anything else. */
static unsigned
date_year(const char **p)
{
	unsigned year = 0;

	for (int i = 0; i < 4; i++) {
		size_t len;
		int digit = date_digit(*p, &len);

		if (digit < 0)
			return 0;
		year = year * 10 + (unsigned)digit;
		*p += len;
	}
	return year;
}

/* A month or a day: 8, 08, ８, 八, 十二, 二十一, 元; 0 for anything else. */
static unsigned
date_part(const char **p)
{
	unsigned n = 0, digits = 0;
	bool tens = false;

	if (text_begins(*p, "元")) {
		*p += strlen("元");
		return 1;
	}
	while (digits < 2) {
		size_t len;
		int digit = date_digit(*p, &len);

		if (text_begins(*p, "十") && !tens) {
			n = (n > 0 ? n : 1) * 10;
			tens = true;
			*p += strlen("十");
			continue;
		}
		if (digit < 0)
			break;
		n = tens ? n + (unsigned)digit : n * 10 + (unsigned)digit;
		*p += len;
		digits++;
		if (tens && n % 10 != 0)
			break;
	}
	return n;
}

/* Skips white space up to the end of a line. */
static void
skip_within_line(const char **p)
{
	while (**p != '\n' && **p != '\r' && **p != '\0' &&
	    text_is_unseen(g_utf8_get_char(*p)))
		*p = g_utf8_next_char(*p);
}

/* Skips one of the separators after a year or month. */
static bool
separator(const char **p, const char *word)
{
	static const char *const marks[] = {"-", "/", ".", "－", "／", "．", "—"};
	bool found = false;

	skip_within_line(p);
	if (text_begins(*p, word)) {
		*p += strlen(word);
		found = true;
	}
	for (size_t i = 0; !found && i < G_N_ELEMENTS(marks); i++)
		if (text_begins(*p, marks[i])) {
			*p += strlen(marks[i]);
			found = true;
		}
	if (found)
		skip_within_line(p);
	return found;
}

/* Writes a date that is one between 1990 and 2100. */
static bool
put_date(unsigned year, unsigned month, unsigned day, char date[11])
{
	if (year < 1990 || year > 2100 || month > 12 || day > 31 ||
	    !g_date_valid_dmy((GDateDay)day, (GDateMonth)month,
	    (GDateYear)year))
		return false;
	g_snprintf(date, 11, "%04u-%02u-%02u", year % 10000, month % 100,
	    day % 100);
	return true;
}

/* 2022年8月8日 at a place; *end is set after it. */
static bool
date_at(const char *p, char date[11], const char **end)
{
	unsigned year = date_year(&p), month, day;
	size_t len;

	if (year == 0 || !separator(&p, "年"))
		return false;
	month = date_part(&p);
	if (month == 0 || !separator(&p, "月"))
		return false;
	day = date_part(&p);
	if (day == 0 || date_digit(p, &len) >= 0 ||
	    !put_date(year, month, day, date))
		return false;
	if (text_begins(p, "日") || text_begins(p, "号"))
		p += strlen("日");
	*end = p;
	return true;
}

/* 20220808 at a place, with no further digit. */
static bool
compact_date_at(const char *p, char date[11], const char **end)
{
	if (strspn(p, "0123456789") != 8 || !put_date(
	    (unsigned)(p[0] - '0') * 1000 + (unsigned)(p[1] - '0') * 100 +
	    (unsigned)(p[2] - '0') * 10 + (unsigned)(p[3] - '0'),
	    (unsigned)(p[4] - '0') * 10 + (unsigned)(p[5] - '0'),
	    (unsigned)(p[6] - '0') * 10 + (unsigned)(p[7] - '0'), date))
		return false;
	*end = p + 8;
	return true;
}

/* The first place that begins a date by this reading, not within a number. */
static bool
first_date(const char *text, bool (*reads)(const char *, char *, const char **),
    char date[11], const char **at, const char **end)
{
	bool after_digit = false;
	size_t len;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		if (!after_digit && reads(p, date, end)) {
			*at = p;
			return true;
		}
		after_digit = date_digit(p, &len) >= 0;
	}
	return false;
}

bool
text_date_written(const char *text, char date[11], const char **at,
    const char **end)
{
	return first_date(text, date_at, date, at, end);
}

bool
text_date_in(const char *text, char date[11], const char **at,
    const char **end)
{
	return text_date_written(text, date, at, end) ||
	    first_date(text, compact_date_at, date, at, end);
}

bool
text_date(const char *text, char date[11])
{
	const char *at, *end;

	return text_date_in(text, date, &at, &end);
}

char *
text_put_number(char *to, unsigned number, unsigned width)
{
	char digits[12];
	unsigned n = 0;

	for (; number > 0 || n < MAX(width, 1); number /= 10)
		digits[n++] = (char)('0' + number % 10);
	while (n > 0)
		*to++ = digits[--n];
	*to = '\0';
	return to;
}

/* --- firms ------------------------------------------------------------ */

bool
text_ends_as_firm(const char *text)
{
	/* With the characters that must at least stand before: the endings
	 * that stand alone in other words need more. */
#define ENDING(end, before) {end, sizeof end - 1, before}
	static const struct {
		const char *end;
		size_t len;
		glong before;
	} endings[] = {ENDING("公司", 4), ENDING("厂", 3), ENDING("集团", 4),
	    ENDING("研究所", 3), ENDING("研究院", 3), ENDING("设计院", 3),
	    ENDING("合作社", 3), ENDING("研究中心", 4), ENDING("有限合伙)", 4),
	    ENDING("有限合伙）", 4), ENDING("普通合伙)", 4),
	    ENDING("普通合伙）", 4), ENDING("事务所", 3)};
#undef ENDING
	static const char *const bare[] = {"有限公司", "股份有限公司",
	    "有限责任公司", "集团有限公司", "集团公司", "责任公司", "集团股份有限公司",
	    "（集团）有限公司", "(集团)有限公司", "科技有限公司", "实业有限公司",
	    "科技股份有限公司", "技术有限公司"};
	enum { LONGEST_BARE = sizeof "（集团）有限公司" - 1 };

	size_t len = strlen(text);

	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
		size_t of_end = endings[i].len;

		/* Most texts end with another byte already. */
		if (len < of_end || text[len - 1] != endings[i].end[of_end - 1]
		    || memcmp(text + len - of_end, endings[i].end, of_end) != 0)
			continue;
		for (size_t k = 0; len <= LONGEST_BARE &&
		    k < G_N_ELEMENTS(bare); k++)
			if (strcmp(text, bare[k]) == 0)
				return false;
		return g_utf8_strlen(text, (gssize)(len - of_end)) >=
		    endings[i].before - 2;
	}
	return false;
}

/* --- sentences -------------------------------------------------------- */

static bool
is_stop(gunichar c)
{
	return c == 0x3002 /* 。 */ || c == 0xff61 || c == 0xff01 /* ！ */ ||
	    c == 0xff1b /* ； */ || c == 0x2026 /* … */;
}

/* A comma within Chinese text; Co., Ltd. has one too. */
static bool
is_comma(const char *at)
{
	gunichar c = g_utf8_get_char(at);

	return c == 0xff0c || (c == ',' && (unsigned char)at[1] >= 0x80);
}

bool
text_is_sentence(const char *printed)
{
	enum { LONGEST_NAME = 60, FEWEST_LETTERS = 5 };
	/* A comma, or the first byte of any other mark. */
	static const char marks[] = ",\xe2\xe3\xef";
	g_autofree char *text = NULL;
	bool stopped = false, marked = false;
	size_t len = strlen(printed);
	glong letters = 0;
	char *end;

	/* An ideograph has three bytes at least. */
	if (len < (size_t)FEWEST_LETTERS * 3 || (len <= (size_t)LONGEST_NAME * 3 &&
	    strpbrk(printed, marks) == NULL))
		return false;
	text = g_strstrip(g_strdup(printed));
	end = text + strlen(text);

	/* What ends a cell is no mark within it. */
	while (end > text) {
		char *last = g_utf8_prev_char(end);
		gunichar c = g_utf8_get_char(last);

		if (!is_stop(c) && c != ';' && c != 0xff0c && c != ',')
			break;
		stopped = stopped || is_stop(c);
		*last = '\0';
		end = last;
	}
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		letters += g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN;
		marked = marked || (p != text && (is_stop(c) || is_comma(p)));
	}
	return letters > LONGEST_NAME || (letters >= FEWEST_LETTERS && (marked ||
	    (stopped && !text_ends_as_firm(text))));
}

bool
text_is_latin(const char *text)
{
	bool latin = false;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		GUnicodeScript script = g_unichar_get_script(
		    g_utf8_get_char(p));

		if (script == G_UNICODE_SCRIPT_HAN)
			return false;
		latin |= script == G_UNICODE_SCRIPT_LATIN;
	}
	return latin;
}

gpointer
text_longest_word(GHashTable *words, const char *text, size_t most,
    size_t *len)
{
	char prefix[128];

	g_assert(most < sizeof prefix);
	memcpy(prefix, text, most);
	*len = most;
	while (*len > 0) {
		gpointer found;

		prefix[*len] = '\0';
		found = g_hash_table_lookup(words, prefix);
		if (found != NULL)
			return found;
		/* The next shorter one that ends with a character. */
		while (*len > 0 &&
		    ((unsigned char)prefix[--*len] & 0xc0) == 0x80)
			continue;
	}
	return NULL;
}

const char *
text_skip_any(const char *text, const char *const *words)
{
	size_t longest = 0;

	for (; *words != NULL; words++)
		if (text_begins(text, *words))
			longest = MAX(longest, strlen(*words));
	return text + longest;
}
