#include "former.h"

#include <glib.h>
#include <string.h>

#include "fetch/base/text.h"
#include "name_place.h"

/* What a bracket after a name begins with when the former name follows; the
 * longest first, so that 原 is tried last. */
static const char *const former_words[] = {
	"原企业名称", "原公司名称", "原单位名称", "原名称", "原名", "曾用名称",
	"曾用名", "更名前名称", "更名前", "变更前名称", "变更前", "原", NULL};

/* And when the later one does. */
static const char *const later_words[] = {
	"现更名为", "已更名为", "后更名为", "更名为", "现变更为", "已变更为",
	"变更为", "现改名为", "改名为", "现名称", "现名", "现为", "更名后",
	"变更后", NULL};

/* Firms and places that begin with 原: of （原子高科股份有限公司） nobody can say
 * whether 原 is a word of its own. */
static const char *const begin_with_yuan[] = {
	"原子", "原料", "原平", "原阳", "原州", NULL};

static const char *const verbs[] = {"更名为", "变更为", "更改为", "改名为",
	NULL};

/* What may stand between the former name and the verb, and before it:
 * 由甲有限公司的企业名称简单更名为乙有限公司 */
static const char *const before_verb[] = {"企业名称", "公司名称", "名称", "的",
	"现", "已", "简单", "申请", "，", ",", "”", "\"", "」", "’", NULL};
static const char *const before_name[] = {"同意将", "同意", "将", "由",
	"原企业名称", "原公司名称", "原名称", "企业名称由", "名称由", "：", ":",
	"“", "\"", "「", "‘", NULL};
static const char *const after_name[] = {"”", "\"", "」", "’", "；", ";",
	"。", "，", ",", NULL};

static const char *
begins_any(const char *text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (text_begins(text, *words))
			return text + strlen(*words);
	return NULL;
}

/* Takes spaces and any of the words off both ends; NULL where nothing that ends
 * as a firm's name remains.  The caller owns what is returned. */
static char *
trim(const char *from, const char *until, const char *const *first,
    const char *const *last)
{
	char *text = g_strstrip(g_strndup(from, (gsize)(until - from)));
	const char *rest;
	char *trimmed;

	for (const char *const *w = last; *w != NULL;)
		if (text_ends(text, *w)) {
			text[strlen(text) - strlen(*w)] = '\0';
			g_strchomp(text);
			w = last;
		} else {
			w++;
		}
	trimmed = text;
	while ((rest = begins_any(trimmed, first)) != NULL)
		trimmed = g_strchug(trimmed + (rest - trimmed));
	trimmed = text_ends_as_firm(trimmed) ? g_strdup(trimmed) : NULL;
	g_free(text);
	return trimmed;
}

/* The bracket that is closed at the end of a text, or NULL. */
static const char *
last_bracket(const char *text)
{
	const char *p = text + strlen(text);
	int depth = 0;

	if (!text_ends(text, ")") && !text_ends(text, "）"))
		return NULL;
	while (p > text) {
		p = g_utf8_prev_char(p);
		if (*p == ')' || text_begins(p, "）"))
			depth++;
		else if ((*p == '(' || text_begins(p, "（")) && --depth == 0)
			return p;
	}
	return NULL;
}

/* Takes the word 原 off a name: 原浙江甲有限公司.  Where no place follows, the name
 * may itself begin so (原子高科股份有限公司); NULL then.  Frees or returns `name`. */
static char *
trim_yuan(char *name)
{
	struct place place;
	char *rest;

	if (name == NULL || !text_begins(name, "原"))
		return name;
	rest = name_place(name + strlen("原"), &place, NULL, NULL) ?
	    g_strdup(name + strlen("原")) : NULL;
	g_free(name);
	return rest;
}

static enum former
settle(char *a, char *b, char **now, char **before)
{
	if (a == NULL || b == NULL) {
		g_free(a);
		g_free(b);
		return FORMER_UNCLEAR;
	}
	*now = a;
	*before = b;
	return FORMER_TOLD;
}

/* 甲股份有限公司（原名：甲有限公司） */
static enum former
split_bracket(const char *text, char **now, char **before)
{
	const char *open = last_bracket(text), *inner, *rest, *close;
	char *outside, *inside;
	bool later;

	if (open == NULL)
		return FORMER_NONE;
	inner = g_utf8_next_char(open);
	while (g_unichar_isspace(g_utf8_get_char(inner)))
		inner = g_utf8_next_char(inner);
	rest = begins_any(inner, later_words);
	later = rest != NULL;
	if (!later)
		rest = begins_any(inner, former_words);
	close = g_utf8_prev_char(text + strlen(text));
	/* （原料药） and the like are parts of a name. */
	if (rest == NULL || rest > close)
		return FORMER_NONE;
	inside = trim(rest, close, before_name, after_name);
	if (inside == NULL)
		return FORMER_NONE;
	if (begins_any(inner, begin_with_yuan) != NULL) {
		g_free(inside);
		return FORMER_UNCLEAR;
	}
	outside = trim(text, open, before_name, after_name);
	return later ? settle(inside, outside, now, before) :
	    settle(outside, inside, now, before);
}

/* 甲股份有限公司，原名甲有限公司 */
static enum former
split_comma(const char *text, char **now, char **before)
{
	static const char *const marks[] = {"，", ",", "；", ";", "、", "\n", " ",
	    NULL};

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		const char *at = begins_any(p, marks), *rest;

		if (at == NULL)
			continue;
		while (g_unichar_isspace(g_utf8_get_char(at)))
			at = g_utf8_next_char(at);
		rest = begins_any(at, former_words);
		if (rest == NULL || !former_begins(at))
			continue;
		return settle(trim(text, p, before_name, after_name), trim(rest,
		    rest + strlen(rest), before_name, after_name), now,
		    before);
	}
	return FORMER_NONE;
}

/* 将“甲有限公司”更名为“甲股份有限公司” */
static enum former
split_sentence(const char *text, char **now, char **before)
{
	for (const char *const *v = verbs; *v != NULL; v++) {
		const char *at = strstr(text, *v);
		const char *after;

		if (at == NULL)
			continue;
		after = at + strlen(*v);
		return settle(trim(after, after + strlen(after), before_name,
		    after_name), trim_yuan(trim(text, at, before_name,
		    before_verb)), now, before);
	}
	return FORMER_NONE;
}

enum former
former_split(const char *printed, char **now, char **before)
{
	g_autofree char *text = NULL;
	enum former found;

	*now = *before = NULL;
	/* Nearly every name: none of the words 原, 名, 变更, 更改, 现为 is in it. */
	if (!text_has_ideograph(printed, "原名变更现"))
		return FORMER_NONE;
	text = g_strstrip(g_strdup(printed));
	if (strstr(text, "原") == NULL && strstr(text, "名") == NULL &&
	    strstr(text, "变更") == NULL && strstr(text, "更改") == NULL &&
	    strstr(text, "现为") == NULL)
		return FORMER_NONE;
	found = split_bracket(text, now, before);
	if (found == FORMER_NONE)
		found = split_sentence(text, now, before);
	return found == FORMER_NONE ? split_comma(text, now, before) : found;
}

bool
former_begins(const char *printed)
{
	const char *rest;

	while (g_unichar_isspace(g_utf8_get_char(printed)))
		printed = g_utf8_next_char(printed);
	rest = begins_any(printed, former_words);
	return (rest != NULL && rest != printed + strlen("原")) ||
	    begins_any(printed, later_words) != NULL;
}

bool
former_speaks(const char *printed)
{
	g_autofree char *now = NULL, *before = NULL;

	return former_split(printed, &now, &before) != FORMER_NONE;
}

bool
former_told(const char *printed)
{
	g_autofree char *now = NULL, *before = NULL;

	return former_split(printed, &now, &before) == FORMER_TOLD;
}
