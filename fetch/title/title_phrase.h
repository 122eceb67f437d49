/* The phrases of a title: each a programme with its batch or year and an act. */
#ifndef FETCH_TITLE_TITLE_PHRASE_H
#define FETCH_TITLE_TITLE_PHRASE_H

#include <glib.h>
#include <stdbool.h>

#include "matter.h"

struct title_tokens;

/* Strings that are not the reading's own are constant. */
struct title_phrase {
	const char *programme;  /* struct event's word; NULL where none or
	                           several are named */
	const char *level;      /* national, provincial, municipal; NULL */
	unsigned batch;         /* 0 where none, or several, are named */
	bool several;           /* batches: 第一批至第六批, 有效期内 */
	guint64 batches;        /* bit by bit, those that it names outside
	                           brackets */
	unsigned year, funding_year;    /* 0: none */
	bool of_year;           /* the batch stands right after its year: 2024年
	                           第一批 */
	enum title_matter matter;
	bool proposed;          /* 拟, 建议 */
	bool named;             /* has a programme word of its own */
	bool no_firms;          /* its things are platforms, experts … */
	bool own_acts;
	char *owner;            /* places that stand before the programme:
	                           北京市; NULL */
	char *acts;             /* the words of its acts: 拟+复核+通过; "" */
	const char *rule;       /* of rules.tsv, NULL where none fits */
};

enum { TITLE_MOST = 6 };

/* Reads the tokens of a title into at most TITLE_MOST phrases, zero before.  Returns
 * how many there are, one at least; title_phrase_clear frees what is in each. */
unsigned title_phrase_read(const struct title_tokens *,
    struct title_phrase *phrases);
void title_phrase_clear(struct title_phrase *);

#endif
