/* Dates as notices print them (fetch/base/text.h). */
#include "fetch/base/text.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

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
	g_test_add_func("/text/place_of_date", test_place_of_date);
	return g_test_run();
}
