#include "resolve.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/base/text.h"
#include "fetch/decision/decision.h"
#include "transform/name/name.h"
#include "transform/words/traditional.h"
#include "company_title.h"
#include "id_order.h"
#include "residence.h"
#include "resolution.h"
#include "review_decision.h"

enum { MOST_TRIES = 8 };    /* joins that are tried for one code */

/* There is one reviewed file for a run. */
static struct review_decisions *judgements;

void
resolve_judgements(const char *path)
{
	review_decision_free(judgements);
	judgements = path == NULL ? NULL : review_decision_load(path);
}

void
resolve_decisions(struct decisions *decisions)
{
	const GPtrArray *all = decision_all(decisions);

	if (judgements == NULL)
		judgements = review_decision_new();
	for (guint i = 0; i < all->len; i++) {
		struct decision *d = all->pdata[i];

		if (d->field == FIELD_FIRM && d->state == DECISION_UNUSED)
			review_decision_add(judgements, d);
	}
}

/* --- ids --------------------------------------------------------------- */

/* An id is made of a name key and nothing else, so that it stays when earlier
 * or later lists of the same name come in; the second period of a name adds
 * its number.  A company bears the id of its oldest part. */
static void
make_id(const struct resolution *r, char id[DIGEST_ID + 1], guint32 period,
    guint32 ordinal)
{
	char text[12];

	text_put_number(text, ordinal, 1);
	digest_id(id, DIGEST_COMPANY, "company", interner_text(r->history->keys,
	    resolution_period(r, period)->key), ordinal == 1 ? "" : text, NULL);
}

static void
make_ids(struct resolution *r)
{
	const GArray *returns = r->periods->returns;

	r->ids = g_malloc0_n(r->n_periods, sizeof *r->ids);
	for (guint32 i = 1; i < r->n_periods; i++)
		make_id(r, r->ids[i], i, resolution_period(r, i)->ordinal);
	r->return_ids = g_malloc0_n(returns->len, sizeof *r->return_ids);
	for (guint i = 0; i < returns->len; i++) {
		const struct stay *s = &g_array_index(returns, struct stay, i);

		make_id(r, r->return_ids[i], s->period, s->ordinal);
	}
}

/* A period that came by no rename, or left before it came back, is where a
 * company begins: the first name of A → B → C and of A → B → A, whether or not
 * a list prints B earlier than A. */
static bool
is_origin(const struct name_period *t)
{
	return t->arrived_on == 0 ||
	    (t->first_left_on != 0 && t->first_left_on <= t->arrived_on);
}

static bool
is_older(const struct resolution *r, guint32 a, guint32 b)
{
	const struct name_period *x = resolution_period(r, a);
	const struct name_period *y = resolution_period(r, b);
	guint32 day_x = x->first_on == 0 ? G_MAXUINT32 : (guint32)x->first_on;
	guint32 day_y = y->first_on == 0 ? G_MAXUINT32 : (guint32)y->first_on;

	if (is_origin(x) != is_origin(y))
		return is_origin(x);
	if (day_x != day_y)
		return day_x < day_y;
	return strcmp(r->ids[a], r->ids[b]) < 0;
}

/* --- links ------------------------------------------------------------- */

static void
doubt_link(struct resolution *r, guint32 a, guint32 b,
    enum union_find_answer answer)
{
	struct doubt doubt = {a, b, answer == UNION_FIND_OTHER_CODE ?
	    DOUBT_OTHER_CODE : DOUBT_LINKED_DIFFERENT};

	if (answer != UNION_FIND_JOINED)
		g_array_append_val(r->periods->doubts, doubt);
}

static void
link_by_renames(struct resolution *r)
{
	for (guint32 i = 0; i < r->history->n; i++) {
		const struct fact *f = &r->history->facts[i];

		if (f->former_period != 0 && f->period != 0)
			doubt_link(r, f->former_period, f->period,
			    union_find_join(r->links, f->former_period, f->period,
			    UNION_FIND_RENAME));
	}
}

/* A code alone joins no two names that share neither their province nor a part
 * of their brands: one of them is a slip, more likely than a firm that moved
 * and changed its name without a notice of either. */
static bool
may_be_one(const struct resolution *r, guint32 a, guint32 b)
{
	const struct name_period *x = resolution_period(r, a);
	const struct name_period *y = resolution_period(r, b);

	return x->key == y->key ||
	    (x->province != 0 && x->province == y->province) ||
	    resolution_share_a_brand(interner_text(r->history->keys, x->key),
	    interner_text(r->history->keys, y->key));
}

/* Joins period `t` to one of the `n` before it that have its code. */
static void
link_by_code(struct resolution *r, guint32 t, const guint32 *same, guint32 n)
{
	enum union_find_answer answer = UNION_FIND_JOINED;

	for (guint32 i = 0; i < n && i < MOST_TRIES; i++) {
		if (union_find_find(r->links, same[i]) !=
		    union_find_find(r->links, t) &&
		    !may_be_one(r, same[i], t)) {
			struct doubt doubt = {same[i], t,
			    DOUBT_CODE_ALONE};

			g_array_append_val(r->periods->doubts, doubt);
			continue;
		}
		answer = union_find_join(r->links, same[i], t, UNION_FIND_CODE);
		if (answer == UNION_FIND_JOINED)
			return;
	}
	if (answer != UNION_FIND_JOINED)
		doubt_link(r, same[0], t, answer);
}

static void
link_by_codes(struct resolution *r)
{
	guint32 n = interner_count(r->history->codes), code;
	guint32 *end = g_new0(guint32, (gsize)n + 2);
	guint32 *list = g_new(guint32, r->n_periods);

	for (guint32 i = 1; i < r->n_periods; i++)
		end[resolution_period(r, i)->code + 1]++;
	for (code = 1; code <= n; code++)
		end[code + 1] += end[code];
	/* end[c] begins as c's place in the list. */
	for (guint32 i = 1; i < r->n_periods; i++)
		list[end[resolution_period(r, i)->code]++] = i;
	for (code = 1; code <= n; code++) {
		const guint32 *same = &list[end[code - 1]];

		for (guint32 i = 1; i < end[code] - end[code - 1]; i++)
			link_by_code(r, same[i], same, i);
	}
	g_free(end);
	g_free(list);
}

/* --- judgements -------------------------------------------------------- */

/* What a judgement can speak of. */
struct known_firms {
	struct resolution *r;
	struct interner *ids;    /* numbers are periods, then returns */
	struct name *name;
};

/* Finds the periods that a judgement's words mean, into `found`: an id, a
 * credit code, or a name.  None where no list prints them (yet). */
static void
find_meant(const struct known_firms *k, const char *words, GArray *found)
{
	const struct history *h = k->r->history;
	guint32 period = interner_find(k->ids, words);
	guint32 code = interner_find(h->codes, words), key;

	g_array_set_size(found, 0);
	if (period >= k->r->n_periods)
		period = g_array_index(k->r->periods->returns, struct stay,
		    period - k->r->n_periods).period;
	if (period != 0)
		g_array_append_val(found, period);
	for (guint32 i = 1; period == 0 && code != 0 &&
	    i < k->r->n_periods; i++)
		if (resolution_period(k->r, i)->code == code)
			g_array_append_val(found, i);
	if (found->len > 0)
		return;
	name_read(k->name, words);
	key = interner_find(h->keys, k->name->key->str);
	for (guint32 i = key == 0 ? 0 : k->r->periods->first[key];
	    key != 0 && i < k->r->periods->first[key + 1]; i++)
		g_array_append_val(found, i);
}

static void
misjudged(const struct review_decision *j, const char *trouble)
{
	char *place = g_strdup_printf("line %u", j->line);

	if (j->decision != NULL) {
		g_autofree char *text = g_strdup_printf("%s and %s %s", j->a,
		    j->b, trouble);

		decision_settle(j->decision, DECISION_CONTRADICTED, text);
		g_free(place);
		return;
	}
	program_set_aside(judgements->path, place, "%s and %s %s", j->a, j->b,
	    trouble);
	g_free(place);
}

static void
judge_different(struct resolution *r, const struct review_decision *j,
    const GArray *a, const GArray *b)
{
	for (guint i = 0; i < a->len; i++) {
		for (guint k = 0; k < b->len; k++) {
			guint32 x = g_array_index(a, guint32, i);
			guint32 y = g_array_index(b, guint32, k);

			if (x != y)
				union_find_forbid(r->links, x, y);
			else
				misjudged(j, "are one name of one firm; "
				    "expected two firms");
		}
	}
}

static void
judge_same(struct resolution *r, const struct review_decision *j,
    const GArray *a, const GArray *b)
{
	if (a->len == 0 || b->len == 0)
		return;
	if (a->len > 1 || b->len > 1) {
		misjudged(j, "are not one firm each: several bore the name or "
		    "code; expected ids");
		return;
	}
	if (union_find_join(r->links, g_array_index(a, guint32, 0),
	    g_array_index(b, guint32, 0), UNION_FIND_JUDGEMENT) != UNION_FIND_JOINED)
		misjudged(j, "are the same, but another judgement keeps them "
		    "apart; that one holds");
}

/* First all that keeps apart, then all that joins. */
static void
link_by_judgements(struct resolution *r)
{
	struct known_firms k = {r, NULL, NULL};
	GArray *a, *b;

	if (judgements == NULL)
		return;
	k.ids = interner_new();
	k.name = name_new();
	a = g_array_new(FALSE, FALSE, sizeof(guint32));
	b = g_array_new(FALSE, FALSE, sizeof(guint32));
	for (guint32 i = 1; i < r->n_periods; i++)
		interner_add(k.ids, r->ids[i]);
	for (guint i = 0; i < r->periods->returns->len; i++)
		interner_add(k.ids, r->return_ids[i]);
	for (int same = 0; same <= 1; same++) {
		for (guint i = 0; i < judgements->list->len; i++) {
			const struct review_decision *j = &g_array_index(
			    judgements->list, struct review_decision, i);

			if (j->same != (bool)same)
				continue;
			find_meant(&k, j->a, a);
			find_meant(&k, j->b, b);
			if (j->decision != NULL)
				decision_settle(j->decision, a->len == 0 ||
				    b->len == 0 ? DECISION_UNUSED :
				    DECISION_APPLIED, a->len == 0 ||
				    b->len == 0 ? "no list prints such a firm"
				    : NULL);
			if (same)
				judge_same(r, j, a, b);
			else
				judge_different(r, j, a, b);
		}
	}
	g_array_free(a, TRUE);
	g_array_free(b, TRUE);
	name_free(k.name);
	interner_free(k.ids);
}

/* --- firms ------------------------------------------------------------- */

/* A name that is borne still goes before one given up, one that a list prints
 * before one known from a rename only; then the one printed last. */
static guint64
lateness(const struct resolution *r, guint32 t)
{
	guint32 end = r->uses.at[t + 1];
	guint64 score = resolution_period(r, t)->left_on == 0;

	if (end == r->uses.at[t])
		return score;
	return (score + 2) << 32 | r->uses.list[end - 1];
}

static guint32
latest_period(const struct resolution *r, const struct firm *firm)
{
	guint32 best = r->members[firm->periods];

	for (guint32 i = 1; i < firm->n_periods; i++) {
		guint32 t = r->members[firm->periods + i];

		if (lateness(r, t) > lateness(r, best))
			best = t;
	}
	return best;
}

static void
note_use(struct firm *firm, const struct fact *f)
{
	firm->events++;
	if (f->day != 0 && (firm->first_on == 0 || f->day < firm->first_on))
		firm->first_on = f->day;
	firm->last_on = MAX(firm->last_on, f->day);
}

/* The last print of a name; one in simplified characters goes before. */
static const struct fact *
latest_simplified(const struct resolution *r, guint32 period)
{
	const struct fact *facts = r->history->facts;
	const guint32 *at = &r->uses.at[period];
	const struct fact *last = &facts[r->uses.list[at[1] - 1]];

	for (guint32 i = at[1]; i-- > at[0];) {
		const struct fact *f = &facts[r->uses.list[i]];
		g_autofree char *simplified = traditional_fold(
		    interner_text(r->history->names, f->name));

		if (simplified == NULL)
			return f;
	}
	return last;
}

static void
fill_firm(const struct resolution *r, struct firm *firm)
{
	const struct history *h = r->history;
	guint32 latest = latest_period(r, firm);
	const struct fact *last = NULL;
	bool several = false;

	for (guint32 i = 0; i < firm->n_periods; i++) {
		guint32 t = r->members[firm->periods + i];

		for (guint32 k = r->uses.at[t]; k < r->uses.at[t + 1]; k++)
			note_use(firm, &h->facts[r->uses.list[k]]);
		several |= resolution_period(r, t)->events > 1;
	}
	if (r->uses.at[latest + 1] > r->uses.at[latest]) {
		last = latest_simplified(r, latest);
		firm->name = interner_text(h->names, last->name);
	} else {
		last = &h->facts[r->departures.list[
		    r->departures.at[latest + 1] - 1]];
		firm->name = interner_text(h->names, last->former_name);
		firm->first_on = firm->last_on = last->day;
	}
	firm->key = interner_text(h->keys, resolution_period(r, latest)->key);
	firm->code = union_find_code(r->links, latest);
	firm->by = union_find_by(r->links, latest) | (several ? UNION_FIND_NAME : 0);
}

/* Sorts the firms by their ids.  Each is moved once to where it shall stand: firm
 * order[i].at comes to place i, in circles; a place that is done names itself. */
static void
sort_firms(struct resolution *r)
{
	struct id_order *order = g_new(struct id_order, (gsize)r->n_firms + 1);

	for (guint32 i = 0; i < r->n_firms; i++)
		order[i] = (struct id_order){id_order_read(r->firms[i].id), 0, i};
	id_order_sort(&order, r->n_firms);
	for (guint32 i = 0; i < r->n_firms; i++) {
		struct firm first = r->firms[i];
		guint32 to = i, next;

		for (; (next = order[to].at) != i; to = next) {
			r->firms[to] = r->firms[next];
			order[to].at = to;
		}
		r->firms[to] = first;
		order[to].at = to;
	}
	g_free(order);
}

/* Groups the periods by company: members, and one firm for each group. */
static void
group_periods(struct resolution *r)
{
	guint32 *at = g_new0(guint32, (gsize)r->n_periods + 2);
	guint32 n = 0;

	r->members = g_new(guint32, r->n_periods);
	for (guint32 i = 1; i < r->n_periods; i++)
		at[union_find_find(r->links, i) + 1]++;
	for (guint32 i = 1; i <= r->n_periods; i++) {
		n += at[i] > 0;
		at[i] += at[i - 1];
	}
	r->firms = g_new0(struct firm, (gsize)n + 1);
	for (guint32 i = 1; i < r->n_periods; i++) {
		guint32 root = union_find_find(r->links, i);

		if (root == i) {
			struct firm *firm = &r->firms[r->n_firms++];

			firm->periods = at[i];
			firm->n_periods = at[i + 1] - at[i];
		}
	}
	for (guint32 i = 1; i < r->n_periods; i++) {
		guint32 root = union_find_find(r->links, i);

		r->members[at[root]++] = i;
	}
	g_free(at);
}

/* Puts the oldest part of each company first; its id is the company's.  Fills
 * the firms and sorts them. */
static void
name_firms(struct resolution *r)
{
	for (guint32 i = 0; i < r->n_firms; i++) {
		guint32 *member = &r->members[r->firms[i].periods];

		for (guint32 k = 1; k < r->firms[i].n_periods; k++) {
			guint32 t = member[k];

			if (is_older(r, t, member[0])) {
				member[k] = member[0];
				member[0] = t;
			}
		}
		r->firms[i].id = r->ids[member[0]];
		/* Before the firms are sorted: so far neighbours stand in
		 * neighbouring events. */
		fill_firm(r, &r->firms[i]);
	}
	sort_firms(r);
	r->firm_of = g_new0(guint32, r->n_periods);
	for (guint32 i = 0; i < r->n_firms; i++)
		for (guint32 k = 0; k < r->firms[i].n_periods; k++)
			r->firm_of[r->members[r->firms[i].periods + k]] = i;
}

/* --- titles ------------------------------------------------------------ */

/* First what was proposed and designated, then the reviews of these titles. */
static void
settle_titles(struct resolution *r, const struct list *const *lists,
    size_t n_lists)
{
	GArray *facts = g_array_new(FALSE, FALSE, sizeof(guint32));
	GArray *titles = g_array_new(FALSE, FALSE, sizeof(struct held_title));
	GArray *places = g_array_new(FALSE, FALSE, sizeof(struct residence));

	r->coverage = coverage_new(r->history, lists, n_lists);
	resolution_arrange(r);
	for (guint32 i = 0; i < r->n_firms; i++) {
		resolution_bring(r, i);
		resolution_facts(&r->firms[i], facts);
		residence_find(r->history, (const guint32 *)facts->data,
		    facts->len, places);
		if (places->len > 0)
			r->firms[i].placed_by = g_array_index(places,
			    struct residence, places->len - 1).by;
		coverage_note_designations(r->coverage,
		    (const guint32 *)facts->data, facts->len,
		    resolution_unit(&r->firms[i]));
	}
	coverage_settle(r->coverage);
	for (guint32 i = 0; i < r->n_firms; i++) {
		guint8 unit = resolution_unit(&r->firms[i]);

		resolution_bring(r, i);
		resolution_facts(&r->firms[i], facts);
		company_title_find(r->coverage, r->history,
		    (const guint32 *)facts->data, facts->len, unit, titles);
		company_title_assign_rounds(r->coverage, r->history,
		    (const guint32 *)facts->data, facts->len, unit, titles);
		coverage_note_reviews(r->coverage,
		    (const guint32 *)facts->data, facts->len, unit);
	}
	coverage_settle(r->coverage);
	g_array_free(facts, TRUE);
	g_array_free(titles, TRUE);
	g_array_free(places, TRUE);
}

/* Has the text of a number at hand. */
static void
know_number(struct resolution *r, guint number)
{
	if (number >= r->numbers->len)
		g_ptr_array_set_size(r->numbers, (gint)number + 1);
	if (number != 0 && r->numbers->pdata[number] == NULL)
		r->numbers->pdata[number] = g_strdup_printf("%u", number);
}

/* Writes down by event what the facts say, which stand in another order. */
static void
settle_events(struct resolution *r)
{
	r->settled = g_new0(struct settled, (gsize)r->history->n + 1);
	for (guint32 i = 0; i < r->history->n; i++) {
		const struct fact *f = &r->history->facts[i];
		struct settled *s = &r->settled[r->history->numbers[i]];

		if (f->period != 0)
			s->origin = r->members[r->firms[
			    r->firm_of[f->period]].periods];
		if (!company_title_is_review(f))
			continue;
		s->title_batch = f->title_batch;
		s->round = f->round == COVERAGE_NO_TITLE ? 0 : f->round;
		s->round_year = f->round_year;
		know_number(r, s->title_batch);
		know_number(r, s->round);
		know_number(r, s->round_year);
	}
	g_clear_pointer(&r->history->numbers, g_free);
}

void
resolve_complete(struct event *e, guint32 nth, const void *resolution)
{
	const struct resolution *r = resolution;
	const struct settled *s = &r->settled[nth];

	e->company = s->origin == 0 ? NULL : r->ids[s->origin];
	e->title_batch = r->numbers->pdata[s->title_batch];
	e->round = r->numbers->pdata[s->round];
	e->round_year = r->numbers->pdata[s->round_year];
}

struct resolution *
resolve_events(const GPtrArray *rows, const struct list *const *lists,
    size_t n_lists)
{
	struct resolution *r = g_new0(struct resolution, 1);

	r->history = history_new(rows);
	r->periods = name_period_new(r->history);
	r->n_periods = r->periods->periods->len;
	r->numbers = g_ptr_array_new_with_free_func(g_free);
	know_number(r, 0);
	history_index_clear(&r->history->uses);
	history_index_clear(&r->history->departures);
	r->uses = history_index(r->history, offsetof(struct fact, period),
	    r->n_periods);
	r->departures = history_index(r->history,
	    offsetof(struct fact, former_period), r->n_periods);
	r->links = union_find_new(r->n_periods);
	for (guint32 i = 1; i < r->n_periods; i++)
		union_find_set_code(r->links, i, resolution_period(r, i)->code);
	make_ids(r);
	link_by_judgements(r);
	link_by_renames(r);
	link_by_codes(r);
	group_periods(r);
	name_firms(r);
	settle_titles(r, lists, n_lists);
	settle_events(r);
	interner_close(r->history->names);
	interner_close(r->history->codes);
	interner_close(r->history->lists);
	return r;
}

void
resolve_free(struct resolution *r)
{
	if (r == NULL)
		return;
	g_free(r->firms);
	g_free(r->firm_of);
	g_free(r->members);
	g_free(r->ids);
	g_free(r->return_ids);
	history_index_clear(&r->uses);
	history_index_clear(&r->departures);
	union_find_free(r->links);
	coverage_free(r->coverage);
	name_period_free(r->periods);
	history_free(r->history);
	g_ptr_array_unref(r->numbers);
	g_free(r->settled);
	g_free(r);
}
