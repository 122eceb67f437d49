/* Whose list it is: the nation's, a province's, a city's.  There is no level by
 * default: each has its reason. */
#ifndef TRANSFORM_NOTICE_LEVEL_H
#define TRANSFORM_NOTICE_LEVEL_H

#include <stdbool.h>

#include "notice.h"

/* What is known of a list without its level. */
struct level_question {
	const char *programme;
	const char *stated;     /* by a word: national, provincial, municipal */
	unsigned batch, year;   /* 0: none */
	guint64 batches;        /* bit by bit, of a list of several */
	bool of_year;           /* the batch is counted in a year that is not the
	                           nation's of that number: 2021年度第二批 */
	enum title_matter matter;
	const char *owner;      /* places before the programme's name, or NULL */
	bool alone;             /* the title speaks of one list only */
	bool clear;             /* all words are known */
	const char *acts;       /* the words of its acts */
};

/* The level, NULL where nothing says it; *why is the reason, a constant. */
const char *level_of(const struct notice *, const struct level_question *,
    const char **why);

/* Whether a level that a row states is another than its list's: 省级 in a list of the
 * nation's.  天津市's 市级 is a province's. */
bool level_differs(const struct notice *, const struct list_words *,
    const char *stated);

/* Whether words are of what is below, above or beside a level and nothing else: 国家级以下,
 * 省级及以上, 国家级除外, 除国家级外. */
bool level_is_range(const struct title *);

#endif
