/* What the title of a notice or a list announces.
 *
 *     关于江苏省第四批专精特新“小巨人”企业和第一批专精特新“小巨人”复核通过企业
 *     名单的公示
 *
 * announces two lists: small_giant, batch 4, designation, publicity; and
 * small_giant, batch 1, review, publicity.  Each is an announcement. */
#ifndef TRANSFORM_NOTICE_ANNOUNCE_H
#define TRANSFORM_NOTICE_ANNOUNCE_H

#include <stdbool.h>

enum announce_matter {
	MATTER_NONE,            /* not said */
	MATTER_DESIGNATION,
	MATTER_RECOMMENDED,
	MATTER_REVIEW,          /* re-review passed */
	MATTER_REVIEW_FAILED,
	MATTER_RENAME,
	MATTER_REVOKED,
	MATTER_KEY,             /* 重点“小巨人” */
	MATTER_KEY_CONTINUED,   /* 建议继续支持 */
	MATTER_UNTOLD,          /* an act that no kind of event tells: 异地搬迁 */
};

enum announce_stage {
	STAGE_NONE,             /* not said */
	STAGE_PUBLICITY,        /* 公示, 拟认定 */
	STAGE_FINAL,            /* 公布, 认定, 通告 */
};

struct announcement {
	const char *programme;  /* struct event's word, or NULL; constant */
	const char *level;      /* likewise */
	unsigned batch;         /* 0 where none is named */
	enum announce_matter matter;
	enum announce_stage stage;
	bool passed;            /* 复核通过, not only 复核 */
	bool lists;             /* 名单, 公示 and the like: firms are listed */
	bool named;             /* 名单 itself, or programme, batch or matter:
	                           it speaks of a list, 首页>通知公告 does not */
};

enum { ANNOUNCE_MOST = 8 };

/* Reads a title as printed into at most ANNOUNCE_MOST announcements; returns
 * how many, 0 for a title that says nothing of any list. */
unsigned announce_read(const char *title, struct announcement *);

/* Whether a notice of this title announces no list whatever it carries: calls,
 * measures, explanations, training.  *why (may be NULL) is set to the words. */
bool announce_is_nothing(const char *title, const char **why);

/* Whether a list that is about a designation, a review or support only puts
 * firms forward for it, where its notice `recommends`: 第三批…复核企业推荐名单, but
 * not 复核通过企业名单. */
bool announce_is_proposal(const struct announcement *, bool recommends);

/* The kind of event, NULL where the matter is not known or the stage is needed
 * and not known. */
const char *announce_kind(enum announce_matter, enum announce_stage);

/* Whether a batch of national small giants can have been published, reviewed or
 * recommended in `year`; a list of another year is a province's own. */
bool announce_batch_fits(unsigned batch, enum announce_matter, unsigned year);

#endif
