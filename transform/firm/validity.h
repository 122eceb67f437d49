/* The time in which a company holds the national title.
 *
 * A designation gives three years from the day of its final notice, day for
 * day: 2019-06-05 to 2022-06-05, the latter being the first day without.
 * Publicity gives the same term, marked as provisional, only while no list
 * covers it (coverage.h).  A row of a list that repeats gives a term from the
 * day of its batch, where that is known, and else none.
 *
 * Each round of review (company_title.h) that is passed gives three years more from
 * its due day, however late its notice comes; its publicity does so, as
 * provisional, while no list covers it.  A firm that is named in a later round
 * held the title until then: the rounds before it of which no list is known
 * are implied, and say so.  Of several notices of one round the one that says
 * more counts: an outcome more than publicity, a failure more than a pass
 * before or on its day, a pass more than an earlier failure.  A failed review
 * ends the title on the day of its notice if the term still runs.
 *
 * A revocation or withdrawal ends every term of an earlier designation, also
 * one that a later review of it would give; one that names a batch ends the
 * title of that batch only.  A title that is restored runs on from that day, to
 * the end that it had before, with the terms that its reviews give.
 *
 * A passed review without a known designation proves that the firm holds the
 * title, not since when: it gives a term from its own notice to the end of its
 * round where the day of its batch is known, else three years.  A failed one
 * gives nothing. */
#ifndef TRANSFORM_FIRM_VALIDITY_H
#define TRANSFORM_FIRM_VALIDITY_H

#include "company_title.h"
#include "coverage.h"

/* How a term ends. */
struct term_end {
	gint32 until;           /* first day without */
	const char *ended;      /* as struct validity's */
	const struct fact *ended_by;    /* that ended it, or NULL */
	guint32 ended_list;     /* that covers and does not name it, or 0 */
};

/* One term. */
struct term {
	gint32 from;            /* first day with */
	struct term_end end;
	struct term_end lost;   /* what a revocation took the place of, and a
	                           restoration brings back; `ended` NULL: none */
	gint32 since;           /* first day of its title */
	guint16 batch;          /* 0 where none is known */
	guint8 dated_by;        /* enum title_dated_by */
	const char *basis;      /* as struct validity's */
	const struct fact *by;  /* the event that gives it */
};

/* Appends the terms of a company, by first day, to `terms`. `facts` are its
 * events in order, `unit` its place for lists that print none; `titles`
 * becomes its titles.  Returns the batch of the earliest designation, 0 where
 * none is known. */
guint16 validity_terms(const struct coverage *, const struct history *,
    const guint32 *facts, guint n, guint8 unit, GArray *titles, GArray *terms);

#endif
