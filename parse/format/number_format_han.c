#include "number_format_han.h"

#include <stdbool.h>
#include <string.h>

/* [DBNum1] 一二三, [DBNum2] 壹贰叁, [DBNum3] １２３ */
static const char *const digits[][10] = {
    {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
    {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
    {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"},
};
static const char *const tens[][4] = {
    {"", "十", "百", "千"}, {"", "拾", "佰", "仟"}, {"", "", "", ""}};
static const char *const myriads[] = {"", "万", "亿", "兆"};

void
number_format_han_digits(GString *out, const char *text, char numerals)
{
	for (; *text != '\0'; text++)
		if (g_ascii_isdigit(*text))
			g_string_append(out,
			    digits[numerals - '1'][*text - '0']);
		else
			g_string_append_c(out, *text);
}

/* 10305 is 一万〇三百〇五: zeros show once, and not at the end of a group of
 * four; a group of zeros has no name. */
static void
append_whole(GString *out, const char *text, size_t len, char numerals)
{
	const char *const *names = digits[numerals - '1'];
	bool zero = false, group = false, any = false;

	for (size_t i = 0; i < len; i++) {
		size_t place = len - 1 - i;
		int digit = text[i] - '0';

		if (digit == 0)
			zero = any;
		else {
			if (zero)
				g_string_append(out, names[0]);
			g_string_append(out, names[digit]);
			g_string_append(out, tens[numerals - '1'][place % 4]);
			zero = false;
			group = any = true;
		}
		if (place % 4 == 0 && group) {
			g_string_append(out, myriads[place / 4]);
			group = false;
		}
	}
	if (!any)
		g_string_append(out, names[0]);
}

void
number_format_han_number(GString *out, const char *text, char numerals)
{
	size_t whole = strspn(text, "0123456789");
	size_t places = text[whole] == '.' ?
	    strspn(text + whole + 1, "0123456789") + 1 : 0;

	if (text[whole + places] != '\0' || whole > 16)
		g_string_append(out, text);
	else if (numerals == '3')
		number_format_han_digits(out, text, numerals);
	else {
		append_whole(out, text, whole, numerals);
		number_format_han_digits(out, text + whole, numerals);
	}
}

void
number_format_han_count(GString *out, unsigned n, char numerals)
{
	g_autofree char *text = g_strdup_printf("%u", n);

	/* A day is 十四, where a number is 一十四. */
	if (n >= 10 && n < 20 && numerals == '1') {
		g_string_append(out, tens[0][1]);
		if (n > 10)
			g_string_append(out, digits[0][n - 10]);
	} else
		number_format_han_number(out, text, numerals);
}
