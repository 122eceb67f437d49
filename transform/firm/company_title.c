#include "company_title.h"

enum {
	EARLY_MONTHS = 6,       /* a review comes at most so long before */
	EARLY_YEARS = 2,        /* the first review comes after so many */
	NEW_YEAR_MONTHS = 4,    /* results of a year come until April */
	MOST_MISDATED = 1,      /* years between a batch and its title */
	MOST_AWAY = 366,        /* days from the due day, without a batch */
};

gint32
company_title_due(gint32 first_day, unsigned round)
{
	return day_add_years(first_day, (int)round * TITLE_TERM_YEARS);
}

bool
company_title_is_review(const struct fact *f)
{
	return f->kind == KIND_REVIEW_PUBLICITY ||
	    f->kind == KIND_REVIEW_FINAL || f->kind == KIND_REVIEW_FAILED ||
	    f->kind == KIND_REVIEW_FAILED_PUBLICITY;
}

/* --- titles ------------------------------------------------------------ */

/* A notice of the same batch, or one of them without a batch and within a
 * year. */
static bool
is_same_title(const struct held_title *t, const struct fact *f)
{
	if (t->batch == f->batch && t->batch != 0)
		return true;
	return (t->batch == 0 || f->batch == 0) &&
	    f->day < day_add_years(t->by->day, 1) &&
	    t->by->day < day_add_years(f->day, 1);
}

/* The better date goes first, of two alike the earlier stays. */
static void
note_title(GArray *titles, guint begin, const struct held_title *fresh)
{
	for (guint i = begin; i < titles->len; i++) {
		struct held_title *t = &g_array_index(titles, struct held_title, i);

		if (!is_same_title(t, fresh->by))
			continue;
		if (fresh->dated_by < t->dated_by) {
			t->by = fresh->by;
			t->day = fresh->day;
			t->dated_by = fresh->dated_by;
		}
		if (t->batch == 0)
			t->batch = fresh->batch;
		return;
	}
	g_array_append_vals(titles, fresh, 1);
}

static gint
compare_titles(gconstpointer a, gconstpointer b)
{
	const struct held_title *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->by < y->by ? -1 : x->by > y->by;
}

void
company_title_find(const struct coverage *c, const struct history *h,
    const guint32 *facts, guint n, guint8 unit, GArray *titles)
{
	bool restated = false;

	g_array_set_size(titles, 0);
	for (guint i = 0; i < n; i++) {
		const struct fact *f = &h->facts[facts[i]];
		struct held_title fresh = {f, f->day, f->batch, TITLE_BY_FINAL};

		if (!f->title || f->day == 0 || (f->kind != KIND_FINAL &&
		    f->kind != KIND_PUBLICITY))
			continue;
		restated |= f->restated;
		if (f->restated || (f->kind == KIND_PUBLICITY &&
		    coverage_of(c, f, unit) != NULL))
			continue;
		if (f->kind == KIND_PUBLICITY)
			fresh.dated_by = TITLE_BY_PUBLICITY;
		note_title(titles, 0, &fresh);
	}
	for (guint i = 0; restated && i < n; i++) {
		const struct fact *f = &h->facts[facts[i]];
		struct held_title fresh = {f, 0, f->batch, TITLE_BY_RESTATED};

		if (!f->restated)
			continue;
		fresh.day = coverage_batch_day(c, f->batch,
		    f->unit != 0 ? f->unit : unit);
		if (fresh.day != 0)
			note_title(titles, 0, &fresh);
	}
	if (titles->len > 1)
		g_array_sort(titles, compare_titles);
}

/* --- rounds ------------------------------------------------------------ */

/* Year from which the rounds of a title are counted: that of its batch, which
 * a notice of the next January does not change. */
static int
first_year(guint16 batch, gint32 day)
{
	int year = day / 10000, of_batch = COVERAGE_FIRST_YEAR + batch;

	return batch != 0 && ABS(year - of_batch) <= MOST_MISDATED ?
	    of_batch : year;
}

/* The round that a notice is about, by the year it names or by its day; 0
 * where none is due. */
static unsigned
round_of(const struct fact *f, gint32 first_day, guint16 batch)
{
	gint32 limit = day_add_months(f->day, EARLY_MONTHS);
	unsigned round = 0;

	if (f->review_year != 0) {
		int years = f->review_year - first_year(batch, first_day);

		return years < TITLE_TERM_YEARS ? 0 :
		    (unsigned)MIN(years / TITLE_TERM_YEARS, TITLE_MOST_ROUNDS);
	}
	while (round < TITLE_MOST_ROUNDS &&
	    company_title_due(first_day, round + 1) <= limit)
		round++;
	/* A title has no earlier review than its first. */
	if (round == 0 && f->day >= day_add_years(first_day, EARLY_YEARS))
		round = 1;
	return round;
}

/* How far the notice is from the day on which the round falls due, in days of
 * about; a round of the very year that the notice names is nearest.  Of two
 * titles alike the later counts: a firm that was designated again had lost the
 * one before. */
static int
distance(const struct fact *f, const struct held_title *t, unsigned round)
{
	int year = first_year(t->batch, t->day) +
	    (int)round * TITLE_TERM_YEARS;

	if (f->review_year != 0)
		return ABS(f->review_year - year);
	return ABS(day_count(f->day) - day_count(company_title_due(t->day, round)));
}

/* The title that a review is about: index + 1, and its round; 0 where none of
 * its batch is known.  A round of 0 means that it is not due. */
static guint8
title_reviewed(const struct fact *f, const GArray *titles, unsigned *round)
{
	guint8 found = 0;
	int least = G_MAXINT;

	*round = 0;
	for (guint i = 0; i < titles->len && i < G_MAXUINT8; i++) {
		const struct held_title *t = &g_array_index(titles, struct held_title, i);
		unsigned its;
		int away;

		if (f->batch != 0 && t->batch != 0 && f->batch != t->batch)
			continue;
		its = round_of(f, t->day, t->batch);
		away = its == 0 ? 0 : distance(f, t, its);
		if (f->batch == 0 && away > (f->review_year != 0 ? 0 :
		    MOST_AWAY))
			continue;
		if (its == 0 ? found == 0 && *round == 0 : away <= least) {
			found = (guint8)(i + 1);
			*round = its;
			if (its != 0)
				least = away;
		}
	}
	return found;
}

/* The batch of a designation that a list repeats, which is reviewed in the year
 * that `review` names; 0 where there is none. */
static guint16
restated_batch(const struct history *h, const guint32 *facts, guint n,
    const struct fact *review)
{
	for (guint i = 0; review->review_year != 0 && i < n; i++) {
		const struct fact *f = &h->facts[facts[i]];
		int years = review->review_year - COVERAGE_FIRST_YEAR - f->batch;

		if (f->restated && f->batch != 0 && years > 0 &&
		    years % TITLE_TERM_YEARS == 0)
			return f->batch;
	}
	return 0;
}

/* A review of a title that no list designates. */
static void
assign_without_title(const struct coverage *c, struct fact *f, guint16 batch,
    guint8 unit)
{
	gint32 first = coverage_batch_day(c, batch,
	    f->unit != 0 ? f->unit : unit);
	unsigned round;

	f->title_batch = batch;
	if (batch == 0) {
		gint32 year = day_add_months(f->day, -NEW_YEAR_MONTHS) / 10000;

		f->round = COVERAGE_NO_TITLE;
		f->round_year = f->review_year != 0 ? f->review_year :
		    (guint16)year;
		return;
	}
	/* Without a list of the batch: the summer of its year. */
	if (first == 0)
		first = (COVERAGE_FIRST_YEAR + batch) * 10000 + 701;
	round = round_of(f, first, batch);
	f->round = (guint8)round;
	f->round_year = round == 0 ? 0 : (guint16)(first_year(batch, first) +
	    (int)round * TITLE_TERM_YEARS);
}

void
company_title_assign_rounds(const struct coverage *c, struct history *h,
    const guint32 *facts, guint n, guint8 unit, const GArray *titles)
{
	for (guint i = 0; i < n; i++) {
		struct fact *f = &h->facts[facts[i]];
		const struct held_title *t;
		unsigned round;

		if (!f->title || f->day == 0 || !company_title_is_review(f))
			continue;
		f->title_no = title_reviewed(f, titles, &round);
		if (f->title_no == 0) {
			assign_without_title(c, f, f->batch != 0 ? f->batch :
			    restated_batch(h, facts, n, f), unit);
			continue;
		}
		t = &g_array_index(titles, struct held_title, f->title_no - 1u);
		f->title_batch = t->batch;
		f->round = (guint8)round;
		f->round_year = round == 0 ? 0 : (guint16)(
		    first_year(t->batch, t->day) +
		    (int)round * TITLE_TERM_YEARS);
	}
}
