#include "title_phrase.h"

#include <string.h>

#include "title_token.h"

/* --- acts -------------------------------------------------------------- */

/* The acts among some tokens: the letters of their classes, and their words. */
struct acts {
	GString *letters, *words;
};

static void
add_act(struct acts *a, const struct title_token *t)
{
	char letter = vocabulary_letter(t->class);

	if (letter == '\0')
		return;
	g_string_append_c(a->letters, letter);
	if (a->words->len > 0)
		g_string_append_c(a->words, '+');
	g_string_append_len(a->words, t->at, (gssize)t->len);
}

static struct acts
acts_new(void)
{
	return (struct acts){g_string_new(NULL), g_string_new(NULL)};
}

static void
acts_free(struct acts *a)
{
	g_string_free(a->letters, TRUE);
	g_string_free(a->words, TRUE);
}

/* --- phrases ----------------------------------------------------------- */

/* Tokens from `from` to before `until`. */
struct range {
	unsigned from, until;
};

/* The classes as a set: there are more of them than bits in an int. */
G_STATIC_ASSERT(CLASSES <= 64);

static guint64
class_bit(enum vocabulary_class class)
{
	return G_GUINT64_CONSTANT(1) << class;
}

static bool
has_class(const struct title_tokens *r, struct range range, guint64 classes)
{
	for (unsigned i = range.from; i < range.until; i++)
		if (r->token[i].depth == 0 &&
		    (classes & class_bit(r->token[i].class)) != 0)
			return true;
	return false;
}

static bool
has_act(const struct title_tokens *r, struct range range)
{
	for (unsigned i = range.from; i < range.until; i++)
		if (r->token[i].depth == 0 &&
		    vocabulary_letter(r->token[i].class) != '\0')
			return true;
	return false;
}

/* Whether tokens begin with a reference and a review before their thing: 第二批复核通过
 * 专精特新“小巨人”企业. */
static bool
begins_with_review(const struct title_tokens *r, struct range range)
{
	bool reference = false;

	for (unsigned i = range.from; i < range.until; i++) {
		const struct title_token *t = &r->token[i];

		if (t->depth == 0 && (t->class == CLASS_PROGRAMME ||
		    t->class == CLASS_OBJECT || t->class == CLASS_LIST))
			return false;
		reference |= t->class == CLASS_BATCH || t->class == CLASS_YEAR;
		if (t->class == CLASS_REVIEW || t->class == CLASS_PASS)
			return reference || has_class(r, range,
			    class_bit(CLASS_BATCH) | class_bit(CLASS_YEAR));
	}
	return false;
}

/* 通过复核的第一批、第四批…企业: batches one after the other below a review that comes
 * before them.  和 between them may join those of another list. */
static bool
is_enumerated(const struct title_tokens *r, struct range before, unsigned i)
{
	return title_token_is(&r->token[i], "、") && i > 0 && i + 1 < r->n &&
	    r->token[i - 1].class == CLASS_BATCH &&
	    r->token[i + 1].class == CLASS_BATCH &&
	    has_class(r, before, class_bit(CLASS_REVIEW)) &&
	    !has_act(r, (struct range){i, r->n});
}

/* Cuts a title at the conjunctions that join lists: one that has its thing or act
 * already, and one with a batch, a year or an act of its own; also one that is a
 * reference alone, and one with a review of its own (第五批和第二批复核通过…企业). */
static unsigned
cut_phrases(const struct title_tokens *r, struct range *phrase)
{
	const guint64 things = class_bit(CLASS_PROGRAMME) |
	    class_bit(CLASS_OBJECT);
	const guint64 reference = class_bit(CLASS_BATCH) |
	    class_bit(CLASS_YEAR);
	unsigned n = 0, from = 0;

	for (unsigned i = 0; i < r->n && n + 1 < TITLE_MOST; i++) {
		struct range before = {from, i}, after = {i + 1, i + 1};

		if (r->token[i].class != CLASS_JOINT || r->token[i].depth > 0)
			continue;
		if (is_enumerated(r, before, i))
			continue;
		while (after.until < r->n && (r->token[after.until].depth > 0 ||
		    r->token[after.until].class != CLASS_JOINT))
			after.until++;
		if (((has_class(r, before, things) || has_act(r, before)) &&
		    (has_class(r, after, reference) || has_act(r, after))) ||
		    (has_class(r, before, reference) &&
		    begins_with_review(r, after))) {
			phrase[n++] = before;
			from = i + 1;
		}
	}
	phrase[n++] = (struct range){from, r->n};
	return n;
}

/* The acts of a phrase.  What a bracket says counts where nothing else does: 第二批
 * …企业名单（复核通过）; acts of both are no rule's.  *prefix is how many stand before
 * the first reference or programme, 0 where 的 follows them. */
static struct acts
acts_of(const struct title_tokens *r, struct range range, unsigned *prefix)
{
	const guint64 begins = class_bit(CLASS_PROGRAMME) |
	    class_bit(CLASS_BATCH) | class_bit(CLASS_YEAR) |
	    class_bit(CLASS_PLACE) | class_bit(CLASS_LEVEL) |
	    class_bit(CLASS_COUNT);
	/* 宁波市拟推荐第七批…企业和复核企业: the place whose title it is. */
	const unsigned first = range.from < range.until &&
	    r->token[range.from].class == CLASS_PLACE ? range.from + 1 :
	    range.from;
	struct acts plain = acts_new(), inside = acts_new();
	const char hold[] = {vocabulary_letter(CLASS_HOLD), '\0'};
	bool begun = false, mention = false;

	*prefix = 0;
	for (unsigned i = range.from; i < range.until; i++) {
		const struct title_token *t = &r->token[i];

		if (t->depth > 0) {
			add_act(&inside, t);
			mention |= t->class == CLASS_PROGRAMME;
			continue;
		}
		if (!begun && i >= first &&
		    (begins & class_bit(t->class)) != 0) {
			begun = true;
			*prefix = (unsigned)plain.letters->len;
		}
		add_act(&plain, t);
		if (!begun && plain.letters->len > 0 &&
		    i + 1 < range.until && title_token_is(&r->token[i + 1], "的") &&
		    vocabulary_letter(t->class) != '\0')
			begun = true;
	}
	/* 专精特新中小企业（国家专精特新“小巨人”后备）: a programme in passing. */
	if (mention && strspn(inside.letters->str, hold) == inside.letters->len)
		g_string_truncate(inside.letters, 0);
	if (inside.letters->len > 0) {
		if (plain.letters->len > 0)
			g_string_append_c(plain.letters, '/');
		g_string_append(plain.letters, inside.letters->str);
		g_string_append_printf(plain.words, "(%s)", inside.words->str);
	}
	acts_free(&inside);
	return plain;
}

static void
set_matter(struct title_phrase *p, const struct acts *acts)
{
	g_free(p->acts);
	p->acts = g_strdup(acts->words->str);
	p->rule = vocabulary_rule(acts->letters->str, &p->matter);
	p->proposed = strchr(acts->letters->str,
	    vocabulary_letter(CLASS_PROPOSE)) != NULL;
}

/* 第一批（第二批）: a batch in brackets right after another. */
static bool
is_second_batch(const struct title_tokens *r, unsigned i)
{
	return i > 0 && r->token[i].class == CLASS_BATCH &&
	    r->token[i].depth > 0 && r->token[i - 1].class == CLASS_BATCH &&
	    r->token[i - 1].depth == 0 &&
	    r->token[i - 1].number != r->token[i].number;
}

/* Reads what is named: the batch outside brackets before the one inside;
 * several that differ are none. */
static void
read_numbers(const struct title_tokens *r, struct range range,
    struct title_phrase *p)
{
	unsigned batch[2] = {0}, year[2] = {0};
	bool batches[2] = {false}, years[2] = {false};

	for (unsigned i = range.from; i < range.until; i++) {
		const struct title_token *t = &r->token[i];
		unsigned in = t->depth > 0;

		p->several |= i > range.from && is_second_batch(r, i);
		if (is_second_batch(r, i) && t->number < 64)
			p->batches |= G_GUINT64_CONSTANT(1) << t->number;
		p->of_year |= t->class == CLASS_BATCH && i > range.from &&
		    t[-1].class == CLASS_YEAR && t[-1].depth == t->depth;
		if (t->class == CLASS_BATCH) {
			batches[in] |= batch[in] != 0 && batch[in] != t->number;
			if (!in && t->number < 64)
				p->batches |= G_GUINT64_CONSTANT(1) << t->number;
			batch[in] = t->number;
		} else if (t->class == CLASS_YEAR) {
			years[in] |= t->number == 0 ||
			    (year[in] != 0 && year[in] != t->number);
			year[in] = t->number;
		} else if (t->class == CLASS_FUNDING_YEAR) {
			p->funding_year = t->number;
		} else if (t->class == CLASS_SEVERAL ||
		    t->class == CLASS_ROUND) {
			p->several = true;
		}
	}
	p->several |= batches[0] || (batch[0] == 0 && batches[1]);
	p->batch = p->several ? 0 : batch[0] != 0 ? batch[0] : batch[1];
	p->year = years[0] ? 0 : year[0] != 0 ? year[0] : years[1] ? 0 :
	    year[1];
}

/* Whether the adjective that begins several programmes' names goes on in words that
 * nobody knows: 专精特新软件企业 are not the firms of 专精特新.  小巨人 alone has many
 * adjectives: 文化“小巨人”, 服务业“小巨人”. */
static bool
is_of_other(const struct title_tokens *r, struct range range, unsigned i)
{
	const struct title_token *t = &r->token[i];
	bool giant = title_token_is(t, "小巨人");
	const struct title_token *before = i > range.from ? t - 1 : NULL;
	const struct title_token *after = i + 1 < range.until ? t + 1 : NULL;

	if (giant && before != NULL && before->depth == t->depth &&
	    (before->class == CLASS_UNKNOWN || before->class == CLASS_TRADE))
		return true;
	return (giant || title_token_is(t, "专精特新")) && after != NULL &&
	    after->class == CLASS_UNKNOWN && after->depth == t->depth;
}

/* Whether 小巨人 goes on with 专精特新 before it: 专精特新重点“小巨人”. */
static bool
goes_on(const struct title_tokens *r, struct range range, unsigned i)
{
	if (!title_token_is(&r->token[i], "小巨人"))
		return false;
	while (i > range.from && r->token[--i].class == CLASS_PRIZE)
		continue;
	return title_token_is(&r->token[i], "专精特新");
}

/* Reads the programme: outside brackets before inside, and of several none. */
static void
read_programme(const struct title_tokens *r, struct range range,
    struct title_phrase *p, unsigned *at)
{
	const char *found[2] = {NULL};
	bool several[2] = {false};

	*at = range.until;
	for (unsigned i = range.from; i < range.until; i++) {
		const struct title_token *t = &r->token[i];
		unsigned in = t->depth > 0;

		if (t->class != CLASS_PROGRAMME)
			continue;
		if ((found[in] != NULL && strcmp(found[in], t->value) != 0 &&
		    !goes_on(r, range, i)) || is_of_other(r, range, i))
			several[in] = true;
		found[in] = t->value;
		if (!in && *at == range.until)
			*at = i;
	}
	p->named = found[0] != NULL || found[1] != NULL;
	p->programme = found[0] != NULL ? (several[0] ? NULL : found[0]) :
	    several[1] ? NULL : found[1];
	if (*at == range.until && p->named)
		for (unsigned i = range.from; i < range.until; i++)
			if (r->token[i].class == CLASS_PROGRAMME) {
				*at = i;
				break;
			}
}

/* Where the words begin after a department that publishes: 杭州市经济和信息化局关于…. */
static unsigned
after_publisher(const struct title_tokens *r, struct range range)
{
	for (unsigned i = range.from + 1; i < range.until; i++)
		if (title_token_is(&r->token[i], "关于"))
			return r->token[i - 1].class == CLASS_ORG ? i :
			    range.from;
	return range.from;
}

/* Reads the level: the last that stands before the programme
 * (推荐省级…申报国家级“小巨人”), else one after it in brackets, of small
 * giants; 省 and 国家 alone only right before it. */
static void
read_level(const struct title_tokens *r, struct range range, unsigned programme,
    struct title_phrase *p)
{
	bool giants = g_strcmp0(p->programme, "small_giant") == 0 ||
	    g_strcmp0(p->programme, "key_small_giant") == 0;
	unsigned about = after_publisher(r, range);
	GString *owner = NULL;

	for (unsigned i = range.from; i < range.until; i++) {
		const struct title_token *t = &r->token[i];
		bool before = i < programme;
		bool next = i + 1 == programme || (i + 1 < range.until &&
		    r->token[i + 1].class == CLASS_PRIZE);

		if (t->depth > 0 && !giants)
			continue;
		/* 省级初审: who screens, not whose the title is. */
		if (i + 1 < range.until && (r->token[i + 1].class ==
		    CLASS_SCREEN || r->token[i + 1].class == CLASS_INSPECT))
			continue;
		if (t->class == CLASS_LEVEL && (before || p->level == NULL) &&
		    (!title_token_is(t, "国家") || next || !before))
			p->level = t->value;
		if (t->class == CLASS_BARE && next)
			p->level = t->value;
		if (t->class != CLASS_PLACE || !before || t->depth > 0 ||
		    i < about)
			continue;
		if (owner == NULL)
			owner = g_string_new(NULL);
		else if (i == 0 || r->token[i - 1].class != CLASS_PLACE)
			g_string_truncate(owner, 0);
		g_string_append_len(owner, t->at, (gssize)t->len);
	}
	if (owner != NULL)
		p->owner = g_string_free(owner, FALSE);
}

/* A phrase's things are what its last noun says, part by part: 企业评审专家 are
 * experts, 企业和产品 are firms, too. */
static bool
names_no_firms(const struct title_tokens *r, struct range range)
{
	const char *head = NULL;
	bool firms = false, others = false;

	for (unsigned i = range.from; i <= range.until; i++) {
		const struct title_token *t = i < range.until ? &r->token[i] : NULL;

		if (t != NULL && t->class == CLASS_OBJECT && t->depth == 0)
			head = t->value;
		if (t != NULL && (t->class != CLASS_JOINT || t->depth > 0))
			continue;
		if (head != NULL) {
			firms |= strcmp(head, "firm") == 0;
			others |= strcmp(head, "firm") != 0;
		}
		head = NULL;
	}
	return others && !firms;
}

static void
read_phrase(const struct title_tokens *r, struct range range,
    struct title_phrase *p)
{
	unsigned programme;

	read_programme(r, range, p, &programme);
	read_level(r, range, programme, p);
	read_numbers(r, range, p);
	p->no_firms = names_no_firms(r, range);
}

/* --- several phrases ---------------------------------------------------- */

/* The acts before the first reference hold for all phrases (关于推荐第五批…和第二批…
 * 复核企业), but for those of a review, whose end nobody knows.  Where both
 * together have no rule, a mere designation is of the first alone: 关于认定…和复核通过
 * …企业. */
static void
share_prefix(struct title_phrase *phrases, unsigned n, const struct acts *acts,
    unsigned prefix)
{
	g_autofree char *shared = g_strndup(acts[0].letters->str, prefix);
	const char review[] = {vocabulary_letter(CLASS_REVIEW),
	    vocabulary_letter(CLASS_PASS), '\0'};
	const char designates[] = {vocabulary_letter(CLASS_PROPOSE),
	    vocabulary_letter(CLASS_DESIGNATE), '\0'};

	if (prefix == 0)
		return;
	for (unsigned i = 1; i < n; i++) {
		struct title_phrase *p = &phrases[i];
		struct acts both = acts_new();

		g_string_append(both.letters, shared);
		g_string_append(both.letters, acts[i].letters->str);
		g_string_append_printf(both.words, "%s…%s",
		    acts[0].words->str, acts[i].words->str);
		if (strpbrk(shared, review) != NULL) {
			if (acts[i].letters->len == 0) {
				p->matter = TITLE_UNKNOWN;
				p->rule = NULL;
			}
		} else if (strspn(shared, designates) < strlen(shared) ||
		    acts[i].letters->len == 0) {
			set_matter(p, &both);
		} else {
			p->proposed |= phrases[0].proposed;
		}
		acts_free(&both);
	}
}

/* The act after the last of several may be that of all: 第五批…企业和第四批…企业撤销名单.
 * Only that of a review is the custom of the last alone. */
static void
doubt_suffix(struct title_phrase *phrases, unsigned n)
{
	const struct title_phrase *last = &phrases[n - 1];

	switch (last->matter) {
	case TITLE_PLAIN:
	case TITLE_DESIGNATION:
	case TITLE_RECOMMENDED:
	case TITLE_REVIEW:
	case TITLE_REVIEW_PASSED:
		return;
	default:
		break;
	}
	for (unsigned i = 0; i + 1 < n; i++)
		if (phrases[i].matter == TITLE_PLAIN)
			phrases[i].matter = TITLE_UNKNOWN;
}

/* A reference alone before a review of another (2024年和2021年复核通过…企业) may be reviewed,
 * too.  Only the day of a batch of small giants says which. */
static void
doubt_bare(const struct title_tokens *r, const struct range *range,
    struct title_phrase *phrases, unsigned n)
{
	for (unsigned i = 0; i + 1 < n; i++) {
		struct title_phrase *p = &phrases[i];

		if (p->own_acts || p->named || has_class(r, range[i],
		    class_bit(CLASS_OBJECT) | class_bit(CLASS_LIST)) ||
		    !begins_with_review(r, range[i + 1]))
			continue;
		if (p->batch == 0 || p->programme == NULL ||
		    strcmp(p->programme, "small_giant") != 0)
			p->matter = TITLE_UNKNOWN;
	}
}

/* What one phrase leaves out another says: 第六批专精特新“小巨人”企业和第三批复核通过企业. */
static void
inherit(struct title_phrase *phrases, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		struct title_phrase *p = &phrases[i];
		const struct title_phrase *from = NULL;

		for (unsigned k = i; k-- > 0 && from == NULL;)
			if (phrases[k].named)
				from = &phrases[k];
		for (unsigned k = i + 1; k < n && from == NULL; k++)
			if (phrases[k].named)
				from = &phrases[k];
		if (p->named || from == NULL)
			continue;
		p->programme = from->programme;
		if (p->level == NULL)
			p->level = from->level;
		if (p->owner == NULL)
			p->owner = g_strdup(from->owner);
	}
}

/* 复核通过和未通过企业: the outcomes of one review. */
static void
inherit_review(const struct title_tokens *r, const struct range *range,
    struct title_phrase *phrases, unsigned n)
{
	const guint64 reference = class_bit(CLASS_BATCH) | class_bit(CLASS_YEAR);

	for (unsigned i = 1; i < n; i++) {
		struct title_phrase *p = &phrases[i];
		const struct title_phrase *from = &phrases[i - 1];

		if (p->named || has_class(r, range[i], reference) ||
		    (from->matter != TITLE_REVIEW_PASSED &&
		    from->matter != TITLE_REVIEW_FAILED))
			continue;
		if (p->matter == TITLE_FAILED)
			p->matter = TITLE_REVIEW_FAILED;
		else if (p->matter == TITLE_PASSED)
			p->matter = TITLE_REVIEW_PASSED;
		else
			continue;
		p->batch = from->batch;
		p->batches = from->batches;
		p->several = from->several;
		p->year = from->year;
	}
}

/* Whether a word is one of those that acts are joined of: 重点+支持, (重点). */
static bool
has_word(const char *acts, const char *word)
{
	for (const char *at = acts; (at = strstr(at, word)) != NULL;
	    at += strlen(word))
		if ((at == acts || strchr("+(", at[-1]) != NULL) &&
		    strchr("+()", at[strlen(word)]) != NULL)
			return true;
	return false;
}

/* Key small giants are those that 重点 or support says; only theirs is an
 * assessment that we know. */
static void
settle_key(struct title_phrase *p)
{
	bool giant = g_strcmp0(p->programme, "small_giant") == 0;
	bool key = g_strcmp0(p->programme, "key_small_giant") == 0;

	if (p->matter == TITLE_KEY_ASSESSED && !key && (!giant ||
	    strchr(p->acts, '+') == NULL)) {
		p->matter = TITLE_UNKNOWN;
	} else if (p->matter == TITLE_KEY || p->matter == TITLE_KEY_CONTINUED ||
	    p->matter == TITLE_KEY_ASSESSED ||
	    (giant && has_word(p->acts, "重点"))) {
		if (giant)
			p->programme = "key_small_giant";
		else if (!key && p->programme != NULL)
			p->matter = TITLE_UNKNOWN;
	} else if (giant && p->matter == TITLE_UNKNOWN && p->funding_year > 0) {
		/* 建议不再支持的…（第二批第三年） */
		p->programme = "key_small_giant";
	} else if (key && p->matter == TITLE_PLAIN) {
		p->matter = TITLE_UNKNOWN;
	}
	if (p->matter == TITLE_KEY && p->funding_year > 1)
		p->matter = TITLE_KEY_CONTINUED;
	/* 已获得支持的…平台（第二批第一年）: a batch of money is none of the platforms. */
	if (p->funding_year > 0 && g_strcmp0(p->programme, "other") == 0)
		p->batch = 0;
}

unsigned
title_phrase_read(const struct title_tokens *r, struct title_phrase *phrases)
{
	struct range range[TITLE_MOST];
	struct acts acts[TITLE_MOST];
	unsigned prefix = 0, ignored, n = cut_phrases(r, range);

	for (unsigned i = 0; i < n; i++) {
		read_phrase(r, range[i], &phrases[i]);
		acts[i] = acts_of(r, range[i], i == 0 ? &prefix : &ignored);
		set_matter(&phrases[i], &acts[i]);
		phrases[i].own_acts = acts[i].letters->len > 0;
	}
	if (n > 1) {
		share_prefix(phrases, n, acts, prefix);
		doubt_suffix(phrases, n);
	}
	inherit(phrases, n);
	inherit_review(r, range, phrases, n);
	doubt_bare(r, range, phrases, n);
	for (unsigned i = 0; i < n; i++) {
		settle_key(&phrases[i]);
		acts_free(&acts[i]);
	}
	return n;
}

void
title_phrase_clear(struct title_phrase *p)
{
	g_free(p->owner);
	g_free(p->acts);
}
