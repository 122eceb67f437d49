#include "name_aside.h"

#include <glib.h>
#include <string.h>

#include "fetch/base/text.h"
#include "transform/name/former.h"
#include "transform/name/name_place.h"
#include "transform/name/name_words.h"
#include "transform/notice/notice.h"
#include "transform/place/place.h"

/* A cell that is being split: the name so far, from `at`, ends at `end`. */
struct split_cell {
	char *text;
	size_t at, end;
	GString *folded;
	GString *words;
	struct name_aside *aside;
};

static const char *const brackets[][2] = {{"（", "）"}, {"(", ")"},
    {"（", ")"}, {"(", "）"}, {"[", "]"}, {"〔", "〕"}, {"【", "】"}, {"［", "］"},
    {"{", "}"}};

/* Whether words say whose the firm before them is: 某集团全资子公司. */
static bool
says_whose(const char *words)
{
	static const char *const ends[] = {"子公司", "母公司", "关联公司",
	    "下属公司", "下属企业", "控股企业"};

	/* （不含子公司） is of the list. */
	if (strstr(words, "不含") != NULL)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (text_ends(words, ends[i]))
			return true;
	return false;
}

/* Whether folded words are beside a company's name and no part of it: not （集团）, not
 * a branch or another firm; but （不含子公司）, （科创板上市公司）. */
static bool
stands_aside(const char *words)
{
	const char *end = words + strlen(words);

	return *words != '\0' && (!text_ends_as_firm(words) ||
	    notice_words_known(words) || (strstr(words, "集团") == NULL &&
	    remark_is_attribute(words))) &&
	    strcmp(words, "中国") != 0 &&
	    name_words_legal_form(words, end) != (size_t)(end - words);
}

/* Whether nothing but what titles say stands there: 新增, 第五批, 复核, 撤销. */
static bool
is_known(const char *words)
{
	return *words != '\0' && (notice_words_known(words) ||
	    notice_words_deny(words));
}

static void
fail(struct split_cell *s, const char *problem, const char *detail)
{
	if (s->aside->problem != NULL)
		return;
	s->aside->problem = problem;
	s->aside->detail = detail;
}

/* Takes folded words that stand beside the name. */
static void
take_words(struct split_cell *s, const char *words, bool first)
{
	if (notice_words_deny(words))
		fail(s, "not_a_name", "the name of a firm; the words beside it "
		    "take its title away");
	/* 退出。全资子公司 says more than whose it is. */
	if (says_whose(words) && remark_read(words, false) != REMARK_STATES)
		return;
	if (s->words->len > 0)
		g_string_insert(s->words, first ? -1 : 0, "，");
	g_string_insert(s->words, first ? -1 : 0, words);
}

/* The words of a bracket that ends at the end of the name, folded, as s->folded;
 * returns where it opens, NULL for none.  One that is never closed ends there,
 * too. */
static const char *
last_bracket(struct split_cell *s)
{
	const char *text = s->text + s->at, *end = s->text + s->end;
	const char *open = NULL, *words = NULL, *until = end;
	g_autofree char *inside = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(brackets); i++) {
		size_t close = strlen(brackets[i][1]);
		const char *begin;

		if (end - text < (ptrdiff_t)close || memcmp(end - close,
		    brackets[i][1], close) != 0)
			continue;
		begin = g_strrstr_len(text, end - text - (ptrdiff_t)close,
		    brackets[i][0]);
		if (begin == NULL || (open != NULL && begin < open))
			continue;
		open = begin;
		words = begin + strlen(brackets[i][0]);
		until = end - close;
	}
	for (size_t i = 0; open == NULL && i < 2; i++) {
		open = g_strrstr_len(text, end - text, brackets[i][0]);
		if (open != NULL && (g_strstr_len(open, end - open, "）") !=
		    NULL || g_strstr_len(open, end - open, ")") != NULL))
			open = NULL;
		words = open == NULL ? NULL : open + strlen(brackets[i][0]);
	}
	if (open == NULL)
		return NULL;
	inside = g_strndup(words, (gsize)(until - words));
	text_fold(s->folded, inside);
	return open;
}

/* Whether the name without what follows `until` is one to which words in brackets do
 * not belong: a company's; a factory's, but for 工具厂（普通合伙）; an institute's may have
 * a bracket that nobody knows. */
static bool
ends_before(const struct split_cell *s, const char *until, const char *words)
{
	g_autofree char *name = g_strchomp(g_strndup(s->text + s->at,
	    (gsize)(until - s->text) - s->at));
	g_autoptr(GString) folded = g_string_new(NULL);

	text_fold(folded, name);
	while (text_ends(folded->str, ")")) {
		char *open = strrchr(folded->str, '(');

		if (open == NULL || open == folded->str)
			return false;
		g_string_truncate(folded, (gsize)(open - folded->str));
	}
	return text_ends(folded->str, "公司") ||
	    (text_ends_as_firm(folded->str) && !text_ends(words, "合伙") &&
	    !text_ends(words, "独资") && (text_ends(folded->str, "厂") ||
	    is_known(words)));
}

/* Takes brackets off the end, the last first. */
static void
take_brackets(struct split_cell *s)
{
	const char *open;

	while ((open = last_bracket(s)) != NULL &&
	    ends_before(s, open, s->folded->str)) {
		const char *words = s->folded->str;
		g_autofree char *cell = g_strndup(s->text + s->at,
		    s->end - s->at);

		/* 甲有限公司（原名：乙有限公司）. */
		if (former_speaks(cell))
			return;
		/* 工程技术研究中心（有限公司）. */
		if (name_words_legal_form(words, words + s->folded->len) ==
		    s->folded->len)
			return;
		/* A division is no firm of its own: 星星集团有限公司（家电产业总公司）. */
		if (text_ends(words, "有限公司") ||
		    text_ends(words, "有限责任公司"))
			fail(s, "two_names",
			    "one name; another firm stands after it");
		if (!says_whose(words) && !stands_aside(words))
			return;
		take_words(s, words, false);
		s->end = (size_t)(open - s->text);
		while (s->end > s->at && g_ascii_isspace(s->text[s->end - 1]))
			s->end--;
	}
}

/* Skips dashes and the marks of footnotes. */
static const char *
skip_dashes(const char *at)
{
	static const char *const dashes[] = {"—", "–", "－", "-", "─", "*", "※",
	    NULL};

	for (size_t i = 0; dashes[i] != NULL;)
		if (text_begins(at, dashes[i])) {
			at += strlen(dashes[i]);
			i = 0;
		} else {
			i++;
		}
	return at;
}

/* 注, 注1, 注①. */
static bool
is_footnote(const char *words)
{
	if (!text_begins(words, "注"))
		return false;
	words += strlen("注");
	while (*words != '\0') {
		gunichar c = g_utf8_get_char(words);

		if (!g_unichar_isdigit(c) && !(c >= 0x2460 && c <= 0x2473))
			return false;
		words = g_utf8_next_char(words);
	}
	return true;
}

/* Whether words end in the digits of a telephone or a code, as no name does. */
static bool
ends_in_digits(const char *words)
{
	size_t n = strlen(words), digits = 0;

	while (digits < n && g_ascii_isdigit(words[n - digits - 1]))
		digits++;
	return digits >= 7;
}

/* Takes what follows a company's form without a bracket: after a dash, after a space
 * or a mark where it is understood. */
static void
take_tail(struct split_cell *s)
{
	static const char *const marks[] = {"/", "、", "；", ";", "，", ",", "|",
	    NULL};
	g_autofree char *cell = g_strndup(s->text + s->at, s->end - s->at);
	const char *form = g_strrstr(cell, "公司"), *tail, *words;
	bool marked = false;
	struct place place;

	if (form == NULL || form[strlen("公司")] == '\0')
		return;
	tail = form + strlen("公司");
	words = skip_dashes(tail);
	if (words == tail) {
		for (size_t i = 0; marks[i] != NULL && !marked; i++)
			if (text_begins(words, marks[i])) {
				words += strlen(marks[i]);
				marked = true;
			}
		marked = marked || g_unichar_isspace(g_utf8_get_char(words));
		text_fold(s->folded, words);
		if (!is_footnote(s->folded->str) && !(marked &&
		    (ends_in_digits(s->folded->str) ||
		    is_known(s->folded->str) ||
		    (*s->folded->str != '\0' && text_is_latin(s->folded->str))
		    || place_of_text(words, NULL, &place))))
			return;
	}
	text_fold(s->folded, words);
	if (!stands_aside(s->folded->str))
		return;
	take_words(s, s->folded->str, false);
	s->end = s->at + (size_t)(tail - cell);
}

/* Takes a place before a name that begins with its own: 杭州市 杭州甲有限公司; in 杭州 甲有限
 * 公司 it is the name's. */
static void
take_place(struct split_cell *s)
{
	const char *text = s->text + s->at, *p = text;
	g_autofree char *words = NULL;
	struct place place;
	size_t at;

	while (*p != '\0' && !g_unichar_isspace(g_utf8_get_char(p)))
		p = g_utf8_next_char(p);
	if (*p == '\0' || p - text > 30)
		return;
	words = g_strndup(text, (gsize)(p - text));
	while (g_unichar_isspace(g_utf8_get_char(p)))
		p = g_utf8_next_char(p);
	if (!place_is_all(words, NULL, &place) ||
	    !name_place(p, &place, &at, NULL) || at != 0)
		return;
	text_fold(s->folded, words);
	take_words(s, s->folded->str, true);
	s->at = (size_t)(p - s->text);
}

/* Takes a bracket before the name, or a batch: 【新增】甲有限公司, 第五批 甲有限公司.  The
 * numbers of rows (（1）) are left to the reading of names. */
static void
take_head(struct split_cell *s)
{
	const char *text = s->text + s->at, *end;

	for (size_t i = 0; i < G_N_ELEMENTS(brackets); i++) {
		g_autofree char *inside = NULL;
		const char *after;

		if (!text_begins(text, brackets[i][0]))
			continue;
		text += strlen(brackets[i][0]);
		end = strstr(text, brackets[i][1]);
		if (end == NULL)
			continue;
		inside = g_strndup(text, (gsize)(end - text));
		text_fold(s->folded, inside);
		if (text_leading_number(s->folded->str, &after) > 0 &&
		    *after == '\0')
			return;
		if (!is_known(s->folded->str))
			fail(s, "not_a_name", "the name of a firm; words that "
			    "nobody knows stand before it");
		take_words(s, s->folded->str, true);
		s->at = (size_t)(end - s->text) + strlen(brackets[i][1]);
		return;
	}
	if (text_begins(text, "第") && (end = strstr(text, "批")) != NULL &&
	    end - text < 24) {
		g_autofree char *batch = g_strndup(text, (gsize)(end - text) +
		    strlen("批"));

		text_fold(s->folded, batch);
		if (text_batch(s->folded->str, NULL) == 0)
			return;
		take_words(s, s->folded->str, true);
		s->at = (size_t)(end - s->text) + strlen("批");
		return;
	}
	take_place(s);
}

/* Whether a cell is a name and nothing else, as nearly every one is. */
static bool
is_bare(const char *printed)
{
	for (size_t i = 0; i < G_N_ELEMENTS(brackets); i++)
		if (text_begins(printed, brackets[i][0]))
			return false;
	return text_ends(printed, "公司") && !text_begins(printed, "第") &&
	    strpbrk(printed, " \t\r\n\xe3") == NULL;
}

struct name_aside
name_aside_read(const char *printed)
{
	struct name_aside aside = {0};
	struct split_cell s = {.aside = &aside};

	if (is_bare(printed))
		return aside;
	s.text = g_strstrip(g_strdup(printed));
	s.end = strlen(s.text);
	s.folded = g_string_new(NULL);
	s.words = g_string_new(NULL);
	take_head(&s);
	take_brackets(&s);
	if (!former_speaks(s.text + s.at))
		take_tail(&s);
	take_brackets(&s);
	if (s.at > 0 || s.end < strlen(s.text))
		aside.name = g_strstrip(g_strndup(s.text + s.at,
		    s.end - s.at));
	if (s.words->len > 0)
		aside.words = g_strdup(s.words->str);
	g_string_free(s.words, TRUE);
	g_string_free(s.folded, TRUE);
	g_free(s.text);
	return aside;
}

void
name_aside_clear(struct name_aside *aside)
{
	g_clear_pointer(&aside->name, g_free);
	g_clear_pointer(&aside->words, g_free);
}
