#include <stdlib.h>
#include <string.h>

#include "fetch/base/text.h"
#include "kind.h"
#include "level.h"
#include "notice.h"
#include "remark_phrase.h"
#include "title_place.h"

/* 新认定, 新增: a designation, though no title would say it so. */
static bool
says_new(const char *folded)
{
	static const char *const words[] = {"新认定", "新增", "新申报", "新培育",
	    "首次申报", "首次认定"};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(folded, words[i]) != NULL)
			return true;
	return false;
}

static const char *
evidence(const struct notice *n, const char *cell, const struct title_phrase *p)
{
	g_autofree char *text = g_strdup_printf("the row's own words \"%s\" "
	    "(acts \"%s\", rule \"%s\")", cell, p->acts ? p->acts : "",
	    p->rule ? p->rule : "-");

	return g_string_chunk_insert_const(n->strings, text);
}

/* The phrase of the title that a row with these words belongs to, or NULL. */
static const struct title_phrase *
phrase_of_row(const struct notice *n, const struct title_phrase *row,
    enum title_matter matter)
{
	const struct title_phrase *found = NULL;
	unsigned fits = 0;

	for (unsigned i = 0; n->reading != NULL && i < n->reading->n_phrases;
	    i++) {
		const struct title_phrase *p = &n->reading->phrases[i];

		if (row->batch > 0 ? p->batch == row->batch :
		    kind_is_review(matter) ? kind_is_review(p->matter) :
		    kind_is_designation(matter) ?
		    kind_is_designation(p->matter) : p->matter == matter)
			found = p, fits++;
	}
	return fits == 1 ? found : NULL;
}

/* Whether a year that a row's words name can be of its list: of the list's day or
 * review, or in the title; of a designation the year of the nation's batch, which are
 * counted on from 2019. */
static bool
year_fits(const struct notice *n, const struct list_words *w,
    const struct title_phrase *p)
{
	bool review = p->own_acts && kind_is_review(p->matter);
	bool national = g_strcmp0(w->level, "national") == 0 &&
	    g_strcmp0(w->programme, "small_giant") == 0;
	unsigned year = n->event_on != NULL ? (unsigned)atoi(n->event_on) : 0;

	if (p->year == 0 || p->year == w->review_year)
		return true;
	if (!review && national && w->batch > 0 && p->year == 2018 + w->batch)
		return true;
	/* A firm under review was designated before. */
	if (!review && kind_is_review(w->matter))
		return w->batch == 0 && p->batch > 0 && (national ? p->year ==
		    2018 + p->batch : p->year < year);
	if (p->year == year)
		return true;
	for (unsigned i = 0; n->reading != NULL && i < n->reading->n_phrases;
	    i++)
		if (n->reading->phrases[i].year == p->year)
			return true;
	return false;
}

/* Whether a phrase of a row names several batches itself: 第四批，第五批.  Words that
 * make a title one of several (有效期, 目前, 累计) say something else in a row: 有效期三年. */
static bool
names_several(const struct title_phrase *p)
{
	return (p->batches & (p->batches - 1)) != 0;
}

/* Whether a part of what a row says of the past of its firm is what its list says. */
static bool
part_fits(const struct notice *n, const struct list_words *w,
    const struct title_phrase *p)
{
	bool review = kind_is_review(w->matter);

	if (p->matter == TITLE_RENAME || p->matter == TITLE_MOVED ||
	    p->matter == TITLE_CORRECTION)
		return true;
	if (names_several(p) || level_differs(n, w, p->level) ||
	    !year_fits(n, w, p))
		return false;
	if (p->batch != w->batch && p->batch > 0 && (w->batch > 0 || !review))
		return false;
	/* 合肥市推荐，县区初审: before any list stands who recommends. */
	return p->matter == w->matter || !p->own_acts ||
	    p->matter == TITLE_RECOMMENDED ||
	    (kind_is_designation(p->matter) && (review ||
	    kind_is_designation(w->matter) ||
	    w->matter == TITLE_RECOMMENDED)) ||
	    ((p->matter == TITLE_REVIEW || p->matter == TITLE_PASSED) &&
	    w->matter == TITLE_REVIEW_PASSED);
}

/* Whether words in a list of designations or reviews are several acts of a firm's past
 * (2019年第一批，2022年复核通过), or a review of a year, of which one at least is none of
 * this list.  Those of another
 * programme are what the firm is besides. */
static bool
states_other_past(const struct notice *n, const struct list_words *w,
    const struct title *t)
{
	bool past = (kind_is_designation(w->matter) ||
	    kind_is_review(w->matter)) && (t->n_phrases > 1 ||
	    names_several(&t->phrases[0]) ||
	    (kind_is_review(t->phrases[0].matter) && t->phrases[0].year > 0));
	bool foreign = false;

	for (unsigned i = 0; past && i < t->n_phrases; i++) {
		const struct title_phrase *p = &t->phrases[i];

		if (p->programme != NULL || p->batch > 0)
			foreign = p->programme != NULL &&
			    g_strcmp0(p->programme, w->programme) != 0;
		if (!foreign && (p->batch > 0 || names_several(p) ||
		    (p->own_acts && p->matter != TITLE_UNKNOWN)) &&
		    !part_fits(n, w, p))
			return true;
	}
	return false;
}

/* Whether words name a level that is not the list's: 省级, 安徽省专精特新“小巨人” in a
 * list of the nation's, whose titles of a batch are named so as well. */
static bool
is_of_other_level(const struct notice *n, const struct list_words *w,
    const struct title *t)
{
	const struct title_phrase *p = &t->phrases[0];

	if (level_is_range(t))
		return true;
	if (t->left_over != NULL)
		return false;
	if (level_differs(n, w, p->level))
		return true;
	return p->level == NULL && p->owner != NULL && p->programme != NULL &&
	    p->batch == 0 && !p->own_acts &&
	    g_strcmp0(w->level, "national") == 0;
}

/* Reads words as a title; brackets around all of them mean nothing. */
static struct title *
read_words(const char *cell)
{
	g_autoptr(GString) folded = g_string_new(NULL);

	text_fold(folded, cell);
	if (folded->len > 2 && folded->str[0] == '(' &&
	    strchr(folded->str, ')') == folded->str + folded->len - 1) {
		g_string_truncate(folded, folded->len - 1);
		return title_place_read(folded->str + 1);
	}
	return title_place_read(cell);
}

static struct row_words
read_type(const struct notice *n, const struct list_words *w,
    const struct title *t, const char *cell)
{
	struct row_words row = {ROW_SILENT, NULL, 0, NULL};
	const struct title_phrase *p = &t->phrases[0], *phrase;
	enum title_matter matter = p->matter;
	enum title_stage stage;

	if (is_of_other_level(n, w, t) || states_other_past(n, w, t)) {
		row.says = ROW_OTHER;
		return row;
	}
	if (says_new(t->text) && (matter == TITLE_PLAIN ||
	    matter == TITLE_UNKNOWN || matter == TITLE_RECOMMENDED))
		matter = TITLE_DESIGNATION;
	else if (!t->speaks)
		return row;
	/* 单项冠军 among small giants. */
	if (p->programme != NULL && w->programme != NULL &&
	    strcmp(p->programme, w->programme) != 0) {
		row.says = ROW_OTHER;
		return row;
	}
	if ((t->left_over != NULL && (p->own_acts || t->negates) &&
	    !says_new(t->text)) || t->n_phrases > 1 ||
	    matter == TITLE_UNKNOWN) {
		row.says = (p->own_acts || t->negates) &&
		    !remark_is_attribute(cell) ? ROW_OTHER : ROW_SILENT;
		return row;
	}
	if (matter == TITLE_PLAIN && (p->batch == 0 || t->left_over != NULL))
		return row;
	phrase = phrase_of_row(n, p, matter);
	/* 第四批 in a list of the fifth: what the firm is, or of another list; 新增 in one of
	 * reviews. */
	if (kind_is_designation(matter) && phrase == NULL && ((w->batch > 0 &&
	    p->batch > 0 && p->batch != w->batch) ||
	    (matter == TITLE_DESIGNATION && kind_is_review(w->matter)))) {
		row.says = ROW_OTHER;
		return row;
	}
	/* 撤销 in a list of new titles: nobody knows of which, or whether it was given. */
	if (phrase == NULL && matter != w->matter &&
	    (matter == TITLE_REVOKED || matter == TITLE_WITHDREW)) {
		row.says = ROW_OTHER;
		return row;
	}
	if (matter == TITLE_PLAIN)
		matter = phrase != NULL ? phrase->matter : w->matter;
	if ((matter == TITLE_REVIEW || matter == TITLE_PASSED) &&
	    (w->matter == TITLE_REVIEW_PASSED || (phrase != NULL &&
	    phrase->matter == TITLE_REVIEW_PASSED)))
		matter = TITLE_REVIEW_PASSED;
	if (p->batch == 0 && !says_new(t->text) && matter == w->matter)
		return row;
	row.batch = p->batch;
	if (row.batch == 0 && phrase != NULL)
		row.batch = phrase->batch;
	stage = p->proposed || (phrase != NULL && phrase->proposed) ?
	    TITLE_PUBLICITY : t->stage != TITLE_NO_STAGE ? t->stage : w->stage;
	row.kind = kind_of(matter, stage);
	row.says = row.kind != NULL ? ROW_SAYS : ROW_OTHER;
	row.evidence = evidence(n, cell, p);
	return row;
}

struct row_words
notice_row_type(const struct notice *n, const struct list_words *w,
    const char *cell)
{
	struct title *t = read_words(cell);
	struct row_words row = read_type(n, w, t, cell);

	title_free(t);
	return row;
}

/* Reads a cell of a column 级别, with what it leaves out: 省, 市. */
static struct title *
read_level(const char *cell)
{
	struct title *t = read_words(cell), *longer;
	g_autofree char *level = NULL;

	if (t->left_over == NULL && t->phrases[0].level != NULL)
		return t;
	level = g_strconcat(cell, "级", NULL);
	longer = read_words(level);
	if (longer->left_over == NULL && longer->phrases[0].level != NULL) {
		title_free(t);
		return longer;
	}
	title_free(longer);
	return t;
}

/* Whether a cell names a level that is not the list's among other words: 省级（已升国家级）;
 * *any says whether it names one. */
static bool
names_other_level(const struct notice *n, const struct list_words *w,
    const char *cell, bool *any)
{
	struct title_tokens tokens;
	g_autoptr(GString) folded = g_string_new(NULL);
	bool other = false;

	*any = false;
	text_fold(folded, cell);
	title_token_read(&tokens, folded->str, title_place_at);
	for (unsigned i = 0; i < tokens.n; i++) {
		bool level = tokens.token[i].class == CLASS_LEVEL;

		*any |= level;
		other |= level && level_differs(n, w, tokens.token[i].value);
	}
	g_free(tokens.first_place);
	return other;
}

/* What one level in a cell says. */
static enum row_says
one_level(const struct notice *n, const struct list_words *w, const char *cell)
{
	struct title *t = read_level(cell);
	const struct title_phrase *p = &t->phrases[0];
	bool any, differs = names_other_level(n, w, cell, &any);
	/* 国家级候选 is of no level. */
	bool more = t->left_over != NULL || (p->own_acts &&
	    !kind_is_designation(p->matter));
	bool other = is_of_other_level(n, w, t) || t->negates ||
	    (t->left_over == NULL && p->programme != NULL &&
	    g_strcmp0(p->programme, w->programme) != 0) ||
	    differs || (any && more) ||
	    remark_read(cell, false) == REMARK_STATES;

	title_free(t);
	return other ? ROW_OTHER : ROW_SILENT;
}

/* The levels in a cell, where words join them and nothing else is beside them (国家级、省级,
 * in any order), NULL where that is not so: 国家级或省级. */
static char **
joined_levels(const char *cell)
{
	static const char *const marks[] = {"、", ",", ";", "和", "及", "与", "暨"};
	g_autoptr(GString) folded = g_string_new(NULL);
	char **levels;
	bool all = true;

	text_fold(folded, cell);
	for (size_t i = 1; i < G_N_ELEMENTS(marks); i++)
		g_string_replace(folded, marks[i], marks[0], 0);
	levels = g_strsplit(folded->str, marks[0], -1);
	for (char **l = levels; *l != NULL; l++) {
		struct title *t = read_level(*l);

		all = all && t->left_over == NULL && t->n_phrases == 1 &&
		    t->phrases[0].level != NULL && !t->negates &&
		    !t->phrases[0].own_acts;
		title_free(t);
	}
	if (all && levels[0] != NULL && levels[1] != NULL)
		return levels;
	g_strfreev(levels);
	return NULL;
}

/* What a cell of levels says that a row is not of (国家级：否): that it is of another one than
 * its list's, or nothing. */
static enum row_says
denied_levels_say(const struct notice *n, const struct list_words *w,
    const char *cell)
{
	g_autofree char *denied = g_strndup(cell, strlen(cell) -
	    strlen("：否"));
	g_auto(GStrv) levels = g_strsplit(denied, "、", -1);

	for (char **l = levels; *l != NULL; l++)
		if (one_level(n, w, *l) == ROW_SILENT)
			return ROW_OTHER;
	return ROW_SILENT;
}

/* What a cell of levels says: a row of two is in the list of either. */
static enum row_says
levels_say(const struct notice *n, const struct list_words *w,
    const char *cell)
{
	g_auto(GStrv) levels = joined_levels(cell);

	if (text_ends(cell, "：否"))
		return denied_levels_say(n, w, cell);
	if (levels == NULL)
		return one_level(n, w, cell);
	for (char **l = levels; *l != NULL; l++)
		if (one_level(n, w, *l) == ROW_SILENT)
			return ROW_SILENT;
	return ROW_OTHER;
}

struct row_words
notice_row_level(const struct notice *n, const struct list_words *w,
    const char *cell)
{
	struct row_words row = {levels_say(n, w, cell), NULL, 0, NULL};

	return row;
}

struct row_words
notice_row_aside(const struct notice *n, const struct list_words *w,
    const char *words)
{
	struct row_words row = {ROW_SILENT, NULL, 0, NULL};
	struct title *t = read_words(words);
	enum title_matter matter = t->phrases[0].matter;
	/* （高新技术企业） is what the firm is, too. */
	bool attribute = (t->phrases[0].programme != NULL ||
	    t->phrases[0].named) && t->phrases[0].batch == 0 &&
	    !t->phrases[0].own_acts && !t->negates;

	if (!attribute && matter != TITLE_RENAME && matter != TITLE_MOVED &&
	    matter != TITLE_CORRECTION)
		row = read_type(n, w, t, words);
	title_free(t);
	return row;
}

bool
notice_row_is_other(const struct notice *n, const struct list_words *w,
    const char *words)
{
	struct row_words row = notice_row_aside(n, w, words);
	struct title *t = read_words(words);
	const struct title_phrase *p = &t->phrases[0];
	bool other = row.says == ROW_OTHER || (row.says == ROW_SAYS &&
	    (g_strcmp0(row.kind, w->kind) != 0 || (row.batch != 0 &&
	    row.batch != w->batch)));
	/* What has another level is of this programme or names none. */
	bool level = p->level != NULL && (p->programme == NULL ||
	    g_strcmp0(p->programme, w->programme) == 0) &&
	    is_of_other_level(n, w, t);
	bool read = t->left_over == NULL;

	title_free(t);
	return read && (other || level) && !remark_is_attribute(words);
}

struct row_words
notice_row_remark(const struct notice *n, const struct list_words *w,
    const char *remark)
{
	struct row_words row = {ROW_SILENT, NULL, 0, NULL};
	struct title *t = read_words(remark);
	const struct title_phrase *p = &t->phrases[0];
	bool foreign = p->programme != NULL &&
	    g_strcmp0(p->programme, w->programme) != 0;
	bool batch = p->batch > 0 && w->batch > 0 && p->batch != w->batch;

	if (states_other_past(n, w, t) || level_is_range(t))
		row.says = ROW_OTHER;
	else if (t->left_over == NULL && t->n_phrases == 1 && !foreign &&
	    (batch || (kind_is_review(p->matter) &&
	    kind_is_designation(w->matter))))
		row = read_type(n, w, t, remark);
	title_free(t);
	return row;
}

bool
notice_band_is_rest(const char *band)
{
	static const char *const rest[] = {"其他", "其它", "其余", "另外", "余下",
	    "剩余", NULL};
	static const char *const of[] = {"的", "企业", "单位", "公司", "类", "类别",
	    ":", "共", NULL};
	g_autoptr(GString) folded = g_string_new(NULL);
	const char *p, *end, *at;
	unsigned count;

	text_fold(folded, band);
	text_strip_brackets(folded);    /* （一）其他（2家） */
	at = text_skip_ordinal(folded->str, NULL);
	p = text_skip_any(at, rest);
	if (p == at)
		return false;
	while ((end = text_skip_any(p, of)) != p)
		p = end;
	return *p == '\0' || (text_count(p, &count, &at, &end) && at == p &&
	    *text_skip_any(end, of) == '\0');
}

bool
notice_band_speaks(const char *band)
{
	struct title *t = title_place_read(band);
	const struct title_phrase *p = &t->phrases[0];
	bool speaks = p->level != NULL || p->batch > 0 || p->year > 0 ||
	    ((p->own_acts || p->programme != NULL) &&
	    !remark_is_attribute(band));

	title_free(t);
	return speaks;
}

/* Whether words only count lists or parts of one: 名单（一）, 第二组, A组, 表3. */
static bool
is_numbering(const char *words)
{
	static const char *const of[] = {"名单", "清单", "附表", "表", "组", "部分",
	    "第", "(", ")", "、", "-", NULL};
	static const char *const numbers[] = {"一", "二", "三", "四", "五", "六",
	    "七", "八", "九", "十", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a",
	    "b", "c", "d", "e", "f", NULL};
	g_autoptr(GString) folded = g_string_new(NULL);
	const char *p, *end;
	bool number = false;

	text_fold(folded, words);
	for (p = folded->str; *p != '\0'; p = end) {
		if ((end = text_skip_any(p, numbers)) != p)
			number = true;
		else if ((end = text_skip_any(p, of)) == p)
			return false;
	}
	return number;
}

struct row_words
notice_row_band(const struct notice *n, const struct list_words *w,
    const char *const *own, size_t n_own)
{
	struct row_words row = {ROW_SILENT, NULL, 0, NULL};
	struct list_words b = notice_list(n, own, n_own, w->batch);
	struct title *t = title_place_read(own[0]);
	bool any;

	if (is_numbering(own[0])) {
		;
	} else if (b.unclear != NULL && says_new(t->text)) {
		row = read_type(n, w, t, own[0]);
	} else if (b.unclear != NULL) {
		if (!remark_is_attribute(own[0]))
			row.says = ROW_OTHER;
	} else if (!year_fits(n, w, &t->phrases[0]) ||
	    (kind_takes_away(b.matter) && kind_is_designation(w->matter) &&
	    phrase_of_row(n, &t->phrases[0], b.matter) == NULL)) {
		row.says = ROW_OTHER;
	} else if (b.matter == TITLE_RECOMMENDED && t->first_place != NULL &&
	    kind_is_designation(w->matter)) {
		;       /* 合肥市推荐 is before any list */
	} else if (level_is_range(t) || (names_other_level(n, w, own[0], &any) &&
	    levels_say(n, w, own[0]) == ROW_OTHER) ||
	    (kind_favours(b.kind) && !t->speaks &&
	    remark_read(own[0], false) == REMARK_STATES) ||
	    g_strcmp0(b.programme, w->programme) != 0 ||
	    g_strcmp0(b.level, w->level) != 0) {
		row.says = ROW_OTHER;
	} else if (g_strcmp0(b.kind, w->kind) != 0 || b.batch != w->batch) {
		row.says = ROW_SAYS;
		row.kind = b.kind;
		row.batch = b.batch;
		row.evidence = evidence(n, own[0], &t->phrases[0]);
	}
	title_free(t);
	return row;
}

bool
notice_words_known(const char *words)
{
	struct title *t = title_place_read(words);
	bool known = t->left_over == NULL;

	title_free(t);
	return known;
}

const char *
notice_words_level(const char *words, const char **programme)
{
	struct title *t = read_level(words);
	const struct title_phrase *p = &t->phrases[0];
	const char *level = t->left_over == NULL && t->n_phrases == 1 &&
	    !t->negates && !p->own_acts && p->batch == 0 ? p->level : NULL;

	*programme = p->programme;
	title_free(t);
	return level;
}

bool
notice_words_deny(const char *words)
{
	struct title *t = title_place_read(words);
	bool deny = t->left_over == NULL && t->n_phrases == 1 &&
	    kind_takes_away(t->phrases[0].matter);

	title_free(t);
	return deny;
}

bool
notice_words_review(const char *words)
{
	struct title *t = title_place_read(words);
	bool review = t->left_over == NULL && t->n_phrases == 1 &&
	    t->phrases[0].programme == NULL &&
	    (t->phrases[0].matter == TITLE_REVIEW ||
	    kind_is_review(t->phrases[0].matter));

	title_free(t);
	return review;
}

/* Whether the year in which a term ends is that of the title which the list gives, three
 * years on, or of the one that it reviews, which ends in the year of the review. */
static bool
term_fits(const struct notice *n, const struct list_words *w, unsigned term)
{
	unsigned year = n->event_on != NULL ? (unsigned)atoi(n->event_on) : 0;

	if (term == 0 || year == 0)
		return false;
	return term == year + 3 || (kind_is_review(w->matter) &&
	    term == (w->review_year > 0 ? w->review_year : year));
}

/* Whether a remark says that its firm is in publicity: not yet what a final list says. */
static bool
is_publicity(const char *words)
{
	g_autoptr(GString) folded = g_string_new(NULL);

	text_fold(folded, words);
	return remark_phrase_is_publicity(folded->str);
}

/* Whether an answer says no more than that a firm of a list of small giants is no key one:
 * 为重点小巨人：否. */
static bool
is_no_key(const struct list_words *w, const char *folded)
{
	struct title_tokens tokens;
	bool key = false, named = false, rest = true;

	if (!kind_is_designation(w->matter) || !text_ends(folded, ":否") ||
	    g_strcmp0(w->programme, "small_giant") != 0)
		return false;
	title_token_read(&tokens, folded, title_place_at);
	for (unsigned i = 0; i + 1 < tokens.n; i++) {
		const struct title_token *t = &tokens.token[i];
		bool giant = title_token_says(t, CLASS_PROGRAMME, "small_giant");

		key |= t->class == CLASS_PRIZE;
		named |= giant;
		rest &= giant || t->class == CLASS_PRIZE ||
		    t->class == CLASS_NEUTRAL ||
		    t->class == CLASS_OBJECT || t->class == CLASS_LEVEL ||
		    (t->class == CLASS_UNKNOWN && *t->at == ':');
	}
	g_free(tokens.first_place);
	return key && named && rest;
}

/* Whether a remark says what its list says of all its rows: 公示中, 2027年到期. */
static bool
repeats_list(const struct notice *n, const struct list_words *w,
    const char *words)
{
	g_autoptr(GString) folded = g_string_new(NULL);

	text_fold(folded, words);
	/* 否 below 是否复核 is a firm that is designated beside those under review. */
	if (strcmp(folded->str, "复核:否") == 0)
		return kind_is_designation(w->matter);
	if (is_no_key(w, folded->str))
		return true;
	return (w->stage == TITLE_PUBLICITY && is_publicity(words)) ||
	    term_fits(n, w, remark_phrase_term(folded->str));
}

/* Whether a list that gives nothing but a new name or place, or a title again, has a question
 * in a column of which nobody knows that it touches nothing, and its answer is 否: 核准：否. */
static bool
denies_change(const struct list_words *w, const char *words)
{
	return (w->matter == TITLE_RENAME || w->matter == TITLE_MOVED ||
	    w->matter == TITLE_RESTORED) && text_ends(words, "：否") &&
	    remark_read(words, false) == REMARK_STATES;
}

enum remark_reading
notice_row_beside(const struct notice *n, const struct list_words *w,
    const char *words, bool remark)
{
	if (denies_change(w, words))
		return REMARK_STATES;
	if (!kind_is_favourable(w->matter) || repeats_list(n, w, words))
		return REMARK_READ;
	if (w->stage == TITLE_FINAL && is_publicity(words))
		return REMARK_STATES;
	return remark_read(words, !remark);
}

/* What a cell of the column 复核结果 means: 通过, √; 未通过, 否; 放弃. */
static enum title_matter
outcome_of(const struct title *t)
{
	static const char *const passed[] = {"是", "√", "✓", "✔", "☑", "y", "yes", "1",
	    "同意", "符合", "符合条件", "符合要求", "予以认定", "同意认定"};
	static const char *const failed[] = {"否", "×", "✗", "✘", "x", "n", "no", "0",
	    "不同意", "不符合", "不符合条件", "不符合要求"};

	for (size_t i = 0; i < G_N_ELEMENTS(passed); i++)
		if (strcmp(t->text, passed[i]) == 0)
			return TITLE_PASSED;
	for (size_t i = 0; i < G_N_ELEMENTS(failed); i++)
		if (strcmp(t->text, failed[i]) == 0)
			return TITLE_FAILED;
	if (t->left_over != NULL || t->n_phrases != 1)
		return TITLE_UNKNOWN;
	switch (t->phrases[0].matter) {
	case TITLE_REVIEW_PASSED:
		return TITLE_PASSED;
	case TITLE_REVIEW_FAILED:
		return TITLE_FAILED;
	case TITLE_PLAIN:
		return TITLE_UNKNOWN;
	default:
		return t->phrases[0].matter;
	}
}

struct row_words
notice_row_outcome(const struct notice *n, const struct list_words *w,
    const char *cell)
{
	struct row_words row = {ROW_SILENT, NULL, w->batch, NULL};
	struct title *t = title_place_read(cell);
	bool review = kind_is_review(w->matter);
	enum title_matter outcome = outcome_of(t);

	if (*t->text == '\0') {
		title_free(t);
		return row;
	}
	row.says = ROW_OTHER;
	if (outcome == TITLE_PASSED && review &&
	    w->matter != TITLE_REVIEW_FAILED)
		row.kind = kind_of(TITLE_REVIEW_PASSED, w->stage);
	else if (outcome == TITLE_FAILED && review)
		row.kind = kind_of(TITLE_REVIEW_FAILED, w->stage);
	else if (outcome == TITLE_WITHDREW && review)
		row.kind = kind_of(TITLE_WITHDREW, w->stage);
	else if (((outcome == TITLE_PASSED || outcome == TITLE_DESIGNATION ||
	    outcome == TITLE_RECOMMENDED) &&
	    (kind_is_designation(w->matter) || w->matter == TITLE_PASSED)) ||
	    ((outcome == TITLE_PASSED || outcome == TITLE_RECOMMENDED) &&
	    w->matter == TITLE_RECOMMENDED))
		row.says = ROW_SILENT;
	if (row.kind != NULL) {
		row.says = ROW_SAYS;
		row.evidence = evidence(n, cell, &t->phrases[0]);
	}
	title_free(t);
	return row;
}
