#include "heading.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/words/datafile.h"
#include "answer.h"

/* One line of headings.tsv that is not a whole heading. */
struct pattern {
	enum heading_field field;
	bool begins;            /* else ends */
	const char *words;
};

/* Longer cells are never headings: an 企业名称（…） with its longest instruction
 * has 120 bytes. */
enum { LONGEST = 160 };

/* headings.tsv, read once. */
static struct {
	GHashTable *whole;      /* folded heading -> field */
	GArray *patterns;
} words;

static enum heading_field
field_of_word(const char *word)
{
	static const char *const fields[HEADING_FIELDS] = {"none", "sequence",
	    "name", "previous", "region", "city", "district", "code", "product",
	    "batch", "type", "level", "outcome",
	    "remark", "stock_code", "short", "board", "listed_on",
	    "delisted_on", "changed_on", "industry", "industry_code",
	    "segment", "english", "known"};

	for (int i = 1; i < HEADING_FIELDS; i++)
		if (strcmp(word, fields[i]) == 0)
			return (enum heading_field)i;
	g_error("headings.tsv: %s is not a field", word);
}

static void
load_words(void)
{
	struct datafile *file = datafile_open("table/headings.tsv",
	    "field match words example met");
	char *line[5];

	words.whole = g_hash_table_new(g_str_hash, g_str_equal);
	words.patterns = g_array_new(FALSE, FALSE, sizeof(struct pattern));
	while (datafile_next(file, line)) {
		enum heading_field field = field_of_word(line[0]);
		struct pattern p = {field, strcmp(line[1], "begins") == 0,
		    line[2]};

		if (strcmp(line[1], "is") == 0) {
			g_hash_table_insert(words.whole, line[2],
			    GINT_TO_POINTER((int)field));
			continue;
		}
		g_assert(p.begins || strcmp(line[1], "ends") == 0);
		g_array_append_val(words.patterns, p);
	}
}

/* The divisions that a heading of places is made of, the longest first, with
 * the field of a heading that begins with them. */
static const struct {
	const char *word;
	enum heading_field field;
} divisions[] = {
    {"直辖市", HEADING_REGION}, {"自治区", HEADING_REGION},
    {"计划单列市", HEADING_REGION}, {"设区市", HEADING_CITY},
    {"设区的市", HEADING_CITY}, {"地级市", HEADING_CITY},
    {"县级市", HEADING_DISTRICT}, {"行政区划", HEADING_REGION},
    {"行政区域", HEADING_REGION}, {"行政区", HEADING_DISTRICT},
    {"开发区", HEADING_DISTRICT}, {"功能区", HEADING_DISTRICT},
    {"省份", HEADING_REGION}, {"城市", HEADING_CITY}, {"地区", HEADING_REGION},
    {"区域", HEADING_REGION}, {"属地", HEADING_REGION},
    {"兵团", HEADING_REGION}, {"省", HEADING_REGION}, {"市", HEADING_CITY},
    {"州", HEADING_CITY}, {"盟", HEADING_CITY}, {"地", HEADING_CITY},
    {"师", HEADING_CITY}, {"县", HEADING_DISTRICT}, {"区", HEADING_DISTRICT},
    {"旗", HEADING_DISTRICT}, {"团场", HEADING_DISTRICT},
};

/* The field of a heading that is composed of divisions, with what they are to
 * the firm before them, HEADING_NONE for another one:
 *     所属区、县(市)   推荐地市   市(州、地)   企业所在省(区、市)   市直管县 */
static enum heading_field
composed_field(const char *folded)
{
	static const char *const before[] = {"所属的", "所属", "所在的", "所在",
	    "推荐", "申报", "报送", "注册", "企业", "单位", "公司", "隶属",
	    "归属", "属", "行政", "各", "辖", "管辖", "上报", "填报", NULL};
	static const char *const between[] = {"、", "/", "(", ")", ",", "，", "·",
	    "-", "及", "和", "或", "与", ".", NULL};
	static const char *const linking[] = {"直管", "直辖", "辖", "属", "级",
	    "别", NULL};
	static const char *const after[] = {"名称", "名", "别", "划分", NULL};
	enum heading_field field = HEADING_NONE;
	const char *p = folded, *rest;

	while ((rest = text_skip_any(p, before)) != p)
		p = rest;
	while (*p != '\0') {
		size_t i = 0;

		while (i < G_N_ELEMENTS(divisions) &&
		    !text_begins(p, divisions[i].word))
			i++;
		if (i < G_N_ELEMENTS(divisions)) {
			if (field == HEADING_NONE)
				field = divisions[i].field;
			p += strlen(divisions[i].word);
			continue;
		}
		rest = text_skip_any(p, between);
		if (rest == p && field != HEADING_NONE) {
			rest = text_skip_any(p, linking);
			if (rest == p && (rest = text_skip_any(p, after)) != p
			    && *rest != '\0')
				return HEADING_NONE;
		}
		if (rest == p)
			return HEADING_NONE;
		p = rest;
	}
	return field;
}

/* What a heading of names says: of when they are, and that they are names. */
struct dated {
	bool former, later;     /* of before, of after something */
	bool change;            /* by a change: 变更前, not 原 */
	bool whose, name;       /* 企业, 名称 */
};

/* What follows the one word in which a heading says of when; NULL where it has none. */
static const char *
skip_when(const char *text, struct dated *d)
{
	static const char *const changes[] = {"变更", "更名", "改名", "变动", "更改",
	    "更换", "调整", "修改", "修订", "更正", "订正", "修正", "勘误", "改制", "重组",
	    NULL};
	static const char *const times[] = {"认定", "公布", "公示", "申报", "入选",
	    "获批", "批准", "命名", NULL};
	static const char *const former[] = {"以前", "此前", "曾用", "历史", "旧", "原",
	    NULL};
	static const char *const later[] = {"目前", "当前", "现在", "现用", "最新", "新",
	    "现", NULL};
	const char *rest;

	if ((rest = text_skip_any(text, changes)) != text) {
		d->change = true;
		if (!text_begins(rest, "前") && !text_begins(rest, "后"))
			return NULL;
		d->former |= text_begins(rest, "前");
		d->later |= text_begins(rest, "后") ||
		    text_begins(rest, "前后");
		return rest + strlen(text_begins(rest, "前后") ? "前后" :
		    "前");
	}
	if ((rest = text_skip_any(text, times)) != text) {
		if (!text_begins(rest, "时"))
			return rest;    /* 原认定名称 */
		d->former = true;
		return rest + strlen("时");
	}
	if ((rest = text_skip_any(text, former)) != text)
		d->former = true;
	else if ((rest = text_skip_any(text, later)) != text)
		d->later = true;
	return rest != text ? rest : NULL;
}

/* The field of a part of a heading that is composed of when, whose and names, in
 * any order, HEADING_NONE for another one. */
static enum heading_field
dated_part(const char *part)
{
	static const char *const whose[] = {"企业", "单位", "公司", "机构", "登记",
	    "注册", NULL};
	static const char *const name[] = {"名称", "全称", "用名", "名", NULL};
	static const char *const marks[] = {"的", "(", ")", NULL};
	struct dated d = {0};
	const char *p = part, *rest;

	for (; *p != '\0'; p = rest) {
		if ((rest = skip_when(p, &d)) != NULL)
			continue;
		if ((rest = text_skip_any(p, name)) != p)
			d.name = true;
		else if ((rest = text_skip_any(p, whose)) != p)
			d.whose = true;
		else if ((rest = text_skip_any(p, marks)) == p)
			return HEADING_NONE;
	}
	/* 变动前 says it alone, 原 and 新企业 do not. */
	if (d.former == d.later || !(d.name || d.change ||
	    (d.former && d.whose)))
		return HEADING_NONE;
	return d.former ? HEADING_PREVIOUS : HEADING_NAME;
}

/* The field of a heading of names that says of when they are, HEADING_NONE for
 * another one:
 *     旧企业名   变动前   认定时企业名称       变动后   新公司全称
 *     登记名称(旧)   企业名称(曾用名)   企业原名   原名称/曾用名
 * Of 企业名称/曾用名 a cell has both. */
static enum heading_field
dated_field(const char *folded)
{
	g_auto(GStrv) parts = NULL;
	enum heading_field field = HEADING_NONE;

	if (strchr(folded, '/') == NULL)
		return dated_part(folded);
	parts = g_strsplit(folded, "/", -1);
	for (char **part = parts; *part != NULL; part++) {
		enum heading_field f = dated_part(*part);

		if (f == HEADING_NONE || (part > parts && f != field))
			return HEADING_NONE;
		field = f;
	}
	return field;
}

/* Whether a heading is of what somebody judged of each firm: 专家评审意见, 认定结果,
 * 是否符合条件, 是否通过复核; neither 是否上市 nor 是否复核, whose 否 is a firm that is
 * designated beside those under review. */
static bool
is_judgement(const char *folded)
{
	static const char *const who[] = {"最终", "最后", "专家", "综合", "部门",
	    "主管部门", "省级", "市级", "县级", "省", "市", "厅", NULL};
	static const char *const what[] = {"复核", "审核", "评审", "认定", "核查",
	    "审查", "初审", "复审", "终审", "推荐", "审定", "核定", "评定", NULL};
	static const char *const said[] = {"结果", "意见", "结论", NULL};
	static const char *const asked[] = {"通过", "合格", "认定", "符合", "推荐",
	    "入选", "达标", "同意", "保留", "有效", NULL};
	static const char *const of[] = {"复核", "审核", "评审", "条件", "要求", "标准",
	    "公示", "公布", NULL};
	const char *p = folded, *rest;
	bool any = false;

	if (text_begins(p, "是否")) {
		for (p += strlen("是否"); *p != '\0'; p = rest) {
			rest = text_skip_any(p, asked);
			any = any || rest != p;
			if (rest == p && (rest = text_skip_any(p, of)) == p)
				return false;
		}
		return any;
	}
	while ((rest = text_skip_any(p, who)) != p)
		p = rest;
	while ((rest = text_skip_any(p, what)) != p)
		p = rest, any = true;
	rest = text_skip_any(p, said);
	return any && rest != p && *rest == '\0';
}

/* Whether a heading is of what came of a list's firms after it: 公示情况, 异议处理情况,
 * 核查结论, 称号状态; neither 经营情况 nor 处理情况, which may be of fines. */
static bool
is_sequel(const char *folded)
{
	static const char *const what[] = {"公示", "公告", "异议", "举报", "投诉",
	    "核实", "核查", "抽查", "复核", "审核", "评审", "认定", "称号", "资格", NULL};
	static const char *const of[] = {"处理", "处置", "反馈", "核实", "的", NULL};
	static const char *const said[] = {"情况说明", "情况", "结果", "意见", "结论",
	    "状态", "说明", NULL};
	const char *p = folded, *rest;

	while ((rest = text_skip_any(p, what)) != p)
		p = rest;
	if (p == folded)
		return false;
	while ((rest = text_skip_any(p, of)) != p)
		p = rest;
	rest = text_skip_any(p, said);
	return rest != p && *rest == '\0';
}

/* Whether a heading names kinds of which each cell has one: 新增/复核, 新认定或复核. */
static bool
is_kinds(const char *folded)
{
	static const char *const kinds[] = {"新增", "新认定", "新申报", "新培育",
	    "首次申报", "首次认定", "认定", "申报", "复核", "复审", "复核通过", NULL};
	static const char *const between[] = {"/", "或", "、", NULL};
	const char *p = folded, *rest;
	unsigned n = 0;

	while ((rest = text_skip_any(p, kinds)) != p) {
		n++;
		p = text_skip_any(rest, between);
		if (p == rest)
			break;
	}
	return n > 1 && *p == '\0' && p == rest;
}

static enum heading_field look_up(const char *);

/* Whether a heading is of what a firm had before: its code of today is another than
 * 变更前统一社会信用代码, its place another than 原所属地区. */
static bool
is_of_before(const char *folded)
{
	struct dated d = {0};
	const char *rest = skip_when(folded, &d);
	enum heading_field field = rest != NULL && d.former && !d.later ?
	    look_up(rest) : HEADING_NONE;

	return field == HEADING_CODE || (field >= HEADING_REGION &&
	    field <= HEADING_DISTRICT);
}

/* The field of a folded heading as it stands. */
static enum heading_field
look_up(const char *folded)
{
	int field = GPOINTER_TO_INT(g_hash_table_lookup(words.whole, folded));

	if (field == HEADING_NONE)
		field = (int)dated_field(folded);
	if (field != HEADING_NONE)
		return (enum heading_field)field;
	if (is_judgement(folded))
		return HEADING_OUTCOME;
	if (is_sequel(folded))
		return HEADING_REMARK;
	if (is_kinds(folded))
		return HEADING_TYPE;
	if (is_of_before(folded))
		return HEADING_KNOWN;
	for (guint i = 0; i < words.patterns->len; i++) {
		const struct pattern *p = &g_array_index(words.patterns,
		    struct pattern, i);

		if (p->begins ? text_begins(folded, p->words) :
		    text_ends(folded, p->words))
			return p->field;
	}
	return composed_field(folded);
}

enum heading_field
heading_field(const char *cell)
{
	static gsize loaded;
	g_autoptr(GString) text = NULL;
	enum heading_field field;

	if (g_once_init_enter(&loaded)) {
		load_words();
		g_once_init_leave(&loaded, 1);
	}
	/* No heading is a number alone, as the cells below 序号 are. */
	if (strlen(cell) > LONGEST || cell[strspn(cell, "0123456789")] == '\0')
		return HEADING_NONE;
	text = g_string_new(NULL);
	text_fold(text, cell);
	/* A firm of the name 某某企业名称 does not exist, but one that ends
	 * with 区 or 市 might be a school: no heading ends as a firm does. */
	if (text->len == 0 || (text_ends(text->str, "公司") &&
	    strcmp(text->str, "公司") != 0))
		return HEADING_NONE;
	/* 企业名称* marks what must be filled in. */
	while (text_ends(text->str, "*"))
		g_string_truncate(text, text->len - 1);
	field = look_up(text->str);
	if (field != HEADING_NONE || strchr(text->str, '(') == NULL)
		return field;
	/* 企业名称（与营业执照一致）: the bracket is an instruction; tried second,
	 * for 省（区、市） is one word. */
	text_strip_brackets(text);
	return text->len > 0 ? look_up(text->str) :
	    HEADING_NONE;
}

enum heading_field
heading_field_under(const char *upper, const char *lower)
{
	enum heading_field above = upper ? heading_field(upper) : HEADING_NONE;
	enum heading_field below = lower && *lower ? heading_field(lower) :
	    HEADING_NONE;

	if (lower == NULL || *lower == '\0')
		return above;
	/* 更名前 over 企业名称 and 统一社会信用代码: the name is the previous one,
	 * the code is not the firm's code of today. */
	if (above == HEADING_PREVIOUS)
		return below == HEADING_NAME || below == HEADING_NONE ?
		    HEADING_PREVIOUS : HEADING_KNOWN;
	/* 认定情况 over 国家级 and 省级, 复核结果 over 通过 and 未通过: each asks itself. */
	if (below == HEADING_NONE && (above == HEADING_REMARK ||
	    above == HEADING_TYPE || above == HEADING_LEVEL ||
	    above == HEADING_OUTCOME) && (heading_names_level(lower) ||
	    answer_of_heading(lower) != ANSWER_COUNTS))
		return HEADING_NONE;
	/* 企业名称 over 更名前 and 更名后. */
	return below != HEADING_NONE ? below : above;
}

bool
heading_names_level(const char *text)
{
	static const char *const levels[] = {"国家级", "省级", "自治区级", "市级", "县级",
	    "区级"};

	for (size_t i = 0; text != NULL && i < G_N_ELEMENTS(levels); i++)
		if (strstr(text, levels[i]) != NULL)
			return true;
	return false;
}
