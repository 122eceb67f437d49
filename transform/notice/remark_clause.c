#include "remark_clause.h"

#include <glib.h>
#include <string.h>

#include "fetch/base/text.h"
#include "transform/words/datafile.h"

static const char *const kind_names[] = {"not", "of", "mark", "agent", "is",
    "called", "reserve", "last", "preposition", "fact", "trait", "step", "honour", "name",
    "renamed", "exists", "fault", "duty", "event", "adverb", "none", "label",
    "known", "head"};

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

static bool
is_han(const char *p)
{
	return g_unichar_get_script(g_utf8_get_char(p)) == G_UNICODE_SCRIPT_HAN;
}

static void
add_piece(struct remark_clause *c, enum remark_word kind, const char *at, size_t len,
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
forget_single(struct remark_clause *c)
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
settle_compounds(struct remark_clause *c)
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

void
remark_clause_cut(struct remark_clause *c, const struct title_tokens *r,
    unsigned *t, const char *from, const char *until)
{
	load();
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
		/* 民营企业 is what 民营 says, in a word of titles. */
		if (kind == KIND_TRAIT && k != NULL && k->at == p &&
		    k->class == CLASS_OBJECT && rest > word)
			word = rest;
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

bool
remark_clause_is_none(const char *folded)
{
	enum remark_word kind;
	size_t len = strlen(folded);

	load();
	return find_word(folded, folded + len, &kind) == len &&
	    kind == KIND_NONE;
}

bool
remark_clause_ends_as_product(const struct remark_clause *c)
{
	load();
	for (guint k = 0; k < tables.heads->len; k++) {
		const char *head = tables.heads->pdata[k];
		size_t n = strlen(head);

		if ((size_t)(c->end - c->piece[0].at) > n &&
		    memcmp(c->end - n, head, n) == 0)
			return true;
	}
	return false;
}
