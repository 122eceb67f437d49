#include "title_token.h"

#include <string.h>

#include "fetch/base/text.h"

enum { LONGEST_ISSUER = 60 };    /* bytes of the words of a number */

static void
add_token(struct title_tokens *r, enum vocabulary_class class, const char *at,
    size_t len, unsigned depth, const char *value, unsigned number)
{
	if (r->n < TITLE_TOKENS_MOST)
		r->token[r->n++] = (struct title_token){class, at, len, depth, value,
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

static bool
skip_one_of(const char **p, const char *const *words)
{
	for (; *words != NULL; words++)
		if (text_begins(*p, *words)) {
			*p += strlen(*words);
			return true;
		}
	return false;
}

/* The bits of the batches from `from` to `until`. */
static guint64
batch_bits(unsigned from, unsigned until)
{
	guint64 bits = 0;

	for (unsigned i = from; i <= until; i++)
		bits |= G_GUINT64_CONSTANT(1) << i;
	return bits;
}

/* Batches whose sign stands once, or from one to another: 第一、四批, 第二至第六批, 1-6批,
 * 第一批至第三批.  Adds a token for each; returns the length of all, 0 where there
 * are none. */
static size_t
batches_at(struct title_tokens *r, const char *p, unsigned depth)
{
	static const char *const signs[] = {"批次", "批", NULL};
	static const char *const until[] = {"至", "到", "-", "—", "~", NULL};
	static const char *const and[] = {"、", ",", "和", "及", "与", "/", NULL};
	const char *at = p, *end = NULL;
	guint64 bits = 0, all = 0;
	unsigned last = 0;
	bool range = false;

	if (!text_begins(p, "第") && !g_ascii_isdigit(*p))
		return 0;
	for (;;) {
		unsigned n;

		at += text_begins(at, "第") ? strlen("第") : 0;
		n = text_leading_number(at, &at);
		if (n == 0 || n > 63)
			break;
		bits |= batch_bits(range && last < n ? last : n, n);
		last = n;
		if (skip_one_of(&at, signs)) {
			end = at;
			all = bits;
			range = skip_one_of(&at, until);
			if (!range)
				break;
		} else if (!(range = skip_one_of(&at, until)) &&
		    !skip_one_of(&at, and)) {
			break;
		}
	}
	for (unsigned i = 1; end != NULL && i < 64; i++)
		if ((all & batch_bits(i, i)) != 0)
			add_token(r, CLASS_BATCH, p, (size_t)(end - p), depth,
			    NULL, i);
	return end != NULL ? (size_t)(end - p) : 0;
}

/* A number with its sign that is no batch: 第二年, 第二次, 第二轮; and 前五批, which are
 * several. */
static size_t
ordinal_at(struct title_tokens *r, const char *p, unsigned depth)
{
	static const struct {
		const char *before, *sign;
		enum vocabulary_class class;
	} ordinals[] = {{"第", "年", CLASS_FUNDING_YEAR},
	    {"第", "季度", CLASS_NEUTRAL}, {"第", "次", CLASS_NEUTRAL},
	    {"第", "号", CLASS_NEUTRAL}, {"第", "期", CLASS_NEUTRAL},
	    {"第", "轮", CLASS_ROUND}, {"前", "批", CLASS_SEVERAL}};

	for (size_t i = 0; i < G_N_ELEMENTS(ordinals); i++) {
		const char *end, *at = p + strlen(ordinals[i].before);
		unsigned number;
		size_t len;

		if (!text_begins(p, ordinals[i].before))
			continue;
		number = text_leading_number(at, &end);
		if (number == 0 && text_begins(at, "两"))
			number = 2, end = at + strlen("两");
		if (number == 0 || !text_begins(end, ordinals[i].sign))
			continue;
		len = (size_t)(end - p) + strlen(ordinals[i].sign);
		add_token(r, ordinals[i].class, p, len, depth, NULL, number);
		return len;
	}
	return 0;
}

/* Something with a number at a place: a batch, a year, a count of firms. */
static size_t
number_at(struct title_tokens *r, const char *p, unsigned depth)
{
	static const char *const counts[] = {"家", "户", "所", "个", "名"};
	static const char *const times[] = {"月份", "月", "日", "季度", "年",
	    "页"};
	unsigned number = 0;
	const char *end;
	size_t len = year_at(p, &number);

	if (len > 0) {
		add_token(r, CLASS_YEAR, p, len, depth, NULL, number);
		return len;
	}
	if ((len = batches_at(r, p, depth)) > 0)
		return len;
	if ((len = ordinal_at(r, p, depth)) > 0)
		return len;
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

/* 级 after a place says whose a list is: 慈溪市级.  Its length, 0 where it does not
 * stand there. */
static size_t
level_after(struct title_tokens *r, const char *place, size_t len,
    unsigned depth)
{
	static const char *const levels[] = {"provincial", "municipal"};
	struct vocabulary_word word;

	if (!text_begins(place + len, "级") ||
	    vocabulary_find(place + len, &word) > 0)
		return 0;
	for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
		if (vocabulary_ends(place, len, levels[i])) {
			add_token(r, CLASS_LEVEL, place + len, strlen("级"),
			    depth, levels[i], 0);
			return strlen("级");
		}
	return 0;
}

/* A word or a place; the longer one counts, a word where both are as long. */
static size_t
word_at(struct title_tokens *r, const char *p, unsigned depth,
    title_place *place_at)
{
	struct vocabulary_word word;
	size_t place = place_at != NULL ? place_at(p) : 0;
	size_t len = vocabulary_find(p, &word);

	/* 复核通过公示名单: after a review 通过 is its outcome, not 通过公示. */
	if (text_begins(p, "通过公示") && r->n > 0 &&
	    r->token[r->n - 1].class == CLASS_REVIEW)
		len = vocabulary_find("通过", &word);
	if (place > len) {
		add_token(r, CLASS_PLACE, p, place, depth, NULL, 0);
		if (r->first_place == NULL)
			r->first_place = g_strndup(p, place);
		return place + level_after(r, p, place, depth);
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

/* How long the number of the document in brackets is, (浙经信企业(2023)112号),
 * (2023年第12号); 0 where it does not stand there. */
static size_t
document_number_at(const char *p)
{
	const char *at = p + 1;
	size_t words = *p == '(' ? strcspn(at, "()0123456789") : LONGEST_ISSUER;
	bool bracket;

	at += words;
	bracket = words < LONGEST_ISSUER && *at == '(';
	at += bracket;
	if (words >= LONGEST_ISSUER || strspn(at, "0123456789") != 4)
		return 0;
	at += strlen("2023");
	if (!text_begins(at, bracket ? ")" : "年"))
		return 0;
	at += strlen(bracket ? ")" : "年");
	at += text_begins(at, "第") ? strlen("第") : 0;
	if (!g_ascii_isdigit(*at))
		return 0;
	at += strspn(at, "0123456789");
	return text_begins(at, "号)") ? (size_t)(at - p) + strlen("号)") : 0;
}

static void
tokenize(struct title_tokens *r, const char *text, title_place *place_at)
{
	unsigned depth = 0;
	const char *unknown = NULL;

	for (const char *p = text; *p != '\0';) {
		size_t len = number_at(r, p, depth);

		if (len == 0 && (len = document_number_at(p)) > 0)
			add_token(r, CLASS_NEUTRAL, p, len, depth, NULL, 0);
		if (len == 0)
			len = word_at(r, p, depth, place_at);
		if (len == 0 && is_content(p)) {
			if (unknown == NULL)
				unknown = p;
			p = g_utf8_next_char(p);
			continue;
		}
		if (unknown != NULL) {
			struct title_token after = r->n > 0 && len > 0 ?
			    r->token[--r->n] : (struct title_token){0};

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

bool
title_token_is(const struct title_token *t, const char *word)
{
	return t->len == strlen(word) && memcmp(t->at, word, t->len) == 0;
}

bool
title_token_says(const struct title_token *t, enum vocabulary_class class,
    const char *value)
{
	return t->class == class && t->value != NULL &&
	    strcmp(t->value, value) == 0;
}

/* Whether a token ends the name of a firm: 有限公司, not 公司 alone. */
static bool
ends_firm(const struct title_tokens *r, unsigned i)
{
	const struct title_token *t = &r->token[i];
	const char *text = r->token[0].at;

	return title_token_is(t, "公司") &&
	    vocabulary_ends(text, (size_t)(t->at - text), "firm");
}

/* Whether a token can be part of a firm's name: trades are full of words that are
 * acts or genres elsewhere (材料, 科, 装备, 检查). */
static bool
is_of_name(const struct title_token *t)
{
	if (title_token_is(t, "关于") || title_token_is(t, "对") ||
	    title_token_is(t, "将") || title_token_is(t, "等") ||
	    title_token_is(t, "的"))
		return false;
	switch (t->class) {
	case CLASS_PROGRAMME:
		return strcmp(t->value, "other") == 0;
	case CLASS_UNKNOWN:
	case CLASS_PLACE:
	case CLASS_OBJECT:
	case CLASS_NEUTRAL:
	case CLASS_TRADE:
	case CLASS_GENRE:
	case CLASS_INSPECT:
	case CLASS_CULTIVATE:
	case CLASS_PRIZE:
		return true;
	default:
		return false;
	}
}

/* Makes the name of a firm no word: 关于海南龙凤瀑生物科技有限公司等11家…. It begins with
 * its place; without one only words that nobody knows are of it. */
static void
forget_firms(struct title_tokens *r)
{
	for (unsigned i = 1; i < r->n; i++) {
		unsigned from = i, place = i;

		if (!ends_firm(r, i))
			continue;
		r->firm = true;
		for (unsigned k = i; k > 0 && i - k < 12 &&
		    r->token[k - 1].depth == r->token[i].depth &&
		    is_of_name(&r->token[k - 1]); k--) {
			if (r->token[k - 1].class == CLASS_PLACE)
				place = k - 1;
			else if (place < i)
				break;
			if (from == k && r->token[k - 1].class == CLASS_UNKNOWN)
				from = k - 1;
		}
		for (from = MIN(from, place); from <= i; from++)
			r->token[from].class = CLASS_NEUTRAL;
	}
}

/* Whether what stands before a token says anything of a list. */
static bool
says_nothing(const struct title_tokens *r, unsigned until)
{
	for (unsigned i = 0; i < until; i++)
		switch (r->token[i].class) {
		case CLASS_UNKNOWN:
		case CLASS_NEUTRAL:
		case CLASS_TRADE:
		case CLASS_ORG:
		case CLASS_PLACE:
		case CLASS_OBJECT:
		case CLASS_YEAR:
		case CLASS_COUNT:
			break;
		default:
			return false;
		}
	return true;
}

/* What stands before 关于 says who publishes and under which number: a department,
 * whatever its name is. */
static void
forget_publisher(struct title_tokens *r)
{
	unsigned about = 0;

	while (about < r->n && !title_token_is(&r->token[about], "关于"))
		about++;
	if (about == r->n || about == 0 ||
	    (r->token[about - 1].class != CLASS_ORG &&
	    r->token[about - 1].at[r->token[about - 1].len] != ':' &&
	    !says_nothing(r, about)))
		return;
	for (unsigned i = 0; i < about; i++)
		if (r->token[i].class != CLASS_GENRE &&
		    r->token[i].class != CLASS_ORG &&
		    r->token[i].class != CLASS_PLACE)
			r->token[i].class = CLASS_NEUTRAL;
}

/* Whether an act on a title that exists comes before the next conjunction. */
static bool
acts_on_title(const struct title_tokens *r, unsigned from)
{
	for (unsigned i = from; i < r->n &&
	    r->token[i].class != CLASS_JOINT; i++)
		switch (r->token[i].class) {
		case CLASS_REVIEW:
		case CLASS_REVOKE:
		case CLASS_WITHDRAW:
		case CLASS_RENAME:
			return r->token[i].depth == r->token[from].depth;
		default:
			break;
		}
	return false;
}

/* 2021年认定企业复核通过名单: the designation is a past one, which says of what year the
 * reviewed firms are. */
static void
forget_participles(struct title_tokens *r)
{
	for (unsigned i = 1; i + 1 < r->n; i++)
		if (r->token[i].class == CLASS_DESIGNATE &&
		    r->token[i - 1].class == CLASS_YEAR &&
		    (title_token_is(&r->token[i + 1], "的") ||
		    r->token[i + 1].class == CLASS_OBJECT ||
		    r->token[i + 1].class == CLASS_PROGRAMME) &&
		    acts_on_title(r, i + 1))
			r->token[i].class = CLASS_NEUTRAL;
}

/* （不含深圳） says where; anything else that a list has or has not is an act of its
 * own (不含已撤销企业). */
static void
settle_exceptions(struct title_tokens *r)
{
	for (unsigned i = 0; i < r->n; i++)
		if (r->token[i].class == CLASS_EXCEPT)
			r->token[i].class = i + 1 < r->n &&
			    r->token[i + 1].class == CLASS_PLACE ?
			    CLASS_NEUTRAL : CLASS_HOLD;
}

/* （按所在区排序）: in which order. */
static void
forget_orders(struct title_tokens *r)
{
	for (unsigned i = 0; i < r->n; i++) {
		unsigned end = i + 1;

		if (!title_token_is(&r->token[i], "按") &&
		    !title_token_is(&r->token[i], "按照"))
			continue;
		while (end < r->n && end - i < 6 &&
		    r->token[end].depth == r->token[i].depth &&
		    !title_token_is(&r->token[end], "排序") &&
		    !title_token_is(&r->token[end], "排列"))
			end++;
		if (end < r->n && (title_token_is(&r->token[end], "排序") ||
		    title_token_is(&r->token[end], "排列")))
			for (unsigned k = i; k < end; k++)
				r->token[k].class = CLASS_NEUTRAL;
	}
}

/* Whether a token of this class comes from `from` on, outside deeper brackets. */
static bool
comes(const struct title_tokens *r, unsigned from, enum vocabulary_class class)
{
	for (unsigned i = from; i < r->n; i++)
		if (r->token[i].class == class &&
		    r->token[i].depth <= r->token[from].depth)
			return true;
	return false;
}

/* 关于补充公布第四批…企业名单的通知, 关于增补第三批…企业名单的公示, …企业增补名单: the firms are
 * added to their batch, and so designated with it.  A 补充公告 of a list says nothing of
 * its firms. */
static void
settle_supplements(struct title_tokens *r)
{
	for (unsigned i = 0; i + 1 < r->n; i++) {
		struct title_token *t = &r->token[i];
		enum vocabulary_class next = t[1].class;
		bool acts = next == CLASS_PUBLISH || next == CLASS_DESIGNATE;
		bool names = next == CLASS_BATCH || next == CLASS_YEAR ||
		    next == CLASS_LEVEL || next == CLASS_PLACE ||
		    next == CLASS_PROGRAMME;

		if (!title_token_says(t, CLASS_CORRECT, "adds"))
			continue;
		if (((acts || names) && comes(r, i, CLASS_PROGRAMME) &&
		    comes(r, i, CLASS_LIST)) || (next == CLASS_LIST && i > 0 &&
		    (t[-1].class == CLASS_OBJECT ||
		    t[-1].class == CLASS_PROGRAMME)))
			t->class = CLASS_NEUTRAL;
	}
}

void
title_token_read(struct title_tokens *r, const char *text, title_place *place)
{
	*r = (struct title_tokens){0};
	tokenize(r, text, place);
	forget_firms(r);
	forget_publisher(r);
	forget_participles(r);
	forget_orders(r);
	settle_exceptions(r);
	settle_supplements(r);
}
