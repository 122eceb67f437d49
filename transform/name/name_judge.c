#include <string.h>

#include "fetch/base/text.h"
#include "name.h"
#include "name_place.h"
#include "name_words.h"

/* The longest registered names have some 40 characters, English ones some 100
 * bytes; a cell beyond this is a paragraph or damage. */
enum { MOST_BYTES = 600 };

/* Cells of lists that stand in the column of names but name no firm. */
static bool
is_remark(const char *text)
{
	static const char *const whole[] = {"合计", "总计", "小计", "共计", "累计",
	    "备注", "附件", "附表", "说明", "序号", "企业名称", "单位名称",
	    "公司名称", "名称", "企业", "企业全称", "单位", "联系人", "联系电话",
	    "地区", "所属地区", "推荐单位", "无", "空", "以下空白", "以上", "同上",
	    "填报单位", "平均", "数量", "合计数", "是", "否", "有", "通过",
	    "不通过", "未通过", "公司", "有限公司", "股份有限公司", "日期", "时间",
	    "产品", "主导产品", "产品名称", "批次", "类别", "省份", "城市", "电话"};
	static const char *const heads[] = {"注:", "备注:", "说明:", "附件", "合计",
	    "总计", "共计", "以上企业", "以下企业", "以上名单", "排名不分", "填表",
	    "填报", "制表", "联系人", "联系电话", "截至", "关于"};
	static const char *const tails[] = {"名单", "公示", "公告", "通知", "通告",
	    "排序", "家)", "家）", "如下", "情况表", "汇总表", "统计表", "不分先后",
	    "项)", "项）"};

	enum { LONGEST_WHOLE = sizeof "股份有限公司" - 1 };
	size_t len = strlen(text);

	for (size_t i = 0; len <= LONGEST_WHOLE && i < G_N_ELEMENTS(whole); i++)
		if (strcmp(text, whole[i]) == 0)
			return true;
	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
		if (text_begins(text, heads[i]))
			return true;
	if (text_ends(text, "公司"))    /* as no tail does */
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(tails); i++)
		if (text_ends(text, tails[i]))
			return true;
	return false;
}

/* 2024年7月14日, 2024-07-14, 12, 3.5%, 共12家: digits and what stands around
 * them.  Letters of words and other Chinese characters make it something
 * else. */
static bool
is_figure(const char *text)
{
	static const char around[] = "年月日时分秒第批次项共约家户个名条号万亿元"
				     "至到季度上下半一二三四五六七八九十百千零〇";
	bool digit = false;

	if (text_ends(text, "公司"))
		return false;
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_isdigit(c)) {
			digit = true;
		} else if (g_unichar_isalpha(c)) {
			const char *at = g_utf8_strchr(around, -1, c);
			if (at == NULL)
				return false;
			digit |= at >= strstr(around, "一二");
		}
	}
	return digit;
}

static bool
has_letters(const char *text)
{
	glong letters = 0;

	for (const char *p = text; *p && letters < 2; p = g_utf8_next_char(p))
		letters += g_unichar_isalpha(g_utf8_get_char(p));
	return letters >= 2;
}

/* Whether a text is the end of a name that was broken over two cells or pages:
 * 责任公司, 限公司, 技有限公司.  Before the legal form stands a name of at least two
 * characters (企业名称登记管理规定, 2020, article 8). */
static bool
is_tail(const char *text, const char *form)
{
	return g_str_has_suffix("集团有限责任公司", text) ||
	    g_str_has_suffix("集团股份有限公司", text) ||
	    (g_str_has_suffix(form, "公司") &&
	    g_utf8_strlen(text, form - text) < 2);
}

/* How many bytes of a name are its legal form. */
static size_t
form_of(const struct name *name)
{
	return name_words_legal_form(name->canonical->str,
	    name->canonical->str + name->canonical->len);
}

bool
name_is_name(const struct name *name)
{
	const char *text = name->canonical->str;
	size_t form;
	struct place place;

	if (name->canonical->len > MOST_BYTES || !has_letters(text) ||
	    is_remark(text) || is_figure(text))
		return false;
	form = form_of(name);
	if (form == name->canonical->len ||
	    is_tail(text, text + name->canonical->len - form))
		return false;
	if (form > strlen("厂"))
		return true;
	/* A sentence is no name; a place is none either. */
	return strstr(text, "。") == NULL && !place_is_all(text, NULL, &place);
}

bool
name_is_truncated(const struct name *name)
{
	static const char *const tails[] = {"…", "..", "有限", "有限公", "有限责",
	    "有限责任", "有限责任公", "股份", "股份有", "股份有限", "股份有限公",
	    "集团有", "集团股", "集团公", "限公", "限责任公", "总公", "分公"};
	const char *text = name->canonical->str;

	if (text_ends(text, "公司"))    /* as none of these does */
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(tails); i++)
		if (g_str_has_suffix(text, tails[i]))
			return true;
	return false;
}

/* --- what cannot be a firm's name -------------------------------------- */

/* Characters that nobody prints in a name: U+FFFD and those of private use,
 * which a font without a table leaves; the boxes and question marks that programs put
 * for what they cannot show; what UTF-8 looks like when it was read as GBK
 * twice (锟斤拷), or memory that was never written (烫烫烫, 屯屯屯). */
static bool
is_unreadable(const char *text)
{
	static const char *const traces[] = {"锟斤拷", "烫烫烫", "屯屯屯", "锘锟",
	    "�", "?", "？"};
	static const char *const boxes[] = {"□", "■", "▯", "〓"};
	/* The first bytes of all these but the ideographs, and of what is private. */
	static const char first[] = "?\xe2\xe3\xee\xef\xf0\xf1\xf2\xf3\xf4";

	if (strpbrk(text, first) == NULL &&
	    !text_has_ideograph(text, "锟烫屯锘"))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(traces); i++)
		if (strstr(text, traces[i]) != NULL)
			return true;
	/* A box after a name is the mark of a footnote. */
	for (size_t i = 0; i < G_N_ELEMENTS(boxes); i++) {
		const char *at = strstr(text, boxes[i]);

		if (at != NULL && at[strlen(boxes[i])] != '\0')
			return true;
	}
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c;

		if ((unsigned char)*p < 0xee)
			continue;
		c = g_utf8_get_char(p);
		if ((c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000)
			return true;
	}
	return false;
}

/* Whether a name stands there twice: 甲有限公司甲有限公司, with a mark between them
 * or none. */
static bool
is_doubled(const char *text)
{
	static const char *const between[] = {"", "/", "、", "，", ",", " ", "-",
	    "（", "("};
	size_t len = strlen(text);
	bool bracket = text_ends(text, "）") || text_ends(text, ")");

	for (size_t i = 0; i < G_N_ELEMENTS(between); i++) {
		size_t gap = strlen(between[i]);
		size_t close = !bracket || (gap == 0) ? 0 :
		    text_ends(text, ")") ? 1 : strlen("）");
		size_t half;

		if (len < gap + close || (len - gap - close) % 2 != 0)
			continue;
		half = (len - gap - close) / 2;
		if (half >= 2 * strlen("甲") && memcmp(text, text + half + gap,
		    half) == 0 && strncmp(text + half, between[i], gap) == 0 &&
		    (name_words_legal_form(text, text + half) > 0))
			return true;
	}
	return false;
}

/* Whether two names run together: a limited company goes on and ends as another
 * one.  Its branches (某某有限公司宁波分公司) and their like do not. */
static bool
is_two(const char *text)
{
	static const char *const forms[] = {"有限公司", "有限责任公司", "股份公司"};

	if (!text_ends(text, "有限公司") && !text_ends(text, "有限责任公司") &&
	    !text_ends(text, "股份公司"))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
		const char *at = strstr(text, forms[i]);

		if (at != NULL && at > text && at[strlen(forms[i])] != '\0')
			return true;
	}
	return false;
}

/* Whether one character stands before a firm's form, which has so many bytes: 新有限公司
 * is such a name, or the end of one that was broken over two cells (技有限公司). */
static bool
is_short(const struct name *name, size_t form)
{
	const char *text = name->canonical->str;

	return form > 0 && text_ends(text, "公司") && g_utf8_strlen(text,
	    (gssize)(name->canonical->len - form)) == 1;
}

/* Whether a form stands before or in a bracket that ends the text: 工具厂（普通合伙）,
 * 工程技术研究中心（有限公司）. */
static bool
has_bracketed_form(const char *text, const char *end)
{
	static const char open[] = "（", close[] = "）";
	const char *bracket;

	if (end - text < (ptrdiff_t)strlen(close) ||
	    memcmp(end - strlen(close), close, strlen(close)) != 0)
		return false;
	end -= strlen(close);
	bracket = g_strrstr_len(text, end - text, open);
	return bracket != NULL && (name_words_legal_form(text, bracket) > 0 ||
	    name_words_legal_form(bracket + strlen(open), end) > 0);
}

bool
name_has_form(const struct name *name)
{
	const char *text = name->canonical->str;
	size_t form = form_of(name);

	return form > 0 ? !is_short(name, form) : has_bracketed_form(text,
	    text + name->canonical->len);
}

/* Whether 原 before a name that begins with its place says that it is a former one:
 * 原合肥某某有限公司, not 原平市某某有限公司. */
static bool
is_former(const char *text)
{
	struct place place;
	size_t at;

	return g_str_has_prefix(text, "原") &&
	    !(name_place(text, &place, &at, NULL) && at == 0) &&
	    name_place(text + strlen("原"), &place, &at, NULL) && at == 0 &&
	    place.city != NULL;
}

const char *
name_fault(const struct name *name, const char *printed, const char **detail)
{
	const char *text = name->canonical->str;

	*detail = "the name of a firm";
	if (is_unreadable(printed) || (strcmp(printed, text) != 0 &&
	    is_unreadable(text))) {
		*detail = "readable characters";
		return "unreadable_text";
	}
	if (name_is_truncated(name) || text_ends(printed, "…") ||
	    text_ends(printed, "...")) {
		*detail = "a whole name; it breaks off";
		return "truncated_cell";
	}
	if (is_doubled(text)) {
		*detail = "the name once; it stands here twice";
		return "doubled_name";
	}
	if (text_is_sentence(printed) || strchr(text, ':') != NULL) {
		*detail = "the name of a firm; this is a sentence";
		return "sentence";
	}
	if (is_former(text)) {
		*detail = "the name of today; 原 says that this is a former one";
		return "not_a_name";
	}
	if (is_two(text)) {
		*detail = "one name; two run together here";
		return "two_names";
	}
	return name_is_name(name) || is_short(name, form_of(name)) ? NULL :
	    "not_a_name";
}
