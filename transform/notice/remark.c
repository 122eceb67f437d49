#include "remark.h"

#include <string.h>

#include "fetch/base/text.h"
#include "fetch/title/title_token.h"
#include "transform/words/datafile.h"
#include "transform/words/traditional.h"
#include "title_place.h"

enum { PROSE = 3 * 40 };        /* bytes of a cell that describes its firm */

/* The classes of remark.tsv, in its order, and what words of titles are here. */
enum remark_word {
	KIND_NOT, KIND_OF, KIND_MARK, KIND_AGENT, KIND_IS, KIND_CALLED,
	KIND_RESERVE, KIND_LAST, KIND_PREPOSITION, KIND_FACT, KIND_HONOUR,
	KIND_NAME, KIND_RENAMED, KIND_EXISTS, KIND_FAULT, KIND_DUTY, KIND_EVENT,
	KIND_ADVERB, KIND_NONE, KIND_LABEL, KIND_KNOWN, KIND_HEAD,
	KIND_ACT,               /* that favours: 认定, 通过 */
	KIND_CHANGE,            /* touches no title: 更名, 变更 */
	KIND_MOVE,              /* does unless it is denied: 跨省迁移 */
	KIND_LAPSE,             /* likewise, but for 到期复核通过 */
	KIND_AGAINST,           /* 取消, 放弃 */
	KIND_OPEN,              /* known, and nobody knows how it ended: 抽查 */
	KIND_UNKNOWN,
};

static const char *const kind_names[] = {"not", "of", "mark", "agent", "is",
    "called", "reserve", "last", "preposition", "fact", "honour", "name",
    "renamed", "exists", "fault", "duty", "event", "adverb", "none", "label",
    "known", "head"};

struct remark_piece {
	enum remark_word kind;
	const char *at;
	size_t len;
	enum vocabulary_class class;
};

enum { PIECES_MOST = 200 };

struct clause {
	struct remark_piece piece[PIECES_MOST];
	unsigned n;
	const char *end;        /* of its text */
	bool unread;            /* has words that nobody knows */
};

static struct {
	GHashTable *words;      /* folded word -> kind + 1 */
	GPtrArray *heads;
	size_t longest;
} tables;

static void
add_words(enum remark_word kind, const char *words)
{
	g_auto(GStrv) each = g_strsplit(words, " ", -1);

	for (char **w = each; *w != NULL; w++) {
		if (kind == KIND_HEAD) {
			g_ptr_array_add(tables.heads, g_strdup(*w));
			continue;
		}
		if (!g_hash_table_insert(tables.words, g_strdup(*w),
		    GINT_TO_POINTER(kind + 1)))
			g_error("remark.tsv: %s stands there twice", *w);
		tables.longest = MAX(tables.longest, strlen(*w));
	}
}

static void
load(void)
{
	static gsize loaded;
	struct datafile *file;
	char *field[3];

	if (!g_once_init_enter(&loaded))
		return;
	tables.words = g_hash_table_new(g_str_hash, g_str_equal);
	tables.heads = g_ptr_array_new();
	file = datafile_open("notice/remark.tsv", "class sign words");
	while (datafile_next(file, field)) {
		size_t kind = 0;

		while (kind < G_N_ELEMENTS(kind_names) &&
		    strcmp(kind_names[kind], field[0]) != 0)
			kind++;
		if (kind == G_N_ELEMENTS(kind_names))
			g_error("remark.tsv: no such class: %s", field[0]);
		add_words((enum remark_word)kind, field[2]);
	}
	g_once_init_leave(&loaded, 1);
}

/* The longest word of remark.tsv that begins at a folded text and ends before
 * `end`; its length, 0 and KIND_UNKNOWN for none. */
static size_t
find_word(const char *text, const char *end, enum remark_word *kind)
{
	size_t len;
	gpointer found = text_longest_word(tables.words, text,
	    MIN(tables.longest, (size_t)(end - text)), &len);

	*kind = found != NULL ? (enum remark_word)(GPOINTER_TO_INT(found) - 1) :
	    KIND_UNKNOWN;
	return len;
}

/* What a word of titles is in a remark. */
static enum remark_word
kind_of_token(const struct title_token *t)
{
	switch (t->class) {
	case CLASS_UNKNOWN:
		return KIND_UNKNOWN;
	case CLASS_NEGATE:
		return KIND_NOT;
	case CLASS_PROPOSE:
		return KIND_RESERVE;
	case CLASS_FAIL:
	case CLASS_WITHDRAW:
	case CLASS_ABSENT:
		return KIND_AGAINST;
	case CLASS_REVOKE:
		return title_token_says(t, CLASS_REVOKE, "things") ?
		    KIND_OPEN : KIND_AGAINST;
	case CLASS_HOLD:
		return title_token_says(t, CLASS_HOLD, "open") ? KIND_FAULT :
		    KIND_KNOWN;
	case CLASS_ADJUST:
	case CLASS_RENAME:
	case CLASS_CORRECT:
		return KIND_CHANGE;
	case CLASS_MOVE:
		return KIND_MOVE;
	case CLASS_NEUTRAL:
		return title_token_says(t, CLASS_NEUTRAL, "meets") ? KIND_ACT :
		    KIND_KNOWN;
	case CLASS_LAPSE:
		return KIND_LAPSE;
	case CLASS_INSPECT:
	case CLASS_CALL:
		return KIND_OPEN;
	case CLASS_PUBLISH:
		return KIND_ACT;
	default:
		return vocabulary_letter(t->class) != '\0' ? KIND_ACT :
		    KIND_KNOWN;
	}
}

/* --- a clause, cut into pieces ------------------------------------------ */

static bool
is_han(const char *p)
{
	return g_unichar_get_script(g_utf8_get_char(p)) == G_UNICODE_SCRIPT_HAN;
}

static void
add_piece(struct clause *c, enum remark_word kind, const char *at, size_t len,
    enum vocabulary_class class)
{
	struct remark_piece *last = c->n > 0 ? &c->piece[c->n - 1] : NULL;

	if (kind == KIND_UNKNOWN && !is_han(at))
		return;
	if (kind == KIND_UNKNOWN && last != NULL && last->kind == kind &&
	    last->at + last->len == at)
		last->len += len;
	else if (c->n < PIECES_MOST)
		c->piece[c->n++] = (struct remark_piece){kind, at, len, class};
	else
		c->unread = true;
}

/* A word of one character that stands in the middle of unknown ones is none: the 定 of
 * 裁定重整, the 有 of 有机. */
static void
forget_single(struct clause *c)
{
	for (unsigned i = 0; i < c->n; i++) {
		struct remark_piece *p = &c->piece[i];
		bool before = i > 0 && p[-1].kind == KIND_UNKNOWN &&
		    p[-1].at + p[-1].len == p->at;
		bool after = i + 1 < c->n && p[1].kind == KIND_UNKNOWN &&
		    p->at + p->len == p[1].at;

		if (p->len > strlen("定") || (!before && !after))
			continue;
		if (p->kind == KIND_ACT || p->kind == KIND_CHANGE ||
		    p->kind == KIND_AGAINST || p->kind == KIND_OPEN)
			p->kind = KIND_UNKNOWN;
	}
}

/* Whether words before a predicate end here: who it is said of, or when. */
static bool
is_subject(const struct remark_piece *p)
{
	static const char *const words[] = {"企业", "公司", "单位", "法人", "目前",
	    "近期", "期间", "公示期间", "后", "日", "月"};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (p->len == strlen(words[i]) &&
		    memcmp(p->at, words[i], p->len) == 0)
			return true;
	return p->class == CLASS_YEAR;
}

/* 企业无损失, 2023年停车: after a subject a compound's negation is one. */
static void
settle_compounds(struct clause *c)
{
	for (unsigned i = 1; i < c->n; i++) {
		struct remark_piece *p = &c->piece[i];
		const char *second = g_utf8_next_char(p->at);
		enum remark_word kind;

		if (p->kind == KIND_OF && is_subject(p - 1) &&
		    find_word(p->at, second, &kind) > 0 && kind == KIND_NOT)
			p->kind = KIND_NOT;
	}
}

/* Cuts the text from `from` to `until`; *t is the first token of the whole that may
 * stand there and is set to the first after it. */
static void
cut_clause(struct clause *c, const struct title_tokens *r, unsigned *t,
    const char *from, const char *until)
{
	c->n = 0;
	c->end = until;
	c->unread = false;
	for (const char *p = from; p < until;) {
		const struct title_token *k;
		size_t word, rest;
		enum remark_word kind;

		while (*t < r->n && r->token[*t].at + r->token[*t].len <= p)
			++*t;
		k = *t < r->n && r->token[*t].at <= p ? &r->token[*t] : NULL;
		rest = k != NULL ? (size_t)(k->at + k->len - p) : 0;
		word = find_word(p, until, &kind);
		/* 无说明 says nothing, 无说明原因 does. */
		if (word > 0 && kind == KIND_NONE &&
		    (p > from || p + word < until))
			word = find_word(p, g_utf8_next_char(p), &kind);
		if (k != NULL && k->class != CLASS_UNKNOWN && k->at == p &&
		    rest > word) {
			add_piece(c, kind_of_token(k), p, rest, k->class);
			p += rest;
		} else if (word > 0) {
			add_piece(c, kind, p, word, CLASS_UNKNOWN);
			p += word;
		} else {
			add_piece(c, KIND_UNKNOWN, p,
			    (size_t)(g_utf8_next_char(p) - p), CLASS_UNKNOWN);
			p = g_utf8_next_char(p);
		}
	}
	forget_single(c);
	settle_compounds(c);
}

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
ends_in_fault(const struct clause *c, unsigned i)
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
says_no_more(const struct clause *c, unsigned i)
{
	static const char *const things[] = {"事项", "情况", "信息", "问题", "情形"};

	for (size_t k = 0; i < c->n && k < G_N_ELEMENTS(things); k++)
		if (piece_is(&c->piece[c->n - 1], things[k]))
			return piece_is(&c->piece[i], "其他") ||
			    piece_is(&c->piece[i], "其它");
	return false;
}

/* After a negation: what it denies must be known to leave a title alone.  Returns the
 * piece after that, or STATES. */
static int
read_negation(struct clause *c, unsigned i)
{
	const struct remark_piece *not = &c->piece[i];
	bool noun = piece_is(not, "无") || piece_is(not, "没有");
	unsigned j = i + 1;

	for (; j < c->n; j++) {
		enum remark_word kind = c->piece[j].kind;

		noun |= kind == KIND_EXISTS;
		if (kind != KIND_ADVERB && kind != KIND_EXISTS &&
		    kind != KIND_MARK && kind != KIND_AGENT)
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
	switch (c->piece[j].kind) {
	case KIND_FACT:
	case KIND_CHANGE:
	case KIND_MOVE:
	case KIND_LAPSE:
	case KIND_AGAINST:
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

/* After what happened, which begins at j: the rest must be known, but for the object
 * of an honour. */
static int
read_object(struct clause *c, unsigned j)
{
	const struct remark_piece *fact = &c->piece[j];
	bool unknown = false, level = false;
	unsigned k;

	for (k = j + 1; k < c->n && (is_noun(&c->piece[k]) ||
	    c->piece[k].kind == KIND_FACT || c->piece[k].kind == KIND_ACT ||
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
	    (c->piece[k - 1].kind == KIND_FACT ||
	    c->piece[k - 1].kind == KIND_ACT))
		return (int)k;
	return STATES;
}

/* After a mark of what happened or is to come. */
static int
read_event(struct clause *c, unsigned i)
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
read_name(struct clause *c, unsigned i)
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
is_address(const struct clause *c)
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
is_doubtful(const struct clause *c)
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
is_product(const struct clause *c)
{
	unsigned i = 0;

	while (i < c->n && c->piece[i].class == CLASS_OBJECT &&
	    !piece_is(&c->piece[i], "产品"))
		i++;
	if (i == c->n || c->piece[i].kind == KIND_NOT || !is_doubtful(c))
		return false;
	for (guint k = 0; k < tables.heads->len; k++) {
		const char *head = tables.heads->pdata[k];
		size_t n = strlen(head);

		if ((size_t)(c->end - c->piece[0].at) > n &&
		    memcmp(c->end - n, head, n) == 0)
			return true;
	}
	return false;
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
has_passed(const struct clause *c)
{
	for (unsigned i = 0; i < c->n; i++)
		if (c->piece[i].class == CLASS_PASS)
			return true;
	return false;
}

/* 企业名称以营业执照为准: which of a firm's names is right touches no title. */
static bool
is_of_name(const struct clause *c)
{
	static const char *const things[] = {"名称", "营业执照", "工商登记"};

	for (size_t i = 0; i < G_N_ELEMENTS(things); i++)
		if (g_strstr_len(c->piece[0].at, c->end - c->piece[0].at,
		    things[i]) != NULL)
			return true;
	return false;
}

/* A piece by itself; the piece after what it says, or STATES. */
static int
read_piece(struct clause *c, unsigned i)
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
	case KIND_AGAINST:
	case KIND_MOVE:
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
		return i > 0 && i + 1 == c->n && p[-1].kind != KIND_FACT ?
		    STATES : (int)i + 1;
	case KIND_UNKNOWN:
		c->unread = true;
		return (int)i + 1;
	default:
		return (int)i + 1;
	}
}

static enum remark_reading
read_clause(struct clause *c, bool column)
{
	int i = 0;

	if (is_address(c))
		return REMARK_READ;
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
	enum remark_word kind;
	const char *end = folded + strlen(folded);

	return strcmp(folded, "无") == 0 || strcmp(folded, "没有") == 0 ||
	    (find_word(folded, end, &kind) == (size_t)(end - folded) &&
	    kind == KIND_NONE);
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

static enum remark_reading
read_clauses(const char *text, bool column)
{
	enum remark_reading most = REMARK_READ;
	struct title_tokens tokens;
	struct clause clause;
	const char *p = text;
	unsigned t = 0;

	title_token_read(&tokens, text, title_place_at);
	while (*p != '\0') {
		const char *end = p;
		enum remark_reading is;

		while (*end != '\0' && mark_at(end) == 0)
			end = g_utf8_next_char(end);
		cut_clause(&clause, &tokens, &t, p, end);
		is = read_clause(&clause, column);
		most = MAX(most, is);
		p = end + mark_at(end);
	}
	if (tokens.too_long && most == REMARK_READ)
		most = REMARK_UNREAD;
	g_free(tokens.first_place);
	return most;
}

enum remark_reading
remark_read(const char *text, bool column)
{
	g_autofree char *simplified = traditional_fold(text);
	g_autoptr(GString) folded = g_string_new(NULL);
	enum remark_reading is;

	load();
	text_fold(folded, simplified != NULL ? simplified : text);
	if (is_none(folded->str))
		return REMARK_READ;
	if (is_cross(folded->str))
		return column ? REMARK_DOUBTFUL : REMARK_STATES;
	is = read_clauses(folded->str, column);
	if (column && folded->len > PROSE)
		return MIN(is, REMARK_UNREAD);
	return is;
}
