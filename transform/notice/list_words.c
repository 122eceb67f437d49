#include <string.h>

#include "fetch/base/text.h"
#include "kind.h"
#include "level.h"
#include "notice.h"
#include "title_place.h"

/* What the words of a list itself say together, of each aspect the first that says
 * it: 附件2, then 第一批专精特新“小巨人”复核通过企业名单. */
struct own_words {
	struct title_phrase phrase;     /* its strings are the notice's */
	enum title_stage stage;
	const char *stage_word;
	const char *title;
	const char *unclear;            /* words that nobody knows, or NULL */
	const char *doubt;              /* such words of a sentence with a no */
	unsigned ordinal;
	bool several;                   /* a text names several lists */
	bool speaks;
};

static const char *
keep(const struct notice *n, const char *text)
{
	return text != NULL ? g_string_chunk_insert_const(n->strings, text) :
	    NULL;
}

static const char *
keep_joined(const struct notice *n, const char *a, const char *b)
{
	g_autofree char *both = g_strconcat(a, b, NULL);

	return keep(n, both);
}

/* --- the list's own words --------------------------------------------- */

/* A sentence's last clause, which may be a caption (…，现将通过复核企业名单公示如下：); the
 * whole of what is no sentence. */
static const char *
last_clause(const char *text, bool *prose)
{
	static const char *const marks[] = {"，", "；", "。", ",", ";"};
	const char *last = text;

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		const char *at = g_strrstr(text, marks[i]);

		if (at != NULL && at[strlen(marks[i])] != '\0' && at >= last)
			last = at + strlen(marks[i]);
	}
	*prose = last != text;
	return last;
}

static void
merge(const struct notice *n, struct own_words *own, const struct title *t,
    const char *text)
{
	struct title_phrase *o = &own->phrase;
	const struct title_phrase *p = &t->phrases[0];

	own->speaks = true;
	if (o->programme == NULL)
		o->programme = p->programme;
	if (o->level == NULL)
		o->level = p->level;
	if (o->owner == NULL)
		o->owner = (char *)keep(n, p->owner);
	if (o->batch == 0) {
		o->batch = p->batch;
		o->of_year = p->of_year;
	}
	if (o->year == 0)
		o->year = p->year;
	o->several |= p->several;
	o->batches |= p->batches;
	o->no_firms |= p->no_firms;
	if (p->own_acts && !o->own_acts) {
		o->matter = p->matter;
		o->rule = p->rule;
		o->acts = (char *)keep(n, p->acts);
		o->proposed = p->proposed;
		o->own_acts = true;
	} else if (p->own_acts && p->matter != o->matter &&
	    p->matter == TITLE_UNKNOWN) {
		own->unclear = keep(n, p->acts);
	}
	if (own->stage == TITLE_NO_STAGE) {
		own->stage = t->stage;
		own->stage_word = t->stage_word;
	}
	if (own->title == NULL && (p->programme != NULL || p->batch > 0 ||
	    p->year > 0 || p->own_acts))
		own->title = text;
}

static void
read_own_text(const struct notice *n, struct own_words *own, const char *text)
{
	bool prose;
	struct title *t = title_place_read(last_clause(text, &prose));

	if (own->ordinal == 0 && strstr(text, "附件") != NULL)
		own->ordinal = t->ordinal;
	if (!prose && (level_is_range(t) || notice_band_is_rest(text)) &&
	    own->unclear == NULL)
		own->unclear = keep(n, text);
	if (!t->speaks && t->genre == TITLE_LIST) {
		/* a sheet 省级 */
		if (own->phrase.level == NULL && t->left_over == NULL &&
		    t->n_phrases == 1)
			own->phrase.level = t->phrases[0].level;
		if (t->odd_firms && !prose && own->unclear == NULL)
			own->unclear = keep(n, t->left_over);
		title_free(t);
		return;
	}
	if (prose && t->left_over != NULL) {
		/* Of a sentence only a no counts that nobody understands. */
		if (t->negates && own->doubt == NULL)
			own->doubt = keep(n, t->text);
	} else if (t->left_over != NULL) {
		if (own->unclear == NULL)
			own->unclear = keep(n, t->left_over);
		if (t->n_phrases == 1)
			merge(n, own, t, text);
	} else if (t->genre != TITLE_LIST) {
		if (!prose && own->unclear == NULL)
			own->unclear = keep(n, t->genre_word);
		own->phrase.several |= !prose && t->phrases[0].several;
	} else if (t->n_phrases > 1) {
		own->several = true;
	} else {
		merge(n, own, t, text);
	}
	title_free(t);
}

/* --- the notice's phrase ---------------------------------------------- */

static bool
has_batch(const struct title_phrase *p, unsigned batch)
{
	return batch > 0 && (p->batch == batch || (batch < 64 &&
	    (p->batches & G_GUINT64_CONSTANT(1) << batch) != 0));
}

/* Whether the acts of a list are those of a phrase: 未通过企业名单 under 复核通过和未通过企业. */
static bool
same_outcome(enum title_matter mine, enum title_matter of_phrase)
{
	return mine == of_phrase ||
	    (mine == TITLE_FAILED && of_phrase == TITLE_REVIEW_FAILED) ||
	    (mine == TITLE_PASSED && of_phrase == TITLE_REVIEW_PASSED);
}

/* Whether one of the two leaves to the other what it says: a title's 复核结果 to its list
 * of those that passed, its 第五批…企业 to 新认定; 复核企业名单 to a title that says of whom. */
static bool
leaves_open(enum title_matter mine, enum title_matter of_phrase)
{
	return ((of_phrase == TITLE_REVIEW || mine == TITLE_REVIEW) &&
	    kind_is_review(of_phrase) && kind_is_review(mine)) ||
	    (kind_is_designation(of_phrase) && kind_is_designation(mine));
}

/* The phrase of the notice's title that speaks of a list with these own words;
 * NULL when several could. */
static const struct title_phrase *
matching_phrase(const struct notice *n, const struct title_phrase *own,
    bool acts, unsigned ordinal)
{
	const struct title_phrase *by_number = NULL, *by_matter = NULL;
	const struct title_phrase *open = NULL;
	unsigned numbers = 0, matters = 0, opens = 0;
	const struct title *t = n->reading;

	if (t == NULL || t->n_phrases <= 1)
		return t != NULL && t->n_phrases == 1 ? t->phrases : NULL;
	for (unsigned i = 0; i < t->n_phrases; i++) {
		const struct title_phrase *p = &t->phrases[i];

		if (has_batch(p, own->batch) ||
		    (own->batch == 0 && own->year > 0 && p->batch == 0 &&
		    p->year == own->year))
			by_number = p, numbers++;
		if (acts && same_outcome(own->matter, p->matter))
			by_matter = p, matters++;
		if (acts && leaves_open(own->matter, p->matter))
			open = p, opens++;
	}
	if (numbers == 1)
		return by_number;
	if (matters == 1)
		return by_matter;
	if (acts)
		return matters == 0 && opens == 1 ? open : NULL;
	return ordinal >= 1 && ordinal <= t->n_phrases ?
	    &t->phrases[ordinal - 1] : NULL;
}

/* Whether two matters are parts of one act: a review passes some firms and fails
 * others of the same batch, an assessment says who is supported further. */
static bool
same_act(enum title_matter a, enum title_matter b)
{
	return a == b || (kind_is_review(a) && kind_is_review(b)) ||
	    (a == TITLE_KEY_ASSESSED && (b == TITLE_KEY ||
	    b == TITLE_KEY_CONTINUED)) ||
	    (kind_is_designation(a) && kind_is_designation(b));
}

/* Whether the title's act takes a title away, or may, so that a list under it gives
 * none. */
static bool
may_take_away(enum title_matter m)
{
	return kind_takes_away(m) || m == TITLE_UNKNOWN;
}

/* The matter that all phrases of the title have, which is a list's whichever it is
 * of: 拟推荐第六批…企业和第三批复核企业.  Designations differ by their batches. */
static enum title_matter
common_matter(const struct notice *n)
{
	const struct title *t = n->reading;

	for (unsigned i = 1; i < t->n_phrases; i++)
		if (t->phrases[i].matter != t->phrases[0].matter)
			return TITLE_UNKNOWN;
	return kind_is_designation(t->phrases[0].matter) ? TITLE_UNKNOWN :
	    t->phrases[0].matter;
}

/* The matter of a list: its own acts, in the light of the notice's: 第二批…企业名单 under
 * a notice of revocations is one of those. */
static enum title_matter
matter_of(const struct notice *n, const struct own_words *own,
    const struct title_phrase *phrase)
{
	enum title_matter mine = own->phrase.own_acts ? own->phrase.matter :
	    TITLE_PLAIN;

	if (phrase == NULL)
		return own->phrase.own_acts || own->phrase.batch > 0 ||
		    n->reading == NULL || n->reading->n_phrases <= 1 ? mine :
		    common_matter(n);
	if (phrase->matter == TITLE_RECOMMENDED && (kind_is_designation(mine) ||
	    mine == TITLE_REVIEW || mine == TITLE_KEY))
		return TITLE_RECOMMENDED;
	if (mine == TITLE_PASSED && phrase->matter == TITLE_KEY_ASSESSED)
		return phrase->matter;
	if (mine == TITLE_PASSED)
		return kind_is_review(phrase->matter) ? TITLE_REVIEW_PASSED : mine;
	if (mine == TITLE_FAILED)
		return kind_is_review(phrase->matter) ? TITLE_REVIEW_FAILED :
		    TITLE_UNKNOWN;
	if (kind_is_designation(mine) && !kind_is_designation(phrase->matter))
		return phrase->matter;
	if (mine == TITLE_REVIEW && kind_is_review(phrase->matter))
		return phrase->matter;
	if (may_take_away(phrase->matter) && !may_take_away(mine) &&
	    mine != TITLE_RENAME)
		return TITLE_UNKNOWN;
	return mine == TITLE_PLAIN ? phrase->matter : mine;
}

/* --- stage and kind --------------------------------------------------- */

/* The stage that only the notice's text says: 现予公示, 现予公布. */
static enum title_stage
stage_of_body(const struct notice *n)
{
	static const char *const publicity[] = {"予以公示", "现予公示", "公示如下",
	    "公示期", NULL};
	static const char *const final[] = {"予以公布", "现予公布", "现公布",
	    "公布如下", "通告如下", NULL};

	if (n->body == NULL)
		return TITLE_NO_STAGE;
	for (const char *const *w = publicity; *w != NULL; w++)
		if (strstr(n->body->str, *w) != NULL)
			return TITLE_PUBLICITY;
	for (const char *const *w = final; *w != NULL; w++)
		if (strstr(n->body->str, *w) != NULL)
			return TITLE_FINAL;
	return TITLE_NO_STAGE;
}

/* Whether the notice's text says that its reviewed firms passed, and of none that
 * it did not. */
static bool
body_passes(const struct notice *n)
{
	static const char *const passed[] = {"复核通过", "通过复核", "复核合格", NULL};
	static const char *const failed[] = {"未通过", "不通过", "不予通过", "不合格",
	    "撤销", "取消", "放弃", "淘汰", "未参加", "未申请", NULL};
	bool passes = false;

	if (n->body == NULL)
		return false;
	for (const char *const *w = failed; *w != NULL; w++)
		if (strstr(n->body->str, *w) != NULL)
			return false;
	for (const char *const *w = passed; *w != NULL; w++)
		passes |= strstr(n->body->str, *w) != NULL;
	return passes;
}

/* --- putting together ------------------------------------------------- */

static bool
is_cut(const char *title)
{
	return title != NULL &&
	    (text_ends(title, "...") || text_ends(title, "…"));
}

/* Whether the numbers of a list's own words stand against all of the title's. */
static bool
is_foreign(const struct notice *n, const struct title_phrase *own)
{
	const struct title *t = n->reading;
	unsigned numbered = 0;

	if (t == NULL || own->batch == 0 || own->own_acts)
		return false;
	for (unsigned i = 0; i < t->n_phrases; i++) {
		if (has_batch(&t->phrases[i], own->batch))
			return false;
		numbered += t->phrases[i].batch > 0 || t->phrases[i].several;
	}
	return numbered == t->n_phrases && numbered > 0 &&
	    !t->phrases[0].several;
}

/* Sets the words that say programme, level, batch and kind, and by which
 * rule. */
static void
set_evidence(const struct notice *n, struct list_words *w,
    const struct own_words *own, const struct title_phrase *phrase,
    const char *level_why, const char *stage_word)
{
	g_autoptr(GString) e = g_string_new(NULL);
	const struct title_phrase *acts = own->phrase.own_acts ?
	    &own->phrase : phrase;

	if (w->programme != NULL)
		g_string_append_printf(e, "programme: %s (%s); ", w->programme,
		    own->phrase.programme != NULL ? "the list's words" :
		    "the notice's title");
	if (w->level != NULL)
		g_string_append_printf(e, "level: %s (%s); ", w->level,
		    level_why != NULL ? level_why : "a word");
	if (w->batch > 0)
		g_string_append_printf(e, "batch: %u (%s); ", w->batch,
		    own->phrase.batch > 0 ? "the list's words" :
		    "the notice's title");
	if (w->review_year > 0)
		g_string_append_printf(e, "year of the review: %u; ",
		    w->review_year);
	if (w->kind != NULL)
		g_string_append_printf(e, "kind: %s (acts \"%s\", rule \"%s\", "
		    "%s)", w->kind, acts != NULL && acts->acts != NULL ?
		    acts->acts : "", acts != NULL && acts->rule != NULL &&
		    *acts->rule != '\0' ? acts->rule : "no act",
		    stage_word != NULL ? stage_word : "by the text");
	if (n->refused != NULL)
		g_string_append_printf(e, "%sday: %s is none, it is later than "
		    "the page was fetched", e->len > 0 &&
		    !text_ends(e->str, " ") ? "; " : "", n->refused);
	w->evidence = keep(n, e->str);
}

/* The stage: the list's own, the notice's, what its text says; a proposal is none
 * but a proposal. */
static enum title_stage
stage_of(const struct notice *n, const struct own_words *own,
    const struct title_phrase *phrase, const char **word)
{
	const struct title *t = n->reading;
	bool proposed = own->phrase.proposed || (phrase != NULL &&
	    phrase->proposed);

	/* Where several phrases could be meant, all are proposals or it is open. */
	if (phrase == NULL && t != NULL)
		for (unsigned i = 0; i < t->n_phrases; i++)
			proposed |= t->phrases[i].proposed;
	*word = own->stage_word;
	if (proposed) {
		*word = "拟";
		return TITLE_PUBLICITY;
	}
	if (own->stage != TITLE_NO_STAGE)
		return own->stage;
	if (t != NULL && t->stage != TITLE_NO_STAGE && !n->nothing) {
		*word = t->stage_word;
		return t->stage;
	}
	return n->nothing ? TITLE_NO_STAGE : stage_of_body(n);
}

/* Takes what phrases that could all be meant agree on. */
static void
take_common(const struct notice *n, const struct title_phrase *phrase,
    struct list_words *w, struct level_question *q)
{
	const struct title *t = n->reading;
	const char *programme = NULL, *level = NULL, *owner = NULL;

	for (unsigned i = 0; t != NULL && i < t->n_phrases; i++) {
		const struct title_phrase *p = phrase ? phrase : &t->phrases[i];
		bool first = i == 0 || phrase != NULL;

		programme = first || g_strcmp0(programme, p->programme) == 0 ?
		    p->programme : NULL;
		level = first || g_strcmp0(level, p->level) == 0 ? p->level :
		    NULL;
		owner = first || g_strcmp0(owner, p->owner) == 0 ? p->owner :
		    NULL;
	}
	if (w->programme == NULL)
		w->programme = programme;
	if (q->stated == NULL)
		q->stated = level;
	if (q->owner == NULL)
		q->owner = owner;
}

/* The level where a list has neither batch nor year, under a title of several
 * lists: all that have one must agree. */
static const char *
common_level(const struct notice *n, struct level_question *q,
    const char **why)
{
	const char *level = NULL;

	for (unsigned i = 0; i < n->reading->n_phrases; i++) {
		const struct title_phrase *p = &n->reading->phrases[i];
		bool bare = p->batch == 0 && p->year == 0 && p->level == NULL;
		bool last = i + 1 == n->reading->n_phrases;
		const char *this_one;

		if (bare && (level != NULL || !last))
			continue;
		q->batch = p->batch;
		q->year = p->year;
		q->matter = p->matter;
		q->acts = p->acts;
		this_one = level_of(n, q, why);
		if (this_one == NULL || (level != NULL &&
		    strcmp(level, this_one) != 0))
			return NULL;
		level = this_one;
	}
	return level;
}

/* Whether a list and a phrase of the title are of one programme, as far as they
 * name one: the batch of small giants is none of other firms below them. */
static bool
same_programme(const struct own_words *own, const struct title_phrase *p)
{
	const char *mine = own->phrase.programme;

	return mine == NULL || p->programme == NULL ||
	    strcmp(mine, p->programme) == 0 ||
	    (strstr(mine, "small_giant") != NULL &&
	    strstr(p->programme, "small_giant") != NULL);
}

/* Whether a list's own words are of another level than what the notice's title says of it:
 * 省级 below 第六批专精特新“小巨人”, whose day makes it the nation's. */
static bool
is_of_other_level(const struct notice *n, const struct own_words *own,
    const struct title_phrase *phrase, const struct level_question *asked,
    const char *level)
{
	struct level_question q = *asked;
	const char *why, *titled;

	if (own->phrase.level == NULL || phrase == NULL || level == NULL ||
	    own->phrase.batch > 0 || own->phrase.year > 0 ||
	    !same_programme(own, phrase))
		return false;
	q.stated = phrase->level;
	titled = phrase->level != NULL || q.batch > 0 ? level_of(n, &q, &why) :
	    NULL;
	return titled != NULL && strcmp(titled, level) != 0;
}

/* Why a list is not clear; NULL when it is. */
static const char *
unclear_of(const struct notice *n, const struct list_words *w,
    const struct own_words *own, const struct title_phrase *phrase)
{
	const struct title *t = n->reading;
	bool decided = own->phrase.own_acts && own->stage != TITLE_NO_STAGE &&
	    own->phrase.rule != NULL && (own->phrase.batch > 0 ||
	    own->phrase.year > 0);

	if (own->unclear != NULL)
		return keep_joined(n, "what this means: ", own->unclear);
	if (own->doubt != NULL && !may_take_away(w->matter))
		return keep_joined(n, "what this means: ", own->doubt);
	if (own->phrase.no_firms || (phrase != NULL && phrase->no_firms))
		return "that its things are firms";
	if (!decided && n->nothing)
		return keep_joined(n, "a list; the notice's title says ",
		    n->why_nothing);
	if (!decided && t != NULL && t->left_over != NULL)
		return keep_joined(n, "what this means: ", t->left_over);
	if (is_foreign(n, &own->phrase))
		return "why the batch is none of the notice's";
	if (w->programme == NULL)
		return "a programme";
	if (w->matter == TITLE_UNKNOWN && own->phrase.own_acts)
		return keep_joined(n, "what these acts mean together: ",
		    own->phrase.acts);
	if (w->matter == TITLE_UNKNOWN && phrase != NULL && phrase->own_acts)
		return keep_joined(n, "what these acts mean together: ",
		    phrase->acts);
	if (w->matter == TITLE_UNKNOWN)
		return "which of the lists that the notice announces it is";
	if (w->matter == TITLE_REVIEW)
		return "whether the firms passed the review";
	if (w->matter == TITLE_KEY_ASSESSED)
		return "whether the firms are supported further";
	if (w->kind == NULL && (own->phrase.several || (phrase != NULL &&
	    phrase->several)))
		return "one batch for each firm; the list is of several";
	if (w->kind == NULL)
		return "公示 or 公布";
	/* Other programmes are no title of ours, whosever they are. */
	return w->level == NULL && strstr(w->programme, "small_giant") != NULL ?
	    "whose list it is: the nation's, a province's, a city's" : NULL;
}

/* Whether a batch is counted in a year that is not the nation's of that number, which
 * are counted on from 2019: 2024年第一批…企业更名名单, 2021年度第二批…企业名单. */
static bool
is_batch_of_year(const struct list_words *w, const struct title_phrase *p)
{
	unsigned of = 2018 + w->batch;

	if (w->batch == 0 || p == NULL || !p->of_year || p->year == 0 ||
	    g_strcmp0(w->programme, "small_giant") != 0 ||
	    w->matter == TITLE_UNKNOWN)
		return false;
	return kind_is_review(w->matter) ? p->year <= of ||
	    (p->year - of) % 3 != 0 : p->year != of;
}

/* Sets the batch of a list, and what its level is to be known by. */
static void
set_batch(const struct notice *n, const struct own_words *own,
    const struct title_phrase *phrase, unsigned batch_of_rows,
    struct list_words *w, struct level_question *q)
{
	const struct title_phrase *o = &own->phrase;

	/* The batch of another act is not this one's: renames among firms of
	 * all batches stand under 关于公布第五批…企业名单的通知. */
	w->batch = o->several ? 0 : o->batch;
	q->year = o->year;
	q->batches = o->batch > 0 ? 0 : o->batches;
	if (phrase != NULL && same_programme(own, phrase) &&
	    same_act(phrase->matter, w->matter)) {
		if (q->batches == 0 && o->batch == 0)
			q->batches = phrase->batches;
		if (w->batch == 0 && !o->several && (o->year == 0 ||
		    phrase->year == o->year))
			w->batch = phrase->batch;
		if (q->year == 0)
			q->year = phrase->year;
	}
	q->of_year = is_batch_of_year(w, o->batch > 0 ? o : phrase);
	/* Who designates has batches of his own; other acts have none. */
	if (q->of_year && !kind_is_designation(w->matter)) {
		w->batch = 0;
		q->batches = 0;
	}
	q->programme = w->programme;
	q->batch = w->batch > 0 ? w->batch : batch_of_rows;
	q->matter = w->matter;
	q->alone = n->reading == NULL || n->reading->n_phrases <= 1;
	q->clear = own->unclear == NULL && own->doubt == NULL && !n->nothing &&
	    (n->reading == NULL || n->reading->left_over == NULL);
	q->acts = o->own_acts ? o->acts : phrase != NULL ? phrase->acts : "";
	/* Whose other acts are, the list says under whose title they stand: renames
	 * below 关于公布第五批…企业名单的通知 are of the same programme. */
	if (phrase != NULL && same_programme(own, phrase) && q->batch == 0 &&
	    q->year == 0 && q->batches == 0 && o->own_acts && q->alone) {
		q->batch = phrase->batch;
		q->year = phrase->year;
		q->matter = phrase->matter;
	}
}

static const char *
kind_of_list(const struct list_words *w, const struct title_phrase *own,
    const struct title_phrase *phrase, bool alone, unsigned batch_of_rows)
{
	bool giants = g_strcmp0(w->programme, "small_giant") == 0;
	bool designates = kind_is_designation(w->matter);

	/* A designation of a batch whose day is gone is a review in other words, or
	 * what the act after the title's last phrase makes of it. */
	if (!alone && designates && w->batch > 0 && giants && w->level == NULL)
		return NULL;
	if (w->matter == TITLE_PASSED && giants)
		return NULL;
	/* 第一批至第六批: who holds the title, unless a column says which batch. */
	if ((own->several || (phrase != NULL && phrase->several)) &&
	    w->batch == 0 && batch_of_rows == 0 && w->programme != NULL &&
	    designates && strcmp(w->programme, "key_small_giant") != 0)
		return NULL;
	return kind_of(w->matter, w->stage);
}

struct list_words
notice_list(const struct notice *n, const char *const *own_texts, size_t n_own,
    unsigned batch_of_rows)
{
	struct list_words w = {0};
	struct own_words own = {0};
	struct level_question q = {0};
	const struct title_phrase *phrase, *o = &own.phrase;
	const char *level_why = NULL, *stage_word = NULL;

	own.phrase.matter = TITLE_PLAIN;
	for (size_t i = 0; i < n_own; i++)
		read_own_text(n, &own, own_texts[i]);
	phrase = own.several && !own.speaks && (n->reading == NULL ||
	    n->reading->n_phrases <= 1) ? NULL :
	    matching_phrase(n, o, o->own_acts, own.ordinal);
	w.title = own.title != NULL ? own.title : n->title;
	w.programme = o->programme;
	q.stated = o->level;
	q.owner = o->owner;
	take_common(n, phrase, &w, &q);
	w.matter = matter_of(n, &own, phrase);
	w.stage = stage_of(n, &own, phrase, &stage_word);
	if (w.matter == TITLE_REVIEW && body_passes(n) && !n->nothing)
		w.matter = TITLE_REVIEW_PASSED;
	if ((w.matter == TITLE_KEY || w.matter == TITLE_KEY_CONTINUED) &&
	    g_strcmp0(w.programme, "small_giant") == 0)
		w.programme = "key_small_giant";

	set_batch(n, &own, phrase, batch_of_rows, &w, &q);
	w.level = n->reading != NULL && q.batch == 0 && q.batches == 0 && q.year == 0 &&
	    q.stated == NULL && n->reading->n_phrases > 1 ?
	    common_level(n, &q, &level_why) : level_of(n, &q, &level_why);
	if (kind_is_review(w.matter) && w.batch == 0 && q.year > 0 &&
	    g_strcmp0(w.programme, "small_giant") == 0 &&
	    g_strcmp0(w.level, "national") == 0)
		w.review_year = q.year;
	w.kind = kind_of_list(&w, o, phrase, q.alone, batch_of_rows);
	w.unclear = unclear_of(n, &w, &own, phrase);
	if (w.unclear == NULL && is_of_other_level(n, &own, phrase, &q, w.level))
		w.unclear = "why its level is none of the notice's";
	w.rows_may_tell = w.programme != NULL && w.level != NULL &&
	    w.kind == NULL && own.unclear == NULL && !n->nothing &&
	    (n->reading == NULL || n->reading->left_over == NULL);
	if (w.unclear != NULL)
		w.kind = w.level == NULL && w.kind != NULL &&
		    strncmp(w.unclear, "whose", 5) == 0 ? w.kind : NULL;
	if (is_cut(w.title) && w.kind == NULL && w.programme == NULL)
		w.level = NULL;
	set_evidence(n, &w, &own, phrase, level_why, stage_word);
	return w;
}
