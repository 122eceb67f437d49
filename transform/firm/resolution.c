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

/* How many firms ahead each step of the way to an event is taken. */
enum {
	TO_TENANT = 32,
	TO_LIST = 24,
	TO_FACTS = 16,
	TO_EVENTS = 8,
	TO_TEXTS = 4,
	MOST_BROUGHT = 8,       /* events of a firm */
};

static void
bring_texts(const struct resolution *r, const struct firm *firm)
{
	__builtin_prefetch(firm->name);
	__builtin_prefetch(firm->key);
	if (firm->code != 0)
		__builtin_prefetch(interner_text(r->history->codes, firm->code));
	for (guint32 t = r->members[firm->periods], k = r->uses.at[t];
	    k < r->uses.at[t + 1] && k < r->uses.at[t] + MOST_BROUGHT; k++)
		__builtin_prefetch(history_text(&r->history->facts[
		    r->uses.list[k]], event));
}

void
resolution_bring(const struct resolution *r, guint32 i)
{
	const struct fact_index *uses = &r->uses;
	const struct firm *next = &r->firms[i];
	guint32 left = r->n_firms - i, t;

	if (left > TO_TENANT + 8)
		__builtin_prefetch(&r->members[next[TO_TENANT + 8].periods]);
	if (left > TO_TENANT) {
		t = r->members[next[TO_TENANT].periods];
		__builtin_prefetch(resolution_period(r, t));
		__builtin_prefetch(&uses->at[t]);
	}
	if (left > TO_LIST) {
		t = r->members[next[TO_LIST].periods];
		__builtin_prefetch(&uses->list[uses->at[t]]);
	}
	if (left > TO_FACTS) {
		t = r->members[next[TO_FACTS].periods];
		for (guint32 k = uses->at[t]; k < uses->at[t + 1] &&
		    k < uses->at[t] + MOST_BROUGHT; k++)
			__builtin_prefetch(&r->history->facts[uses->list[k]]);
	}
	if (left > TO_EVENTS) {
		t = r->members[next[TO_EVENTS].periods];
		for (guint32 k = uses->at[t]; k < uses->at[t + 1] &&
		    k < uses->at[t] + MOST_BROUGHT; k++) {
			const struct fact *f =
			    &r->history->facts[uses->list[k]];

			event_rows_bring(f->rows, f->row);
		}
	}
	if (left > TO_TEXTS)
		bring_texts(r, &next[TO_TEXTS]);
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
