/* Who bore a name when.
 *
 * A name is one firm's at a time, but not one firm's for ever: a firm gives it
 * up by a rename and another may take it.  The Measures for the registration
 * of company names (企业名称登记管理实施办法, 2004, article 31) keep a name that was
 * changed from other firms for one year.  A *period* is one firm's stay under
 * one name key; the events of a period are one company without further proof.
 *
 * A name has one period until something shows a second one:
 *
 *   code    Two valid credit codes are two legal persons, whatever the name:
 *           甲公司 with code C1 in 2019, 甲公司 with code C2 in 2023: two periods.
 *   rename  After 甲 → 乙 the name 甲 is vacant.  What is printed under it
 *           within a year is the same firm (lists lag).  Later,
 *             - a re-review, a revocation or continued support of a batch that
 *               the firm was in is still that firm: these lists are made from
 *               the names of the designation;
 *             - anything that is applied for again (recommendation, publicity,
 *               final list, first support) is another firm, because the old
 *               one would apply under its present name;
 *             - 丙 → 甲 is another firm, unless 丙 is what 乙 was renamed to
 *               since (甲 → 乙 → 甲, 甲 → 乙 → 丙 → 甲): then the firm is back.
 *   place   A vacant name printed by another province's list is another firm
 *           at once.
 *   list    丙 → 甲 where 甲 and 丙 stood in one list before: two firms, of which
 *           the first has left the name unseen.
 *
 * A rename printed again by a later notice (甲 → 乙 in 2021, and in 2024 when 甲 is
 * another firm's) is the first firm's.
 *
 * A second departure from a vacant name to another name (甲 → 乙 2021, 甲 → 丁
 * 2023) is the same firm within a year, or when the notice names its batch or
 * code; else another firm's.  In all these cases of doubt the two periods stay
 * apart and go to the review.
 *
 * A credit code printed with two names where both names stand in one list is a
 * cell that slipped a row: the code counts for the name that has it in most
 * events, for none when that is undecided, and the pair goes to the review. */
#ifndef TRANSFORM_FIRM_NAME_PERIOD_H
#define TRANSFORM_FIRM_NAME_PERIOD_H

#include "history.h"

struct name_period {
	guint32 key;
	guint32 ordinal;        /* of its stay in this name, from 1 */
	guint32 code;           /* the valid code printed with it, or 0 */
	guint32 events;         /* that bear the name */
	guint32 returns;        /* in periods.returns */
	gint32 first_on;        /* earliest dated print of the name, or 0 */
	gint32 left_on;         /* day the name was given up; 0: borne still */
	guint32 left_to;        /* name key taken then */
	gint32 first_left_on;   /* earliest such day, whatever came later */
	gint32 arrived_on;      /* earliest rename to this name, or 0 */
	guint32 arrived_from;   /* name key given up then */
	guint64 batches;        /* designated in: bit n for batch n, n < 64 */
	guint8 province, evidence; /* best known */
};

/* Why two periods that look alike were kept apart. */
enum doubt_reason {
	DOUBT_NAME_REUSED,      /* one name, two periods */
	DOUBT_OTHER_CODE,       /* one name or a rename, two valid codes */
	DOUBT_CODE_ALONE,       /* one code, two names without a common part in
	                           two provinces */
	DOUBT_SHARED_CODE,      /* one code, two names in one list */
	DOUBT_LINKED_DIFFERENT, /* a link against a judgement */
};

struct doubt {
	guint32 period_a, period_b;
	enum doubt_reason reason;
};

/* A period's further stay in its name after it had left it. */
struct stay {
	guint32 period, ordinal;
};

struct name_periods {
	GArray *periods;        /* struct name_period; [0] is none; by name key */
	guint32 *first;         /* of key k: periods first[k] … first[k + 1] - 1 */
	GArray *doubts;         /* struct doubt */
	GArray *returns;        /* struct stay, by period */
};

/* Finds the periods, sets period and former_period of every fact, and clears
 * the codes of slipped cells. */
struct name_periods *name_period_new(struct history *);
void name_period_free(struct name_periods *);

struct name_period *name_period_at(const struct name_periods *, guint32 period);

/* The first of a period's returns, which stand together, among all. */
guint32 name_period_first_return(const struct name_periods *, guint32 period);

#endif
