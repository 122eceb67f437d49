#include <string.h>

#include "fetch/base/text.h"
#include "transform/company.h"
#include "residence.h"
#include "resolution.h"
#include "resolve.h"
#include "validity.h"

static const char *
number(char text[12], guint32 value)
{
	text_put_number(text, value, 1);
	return text;
}

static const char *
day_or_null(gint32 day, char text[11])
{
	return day == 0 ? NULL : day_text(day, text);
}

static void
append_word(GString *text, const char *word)
{
	if (text->len > 0)
		g_string_append_c(text, ',');
	g_string_append(text, word);
}

/* "name,code" …; NULL for a single event. */
static const char *
joined_by(unsigned by, GString *text)
{
	static const char *const words[] = {"name", "code", "rename",
	    "judgement"};

	g_string_truncate(text, 0);
	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (by & (1u << i))
			append_word(text, words[i]);
	return text->len > 0 ? text->str : NULL;
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The ids of a company's parts but the one it bears, and those that a name it
 * came back to had when nothing said that it was back. */
static const char *
former_ids(const struct resolution *r, const struct firm *firm, GString *text)
{
	const guint32 *member = &r->members[firm->periods];
	GPtrArray *ids;

	g_string_truncate(text, 0);
	if (firm->n_periods == 1 &&
	    resolution_period(r, member[0])->returns == 0)
		return NULL;
	ids = g_ptr_array_new();
	for (guint32 i = 0; i < firm->n_periods; i++) {
		guint32 at = name_period_first_return(r->periods, member[i]);
		guint32 n = resolution_period(r, member[i])->returns;

		if (i > 0)
			g_ptr_array_add(ids, r->ids[member[i]]);
		for (guint32 k = at; k < at + n; k++)
			g_ptr_array_add(ids, r->return_ids[k]);
	}
	g_ptr_array_sort(ids, compare_texts);
	for (guint i = 0; i < ids->len; i++)
		append_word(text, ids->pdata[i]);
	g_ptr_array_free(ids, TRUE);
	return text->len > 0 ? text->str : NULL;
}

static void
write_company(struct handoff_file *file, const struct resolution *r,
    const struct firm *firm, guint16 batch, const struct residence *place,
    GString *by, GString *ids)
{
	char events[12], first_batch[12], first_on[11], last_on[11];
	struct company c = {
	    .company = firm->id,
	    .name = firm->name,
	    .name_key = firm->key,
	    .credit_code = interner_text(r->history->codes, firm->code),
	    .events = number(events, firm->events),
	    .first_on = day_or_null(firm->first_on, first_on),
	    .last_on = day_or_null(firm->last_on, last_on),
	    .first_batch = batch == 0 ? NULL : number(first_batch, batch),
	    .joined_by = joined_by(firm->by, by),
	    .former_ids = former_ids(r, firm, ids),
	};

	if (place != NULL) {
		c.unit = history_text(place->by, unit);
		c.province_code = history_text(place->by, province_code);
		c.city_code = history_text(place->city_by, city_code);
		c.district_code = history_text(place->district_by, district_code);
		c.place_evidence = history_text(place->by, place_evidence);
	}
	handoff_write(file, &c);
}

static void
write_place(struct handoff_file *file, const struct firm *firm,
    const struct residence *place)
{
	char from_on[11];
	struct company_place p = {
	    .company = firm->id,
	    .from_on = day_or_null(place->from, from_on),
	    .unit = history_text(place->by, unit),
	    .province_code = history_text(place->by, province_code),
	    .city_code = history_text(place->city_by, city_code),
	    .district_code = history_text(place->district_by, district_code),
	    .place_evidence = history_text(place->by, place_evidence),
	    .event = history_text(place->by, event),
	};

	handoff_write(file, &p);
}

static void
write_term(struct handoff_file *file, const struct resolution *r,
    const struct firm *firm, const struct term *t)
{
	static const char *const dated_by[] = {
	    [TITLE_BY_FINAL] = "final", [TITLE_BY_RESTATED] = "restated",
	    [TITLE_BY_PUBLICITY] = "publicity", [TITLE_BY_REVIEW] = "review",
	};
	char from[11], until[11], batch[12];
	struct validity v = {
	    .company = firm->id,
	    .valid_from = day_text(t->from, from),
	    .valid_until = day_text(t->end.until, until),
	    .batch = t->batch == 0 ? NULL : number(batch, t->batch),
	    .basis = t->basis,
	    .event = history_text(t->by, event),
	    .ended_by = t->end.ended_by == NULL ? NULL :
		history_text(t->end.ended_by, event),
	    .ended = t->end.ended,
	    .ended_list = interner_text(r->history->lists, t->end.ended_list),
	    .dated_by = dated_by[t->dated_by],
	};

	handoff_write(file, &v);
}

/* --- names ------------------------------------------------------------- */

/* One name of a firm. */
struct print {
	guint32 name;           /* canonical, in history.names */
	guint32 period;         /* that bore it last */
	gint32 first_on, last_on;
	guint32 events;
};

static void
note_print(GArray *prints, guint32 name, guint32 period, gint32 day)
{
	struct print *p = NULL;

	for (guint i = 0; i < prints->len && p == NULL; i++)
		if (g_array_index(prints, struct print, i).name == name)
			p = &g_array_index(prints, struct print, i);
	if (p == NULL) {
		struct print fresh = {.name = name};

		g_array_append_val(prints, fresh);
		p = &g_array_index(prints, struct print, prints->len - 1);
	}
	p->events++;
	if (day != 0 && (p->first_on == 0 || day < p->first_on))
		p->first_on = day;
	if (day >= p->last_on) {
		p->last_on = day;
		p->period = period;
	}
}

static void
gather_prints(const struct resolution *r, const struct firm *firm,
    GArray *facts, GArray *prints)
{
	g_array_set_size(prints, 0);
	resolution_facts(firm, facts);
	for (guint i = 0; i < facts->len; i++) {
		const struct fact *f = &r->history->facts[
		    g_array_index(facts, guint32, i)];

		note_print(prints, f->name, f->period, f->day);
	}
	resolution_gather(r, firm, &r->departures, facts);
	for (guint i = 0; i < facts->len; i++) {
		const struct fact *f = &r->history->facts[
		    g_array_index(facts, guint32, i)];

		note_print(prints, f->former_name, f->former_period, f->day);
	}
}

static gint
compare_prints(gconstpointer a, gconstpointer b, gpointer data)
{
	const struct print *x = a, *y = b;
	const struct interner *names = data;

	if (x->first_on != y->first_on)
		return x->first_on < y->first_on ? -1 : 1;
	return g_strcmp0(interner_text(names, x->name),
	    interner_text(names, y->name));
}

/* The name a period's firm took when it gave this one up; NULL while it bears
 * it, and where the rename was refused. */
static const char *
successor(const struct resolution *r, guint32 period)
{
	gint32 left_on = resolution_period(r, period)->left_on;

	for (guint32 i = r->departures.at[period];
	    left_on != 0 && i < r->departures.at[period + 1]; i++) {
		const struct fact *f =
		    &r->history->facts[r->departures.list[i]];

		if (f->day == left_on &&
		    r->firm_of[f->period] == r->firm_of[period])
			return interner_text(r->history->names, f->name);
	}
	return NULL;
}

static void
write_names(struct handoff_file *file, const struct resolution *r,
    const struct firm *firm, GArray *facts, GArray *prints)
{
	gather_prints(r, firm, facts, prints);
	if (prints->len > 1)
		g_array_sort_with_data(prints, compare_prints,
		    r->history->names);
	for (guint k = 0; k < prints->len; k++) {
		const struct print *p = &g_array_index(prints, struct print,
		    k);
		char first_on[11], last_on[11], events[12];
		struct company_name n = {
		    .company = firm->id,
		    .name = interner_text(r->history->names, p->name),
		    .name_key = interner_text(r->history->keys,
		        resolution_period(r, p->period)->key),
		    .first_on = day_or_null(p->first_on, first_on),
		    .last_on = day_or_null(p->last_on, last_on),
		    .successor = successor(r, p->period),
		    .events = number(events, p->events),
		};

		handoff_write(file, &n);
	}
}

/* --- companies --------------------------------------------------------- */

/* Companies, their names and the terms of their titles: all come from the same
 * events, which lie far apart in memory and are looked up once. */
void
resolve_write(const struct resolution *r, struct handoff_set *set)
{
	struct handoff_file *companies = handoff_create(set, &company_layout);
	struct handoff_file *names = handoff_create(set, &company_name_layout);
	struct handoff_file *validity = handoff_create(set, &validity_layout);
	struct handoff_file *places = handoff_create(set,
	    &company_place_layout);
	GArray *facts = g_array_new(FALSE, FALSE, sizeof(guint32));
	GArray *titles = g_array_new(FALSE, FALSE, sizeof(struct held_title));
	GArray *terms = g_array_new(FALSE, FALSE, sizeof(struct term));
	GArray *homes = g_array_new(FALSE, FALSE, sizeof(struct residence));
	GArray *prints = g_array_new(FALSE, FALSE, sizeof(struct print));
	GString *by = g_string_new(NULL), *ids = g_string_new(NULL);

	for (guint32 i = 0; i < r->n_firms; i++) {
		const struct firm *firm = &r->firms[i];
		guint16 batch;

		resolution_bring(r, i);
		resolution_bring_periods(r, i);
		resolution_facts(firm, facts);
		g_array_set_size(terms, 0);
		batch = validity_terms(r->coverage, r->history,
		    (const guint32 *)facts->data, facts->len,
		    resolution_unit(firm), titles, terms);
		residence_find(r->history, (const guint32 *)facts->data,
		    facts->len, homes);
		write_company(companies, r, firm, batch, homes->len == 0 ?
		    NULL : &g_array_index(homes, struct residence,
		    homes->len - 1), by, ids);
		for (guint k = 0; k < homes->len; k++)
			write_place(places, firm, &g_array_index(homes,
			    struct residence, k));
		for (guint k = 0; k < terms->len; k++)
			write_term(validity, r, firm, &g_array_index(terms,
			    struct term, k));
		write_names(names, r, firm, facts, prints);
	}
	g_string_free(by, TRUE);
	g_string_free(ids, TRUE);
	g_array_free(facts, TRUE);
	g_array_free(terms, TRUE);
	g_array_free(prints, TRUE);
	g_array_free(titles, TRUE);
	g_array_free(homes, TRUE);
	handoff_finish(companies);
	handoff_finish(names);
	handoff_finish(validity);
	handoff_finish(places);
	coverage_write(r->coverage, set);
}
