/* The words of headings.tsv: each line carries the heading it was made for, as
 * printed, and reads it as the field it says.  A line without an example, or
 * one whose example another line reads, is a mistake. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "transform/table/heading.h"

static const char *const fields[HEADING_FIELDS] = {"none", "sequence", "name",
    "previous", "region", "city", "district", "code", "product", "batch",
    "type", "level", "outcome", "remark", "stock_code", "short", "board", "listed_on",
    "delisted_on", "changed_on", "industry", "industry_code", "segment",
    "english", "known"};

static void
test_examples(void)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	unsigned read = 0;

	if (!g_file_get_contents("transform/table/headings.tsv", &text, NULL,
	    NULL))
		g_error("transform/table/headings.tsv: cannot be read");
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		g_auto(GStrv) f = g_strsplit(*line, "\t", -1);
		g_autofree char *example = NULL;
		enum heading_field got;

		if (**line == '#' || **line == '\0' ||
		    g_str_has_prefix(*line, "field\t"))
			continue;
		if (g_strv_length(f) != 5 || *f[3] == '\0' || *f[4] == '\0') {
			fprintf(stderr, "%s: expected an example, and where it "
			    "was met\n", *line);
			g_test_fail();
			continue;
		}
		example = g_strcompress(f[3]);
		got = heading_field(example);
		if (strcmp(fields[got], f[0]) != 0) {
			fprintf(stderr, "%s: got %s, want %s\n", f[3],
			    fields[got], f[0]);
			g_test_fail();
		}
		read++;
	}
	g_assert_cmpuint(read, >, 100);
}

/* A heading and the field that it means. */
struct expected {
	const char *heading;
	enum heading_field field;
};

static void
expect(const struct expected *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		enum heading_field got = heading_field(cases[i].heading);

		if (got != cases[i].field) {
			fprintf(stderr, "%s: got %s, want %s\n",
			    cases[i].heading, fields[got],
			    fields[cases[i].field]);
			g_test_fail();
		}
	}
}

/* Headings of places by their parts: no line of headings.tsv has them. */
static void
test_composed(void)
{
	static const struct expected cases[] = {
	    {"所属区、县（市）", HEADING_DISTRICT}, {"盟、市", HEADING_CITY},
	    {"市（州、地）", HEADING_CITY}, {"推荐地市州", HEADING_CITY},
	    {"企业所在省（自治区、直辖市）", HEADING_REGION},
	    {"市直管县", HEADING_CITY}, {"县级市", HEADING_DISTRICT},
	    {"区/县", HEADING_DISTRICT}, {"申报市", HEADING_CITY},
	    /* Words that only begin or end so are none. */
	    {"市场", HEADING_NONE}, {"区块链", HEADING_NONE},
	    {"省级奖项", HEADING_NONE}, {"地址", HEADING_KNOWN},
	    {"主营业务", HEADING_KNOWN}, {"企业简介", HEADING_KNOWN},
	    {"市值", HEADING_NONE}, {"所属", HEADING_NONE}};

	expect(cases, G_N_ELEMENTS(cases));
}

/* What somebody judged of each firm. */
static void
test_judgements(void)
{
	static const struct expected cases[] = {
	    {"级别", HEADING_LEVEL}, {"认定层级", HEADING_LEVEL},
	    {"认定结果", HEADING_OUTCOME}, {"审核意见", HEADING_OUTCOME},
	    {"专家评审意见", HEADING_OUTCOME}, {"省级审核结论", HEADING_OUTCOME},
	    {"是否符合条件", HEADING_OUTCOME}, {"是否推荐", HEADING_OUTCOME},
	    {"是否通过复核", HEADING_OUTCOME}, {"是否复核", HEADING_NONE},
	    {"是否上市", HEADING_NONE}, {"意见", HEADING_NONE},
	    {"是否", HEADING_NONE}, {"认定", HEADING_NONE},
	    {"评审专家", HEADING_NONE}};

	expect(cases, G_N_ELEMENTS(cases));
}

/* What came of the firms after their list. */
static void
test_sequels(void)
{
	static const struct expected cases[] = {
	    {"公示结果", HEADING_REMARK}, {"异议处理情况", HEADING_REMARK},
	    {"核查情况说明", HEADING_REMARK}, {"资格状态", HEADING_REMARK},
	    {"公示反馈的意见", HEADING_REMARK},
	    {"处理情况", HEADING_NONE}, {"经营情况", HEADING_NONE},
	    {"公示", HEADING_NONE}, {"结果说明", HEADING_NONE}};

	expect(cases, G_N_ELEMENTS(cases));
}

/* Headings of names that say of when they are. */
static void
test_dated(void)
{
	static const struct expected cases[] = {
	    {"旧企业名", HEADING_PREVIOUS}, {"变动前", HEADING_PREVIOUS},
	    {"认定时企业名称", HEADING_PREVIOUS}, {"调整前单位全称", HEADING_PREVIOUS},
	    {"变动后", HEADING_NAME}, {"新公司全称", HEADING_NAME},
	    {"现企业名", HEADING_NAME},
	    {"更正前企业名称", HEADING_PREVIOUS}, {"更正后企业名称", HEADING_NAME},
	    {"改制后公司名称", HEADING_NAME}, {"勘误前", HEADING_PREVIOUS},
	    {"目前企业名称", HEADING_NAME}, {"命名时名称", HEADING_PREVIOUS},
	    {"登记名称（旧）", HEADING_PREVIOUS}, {"企业名称（变更后）", HEADING_NAME},
	    {"注册名称（新）", HEADING_NAME}, {"产品名称（旧）", HEADING_PRODUCT},
	    {"企业名称（曾用名）", HEADING_PREVIOUS}, {"企业曾用名", HEADING_PREVIOUS},
	    {"曾用名/原企业名称", HEADING_PREVIOUS}, {"企业原名称", HEADING_PREVIOUS},
	    {"原企业名称（曾用名）", HEADING_PREVIOUS},
	    {"单位名称（原）", HEADING_PREVIOUS}, {"曾用名（如有）", HEADING_PREVIOUS},
	    {"更名前企业名称（全称）", HEADING_PREVIOUS},
	    {"原认定名称", HEADING_PREVIOUS}, {"企业原用名", HEADING_PREVIOUS},
	    {"认定企业名称", HEADING_NAME}, {"认定名称", HEADING_NONE},
	    /* A cell has both names. */
	    {"企业名称/曾用名", HEADING_NAME}, {"更名前后名称", HEADING_NONE},
	    {"企业名称（含曾用名）", HEADING_NAME},
	    {"变更前统一社会信用代码", HEADING_KNOWN},
	    {"原所属地区", HEADING_KNOWN},
	    /* What is no name of a firm. */
	    {"新", HEADING_NONE}, {"原", HEADING_NONE}, {"新产品名称", HEADING_NONE},
	    {"变动前地址", HEADING_NONE}, {"更正", HEADING_NONE},
	    {"公示日期", HEADING_NONE}, {"更正后内容", HEADING_NONE}};

	expect(cases, G_N_ELEMENTS(cases));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/heading/examples", test_examples);
	g_test_add_func("/heading/composed", test_composed);
	g_test_add_func("/heading/judgements", test_judgements);
	g_test_add_func("/heading/sequels", test_sequels);
	g_test_add_func("/heading/dated", test_dated);
	return g_test_run();
}
