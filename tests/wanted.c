/* Which notices are wanted (fetch/notice/wanted.h): the examples of wanted.tsv are
 * decided by their own rules, and titles as publishers write them. */
#include "fetch/base/embedded.h"
#include "fetch/notice/wanted.h"

#include <glib.h>
#include <string.h>

static const struct {
	const char *title;
	bool take;
} cases[] = {
    /* lists, however they spell the title */
    {"关于公布第一批专精特新“小巨人”企业名单的通告", true},
    {"关于第一批第一年重点「小巨人」企业名单的公示", true},
    {"关于公布 第三批 专精特新 小巨人 企业 名单的通知", true},
    {"安徽省第五批专精特新“小巨人”企业和第二批专精特新“小巨人”复核通过企业公示",
	true},
    {"关于核准部分专精特新“小巨人”企业简单更名的公示", true},
    {"关于撤销部分企业专精特新“小巨人”称号的公告", true},
    {"关于第三批第二年建议继续支持的国家级专精特新“小巨人”企业名单的公示", true},
    {"西藏自治区经济和信息化厅关于第四批专精特新“小巨人”企业认定结果的通知", true},
    /* calls, rules, explanations, money, other programmes */
    {"关于开展第五批专精特新“小巨人”企业培育和第二批专精特新“小巨人”企业复核工作的通知",
	false},
    {"关于组织申报第八批专精特新“小巨人”企业的通知", false},
    {"工业和信息化部关于印发《优质中小企业梯度培育管理暂行办法》的通知", false},
    {"一图读懂：第一批、第二批专精特新“小巨人”企业地区分布", false},
    {"2022年专精特新“小巨人”企业奖补资金拟支持名单的公示", false},
    {"关于公布第七批制造业单项冠军企业名单的通知", false},
    {"2021年第4批行业标准制修订计划公告（附：培育专精特新企业有关要求）", false},
    {"关于公布2022年度绿色制造名单的通知", false},
    {"", false},
};

static void
test_cases(void)
{
	struct wanted *w = wanted_new();
	const char *why;

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		bool got = wanted_title(w, cases[i].title, &why);

		if (got != cases[i].take)
			g_error("%s: got %d, want %d (%s)", cases[i].title,
			    got, cases[i].take, why ? why : "no rule");
	}
	wanted_free(w);
}

static void
test_examples(void)
{
	const struct embedded *file = embedded_find(fetch_files, "notice/wanted.tsv");
	g_auto(GStrv) lines = g_strsplit(file->bytes, "\n", -1);
	struct wanted *w = wanted_new();
	unsigned n = 0;

	for (char **line = lines; *line != NULL; line++) {
		g_auto(GStrv) field = g_strsplit(*line, "\t", -1);
		const char *why;
		bool got;

		if (**line == '#' || g_strv_length(field) != 4 ||
		    strcmp(field[0], "verdict") == 0)
			continue;
		got = wanted_title(w, field[3], &why);
		g_assert_cmpstr(got ? "take" : "leave", ==, field[0]);
		g_assert_cmpstr(why, ==, field[2]);
		n++;
	}
	g_assert_cmpuint(n, >=, 10);
	wanted_free(w);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/wanted/cases", test_cases);
	g_test_add_func("/wanted/examples", test_examples);
	return g_test_run();
}
