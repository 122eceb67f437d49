#include "resolution.h"

#include <string.h>

#include "transform/name/name.h"

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
	guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

	return x < y ? -1 : x > y;
}

void
resolution_gather(const struct resolution *r, const struct firm *firm,
    const struct fact_index *index, GArray *facts)
{
	g_array_set_size(facts, 0);
	for (guint32 i = 0; i < firm->n_periods; i++) {
		guint32 t = r->members[firm->periods + i];

		g_array_append_vals(facts, &index->list[index->at[t]],
		    index->at[t + 1] - index->at[t]);
	}
	/* Those of one period are in order already. */
	if (firm->n_periods > 1)
		g_array_sort(facts, compare_numbers);
}

/* Numbers the facts of an index as they stand now. */
static void
follow(struct fact_index *index, guint32 n_periods, const guint32 *to)
{
	for (guint32 k = 0; k < index->at[n_periods + 1]; k++)
		index->list[k] = to[index->list[k]];
}

void
resolution_arrange(struct resolution *r)
{
	struct history *h = r->history;
	guint32 *from = g_new(guint32, (gsize)h->n + 1);
	guint32 *to = g_new(guint32, (gsize)h->n + 1), n = 0;
	GArray *facts = g_array_new(FALSE, FALSE, sizeof(guint32));

	for (guint32 i = 0; i < r->n_firms; i++) {
		resolution_gather(r, &r->firms[i], &r->uses, facts);
		g_assert(facts->len == r->firms[i].events);
		r->firms[i].facts = n;
		for (guint k = 0; k < facts->len; k++)
			from[n++] = g_array_index(facts, guint32, k);
	}
	for (guint32 i = 0; i < h->n; i++)
		if (h->facts[i].period == 0)
			from[n++] = i;
	g_assert(n == h->n);
	for (guint32 i = 0; i < n; i++)
		to[from[i]] = i;
	follow(&r->uses, r->n_periods, to);
	follow(&r->departures, r->n_periods, to);
	history_arrange(h, from);
	g_array_free(facts, TRUE);
	g_free(from);
	g_free(to);
}

void
resolution_facts(const struct firm *firm, GArray *facts)
{
	g_array_set_size(facts, firm->events);
	for (guint32 i = 0; i < firm->events; i++)
		g_array_index(facts, guint32, i) = firm->facts + i;
}

/* How many firms ahead each step of the way to an event is taken. */
enum {
	TO_PERIOD = 16,
	TO_EVENTS = 8,
	TO_TEXTS = 4,
	MOST_BROUGHT = 8,       /* events of a firm */
};

void
resolution_bring(const struct resolution *r, guint32 i)
{
	const struct fact *facts = r->history->facts;
	const struct firm *next = &r->firms[i];
	guint32 left = r->n_firms - i;

	if (left > TO_EVENTS) {
		const struct firm *firm = &next[TO_EVENTS];

		for (guint32 k = 0; k < MIN(firm->events, MOST_BROUGHT); k++)
			event_rows_bring(facts[firm->facts + k].rows,
			    facts[firm->facts + k].row);
	}
	if (left > TO_TEXTS) {
		const struct firm *firm = &next[TO_TEXTS];

		__builtin_prefetch(firm->name);
		__builtin_prefetch(firm->key);
		if (firm->code != 0)
			__builtin_prefetch(interner_text(r->history->codes,
			    firm->code));
		for (guint32 k = 0; k < MIN(firm->events, MOST_BROUGHT); k++)
			__builtin_prefetch(history_text(&facts[firm->facts +
			    k], event));
	}
}

void
resolution_bring_periods(const struct resolution *r, guint32 i)
{
	const struct firm *next = &r->firms[i];
	guint32 left = r->n_firms - i, t;

	if (left > 2 * TO_PERIOD)
		__builtin_prefetch(&r->members[next[2 * TO_PERIOD].periods]);
	if (left > TO_PERIOD) {
		t = r->members[next[TO_PERIOD].periods];
		__builtin_prefetch(resolution_period(r, t));
		__builtin_prefetch(&r->departures.at[t]);
	}
}

guint8
resolution_unit(const struct firm *firm)
{
	return firm->placed_by == NULL ? 0 : firm->placed_by->unit;
}

static char *
brand_of(struct name *name, const char *text)
{
	name_read(name, text);
	name_split(name);
	return g_strdup(name->brand->str);
}

bool
resolution_share_a_brand(const char *a, const char *b)
{
	struct name *name = name_new();
	g_autofree char *x = brand_of(name, a), *y = brand_of(name, b);
	bool share = false;

	for (const char *p = x; *p != '\0' && !share;
	    p = g_utf8_next_char(p)) {
		const char *next = g_utf8_next_char(p);
		g_autofree char *pair = NULL;

		if (*next == '\0')
			break;
		pair = g_strndup(p, (gsize)(g_utf8_next_char(next) - p));
		share = strstr(y, pair) != NULL;
	}
	name_free(name);
	return share;
}
