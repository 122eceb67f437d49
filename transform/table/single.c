#include "single.h"

#include <string.h>

#include "fetch/base/text.h"
#include "fetch/title/title.h"
#include "fetch/title/vocabulary.h"
#include "transform/notice/notice.h"

static bool
has_any(const char *folded, const char *const words[])
{
	for (; *words != NULL; words++)
		if (strstr(folded, *words) != NULL)
			return true;
	return false;
}

static bool
begins_any(const char *folded, const char *const words[])
{
	for (; *words != NULL; words++)
		if (text_begins(folded, *words))
			return true;
	return false;
}

/* 注：按行政区划排序。  填表说明：1.请按推荐顺序填写  *为新申报企业 */
bool
single_is_note(const char *folded)
{
	static const char *const words[] = {"注:", "注1", "备注:", "说明:",
	    "填表说明", "填报说明", "*", "※", "注.", "备注1", "数据来源", "来源:",
	    "填表人", "联系人:", NULL};

	return begins_any(folded, words) || strcmp(folded, "注") == 0;
}

/* The number of a page: - 3 -, —12—, 第3页, 第1页共63页.  A bare number is none: it
 * may be the number of a firm whose name is missing; nor is a day, 2022-07-14. */
static bool
is_page_number(const char *folded)
{
	static const char *const marks[] = {"-", "—", "–", "―", "第", "页", "共",
	    "/", NULL};
	unsigned marked = 0, digits = 0;
	const char *at, *end;
	char day[11];

	for (const char *p = folded; *p;) {
		const char *const *m = marks;

		if (g_ascii_isdigit(*p)) {
			digits++;
			p++;
			continue;
		}
		while (*m != NULL && !text_begins(p, *m))
			m++;
		if (*m == NULL)
			return false;
		marked++;
		p += strlen(*m);
	}
	return digits > 0 && digits <= 8 && marked >= 2 &&
	    !(text_date_written(folded, day, &at, &end) && *end == '\0');
}

/* 合计  总计：92  共25家  合 计：48家; *total where a number follows. */
bool
single_is_footer(const char *folded, bool *has_total, unsigned *total)
{
	static const char *const words[] = {"合计", "总计", "共计", "小计", "总共",
	    "共", "累计", NULL};
	bool whole = !text_begins(folded, "小计");      /* of a section only */
	const char *p = folded, *end;
	unsigned n;

	*has_total = false;
	if (is_page_number(folded))
		return true;
	if (!begins_any(folded, words) || text_ends_as_firm(folded))
		return false;
	while (*p && !g_ascii_isdigit(*p))
		p = g_utf8_next_char(p);
	if (*p == '\0')
		return !text_begins(folded, "共") ||
		    text_begins(folded, "共计");
	n = text_leading_number(p, &end);
	/* 共青城市某某有限公司 is a firm, and so may 共创2000公司 be. */
	if (text_begins(folded, "共") && !text_begins(folded, "共计") &&
	    (p != folded + strlen("共") || !text_count(p, &n, &p, &end)))
		return false;
	*has_total = whole;
	*total = n;
	return strlen(end) <= strlen("家企业。") || text_begins(end, "家") ||
	    *end == '.';
}

/* Whether firms are those of an act against a title, or of one that is open: 备选企业,
 * 异议企业(1家); or words are of such an act or another and nothing else: 候补, （作废）,
 * 培育企业, 以下企业不予公布. */
static bool
names_odd_firms(const char *folded)
{
	g_autoptr(GString) text = g_string_new(folded);
	struct title *t;
	bool firms, odd;

	text_strip_brackets(text);
	if (text->len == 0)
		g_string_assign(text, folded);
	firms = text_ends(text->str, "企业") || text_ends(text->str, "单位");
	t = title_read(text->str, NULL);
	odd = firms ? t->negates : false;
	if (t->left_over == NULL)
		odd = odd || t->negates || t->genre == TITLE_FORM ||
		    (firms && t->phrases[0].own_acts);
	title_free(t);
	return odd;
}

/* 第一批专精特新“小巨人”复核通过企业名单: the title of a further list.  以下企业另行公布
 * speaks of those below it, too. */
bool
single_is_list_title(const char *folded)
{
	static const char *const lists[] = {"名单", "汇总表", "一览表", NULL};
	static const char *const acts[] = {"复核", "认定", "更名", "撤销", "取消",
	    "公示", NULL};

	static const char *const below[] = {"以下企业", "下列企业", "以下单位",
	    "下列单位", "以下公司", "下列公司", NULL};

	if (text_ends_as_firm(folded))
		return false;
	return has_any(folded, lists) || begins_any(folded, below) || (strstr(folded, "企业") != NULL &&
	    (text_batch(folded, NULL) > 0 || has_any(folded, acts))) ||
	    names_odd_firms(folded);
}

/* Takes a name off the front of `*rest`, in full or in short. */
static void
skip_name(const char **rest, const char *name, const char *short_name)
{
	if (name != NULL && text_begins(*rest, name))
		*rest += strlen(name);
	else if (short_name != NULL && text_begins(*rest, short_name))
		*rest += strlen(short_name);
}

/* Whether a folded text says a place and nothing else: 浙江省杭州市, 兵团, 杭州市区;
 * not 重庆市第四批…, of which 重庆市 is only the beginning. */
static bool
is_only_place(const char *label, const struct place *p)
{
	static const char *const ends[] = {"", "市", "省", "区", "县", "州", "盟",
	    "地区", "自治区", "本级", "省本级", "市本级", "市区", NULL};
	const char *rest = label;
	struct vocabulary_word word;

	if (p->unit != NULL)
		skip_name(&rest, p->unit->name, p->unit->short_name);
	if (p->province != NULL)
		skip_name(&rest, p->province->name, p->province->short_name);
	if (p->city != NULL)
		skip_name(&rest, p->city->name, p->city->short_name);
	if (p->district != NULL)
		skip_name(&rest, p->district->name, p->district->short_name);
	for (const char *const *e = ends; *e != NULL; e++)
		if (strcmp(rest, *e) == 0)
			return true;
	/* 芜湖市经信局: the firms that it recommends. */
	if (rest > label && vocabulary_find(rest, &word) == strlen(rest) &&
	    word.class == CLASS_ORG)
		return true;
	/* An alias (新疆兵团) is another word for the whole. */
	return rest == label && strlen(label) <= strlen("新疆建设兵团");
}

/* Takes a number without its 家 off the end of a label: 北京市(92). */
static void
take_bare_count(char *label, struct layout_section *section)
{
	char *open = strrchr(label, '(');
	unsigned count;

	if (open == NULL || !text_number(open, &count))
		return;
	*open = '\0';
	section->has_count = true;
	section->declared = count;
}

/* Whether a label says of which level or programme firms are and nothing else, or that they
 * are the rest: 省级, 国家级小巨人, 其他企业. */
static bool
names_title(const char *label)
{
	struct title *t;
	bool names;

	if (*label == '\0' || strlen(label) > 60 || text_ends_as_firm(label))
		return false;
	t = title_read(label, NULL);
	names = t->left_over == NULL && t->n_phrases == 1 && !t->negates &&
	    !t->phrases[0].own_acts && !t->phrases[0].no_firms &&
	    t->phrases[0].batch == 0 && t->phrases[0].year == 0 &&
	    (t->phrases[0].level != NULL || t->phrases[0].programme != NULL);
	title_free(t);
	return names || notice_band_is_rest(label);
}

/* 北京市（92家）  一、石家庄市(12家)  （一）北京市（共3家）  青海省(8家）  兵团 */
bool
single_is_section(const char *printed, const struct place *within,
    struct layout_section *section)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	g_autofree char *label = NULL;
	const char *rest, *at, *end;

	*section = (struct layout_section){.text = printed};
	text_fold(folded, printed);
	if (folded->len > 120)
		return false;
	rest = text_skip_ordinal(folded->str, NULL);
	if (text_count(rest, &section->declared, &at, &end) &&
	    strlen(end) <= strlen("企业)")) {
		section->has_count = true;
		if (text_ends(rest, ")") && memrchr(rest, '(',
		    (size_t)(at - rest)) != NULL)
			at = memrchr(rest, '(', (size_t)(at - rest));
		label = g_strndup(rest, (gsize)(at - rest));
		/* 北京市共92家, 北京市:92家 */
		for (const char *const *w = (const char *const[]){"共", "计",
		    ":", "共", "有", "、", NULL}; *w != NULL; w++)
			if (text_ends(label, *w))
				label[strlen(label) - strlen(*w)] = '\0';
	} else {
		label = g_strdup(rest);
		if (text_ends(label, ":"))
			label[strlen(label) - 1] = '\0';
		take_bare_count(label, section);
	}
	/* 【北京市】92家 */
	if (text_ends(label, ")") && strrchr(label, '(') == label) {
		label[strlen(label) - 1] = '\0';
		memmove(label, label + 1, strlen(label));
	}
	section->titled = names_title(label);
	if (section->titled)
		return true;
	section->has_place = *label != '\0' && strlen(label) <= 60 &&
	    place_of_text(label, within, &section->place) &&
	    is_only_place(label, &section->place);
	if (section->has_place)
		return true;
	return section->has_count && *label != '\0' &&
	    !single_is_list_title(folded->str) && !text_ends_as_firm(label);
}
