#include "answer.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/notice/remark.h"
#include "transform/notice/remark_phrase.h"
#include "transform/notice/title_place.h"

static bool
is_one_of(const char *folded, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(folded, *words) == 0)
			return true;
	return false;
}

/* Whether a cell is an answer; *is says which.  无 is one to what asks so (`has`), and else says
 * that nothing stands there. */
static bool
is_answer(const char *cell, bool has, bool *is)
{
	static const char *const yes[] = {"是", "√", "✓", "✔", "☑", "有", "y",
	    "yes", "t", "true", NULL};
	static const char *const no[] = {"否", "×", "✗", "✘", "✕", "✖", "╳", "☒",
	    "☐", "□", "x", "n", "no", "f", "false", "不是", "没有", NULL};
	g_autoptr(GString) folded = NULL;

	if (strlen(cell) > strlen("不是"))
		return false;
	folded = g_string_new(NULL);
	text_fold(folded, cell);
	*is = is_one_of(folded->str, yes);
	return *is || is_one_of(folded->str, no) ||
	    (has && strcmp(folded->str, "无") == 0);
}

/* What a heading asks: 高新技术企业 of 是否高新技术企业（是/否）, 放弃 of 备注（是否放弃）.  `has` says
 * that it asks whether there is such a thing, `asks` that it has a word of asking. */
static const char *
asked_by(const char *heading, GString *folded, bool *has, bool *asks)
{
	const char *asked;

	text_fold(folded, heading);
	*has = strstr(folded->str, "是否") == NULL;
	asked = strstr(folded->str, *has ? "有无" : "是否");
	*asks = asked != NULL;
	*has &= *asks;
	if (asked != NULL)
		g_string_erase(folded, 0, asked - folded->str +
		    (gssize)strlen("是否"));
	text_strip_brackets(folded);
	if (text_ends(folded->str, ")"))
		g_string_truncate(folded, folded->len - 1);
	return folded->str;
}

/* The two together, for the caller to free. */
static char *
statement_of(const char *asked, bool has, bool is)
{
	return has ? g_strconcat(is ? "有" : "无", asked, NULL) :
	    g_strconcat(asked, is ? "" : "：否", NULL);
}

enum answer_heading
answer_of_heading(const char *heading)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	g_autofree char *is = NULL, *is_not = NULL;
	bool has, asks;
	const char *asked = asked_by(heading, folded, &has, &asks);

	is = statement_of(asked, has, true);
	is_not = statement_of(asked, has, false);
	if ((!remark_is_attribute(asked) && !remark_phrase_is_possession(asked)) ||
	    remark_read(is, false) == REMARK_STATES ||
	    remark_read(is_not, false) != REMARK_READ)
		return ANSWER_COUNTS;
	return asks ? ANSWER_ATTRIBUTE_ASKED : ANSWER_ATTRIBUTE;
}

/* Whether a cell speaks of a title or of an act on one, 已撤销资格, 公示期收到异议; what is
 * merely denied is what its heading asks: 未到实施时限. */
static bool
speaks(const char *cell)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	struct title_tokens tokens;
	bool does = false;

	text_fold(folded, cell);
	title_token_read(&tokens, folded->str, title_place_at);
	for (unsigned i = 0; i < tokens.n; i++)
		does |= tokens.token[i].class == CLASS_PROGRAMME ||
		    (tokens.token[i].class >= CLASS_PROPOSE &&
		    tokens.token[i].class != CLASS_NEGATE);
	g_free(tokens.first_place);
	return does;
}

bool
answer_take(const char *heading, bool field, enum answer_heading does,
    const char **cell, GStringChunk *strings)
{
	g_autoptr(GString) folded = NULL;
	g_autofree char *said = NULL;
	bool is, has, asks;

	if (*cell == NULL || heading == NULL)
		return false;
	if (!is_answer(*cell, strstr(heading, "有无") != NULL, &is)) {
		if (does == ANSWER_ATTRIBUTE_ASKED && !speaks(*cell))
			*cell = NULL;
		return false;
	}
	folded = g_string_new(NULL);
	heading = asked_by(heading, folded, &has, &asks);
	if (*heading == '\0' || (field && !asks))
		return false;
	said = statement_of(heading, has, is);
	*cell = does != ANSWER_COUNTS ? NULL :
	    g_string_chunk_insert_const(strings, said);
	return true;
}
