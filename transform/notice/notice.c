#include "notice.h"

#include "transform/name/name_place.h"
#include "fetch/base/text.h"

#include <stdlib.h>
#include <string.h>

/* --- the page's own records ------------------------------------------- */

/* The content of the <meta> of this name, or NULL. */
static const char *
meta(const struct table_document *doc, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < doc->n_texts; i++) {
		const struct table_text *t = &doc->texts[i];

		if (strcmp(t->role, "meta") == 0 &&
		    g_ascii_strncasecmp(t->text, name, len) == 0 &&
		    text_begins(t->text + len, ": ") && t->text[len + 2])
			return t->text + len + 2;
	}
	return NULL;
}

static const char *
first_of_role(const struct table_document *doc, const char *role)
{
	for (size_t i = 0; i < doc->n_texts; i++)
		if (strcmp(doc->texts[i].role, role) == 0)
			return doc->texts[i].text;
	return NULL;
}

/* The heading of a page that announces something; sites put their own name and
 * 首页 into headings, too. */
static const char *
telling_heading(const struct table_document *doc)
{
	struct announcement found[ANNOUNCE_MOST];

	for (size_t i = 0; i < doc->n_texts; i++)
		if (strcmp(doc->texts[i].role, "heading") == 0 &&
		    announce_read(doc->texts[i].text, found) > 0)
			return doc->texts[i].text;
	return NULL;
}

static bool
is_prose(const struct table_text *t)
{
	return strcmp(t->role, TABLE_ROLE_MEMBER) != 0 &&
	    strcmp(t->role, "meta") != 0 && strcmp(t->role, "link") != 0 &&
	    strcmp(t->role, "title") != 0 &&
	    strcmp(t->role, TABLE_ROLE_NOTE) != 0;
}

/* The day a page was published: its meta, a line that says so, else the last
 * date in its text, which stands below the signature. */
static bool
date_of_page(const struct table_document *doc, char date[11])
{
	static const char *const words[] = {"发布时间", "发布日期", "日期", "时间"};
	const char *published = meta(doc, "PubDate");
	bool found = false;

	if (published != NULL && text_date(published, date))
		return true;
	for (size_t w = 0; w < G_N_ELEMENTS(words); w++)
		for (size_t i = 0; i < doc->n_texts; i++) {
			const struct table_text *t = &doc->texts[i];
			const char *at = is_prose(t) ?
			    strstr(t->text, words[w]) : NULL;

			if (at != NULL && at - t->text < 24 &&
			    strstr(t->text, "公示") == NULL &&
			    text_date(at, date))
				return true;
		}
	for (size_t i = 0; i < doc->n_texts; i++)
		if (is_prose(&doc->texts[i]) &&
		    strlen(doc->texts[i].text) < 40 &&
		    text_date(doc->texts[i].text, date))
			found = true;
	return found;
}

static char *
number_of_page(const struct table_document *doc)
{
	for (size_t i = 0; i < doc->n_texts; i++) {
		char *number = is_prose(&doc->texts[i]) &&
		    strlen(doc->texts[i].text) < 120 ?
		    text_document_number(doc->texts[i].text) : NULL;

		if (number != NULL)
			return number;
	}
	return NULL;
}

void
notice_add_page(struct notice *n, const struct table_document *doc,
    GStringChunk *strings)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	const char *text;
	char date[11];

	if (n->title == NULL) {
		text = meta(doc, "ArticleTitle");
		if (text == NULL)
			text = telling_heading(doc);
		if (text == NULL)
			text = first_of_role(doc, "title");
		if (text != NULL)
			n->title = g_string_chunk_insert(strings, text);
	}
	if (n->event_on == NULL && date_of_page(doc, date))
		n->event_on = g_string_chunk_insert(strings, date);
	if (n->document_number == NULL) {
		g_autofree char *number = number_of_page(doc);

		if (number != NULL)
			n->document_number = g_string_chunk_insert(strings,
			    number);
	}
	if (n->publisher == NULL) {
		text = meta(doc, "SiteName");
		if (text == NULL)
			text = meta(doc, "ContentSource");
		if (text != NULL)
			n->publisher = g_string_chunk_insert(strings, text);
	}
	if (n->body == NULL)
		n->body = g_string_new(NULL);
	for (size_t i = 0; i < doc->n_texts; i++) {
		if (!is_prose(&doc->texts[i]))
			continue;
		text_fold(folded, doc->texts[i].text);
		g_string_append_len(n->body, folded->str,
		    (gssize)folded->len);
		g_string_append_c(n->body, '\n');
	}
}

/* --- who publishes ---------------------------------------------------- */

static bool
is_ministry(const char *publisher)
{
	/* 中小企业局 is the ministry's bureau; a province's has its place first:
	 * 江苏省中小企业局, and 北京市经济和信息化局. */
	return text_begins(publisher, "工业和信息化部") ||
	    text_begins(publisher, "中华人民共和国工业和信息化部") ||
	    strcmp(publisher, "中小企业局") == 0;
}

static bool
is_ministry_number(const char *number)
{
	return text_begins(number, "工信部") || text_begins(number, "工信厅") ||
	    text_begins(number, "工企业函");
}

/* The unit that a text names first, by its full name or its short one:
 *     关于江苏省第四批专精特新“小巨人”企业名单的公示 */
static const struct unit *
first_unit(const char *text)
{
	const struct unit *best = NULL;
	const char *best_at = NULL;
	size_t n, best_len = 0;
	const struct unit *units = place_units(&n);

	for (size_t i = 0; i < n; i++) {
		const char *name = units[i].name;
		const char *at = strstr(text, name);

		if (at == NULL) {
			name = units[i].short_name;
			at = strstr(text, name);
		}
		/* 新疆生产建设兵团 begins as 新疆 does: the longer one stands. */
		if (at != NULL && (best == NULL || at < best_at ||
		    (at == best_at && strlen(name) > best_len))) {
			best = &units[i];
			best_at = at;
			best_len = strlen(name);
		}
	}
	return best;
}

static bool
place_of_unit(const struct unit *unit, struct place *place)
{
	return unit != NULL && place_of_text(unit->name, NULL, place);
}

/* Where the publisher is: by the catalogue, its name, the title. */
static void
settle_place(struct notice *n, const char *unit)
{
	if (unit != NULL) {
		n->has_where = place_of_unit(place_unit(unit), &n->where);
		return;
	}
	n->ministry = (n->publisher != NULL && is_ministry(n->publisher)) ||
	    (n->document_number != NULL &&
	    is_ministry_number(n->document_number)) ||
	    (n->page_url != NULL && strstr(n->page_url, "miit.gov.cn/"));
	if (n->ministry)
		return;
	if (n->publisher != NULL)
		n->has_where = place_of_unit(first_unit(n->publisher),
		    &n->where) || name_place(n->publisher, &n->where, NULL,
		    NULL);
	if (!n->has_where && n->title != NULL)
		n->has_where = place_of_unit(first_unit(n->title), &n->where);
}

void
notice_settle(struct notice *n, const char *unit)
{
	settle_place(n, unit);
	if (n->title == NULL)
		return;
	n->nothing = announce_is_nothing(n->title, &n->why_nothing);
	n->n_phrases = announce_read(n->title, n->phrases);
}

void
notice_clear(struct notice *n)
{
	if (n->body != NULL)
		g_string_free(n->body, TRUE);
	n->body = NULL;
}

/* --- what a list is --------------------------------------------------- */

/* What a list's own words say together: of each aspect, the first that says it.
 * 附件2, then 第一批专精特新“小巨人”复核通过企业名单. */
static void
read_own(const char *const *own, size_t n_own, struct announcement *a,
    const char **title, unsigned *ordinal)
{
	struct announcement found[ANNOUNCE_MOST];
	g_autoptr(GString) folded = g_string_new(NULL);

	*a = (struct announcement){0};
	*title = NULL;
	*ordinal = 0;
	for (size_t i = 0; i < n_own; i++) {
		const struct announcement *f = found;
		const char *end;

		text_fold(folded, own[i]);
		if (text_begins(folded->str, "附件") && *ordinal == 0)
			*ordinal = text_leading_number(folded->str +
			    strlen("附件"), &end);
		/* A file with the words of two lists says nothing of one. */
		if (announce_read(own[i], found) != 1 || !found->named)
			continue;
		if (a->programme == NULL)
			a->programme = f->programme;
		if (a->level == NULL)
			a->level = f->level;
		if (a->batch == 0)
			a->batch = f->batch;
		if (a->matter == MATTER_NONE ||
		    a->matter == MATTER_DESIGNATION)
			a->matter = f->matter != MATTER_NONE ? f->matter :
			    a->matter;
		if (a->stage == STAGE_NONE)
			a->stage = f->stage;
		a->lists |= f->lists;
		if (*title == NULL && (f->programme != NULL || f->batch > 0 ||
		    f->matter != MATTER_NONE))
			*title = own[i];
	}
}

/* The phrase of the notice's title that speaks of a list with these own words;
 * NULL when several could. */
static const struct announcement *
matching_phrase(const struct notice *n, const struct announcement *own,
    unsigned ordinal)
{
	const struct announcement *by_batch = NULL, *by_matter = NULL;
	unsigned batches = 0, matters = 0;

	if (n->n_phrases <= 1)
		return n->n_phrases == 1 ? n->phrases : NULL;
	for (unsigned i = 0; i < n->n_phrases; i++) {
		const struct announcement *p = &n->phrases[i];

		if (own->batch > 0 && p->batch == own->batch)
			by_batch = p, batches++;
		if (own->matter != MATTER_NONE && p->matter == own->matter)
			by_matter = p, matters++;
	}
	if (batches == 1)
		return by_batch;
	if (matters == 1)
		return by_matter;
	if (own->matter > MATTER_DESIGNATION)
		return NULL;
	return ordinal >= 1 && ordinal <= n->n_phrases ?
	    &n->phrases[ordinal - 1] : NULL;
}

/* The matter of a list: its own words; but a list that is called 第二批…企业名单
 * under a notice of revocations or of a re-review is one of those. */
static enum announce_matter
matter_of(const struct announcement *own, const struct announcement *phrase)
{
	if (phrase != NULL && announce_is_proposal(own,
	    phrase->matter == MATTER_RECOMMENDED))
		return MATTER_RECOMMENDED;
	if (own->matter > MATTER_DESIGNATION || phrase == NULL)
		return own->matter;
	if (own->matter == MATTER_NONE || own->batch == 0 ||
	    phrase->batch == 0 || own->batch == phrase->batch)
		return phrase->matter != MATTER_NONE ? phrase->matter :
		    own->matter;
	return own->matter;
}

/* The stage that only the notice's text tells: 现予公示, 现予公布. */
static enum announce_stage
stage_of_body(const struct notice *n)
{
	static const char *const publicity[] = {"予以公示", "现予公示", "公示如下",
	    "公示期", NULL};
	static const char *const final[] = {"予以公布", "现予公布", "现公布",
	    "公布如下", "通告如下", NULL};

	if (n->body == NULL)
		return STAGE_NONE;
	for (const char *const *w = publicity; *w != NULL; w++)
		if (strstr(n->body->str, *w) != NULL)
			return STAGE_PUBLICITY;
	for (const char *const *w = final; *w != NULL; w++)
		if (strstr(n->body->str, *w) != NULL)
			return STAGE_FINAL;
	return STAGE_NONE;
}

/* Whether the notice's text says that the ministry designated: 工业和信息化部认定
 * 我市46家企业为第四批…; not 要积极培育国家级“小巨人”. */
static bool
body_tells_ministry(const struct notice *n)
{
	static const char *const acts[] = {"认定", "公布", "审核", "公告", "函",
	    "通知", NULL};
	const char *at;

	if (n->body == NULL)
		return false;
	for (at = n->body->str; (at = strstr(at, "工业和信息化部")) != NULL; at++)
		for (const char *const *w = acts; *w != NULL; w++) {
			const char *act = strstr(at, *w);

			if (act != NULL && act - at < 120)
				return true;
		}
	return false;
}

/* The level where no word tells it.  Provinces run programmes of the same name;
 * theirs have years instead of batches (2020年度山西省…), or batches of other
 * years than the ministry's. */
static const char *
settle_level(const struct notice *n, const struct list_words *w,
    unsigned batch_of_rows)
{
	unsigned year = n->event_on != NULL ?
	    (unsigned)atoi(n->event_on) : 0;
	unsigned batch = w->batch;
	enum announce_matter matter = w->matter;

	if (n->ministry)
		return "national";
	if (g_strcmp0(w->programme, "key_small_giant") == 0)
		return "national";
	if (g_strcmp0(w->programme, "small_giant") != 0)
		return n->has_where || g_strcmp0(w->programme, "srdi_sme") ==
		    0 || g_strcmp0(w->programme, "innovative_sme") == 0 ?
		    "provincial" : "national";
	for (unsigned i = 0; batch == 0 && i < n->n_phrases; i++) {
		batch = n->phrases[i].batch;
		matter = n->phrases[i].matter;
	}
	if (batch == 0)
		batch = batch_of_rows;
	if (batch > 0)
		return year == 0 || announce_batch_fits(batch, matter, year) ?
		    "national" : "provincial";
	/* A title without any batch: 关于公布我省专精特新“小巨人”企业名单的通知. */
	return matter == MATTER_RENAME || matter == MATTER_REVOKED ||
	    body_tells_ministry(n) ? "national" : "provincial";
}

/* Whether two matters are parts of one act: a re-review passes some firms and
 * fails others of the same batch. */
static bool
same_act(enum announce_matter a, enum announce_matter b)
{
	if (a == MATTER_REVIEW_FAILED)
		a = MATTER_REVIEW;
	if (b == MATTER_REVIEW_FAILED)
		b = MATTER_REVIEW;
	return a == b;
}

static bool
is_cut(const char *title)
{
	return title != NULL &&
	    (text_ends(title, "...") || text_ends(title, "…"));
}

/* The stage of a list with these own words, under this phrase of the title, or
 * where several phrases could be meant the first that any tells. */
static enum announce_stage
stage_of_list(const struct notice *n, const struct announcement *own,
    const struct announcement *phrase)
{
	enum announce_stage stage = own->stage;

	for (unsigned i = 0; i < n->n_phrases && stage == STAGE_NONE; i++)
		stage = phrase != NULL ? phrase->stage : n->phrases[i].stage;
	return stage != STAGE_NONE ? stage : stage_of_body(n);
}

struct list_words
notice_list(const struct notice *n, const char *const *own_texts, size_t n_own,
    unsigned batch_of_rows)
{
	struct list_words w = {0};
	struct announcement own;
	const struct announcement *phrase;
	enum announce_stage stage;
	const char *title;
	unsigned ordinal;

	read_own(own_texts, n_own, &own, &title, &ordinal);
	phrase = matching_phrase(n, &own, ordinal);
	w.title = title != NULL ? title : n->title;
	w.programme = own.programme;
	w.matter = matter_of(&own, phrase);
	w.batch = own.batch;
	w.level = own.level;
	stage = stage_of_list(n, &own, phrase);
	/* Where several phrases could be meant they may still agree. */
	for (unsigned i = 0; i < n->n_phrases; i++) {
		const struct announcement *p = phrase ? phrase : &n->phrases[i];

		if (w.programme == NULL)
			w.programme = p->programme;
		if (w.level == NULL)
			w.level = p->level;
	}
	/* The batch of another act is not this one's: renames among firms of
	 * all batches stand under 关于公布第五批…企业名单的通知. */
	if (w.batch == 0 && phrase != NULL && (own.matter == MATTER_NONE ||
	    same_act(phrase->matter, w.matter)))
		w.batch = phrase->batch;
	/* A title that the site's listing cut off (关于公布河北省20...) may have
	 * told the programme, and that it is about renames. */
	if (w.programme == NULL && (own.lists ||
	    (phrase != NULL && phrase->lists)) && !is_cut(w.title))
		w.programme = "other";
	if (w.matter == MATTER_NONE && g_strcmp0(w.programme, "other") == 0)
		w.matter = MATTER_DESIGNATION;
	if (w.level == NULL && w.programme != NULL)
		w.level = settle_level(n, &w, batch_of_rows);
	w.kind = announce_kind(w.matter, stage);
	w.unclear = w.programme == NULL ? "a programme" :
	    w.matter == MATTER_NONE ? "which of the lists that the notice "
	    "announces it is" : w.kind != NULL ? NULL :
	    w.matter == MATTER_UNTOLD ? "an act that makes events" :
	    "公示 or 公布";
	return w;
}

/* --- what a row is ---------------------------------------------------- */

static bool
contains_any(const char *text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strstr(text, *words) != NULL)
			return true;
	return false;
}

/* 第五批认定, 新增: a designation, though no title would say it so. */
static bool
tells_new(const char *folded)
{
	static const char *const words[] = {"新认定", "新增", "新申报", "新培育",
	    NULL};

	return contains_any(folded, words) || text_ends(folded, "认定");
}

struct row_words
notice_row_type(const struct notice *n, const struct list_words *w,
    const char *cell)
{
	struct announcement found[ANNOUNCE_MOST], *a = &found[0];
	g_autoptr(GString) folded = g_string_new(NULL);
	const struct announcement *phrase;
	struct row_words row = {ROW_SILENT, NULL, 0};
	unsigned parts = announce_read(cell, found);

	text_fold(folded, cell);
	if (parts == 0)
		*a = (struct announcement){0};
	if (a->matter == MATTER_NONE && tells_new(folded->str))
		a->matter = MATTER_DESIGNATION;
	if (parts > 1 || (a->matter == MATTER_NONE && a->programme == NULL))
		return row;
	/* 单项冠军 among small giants. */
	if (a->programme != NULL && w->programme != NULL &&
	    strcmp(a->programme, w->programme) != 0) {
		row.says = ROW_OTHER;
		return row;
	}
	if (a->matter == MATTER_NONE || (a->batch == 0 &&
	    (a->matter == w->matter || (a->matter == MATTER_DESIGNATION &&
	    !tells_new(folded->str) && w->matter != MATTER_NONE))))
		return row;
	phrase = matching_phrase(n, a, 0);
	row.batch = a->batch;
	if (row.batch == 0 && phrase != NULL &&
	    same_act(phrase->matter, a->matter))
		row.batch = phrase->batch;
	row.kind = announce_kind(a->matter, stage_of_list(n, a, phrase));
	row.says = row.kind != NULL ? ROW_TELLS : ROW_OTHER;
	return row;
}

struct row_words
notice_row_outcome(const struct list_words *w, const char *cell)
{
	static const char *const failed[] = {"不通过", "未通过", "不合格",
	    "不予通过", "没有通过", "否", "×", NULL};
	static const char *const passed[] = {"通过", "合格", "是", "√", NULL};
	bool review = w->matter == MATTER_REVIEW ||
	    w->matter == MATTER_REVIEW_FAILED;
	g_autoptr(GString) folded = g_string_new(NULL);
	struct row_words row = {ROW_SILENT, NULL, w->batch};

	text_fold(folded, cell);
	if (folded->len == 0)
		return row;
	if (contains_any(folded->str, failed)) {
		row.says = review ? ROW_TELLS : ROW_OTHER;
		row.kind = announce_kind(MATTER_REVIEW_FAILED, STAGE_NONE);
	} else if (!contains_any(folded->str, passed)) {
		/* 放弃复核, 已注销 */
		row.says = review ? ROW_OTHER : ROW_SILENT;
	} else if (w->matter == MATTER_REVIEW) {
		row.says = ROW_TELLS;
		row.kind = w->kind;
	} else if (w->matter == MATTER_REVIEW_FAILED) {
		row.says = ROW_OTHER;
	}
	return row;
}

/* --- declared totals -------------------------------------------------- */

/* The clause around a place in the text, from one punctuation to the next. */
static char *
clause_around(const char *body, const char *at, const char *end)
{
	static const char *const marks[] = {",", "，", "。", "；", ";", "\n",
	    NULL};
	const char *from = body, *to = body + strlen(body);

	for (const char *const *m = marks; *m != NULL; m++) {
		const char *before = g_strrstr_len(body, at - body, *m);
		const char *behind = strstr(end, *m);

		if (before != NULL && before + strlen(*m) > from)
			from = before + strlen(*m);
		if (behind != NULL && behind < to)
			to = behind;
	}
	return g_strndup(from, (gsize)(to - from));
}

/* How well a clause speaks of a list: 0 not at all, 2 by its own batch. */
static int
clause_fits(const char *clause, const struct list_words *w, bool only)
{
	struct announcement found[ANNOUNCE_MOST];
	unsigned n = announce_read(clause, found);

	/* 93家未通过复核: read_phrase knows 复核未通过 and 未通过复核 alike. */
	for (unsigned i = 0; i < n; i++) {
		enum announce_matter m = found[i].matter;

		if (found[i].batch > 0 && found[i].batch != w->batch)
			continue;
		if (m == w->matter)
			return found[i].batch > 0 ? 3 : 2;
		if (m > MATTER_DESIGNATION)
			return 0;
		if (found[i].batch > 0)
			return 1;
	}
	return n == 0 && only ? 1 : 0;
}

bool
notice_declared(const struct notice *n, const struct list_words *w, bool only,
    unsigned *count, char **clause)
{
	const char *p = n->body ? n->body->str : "", *at, *end;
	int best = 0;
	unsigned found;

	*clause = NULL;
	for (; text_count(p, &found, &at, &end); p = end) {
		g_autofree char *words = clause_around(n->body->str, at, end);
		int fit = clause_fits(words, w, only);

		/* 累计, 截至目前: all batches together. */
		if (strstr(words, "累计") != NULL ||
		    strstr(words, "截至") != NULL || fit <= best)
			continue;
		best = fit;
		*count = found;
		g_free(*clause);
		*clause = g_steal_pointer(&words);
	}
	return best > 0;
}
