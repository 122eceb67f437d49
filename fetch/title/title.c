#include "title.h"

#include "fetch/base/text.h"
#include "vocabulary.h"

#include <string.h>

enum { TOKENS_MOST = 120 };

/* A piece of a title. */
struct token {
	enum vocabulary_class class;
	const char *at;         /* in the folded text */
	size_t len;
	unsigned depth;         /* of brackets */
	const char *value;      /* of a word */
	unsigned number;        /* of a batch, a year */
};

struct reading {
	struct title *title;
	title_place *place;
	struct token token[TOKENS_MOST];
	unsigned n;
	bool too_long;          /* has more than these */
	GString *left_over;
};

/* --- the text ---------------------------------------------------------- */

/* Cuts the ending of a file's name off, and the number of a copy: 名单_1(1).xls. */
static void
cut_file_name(GString *text)
{
	static const char *const endings[] = {".pdf", ".xls", ".xlsx", ".doc",
	    ".docx", ".zip", ".rar", ".wps", ".et", ".ofd", ".html", ".htm",
	    ".csv", ".txt", ".mht"};

	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		if (text_ends(text->str, endings[i]))
			g_string_truncate(text, text->len -
			    strlen(endings[i]));
}

/* 附件2: */
static const char *
skip_numbering(struct title *t, const char *p)
{
	const char *end;

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
	cut_file_name(folded);
	p = skip_numbering(t, folded->str);
	return g_strdup(p);
}

/* --- tokens ------------------------------------------------------------ */

static void
add_token(struct reading *r, enum vocabulary_class class, const char *at,
    size_t len, unsigned depth, const char *value, unsigned number)
{
	if (r->n < TOKENS_MOST)
		r->token[r->n++] = (struct token){class, at, len, depth, value,
		    number};
	else
		r->too_long = true;
}

/* 2025年度, 2013-2014年, 2025: a year of this century and its sign, or 0. */
static size_t
year_at(const char *p, unsigned *year)
{
	const char *end;
	unsigned n = g_ascii_isdigit(*p) ? text_leading_number(p, &end) : 0;

	if (n < 2000 || n > 2099 || end - p != 4)
		return 0;
	if (*end == '-' && g_ascii_isdigit(end[1])) {
		const char *last = end + 1;
		unsigned until = text_leading_number(last, &end);

		/* Several years name none. */
		if (until < 2000 || until > 2099)
			return 0;
		n = 0;
	}
	if (!text_begins(end, "年"))
		return 0;
	*year = n;
	end += strlen("年");
	if (text_begins(end, "度"))
		end += strlen("度");
	return (size_t)(end - p);
}

/* Something with a number at a place: a batch, a year, a count of firms. */
static size_t
number_at(struct reading *r, const char *p, unsigned depth)
{
	static const char *const counts[] = {"家", "户", "所", "个", "名"};
	static const char *const times[] = {"月份", "月", "日", "季度", "年"};
	unsigned number = 0;
	const char *end;
	size_t len = year_at(p, &number);

	if (len > 0) {
		add_token(r, CLASS_YEAR, p, len, depth, NULL, number);
		return len;
	}
	if (text_begins(p, "第")) {
		number = text_leading_number(p + strlen("第"), &end);
		if (number == 0)
			return 0;
		if (text_begins(end, "批次"))
			len = (size_t)(end - p) + strlen("批次");
		else if (text_begins(end, "批"))
			len = (size_t)(end - p) + strlen("批");
		if (len > 0) {
			add_token(r, CLASS_BATCH, p, len, depth, NULL, number);
			return len;
		}
		if (!text_begins(end, "年") && !text_begins(end, "季度"))
			return 0;
		len = (size_t)(end - p) + (text_begins(end, "年") ?
		    strlen("年") : strlen("季度"));
		add_token(r, text_begins(end, "年") ? CLASS_FUNDING_YEAR :
		    CLASS_NEUTRAL, p, len, depth, NULL, number);
		return len;
	}
	if (!g_ascii_isdigit(*p))
		return 0;
	text_leading_number(p, &end);
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
		if (text_begins(end, counts[i])) {
			len = (size_t)(end - p) + strlen(counts[i]);
			add_token(r, CLASS_COUNT, p, len, depth, NULL, 0);
			return len;
		}
	for (size_t i = 0; i < G_N_ELEMENTS(times); i++)
		if (text_begins(end, times[i])) {
			len = (size_t)(end - p) + strlen(times[i]);
			add_token(r, CLASS_NEUTRAL, p, len, depth, NULL, 0);
			return len;
		}
	return 0;
}

/* A word or a place; the longer one counts, a word where both are as long. */
static size_t
word_at(struct reading *r, const char *p, unsigned depth)
{
	struct vocabulary_word word;
	size_t place = r->place != NULL ? r->place(p) : 0;
	size_t len = vocabulary_find(p, &word);

	if (place > len) {
		add_token(r, CLASS_PLACE, p, place, depth, NULL, 0);
		if (r->title->first_place == NULL)
			r->title->first_place = g_strndup(p, place);
		return place;
	}
	if (len > 0)
		add_token(r, word.class, p, len, depth, word.value,
		    word.class == CLASS_BATCH ? 1 : 0);
	return len;
}

/* Letters, digits and marks say nothing that we need. */
static bool
is_content(const char *p)
{
	gunichar c = g_utf8_get_char(p);

	return c >= 0x80 && (g_unichar_isalpha(c) ||
	    g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN);
}

static void
tokenize(struct reading *r)
{
	unsigned depth = 0;
	const char *unknown = NULL;

	for (const char *p = r->title->text; *p != '\0';) {
		size_t len = number_at(r, p, depth);

		if (len == 0)
			len = word_at(r, p, depth);
		if (len == 0 && is_content(p)) {
			if (unknown == NULL)
				unknown = p;
			p = g_utf8_next_char(p);
			continue;
		}
		if (unknown != NULL) {
			struct token after = r->n > 0 && len > 0 ?
			    r->token[--r->n] : (struct token){0};

			add_token(r, CLASS_UNKNOWN, unknown,
			    (size_t)(p - unknown), depth, NULL, 0);
			if (len > 0)
				add_token(r, after.class, after.at, after.len,
				    after.depth, after.value, after.number);
			unknown = NULL;
		}
		if (len > 0) {
			p += len;
			continue;
		}
		depth += *p == '(';
		depth -= *p == ')' && depth > 0;
		p = g_utf8_next_char(p);
	}
	if (unknown != NULL)
		add_token(r, CLASS_UNKNOWN, unknown, strlen(unknown), depth,
		    NULL, 0);
}

static bool
token_is(const struct token *t, const char *word)
{
	return t->len == strlen(word) && memcmp(t->at, word, t->len) == 0;
}

/* Makes the name of a firm no word: 关于海南龙凤瀑生物科技有限公司等11家…. */
static void
forget_firms(struct reading *r)
{
	for (unsigned i = 1; i < r->n; i++) {
		unsigned from = i;

		if (!token_is(&r->token[i], "有限公司") &&
		    !token_is(&r->token[i], "公司"))
			continue;
		while (from > 0 && r->token[from - 1].depth ==
		    r->token[i].depth && i - from < 6 &&
		    (r->token[from - 1].class == CLASS_UNKNOWN ||
		    r->token[from - 1].class == CLASS_PLACE))
			r->token[--from].class = CLASS_NEUTRAL;
		if (from < i)
			r->token[i].class = CLASS_NEUTRAL;
	}
}

/* What stands before 关于 says who publishes: a department, whatever its name is. */
static void
forget_publisher(struct reading *r)
{
	unsigned about = 0;

	while (about < r->n && !token_is(&r->token[about], "关于"))
		about++;
	if (about == r->n || about == 0 ||
	    (r->token[about - 1].class != CLASS_ORG &&
	    r->token[about - 1].at[r->token[about - 1].len] != ':'))
		return;
	for (unsigned i = 0; i < about; i++)
		if (r->token[i].class != CLASS_GENRE &&
		    r->token[i].class != CLASS_ORG &&
		    r->token[i].class != CLASS_PLACE)
			r->token[i].class = CLASS_NEUTRAL;
}

/* （不含深圳） says where; anything else that a list has or has not is an act of its
 * own (不含已撤销企业). */
static void
settle_exceptions(struct reading *r)
{
	for (unsigned i = 0; i < r->n; i++)
		if (r->token[i].class == CLASS_EXCEPT)
			r->token[i].class = i + 1 < r->n &&
			    r->token[i + 1].class == CLASS_PLACE ?
			    CLASS_NEUTRAL : CLASS_HOLD;
}

/* --- acts -------------------------------------------------------------- */

/* The acts among some tokens: the letters of their classes, and their words. */
struct acts {
	GString *letters, *words;
};

static void
add_act(struct acts *a, const struct token *t)
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
has_class(const struct reading *r, struct range range, guint64 classes)
{
	for (unsigned i = range.from; i < range.until; i++)
		if (r->token[i].depth == 0 &&
		    (classes & class_bit(r->token[i].class)) != 0)
			return true;
	return false;
}

static bool
has_act(const struct reading *r, struct range range)
{
	for (unsigned i = range.from; i < range.until; i++)
		if (r->token[i].depth == 0 &&
		    vocabulary_letter(r->token[i].class) != '\0')
			return true;
	return false;
}

/* Cuts a title at the conjunctions that join lists: one that has its thing or act
 * already, and one with a batch, a year or an act of its own. */
static unsigned
cut_phrases(const struct reading *r, struct range *phrase)
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
		while (after.until < r->n && (r->token[after.until].depth > 0 ||
		    r->token[after.until].class != CLASS_JOINT))
			after.until++;
		if ((has_class(r, before, things) || has_act(r, before)) &&
		    (has_class(r, after, reference) || has_act(r, after))) {
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
acts_of(const struct reading *r, struct range range, unsigned *prefix)
{
	const guint64 begins = class_bit(CLASS_PROGRAMME) |
	    class_bit(CLASS_BATCH) | class_bit(CLASS_YEAR) |
	    class_bit(CLASS_PLACE) | class_bit(CLASS_LEVEL) |
	    class_bit(CLASS_COUNT);
	struct acts plain = acts_new(), inside = acts_new();
	const char hold[] = {vocabulary_letter(CLASS_HOLD), '\0'};
	bool begun = false, mention = false;

	*prefix = 0;
	for (unsigned i = range.from; i < range.until; i++) {
		const struct token *t = &r->token[i];

		if (t->depth > 0) {
			add_act(&inside, t);
			mention |= t->class == CLASS_PROGRAMME;
			continue;
		}
		if (!begun && (begins & class_bit(t->class)) != 0) {
			begun = true;
			*prefix = (unsigned)plain.letters->len;
		}
		add_act(&plain, t);
		if (!begun && plain.letters->len > 0 &&
		    i + 1 < range.until && token_is(&r->token[i + 1], "的") &&
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
is_second_batch(const struct reading *r, unsigned i)
{
	return i > 0 && r->token[i].class == CLASS_BATCH &&
	    r->token[i].depth > 0 && r->token[i - 1].class == CLASS_BATCH &&
	    r->token[i - 1].depth == 0 &&
	    r->token[i - 1].number != r->token[i].number;
}

/* What is named: the batch outside brackets before the one inside; several that
 * differ are none. */
static void
read_numbers(const struct reading *r, struct range range,
    struct title_phrase *p)
{
	unsigned batch[2] = {0}, year[2] = {0};
	bool batches[2] = {false}, years[2] = {false};

	for (unsigned i = range.from; i < range.until; i++) {
		const struct token *t = &r->token[i];
		unsigned in = t->depth > 0;

		p->several |= i > range.from && is_second_batch(r, i);
		if (is_second_batch(r, i) && t->number < 64)
			p->batches |= G_GUINT64_CONSTANT(1) << t->number;
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

/* The programme: outside brackets before inside, and of several none. */
static void
read_programme(const struct reading *r, struct range range,
    struct title_phrase *p, unsigned *at)
{
	const char *found[2] = {NULL};
	bool several[2] = {false};

	*at = range.until;
	for (unsigned i = range.from; i < range.until; i++) {
		const struct token *t = &r->token[i];
		unsigned in = t->depth > 0;

		if (t->class != CLASS_PROGRAMME)
			continue;
		if (found[in] != NULL && strcmp(found[in], t->value) != 0)
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

/* The level is the last that stands before the programme (推荐省级…申报国家级“小巨人”),
 * else one after it in brackets, of small giants; 省 and 国家 alone only right before it. */
static void
read_level(const struct reading *r, struct range range, unsigned programme,
    struct title_phrase *p)
{
	bool giants = g_strcmp0(p->programme, "small_giant") == 0 ||
	    g_strcmp0(p->programme, "key_small_giant") == 0;
	GString *owner = NULL;

	for (unsigned i = range.from; i < range.until; i++) {
		const struct token *t = &r->token[i];
		bool before = i < programme;
		bool next = i + 1 == programme || (i + 1 < range.until &&
		    r->token[i + 1].class == CLASS_PRIZE);

		if (t->depth > 0 && !giants)
			continue;
		if (t->class == CLASS_LEVEL && (before || p->level == NULL) &&
		    (!token_is(t, "国家") || next || !before))
			p->level = t->value;
		if (t->class == CLASS_BARE && next)
			p->level = t->value;
		if (t->class != CLASS_PLACE || !before || t->depth > 0)
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
names_no_firms(const struct reading *r, struct range range)
{
	const char *head = NULL;
	bool firms = false, others = false;

	for (unsigned i = range.from; i <= range.until; i++) {
		const struct token *t = i < range.until ? &r->token[i] : NULL;

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
read_phrase(const struct reading *r, struct range range,
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
share_prefix(struct title *t, const struct acts *acts, unsigned prefix)
{
	g_autofree char *shared = g_strndup(acts[0].letters->str, prefix);
	const char review[] = {vocabulary_letter(CLASS_REVIEW),
	    vocabulary_letter(CLASS_PASS), '\0'};
	const char designates[] = {vocabulary_letter(CLASS_PROPOSE),
	    vocabulary_letter(CLASS_DESIGNATE), '\0'};

	if (prefix == 0)
		return;
	for (unsigned i = 1; i < t->n_phrases; i++) {
		struct title_phrase *p = &t->phrases[i];
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
			p->proposed |= t->phrases[0].proposed;
		}
		acts_free(&both);
	}
}

/* The act after the last of several may be that of all: 第五批…企业和第四批…企业撤销名单.
 * Only that of a review is the custom of the last alone. */
static void
doubt_suffix(struct title *t)
{
	const struct title_phrase *last = &t->phrases[t->n_phrases - 1];

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
	for (unsigned i = 0; i + 1 < t->n_phrases; i++)
		if (t->phrases[i].matter == TITLE_PLAIN)
			t->phrases[i].matter = TITLE_UNKNOWN;
}

/* What one phrase leaves out another says: 第六批专精特新“小巨人”企业和第三批复核通过企业. */
static void
inherit(struct title *t)
{
	for (unsigned i = 0; i < t->n_phrases; i++) {
		struct title_phrase *p = &t->phrases[i];
		const struct title_phrase *from = NULL;

		for (unsigned k = i; k-- > 0 && from == NULL;)
			if (t->phrases[k].named)
				from = &t->phrases[k];
		for (unsigned k = i + 1; k < t->n_phrases && from == NULL; k++)
			if (t->phrases[k].named)
				from = &t->phrases[k];
		if (p->named || from == NULL)
			continue;
		p->programme = from->programme;
		if (p->level == NULL)
			p->level = from->level;
		if (p->owner == NULL)
			p->owner = g_strdup(from->owner);
	}
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
	    (giant && strstr(p->acts, "重点") != NULL)) {
		if (giant)
			p->programme = "key_small_giant";
		else if (!key && p->programme != NULL)
			p->matter = TITLE_UNKNOWN;
	} else if (key && p->matter == TITLE_PLAIN) {
		p->matter = TITLE_UNKNOWN;
	}
	if (p->matter == TITLE_KEY && p->funding_year > 1)
		p->matter = TITLE_KEY_CONTINUED;
}

static void
read_phrases(struct reading *r)
{
	struct title *t = r->title;
	struct range range[TITLE_MOST];
	struct acts acts[TITLE_MOST];
	unsigned prefix = 0, ignored;

	t->n_phrases = cut_phrases(r, range);
	for (unsigned i = 0; i < t->n_phrases; i++) {
		read_phrase(r, range[i], &t->phrases[i]);
		acts[i] = acts_of(r, range[i], i == 0 ? &prefix : &ignored);
		set_matter(&t->phrases[i], &acts[i]);
		t->phrases[i].own_acts = acts[i].letters->len > 0;
	}
	if (t->n_phrases > 1) {
		share_prefix(t, acts, prefix);
		doubt_suffix(t);
	}
	inherit(t);
	for (unsigned i = 0; i < t->n_phrases; i++) {
		settle_key(&t->phrases[i]);
		acts_free(&acts[i]);
	}
}

/* --- the whole --------------------------------------------------------- */

static enum title_genre
genre_of(const char *value)
{
	static const char *const names[] = {[TITLE_RULES] = "rules",
	    [TITLE_EXPLAINS] = "explains", [TITLE_MONEY] = "money",
	    [TITLE_FORM] = "form", [TITLE_NEWS] = "news"};

	for (size_t i = TITLE_RULES; i < G_N_ELEMENTS(names); i++)
		if (strcmp(value, names[i]) == 0)
			return (enum title_genre)i;
	g_assert_not_reached();
}

static void
leave_over(struct reading *r, const struct token *t)
{
	if (r->left_over->len > 0)
		g_string_append(r->left_over, "、");
	g_string_append_len(r->left_over, t->at, (gssize)t->len);
}

static void
set_genre(struct title *t, const struct token *token, enum title_genre genre)
{
	if (t->genre != TITLE_LIST)
		return;
	t->genre = genre;
	t->genre_word = g_strndup(token->at, token->len);
}

/* 云南371户企业拟入库省级专精特新“成长”企业: a sentence, whose act stands between those who
 * did it and the programme. */
static void
settle_news(struct reading *r)
{
	bool who = false;
	const struct token *act = NULL;

	for (unsigned i = 0; i < r->n; i++) {
		const struct token *k = &r->token[i];

		who |= k->class == CLASS_OBJECT;
		if (who && vocabulary_letter(k->class) != '\0')
			act = k;
		if (act != NULL && k->class == CLASS_PROGRAMME)
			set_genre(r->title, act, TITLE_NEWS);
	}
}

/* A title of a call, of rules, of money is none of a list, unless it publishes one:
 * then the word is one too many. */
static void
settle_genre(struct reading *r, bool named_list, bool weak)
{
	struct title *t = r->title;
	bool published = t->stage != TITLE_NO_STAGE;

	for (unsigned i = 0; i < r->n; i++) {
		const struct token *k = &r->token[i];

		if (k->class == CLASS_GENRE) {
			if (named_list && published) {
				leave_over(r, k);
				t->beside = genre_of(k->value);
			} else {
				set_genre(t, k, genre_of(k->value));
			}
		} else if (k->class == CLASS_CALL && (!published ||
		    token_is(k, "工作"))) {
			set_genre(t, k, TITLE_CALL);
		} else if ((k->class == CLASS_RECOMMEND ||
		    (k->class == CLASS_DESIGNATE && k->value != NULL)) &&
		    weak && !published && !named_list) {
			set_genre(t, k, TITLE_CALL);
		}
	}
	if (!named_list && !published)
		settle_news(r);
}

/* A stage stated by words, and by 通知 where the act is one: 关于认定…的通知. */
static void
read_stage(struct reading *r, bool *named_list, bool *weak)
{
	struct title *t = r->title;

	*named_list = *weak = false;
	for (unsigned i = 0; i < r->n; i++) {
		const struct token *k = &r->token[i];

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
		    t->phrases[i].matter == TITLE_REVOKED;
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
read_whole(struct reading *r)
{
	struct title *t = r->title;
	bool named_list, weak;

	read_stage(r, &named_list, &weak);
	for (unsigned i = 0; i < r->n; i++) {
		const struct token *k = &r->token[i];
		bool last = i + 1 == r->n && t->cut;

		t->giants |= k->class == CLASS_PROGRAMME && k->depth == 0 &&
		    strstr(k->value, "small_giant") != NULL;
		t->ministry |= token_is(k, "工业和信息化部") ||
		    token_is(k, "工信部");
		if (k->class == CLASS_UNKNOWN && !last)
			leave_over(r, k);
		t->negates |= k->class == CLASS_NEGATE ||
		    k->class == CLASS_REVOKE || k->class == CLASS_FAIL ||
		    k->class == CLASS_WITHDRAW || k->class == CLASS_HOLD ||
		    k->class == CLASS_ABSENT ||
		    k->class == CLASS_LAPSE;
		t->speaks |= k->class == CLASS_PROGRAMME ||
		    k->class == CLASS_BATCH || k->class == CLASS_LIST ||
		    (vocabulary_letter(k->class) != '\0' &&
		    k->class != CLASS_CALL) || k->class == CLASS_PUBLISH;
		t->lists |= k->class == CLASS_LIST ||
		    k->class == CLASS_PUBLISH;
	}
	settle_genre(r, named_list, weak);
	read_phrases(r);
	settle_weak(t, weak);
	settle_cut(t);
}

struct title *
title_read(const char *text, title_place *place)
{
	struct title *t = g_new0(struct title, 1);
	struct reading r = {.title = t, .place = place,
	    .left_over = g_string_new(NULL)};

	t->text = prepare(t, text);
	tokenize(&r);
	forget_firms(&r);
	forget_publisher(&r);
	settle_exceptions(&r);
	read_whole(&r);
	if (r.too_long)
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
	for (unsigned i = 0; i < t->n_phrases; i++) {
		g_free(t->phrases[i].owner);
		g_free(t->phrases[i].acts);
	}
	g_free(t->text);
	g_free(t->genre_word);
	g_free(t->left_over);
	g_free(t->first_place);
	g_free(t);
}
