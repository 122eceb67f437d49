/* Which notices are wanted (fetch/notice/wanted.h): titles as publishers write
 * them. */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "fetch/notice/wanted.h"

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
    {"浙江省第四批专精特新小巨人企业", true},
    {"关于公布第四批国家级专精特新企业名单的通知", true},
    /* 印发 of a list is no rule */
    {"广东省工业和信息化厅关于印发第四批专精特新“小巨人”企业和通过复核的第一批专精特新"
	"“小巨人”企业名单的通知", true},
    /* the national title under another name, and under words that nobody knows */
    {"关于第一批财政支持专精特新中小企业高质量发展第一年绩效评价结果的公示", true},
    {"关于第一批（第二批）财政支持专精特新中小企业高质量发展第一年绩效评价结果的公示", true},
    {"关于第五批专精特新“小巨人”企业落选情况的公告", true},
    {"关于暂缓公布第五批专精特新“小巨人”企业名单的通知", true},
    {"2025年江苏省专精特新“小巨人”企业名单", true},
    {"关于江苏省第七批专精特新“小巨人”企业和2025年专精特新“小巨人”复核通过企业名单的公示",
	true},
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
    {"一图读懂：第一批、第二批专精特新“小巨人”企业地区分布", false},
    {"关于公布第四批专精特新“小巨人”企业名单的解读", false},
    {"专精特新“小巨人”企业奖补资金拟支持名单的公示", false},
    {"我省新增100家国家级专精特新“小巨人”企业", false},
    {"专精特新“小巨人”企业高质量发展", false},
    {"省级专精特新中小企业", false},
    {"2022年度专精特新中小企业名单", false},
    {"", false},
};

static void
test_cases(void)
{
	const char *why;

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		bool got = wanted_title(cases[i].title, &why);

		if (got != cases[i].take)
			g_error("%s: got %d, want %d (%s)", cases[i].title,
			    got, cases[i].take, why ? why : "no rule");
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/wanted/cases", test_cases);
	return g_test_run();
}
