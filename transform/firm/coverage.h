/* What the published lists settle.
 *
 * A proposal (a list open to objections) counts only as long as no final list
 * settles it.  What is settled is a *round*: of a unit and batch, round 0 is
 * the designation, round 1 the review of the third year, round 2 that of the
 * sixth, and so on.  The final list of one round says nothing of another.
 *
 * A notice covers a round when it is dated, final and of that round, and names
 * at least four fifths of the firms that were proposed for it up to its day, or
 * as many firms as it declares itself.  A smaller one settles only the firms
 * that it names.  It never covers when it is
 *
 *     a list of failed firms
 *     an excerpt         all its firms stand in one city, the proposals do not;
 *                        nor does it settle a firm of an unknown city then
 *     a list that repeats  the designations of several batches in one list, or
 *                          those valid up to a day (有效期内, 截至, 累计)
 *     undated
 *
 * A list that repeats designates nothing on its own day, neither does a row
 * that is printed more than a year after its batch: such a row is *restated*,
 * and its day is that of the batch's final list in that unit, where one is
 * known. */
#ifndef TRANSFORM_FIRM_COVERAGE_H
#define TRANSFORM_FIRM_COVERAGE_H

#include <stdbool.h>

#include "fetch/handoff/handoff.h"
#include "transform/event.h"
#include "history.h"

enum {
	COVERAGE_DESIGNATION = 0,       /* round */
	COVERAGE_NO_TITLE = G_MAXUINT8, /* reviews of a title of no known batch;
	                                   apart by year */
	COVERAGE_FIRST_YEAR = 2018,     /* batch n is of the year 2018 + n */
};

struct coverage;

/* A notice that names firms of a round. */
struct coverage_claim {
	guint32 round;          /* in the coverage */
	guint32 list;           /* the first of its lists, in history.lists */
	gint32 day;
	guint32 named;          /* of the proposed firms */
	guint32 firms;          /* in all */
	guint32 proposed;       /* up to its day */
	guint32 declared;       /* 0 where it declares none */
	gint32 city;            /* of all its firms; 0 none known, -1 several */
	bool unplaced;          /* the city of some is not known */
	const char *why;        /* it covers, or does not: four_fifths, declared;
	                           part, excerpt, repeats */
	bool covers;
};

/* Reads the lists: marks the facts of `history` that are restated.  `lists`,
 * lines of lists.tsv in any order, add titles and declared numbers. */
struct coverage *coverage_new(struct history *,
    const struct list *const *lists, size_t n_lists);
void coverage_free(struct coverage *);

/* The day of a batch's final list in a unit, where one is known: 0. */
gint32 coverage_batch_day(const struct coverage *, guint16 batch, guint8 unit);

/* Adds what the events of one company propose and confirm; `facts` are numbers
 * of facts in order, `unit` its place for lists that print none.  First all
 * designations, then coverage_settle; then the reviews, whose rounds are known
 * by then, and coverage_settle again. */
void coverage_note_designations(struct coverage *, const guint32 *facts,
    guint n, guint8 unit);
void coverage_note_reviews(struct coverage *, const guint32 *facts, guint n,
    guint8 unit);
void coverage_settle(struct coverage *);

/* The notice that settles a proposal, which then counts no longer; NULL while
 * none does. */
const struct coverage_claim *coverage_of(const struct coverage *,
    const struct fact *proposal, guint8 unit);

/* The notice that covers a round of review, or NULL. */
const struct coverage_claim *coverage_of_round(const struct coverage *,
    guint8 unit, guint16 batch, guint8 round);

/* Whether a unit is one city: a municipality or planned city. */
bool coverage_is_city(guint8 unit);

/* The code of the city that a row states, 0 where it states none. */
gint32 coverage_city(const struct fact *);

/* A company in one list of a round and not in the other, where a notice covers
 * the round. */
struct coverage_gap {
	guint32 round;
	guint32 company;        /* the caller's number */
	bool confirmed;         /* and not proposed; else the other way round */
};

/* Appends the gaps of a company, after all is settled. */
void coverage_find_gaps(const struct coverage *, const guint32 *facts, guint n,
    guint8 unit, guint32 company, GArray *gaps);

/* Writes coverage.tsv. */
void coverage_write(const struct coverage *, struct handoff_set *);

#endif
