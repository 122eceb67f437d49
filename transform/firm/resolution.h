/* What resolve finds, for the modules that write it down. */
#ifndef TRANSFORM_FIRM_RESOLUTION_H
#define TRANSFORM_FIRM_RESOLUTION_H

#include "fetch/base/digest.h"
#include "coverage.h"
#include "history.h"
#include "name_period.h"
#include "union_find.h"

/* A company. */
struct firm {
	const char *id;
	const char *name, *key; /* the latest, belonging to the history */
	const struct fact *placed_by;   /* has the best evidence, or NULL */
	guint32 periods, n_periods;     /* in resolution.members, oldest first */
	guint32 code;           /* in history.codes, or 0 */
	guint32 events;
	guint32 facts;          /* the first of so many events in history.facts */
	gint32 first_on, last_on;
	unsigned by;            /* link_by bits */
};

/* What is known of an event once its company is. */
struct settled {
	guint32 origin;         /* the period whose id is its company's, or 0 */
	guint16 title_batch, round_year;        /* of a review, or 0 */
	guint8 round;           /* or 0 */
};

struct resolution {
	struct history *history;
	struct settled *settled;        /* by number of an event */
	struct name_periods *periods;
	struct union_find *links;            /* of periods */
	char (*ids)[DIGEST_ID + 1];     /* what each period's id is alone */
	char (*return_ids)[DIGEST_ID + 1];      /* what that of each of
	                                   periods.returns would be */
	struct fact_index uses;         /* facts by period */
	struct fact_index departures;   /* facts by former_period */
	guint32 n_periods;              /* [0] is none */
	guint32 *members;               /* periods, firm by firm */
	guint32 *firm_of;               /* of a period */
	struct firm *firms;             /* by id */
	guint32 n_firms;
	struct coverage *coverage;      /* what the lists settle */
	GPtrArray *numbers;             /* texts of batches, rounds and years,
	                                   by number; NULL for 0 */
};

/* The events of a firm's periods in order, as numbers of facts, into `facts`; `index`
 * is uses or departures. */
void resolution_gather(const struct resolution *, const struct firm *,
    const struct fact_index *index, GArray *facts);

/* Puts the facts firm by firm, as they are read from here on: memory is fast only in
 * order. */
void resolution_arrange(struct resolution *);

/* The same as resolution_gather gives of uses, once the facts are arranged. */
void resolution_facts(const struct firm *, GArray *facts);

/* Firms stand in the order of their ids, what the lists say of them anywhere in memory:
 * has the texts of the firms after firm `i` brought near, one step of the way for each;
 * and the same of their periods. */
void resolution_bring(const struct resolution *, guint32 i);
void resolution_bring_periods(const struct resolution *, guint32 i);

/* Where a firm is now: the unit's number, 0 where it is not known. */
guint8 resolution_unit(const struct firm *);

/* Whether two names (or name keys) have two characters in a row of their brands
 * in common. */
bool resolution_share_a_brand(const char *a, const char *b);

static inline struct name_period *
resolution_period(const struct resolution *r, guint32 period)
{
	return name_period_at(r->periods, period);
}

#endif
