#include "validity.h"

#include <stdlib.h>
#include <string.h>

enum {
	TERM_YEARS = 3,
	ROUND_YEARS = 2,        /* closer notices of one batch are one review */
	UNITS = G_MAXUINT8 + 1,
	MOST_BATCHES = 64,      /* in one list that are told apart */
};

enum outcome { OUTCOME_FINAL, OUTCOME_REVIEW };

/* --- known lists ------------------------------------------------------- */

/* Keys are outcome, batch and unit (0: all units) in one number. */
struct coverage {
	GHashTable *known;
};

static gpointer
coverage_key(enum outcome outcome, guint16 batch, guint8 unit)
{
	return GUINT_TO_POINTER(1u + (guint)outcome + 2u *
	    ((guint)unit + UNITS * (guint)batch));
}

static bool
is_covered(const struct coverage *c, enum outcome outcome, guint16 batch,
    guint8 unit)
{
	return g_hash_table_contains(c->known,
	    coverage_key(outcome, batch, 0)) || (unit != 0 &&
	    g_hash_table_contains(c->known,
	    coverage_key(outcome, batch, unit)));
}

/* One list's rows of one outcome and batch, by unit and by province. */
struct validity_tally {
	enum outcome outcome;
	guint16 batch;
	guint32 placed;
	guint32 by_unit[UNITS], by_province[UNITS];
};

static bool
outcome_of(const struct fact *f, enum outcome *outcome)
{
	*outcome = f->kind == KIND_FINAL ? OUTCOME_FINAL : OUTCOME_REVIEW;
	return f->title && (f->kind == KIND_FINAL ||
	    f->kind == KIND_REVIEW_FINAL || f->kind == KIND_REVIEW_FAILED);
}

static void
conclude(struct coverage *c, const struct validity_tally *t)
{
	guint32 provinces = 0, most = 0, largest = 0;

	for (int i = 1; i < UNITS; i++) {
		provinces += t->by_province[i] > 0;
		most = MAX(most, t->by_province[i]);
		largest = MAX(largest, t->by_unit[i]);
	}
	if (provinces >= 3 && (guint64)most * 5 <= (guint64)t->placed * 4)
		g_hash_table_add(c->known,
		    coverage_key(t->outcome, t->batch, 0));
	for (int i = 1; i < UNITS; i++)
		if (t->by_unit[i] > 0 && (t->by_unit[i] == largest ||
		    (t->by_unit[i] >= 3 &&
		    (guint64)t->by_unit[i] * 20 >= t->placed)))
			g_hash_table_add(c->known,
			    coverage_key(t->outcome, t->batch, (guint8)i));
}

/* Tallies the rows of a list; a list mostly has one outcome and one batch. */
static void
tally_list(struct coverage *c, const struct history *h, const guint32 *facts,
    guint32 n, struct validity_tally *tallies)
{
	guint32 used = 0;
	enum outcome outcome;

	for (guint32 i = 0; i < n; i++) {
		const struct fact *f = &h->facts[facts[i]];
		guint32 k = 0;

		if (!outcome_of(f, &outcome) || f->unit == 0)
			continue;
		while (k < used && (tallies[k].outcome != outcome ||
		    tallies[k].batch != f->batch))
			k++;
		if (k == MOST_BATCHES)
			continue;
		if (k == used) {
			memset(&tallies[k], 0, sizeof *tallies);
			tallies[k].outcome = outcome;
			tallies[k].batch = f->batch;
			used++;
		}
		tallies[k].placed++;
		tallies[k].by_unit[f->unit]++;
		tallies[k].by_province[f->province]++;
	}
	for (guint32 k = 0; k < used; k++)
		conclude(c, &tallies[k]);
}

struct coverage *
validity_coverage_new(const struct history *h)
{
	struct coverage *c = g_new(struct coverage, 1);
	guint32 n = interner_count(h->lists);
	struct fact_index by_list = history_index(h,
	    offsetof(struct fact, list), n);
	struct validity_tally *tallies = g_new(struct validity_tally, MOST_BATCHES);

	c->known = g_hash_table_new(NULL, NULL);
	for (guint32 list = 1; list <= n; list++)
		tally_list(c, h, &by_list.list[by_list.at[list]],
		    by_list.at[list + 1] - by_list.at[list], tallies);
	g_free(tallies);
	history_index_clear(&by_list);
	return c;
}

void
validity_coverage_free(struct coverage *c)
{
	if (c == NULL)
		return;
	g_hash_table_destroy(c->known);
	g_free(c);
}

/* --- one company ------------------------------------------------------- */

struct designation {
	const struct fact *by;
	guint16 batch;
	bool final;
};

/* Events of one company, sorted out. */
struct record {
	GArray *designations;   /* struct designation, by day */
	GPtrArray *reviews;     /* const struct fact, by day */
	GPtrArray *revocations; /* likewise */
	const struct coverage *coverage;
	guint8 unit;
};

static bool
is_provisional(const struct record *r, enum outcome outcome,
    const struct fact *f)
{
	return !is_covered(r->coverage, outcome, f->batch,
	    f->unit != 0 ? f->unit : r->unit);
}

/* A notice of the same batch, or one of them without a batch and within a
 * year. */
static bool
same_designation(const struct designation *d, const struct fact *f)
{
	if (d->batch == f->batch && d->batch != 0)
		return true;
	return (d->batch == 0 || f->batch == 0) &&
	    f->day < day_add_years(d->by->day, 1) &&
	    d->by->day < day_add_years(f->day, 1);
}

/* A final list outweighs publicity; of two alike the earlier stays. */
static void
note_designation(struct record *r, const struct fact *f)
{
	struct designation fresh = {f, f->batch, f->kind == KIND_FINAL};

	for (guint i = 0; i < r->designations->len; i++) {
		struct designation *d = &g_array_index(r->designations,
		    struct designation, i);

		if (!same_designation(d, f))
			continue;
		if (fresh.final && !d->final) {
			d->by = f;
			d->final = true;
		}
		if (d->batch == 0)
			d->batch = f->batch;
		return;
	}
	g_array_append_val(r->designations, fresh);
}

static void
sort_out(struct record *r, const struct history *h, const guint32 *facts,
    guint n)
{
	for (guint i = 0; i < n; i++) {
		const struct fact *f = &h->facts[facts[i]];

		if (!f->title || f->day == 0)
			continue;
		if (f->kind == KIND_FINAL || (f->kind == KIND_PUBLICITY &&
		    is_provisional(r, OUTCOME_FINAL, f)))
			note_designation(r, f);
		else if (f->kind == KIND_REVIEW_FINAL ||
		    f->kind == KIND_REVIEW_FAILED ||
		    (f->kind == KIND_REVIEW_PUBLICITY &&
		    is_provisional(r, OUTCOME_REVIEW, f)))
			g_ptr_array_add(r->reviews, (gpointer)f);
		else if (f->kind == KIND_REVOKED)
			g_ptr_array_add(r->revocations, (gpointer)f);
	}
}

/* The designation that a review is about, NULL where it is not known: that of
 * its batch, or without a batch the last one old enough to be reviewed. */
static const struct designation *
reviewed(const struct record *r, const struct fact *review)
{
	const struct designation *found = NULL;

	for (guint i = 0; i < r->designations->len; i++) {
		const struct designation *d = &g_array_index(r->designations,
		    struct designation, i);

		if (d->batch == review->batch && d->batch != 0)
			return d;
		if ((d->batch == 0 || review->batch == 0) && review->day >=
		    day_add_years(d->by->day, ROUND_YEARS) &&
		    (found == NULL || found->by->day < d->by->day))
			found = d;
	}
	return found;
}

/* Whether a notice says more of a review than the one before it: any outcome
 * more than publicity, a failure more than a pass before or on its day, a pass
 * more than an earlier failure. */
static bool
outweighs(const struct fact *f, const struct fact *before)
{
	if (f->kind == KIND_REVIEW_PUBLICITY)
		return false;
	if (before->kind == KIND_REVIEW_PUBLICITY)
		return true;
	if (f->kind == KIND_REVIEW_FAILED)
		return before->kind == KIND_REVIEW_FINAL;
	return before->kind == KIND_REVIEW_FAILED && f->day > before->day;
}

/* The outcome of the review round that begins at reviews[*i] and is about `d`;
 * NULL when there is none.  Moves *i behind it. */
static const struct fact *
review_round(const struct record *r, const struct designation *d, guint *i)
{
	const struct fact *result = NULL;
	gint32 end = 0;

	for (; *i < r->reviews->len; (*i)++) {
		const struct fact *f = r->reviews->pdata[*i];

		if (reviewed(r, f) != d)
			continue;
		if (end == 0)
			end = day_add_years(f->day, ROUND_YEARS);
		if (f->day >= end)
			break;
		if (result == NULL || outweighs(f, result))
			result = f;
	}
	return result;
}

static const char *
review_basis(const struct fact *f)
{
	return f->kind == KIND_REVIEW_FINAL ? "review_final" :
	    "review_publicity";
}

/* The first term and one more for each review passed. */
static void
add_terms(const struct record *r, const struct designation *d, GArray *terms)
{
	struct term term = {d->by->day, day_add_years(d->by->day, TERM_YEARS),
	    d->batch, d->final ? "final" : "publicity", d->by, d->by, NULL};
	const struct fact *review;
	guint i = 0;

	while ((review = review_round(r, d, &i)) != NULL) {
		if (review->kind == KIND_REVIEW_FAILED) {
			if (review->day < term.until) {
				term.until = MAX(review->day, term.from);
				term.ended_by = review;
			}
			break;
		}
		g_array_append_val(terms, term);
		term.from = term.until;
		term.until = day_add_years(term.from, TERM_YEARS);
		term.basis = review_basis(review);
		term.by = review;
	}
	g_array_append_val(terms, term);
}

/* Terms of reviews whose designation is in no list we know. */
static void
add_orphan_terms(const struct record *r, GArray *terms)
{
	gint32 taken = 0;

	for (guint i = 0; i < r->reviews->len; i++) {
		const struct fact *f = r->reviews->pdata[i];
		guint j = i;
		struct term term;

		if (reviewed(r, f) != NULL || f->day < taken)
			continue;
		f = review_round(r, NULL, &j);
		taken = day_add_years(f->day, ROUND_YEARS);
		if (f->kind == KIND_REVIEW_FAILED)
			continue;
		term = (struct term){f->day, day_add_years(f->day, TERM_YEARS),
		    f->batch, review_basis(f), f, f, NULL};
		g_array_append_val(terms, term);
	}
}

static void
end_terms(GArray *terms, const struct fact *by)
{
	for (guint i = terms->len; i-- > 0;) {
		struct term *t = &g_array_index(terms, struct term, i);

		/* A later designation is not meant; a later term of this one
		 * is, whenever its review was. */
		if (t->root->day > by->day || t->until <= by->day)
			continue;
		t->until = MAX(t->from, by->day);
		t->ended_by = by;
	}
}

static int
compare_terms(const void *a, const void *b)
{
	const struct term *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->until != y->until)
		return x->until < y->until ? -1 : 1;
	return x->by < y->by ? -1 : x->by > y->by;
}

/* Terms of no day are gone: a designation revoked before it began. */
static void
tidy(GArray *terms, guint begin)
{
	for (guint i = terms->len; i-- > begin;) {
		const struct term *t = &g_array_index(terms, struct term, i);

		if (t->from >= t->until)
			g_array_remove_index(terms, i);
	}
	if (terms->len > begin + 1)
		qsort(&g_array_index(terms, struct term, begin),
		    terms->len - begin, sizeof(struct term), compare_terms);
}

guint16
validity_terms(const struct coverage *c, const struct history *h,
    const guint32 *facts, guint n, guint8 unit, GArray *terms)
{
	struct record r = {
	    .designations = g_array_new(FALSE, FALSE,
	        sizeof(struct designation)),
	    .reviews = g_ptr_array_new(),
	    .revocations = g_ptr_array_new(),
	    .coverage = c,
	    .unit = unit,
	};
	guint begin = terms->len;
	const struct designation *first = NULL;
	guint16 batch = 0;

	sort_out(&r, h, facts, n);
	for (guint i = 0; i < r.designations->len; i++) {
		const struct designation *d = &g_array_index(r.designations,
		    struct designation, i);

		add_terms(&r, d, terms);
		if (first == NULL || d->by->day < first->by->day)
			first = d;
	}
	add_orphan_terms(&r, terms);
	for (guint i = 0; i < r.revocations->len; i++)
		end_terms(terms, r.revocations->pdata[i]);
	tidy(terms, begin);
	if (first != NULL)
		batch = first->batch;
	g_array_free(r.designations, TRUE);
	g_ptr_array_free(r.reviews, TRUE);
	g_ptr_array_free(r.revocations, TRUE);
	return batch;
}
