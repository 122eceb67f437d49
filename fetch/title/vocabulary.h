/* Shared: the words that titles are made of, and the rules of their acts
 * (vocabulary.tsv, rules.tsv). */
#ifndef FETCH_TITLE_VOCABULARY_H
#define FETCH_TITLE_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

#include "matter.h"

enum vocabulary_class {
	CLASS_UNKNOWN,          /* not in the vocabulary */
	CLASS_BATCH, CLASS_YEAR, CLASS_FUNDING_YEAR, CLASS_COUNT, CLASS_PLACE,
	CLASS_PROGRAMME,        /* value: struct event's word */
	CLASS_OBJECT,           /* firm, other */
	CLASS_LEVEL,            /* struct event's word */
	CLASS_BARE,             /* likewise, right before the programme only */
	CLASS_SEVERAL,          /* batches: 有效期内 */
	CLASS_ROUND,            /* a counting of its own: 新一轮 */
	CLASS_PUBLISH,          /* publicity, final */
	CLASS_WEAK,             /* 通知 */
	CLASS_LIST,             /* 名单 */
	CLASS_ORG,              /* ends the name of a department */
	CLASS_NEUTRAL,          /* says nothing */
	CLASS_TRADE,            /* says of which firms, and nothing else: 服务业 */
	CLASS_JOINT,            /* a conjunction */
	CLASS_EXCEPT,           /* 不含: of places only */
	CLASS_GENRE,            /* rules, explains, money, form, news; added
	                           where that is news unless a list is published */
	CLASS_ENDING,           /* no word but the end of one that nobody knows:
	                           trade, firm, provincial, municipal */
	/* Acts: */
	CLASS_PROPOSE, CLASS_NEGATE, CLASS_REVIEW, CLASS_PASS, CLASS_FAIL,
	CLASS_DESIGNATE, CLASS_RECOMMEND, CLASS_REVOKE, CLASS_WITHDRAW,
	CLASS_LAPSE, CLASS_KEEP, CLASS_RESTORE, CLASS_MOVE, CLASS_RENAME,
	CLASS_CORRECT, CLASS_ADJUST, CLASS_HOLD, CLASS_SUPPORT,
	CLASS_CONTINUE, CLASS_EVALUATE, CLASS_JOIN, CLASS_SCREEN,
	CLASS_ABSENT, CLASS_INSPECT, CLASS_CULTIVATE, CLASS_PRIZE, CLASS_CALL,
	CLASSES
};

struct vocabulary_word {
	enum vocabulary_class class;
	const char *value;      /* NULL where the class is all it says */
};

/* The longest word that begins at a folded text; its length in bytes, 0 for
 * none. */
size_t vocabulary_find(const char *text, struct vocabulary_word *);

/* Whether a text of `len` bytes ends in an ending of this value: 慈溪市 is municipal. */
bool vocabulary_ends(const char *text, size_t len, const char *value);

/* The letter that stands for a class of acts, '\0' for the others. */
char vocabulary_letter(enum vocabulary_class);

/* The rule that a sequence of such letters fits, as rules.tsv has it, and what it
 * means; NULL and TITLE_UNKNOWN where there is none. */
const char *vocabulary_rule(const char *letters, enum title_matter *);

#endif
