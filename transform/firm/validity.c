#include "validity.h"

#include <stdlib.h>
#include <string.h>

/* Events of one company, and what they are read with. */
struct company_record {
	const struct coverage *coverage;
	const struct history *history;
	const guint32 *facts;
	guint n;
	guint8 unit;
	GArray *terms;
};

static const struct fact *
fact_at(const struct company_record *r, guint i)
{
	return &r->history->facts[r->facts[i]];
}

/* --- the outcome of a round -------------------------------------------- */

struct round_outcome {
	const struct fact *by;          /* passed, failed or proposed; NULL */
	const struct fact *dropped;     /* a proposal that a list settled */
	const struct fact *seen;        /* the first notice of any kind */
};

/* Whether a notice says more of a round than the one before it. */
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

static void
note_review(const struct company_record *r, struct round_outcome *o,
    const struct fact *f)
{
	if (o->seen == NULL)
		o->seen = f;
	if (f->kind == KIND_REVIEW_FAILED_PUBLICITY)
		return;
	if (f->kind == KIND_REVIEW_PUBLICITY &&
	    coverage_of(r->coverage, f, r->unit) != NULL) {
		o->dropped = f;
		return;
	}
	if (o->by == NULL || outweighs(f, o->by))
		o->by = f;
}

static bool
is_failed(const struct round_outcome *o)
{
	return o->by != NULL && o->by->kind == KIND_REVIEW_FAILED;
}

static const char *
review_basis(const struct fact *f)
{
	return f->kind == KIND_REVIEW_FINAL ? "review_final" :
	    "review_publicity";
}

/* --- terms of a title -------------------------------------------------- */

static void
end_by_failure(struct term *term, const struct fact *failed)
{
	term->end.ended = "failed";
	term->end.ended_by = failed;
	if (failed->day < term->end.until)
		term->end.until = MAX(failed->day, term->from);
}

/* Collects the outcomes of a title's rounds; the last of which anything is
 * known, 0 where there is none. */
static unsigned
rounds_of_title(const struct company_record *r, guint8 title_no,
    struct round_outcome *outcomes)
{
	unsigned last = 0;

	for (guint i = 0; i < r->n; i++) {
		const struct fact *f = fact_at(r, i);

		if (f->title_no != title_no || f->round == 0)
			continue;
		note_review(r, &outcomes[f->round], f);
		last = MAX(last, f->round);
	}
	return last;
}

/* What a company held that is named in a later round: the first notice of one
 * after `round`. */
static const struct fact *
seen_after(const struct round_outcome *outcomes, unsigned round, unsigned last)
{
	while (++round <= last)
		if (outcomes[round].seen != NULL)
			return outcomes[round].seen;
	return NULL;
}

/* The last event up to a day that puts the company in a unit, by its list; NULL
 * where none does. */
static const struct fact *
placed_on(const struct company_record *r, gint32 day)
{
	const struct fact *last = NULL;

	for (guint i = 0; i < r->n; i++) {
		const struct fact *f = fact_at(r, i);

		if (f->day != 0 && f->day <= day && f->unit != 0 &&
		    f->evidence >= HISTORY_BY_A_LIST)
			last = f;
	}
	return last;
}

/* The notice that settles a round of which the company is in no list; NULL
 * where none does.  One that names firms of a single city says nothing of a
 * firm that is not known to be there. */
static const struct coverage_claim *
silent_claim(const struct company_record *r, const struct held_title *t,
    unsigned round)
{
	const struct fact *place = placed_on(r, company_title_due(t->day, round));
	guint8 unit = place == NULL ? r->unit : place->unit;
	const struct coverage_claim *claim = coverage_of_round(r->coverage,
	    unit, t->batch, (guint8)round);

	if (claim == NULL || claim->city <= 0 || coverage_is_city(unit))
		return claim;
	for (guint i = 0; i < r->n; i++)
		if (coverage_city(fact_at(r, i)) == claim->city)
			return claim;
	return NULL;
}

/* Ends the last term of a title, of whose next round the company is in no
 * list. */
static void
end_by_silence(const struct company_record *r, const struct held_title *t,
    struct term *term, unsigned round, const struct round_outcome *outcome)
{
	const struct coverage_claim *claim = silent_claim(r, t, round);

	term->end.ended = "expired";
	if (outcome != NULL && outcome->dropped != NULL) {
		claim = coverage_of(r->coverage, outcome->dropped, r->unit);
		term->end.ended = "dropped";
		term->end.ended_by = outcome->dropped;
	} else if (claim != NULL) {
		term->end.ended = "lapsed";
	}
	term->end.ended_list = claim == NULL ? 0 : claim->list;
}

/* Adds the first term and one more for each round passed. */
static void
add_terms(const struct company_record *r, const struct held_title *t,
    guint8 title_no)
{
	static const char *const bases[] = {
	    [TITLE_BY_FINAL] = "final", [TITLE_BY_RESTATED] = "restated",
	    [TITLE_BY_PUBLICITY] = "publicity",
	};
	struct round_outcome outcomes[TITLE_MOST_ROUNDS + 2] = {0};
	unsigned last = rounds_of_title(r, title_no, outcomes);
	struct term term = {
	    .from = t->day, .end.until = company_title_due(t->day, 1), .since = t->day,
	    .batch = t->batch, .dated_by = t->dated_by,
	    .basis = bases[t->dated_by], .by = t->by,
	};

	for (unsigned k = 1; k <= last; k++) {
		const struct fact *by = outcomes[k].by;

		if (is_failed(&outcomes[k])) {
			end_by_failure(&term, by);
			g_array_append_val(r->terms, term);
			return;
		}
		if (by == NULL)
			by = seen_after(outcomes, k, last);
		if (by == NULL)
			break;
		term.end.ended = "renewed";
		g_array_append_val(r->terms, term);
		term.from = company_title_due(t->day, k);
		term.end.until = company_title_due(t->day, k + 1);
		term.basis = outcomes[k].by == NULL ? "implied" :
		    review_basis(by);
		term.by = by;
	}
	if (last > 0 && outcomes[last].by == NULL)
		end_by_silence(r, t, &term, last, &outcomes[last]);
	else
		end_by_silence(r, t, &term, last + 1, NULL);
	g_array_append_val(r->terms, term);
}

/* --- reviews without a title ------------------------------------------- */

struct orphan_round {
	guint16 batch, year;
	guint8 round;
	struct round_outcome outcome;
};

static gint
compare_orphans(gconstpointer a, gconstpointer b)
{
	const struct orphan_round *x = a, *y = b;

	if (x->batch != y->batch)
		return x->batch < y->batch ? -1 : 1;
	return x->year < y->year ? -1 : x->year > y->year;
}

static GArray *
collect_orphans(const struct company_record *r)
{
	GArray *orphans = g_array_new(FALSE, FALSE,
	    sizeof(struct orphan_round));

	for (guint i = 0; i < r->n; i++) {
		const struct fact *f = fact_at(r, i);
		struct orphan_round fresh = {f->title_batch, f->round_year,
		    f->round, {NULL, NULL, NULL}};
		guint k = 0;

		if (f->title_no != 0 || f->round == 0)
			continue;
		while (k < orphans->len && compare_orphans(&g_array_index(
		    orphans, struct orphan_round, k), &fresh) != 0)
			k++;
		if (k == orphans->len)
			g_array_append_val(orphans, fresh);
		note_review(r, &g_array_index(orphans, struct orphan_round,
		    k).outcome, f);
	}
	g_array_sort(orphans, compare_orphans);
	return orphans;
}

/* Adds the term that a review without a title gives, after `before`, the last
 * one of such a review, or NULL. */
static void
add_orphan_term(const struct company_record *r, const struct orphan_round *o,
    struct term *before)
{
	const struct fact *f = o->outcome.by;
	gint32 first = coverage_batch_day(r->coverage, o->batch,
	    f->unit != 0 ? f->unit : r->unit);
	struct term term = {
	    .from = f->day,
	    .end = {.until = day_add_years(f->day, TITLE_TERM_YEARS),
		.ended = "expired"},
	    .batch = o->batch, .dated_by = TITLE_BY_REVIEW, .by = f,
	};

	if (before != NULL && before->batch != o->batch)
		before = NULL;
	if (f->kind == KIND_REVIEW_FAILED) {
		if (before != NULL && f->day < before->end.until)
			end_by_failure(before, f);
		return;
	}
	term.basis = review_basis(f);
	if (first != 0)
		term.end.until = company_title_due(first, o->round + 1u);
	if (before != NULL && before->end.ended_by == NULL &&
	    before->end.until <= day_add_years(f->day, 1)) {
		term.from = before->end.until;
		before->end.ended = "renewed";
	}
	term.since = term.from;
	if (term.from < term.end.until)
		g_array_append_val(r->terms, term);
}

static void
add_orphan_terms(const struct company_record *r)
{
	GArray *orphans = collect_orphans(r);
	guint begin = r->terms->len;

	for (guint i = 0; i < orphans->len; i++) {
		const struct orphan_round *o = &g_array_index(orphans,
		    struct orphan_round, i);

		if (o->outcome.by != NULL)
			add_orphan_term(r, o, r->terms->len == begin ? NULL :
			    &g_array_index(r->terms, struct term,
			    r->terms->len - 1));
	}
	g_array_free(orphans, TRUE);
}

/* --- what ends a title, and gives it back ------------------------------ */

static void
end_terms(GArray *terms, guint begin, const struct fact *by)
{
	for (guint i = begin; i < terms->len; i++) {
		struct term *t = &g_array_index(terms, struct term, i);

		/* A later designation is not meant; a later term of this one
		 * is, whenever its review was. */
		if (t->since > by->day || t->end.until <= by->day ||
		    (by->batch != 0 && t->batch != 0 && t->batch != by->batch))
			continue;
		if (t->lost.ended == NULL)
			t->lost = t->end;
		t->end = (struct term_end){.until = MAX(t->from, by->day),
		    .ended = by->kind == KIND_REVOKED ? "revoked" : "withdrew",
		    .ended_by = by};
	}
}

/* Terms that a revocation cut run on: those that ran already from the day of `by`,
 * which gives them; those to come as their reviews give them. */
static void
restore_terms(GArray *terms, guint begin, const struct fact *by)
{
	guint end = terms->len;

	for (guint i = begin; i < end; i++) {
		struct term *t = &g_array_index(terms, struct term, i);
		struct term back = *t;

		if (t->lost.ended == NULL || t->lost.until <= by->day ||
		    (by->batch != 0 && t->batch != 0 && t->batch != by->batch))
			continue;
		back.end = back.lost;
		back.lost.ended = t->lost.ended = NULL;
		if (back.from < by->day) {
			back.from = by->day;
			back.basis = "restored";
			back.by = by;
		}
		if (t->from < t->end.until)
			g_array_append_val(terms, back);
		else
			*t = back;
	}
}

static int
compare_terms(const void *a, const void *b)
{
	const struct term *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->end.until != y->end.until)
		return x->end.until < y->end.until ? -1 : 1;
	return x->by < y->by ? -1 : x->by > y->by;
}

/* Terms of no day are gone: a designation revoked before it began. */
static void
tidy(GArray *terms, guint begin)
{
	for (guint i = terms->len; i-- > begin;) {
		const struct term *t = &g_array_index(terms, struct term, i);

		if (t->from >= t->end.until)
			g_array_remove_index(terms, i);
	}
	if (terms->len > begin + 1)
		qsort(&g_array_index(terms, struct term, begin),
		    terms->len - begin, sizeof(struct term), compare_terms);
}

guint16
validity_terms(const struct coverage *c, const struct history *h,
    const guint32 *facts, guint n, guint8 unit, GArray *titles, GArray *terms)
{
	struct company_record r = {c, h, facts, n, unit, terms};
	guint begin = terms->len;

	company_title_find(c, h, facts, n, unit, titles);
	for (guint i = 0; i < titles->len && i < G_MAXUINT8; i++)
		add_terms(&r, &g_array_index(titles, struct held_title, i),
		    (guint8)(i + 1));
	add_orphan_terms(&r);
	for (guint i = 0; i < n; i++) {
		const struct fact *f = fact_at(&r, i);

		if (!f->title || f->day == 0)
			continue;
		if (f->kind == KIND_REVOKED || f->kind == KIND_WITHDREW)
			end_terms(terms, begin, f);
		else if (f->kind == KIND_RESTORED)
			restore_terms(terms, begin, f);
	}
	tidy(terms, begin);
	return titles->len == 0 ? 0 :
	    g_array_index(titles, struct held_title, 0).batch;
}
