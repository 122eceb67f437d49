#include "title.h"

#include <string.h>

#include "fetch/base/text.h"
#include "fetch/body/formats.h"

struct title_reading {
	struct title *title;
	struct title_tokens tokens;
	GString *left_over;
};

/* --- the text ---------------------------------------------------------- */

/* Cuts the extensions of a file or page off: 名单_1(1).xls, 名单.doc.zip. */
static void
cut_extensions(GString *text)
{
	const char *dot;

	while ((dot = strrchr(text->str, '.')) != NULL) {
		enum format_promise promise = formats_promise(dot + 1);

		if (promise != FORMAT_PROMISE_DOCUMENT &&
		    promise != FORMAT_PROMISE_PAGE)
			return;
		g_string_truncate(text, (gsize)(dot - text->str));
	}
}

/* 附件2: */
static const char *
skip_numbering(struct title *t, const char *p)
{
	const char *end;

	if (text_begins(p, "表")) {
		text_leading_number(p + strlen("表"), &end);
		if (end != p + strlen("表"))
			return end;
	}
	if (text_begins(p, "附件") || text_begins(p, "附表")) {
		p += strlen("附件");
		t->ordinal = text_leading_number(p, &end);
		if (end != p)
			p = end;
		while (*p != '\0' && strchr(":.-_ ", *p) != NULL)
			p++;
		if (text_begins(p, "、"))
			p += strlen("、");
		return p;
	}
	end = text_skip_ordinal(p, &t->ordinal);
	return end;
}

static char *
prepare(struct title *t, const char *printed)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	const char *p;

	text_fold(folded, printed);
	t->cut = text_ends(folded->str, "...") || text_ends(folded->str, "…");
	cut_extensions(folded);
	p = skip_numbering(t, folded->str);
	return g_strdup(p);
}

/* --- the whole --------------------------------------------------------- */

static enum title_genre
genre_of(const char *value)
{
	static const char *const names[] = {[TITLE_RULES] = "rules",
	    [TITLE_EXPLAINS] = "explains", [TITLE_MONEY] = "money",
	    [TITLE_FORM] = "form", [TITLE_NEWS] = "news"};

	if (strcmp(value, "added") == 0)
		return TITLE_NEWS;
	for (size_t i = TITLE_RULES; i < G_N_ELEMENTS(names); i++)
		if (strcmp(value, names[i]) == 0)
			return (enum title_genre)i;
	g_assert_not_reached();
}

static void
leave_over(struct title_reading *r, const struct title_token *t)
{
	if (r->left_over->len > 0)
		g_string_append(r->left_over, "、");
	g_string_append_len(r->left_over, t->at, (gssize)t->len);
}

static void
set_genre(struct title *t, const struct title_token *token, enum title_genre genre)
{
	if (t->genre != TITLE_LIST)
		return;
	t->genre = genre;
	t->genre_word = g_strndup(token->at, token->len);
}

/* 云南371户企业拟入库省级专精特新“成长”企业: a sentence, whose act stands between those who
 * did it and the programme; not 关于2家企业不再享有…称号的通知. */
static void
settle_news(struct title_reading *r, bool weak)
{
	bool who = false;
	const struct title_token *act = NULL;

	for (unsigned i = 0; i < r->tokens.n; i++) {
		const struct title_token *k = &r->tokens.token[i];

		if (title_token_is(k, "关于") && weak)
			return;
		who |= k->class == CLASS_OBJECT;
		if (who && vocabulary_letter(k->class) != '\0')
			act = k;
		if (act != NULL && k->class == CLASS_PROGRAMME)
			set_genre(r->title, act, TITLE_NEWS);
	}
}

/* 我市8家企业入围第四批…企业公示名单: the same of a count, without 关于, is news though a list
 * is named in it. */
static void
settle_counted_news(struct title_reading *r)
{
	bool counted = false;
	const struct title_token *act = NULL;

	for (unsigned i = 0; i < r->tokens.n; i++) {
		const struct title_token *k = &r->tokens.token[i];

		if (title_token_is(k, "关于") || k->class == CLASS_PROPOSE)
			return;
		counted |= k->class == CLASS_OBJECT && i > 0 &&
		    k[-1].class == CLASS_COUNT;
		if (counted && act == NULL && k->class == CLASS_DESIGNATE)
			act = k;
		if (act != NULL && k->class == CLASS_PROGRAMME) {
			set_genre(r->title, act, TITLE_NEWS);
			return;
		}
	}
}

/* A title of a call, of rules, of money is none of a list, unless it publishes one:
 * then the word is one too many. */
static void
settle_genre(struct title_reading *r, bool named_list, bool weak)
{
	struct title *t = r->title;
	bool published = t->stage != TITLE_NO_STAGE;

	for (unsigned i = 0; i < r->tokens.n; i++) {
		const struct title_token *k = &r->tokens.token[i];

		bool added = title_token_says(k, CLASS_GENRE, "added");

		if (added && named_list && published) {
			continue;
		} else if (k->class == CLASS_GENRE) {
			if (named_list && published) {
				leave_over(r, k);
				t->beside = genre_of(k->value);
			} else {
				set_genre(t, k, genre_of(k->value));
			}
		} else if (k->class == CLASS_CALL && (!published ||
		    title_token_is(k, "工作"))) {
			set_genre(t, k, TITLE_CALL);
		} else if ((k->class == CLASS_RECOMMEND ||
		    (k->class == CLASS_DESIGNATE && k->value != NULL)) &&
		    weak && !published && !named_list) {
			set_genre(t, k, TITLE_CALL);
		}
	}
	if (!named_list && !published)
		settle_news(r, weak);
	settle_counted_news(r);
}

/* 公示名单, 公布名单. */
static bool
names_list(const struct title_token *t)
{
	const size_t n = strlen("名单");

	return t->len > n && memcmp(t->at + t->len - n, "名单", n) == 0;
}

/* Whether a text is called back after its list is named: …企业名单（作废）; not …企业称号作废
 * 名单. */
static bool
is_void(const struct title_tokens *r)
{
	bool list = false;

	for (unsigned i = 0; i < r->n; i++) {
		const struct title_token *k = &r->token[i];

		if (title_token_says(k, CLASS_NEUTRAL, "honour"))
			return false;
		list |= k->class == CLASS_LIST || (k->class == CLASS_PUBLISH &&
		    names_list(k));
		if (list && title_token_says(k, CLASS_REVOKE, "text"))
			return true;
	}
	return false;
}

/* Whether the text calls back a list or its publication, not the titles of firms:
 * 关于撤销…企业名单公示的通知, 关于废止…企业名单的公告; not 关于撤销…企业称号名单公示的通知. */
static bool
calls_back(const struct title_tokens *r)
{
	const struct title_token *act = NULL;
	bool shown = false, list = false, back = false;

	for (unsigned i = 0; i < r->n; i++) {
		const struct title_token *k = &r->token[i];

		if (act == NULL && k->class == CLASS_PROGRAMME)
			return false;
		if (k->class == CLASS_REVOKE && act == NULL)
			act = k;
		if (act == NULL)
			continue;
		if (title_token_says(k, CLASS_NEUTRAL, "honour") ||
		    k->class == CLASS_DESIGNATE)
			return false;
		back |= shown && (k->class == CLASS_WEAK ||
		    k->class == CLASS_PUBLISH);
		shown |= k->class == CLASS_PUBLISH &&
		    strcmp(k->value, "publicity") == 0;
		list |= k->class == CLASS_LIST || shown;
	}
	return back || (act != NULL && list && (title_token_says(act, CLASS_REVOKE,
	    "text") || strstr(act->at, "《") != NULL));
}

/* Acts of which is not known what they are done to. */
static void
settle_acted_on(struct title_reading *r)
{
	bool back = calls_back(&r->tokens) || is_void(&r->tokens);

	for (unsigned i = 0; i < r->title->n_phrases; i++) {
		struct title_phrase *p = &r->title->phrases[i];

		/* A firm that is named and no act: 关于劝停某某有限公司…称号的公告. */
		if ((back && p->matter == TITLE_REVOKED) ||
		    (r->tokens.firm && p->matter == TITLE_PLAIN)) {
			p->matter = TITLE_UNKNOWN;
			p->rule = NULL;
		}
	}
}

/* 被劝停企业, not 新能源汽车产业企业: firms after a word that nobody knows and that is
 * none of a trade or an area. */
static bool
ends_in_odd_firms(const struct title_tokens *r)
{
	const struct title_token *t;
	unsigned n = r->n;

	while (n > 1 && (r->token[n - 1].class == CLASS_COUNT ||
	    r->token[n - 1].class == CLASS_NEUTRAL || r->token[n - 1].depth > 0))
		n--;
	if (n < 2 || r->token[n - 1].class != CLASS_OBJECT ||
	    r->token[n - 2].class != CLASS_UNKNOWN)
		return false;
	t = &r->token[n - 2];
	return !vocabulary_ends(t->at, t->len, "trade");
}

/* Reads a stage stated by words, and by 通知 where the act is one:
 * 关于认定…的通知. */
static void
read_stage(struct title_reading *r, bool *named_list, bool *weak)
{
	struct title *t = r->title;

	*named_list = *weak = false;
	for (unsigned i = 0; i < r->tokens.n; i++) {
		const struct title_token *k = &r->tokens.token[i];

		*named_list |= k->class == CLASS_LIST;
		*weak |= k->class == CLASS_WEAK;
		if (k->class != CLASS_PUBLISH || t->stage == TITLE_PUBLICITY)
			continue;
		t->stage = strcmp(k->value, "publicity") == 0 ?
		    TITLE_PUBLICITY : TITLE_FINAL;
		t->stage_word = strcmp(k->value, "publicity") == 0 ? "公示" :
		    "公布";
	}
}

static void
settle_weak(struct title *t, bool weak)
{
	bool acts = t->n_phrases > 0;

	for (unsigned i = 0; i < t->n_phrases; i++)
		acts &= t->phrases[i].matter == TITLE_DESIGNATION ||
		    t->phrases[i].matter == TITLE_REVIEW_PASSED ||
		    t->phrases[i].matter == TITLE_REVIEW_FAILED ||
		    t->phrases[i].matter == TITLE_REVOKED ||
		    t->phrases[i].matter == TITLE_RESTORED;
	if (weak && acts && t->stage == TITLE_NO_STAGE) {
		t->stage = TITLE_FINAL;
		t->stage_word = "通知";
	}
}

/* A cut title may have said an act in what is missing. */
static void
settle_cut(struct title *t)
{
	for (unsigned i = 0; t->cut && i < t->n_phrases; i++)
		if (t->phrases[i].matter == TITLE_PLAIN)
			t->phrases[i].matter = TITLE_UNKNOWN;
}

static void
read_whole(struct title_reading *r)
{
	struct title *t = r->title;
	bool named_list, weak;

	read_stage(r, &named_list, &weak);
	for (unsigned i = 0; i < r->tokens.n; i++) {
		const struct title_token *k = &r->tokens.token[i];
		bool last = i + 1 == r->tokens.n && t->cut;

		t->giants |= k->class == CLASS_PROGRAMME && k->depth == 0 &&
		    strstr(k->value, "small_giant") != NULL;
		t->ministry |= title_token_is(k, "工业和信息化部") ||
		    title_token_is(k, "工信部");
		if (k->class == CLASS_UNKNOWN && !last)
			leave_over(r, k);
		t->negates |= k->class == CLASS_NEGATE ||
		    k->class == CLASS_REVOKE || k->class == CLASS_FAIL ||
		    k->class == CLASS_WITHDRAW || k->class == CLASS_HOLD ||
		    k->class == CLASS_ABSENT ||
		    k->class == CLASS_LAPSE;
		t->speaks |= k->class == CLASS_PROGRAMME ||
		    k->class == CLASS_BATCH || k->class == CLASS_LIST ||
		    k->class == CLASS_SEVERAL ||
		    (vocabulary_letter(k->class) != '\0' &&
		    k->class != CLASS_CALL) || k->class == CLASS_PUBLISH;
		t->lists |= k->class == CLASS_LIST ||
		    k->class == CLASS_PUBLISH;
	}
	settle_genre(r, named_list, weak);
	t->n_phrases = title_phrase_read(&r->tokens, t->phrases);
	settle_acted_on(r);
	settle_weak(t, weak);
	settle_cut(t);
	t->odd_firms = ends_in_odd_firms(&r->tokens);
}

struct title *
title_read(const char *text, title_place *place)
{
	struct title *t = g_new0(struct title, 1);
	struct title_reading r = {.title = t, .left_over = g_string_new(NULL)};

	t->text = prepare(t, text);
	title_token_read(&r.tokens, t->text, place);
	t->first_place = r.tokens.first_place;
	read_whole(&r);
	if (r.tokens.too_long)
		g_string_append(r.left_over, "…");
	if (r.left_over->len > 0)
		t->left_over = g_strdup(r.left_over->str);
	g_string_free(r.left_over, TRUE);
	return t;
}

void
title_free(struct title *t)
{
	if (t == NULL)
		return;
	for (unsigned i = 0; i < t->n_phrases; i++)
		title_phrase_clear(&t->phrases[i]);
	g_free(t->text);
	g_free(t->genre_word);
	g_free(t->left_over);
	g_free(t->first_place);
	g_free(t);
}
