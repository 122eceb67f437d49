/* Dates as notices and pages print them, and white space (fetch/base/text.h,
 * fetch/page/page_text.h). */
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

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/dates", test_dates);
	g_test_add_func("/text/white", test_white);
	g_test_add_func("/text/page_dates", test_page_dates);
	g_test_add_func("/text/place_of_date", test_place_of_date);
	return g_test_run();
}
