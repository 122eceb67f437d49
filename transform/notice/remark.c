#include "remark.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/words/traditional.h"
#include "remark_clause.h"
#include "remark_phrase.h"
#include "title_place.h"

enum { PROSE = 3 * 40 };        /* bytes of a cell that describes its firm */

/* --- what a clause states ------------------------------------------------ */

enum { STATES = -1 };

static bool
piece_is(const struct remark_piece *p, const char *word)
{
	return p->len == strlen(word) && memcmp(p->at, word, p->len) == 0;
}

/* Whether a piece is part of a noun: known, or words nobody knows. */
static bool
is_noun(const struct remark_piece *p)
{
	return p->kind == KIND_UNKNOWN || p->kind == KIND_KNOWN ||
	    p->kind == KIND_OF || p->kind == KIND_LABEL ||
	    p->kind == KIND_ADVERB || p->kind == KIND_NONE;
}

/* Whether pieces from i on are nouns whose last is a fault: 安全、质量事故, 不良信用记录. */
static bool
ends_in_fault(const struct remark_clause *c, unsigned i)
{
	/* 未发现问题 */
	bool fault = i < c->n && piece_is(&c->piece[i], "问题");

	for (; i < c->n; i++) {
		const struct remark_piece *p = &c->piece[i];

		if (p->kind == KIND_FAULT)
			fault = true;
		else if (p->kind == KIND_UNKNOWN)
			fault = false;
		else if (!is_noun(p) && p->kind != KIND_OPEN)
			return false;
	}
	return fault;
}

/* 其他需要说明的事项: what there is not any more. */
static bool
says_no_more(const struct remark_clause *c, unsigned i)
{
	static const char *const things[] = {"事项", "情况", "信息", "问题", "情形"};

	for (size_t k = 0; i < c->n && k < G_N_ELEMENTS(things); k++)
		if (piece_is(&c->piece[c->n - 1], things[k]))
			return piece_is(&c->piece[i], "其他") ||
			    piece_is(&c->piece[i], "其它");
	return false;
}

/* Whether a title is of another programme than those of small giants and of the firms
 * that they are chosen from: 高新技术企业. */
static bool
is_other_title(const struct remark_piece *p)
{
	static const char *const own[] = {"small_giant", "key_small_giant",
	    "srdi_sme", "innovative_sme"};
	struct vocabulary_word word;

	if (p->class != CLASS_PROGRAMME || vocabulary_find(p->at, &word) == 0)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
		if (g_strcmp0(word.value, own[i]) == 0)
			return false;
	return true;
}

/* After a negation: what it denies must be known to leave a title alone.  Returns the
 * piece after that, or STATES. */
static int
read_negation(struct remark_clause *c, unsigned i)
{
	const struct remark_piece *not = &c->piece[i];
	bool noun = piece_is(not, "无") || piece_is(not, "没有") ||
	    piece_is(not, "否");    /* 安全事故：否 */
	unsigned j = i + 1;

	for (; j < c->n; j++) {
		enum remark_word kind = c->piece[j].kind;

		noun |= kind == KIND_EXISTS;
		if (kind != KIND_ADVERB && kind != KIND_EXISTS &&
		    kind != KIND_MARK && kind != KIND_AGENT &&
		    kind != KIND_IS)
			break;
	}
	if (noun && says_no_more(c, i + 1))
		return (int)c->n;
	if (j == c->n) {        /* 异议：无 */
		for (unsigned k = 0; k < i; k++)
			if (c->piece[k].kind == KIND_FAULT)
				return noun ? (int)j : STATES;
		return STATES;
	}
	if (piece_is(&c->piece[j], "在") || piece_is(&c->piece[j], "于"))
		while (++j + 1 < c->n && is_noun(&c->piece[j]))
			continue;
	while (j + 1 < c->n && c->piece[j].class == CLASS_LEVEL &&
	    is_other_title(&c->piece[j + 1]))       /* 非省级单项冠军 */
		j++;
	if (is_other_title(&c->piece[j]))
		return (int)j + 1;
	switch (c->piece[j].kind) {
	case KIND_FACT:
	case KIND_TRAIT:
	case KIND_CHANGE:
	case KIND_MOVE:
	case KIND_LAPSE:
	case KIND_AGAINST:
	case KIND_EVENT:
		return (int)j + 1;
	case KIND_FAULT:
		while (j < c->n && (c->piece[j].kind == KIND_FAULT ||
		    c->piece[j].kind == KIND_KNOWN))
			j++;
		return noun && ends_in_fault(c, j) ? (int)c->n : (int)j;
	case KIND_UNKNOWN:
	case KIND_KNOWN:
	case KIND_OF:
	case KIND_OPEN:
		return noun && ends_in_fault(c, j) ? (int)c->n : STATES;
	default:
		return STATES;
	}
}

/* Whether a word may be so without touching a title. */
static bool
is_fact(const struct remark_piece *p)
{
	return p->kind == KIND_FACT || p->kind == KIND_TRAIT ||
	    p->kind == KIND_STEP;
}

/* After what happened, which begins at j: the rest must be known, but for the object
 * of an honour. */
static int
read_object(struct remark_clause *c, unsigned j)
{
	const struct remark_piece *fact = &c->piece[j];
	bool unknown = false, level = false;
	unsigned k;

	for (k = j + 1; k < c->n && (is_noun(&c->piece[k]) ||
	    is_fact(&c->piece[k]) || c->piece[k].kind == KIND_ACT ||
	    c->piece[k].kind == KIND_PREPOSITION); k++) {
		unknown |= c->piece[k].kind == KIND_UNKNOWN;
		level |= c->piece[k].class == CLASS_LEVEL ||
		    c->piece[k].class == CLASS_PROGRAMME;
	}
	if (!unknown || fact->kind == KIND_HONOUR ||
	    (fact->kind == KIND_CALLED && level))
		return (int)k;
	/* 已通过质量管理体系认证 */
	if (fact->class == CLASS_PASS && k == c->n &&
	    (is_fact(&c->piece[k - 1]) ||
	    c->piece[k - 1].kind == KIND_ACT))
		return (int)k;
	return STATES;
}

/* After a mark of what happened or is to come. */
static int
read_event(struct remark_clause *c, unsigned i)
{
	const struct remark_piece *mark = &c->piece[i];
	bool reserve = mark->kind == KIND_RESERVE;
	bool phrase = mark->kind == KIND_AGENT || mark->kind == KIND_IS;
	bool unknown = false, level = false, open = false;

	for (unsigned j = i + 1; j < c->n; j++) {
		const struct remark_piece *p = &c->piece[j];

		level |= p->class == CLASS_LEVEL || p->class == CLASS_PROGRAMME;
		switch (p->kind) {
		case KIND_AGENT:
		case KIND_IS:
		case KIND_PREPOSITION:
			phrase = true;
			break;
		case KIND_MARK:
		case KIND_RESERVE:
		case KIND_ADVERB:
		case KIND_OF:
		case KIND_LABEL:
			break;
		case KIND_KNOWN:
			if (unknown && piece_is(p, "后"))
				return STATES;
			break;
		case KIND_OPEN: /* 经现场核查符合条件 */
			if (mark->kind != KIND_AGENT ||
			    p->class == CLASS_REVOKE)
				return STATES;
			open = unknown = true;
			break;
		case KIND_UNKNOWN:
			if (!phrase)
				return STATES;
			unknown = true;
			break;
		case KIND_NOT:
		case KIND_NAME:
		case KIND_RENAMED:
			return unknown && p->kind == KIND_NOT ? STATES : (int)j;
		case KIND_ACT:
			if (reserve && !piece_is(mark, "拟") &&
			    !piece_is(mark, "建议"))
				return STATES;
			return read_object(c, j);
		case KIND_CHANGE:       /* 需补正材料 */
			return open || (reserve && p->class == CLASS_CORRECT) ?
			    STATES : read_object(c, j);
		case KIND_FACT:
		case KIND_TRAIT:
		case KIND_STEP:
		case KIND_HONOUR:
		case KIND_CALLED:
		case KIND_EXISTS:
			return open ? STATES : read_object(c, j);
		default:
			return STATES;
		}
	}
	/* 系某集团子公司, 系国家企业技术中心依托单位, 经公示; not 系空壳企业 */
	if (i + 1 < c->n && c->piece[c->n - 1].kind == KIND_KNOWN && phrase &&
	    (!unknown || (mark->kind == KIND_IS && (level ||
	    c->piece[c->n - 1].class == CLASS_UNKNOWN))))
		return (int)c->n;
	return STATES;
}

/* After words that a name follows: the piece after the name, which ends where the firm's
 * form does or with its clause. */
static int
read_name(struct remark_clause *c, unsigned i)
{
	const struct remark_piece *p = &c->piece[i];
	const char *from = p->at + p->len, *form;
	g_autofree char *rest = g_strndup(from, (gsize)(c->end - from));

	form = g_strrstr(rest, "公司");
	if (form == NULL && p->kind == KIND_RENAMED &&
	    !text_ends_as_firm(rest))
		return read_object(c, i);
	if (form == NULL)
		return (int)c->n;
	from += form - rest;
	while (++i < c->n && c->piece[i].at <= from)
		continue;
	return (int)i;
}

/* Whether a clause is an address: 合肥市高新区望江西路800号, 8号楼. */
static bool
is_address(const struct remark_clause *c)
{
	static const char *const ends[] = {"号", "楼", "室", "栋", "幢", "座",
	    "层", "路", "街", "村", "园", "镇", "乡", "街道"};
	g_autofree char *text = NULL;

	if (c->n == 0 || c->piece[0].class != CLASS_PLACE)
		return false;
	for (unsigned i = 0; i < c->n; i++)     /* 合肥市厂区已搬至望江路 */
		if (c->piece[i].kind == KIND_MARK ||
		    c->piece[i].kind == KIND_RESERVE ||
		    c->piece[i].kind == KIND_MOVE ||
		    c->piece[i].kind == KIND_AGAINST)
			return false;
	text = g_strndup(c->piece[0].at, (gsize)(c->end - c->piece[0].at));
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (text_ends(text, ends[i]))
			return true;
	return false;
}

/* Whether what a clause states rests on nothing but signs that names of things have, too
 * (无霜冷藏箱, 冬被系列): single characters that are no particle. */
static bool
is_doubtful(const struct remark_clause *c)
{
	for (unsigned i = 0; i < c->n; i++)
		switch (c->piece[i].kind) {
		case KIND_NOT:
		case KIND_AGENT:
			if (c->piece[i].len > strlen("无"))
				return false;
			break;
		case KIND_MARK:
		case KIND_CALLED:
		case KIND_RESERVE:
		case KIND_EVENT:
		case KIND_FAULT:
		case KIND_AGAINST:
			return false;
		default:
			break;
		}
	return true;
}

/* 产品未达标准检测仪: in a column of which nobody knows what it has, a product. */
static bool
is_product(const struct remark_clause *c)
{
	unsigned i = 0;

	while (i < c->n && c->piece[i].class == CLASS_OBJECT &&
	    !piece_is(&c->piece[i], "产品"))
		i++;
	if (i == c->n || c->piece[i].kind == KIND_NOT || !is_doubtful(c))
		return false;
	return remark_clause_ends_as_product(c);
}

/* Whether a word leaves a firm's case open wherever it stands: 异议, 限期整改. */
static bool
is_open(const struct remark_piece *p)
{
	struct vocabulary_word word;

	return vocabulary_find(p->at, &word) == p->len &&
	    word.class == CLASS_HOLD && g_strcmp0(word.value, "open") == 0;
}

static bool
has_passed(const struct remark_clause *c)
{
	for (unsigned i = 0; i < c->n; i++)
		if (c->piece[i].class == CLASS_PASS)
			return true;
	return false;
}

/* 企业名称以营业执照为准: which of a firm's names is right touches no title. */
static bool
is_of_name(const struct remark_clause *c)
{
	static const char *const things[] = {"名称", "营业执照", "工商登记"};

	for (size_t i = 0; i < G_N_ELEMENTS(things); i++)
		if (g_strstr_len(c->piece[0].at, c->end - c->piece[0].at,
		    things[i]) != NULL)
			return true;
	return false;
}

/* 整体搬迁至本市高新区, not 跨省搬迁至高新区; 整体搬迁至新址 where it may be anywhere is not read. */
static bool
moves_nearby(struct remark_clause *c, unsigned i)
{
	const struct remark_piece *p = &c->piece[i];
	g_autofree char *move = g_strndup(p->at, p->len);
	const char *after = p->at + p->len;
	g_autofree char *rest = g_strndup(after, (gsize)(c->end - after));
	bool within = false;
	bool nearby = (strcmp(move, "搬迁") == 0 ||
	    strcmp(move, "整体搬迁") == 0 || strcmp(move, "迁移") == 0 ||
	    strcmp(move, "整体迁移") == 0) &&
	    remark_phrase_is_nearby(rest, &within);

	c->unread |= nearby && !within;
	return nearby;
}

/* A piece by itself; the piece after what it says, or STATES. */
static int
read_piece(struct remark_clause *c, unsigned i)
{
	const struct remark_piece *p = &c->piece[i];
	bool noun_after = i + 1 < c->n && c->piece[i + 1].kind == KIND_UNKNOWN;

	switch (p->kind) {
	case KIND_NOT:
		return read_negation(c, i);
	case KIND_AGENT:
		/* 车载被, 山海经 */
		if (i > 0 && i + 1 == c->n && p->len == strlen("被")) {
			c->unread = true;
			return (int)i + 1;
		}
		return read_event(c, i);
	case KIND_RESERVE:
		if (piece_is(p, "为准") && i + 1 == c->n && is_of_name(c))
			return (int)c->n;
		return read_event(c, i);
	case KIND_MARK:
	case KIND_IS:
		return read_event(c, i);
	case KIND_CALLED:
	case KIND_HONOUR:
		return read_object(c, i);
	case KIND_RENAMED:
		/* 中原, 原料 */
		if (piece_is(p, "原") && (i > 0 ||
		    g_strstr_len(p->at, c->end - p->at, "公司") == NULL)) {
			c->unread = true;
			return (int)i + 1;
		}
		return read_name(c, i);
	case KIND_NAME:
		return read_name(c, i);
	case KIND_LABEL:
		return p->at + p->len < c->end && p->at[p->len] == ':' ?
		    (int)c->n : (int)i + 1;
	case KIND_DUTY:
		return is_open(p) ? STATES : (int)i + 1;
	case KIND_EVENT:
	case KIND_FAULT:
		if (is_open(p))
			return STATES;
		/* 环境污染治理, 重组蛋白 are things. */
		if (noun_after)
			c->unread = true;
		return noun_after ? (int)i + 1 : STATES;
	case KIND_MOVE:
		return moves_nearby(c, i) ? (int)c->n : STATES;
	case KIND_AGAINST:
		return STATES;
	case KIND_LAPSE:
		return has_passed(c) ? (int)i + 1 : STATES;
	case KIND_OPEN:
		/* 废弃物清理设备 is a thing. */
		return p->class == CLASS_REVOKE && i + 1 == c->n ? STATES :
		    (int)i + 1;
	case KIND_EXISTS:
		if ((noun_after && !piece_is(p, "有")) || (i + 1 < c->n &&
		    piece_is(&c->piece[i + 1], "问题")))
			return STATES;
		return (int)i + 1;
	case KIND_LAST:
		/* 上市辅导中 */
		return i > 0 && i + 1 == c->n && !is_fact(&p[-1]) ?
		    STATES : (int)i + 1;
	case KIND_UNKNOWN:
		c->unread = true;
		return (int)i + 1;
	default:
		return (int)i + 1;
	}
}

/* 高新技术企业：否 denies what stands before it: 否 高新技术企业.  Of what there is or is said to be
 * (是否有…, 是否为…) the rest is denied.  False where there is no such answer. */
static bool
turn_answer(struct remark_clause *c)
{
	struct remark_piece last;
	unsigned from = 0;

	if (c->n < 2 || c->piece[c->n - 1].at[-1] != ':')
		return false;
	last = c->piece[c->n - 1];
	if (!piece_is(&last, "否"))
		return false;
	while (from + 2 < c->n && (c->piece[from].kind == KIND_EXISTS ||
	    c->piece[from].kind == KIND_IS || c->piece[from].kind == KIND_MARK ||
	    piece_is(&c->piece[from], "为") || piece_is(&c->piece[from], "是") ||
	    piece_is(&c->piece[from], "是否")))
		from++;
	for (unsigned i = c->n - 1; i > from; i--)
		c->piece[i] = c->piece[i - 1];
	c->piece[from] = last;
	memmove(c->piece, c->piece + from, (c->n - from) * sizeof *c->piece);
	c->n -= from;
	return true;
}

static enum remark_reading
read_clause(struct remark_clause *c, bool column)
{
	int i = 0;

	g_autofree char *text = c->n == 0 ? g_strdup("") : g_strndup(
	    c->piece[0].at, (gsize)(c->end - c->piece[0].at));

	if (is_address(c))
		return REMARK_READ;
	if (remark_phrase_is_figure(text))      /* whether it is enough is not said */
		return REMARK_UNREAD;
	if (remark_phrase_has_holder(text))
		return REMARK_STATES;
	if (turn_answer(c)) {
		*strrchr(text, ':') = '\0';
		if (remark_phrase_is_possession(text))
			return REMARK_READ;
	}
	while (i != STATES && (unsigned)i < c->n)
		i = read_piece(c, (unsigned)i);
	if (i != STATES)
		return c->unread ? REMARK_UNREAD : REMARK_READ;
	if (column && is_product(c))
		return REMARK_UNREAD;
	return column && is_doubtful(c) ? REMARK_DOUBTFUL : REMARK_STATES;
}

/* --- the whole ----------------------------------------------------------- */

static bool
is_none(const char *folded)
{
	return strcmp(folded, "无") == 0 || strcmp(folded, "没有") == 0 ||
	    remark_clause_is_none(folded);
}

/* How long the mark between clauses is that stands at a place, or 0. */
static size_t
mark_at(const char *p)
{
	if (*p != '\0' && strchr(",;!?()", *p) != NULL)
		return 1;
	return text_begins(p, "。") ? strlen("。") : 0;
}

/* Whether a cell is a cross and nothing else, which says 否 of what nobody knows. */
static bool
is_cross(const char *folded)
{
	static const char *const crosses[] = {"×", "✗", "✘", "✕", "✖", "╳", "☒",
	    "x"};

	for (size_t i = 0; i < G_N_ELEMENTS(crosses); i++)
		if (strcmp(folded, crosses[i]) == 0)
			return true;
	return false;
}

/* Whether a clause says what its firm is or is not, and nothing that is more than
 * known. */
static bool
is_attribute(const struct remark_clause *c)
{
	bool trait = false;

	for (unsigned i = 0; i < c->n; i++) {
		enum remark_word kind = c->piece[i].kind;

		trait |= kind == KIND_TRAIT || is_other_title(&c->piece[i]);
		if (kind != KIND_TRAIT && kind != KIND_NOT && kind != KIND_MARK &&
		    kind != KIND_IS && kind != KIND_KNOWN &&
		    kind != KIND_PREPOSITION && !(kind == KIND_RESERVE &&
		    piece_is(&c->piece[i], "拟")))
			return false;
	}
	return trait;
}

static enum remark_reading
read_clauses(const char *text, bool column, bool *attributes)
{
	enum remark_reading most = REMARK_READ;
	struct title_tokens tokens;
	struct remark_clause clause;
	const char *p = text;
	unsigned t = 0;

	title_token_read(&tokens, text, title_place_at);
	while (*p != '\0') {
		const char *end = p;
		enum remark_reading is;

		while (*end != '\0' && mark_at(end) == 0)
			end = g_utf8_next_char(end);
		remark_clause_cut(&clause, &tokens, &t, p, end);
		*attributes &= clause.n == 0 || is_attribute(&clause);
		is = read_clause(&clause, column);
		most = MAX(most, is);
		p = end + mark_at(end);
	}
	if (tokens.too_long && most == REMARK_READ)
		most = REMARK_UNREAD;
	g_free(tokens.first_place);
	return most;
}

static enum remark_reading
read_text(const char *text, bool column, bool *attributes)
{
	g_autofree char *simplified = traditional_fold(text);
	g_autoptr(GString) folded = g_string_new(NULL);
	enum remark_reading is;

	text_fold(folded, simplified != NULL ? simplified : text);
	*attributes = false;
	if (is_none(folded->str) || remark_phrase_is_verified(folded->str))
		return REMARK_READ;
	if (is_cross(folded->str))
		return column ? REMARK_DOUBTFUL : REMARK_STATES;
	*attributes = true;
	is = read_clauses(folded->str, column, attributes);
	if (column && folded->len > PROSE)
		return MIN(is, REMARK_UNREAD);
	return is;
}

enum remark_reading
remark_read(const char *text, bool column)
{
	bool attributes;

	return read_text(text, column, &attributes);
}

bool
remark_is_attribute(const char *text)
{
	bool attributes;

	return read_text(text, false, &attributes) == REMARK_READ && attributes;
}
