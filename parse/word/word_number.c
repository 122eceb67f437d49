#include "word_number.h"

#include <stdbool.h>
#include <string.h>

/* 一百零五 for 105, 十五 for 15; above 9,999 the digits alone. */
static void
chinese(GString *out, unsigned n, const char *const digits[10],
    const char *const places[4], bool short_ten)
{
	bool zero = false, any = false;
	unsigned unit = 1000;

	if (n == 0 || n > 9999) {
		g_string_append_printf(out, "%u", n);
		return;
	}
	for (int i = 3; i >= 0; i--, unit /= 10) {
		unsigned digit = n / unit % 10;

		if (digit == 0) {
			zero = any;
			continue;
		}
		if (zero)
			g_string_append(out, digits[0]);
		if (!(short_ten && i == 1 && digit == 1 && !any))
			g_string_append(out, digits[digit]);
		g_string_append(out, places[i]);
		any = true;
		zero = false;
	}
}

/* a … z, aa, bb …, as Word goes on. */
static void
letters(GString *out, unsigned n, char first)
{
	if (n == 0 || n > 26 * 30)
		g_string_append_printf(out, "%u", n);
	else
		for (unsigned i = 0; i <= (n - 1) / 26; i++)
			g_string_append_c(out,
			    (char)(first + (char)((n - 1) % 26)));
}

static void
roman(GString *out, unsigned n, bool upper)
{
	static const struct {
		unsigned value;
		const char *upper, *lower;
	} steps[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"},
	    {400, "CD", "cd"}, {100, "C", "c"}, {90, "XC", "xc"},
	    {50, "L", "l"}, {40, "XL", "xl"}, {10, "X", "x"}, {9, "IX", "ix"},
	    {5, "V", "v"}, {4, "IV", "iv"}, {1, "I", "i"}};

	if (n == 0 || n > 3999) {
		g_string_append_printf(out, "%u", n);
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
		for (; n >= steps[i].value; n -= steps[i].value)
			g_string_append(out, upper ? steps[i].upper :
			    steps[i].lower);
}

/* The decimal digits replaced by others. */
static void
digits_of(GString *out, unsigned n, const char *const digits[10])
{
	g_autofree char *plain = g_strdup_printf("%u", n);

	for (const char *p = plain; *p != '\0'; p++)
		g_string_append(out, digits[*p - '0']);
}

/* A character of a run of them that begins with 1; decimal beyond it. */
static void
enclosed(GString *out, unsigned n, gunichar one)
{
	if (n >= 1 && n <= 20)
		g_string_append_unichar(out, one + n - 1);
	else
		g_string_append_printf(out, "%u", n);
}

static void
one_of(GString *out, unsigned n, const char *const *names, size_t count)
{
	if (n >= 1 && n <= count)
		g_string_append(out, names[n - 1]);
	else
		g_string_append_printf(out, "%u", n);
}

static bool
is_one_of(const char *format, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(format, *names) == 0)
			return true;
	return false;
}

void
word_number(GString *out, const char *format, unsigned n)
{
	static const char *const plain[] = {"零", "一", "二", "三", "四", "五",
	    "六", "七", "八", "九"};
	static const char *const digital[] = {"〇", "一", "二", "三", "四",
	    "五", "六", "七", "八", "九"};
	static const char *const legal[] = {"零", "壹", "贰", "叁", "肆", "伍",
	    "陆", "柒", "捌", "玖"};
	static const char *const wide[] = {"０", "１", "２", "３", "４", "５",
	    "６", "７", "８", "９"};
	static const char *const places[] = {"", "十", "百", "千"};
	static const char *const legal_places[] = {"", "拾", "佰", "仟"};
	static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己",
	    "庚", "辛", "壬", "癸"};
	static const char *const branches[] = {"子", "丑", "寅", "卯", "辰",
	    "巳", "午", "未", "申", "酉", "戌", "亥"};
	static const char *const counting[] = {"chineseCounting",
	    "chineseCountingThousand", "taiwaneseCounting",
	    "taiwaneseCountingThousand", "japaneseCounting", "koreanCounting",
	    NULL};
	static const char *const digit_by_digit[] = {"ideographDigital",
	    "japaneseDigitalTenThousand", "taiwaneseDigital",
	    "koreanDigital2", NULL};

	if (strcmp(format, "bullet") == 0 || strcmp(format, "none") == 0)
		return;
	if (is_one_of(format, counting))
		chinese(out, n, plain, places, true);
	else if (is_one_of(format, digit_by_digit))
		digits_of(out, n, digital);
	else if (strcmp(format, "chineseLegalSimplified") == 0)
		chinese(out, n, legal, legal_places, false);
	else if (strcmp(format, "decimalFullWidth") == 0 ||
	    strcmp(format, "decimalFullWidth2") == 0)
		digits_of(out, n, wide);
	else if (strcmp(format, "decimalEnclosedCircle") == 0 ||
	    strcmp(format, "decimalEnclosedCircleChinese") == 0)
		enclosed(out, n, 0x2460);       /* ① */
	else if (strcmp(format, "decimalEnclosedParen") == 0)
		enclosed(out, n, 0x2474);       /* ⑴ */
	else if (strcmp(format, "decimalEnclosedFullstop") == 0)
		enclosed(out, n, 0x2488);       /* ⒈ */
	else if (strcmp(format, "ideographTraditional") == 0)
		one_of(out, n, stems, G_N_ELEMENTS(stems));
	else if (strcmp(format, "ideographZodiac") == 0)
		one_of(out, n, branches, G_N_ELEMENTS(branches));
	else if (strcmp(format, "upperLetter") == 0)
		letters(out, n, 'A');
	else if (strcmp(format, "lowerLetter") == 0)
		letters(out, n, 'a');
	else if (strcmp(format, "upperRoman") == 0)
		roman(out, n, true);
	else if (strcmp(format, "lowerRoman") == 0)
		roman(out, n, false);
	else if (strcmp(format, "decimalZero") == 0)
		g_string_append_printf(out, "%02u", n);
	else
		g_string_append_printf(out, "%u", n);
}
