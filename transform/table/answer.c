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
 * that nothing stands there; 1 and 0 are where something is `asked`. */
static bool
is_answer(const char *cell, bool has, bool asked, bool *is)
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
	*is = is_one_of(folded->str, yes) ||
	    (asked && strcmp(folded->str, "1") == 0);
	return *is || is_one_of(folded->str, no) ||
	    (has && strcmp(folded->str, "无") == 0) ||
	    (asked && strcmp(folded->str, "0") == 0);
}

/* Whether a cell says that nothing stands there. */
static bool
is_nothing(const char *cell)
{
	static const char *const words[] = {"无", "暂无", "n/a", "na", "#n/a",
	    "不适用", "不涉及", "nil", "none", "null", NULL};
	g_autoptr(GString) folded = g_string_new(NULL);

	text_fold(folded, cell);
	if (is_one_of(folded->str, words))
		return true;
	for (const char *p = folded->str; *p != '\0'; p = g_utf8_next_char(p))
		if (g_utf8_strchr("-—–―/\\_.…*~", -1, g_utf8_get_char(p)) ==
		    NULL)
			return false;
	return true;
}

bool
answer_is_when(const char *cell)
{
	return strpbrk(cell, "0123456789") != NULL || strstr(cell, "批") != NULL;
}

/* Whether a cell has neither letter nor digit: ○, ★, ?. */
static bool
is_sign(const char *cell)
{
	for (; *cell != '\0'; cell = g_utf8_next_char(cell))
		if (g_unichar_isalnum(g_utf8_get_char(cell)))
			return false;
	return true;
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

/* Whether what a heading asks after is an act on a title, as its last words: 入围, 审核通过;
 * not 认定年份. */
static bool
is_act(const char *asked)
{
	struct title_tokens tokens;
	bool known = true, act = false, last = false;

	title_token_read(&tokens, asked, title_place_at);
	for (unsigned i = 0; i < tokens.n; i++) {
		last = vocabulary_letter(tokens.token[i].class) != '\0';
		act |= last;
		last |= tokens.token[i].class == CLASS_OBJECT ||
		    title_token_says(&tokens.token[i], CLASS_NEUTRAL, "honour");
		known &= tokens.token[i].class != CLASS_UNKNOWN;
	}
	g_free(tokens.first_place);
	return known && act && last;
}

/* Whether a token says that a firm lost a title or did not get it, `denied` by what stands
 * before it. */
static bool
is_loss(const struct title_token *t, bool denied)
{
	switch (t->class) {
	case CLASS_REVOKE:      /* 失效, 删除: of things, too */
		return !title_token_says(t, CLASS_REVOKE, "things");
	case CLASS_WITHDRAW:
	case CLASS_FAIL:
	case CLASS_ABSENT:
		return true;
	case CLASS_PASS:
	case CLASS_DESIGNATE:
	case CLASS_RECOMMEND:
	case CLASS_KEEP:
		return denied;
	default:
		return false;
	}
}

/* A folded heading without the words of what an act has, 退出 of 退出时间及原因; *when becomes
 * whether one says when. */
static void
strip_of_act(GString *folded, bool *when)
{
	static const char *const times[] = {"日期", "时间", "年份", "年度", "年月",
	    NULL};
	static const char *const things[] = {"文号", "文件", "原因", "理由", "事由",
	    "声明书", "声明", "说明", "依据", "情况", "情形", "公告", "通知", "决定",
	    "申请书", "申请", "承诺书", "材料", "及", "和", "与", "/", "、", NULL};
	size_t len;

	*when = false;
	do {
		len = folded->len;
		for (const char *const *w = times; *w != NULL; w++)
			if (text_ends(folded->str, *w)) {
				g_string_truncate(folded, folded->len -
				    strlen(*w));
				*when = true;
			}
		for (const char *const *w = things; *w != NULL; w++)
			if (text_ends(folded->str, *w))
				g_string_truncate(folded, folded->len -
				    strlen(*w));
	} while (folded->len < len);
}

/* Whether folded words are of what firms have that lost a title: 退出日期; takes them apart. */
static bool
is_of_loss(GString *folded)
{
	struct title_tokens tokens;
	bool known = true, loss = false, denied = false, when;
	size_t len = folded->len;

	strip_of_act(folded, &when);
	if (folded->len == 0 || folded->len == len ||
	    (when && text_ends(folded->str, "终止")))
		return false;
	title_token_read(&tokens, folded->str, title_place_at);
	for (unsigned i = 0; i < tokens.n; i++) {
		loss |= is_loss(&tokens.token[i], denied);
		denied = tokens.token[i].class == CLASS_NEGATE;
		known &= tokens.token[i].class != CLASS_UNKNOWN;
	}
	g_free(tokens.first_place);
	return known && loss;
}

bool
answer_is_of_loss(const char *heading)
{
	g_autoptr(GString) folded = g_string_new(NULL), within = NULL;
	const char *bracket;

	text_fold(folded, heading);
	if (strstr(folded->str, "是否") != NULL)
		return false;
	if ((bracket = strrchr(folded->str, '(')) != NULL) {
		within = g_string_new(bracket + 1);
		if (text_ends(within->str, ")"))
			g_string_truncate(within, within->len - 1);
		if (is_of_loss(within))
			return true;
		text_strip_brackets(folded);
	}
	return is_of_loss(folded);
}

/* Whether a cell denies something, and nothing else is in it: 未退出. */
static bool
only_denies(const char *cell)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	struct title_tokens tokens;
	bool denies;

	text_fold(folded, cell);
	title_token_read(&tokens, folded->str, title_place_at);
	denies = tokens.n > 0 && tokens.token[0].class == CLASS_NEGATE;
	g_free(tokens.first_place);
	return denies && remark_read(cell, false) == REMARK_READ;
}

bool
answer_is_no_loss(const char *cell)
{
	bool is;

	if (cell == NULL || is_nothing(cell))
		return true;
	return is_answer(cell, true, true, &is) ? !is : only_denies(cell);
}

/* Whether what a heading asks after is a title of the lists, and nothing else is said of it:
 * 小巨人, 省级专精特新企业. */
static bool
is_programme(const char *asked)
{
	struct title_tokens tokens;
	bool known = true, named = false;

	title_token_read(&tokens, asked, title_place_at);
	for (unsigned i = 0; i < tokens.n; i++) {
		enum vocabulary_class c = tokens.token[i].class;

		named |= c == CLASS_PROGRAMME;
		known &= c == CLASS_PROGRAMME || c == CLASS_OBJECT ||
		    c == CLASS_LEVEL || c == CLASS_NEUTRAL ||
		    c == CLASS_BATCH || c == CLASS_YEAR;
	}
	g_free(tokens.first_place);
	return known && named;
}

/* What the answers to a question do that is about something else than what a firm is: `is`
 * and `is_not` are what the answers say. */
static enum answer_heading
question_of(const char *asked, bool asks, const char *is, const char *is_not)
{
	bool act = is_act(asked);

	if (!act && is_programme(asked))
		return ANSWER_PROGRAMME;
	if (!asks && !act)
		return ANSWER_COUNTS;
	if (strcmp(asked, "复核") == 0 || remark_read(is, false) == REMARK_STATES)
		return ANSWER_ADVERSE;
	return act && remark_read(is_not, false) == REMARK_STATES ?
	    ANSWER_FAVOURABLE : asks ? ANSWER_ASKED : ANSWER_COUNTS;
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
		return question_of(asked, asks, is, is_not);
	return asks ? ANSWER_ATTRIBUTE_ASKED : ANSWER_ATTRIBUTE;
}

/* What a cell that is no answer says to a question, whose cell it stays where it is
 * ANSWER_NONE. */
static enum answer_cell
no_answer(const char *cell, bool asks, enum answer_heading does)
{
	switch (does) {
	case ANSWER_COUNTS:
	case ANSWER_ATTRIBUTE:
	case ANSWER_ATTRIBUTE_ASKED:
		return ANSWER_NONE;
	case ANSWER_FAVOURABLE:
		if (cell == NULL)
			return ANSWER_BLANK;
		if (is_nothing(cell))
			return ANSWER_OPEN;
		break;
	default:
		if (cell == NULL || is_nothing(cell))
			return ANSWER_NONE;
		break;
	}
	if (is_sign(cell))
		return ANSWER_OPEN;
	return asks && (does == ANSWER_FAVOURABLE || does == ANSWER_ADVERSE) &&
	    remark_read(cell, false) != REMARK_READ ? ANSWER_OPEN : ANSWER_NONE;
}

enum answer_cell
answer_take(const char *heading, bool field, enum answer_heading does,
    const char **cell, GStringChunk *strings)
{
	g_autoptr(GString) folded = NULL;
	g_autofree char *said = NULL;
	enum answer_cell kind = ANSWER_GIVEN;
	bool is, has, asks;
	bool number = does == ANSWER_ASKED || does == ANSWER_FAVOURABLE ||
	    does == ANSWER_ADVERSE || does == ANSWER_LEVEL;

	if (heading == NULL || (*cell == NULL && does != ANSWER_FAVOURABLE))
		return ANSWER_NONE;
	if (*cell == NULL || !is_answer(*cell, strstr(heading, "有无") != NULL,
	    number, &is)) {
		if (does == ANSWER_ATTRIBUTE_ASKED && !speaks(*cell))
			*cell = NULL;
		if (!number)
			return ANSWER_NONE;
		kind = no_answer(*cell, strstr(heading, "是否") != NULL ||
		    strstr(heading, "有无") != NULL, does);
		if (kind == ANSWER_NONE)
			return kind;
	}
	folded = g_string_new(NULL);
	heading = asked_by(heading, folded, &has, &asks);
	if (*heading == '\0' || (field && !asks))
		return ANSWER_NONE;
	said = kind == ANSWER_GIVEN ? statement_of(heading, has, is) :
	    g_strconcat(heading, "：", *cell, NULL);
	*cell = kind == ANSWER_GIVEN && (does == ANSWER_ATTRIBUTE ||
	    does == ANSWER_ATTRIBUTE_ASKED) ? NULL :
	    g_string_chunk_insert_const(strings, said);
	return kind;
}

const char *
answer_quote(const char *heading, const char *cell, GStringChunk *strings)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	g_autofree char *said = NULL;

	text_fold(folded, heading);
	said = g_strconcat(folded->str, "：", cell, NULL);
	return g_string_chunk_insert_const(strings, said);
}
