/* The titles of a company, and which notice of review is about which of them.
 *
 * A title begins with a designation: the earliest final list, else the row of
 * a list that repeats (coverage.h), else a proposal that no list settles.
 * Several notices of one batch, or of none within a year, are one title.
 *
 * Its reviews fall due on the anniversaries of its first day: the third, the
 * sixth …  A notice of review belongs to the round of the latest due day that
 * is at most six months after it, or to the one of the year that it names
 * (2025年复核).  A review without a batch is about the title that is due: in the
 * very year that it names, or within a year of it.  One of a batch in which the
 * company has no title that we know, or without a batch when none of its titles
 * is due, is about a title of its own, dated by the batch where a list that
 * repeats names it.  A review before the third year is about no round; a check
 * reports it. */
#ifndef TRANSFORM_FIRM_COMPANY_TITLE_H
#define TRANSFORM_FIRM_COMPANY_TITLE_H

#include "coverage.h"

enum {
	TITLE_TERM_YEARS = 3,
	TITLE_MOST_ROUNDS = 32,
};

/* What gives a title its first day, from the best. */
enum title_dated_by {
	TITLE_BY_FINAL,
	TITLE_BY_RESTATED,      /* the batch's day, the firm in a later list */
	TITLE_BY_PUBLICITY,
	TITLE_BY_REVIEW,        /* no designation is known */
};

struct held_title {
	const struct fact *by;
	gint32 day;             /* its first */
	guint16 batch;          /* 0 where none is named */
	guint8 dated_by;        /* enum title_dated_by */
};

/* Appends the titles of a company, by first day, to `titles`. */
void company_title_find(const struct coverage *, const struct history *,
    const guint32 *facts, guint n, guint8 unit, GArray *titles);

/* Sets title_no, round, title_batch and round_year of the company's reviews. */
void company_title_assign_rounds(const struct coverage *, struct history *,
    const guint32 *facts, guint n, guint8 unit, const GArray *titles);

/* The day on which a round falls due. */
gint32 company_title_due(gint32 first_day, unsigned round);

/* Whether a fact is a notice of review: publicity, passed or failed. */
bool company_title_is_review(const struct fact *);

#endif
