/* Periods of names joined to companies: union-find with objections.
 *
 * Two things keep companies apart whatever links them: a judgement that they
 * are different, and two valid credit codes.  Both hold for whole companies:
 * where A and B are judged different, A = C and then C = B is refused.  So the
 * order of the joins matters, and the caller keeps it fixed, strongest link
 * first. */
#ifndef TRANSFORM_FIRM_UNION_FIND_H
#define TRANSFORM_FIRM_UNION_FIND_H

#include <glib.h>
#include <stdbool.h>

enum union_find_by {
	UNION_FIND_NAME = 1 << 0,
	UNION_FIND_CODE = 1 << 1,
	UNION_FIND_RENAME = 1 << 2,
	UNION_FIND_JUDGEMENT = 1 << 3,
};

enum union_find_answer {
	UNION_FIND_JOINED,            /* or one company already */
	UNION_FIND_JUDGED_DIFFERENT,
	UNION_FIND_OTHER_CODE,
};

struct union_find;

/* Makes one of members 0 … n - 1, each its own company. */
struct union_find *union_find_new(guint32 n);
void union_find_free(struct union_find *);

/* The credit code of a member, not 0. */
void union_find_set_code(struct union_find *, guint32 member, guint32 code);

/* The two shall never be one; only before the first join. */
void union_find_forbid(struct union_find *, guint32 a, guint32 b);

/* Joins two members' companies unless something objects. A judgement that two
 * are the same outweighs their codes. */
enum union_find_answer union_find_join(struct union_find *, guint32 a,
    guint32 b, enum union_find_by by);

/* The member that stands for the company. */
guint32 union_find_find(struct union_find *, guint32 member);

/* Whether the companies of the two are kept apart; and whether the two members
 * themselves were forbidden to each other. */
bool union_find_forbidden(struct union_find *, guint32 a, guint32 b);
bool union_find_forbidden_directly(const struct union_find *, guint32 a,
    guint32 b);

/* What joined the company of `member`: link_by bits. */
unsigned union_find_by(struct union_find *, guint32 member);

/* Its credit code: 0 where there is none or where there are several. */
guint32 union_find_code(struct union_find *, guint32 member);

#endif
