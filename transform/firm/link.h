/* Periods of names joined to companies: union-find with objections.
 *
 * Two things keep companies apart whatever links them: a judgement that they
 * are different, and two valid credit codes.  Both hold for whole companies:
 * where A and B are judged different, A = C and then C = B is refused.  So the
 * order of the joins matters, and the caller keeps it fixed, strongest link
 * first. */
#ifndef TRANSFORM_LINK_H
#define TRANSFORM_LINK_H

#include <glib.h>
#include <stdbool.h>

enum link_by {
	LINK_NAME = 1 << 0,
	LINK_CODE = 1 << 1,
	LINK_RENAME = 1 << 2,
	LINK_JUDGEMENT = 1 << 3,
};

enum link_answer {
	LINK_JOINED,            /* or one company already */
	LINK_JUDGED_DIFFERENT,
	LINK_OTHER_CODE,
};

struct links;

/* For members 0 … n - 1, each its own company. */
struct links *links_new(guint32 n);
void links_free(struct links *);

/* The credit code of a member, not 0. */
void links_set_code(struct links *, guint32 member, guint32 code);

/* The two shall never be one; only before the first join. */
void links_forbid(struct links *, guint32 a, guint32 b);

/* Joins two members' companies unless something objects. A judgement that two
 * are the same outweighs their codes. */
enum link_answer links_join(struct links *, guint32 a, guint32 b,
    enum link_by by);

/* The member that stands for the company. */
guint32 links_find(struct links *, guint32 member);

/* Whether the companies of the two are kept apart; and whether the two members
 * themselves were forbidden to each other. */
bool links_forbidden(struct links *, guint32 a, guint32 b);
bool links_forbidden_directly(const struct links *, guint32 a, guint32 b);

/* What joined the company of `member`: link_by bits. */
unsigned links_by(struct links *, guint32 member);

/* Its credit code: 0 where there is none or where there are several. */
guint32 links_code(struct links *, guint32 member);

#endif
