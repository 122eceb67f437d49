#include "title_token.h"

#include <string.h>

#include "fetch/base/text.h"

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

/* Something with a number at a place: a batch, a year, a count of firms. */
static size_t
number_at(struct title_tokens *r, const char *p, unsigned depth)
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
word_at(struct title_tokens *r, const char *p, unsigned depth,
    title_place *place_at)
{
	struct vocabulary_word word;
	size_t place = place_at != NULL ? place_at(p) : 0;
	size_t len = vocabulary_find(p, &word);

	if (place > len) {
		add_token(r, CLASS_PLACE, p, place, depth, NULL, 0);
		if (r->first_place == NULL)
			r->first_place = g_strndup(p, place);
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
tokenize(struct title_tokens *r, const char *text, title_place *place_at)
{
	unsigned depth = 0;
	const char *unknown = NULL;

	for (const char *p = text; *p != '\0';) {
		size_t len = number_at(r, p, depth);

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

/* Makes the name of a firm no word: 关于海南龙凤瀑生物科技有限公司等11家…. */
static void
forget_firms(struct title_tokens *r)
{
	for (unsigned i = 1; i < r->n; i++) {
		unsigned from = i;

		if (!title_token_is(&r->token[i], "有限公司") &&
		    !title_token_is(&r->token[i], "公司"))
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
forget_publisher(struct title_tokens *r)
{
	unsigned about = 0;

	while (about < r->n && !title_token_is(&r->token[about], "关于"))
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
settle_exceptions(struct title_tokens *r)
{
	for (unsigned i = 0; i < r->n; i++)
		if (r->token[i].class == CLASS_EXCEPT)
			r->token[i].class = i + 1 < r->n &&
			    r->token[i + 1].class == CLASS_PLACE ?
			    CLASS_NEUTRAL : CLASS_HOLD;
}

void
title_token_read(struct title_tokens *r, const char *text, title_place *place)
{
	*r = (struct title_tokens){0};
	tokenize(r, text, place);
	forget_firms(r);
	forget_publisher(r);
	settle_exceptions(r);
}
