/* A remark cut into clauses of words, each with what it is in a remark (remark.tsv, and the
 * words of titles). */
#ifndef TRANSFORM_NOTICE_REMARK_CLAUSE_H
#define TRANSFORM_NOTICE_REMARK_CLAUSE_H

#include <stdbool.h>
#include <stddef.h>

#include "fetch/title/title_token.h"

/* The classes of remark.tsv, in its order, and what words of titles are here. */
enum remark_word {
	KIND_NOT, KIND_OF, KIND_MARK, KIND_AGENT, KIND_IS, KIND_CALLED,
	KIND_RESERVE, KIND_LAST, KIND_PREPOSITION, KIND_FACT, KIND_TRAIT,
	KIND_STEP, KIND_HONOUR, KIND_NAME, KIND_RENAMED, KIND_EXISTS, KIND_FAULT,
	KIND_DUTY, KIND_EVENT, KIND_ADVERB, KIND_NONE, KIND_LABEL, KIND_KNOWN, KIND_HEAD,
	KIND_ACT,               /* that favours: 认定, 通过 */
	KIND_CHANGE,            /* touches no title: 更名, 变更 */
	KIND_MOVE,              /* does unless it is denied: 跨省迁移 */
	KIND_LAPSE,             /* likewise, but for 到期复核通过 */
	KIND_AGAINST,           /* 取消, 放弃 */
	KIND_OPEN,              /* known, and nobody knows how it ended: 抽查 */
	KIND_UNKNOWN,
};

struct remark_piece {
	enum remark_word kind;
	const char *at;
	size_t len;
	enum vocabulary_class class;
};

enum { PIECES_MOST = 200 };

struct remark_clause {
	struct remark_piece piece[PIECES_MOST];
	unsigned n;
	const char *end;        /* of its text */
	bool unread;            /* has words that nobody knows */
};

/* Cuts the folded text from `from` to `until`; *t is the first token of the whole that may
 * stand there and is set to the first after it. */
void remark_clause_cut(struct remark_clause *, const struct title_tokens *,
    unsigned *t, const char *from, const char *until);

/* Whether a folded text is a word that says there is no remark: 暂无. */
bool remark_clause_is_none(const char *folded);

/* Whether a clause ends as the name of a product does: 检测仪. */
bool remark_clause_ends_as_product(const struct remark_clause *);

#endif
