/* Numbers, dates and sentences as notices and pages print them, and white space
 * (fetch/base/text.h, fetch/page/page_text.h). */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "fetch/base/text.h"
#include "fetch/page/page_text.h"

static const struct {
	const char *text;
	const char *date;       /* NULL: none */
} dates[] = {
    {"2022年8月8日", "2022-08-08"},
    {"2022-08-08 09:00", "2022-08-08"},
    {"2022/8/8", "2022-08-08"},
    {"2022.08.08", "2022-08-08"},
    {"２０２２年８月８日", "2022-08-08"},
    {"２０２２－０８－０８", "2022-08-08"},
    /* Chinese numerals, with each zero that is met */
    {"二〇二三年七月十四日", "2023-07-14"},
    {"二○二三年七月十四日", "2023-07-14"},
    {"二零二三年十二月三十一日", "2023-12-31"},
    {"二〇二〇年十月二十日", "2020-10-20"},
    {"二〇二一年元月五日", "2021-01-05"},
    {"二〇二二年十一月一日", "2022-11-01"},
    {"二〇二二年一〇月〇八日", "2022-10-08"},
    /* a signature and its date on one line */
    {"湖北省经济和信息化厅 二〇二三年七月十四日", "2023-07-14"},
    {"工业和信息化部2019年6月5日", "2019-06-05"},
    {"20220808", "2022-08-08"},
    {"W020220808.xls", NULL},
    {"t20220808_123.html", "2022-08-08"},
    /* the first that is written out counts before a bare number */
    {"20220101 2022年8月8日", "2022-08-08"},
    /* white space within a line, not across lines */
    {"2022 年\u30008 月\t8 日", "2022-08-08"},
    {"2022年8月\n8日", NULL},
    /* no dates */
    {"", NULL},
    {"2022年8月", NULL},
    {"2022年13月8日", NULL},
    {"2022年2月30日", NULL},
    {"二〇二三年七月三十二日", NULL},
    {"20221308", NULL},
    {"202208081", NULL},
    {"电话：84561234", NULL},
    {"二十一世纪", NULL},
    {"1922年8月8日", NULL},
};

static const struct {
	const char *text;
	size_t len;
	bool white;
} spaces[] = {
    {"", 0, true},
    {" \t\r\n\f", 5, true},
    {"\u3000\u00a0\u2003\u2028", 11, true},
    {"\u3000x", 3, true},           /* what is past the length */
    {"\u3000x", 4, false},
    {"\u200b", 3, false},           /* no width, and so no space */
    {"\ufeff", 3, false},
    {"\0", 1, false},
    {"\xe3\x80", 2, false},         /* half of U+3000 */
    {" \xff", 2, false},
};

static void
test_white(void)
{
	static const char text[] = " \t\u3000x ";

	for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++)
		if (text_is_white(spaces[i].text, spaces[i].len) !=
		    spaces[i].white)
			g_error("white space %zu", i);
	g_assert_true(text_is_unseen(0x3000) && text_is_unseen(0xa0) &&
	    text_is_unseen(0x200b) && text_is_unseen(0xfeff));
	g_assert_false(text_is_unseen('x') || text_is_unseen(0x4e00));
	/* That of ASCII only, and not past the end. */
	g_assert_true(text_skip_space(text, text + sizeof text - 1) ==
	    text + 2);
	g_assert_true(text_skip_space(text, text + 1) == text + 1);
}

static void
test_dates(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
		char date[11] = "";
		bool found = text_date(dates[i].text, date);

		if (found != (dates[i].date != NULL) ||
		    (found && strcmp(date, dates[i].date) != 0))
			g_error("%s: got %s, want %s", dates[i].text,
			    found ? date : "none", dates[i].date ?
			    dates[i].date : "none");
	}
}

/* A page's dates are those of a text, but for numbers that may be anything. */
static void
test_page_dates(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
		g_autofree char *date = page_text_date(dates[i].text);
		bool bare = strstr(dates[i].text, "20220808") != NULL;

		g_assert_cmpstr(date, ==, bare ? NULL : dates[i].date);
	}
	g_assert_true(page_text_is_date(" 【2022－08－08 09:30】"));
	g_assert_true(page_text_is_date("二〇二三年七月十四日"));
	g_assert_false(page_text_is_date("2022-08-08 公示"));
	g_assert_false(page_text_is_date("截至2022-08-08"));
	g_assert_false(page_text_is_date("20220808"));
}

static void
test_place_of_date(void)
{
	const char *text = "公示期：２０２３年７月１４日至２０日", *at, *end;
	char date[11];

	g_assert_true(text_date_in(text, date, &at, &end));
	g_assert_cmpstr(date, ==, "2023-07-14");
	g_assert_true(g_str_has_prefix(at, "２０２３年"));
	g_assert_true(g_str_has_prefix(end, "至"));
}

/* What stands at the start of a text, and what is left after it. */
static const struct {
	const char *text;
	unsigned number;
	const char *rest;
} numbers[] = {
    {"12家", 12, "家"},
    {"1,234家", 1234, "家"},
    {"1,23家", 1, ",23家"},
    {",123", 0, ",123"},
    {"二", 2, ""},
    {"两批", 2, "批"},
    {"十", 10, ""},
    {"十二批", 12, "批"},
    {"二十", 20, ""},
    {"三十五批", 35, "批"},
    {"一百零二", 102, ""},
    {"一百〇二", 102, ""},
    {"一百一十", 110, ""},
    {"一百二十五", 125, ""},
    {"三百家", 300, "家"},
    {"二百三十五家", 235, "家"},
    {"百家", 100, "家"},
    {"二〇二三年", 2023, "年"},
    {"一九九九年", 1999, "年"},
    {"二零二三年", 2023, "年"},
    {"一〇批", 10, "批"},
    {"零五", 0, "零五"},
    {"批", 0, "批"},
    {"", 0, ""},
    /* some, and nothing that is a number */
    {"二三十家", 0, "二三十家"},
    {"十二三家", 0, "十二三家"},
    {"一二批", 0, "一二批"},
    {"一百二家", 0, "一百二家"},
    {"二三四", 0, "二三四"},
    {"十百", 0, "十百"},
    {"二百三百", 0, "二百三百"},
    {"二十三十", 0, "二十三十"},
    /* what fits no number: 4,294,967,300 would be 4 in 32 bits */
    {"九九九九九九九九九九九九", 0, "九九九九九九九九九九九九"},
    {"四二九四九六七三百", 0, "四二九四九六七三百"},
    {"99999999999999999999家", 100000000, "家"},
};

static void
test_numbers(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
		const char *end = NULL;
		unsigned n = text_leading_number(numbers[i].text, &end);

		if (n != numbers[i].number ||
		    g_strcmp0(end, numbers[i].rest) != 0)
			g_error("%s: got %u and %s, want %u and %s",
			    numbers[i].text, n, end != NULL ? end : "nothing",
			    numbers[i].number, numbers[i].rest);
	}
}

/* A cell that is nothing but a number. */
static const struct {
	const char *cell;
	int number;             /* -1: it is none */
} cells[] = {
    {"12", 12}, {"368.0", 368}, {"368.00", 368}, {"368.5", -1},
    {"（3）", 3}, {"(3)", 3}, {"(3", -1}, {"3)", -1}, {"12、", 12},
    {"12.", 12}, {"12．", 12}, {"３", 3}, {"1,234", 1234}, {"1,23", -1},
    {"12家", -1}, {"", -1}, {"-3", -1}, {"123456789", -1},
    {"00000000000000000000000000000000000000000000000000", -1},
    {"1、、", -1}, {"      1      1      1      1      1      1     ", -1},
};

static void
test_cells(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
		unsigned number = 0;
		bool is = text_number(cells[i].cell, &number);

		if (is != (cells[i].number >= 0) ||
		    (is && number != (unsigned)cells[i].number))
			g_error("\"%s\": got %d, want %d", cells[i].cell,
			    is ? (int)number : -1, cells[i].number);
	}
}

static void
test_ordinals(void)
{
	static const struct {
		const char *text;
		unsigned ordinal;
		const char *rest;
	} cases[] = {
	    {"一、名单", 1, "名单"}, {"(一)名单", 1, "名单"},
	    {"(1)、名单", 1, "名单"}, {"1.、名单", 1, "名单"},
	    {"3.名单", 3, "名单"}, {"十二:名单", 12, "名单"},
	    {"(一、名单", 0, "(一、名单"}, {"3名单", 0, "3名单"},
	    {"名单", 0, "名单"}, {"", 0, ""},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		unsigned n = 99;

		g_assert_cmpstr(text_skip_ordinal(cases[i].text, &n), ==,
		    cases[i].rest);
		g_assert_cmpuint(n, ==, cases[i].ordinal);
		g_assert_cmpstr(text_skip_ordinal(cases[i].text, NULL), ==,
		    cases[i].rest);
	}
}

static void
test_batches_and_counts(void)
{
	const char *text = "第一次第十二批共0家, 第3批 12345678家、92户",
	    *at = NULL, *end = NULL;
	unsigned count = 99;

	g_assert_cmpuint(text_batch(text, &at), ==, 12);
	g_assert_true(g_str_has_prefix(at, "第十二批共"));
	g_assert_cmpuint(text_batch(at + 3, NULL), ==, 3);
	g_assert_cmpuint(text_batch("第批, 第九九九九九九九九九九九九批", &at),
	    ==, 0);
	g_assert_true(text_count(text, &count, &at, &end));
	g_assert_cmpuint(count, ==, 0);
	g_assert_true(g_str_has_prefix(at, "0家"));
	/* Eight digits count no firms. */
	g_assert_true(text_count(end, &count, &at, &end));
	g_assert_cmpuint(count, ==, 92);
	g_assert_cmpstr(end, ==, "");
	g_assert_false(text_count("12个, 3批", &count, &at, &end));
}

/* The number that a document bears, and none that it only names. */
static void
test_document_numbers(void)
{
	static const struct {
		const char *text, *number;
	} cases[] = {
	    {"工信部企业函〔2019〕153号", "工信部企业函〔2019〕153号"},
	    {" 浙经信企业[2021] 6 号\u3000", "浙经信企业〔2021〕6号"},
	    {"文号：皖经信【2022】1号 日期：2022-08-08", "皖经信〔2022〕1号"},
	    {"发文字号:工信部企业函（2020）第335号",
	     "工信部企业函〔2020〕第335号"},
	    {"各有关单位：\n湘工信（2020）3号\n现将名单", "湘工信〔2020〕3号"},
	    {"根据工信部企业函〔2019〕153号，现将名单公示", NULL},
	    {"（工信部企业〔2022〕63号）", NULL},
	    {"工信部企业函〔2019〕号", NULL}, {"函件〔2019〕123456号", NULL},
	    {"15号", NULL}, {"函件〔19〕15号", NULL}, {"函〔2019〕15号", NULL},
	    {"〔2019〕15号", NULL}, {"", NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *number = page_text_own_number(cases[i].text);

		g_assert_cmpstr(number, ==, cases[i].number);
	}
}

static void
test_sentences(void)
{
	static const struct {
		const char *text;
		bool sentence;
	} cases[] = {
	    {"采用环保制冷剂，能效指标达到1级。", true},
	    {"以上企业排名不分先后，如有异议请与我厅联系", true},
	    {"合肥样例科技有限公司。", false}, {"合肥样例科技有限公司，", false},
	    {"我们感谢各位专家！", true}, {"第一项；第二项", true},
	    {"主要产品有：泵,阀", true}, {"Hefei Example Co., Ltd.", false},
	    {"泵、阀", false}, {"无。", false}, {"。", false}, {"", false},
	    {"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
	     "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", true},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		if (text_is_sentence(cases[i].text) != cases[i].sentence)
			g_error("\"%s\": want %d", cases[i].text,
			    cases[i].sentence);
	g_assert_true(text_is_latin("Hefei 1 Co."));
	g_assert_false(text_is_latin("Hefei 合肥"));
	g_assert_false(text_is_latin("12 %"));
	g_assert_true(text_ends_as_firm("舟山市7412工厂"));
	g_assert_false(text_ends_as_firm("科技有限公司"));
	g_assert_false(text_ends_as_firm("科技厅"));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/numbers", test_numbers);
	g_test_add_func("/text/cells", test_cells);
	g_test_add_func("/text/ordinals", test_ordinals);
	g_test_add_func("/text/batches", test_batches_and_counts);
	g_test_add_func("/text/document_numbers", test_document_numbers);
	g_test_add_func("/text/sentences", test_sentences);
	g_test_add_func("/text/dates", test_dates);
	g_test_add_func("/text/white", test_white);
	g_test_add_func("/text/page_dates", test_page_dates);
	g_test_add_func("/text/place_of_date", test_place_of_date);
	return g_test_run();
}
