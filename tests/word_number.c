/* Numbers of word processors' lists (parse/word/word_number.h): the formats of
 * ECMA-376 part 1, 17.18.59, with what Word writes for each. */
#include "parse/word/word_number.h"

static const struct {
	const char *format;
	unsigned n;
	const char *want;
} cases[] = {
    {"decimal", 0, "0"}, {"decimal", 12, "12"}, {"no such format", 7, "7"},
    {"bullet", 3, ""}, {"none", 3, ""},
    {"decimalZero", 7, "07"}, {"decimalZero", 12, "12"},
    {"decimalZero", 123, "123"},
    /* Chinese counting: 十 and not 一十 at the start, 零 for places left out. */
    {"chineseCounting", 1, "一"}, {"chineseCounting", 10, "十"},
    {"chineseCounting", 12, "十二"}, {"chineseCounting", 20, "二十"},
    {"chineseCountingThousand", 105, "一百零五"},
    {"chineseCountingThousand", 110, "一百一十"},
    {"chineseCountingThousand", 1005, "一千零五"},
    {"chineseCountingThousand", 1050, "一千零五十"},
    {"chineseCountingThousand", 9999, "九千九百九十九"},
    {"chineseCountingThousand", 10000, "10000"},
    {"taiwaneseCountingThousand", 21, "二十一"},
    {"japaneseCounting", 8, "八"},
    {"chineseLegalSimplified", 10, "壹拾"},
    {"chineseLegalSimplified", 12, "壹拾贰"},
    {"chineseLegalSimplified", 305, "叁佰零伍"},
    {"chineseLegalSimplified", 4000, "肆仟"},
    /* Digit by digit. */
    {"ideographDigital", 10, "一〇"}, {"taiwaneseDigital", 25, "二五"},
    {"japaneseDigitalTenThousand", 103, "一〇三"},
    {"decimalFullWidth", 12, "１２"}, {"decimalFullWidth2", 30, "３０"},
    /* One character each, up to the twentieth. */
    {"decimalEnclosedCircle", 1, "①"}, {"decimalEnclosedCircle", 20, "⑳"},
    {"decimalEnclosedCircle", 21, "21"}, {"decimalEnclosedCircle", 0, "0"},
    {"decimalEnclosedCircleChinese", 12, "⑫"},
    {"decimalEnclosedParen", 1, "⑴"}, {"decimalEnclosedParen", 20, "⒇"},
    {"decimalEnclosedFullstop", 1, "⒈"}, {"decimalEnclosedFullstop", 20, "⒛"},
    {"ideographTraditional", 1, "甲"}, {"ideographTraditional", 10, "癸"},
    {"ideographTraditional", 11, "11"},
    {"ideographZodiac", 1, "子"}, {"ideographZodiac", 12, "亥"},
    {"ideographZodiac", 13, "13"}, {"ideographZodiac", 0, "0"},
    /* Letters are repeated: z, aa, bb. */
    {"lowerLetter", 1, "a"}, {"lowerLetter", 26, "z"}, {"lowerLetter", 27, "aa"},
    {"upperLetter", 28, "BB"}, {"upperLetter", 53, "AAA"},
    {"upperLetter", 0, "0"}, {"lowerLetter", 781, "781"},
    {"lowerRoman", 4, "iv"}, {"upperRoman", 9, "IX"}, {"upperRoman", 40, "XL"},
    {"upperRoman", 90, "XC"}, {"upperRoman", 400, "CD"},
    {"upperRoman", 1994, "MCMXCIV"}, {"lowerRoman", 3999, "mmmcmxcix"},
    {"upperRoman", 4000, "4000"}, {"lowerRoman", 0, "0"},
};

static void
test_formats(void)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_string_assign(out, "|");
		word_number(out, cases[i].format, cases[i].n);
		if (g_strcmp0(out->str + 1, cases[i].want) != 0)
			g_error("%s of %u: got \"%s\", want \"%s\"",
			    cases[i].format, cases[i].n, out->str + 1,
			    cases[i].want);
		g_assert_cmpint(out->str[0], ==, '|');
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/word_number/formats", test_formats);
	return g_test_run();
}
