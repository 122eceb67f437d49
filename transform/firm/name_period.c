#include "name_period.h"

#include <stdlib.h>

/* Bounds that keep hostile input linear: a name or code beyond them is no
 * longer evidence of anything. */
enum {
	MOST_TENANTS = 16,      /* of one name that are looked back at */
	MOST_NAMES = 64,        /* printed with one code */
	MOST_USES = 4096,       /* of one name whose lists are compared */
	MOST_STEPS = 16,        /* of a chain of renames */
};

/* A run over all names. */
struct walk {
	struct history *h;
	struct name_periods *t;
	guint32 *list_seen;     /* by list: the stamp of who was seen there */
	guint32 stamp;
	guint32 current;        /* latest period of the name at hand */
	guint32 stays;          /* in that name so far */
	GArray *slips;          /* of facts, in pairs: codes that slipped */
};

struct name_period *
name_period_at(const struct name_periods *t, guint32 period)
{
	return &g_array_index(t->periods, struct name_period, period);
}

/* --- lists that two names share ---------------------------------------- */

/* Stamps the lists a name stands in; false when they are too many.  Rename
 * lists print a firm's two names side by side and prove nothing. */
static bool
stamp_lists(struct walk *w, guint32 key)
{
	const guint32 *at = &w->h->uses.at[key];

	if (at[1] - at[0] > MOST_USES)
		return false;
	for (guint32 i = at[0]; i < at[1]; i++) {
		const struct fact *f = &w->h->facts[w->h->uses.list[i]];

		if (f->kind != KIND_RENAME && f->list != 0)
			w->list_seen[f->list] = w->stamp;
	}
	return true;
}

/* Whether the name stands in a stamped list; a name too common to look at
 * counts as seen. */
static bool
stands_in_stamped(const struct walk *w, guint32 key)
{
	const guint32 *at = &w->h->uses.at[key];

	if (at[1] - at[0] > MOST_USES)
		return true;
	for (guint32 i = at[0]; i < at[1]; i++) {
		const struct fact *f = &w->h->facts[w->h->uses.list[i]];

		if (f->kind != KIND_RENAME && f->list != 0 &&
		    w->list_seen[f->list] == w->stamp)
			return true;
	}
	return false;
}

static bool
share_a_list(struct walk *w, guint32 key, guint32 other)
{
	w->stamp++;
	return !stamp_lists(w, key) || stands_in_stamped(w, other);
}

/* --- codes in slipped cells -------------------------------------------- */

struct code_use {
	guint32 key;
	guint32 events;
	guint32 fact;           /* the first of them */
};

/* Most events first. */
static int
compare_uses(const void *a, const void *b)
{
	const struct code_use *x = a, *y = b;

	if (x->events != y->events)
		return x->events > y->events ? -1 : 1;
	return x->fact < y->fact ? -1 : x->fact > y->fact;
}

/* The names a code is printed with, at most MOST_NAMES + 1. */
static void
names_of_code(const struct walk *w, const guint32 *facts, guint32 n,
    GArray *uses)
{
	g_array_set_size(uses, 0);
	for (guint32 i = 0; i < n && uses->len <= MOST_NAMES; i++) {
		guint32 key = w->h->facts[facts[i]].key, j = 0;

		while (j < uses->len &&
		    g_array_index(uses, struct code_use, j).key != key)
			j++;
		if (j == uses->len) {
			struct code_use use = {key, 0, facts[i]};

			g_array_append_val(uses, use);
		}
		g_array_index(uses, struct code_use, j).events++;
	}
	qsort(uses->data, uses->len, sizeof(struct code_use), compare_uses);
}

/* Takes the code off the facts of one name, of all names where key is 0. */
static void
drop_code(struct walk *w, const guint32 *facts, guint32 n, guint32 key)
{
	for (guint32 i = 0; i < n; i++)
		if (key == 0 || w->h->facts[facts[i]].key == key)
			w->h->facts[facts[i]].code = 0;
}

/* Judges a code printed with several names. */
static void
settle_code(struct walk *w, const guint32 *facts, guint32 n, GArray *uses)
{
	const struct code_use *owner = &g_array_index(uses, struct code_use, 0);
	bool undecided = false;

	if (uses->len > MOST_NAMES) {
		drop_code(w, facts, n, 0);
		return;
	}
	w->stamp++;
	stamp_lists(w, owner->key);
	for (guint32 i = 1; i < uses->len; i++) {
		const struct code_use *use = &owner[i];

		if (!stands_in_stamped(w, use->key)) {
			stamp_lists(w, use->key);
			continue;
		}
		drop_code(w, facts, n, use->key);
		undecided |= use->events == owner->events;
		g_array_append_val(w->slips, owner->fact);
		g_array_append_val(w->slips, use->fact);
	}
	if (undecided)
		drop_code(w, facts, n, owner->key);
}

static void
settle_codes(struct walk *w)
{
	guint32 n = interner_count(w->h->codes);
	struct fact_index by_code = history_index(w->h,
	    offsetof(struct fact, code), n);
	GArray *uses = g_array_new(FALSE, FALSE, sizeof(struct code_use));

	for (guint32 code = 1; code <= n; code++) {
		const guint32 *facts = &by_code.list[by_code.at[code]];
		guint32 many = by_code.at[code + 1] - by_code.at[code];

		if (many < 2)
			continue;
		names_of_code(w, facts, many, uses);
		if (uses->len > 1)
			settle_code(w, facts, many, uses);
	}
	g_array_free(uses, TRUE);
	history_index_clear(&by_code);
}

/* --- periods of one name ----------------------------------------------- */

static guint32
add_period(struct walk *w, guint32 key)
{
	struct name_period fresh = {.key = key,
	    .ordinal = ++w->stays};

	g_array_append_val(w->t->periods, fresh);
	w->current = w->t->periods->len - 1;
	return w->current;
}

/* Adds a further period, to be reviewed against the one it could also be. */
static guint32
add_rival(struct walk *w, guint32 key, enum doubt_reason reason)
{
	struct doubt doubt = {w->current, 0, reason};

	doubt.period_b = add_period(w, key);
	g_array_append_val(w->t->doubts, doubt);
	return doubt.period_b;
}

/* The first period to look back at. */
static guint32
lookback(const struct walk *w, guint32 key)
{
	guint32 first = w->t->first[key], end = w->t->periods->len;

	return end - first > MOST_TENANTS ? end - MOST_TENANTS : first;
}

static guint32
period_with_code(const struct walk *w, guint32 key, guint32 code)
{
	if (code == 0)
		return 0;
	for (guint32 i = w->t->periods->len; i-- > lookback(w, key);)
		if (name_period_at(w->t, i)->code == code)
			return i;
	return 0;
}

static guint64
batch_bit(const struct fact *f)
{
	return f->batch > 0 && f->batch < 64 ? G_GUINT64_CONSTANT(1) << f->batch
	    : 0;
}

/* Whether publisher, section or column (no weaker evidence) put the two in
 * different provinces. */
static bool
other_province(const struct name_period *t, const struct fact *f)
{
	return t->evidence >= 3 && f->evidence >= 3 && t->province != 0 &&
	    f->province != 0 && t->province != f->province;
}

static guint32
period_with_batch(const struct walk *w, const struct fact *f, guint32 key)
{
	guint32 found = 0;

	/* The batches of other programmes are numbered by themselves. */
	if (!f->title)
		return 0;
	for (guint32 i = w->t->periods->len; i-- > lookback(w, key);) {
		const struct name_period *t = name_period_at(w->t, i);

		if (!(t->batches & batch_bit(f)))
			continue;
		if (!other_province(t, f))
			return i;
		if (found == 0)
			found = i;
	}
	return found;
}

static bool
other_code(const struct name_period *t, const struct fact *f)
{
	return t->code != 0 && f->code != 0 && t->code != f->code;
}

static bool
within_a_year(const struct name_period *t, const struct fact *f)
{
	return f->day == 0 || f->day <= day_add_years(t->left_on, 1);
}

/* Whether renames lead from one name to another between two days. */
static bool
chain_leads(const struct history *h, guint32 from, gint32 since, guint32 to,
    gint32 until)
{
	for (int step = 0; step < MOST_STEPS; step++) {
		const struct fact *next = NULL;
		guint32 at = h->departures.at[from];
		guint32 end = MIN(h->departures.at[from + 1], at + MOST_NAMES);

		if (from == to)
			return true;
		for (; at < end && next == NULL; at++) {
			const struct fact *f =
			    &h->facts[h->departures.list[at]];

			if (f->day >= since && f->day <= until)
				next = f;
		}
		if (next == NULL)
			return false;
		from = next->key;
		since = next->day;
	}
	return false;
}

/* The firm is back under the name.  As long as no list said so, its second stay
 * was another period with an id of its own, which somebody may have kept. */
static guint32
come_back(struct walk *w, guint32 period)
{
	struct stay stay = {period, ++w->stays};

	name_period_at(w->t, period)->left_on = 0;
	name_period_at(w->t, period)->returns++;
	g_array_append_val(w->t->returns, stay);
	w->current = period;
	return period;
}

/* A rename to this name: back again, or newly come. */
static guint32
period_of_arrival(struct walk *w, const struct fact *f)
{
	struct name_period *now = name_period_at(w->t, w->current);

	for (guint32 i = w->t->periods->len; i-- > lookback(w, f->key);) {
		struct name_period *t = name_period_at(w->t, i);

		if (t->left_on != 0 && !other_code(t, f) && chain_leads(w->h,
		    t->left_to, t->left_on, f->former, f->day))
			return come_back(w, i);
	}
	if (other_code(now, f))
		return add_rival(w, f->key, DOUBT_OTHER_CODE);
	/* The same rename printed again by a later, cumulative notice. */
	if (now->left_on != 0 && now->arrived_from == f->former)
		return w->current;
	if (now->left_on != 0)
		return add_rival(w, f->key, DOUBT_NAME_REUSED);
	if (now->events > 0 && share_a_list(w, f->key, f->former))
		return add_rival(w, f->key, DOUBT_NAME_REUSED);
	return w->current;
}

/* Lists that are made from the names of earlier lists. */
static bool
looks_back(const struct fact *f)
{
	return history_looks_back(f) || f->kind == KIND_KEY_SUPPORT_CONTINUED;
}

/* Several firms bear the name: one of the same province goes before the one
 * that came last. */
static guint32
period_of_province(const struct walk *w, const struct fact *f)
{
	if (!other_province(name_period_at(w->t, w->current), f))
		return w->current;
	for (guint32 i = w->t->periods->len; i-- > lookback(w, f->key);) {
		const struct name_period *t = name_period_at(w->t, i);

		if (t->left_on == 0 && t->province == f->province &&
		    !other_code(t, f))
			return i;
	}
	return w->current;
}

static guint32
period_of_use(struct walk *w, const struct fact *f)
{
	struct name_period *now;
	guint32 known;

	if (w->current == 0)
		return add_period(w, f->key);
	known = period_with_code(w, f->key, f->code);
	if (known != 0 && (f->former == 0 || f->day == 0))
		return known;
	if (f->former != 0 && f->day != 0)
		return period_of_arrival(w, f);
	known = looks_back(f) ? period_with_batch(w, f, f->key) : 0;
	if (known != 0 && !other_code(name_period_at(w->t, known), f))
		return known;
	now = name_period_at(w->t, w->current);
	if (other_code(now, f))
		return add_rival(w, f->key, DOUBT_OTHER_CODE);
	if (now->left_on == 0)
		return period_of_province(w, f);
	if (other_province(now, f))
		return add_rival(w, f->key, DOUBT_NAME_REUSED);
	if (within_a_year(now, f) ||
	    (looks_back(f) && (f->batch == 0 || !f->title || now->batches == 0)))
		return w->current;
	return add_rival(w, f->key, DOUBT_NAME_REUSED);
}

/* Who gave this name up for that one before: a later notice may print the
 * rename again, when the name has another bearer. */
static guint32
period_that_left(const struct walk *w, const struct fact *f)
{
	for (guint32 i = w->t->periods->len; i-- > lookback(w, f->former);) {
		const struct name_period *t = name_period_at(w->t, i);

		if (t->left_on != 0 && t->left_to == f->key)
			return i;
	}
	return 0;
}

static guint32
period_of_departure(struct walk *w, const struct fact *f)
{
	const struct name_period *now;
	guint32 known;

	if (w->current == 0)
		return add_period(w, f->former);
	known = period_with_code(w, f->former, f->code);
	if (known == 0)
		known = period_with_batch(w, f, f->former);
	if (known == 0)
		known = period_that_left(w, f);
	if (known != 0 && !other_code(name_period_at(w->t, known), f))
		return known;
	now = name_period_at(w->t, w->current);
	if (other_code(now, f))
		return add_rival(w, f->former, DOUBT_OTHER_CODE);
	if (now->left_on == 0)
		return w->current;
	if (other_province(now, f) || !within_a_year(now, f))
		return add_rival(w, f->former, DOUBT_NAME_REUSED);
	return w->current;
}

/* Notes what a fact adds to the period whose old or new name it prints. */
static void
note_fact(struct name_period *t, const struct fact *f)
{
	if (t->code == 0)
		t->code = f->code;
	if (t->first_on == 0)
		t->first_on = f->day;
	if (f->evidence > t->evidence && f->province != 0) {
		t->evidence = f->evidence;
		t->province = f->province;
	}
}

static void
note_use(struct walk *w, struct fact *f)
{
	struct name_period *t;

	f->period = period_of_use(w, f);
	t = name_period_at(w->t, f->period);
	note_fact(t, f);
	t->events++;
	if (f->title && (f->kind == KIND_FINAL || f->kind == KIND_PUBLICITY))
		t->batches |= batch_bit(f);
	if (f->former != 0 && t->arrived_on == 0) {
		t->arrived_on = f->day;
		t->arrived_from = f->former;
	}
}

static void
note_departure(struct walk *w, struct fact *f)
{
	struct name_period *t;

	f->former_period = period_of_departure(w, f);
	t = name_period_at(w->t, f->former_period);
	note_fact(t, f);
	if (t->left_on != 0 || f->day == 0)
		return;
	t->left_on = f->day;
	t->left_to = f->key;
	if (t->first_left_on == 0)
		t->first_left_on = f->day;
}

/* Walks through all that happens under one name, day by day: who comes, who is
 * printed, who leaves. */
static void
walk_name(struct walk *w, guint32 key)
{
	const struct history *h = w->h;
	guint32 use = h->uses.at[key], uses = h->uses.at[key + 1];
	guint32 gone = h->departures.at[key];
	guint32 all_gone = h->departures.at[key + 1];

	w->current = w->stays = 0;
	while (use < uses || gone < all_gone) {
		struct fact *u = use == uses ? NULL :
		    &h->facts[h->uses.list[use]];
		struct fact *d = gone == all_gone ? NULL :
		    &h->facts[h->departures.list[gone]];

		if (d == NULL || (u != NULL && u->day <= d->day)) {
			note_use(w, u);
			use++;
		} else {
			note_departure(w, d);
			gone++;
		}
	}
}

static int
compare_stays(const void *a, const void *b)
{
	const struct stay *x = a, *y = b;

	if (x->period != y->period)
		return x->period < y->period ? -1 : 1;
	return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

guint32
name_period_first_return(const struct name_periods *t, guint32 period)
{
	guint32 low = 0, high = t->returns->len;

	while (low < high) {
		guint32 middle = (low + high) / 2;

		if (g_array_index(t->returns, struct stay, middle).period <
		    period)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A pair of facts becomes a pair of periods once these are known. */
static void
doubt_slips(struct walk *w)
{
	for (guint i = 0; i < w->slips->len; i += 2) {
		guint32 a = g_array_index(w->slips, guint32, i);
		guint32 b = g_array_index(w->slips, guint32, i + 1);
		struct doubt doubt = {w->h->facts[a].period,
		    w->h->facts[b].period, DOUBT_SHARED_CODE};

		g_array_append_val(w->t->doubts, doubt);
	}
}

struct name_periods *
name_period_new(struct history *h)
{
	struct name_periods *t = g_new0(struct name_periods, 1);
	struct walk w = {.h = h, .t = t};
	guint32 keys = interner_count(h->keys);

	t->periods = g_array_sized_new(FALSE, TRUE, sizeof(struct name_period),
	    keys + 1);
	g_array_set_size(t->periods, 1);
	t->doubts = g_array_new(FALSE, FALSE, sizeof(struct doubt));
	t->returns = g_array_new(FALSE, FALSE, sizeof(struct stay));
	t->first = g_new0(guint32, (gsize)keys + 2);
	w.list_seen = g_new0(guint32, (gsize)interner_count(h->lists) + 1);
	w.slips = g_array_new(FALSE, FALSE, sizeof(guint32));
	settle_codes(&w);
	for (guint32 key = 1; key <= keys; key++) {
		t->first[key] = t->periods->len;
		walk_name(&w, key);
	}
	t->first[keys + 1] = t->periods->len;
	doubt_slips(&w);
	g_array_sort(t->returns, compare_stays);
	g_array_free(w.slips, TRUE);
	g_free(w.list_seen);
	return t;
}

void
name_period_free(struct name_periods *t)
{
	if (t == NULL)
		return;
	g_array_free(t->periods, TRUE);
	g_array_free(t->doubts, TRUE);
	g_array_free(t->returns, TRUE);
	g_free(t->first);
	g_free(t);
}
