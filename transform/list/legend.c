#include "legend.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/notice/remark.h"

/* A longer text is no legend; between a look and what it means stand so many
 * characters at most: 红色字体标注的企业为. */
enum { LONGEST = 300, BETWEEN = 12 };

static const char *const looks[] = {"标红", "红色", "红字", "标黄", "黄色", "黄底",
    "绿色", "蓝色", "灰色", "底色", "底纹", "阴影", "高亮", "加粗", "粗体", "斜体",
    "下划线", "划线", "删除线"};

static const char *const signs[] = {"*", "＊", "※", "★", "☆", "▲", "△", "●", "○",
    "◆", "◇", "■", "□", "#", "＃", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"};

/* What says that a sign is put to something; else it begins the note: *为…. */
static const char *const put[] = {"带", "标", "注", "有", "加", "打", "画", "记"};

static const char *const quotes[] = {"“", "”", "\"", "「", "」", "‘", "’", "'", " ",
    "（", "）", "(", ")"};

/* What stands between a look and its meaning, longest first. */
static const char *const copulas[] = {"表示", "代表", "属于", "为", "系", "是", "指",
    "：", ":"};

/* What ends the sentence of a look. */
static const char *const ends[] = {"。", "；", ";", "\n"};

static const char *
one_of(const char *const *words, size_t n, const char *p)
{
	for (size_t i = 0; i < n; i++)
		if (text_begins(p, words[i]))
			return words[i];
	return NULL;
}

/* Ends the meaning of a look where its sentence ends, or where the clauses after it
 * speak of other rows: 标★为上市企业，未标★为未上市企业. */
static void
cut_meaning(char *meaning)
{
	static const char *const others[] = {"未标", "无标", "未带", "不带", "带",
	    "标", "未加", "无", "其余", "其他", "其它"};

	for (char *p = meaning; *p != '\0'; p = g_utf8_next_char(p)) {
		bool comma = text_begins(p, "，") || *p == ',';
		const char *next = comma ? g_utf8_next_char(p) : "";

		while (one_of(quotes, G_N_ELEMENTS(quotes), next) != NULL)
			next = g_utf8_next_char(next);
		if (one_of(ends, G_N_ELEMENTS(ends), p) != NULL || (comma &&
		    (one_of(others, G_N_ELEMENTS(others), next) != NULL ||
		    one_of(signs, G_N_ELEMENTS(signs), next) != NULL ||
		    one_of(looks, G_N_ELEMENTS(looks), next) != NULL))) {
			*p = '\0';
			return;
		}
	}
}

/* What is said of the firms with a sign that ends at `end`, where no copula parts the two: 由
 * 其母公司持有资格 of 带“*”的企业由其母公司持有资格; NULL for none. */
static const char *
predicate_after(const char *end)
{
	static const char *const firms[] = {"企业", "公司", "单位"};
	const char *firm, *quote;

	while ((quote = one_of(quotes, G_N_ELEMENTS(quotes), end)) != NULL)
		end += strlen(quote);
	if (text_begins(end, "的"))
		end += strlen("的");
	firm = one_of(firms, G_N_ELEMENTS(firms), end);
	return firm != NULL ? end + strlen(firm) : NULL;
}

/* Whether what a look or sign at `end` means is against the rows that have it, or that
 * they are of another list. */
static bool
is_against(const struct notice *notice, const struct list_words *words,
    const char *end, bool sign)
{
	const char *p = end, *copula = NULL;
	g_autofree char *meaning = NULL;

	for (int i = 0; *p != '\0' && i <= BETWEEN &&
	    one_of(ends, G_N_ELEMENTS(ends), p) == NULL;
	    p = g_utf8_next_char(p), i++) {
		copula = one_of(copulas, G_N_ELEMENTS(copulas), p);
		if (copula != NULL)
			break;
	}
	if (copula == NULL && (!sign || (p = predicate_after(end)) == NULL))
		return false;
	p += copula != NULL ? strlen(copula) : 0;
	meaning = g_strdup(p);
	cut_meaning(meaning);
	while (text_ends(meaning, "）") || text_ends(meaning, ")"))
		meaning[strlen(meaning) - (text_ends(meaning, ")") ? 1 :
		    strlen("）"))] = '\0';
	return *meaning != '\0' &&
	    (remark_read(meaning, false) == REMARK_STATES ||
	    (words->unclear == NULL &&
	    notice_row_is_other(notice, words, meaning)));
}

/* The text before a sign, without quotes; to be freed. */
static char *
text_before(const char *text, const char *at)
{
	char *before = g_strndup(text, (gsize)(at - text));
	bool cut = true;

	while (cut) {
		cut = false;
		for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++)
			if (text_ends(before, quotes[i])) {
				before[strlen(before) - strlen(quotes[i])] =
				    '\0';
				cut = true;
			}
	}
	return before;
}

/* Whether the rows without a sign at `at` are meant: 未标★, 不带“*”. */
static bool
is_missing(const char *text, const char *at)
{
	static const char *const none[] = {"未标", "未带", "未加", "未打", "未注",
	    "未标注", "未标记", "不带", "无", "没有"};
	g_autofree char *before = text_before(text, at);

	for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
		if (text_ends(before, none[i]))
			return true;
	return false;
}

/* Whether a sign at `at` is spoken of: 带“*”, *为 at the beginning. */
static bool
is_spoken_of(const char *text, const char *at)
{
	g_autofree char *before = text_before(text, at);

	if (*before == '\0' || text_ends(before, "：") ||
	    text_ends(before, ":") || text_ends(before, "；") ||
	    text_ends(before, "，"))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(put); i++)
		if (text_ends(before, put[i]))
			return true;
	return false;
}

static bool
is_legend(const struct notice *notice, const struct list_words *words,
    const char *text, struct legend *legend)
{
	if (strlen(text) > LONGEST)
		return false;
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		/* Looks begin with ideographs, signs are none. */
		bool word = text_is_ideograph(p);
		const char *sign = word ? NULL :
		    one_of(signs, G_N_ELEMENTS(signs), p);
		const char *look = !word ? NULL :
		    one_of(looks, G_N_ELEMENTS(looks), p);
		const char *found = sign != NULL && is_spoken_of(text, p) ?
		    sign : look;

		if (found == NULL || !is_against(notice, words,
		    p + strlen(found), found == sign))
			continue;
		*legend = (struct legend){text, found == look ||
		    is_missing(text, p) ? NULL : sign};
		return true;
	}
	return false;
}

/* A sign that no row has, as one that is raised and no part of the name, parts
 * no row from another. */
static void
settle_sign(struct legend *legend, const struct layout_list *l)
{
	for (guint i = 0; legend->sign != NULL && i < l->records->len; i++)
		if (legend_marks(legend, &g_array_index(l->records,
		    struct layout_record, i)))
			return;
	legend->sign = NULL;
}

struct legend
legend_read(const struct table_document *doc, const char *member,
    const struct table *table, const struct layout *layout,
    const struct layout_list *l, const struct notice *notice,
    const struct list_words *words)
{
	struct legend legend = {0};
	unsigned from = 0, until = G_MAXUINT;
	bool found = false;

	for (size_t i = 0; table != NULL && i < doc->n_tables; i++) {
		if (doc->tables[i].n < table->n)
			from = MAX(from, doc->tables[i].n);
		if (doc->tables[i].n > table->n)
			until = MIN(until, doc->tables[i].n);
	}
	for (guint i = 0; !found && i < layout->lists->len; i++) {
		const struct layout_list *k = layout->lists->pdata[i];

		for (guint n = 0; !found && n < k->notes->len; n++)
			found = is_legend(notice, words, k->notes->pdata[n],
			    &legend);
		for (guint n = 0; !found && n < k->titles->len; n++)
			found = is_legend(notice, words, k->titles->pdata[n],
			    &legend);
	}
	/* It may stand in the column of the names. */
	for (guint i = 0; !found && i < l->records->len; i++) {
		const char *name = g_array_index(l->records,
		    struct layout_record, i).name;

		found = name != NULL && !text_ends(name, "公司") &&
		    is_legend(notice, words, name, &legend);
	}
	for (size_t i = 0; !found && i < doc->n_texts; i++) {
		const struct table_text *t = &doc->texts[i];

		found = t->n > from && t->n < until &&
		    g_strcmp0(t->member, member) == 0 &&
		    is_legend(notice, words, t->text, &legend);
	}
	if (found)
		settle_sign(&legend, l);
	return legend;
}

bool
legend_marks(const struct legend *legend, const struct layout_record *r)
{
	const char *number = r->cell[HEADING_SEQUENCE];

	return legend->sign != NULL && ((r->name != NULL &&
	    strstr(r->name, legend->sign) != NULL) || (number != NULL &&
	    strstr(number, legend->sign) != NULL));
}
