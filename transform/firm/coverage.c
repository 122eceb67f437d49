#include "coverage.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/text.h"
#include "transform/company.h"
#include "transform/place/place.h"

enum {
	UNITS = G_MAXUINT8 + 1,
	NATION = G_MAXUINT8,    /* a unit for the days of national lists */
	SEVERAL = -1,           /* cities */
};

/* A round of a unit and batch, and who was proposed for it. */
struct coverage_round {
	guint16 batch;
	guint16 year;           /* where the batch is not known, else 0 */
	guint8 unit;
	guint8 round;
	guint16 due_year;       /* of a review */
	GArray *days;           /* gint32, of the proposals */
	GArray *claims;         /* guint32 in the coverage */
	gint32 city;            /* of all proposals, as in coverage_claim */
	gint32 covered_until;   /* proposals up to this day are settled; 0 */
	guint32 best;           /* claim that covers, + 1 */
};

/* What is known of a list. */
struct coverage_list {
	guint32 notice;         /* number of its document under its day */
	guint32 declared, events;
	bool repeats;
};

struct coverage {
	struct history *history;
	struct coverage_list *lists;    /* by number of history.lists */
	GHashTable *batch_days;         /* batch and unit -> day */
	GHashTable *round_of;           /* key of a round -> round + 1 */
	GHashTable *claim_of;           /* round and notice -> claim + 1 */
	GArray *rounds;                 /* struct coverage_round */
	GArray *claims;                 /* struct coverage_claim */
};

static struct coverage_round *
round_at(const struct coverage *c, guint32 i)
{
	return &g_array_index(c->rounds, struct coverage_round, i);
}

static struct coverage_claim *
claim_at(const struct coverage *c, guint32 i)
{
	return &g_array_index(c->claims, struct coverage_claim, i);
}

/* --- lists that repeat ------------------------------------------------- */

/* A title that announces the titles valid up to a day, not new ones. */
static bool
says_that_it_repeats(const char *title)
{
	static const char *const words[] = {"有效期内", "截至", "截止", "累计",
	    "历年", "历批", "历次"};

	for (size_t i = 0; title != NULL && i < G_N_ELEMENTS(words); i++)
		if (strstr(title, words[i]) != NULL)
			return true;
	return false;
}

/* There is a city's code for every event, which strtoull is slow for. */
static guint32
read_number(const char *text)
{
	guint64 n = 0;

	for (; text != NULL && g_ascii_isdigit(*text) && n <= G_MAXINT32; text++)
		n = n * 10 + (guint64)(*text - '0');
	return n > G_MAXINT32 ? 0 : (guint32)n;
}

static gpointer
day_key(guint16 batch, guint8 unit)
{
	return GUINT_TO_POINTER((guint)batch * UNITS + unit + 1u);
}

static void
note_day(struct coverage *c, guint16 batch, guint8 unit, gint32 day)
{
	gpointer key = day_key(batch, unit);
	gint32 known = GPOINTER_TO_INT(g_hash_table_lookup(c->batch_days, key));

	if (known == 0 || day < known)
		g_hash_table_insert(c->batch_days, key, GINT_TO_POINTER(day));
}

gint32
coverage_batch_day(const struct coverage *c, guint16 batch, guint8 unit)
{
	gint32 day = unit == 0 || batch == 0 ? 0 : GPOINTER_TO_INT(
	    g_hash_table_lookup(c->batch_days, day_key(batch, unit)));

	if (day == 0 && batch != 0)
		day = GPOINTER_TO_INT(g_hash_table_lookup(c->batch_days,
		    day_key(batch, NATION)));
	return day;
}

/* Batches come one a year; a row of a year after that repeats. */
static bool
is_of_a_later_year(const struct fact *f)
{
	return f->batch != 0 &&
	    f->day / 10000 > COVERAGE_FIRST_YEAR + f->batch + 1;
}

static bool
designates(const struct fact *f)
{
	return f->title && f->kind == KIND_FINAL;
}

/* Whether a list designates firms of several batches, and whether it is
 * national: of three provinces, none of which has more than four fifths. */
static void
read_list(struct coverage *c, const guint32 *facts, guint32 n,
    struct coverage_list *list, bool *national)
{
	guint32 provinces = 0, most = 0, placed = 0, by_province[UNITS] = {0};
	guint16 batch = 0;

	for (guint32 i = 0; i < n; i++) {
		const struct fact *f = &c->history->facts[facts[i]];

		if (!designates(f))
			continue;
		list->repeats |= f->batch != 0 && batch != 0 &&
		    f->batch != batch;
		if (f->batch != 0)
			batch = f->batch;
		if (f->province == 0)
			continue;
		placed++;
		provinces += by_province[f->province]++ == 0;
		most = MAX(most, by_province[f->province]);
	}
	*national = provinces >= 3 && (guint64)most * 5 <= (guint64)placed * 4;
}

static void
note_days(struct coverage *c, const guint32 *facts, guint32 n, bool national)
{
	for (guint32 i = 0; i < n; i++) {
		const struct fact *f = &c->history->facts[facts[i]];

		if (!designates(f) || f->day == 0 || f->batch == 0 ||
		    is_of_a_later_year(f))
			continue;
		if (f->unit != 0)
			note_day(c, f->batch, f->unit, f->day);
		if (national)
			note_day(c, f->batch, NATION, f->day);
	}
}

/* Marks the rows that designate nothing on their own day. */
static void
mark_restated(struct coverage *c)
{
	for (guint32 i = 0; i < c->history->n; i++) {
		struct fact *f = &c->history->facts[i];
		gint32 known;

		if (!designates(f) || f->day == 0)
			continue;
		known = coverage_batch_day(c, f->batch, f->unit);
		f->restated = c->lists[f->list].repeats ||
		    is_of_a_later_year(f) ||
		    (known != 0 && f->day >= day_add_years(known, 1));
	}
}

/* Lists of one document and day are one notice: its attachments' tables. */
static void
number_notices(struct coverage *c, const struct fact_index *by_list, guint32 n)
{
	g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, NULL);

	for (guint32 list = 1; list <= n; list++) {
		const struct fact *f;
		char *key;
		guint number;

		if (by_list->at[list] == by_list->at[list + 1])
			continue;
		f = &c->history->facts[by_list->list[by_list->at[list]]];
		key = g_strdup_printf("%s %d", history_text(f, document) != NULL ?
		    history_text(f, document) : history_text(f, list), f->day);
		number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, key));
		if (number == 0)
			number = g_hash_table_size(numbers) + 1;
		g_hash_table_insert(numbers, key, GUINT_TO_POINTER(number));
		c->lists[list].notice = number;
	}
}

/* Keys of 64 bits stand in the tables in place of pointers.  All of a key counts:
 * g_direct_hash leaves its upper half out, where batches are. */
static guint
hash_key(gconstpointer key)
{
	G_STATIC_ASSERT(sizeof key == sizeof(gint64));
	return (guint)((guint64)(gintptr)key * 0x9e3779b97f4a7c15u >> 32);
}

static guint
number_in(GHashTable *numbers, gint64 key)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(numbers, (gpointer)key));
}

struct coverage *
coverage_new(struct history *h, const struct list *const *lists,
    size_t n_lists)
{
	struct coverage *c = g_new0(struct coverage, 1);
	guint32 n = interner_count(h->lists);
	struct fact_index by_list = history_index(h,
	    offsetof(struct fact, list), n);
	bool *national = g_new0(bool, (gsize)n + 1);

	c->history = h;
	c->lists = g_new0(struct coverage_list, (gsize)n + 1);
	c->batch_days = g_hash_table_new(NULL, NULL);
	c->round_of = g_hash_table_new(hash_key, NULL);
	c->claim_of = g_hash_table_new(hash_key, NULL);
	c->rounds = g_array_new(FALSE, TRUE, sizeof(struct coverage_round));
	c->claims = g_array_new(FALSE, TRUE, sizeof(struct coverage_claim));
	for (size_t i = 0; i < n_lists; i++) {
		guint32 number = interner_find(h->lists, lists[i]->list);

		if (number == 0)
			continue;
		c->lists[number].declared = read_number(lists[i]->declared);
		c->lists[number].events = read_number(lists[i]->events);
		c->lists[number].repeats =
		    says_that_it_repeats(lists[i]->title);
	}
	number_notices(c, &by_list, n);
	for (guint32 list = 1; list <= n; list++)
		read_list(c, &by_list.list[by_list.at[list]],
		    by_list.at[list + 1] - by_list.at[list], &c->lists[list],
		    &national[list]);
	for (guint32 list = 1; list <= n; list++)
		if (!c->lists[list].repeats)
			note_days(c, &by_list.list[by_list.at[list]],
			    by_list.at[list + 1] - by_list.at[list],
			    national[list]);
	mark_restated(c);
	g_free(national);
	history_index_clear(&by_list);
	return c;
}

void
coverage_free(struct coverage *c)
{
	if (c == NULL)
		return;
	for (guint32 i = 0; i < c->rounds->len; i++) {
		g_array_free(round_at(c, i)->days, TRUE);
		g_array_free(round_at(c, i)->claims, TRUE);
	}
	g_array_free(c->rounds, TRUE);
	g_array_free(c->claims, TRUE);
	g_hash_table_destroy(c->round_of);
	g_hash_table_destroy(c->claim_of);
	g_hash_table_destroy(c->batch_days);
	g_free(c->lists);
	g_free(c);
}

/* --- rounds and claims ------------------------------------------------- */

static gint64
round_key(guint16 batch, guint16 year, guint8 unit, guint8 round)
{
	return (gint64)((guint64)batch << 32 | (guint64)year << 16 |
	    (guint64)unit << 8 | round);
}

/* The key of the round that a fact is about; false where it is about none. */
static bool
key_of(const struct fact *f, guint8 unit, gint64 *key)
{
	guint8 place = f->unit != 0 ? f->unit : unit;

	if (f->kind == KIND_FINAL || f->kind == KIND_PUBLICITY)
		*key = round_key(f->batch, f->batch == 0 ?
		    (guint16)(f->day / 10000) : 0, place, COVERAGE_DESIGNATION);
	else if (f->round == 0)
		return false;
	else
		*key = round_key(f->title_batch, f->title_batch == 0 ?
		    f->round_year : 0, place, f->round);
	return true;
}

static guint32
round_number(struct coverage *c, gint64 key, guint16 due_year)
{
	guint number = number_in(c->round_of, key);
	struct coverage_round fresh = {
	    .batch = (guint16)(key >> 32), .year = (guint16)(key >> 16),
	    .unit = (guint8)(key >> 8), .round = (guint8)key,
	    .due_year = due_year,
	};

	if (number != 0)
		return number - 1;
	fresh.days = g_array_new(FALSE, FALSE, sizeof(gint32));
	fresh.claims = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_array_append_val(c->rounds, fresh);
	g_hash_table_insert(c->round_of, (gpointer)key,
	    GUINT_TO_POINTER(c->rounds->len));
	return c->rounds->len - 1;
}

static const struct coverage_round *
round_find(const struct coverage *c, gint64 key)
{
	guint number = number_in(c->round_of, key);

	return number == 0 ? NULL : round_at(c, number - 1);
}

static struct coverage_claim *
claim_of(struct coverage *c, guint32 round, const struct fact *f)
{
	gint64 key = (gint64)((guint64)round << 32 |
	    c->lists[f->list].notice);
	guint number = number_in(c->claim_of, key);
	struct coverage_claim fresh = {.round = round, .list = f->list,
	    .day = f->day};

	if (number == 0) {
		g_array_append_val(round_at(c, round)->claims, c->claims->len);
		g_array_append_val(c->claims, fresh);
		number = c->claims->len;
		g_hash_table_insert(c->claim_of, (gpointer)key,
		    GUINT_TO_POINTER(number));
	}
	if (f->list < claim_at(c, number - 1)->list)
		claim_at(c, number - 1)->list = f->list;
	return claim_at(c, number - 1);
}

/* The claim of a fact's notice on a round, or NULL. */
static const struct coverage_claim *
claim_of_fact(const struct coverage *c, const struct coverage_round *r,
    const struct fact *f)
{
	gint64 key = (gint64)((guint64)(r - round_at(c, 0)) << 32 |
	    c->lists[f->list].notice);
	guint number = number_in(c->claim_of, key);

	return number == 0 ? NULL : claim_at(c, number - 1);
}

gint32
coverage_city(const struct fact *f)
{
	return (gint32)read_number(history_text(f, city_code));
}

static void
note_city(gint32 *city, const struct fact *f)
{
	gint32 code = coverage_city(f);

	if (code == 0)
		return;
	if (*city == 0)
		*city = code;
	else if (*city != code)
		*city = SEVERAL;
}

/* --- what a company adds ----------------------------------------------- */

/* Most rounds that one company is proposed for. */
enum { MOST_ROUNDS = 32 };

struct company_proposal {
	guint32 round;
	gint32 day;
};

static guint
note_proposals(struct coverage *c, const guint32 *facts, guint n, guint8 unit,
    enum event_kind kind, struct company_proposal *proposals)
{
	guint used = 0;

	for (guint i = 0; i < n; i++) {
		const struct fact *f = &c->history->facts[facts[i]];
		guint32 round;
		gint64 key;
		guint k = 0;

		if (!f->title || f->kind != kind || f->day == 0 ||
		    !key_of(f, unit, &key))
			continue;
		round = round_number(c, key, f->round_year);
		while (k < used && proposals[k].round != round)
			k++;
		if (k < used || used == MOST_ROUNDS)
			continue;
		proposals[used++] = (struct company_proposal){round, f->day};
		g_array_append_val(round_at(c, round)->days, f->day);
		note_city(&round_at(c, round)->city, f);
	}
	return used;
}

/* Whether a final fact answers a proposal for a round. */
static bool
answers(const struct coverage_round *r, const struct company_proposal *p,
    const struct fact *f)
{
	if (f->day < p->day)
		return false;
	if (r->round == COVERAGE_DESIGNATION)
		return (f->batch == r->batch && f->batch != 0) ||
		    ((f->batch == 0 || r->batch == 0) &&
		    f->day < day_add_years(p->day, 1));
	if (r->round == COVERAGE_NO_TITLE)
		return f->round == r->round && f->round_year == r->year;
	return f->title_batch == r->batch && f->round == r->round &&
	    (r->year == 0 || f->round_year == r->year);
}

/* Whether an earlier fact of the company stands in the same notice. */
static bool
is_named_again(const struct coverage *c, const guint32 *facts, guint i,
    const struct fact *f)
{
	while (i-- > 0) {
		const struct fact *before = &c->history->facts[facts[i]];

		if (before->day != f->day)
			return false;
		if (before->kind == f->kind && before->batch == f->batch &&
		    before->round == f->round && c->lists[before->list].notice
		    == c->lists[f->list].notice)
			return true;
	}
	return false;
}

static void
note_company(struct coverage *c, const guint32 *facts, guint n, guint8 unit,
    enum event_kind proposal, enum event_kind outcome)
{
	struct company_proposal proposals[MOST_ROUNDS];
	guint used = note_proposals(c, facts, n, unit, proposal, proposals);

	for (guint i = 0; i < n; i++) {
		const struct fact *f = &c->history->facts[facts[i]];
		struct coverage_claim *claim;
		guint32 own;
		gint64 key;

		if (!f->title || f->kind != outcome || f->day == 0 ||
		    f->list == 0 || !key_of(f, unit, &key) ||
		    is_named_again(c, facts, i, f))
			continue;
		own = round_number(c, key, f->round_year);
		claim = claim_of(c, own, f);
		claim->firms++;
		note_city(&claim->city, f);
		claim->unplaced |= coverage_city(f) == 0;
		for (guint k = 0; k < used; k++) {
			if (!answers(round_at(c, proposals[k].round),
			    &proposals[k], f))
				continue;
			claim = claim_of(c, proposals[k].round, f);
			claim->named++;
			if (proposals[k].round != own)
				note_city(&claim->city, f);
		}
	}
}

void
coverage_note_designations(struct coverage *c, const guint32 *facts, guint n,
    guint8 unit)
{
	note_company(c, facts, n, unit, KIND_PUBLICITY, KIND_FINAL);
}

void
coverage_note_reviews(struct coverage *c, const guint32 *facts, guint n,
    guint8 unit)
{
	note_company(c, facts, n, unit, KIND_REVIEW_PUBLICITY,
	    KIND_REVIEW_FINAL);
}

/* --- who covers -------------------------------------------------------- */

static gint
compare_days(gconstpointer a, gconstpointer b)
{
	gint32 x = *(const gint32 *)a, y = *(const gint32 *)b;

	return x < y ? -1 : x > y;
}

static guint32
proposed_until(const GArray *days, gint32 day)
{
	guint32 low = 0, high = days->len;

	while (low < high) {
		guint32 middle = (low + high) / 2;

		if (g_array_index(days, gint32, middle) <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
coverage_is_city(guint8 unit)
{
	static const char *const municipalities[] = {"110000", "120000",
	    "310000", "500000"};
	size_t n;
	const struct unit *units = division_units(&n);
	const char *code;

	if (unit == 0 || unit > n)
		return false;
	code = units[unit - 1].code;
	for (size_t i = 0; i < G_N_ELEMENTS(municipalities); i++)
		if (strcmp(code, municipalities[i]) == 0)
			return true;
	return g_str_has_suffix(code, "00") && !g_str_has_suffix(code, "0000");
}

static void
settle_claim(const struct coverage *c, const struct coverage_round *r,
    struct coverage_claim *claim)
{
	const struct coverage_list *list = &c->lists[claim->list];
	bool declared = list->declared > 0 && list->events >= list->declared;
	bool excerpt = claim->city > 0 && (r->days->len > 0 ?
	    r->city == SEVERAL : !coverage_is_city(r->unit));

	claim->proposed = proposed_until(r->days, claim->day);
	claim->declared = list->declared;
	claim->covers = false;
	if (list->repeats) {
		claim->why = "repeats";
	} else if (excerpt) {
		claim->why = "excerpt";
	} else if (claim->proposed > 0 && (guint64)claim->named * 5 >=
	    (guint64)claim->proposed * 4) {
		claim->why = "four_fifths";
		claim->covers = true;
	} else if (declared) {
		claim->why = "declared";
		claim->covers = true;
	} else {
		claim->why = "part";
	}
}

/* The claim that speaks for a round: the one that names most of the proposed,
 * of two alike the earlier. */
static bool
is_better(const struct coverage_claim *a, const struct coverage_claim *b)
{
	if (a->named != b->named)
		return a->named > b->named;
	if (a->day != b->day)
		return a->day < b->day;
	return a->list < b->list;
}

void
coverage_settle(struct coverage *c)
{
	for (guint32 i = 0; i < c->rounds->len; i++) {
		struct coverage_round *r = round_at(c, i);

		g_array_sort(r->days, compare_days);
		r->covered_until = 0;
		r->best = 0;
		for (guint k = 0; k < r->claims->len; k++) {
			guint32 at = g_array_index(r->claims, guint32, k);
			struct coverage_claim *claim = claim_at(c, at);

			settle_claim(c, r, claim);
			if (!claim->covers)
				continue;
			r->covered_until = MAX(r->covered_until, claim->day);
			if (r->best == 0 || is_better(claim,
			    claim_at(c, r->best - 1)))
				r->best = at + 1;
		}
	}
}

const struct coverage_claim *
coverage_of(const struct coverage *c, const struct fact *proposal, guint8 unit)
{
	const struct coverage_round *r;
	const struct coverage_claim *claim;
	gint64 key;

	if (!key_of(proposal, unit, &key) || (r = round_find(c, key)) == NULL ||
	    r->best == 0 || r->covered_until < proposal->day)
		return NULL;
	claim = claim_at(c, r->best - 1);
	return claim->city > 0 && !claim->unplaced &&
	    coverage_city(proposal) == 0 && !coverage_is_city(r->unit) ?
	    NULL : claim;
}

const struct coverage_claim *
coverage_of_round(const struct coverage *c, guint8 unit, guint16 batch,
    guint8 round)
{
	const struct coverage_round *r = batch == 0 ? NULL : round_find(c,
	    round_key(batch, 0, unit, round));

	return r == NULL || r->best == 0 ? NULL : claim_at(c, r->best - 1);
}

/* --- gaps -------------------------------------------------------------- */

static void
add_gap(GArray *gaps, guint32 round, guint32 company, bool confirmed)
{
	struct coverage_gap gap = {round, company, confirmed};

	for (guint i = gaps->len; i-- > 0;) {
		const struct coverage_gap *g = &g_array_index(gaps,
		    struct coverage_gap, i);

		if (g->company != company)
			break;
		if (g->round == round && g->confirmed == confirmed)
			return;
	}
	g_array_append_val(gaps, gap);
}

/* Whether one of the company's facts of a kind is of that round. */
static bool
has_fact_of(const struct coverage *c, const guint32 *facts, guint n,
    guint8 unit, enum event_kind kind, const struct coverage_round *r)
{
	gint64 its = round_key(r->batch, r->year, r->unit, r->round);

	for (guint i = 0; i < n; i++) {
		const struct fact *f = &c->history->facts[facts[i]];
		struct company_proposal any = {0, f->day};
		gint64 key;

		if (f->title && f->kind == kind && f->day != 0 &&
		    key_of(f, unit, &key) &&
		    (key == its || answers(r, &any, f)))
			return true;
	}
	return false;
}

void
coverage_find_gaps(const struct coverage *c, const guint32 *facts, guint n,
    guint8 unit, guint32 company, GArray *gaps)
{
	/* The kind of list that answers another, and the kind that it answers. */
	static const guint8 counterpart[KIND_UNKNOWN + 1] = {
	    [KIND_PUBLICITY] = KIND_FINAL, [KIND_FINAL] = KIND_PUBLICITY,
	    [KIND_REVIEW_PUBLICITY] = KIND_REVIEW_FINAL,
	    [KIND_REVIEW_FINAL] = KIND_REVIEW_PUBLICITY};

	for (guint i = 0; i < n; i++) {
		const struct fact *f = &c->history->facts[facts[i]];
		enum event_kind other = counterpart[f->kind];
		bool confirmed = f->kind == KIND_FINAL || f->kind == KIND_REVIEW_FINAL;
		const struct coverage_claim *claim;
		const struct coverage_round *r;
		gint64 key;

		if (other == 0 || !f->title || f->day == 0 || f->restated ||
		    !key_of(f, unit, &key) || (r = round_find(c, key)) == NULL ||
		    r->best == 0 || claim_at(c, r->best - 1)->proposed == 0)
			continue;
		if (confirmed ? (claim = claim_of_fact(c, r, f)) == NULL ||
		    !claim->covers : r->covered_until < f->day)
			continue;
		if (!has_fact_of(c, facts, n, unit, other, r))
			add_gap(gaps, claim_at(c, r->best - 1)->round, company,
			    confirmed);
	}
}

/* --- coverage.tsv ------------------------------------------------------ */

static gint
compare_rounds(gconstpointer a, gconstpointer b)
{
	const struct coverage_round *x = *(const struct coverage_round *const *)
	    a, *y = *(const struct coverage_round *const *)b;
	const gint by[] = {x->batch - y->batch, x->round - y->round,
	    x->year - y->year, x->unit - y->unit};

	for (size_t i = 0; i < G_N_ELEMENTS(by); i++)
		if (by[i] != 0)
			return by[i];
	return 0;
}

static const char *
number_text(char text[12], guint32 value)
{
	text_put_number(text, value, 1);
	return text;
}

static void
write_claim(const struct coverage *c, struct handoff_file *file,
    struct coverage_line *line, const struct coverage_claim *claim)
{
	char proposed[12], named[12], firms[12], declared[12], day[11];

	line->list = interner_text(c->history->lists, claim->list);
	line->event_on = day_text(claim->day, day);
	line->proposed = number_text(proposed, claim->proposed);
	line->named = number_text(named, claim->named);
	line->firms = number_text(firms, claim->firms);
	line->declared = claim->declared == 0 ? NULL :
	    number_text(declared, claim->declared);
	line->covers = claim->covers ? "1" : "0";
	line->why = claim->why;
	handoff_write(file, line);
}

static void
write_round(const struct coverage *c, struct handoff_file *file,
    const struct coverage_round *r)
{
	size_t n;
	const struct unit *units = division_units(&n);
	char batch[12], round[12], year[12], proposed[12];
	struct coverage_line line = {
	    .unit = r->unit == 0 ? NULL : units[r->unit - 1].code,
	    .batch = r->batch == 0 ? NULL : number_text(batch, r->batch),
	    .round = r->round == COVERAGE_NO_TITLE ? NULL :
	        number_text(round, r->round),
	    .round_year = r->year == 0 && r->due_year == 0 ? NULL :
	        number_text(year, r->year != 0 ? r->year : r->due_year),
	};

	if (r->claims->len == 0) {
		line.proposed = number_text(proposed, r->days->len);
		line.named = line.firms = line.covers = "0";
		line.why = "no_list";
		handoff_write(file, &line);
	}
	for (guint i = 0; i < r->claims->len; i++)
		write_claim(c, file, &line, claim_at(c,
		    g_array_index(r->claims, guint32, i)));
}

void
coverage_write(const struct coverage *c, struct handoff_set *set)
{
	struct handoff_file *file = handoff_create(set, &coverage_layout);
	g_autoptr(GPtrArray) order = g_ptr_array_new();

	for (guint32 i = 0; i < c->rounds->len; i++)
		g_ptr_array_add(order, round_at(c, i));
	g_ptr_array_sort(order, compare_rounds);
	for (guint i = 0; i < order->len; i++)
		write_round(c, file, order->pdata[i]);
	handoff_finish(file);
}
