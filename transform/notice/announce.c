#include "announce.h"

#include "transform/place/place.h"
#include "fetch/base/text.h"

#include <string.h>

/* A rule: words that must occur in this order in the folded title, "…" between
 * them, and what they mean.  The first rule that fits decides. */
struct announce_rule {
	const char *words;
	int meaning;
};

/* Whether the words of a rule occur in order. */
static bool
fits(const char *title, const char *words)
{
	for (;;) {
		const char *gap = strstr(words, "…");
		g_autofree char *word = gap ?
		    g_strndup(words, (gsize)(gap - words)) : NULL;
		const char *at = strstr(title, gap ? word : words);

		if (at == NULL)
			return false;
		if (gap == NULL)
			return true;
		title = at + strlen(word);
		words = gap + strlen("…");
	}
}

static int
first_meaning(const struct announce_rule *rules, const char *title)
{
	for (; rules->words != NULL; rules++)
		if (fits(title, rules->words))
			return rules->meaning;
	return 0;
}

/* --- programmes ------------------------------------------------------- */

enum programme {
	P_NONE, P_SMALL_GIANT, P_KEY, P_CHAMPION, P_SRDI, P_INNOVATIVE,
	P_GREEN, P_OTHER,
};

static const char *const programme_words[] = {NULL, "small_giant",
    "key_small_giant", "single_champion", "srdi_sme", "innovative_sme",
    "green_factory", "other"};

static const struct announce_rule programme_rules[] = {
    /* 建议继续支持的专精特新“小巨人”企业名单（第一批第三年） */
    {"建议继续支持", P_KEY},
    /* 关于第一批第一年重点「小巨人」企业名单的公示 */
    {"重点小巨人", P_KEY},
    /* 第二批重点专精特新“小巨人”企业 */
    {"重点专精特新小巨人", P_KEY},
    /* 建议支持的国家级专精特新“小巨人”企业名单（第三批第一年） */
    {"建议支持…小巨人", P_KEY},
    {"支持的国家级专精特新小巨人", P_KEY},
    /* 关于公布第七批制造业单项冠军企业名单的通知 */
    {"单项冠军", P_CHAMPION},
    /* 2022年度绿色工厂名单;  关于公布2022年度绿色制造名单的通知 */
    {"绿色工厂", P_GREEN},
    {"绿色制造", P_GREEN},
    /* 青海、福建、河南：科技小巨人企业 */
    {"科技小巨人", P_OTHER},
    /* 国家专精特新“小巨人”后备企业: a province's list of candidates */
    {"小巨人后备", P_OTHER},
    {"小巨人企业后备", P_OTHER},
    {"小巨人企业培育库", P_OTHER},
    /* 关于公布第一批专精特新“小巨人”企业名单的通告 */
    {"小巨人", P_SMALL_GIANT},
    /* 2025年第二批专精特新中小企业拟认定名单 */
    {"专精特新", P_SRDI},
    /* 上海市2023年创新型中小企业名单 */
    {"创新型中小企业", P_INNOVATIVE},
    /* 对江苏省认定机构2024年认定报备的第二批高新技术企业进行备案的公示 */
    {"高新技术企业", P_OTHER},
    /* 关于取消湖南省…等78家企业高新技术...: cut by the site's own listing */
    {"高新技术...", P_OTHER},
    {"瞪羚", P_OTHER},
    {"独角兽", P_OTHER},
    {NULL, P_NONE}};

/* --- matter and stage ------------------------------------------------- */

static const struct announce_rule matter_rules[] = {
    /* 关于广东省2023年第七批完成异地搬迁高新技术企业的公告 */
    {"异地搬迁", MATTER_UNTOLD},
    /* 关于湖南省2023年第一批完成易地搬迁高新技术企业的公告 */
    {"易地搬迁", MATTER_UNTOLD},
    {"整体迁移", MATTER_UNTOLD},
    /* 关于海南龙凤瀑生物科技有限公司等11家高新技术企业资格继续有效的公告 */
    {"继续有效", MATTER_UNTOLD},
    /* 关于拟撤销部分专精特新“小巨人”企业称号的公示: not yet done */
    {"拟撤销", MATTER_UNTOLD},
    {"拟取消", MATTER_UNTOLD},
    /* 关于核准部分专精特新“小巨人”企业简单更名的公示 */
    {"更名", MATTER_RENAME},
    /* 关于专精特新“小巨人”企业名称变更的公示 */
    {"名称变更", MATTER_RENAME},
    {"变更名称", MATTER_RENAME},
    {"变更企业名称", MATTER_RENAME},
    /* 关于撤销部分企业专精特新“小巨人”称号的公告;  关于贵州省取消57家企业高新技术
     * 企业资格的公告 */
    {"撤销", MATTER_REVOKED},
    {"取消", MATTER_REVOKED},
    {"注销", MATTER_REVOKED},
    {"移出", MATTER_REVOKED},
    /* 第二批专精特新“小巨人”复核未通过企业名单 */
    {"复核未通过", MATTER_REVIEW_FAILED},
    {"复核不通过", MATTER_REVIEW_FAILED},
    {"未通过…复核", MATTER_REVIEW_FAILED},
    {"复核不合格", MATTER_REVIEW_FAILED},
    {"未通过复核", MATTER_REVIEW_FAILED},
    /* 建议继续支持的专精特新“小巨人”企业名单（第三批第二年） */
    {"继续支持", MATTER_KEY_CONTINUED},
    {"重点小巨人…第二年", MATTER_KEY_CONTINUED},
    {"重点小巨人…第三年", MATTER_KEY_CONTINUED},
    /* 第一批专精特新“小巨人”企业拟复核通过名单 */
    {"复核", MATTER_REVIEW},
    {"复审", MATTER_REVIEW},
    /* 关于第一批第一年重点“小巨人”企业名单的公示 */
    {"重点小巨人", MATTER_KEY},
    {"重点专精特新小巨人", MATTER_KEY},
    {"建议支持…小巨人", MATTER_KEY},
    {"支持的国家级专精特新小巨人", MATTER_KEY},
    /* 关于拟推荐第八批专精特新“小巨人”企业名单的公示 */
    {"推荐", MATTER_RECOMMENDED},
    {"申报企业名单", MATTER_RECOMMENDED},
    {NULL, MATTER_NONE}};

/* Words that tell no stage: 经公示等程序 in a final notice says that publicity is
 * over, and 认定机构 is who publishes. */
static const char *const no_stage[] = {"公示等程序", "经公示", "公示期满",
    "公示无异议", "公示结果", "公示后", "认定机构", "认定管理", "认定报备",
    "认定工作", "认定办公室", "发布时间", "发布日期", "发布机构", NULL};

static const struct announce_rule stage_rules[] = {
    /* 第四批专精特新“小巨人”企业公示名单 */
    {"公示", STAGE_PUBLICITY},
    /* 第五批专精特新“小巨人”企业拟认定名单;  拟复核通过名单 */
    {"拟认定", STAGE_PUBLICITY},
    {"拟复核", STAGE_PUBLICITY},
    {"拟通过", STAGE_PUBLICITY},
    {"拟入选", STAGE_PUBLICITY},
    {"拟确定", STAGE_PUBLICITY},
    {"拟公布", STAGE_PUBLICITY},
    /* 对河北省认定机构2023年认定报备的第一批高新技术企业拟进行备案的公示 */
    {"拟进行备案", STAGE_PUBLICITY},
    /* 关于公布第一批专精特新“小巨人”企业名单的通告 */
    {"公布", STAGE_FINAL},
    {"通告", STAGE_FINAL},
    {"公告", STAGE_FINAL},
    /* 关于印发第六批专精特新“小巨人”企业名单的通知 */
    {"印发", STAGE_FINAL},
    {"认定", STAGE_FINAL},
    {"确定", STAGE_FINAL},
    {"发布", STAGE_FINAL},
    /* 转发工业和信息化部关于…名单的通知 */
    {"转发", STAGE_FINAL},
    {NULL, STAGE_NONE}};

/* --- levels ----------------------------------------------------------- */

enum level { L_NONE, L_NATIONAL, L_PROVINCIAL, L_MUNICIPAL };

static const char *const level_words[] = {NULL, "national", "provincial",
    "municipal"};

/* Longer words before the words they end with: 自治区级 before 区级. */
static const struct announce_rule levels[] = {
    /* 关于公布河北省第四批国家级专精特新“小巨人”企业名单的通知 */
    {"国家级", L_NATIONAL},
    {"国家专精特新", L_NATIONAL},
    {"国家重点", L_NATIONAL},
    {"工业和信息化部", L_NATIONAL},
    {"工信部", L_NATIONAL},
    /* 关于公布2020年度山西省省级专精特新“小巨人”企业名单的通知 */
    {"省级", L_PROVINCIAL},
    {"自治区级", L_PROVINCIAL},
    {"兵团级", L_PROVINCIAL},
    {"区级", L_MUNICIPAL},
    {"县级", L_MUNICIPAL},
    /* 台州市市级“小巨人”企业; in a municipality 市级 is the province's */
    {"市级", L_MUNICIPAL},
    {NULL, L_NONE}};

static bool
names_municipality(const char *title)
{
	static const char *const names[] = {"北京市", "天津市", "上海市", "重庆市"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strstr(title, names[i]) != NULL)
			return true;
	return false;
}

/* Of several words of level the last before the programme's name counts: 推荐省
 * 级…申报国家级“小巨人” is about national ones. */
static const char *
level_in(const char *title)
{
	const char *name = strstr(title, "小巨人");
	int level = L_NONE;
	bool of_city = false;

	for (const char *p = title; *p; p = g_utf8_next_char(p)) {
		const struct announce_rule *r = levels;

		if (level != L_NONE && name != NULL && p > name)
			break;
		while (r->words != NULL && !text_begins(p, r->words))
			r++;
		if (r->words == NULL)
			continue;
		level = r->meaning;
		of_city = strcmp(r->words, "市级") == 0;
		p += strlen(r->words) - strlen("级");
	}
	if (of_city && names_municipality(title))
		level = L_PROVINCIAL;
	return level_words[level];
}

/* Outside brackets first; what a bracket says counts only for small giants, as
 * in 专精特新“小巨人”（国家级）: 专精特新中小企业（国家“小巨人”后备）are not national. */
static const char *
level_of(const char *title, enum programme p)
{
	g_autoptr(GString) plain = g_string_new(title);
	const char *level;

	text_strip_brackets(plain);
	level = level_in(plain->str);
	return level == NULL && (p == P_SMALL_GIANT || p == P_KEY) ?
	    level_in(title) : level;
}

/* --- phrases ---------------------------------------------------------- */

/* Between the conjunction and the batch there may be a place or the act: 和宁波市第
 * 一批, 和通过复核的第二批.  In 工业和信息化厅关于公布第四批 the 和 joins nothing. */
static bool
may_stand_between(const char *from, const char *until)
{
	g_autofree char *words = g_strndup(from, (gsize)(until - from));
	struct place place;

	if (*words == '\0' || strcmp(words, "通过复核的") == 0 ||
	    strcmp(words, "复核通过的") == 0)
		return true;
	return strlen(words) <= strlen("新疆生产建设兵团") &&
	    strstr(words, "信息化") == NULL &&
	    place_of_text(words, NULL, &place);
}

/* Where a title begins a further list, behind its conjunction, or NULL:
 *     第四批…企业 和 第一批…复核通过企业名单的公示
 *     认定企业名单 及 更名企业名单 */
static char *
next_phrase(char *title)
{
	static const char *const conjunctions[] = {"和", "及", "与", "、", "以及",
	    "暨", ",", NULL};
	static const char *const acts[] = {"复核", "更名", "撤销", "取消", "推荐",
	    "未通过", NULL};

	for (char *p = title; *p; p = g_utf8_next_char(p))
		for (const char *const *c = conjunctions; *c != NULL; c++) {
			char *behind = p + strlen(*c);
			const char *at;

			if (p == title || !text_begins(p, *c))
				continue;
			if (text_batch(behind, &at) > 0 &&
			    may_stand_between(behind, at))
				return behind;
			for (const char *const *a = acts; *a != NULL; a++)
				if (text_begins(behind, *a) &&
				    strstr(title, "小巨人") != NULL)
					return behind;
		}
	return NULL;
}

static enum programme
programme_of(const char *title)
{
	g_autoptr(GString) whole = g_string_new(title), plain = NULL;
	enum programme p;

	/* 河北省高新技术企业认定管理工作领导小组关于公布河北省20...: who publishes,
	 * not what; the site's listing cut off the rest. */
	g_string_replace(whole, "高新技术企业认定管理", "", 0);
	plain = g_string_new(whole->str);
	/* 专精特新（小巨人）企业 */
	g_string_replace(plain, "(小巨人)", "小巨人", 0);
	/* 专精特新中小企业（国家专精特新“小巨人”后备）: what the bracket says is
	 * not what the list is. */
	text_strip_brackets(plain);
	p = (enum programme)first_meaning(programme_rules, plain->str);
	return p != P_NONE ? p :
	    (enum programme)first_meaning(programme_rules, whole->str);
}

static enum announce_stage
stage_of(const char *title)
{
	g_autoptr(GString) plain = g_string_new(title);

	for (const char *const *w = no_stage; *w != NULL; w++)
		g_string_replace(plain, *w, "", 0);
	return (enum announce_stage)first_meaning(stage_rules, plain->str);
}

/* A batch named outside brackets comes before one inside. */
static unsigned
batch_of(const char *title)
{
	g_autoptr(GString) plain = g_string_new(title);
	unsigned batch;

	text_strip_brackets(plain);
	batch = text_batch(plain->str, NULL);
	return batch > 0 ? batch : text_batch(title, NULL);
}

static bool
says_lists(const char *title)
{
	return strstr(title, "名单") != NULL || strstr(title, "公示") != NULL ||
	    strstr(title, "公布") != NULL || strstr(title, "认定结果") != NULL ||
	    strstr(title, "通告") != NULL || strstr(title, "公告") != NULL;
}

bool
announce_is_proposal(const struct announcement *a, bool recommends)
{
	return recommends && (a->matter == MATTER_DESIGNATION ||
	    a->matter == MATTER_KEY ||
	    (a->matter == MATTER_REVIEW && !a->passed));
}

static bool
read_phrase(const char *phrase, const char *whole, struct announcement *a)
{
	enum programme p = programme_of(phrase);

	*a = (struct announcement){0};
	if (p == P_NONE)
		p = programme_of(whole);
	a->programme = programme_words[p];
	a->level = level_of(phrase, p);
	if (a->level == NULL)
		a->level = level_of(whole, p);
	a->batch = batch_of(phrase);
	a->matter = (enum announce_matter)first_meaning(matter_rules, phrase);
	a->passed = fits(phrase, "复核…通过") || fits(phrase, "通过…复核");
	if (announce_is_proposal(a, strstr(whole, "推荐") != NULL))
		a->matter = MATTER_RECOMMENDED;
	a->stage = stage_of(phrase);
	if (a->stage == STAGE_NONE)
		a->stage = stage_of(whole);
	a->lists = says_lists(whole);
	/* 建议支持 in the body's words only: the programme tells the matter. */
	if (p == P_KEY && a->matter == MATTER_NONE)
		a->matter = MATTER_KEY;
	if (a->matter == MATTER_NONE && (a->batch > 0 || p != P_NONE) &&
	    (a->lists || strstr(phrase, "企业") != NULL))
		a->matter = MATTER_DESIGNATION;
	a->named = a->programme != NULL || a->batch > 0 ||
	    a->matter != MATTER_NONE || strstr(whole, "名单") != NULL;
	return a->named || a->lists || a->stage != STAGE_NONE;
}

unsigned
announce_read(const char *title, struct announcement *found)
{
	g_autoptr(GString) whole = g_string_new(NULL);
	g_autofree char *copy = NULL;
	unsigned n = 0;

	text_fold(whole, title);
	/* 一、第五批…企业名单: this 、 parts no two lists. */
	copy = g_strdup(text_skip_ordinal(whole->str, NULL));
	for (char *phrase = copy, *next; phrase != NULL && n < ANNOUNCE_MOST;
	    phrase = next) {
		next = next_phrase(phrase);
		if (next != NULL) {
			/* The phrase ends before its conjunction. */
			char *end = g_utf8_prev_char(next);
			*end = '\0';
			if (read_phrase(phrase, whole->str, &found[n]))
				n++;
			*end = ' ';
			continue;
		}
		if (read_phrase(phrase, whole->str, &found[n]))
			n++;
	}
	return n;
}

/* --- nothing ---------------------------------------------------------- */

bool
announce_is_nothing(const char *title, const char **why)
{
	static const char *const always[] = {
	    /* 一图读懂：第一批、第二批专精特新“小巨人”企业地区分布 */
	    "一图读懂", "图解", "解读", "答记者问", "问答",
	    /* 关于公开征求《优质中小企业梯度培育管理办法》意见的通知 */
	    "征求…意见", "征集",
	    /* 关于举办专精特新企业培训班的通知 */
	    "培训班", "培训", "座谈会",
	    /* 关于印发《优质中小企业梯度培育管理暂行办法》的通知 */
	    "印发…办法", "印发…方案", "印发…指南", "印发…规划", "印发…细则",
	    "印发…计划", "印发…措施", "管理办法", "暂行办法",
	    /* 2022年服务型制造遴选行业运行情况 */
	    "运行情况",
	    /* 2024年第3批行业标准制修订计划公告（附：培育专精特新企业有关要求） */
	    "制修订计划", NULL};
	static const char *const unless_listed[] = {
	    /* 关于开展第五批专精特新“小巨人”企业培育和第二批…复核工作的通知 */
	    "开展…工作", "做好…工作", "组织开展", "组织申报", "申报…通知",
	    /* 关于下达2023年重点“小巨人”企业奖补资金的通知 */
	    "下达…资金", "拨付…资金",
	    "推荐工作", "培育…通知", "开展…行动", "开展…通知", "申报指南", NULL};
	g_autoptr(GString) folded = g_string_new(NULL);
	const char *const *w;

	text_fold(folded, title);
	for (w = always; *w != NULL && !fits(folded->str, *w);)
		w++;
	if (*w == NULL && !says_lists(folded->str))
		for (w = unless_listed; *w != NULL && !fits(folded->str, *w);)
			w++;
	if (*w != NULL && why != NULL)
		*why = *w;
	return *w != NULL;
}

/* --- kinds and batches ------------------------------------------------ */

const char *
announce_kind(enum announce_matter matter, enum announce_stage stage)
{
	bool open = stage == STAGE_PUBLICITY;

	switch (matter) {
	case MATTER_NONE:
	case MATTER_UNTOLD:
		return NULL;
	case MATTER_DESIGNATION:
		return stage == STAGE_NONE ? NULL :
		    open ? "publicity" : "final";
	case MATTER_RECOMMENDED:
		return "recommended";
	case MATTER_REVIEW:
		return stage == STAGE_NONE ? NULL :
		    open ? "review_publicity" : "review_final";
	case MATTER_REVIEW_FAILED:
		return "review_failed";
	case MATTER_RENAME:
		return "rename";
	case MATTER_REVOKED:
		return "revoked";
	case MATTER_KEY:
		return "key_support";
	case MATTER_KEY_CONTINUED:
		return "key_support_continued";
	}
	g_assert_not_reached();
}

bool
announce_batch_fits(unsigned batch, enum announce_matter matter, unsigned year)
{
	/* Batch 1 is of 2019, and each year has had one since; a final notice
	 * may slip into the next year.  Funding batches are counted anew. */
	unsigned of = 2018 + batch;

	switch (matter) {
	case MATTER_DESIGNATION:
		return year == of || year == of + 1;
	/* For the designation, or for its review. */
	case MATTER_RECOMMENDED:
		return year >= of;
	case MATTER_REVIEW:
	case MATTER_REVIEW_FAILED:
		return year >= of + 2;
	default:
		return true;
	}
}
