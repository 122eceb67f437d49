/* The time in which a company holds the national title.
 *
 * A final list gives three years from its notice, day for day: 2019-06-05 to
 * 2022-06-05, the latter being the first day without.  Where several notices
 * print one designation the earliest counts.  Publicity gives the same term,
 * marked as provisional, only while no final list of that unit and batch is
 * known; once one is, a firm that is missing from it has nothing.
 *
 * Each review of a batch that is passed adds three years to the end of the
 * last term (2022-06-05 to 2025-06-05), however late its notice comes.  Review
 * notices of one batch less than two years apart are one review.  Its publicity
 * counts, as provisional, while no list of passed or failed firms of that unit
 * and batch is known.  A failed review ends the title on the day of its notice
 * if the term still runs; where one review of a firm is printed as passed and
 * as failed, the later notice counts, and on one day the failure.  A revocation
 * ends every term of an earlier designation, also one that a later review of it
 * would give: revoked on 2022-12-30, a batch 2 title that is in the passed list
 * of 2023-09-28 stays revoked.
 *
 * A passed review without a known designation proves that the firm holds the
 * title, not since when: it gives three years from its own notice.  A failed
 * one gives nothing.  A designation or review whose notice names no batch
 * belongs to the designation within a year of it, or to the one under review at
 * that time.
 *
 * A list counts as the final list of a unit when it is mostly that unit's, or
 * holds at least three firms and a twentieth of its rows there (浙江's list with
 * a section for 宁波); a list with firms of three provinces, none of which has
 * more than four fifths, is national and counts for all units. */
#ifndef TRANSFORM_FIRM_VALIDITY_H
#define TRANSFORM_FIRM_VALIDITY_H

#include "history.h"

/* Which units' final lists and reviews are known. */
struct coverage;

struct coverage *validity_coverage_new(const struct history *);
void validity_coverage_free(struct coverage *);

/* One term. */
struct term {
	gint32 from, until;     /* first day with, first day without */
	guint16 batch;          /* 0 where none is known */
	const char *basis;      /* as struct validity's */
	const struct fact *by;  /* the event that gives it */
	const struct fact *root;        /* that gave the first of its chain */
	const struct fact *ended_by;    /* that cut it short, or NULL */
};

/* Appends the terms of a company, by first day, to `terms`. `facts` are its
 * events in order, `unit` its place for lists that print none.  Returns the
 * batch of the earliest designation, 0 where none is known. */
guint16 validity_terms(const struct coverage *, const struct history *,
    const guint32 *facts, guint n, guint8 unit, GArray *terms);

#endif
