/* Firms that a name may mean.  None of these is an answer: names are alike, the
 * firms need not be one, and a person decides.
 *
 *     one_character  the names differ in one character
 *     legal_form     the names differ in their legal form: 有限公司, 股份有限公司
 *     beginning      the name is what is asked for up to a legal form in it; a remark
 *                    or a former name follows: 甲有限公司（原名：乙有限公司）
 *     part           what is asked for is a part of the name
 *     reading        its words are the place and the pinyin of the name */
#ifndef LOAD_QUERY_CANDIDATE_H
#define LOAD_QUERY_CANDIDATE_H

#include <glib.h>

#include "load/base/db.h"

/* Collects names to look for, then looks for all at once. */
struct candidates;

struct candidates *candidate_new(sqlite3 *);
void candidate_free(struct candidates *);

/* A name without an answer: as printed, and its key (transform/name/name.h).
 * `number` is the caller's, ascending. */
void candidate_ask(struct candidates *, guint number, const char *printed,
    const char *key);

/* Looks for all that was asked. */
void candidate_look(struct candidates *);

/* What was found for `number`, "mb35f3de783dd7cb6 北京…有限公司 (part); …", of at
 * most three firms; NULL where nothing was. */
const char *candidate_of(const struct candidates *, guint number);

#endif
