#include "counts.h"

#include <glib.h>
#include <string.h>

/* A number for each different text, in the order of their first appearance. */
struct names {
	GHashTable *numbers;    /* text -> number + 1 */
	GStringChunk *strings;
};

static struct names
names_new(void)
{
	return (struct names){g_hash_table_new(g_str_hash, g_str_equal),
	    g_string_chunk_new(1 << 16)};
}

static guint
names_number(struct names *names, const char *text)
{
	gpointer found = g_hash_table_lookup(names->numbers, text);
	guint n;

	if (found != NULL)
		return GPOINTER_TO_UINT(found) - 1;
	n = g_hash_table_size(names->numbers);
	g_hash_table_insert(names->numbers,
	    g_string_chunk_insert(names->strings, text),
	    GUINT_TO_POINTER(n + 1));
	return n;
}

static void
names_clear(struct names *names)
{
	g_hash_table_destroy(names->numbers);
	g_string_chunk_free(names->strings);
}

/* --- tally ------------------------------------------------------------ */

/* The least that is told apart: a batch and kind in a year and a unit. */
struct cell {
	int batch;
	char kind[32];
	int year;               /* 0: not known */
	char unit[8];
};

/* A company in a cell; those of one company are a chain. */
struct presence {
	guint cell, next;       /* next: index + 1 in the array, 0 at the end */
	bool hint;              /* put there by its name or code alone */
};

struct tally {
	GArray *cells;          /* struct cell */
	GArray *present;        /* struct presence */
	GArray *first;          /* guint by company: index + 1 in present */
	GHashTable *counts;     /* "batch kind year unit" -> struct count */
};

struct count {
	guint companies, inferred;
	guint last;             /* company counted last, + 1 */
	bool hint;              /* and how it was counted */
};

static void
add_presence(struct tally *t, guint company, guint cell, bool hint)
{
	struct presence p = {cell, 0, hint};
	guint *first;

	if (company >= t->first->len)
		g_array_set_size(t->first, company + 1);
	first = &g_array_index(t->first, guint, company);
	for (guint i = *first; i > 0;) {
		struct presence *q = &g_array_index(t->present,
		    struct presence, i - 1);

		if (q->cell == cell) {
			q->hint &= hint;
			return;
		}
		i = q->next;
	}
	p.next = *first;
	g_array_append_val(t->present, p);
	*first = t->present->len;
}

/* Counts a company in one line of the table, once. */
static void
count_in(struct tally *t, guint company, const struct cell *c, int year,
    const char *unit, bool hint)
{
	char key[64];
	struct count *n;

	g_snprintf(key, sizeof key, "%d %s %d %s", c->batch, c->kind, year, unit);
	n = g_hash_table_lookup(t->counts, key);
	if (n == NULL) {
		n = g_new0(struct count, 1);
		g_hash_table_insert(t->counts, g_strdup(key), n);
	}
	if (n->last != company + 1) {
		n->last = company + 1;
		n->companies++;
		n->inferred += n->hint = *unit ? hint : false;
	} else if (n->hint && !hint && *unit && year == 0) {
		/* In another year a list said so. */
		n->hint = false;
		n->inferred--;
	}
}

static void
count_all(struct tally *t)
{
	for (guint company = 0; company < t->first->len; company++)
		for (guint i = g_array_index(t->first, guint, company); i > 0;) {
			const struct presence *p = &g_array_index(t->present,
			    struct presence, i - 1);
			const struct cell *c = &g_array_index(t->cells,
			    struct cell, p->cell);

			count_in(t, company, c, 0, "", false);
			count_in(t, company, c, 0, c->unit, p->hint);
			if (c->year > 0) {
				count_in(t, company, c, c->year, "", false);
				count_in(t, company, c, c->year, c->unit,
				    p->hint);
			}
			i = p->next;
		}
}

static void
store_tally(sqlite3 *db, struct tally *t)
{
	g_autoptr(GList) keys = g_list_sort(g_hash_table_get_keys(t->counts),
	    (GCompareFunc)strcmp);
	sqlite3_stmt *add = db_prepare(db, "INSERT INTO tally "
	    "VALUES (?, ?, ?, ?, ?, ?)", NULL);

	for (GList *k = keys; k != NULL; k = k->next) {
		const struct count *n = g_hash_table_lookup(t->counts, k->data);
		g_auto(GStrv) part = g_strsplit(k->data, " ", 4);

		for (int i = 0; i < 4; i++)
			db_bind(add, i + 1, part[i]);
		sqlite3_bind_int64(add, 5, n->companies);
		sqlite3_bind_int64(add, 6, n->inferred);
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(add);
}

void
counts_tally(sqlite3 *db)
{
	sqlite3_stmt *events = db_prepare(db, "SELECT e.batch, e.kind, "
	    "substr(e.event_on, 1, 4), coalesce(e.unit, c.unit, '?'), "
	    "e.company, coalesce(iif(e.unit IS NULL, c.place_evidence, "
	    "e.place_evidence), 'none') NOT IN ('column', 'section', "
	    "'publisher') "
	    "FROM event e LEFT JOIN company c ON e.unit IS NULL "
	    "AND c.company = e.company "
	    "WHERE e.programme = 'small_giant' AND e.level = 'national' "
	    "AND e.batch IS NOT NULL", NULL);
	struct names companies = names_new(), cells = names_new();
	struct tally t = {
	    .cells = g_array_new(FALSE, FALSE, sizeof(struct cell)),
	    .present = g_array_new(FALSE, FALSE, sizeof(struct presence)),
	    .first = g_array_new(FALSE, TRUE, sizeof(guint)),
	    .counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		g_free),
	};

	while (db_step(events)) {
		struct cell c = {.batch = sqlite3_column_int(events, 0),
		    .year = sqlite3_column_int(events, 2)};
		char key[64];
		guint cell;

		g_strlcpy(c.kind, db_text(events, 1), sizeof c.kind);
		g_strlcpy(c.unit, db_text(events, 3), sizeof c.unit);
		g_snprintf(key, sizeof key, "%d %s %d %s", c.batch, c.kind,
		    c.year, c.unit);
		cell = names_number(&cells, key);
		if (cell == t.cells->len)
			g_array_append_val(t.cells, c);
		add_presence(&t, names_number(&companies, db_text(events, 4)),
		    cell, sqlite3_column_int(events, 5));
	}
	sqlite3_finalize(events);
	count_all(&t);
	store_tally(db, &t);
	names_clear(&companies);
	names_clear(&cells);
	g_array_free(t.cells, TRUE);
	g_array_free(t.present, TRUE);
	g_array_free(t.first, TRUE);
	g_hash_table_destroy(t.counts);
}

/* --- holders ---------------------------------------------------------- */

enum { BATCHES_MOST = 64 };

/* Up to which day the terms of a company read so far cover it: in all, [0],
 * and in each batch. */
struct covered {
	GString *company;
	char until[BATCHES_MOST][16];
};

/* One more or less of a unit and batch on a day; `changes` holds them by
 * "unit batch day". */
static void
change(GHashTable *changes, const char *unit, int batch, const char *day,
    int by)
{
	char key[64];
	gpointer n;

	g_snprintf(key, sizeof key, "%s %d %s", unit, batch, day);
	n = g_hash_table_lookup(changes, key);
	if (n != NULL)
		*(int *)n += by;
	else
		g_hash_table_insert(changes, g_strdup(key),
		    g_memdup2(&by, sizeof by));
}

static void
turn(GHashTable *changes, char *covered, const char *unit, int batch,
    const char *from, const char *until)
{
	const char *units[] = {"", unit};

	if (strcmp(until, covered) <= 0)
		return;
	if (strcmp(from, covered) < 0)
		from = covered;
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		change(changes, units[i], batch, from, 1);
		change(changes, units[i], batch, until, -1);
	}
	g_strlcpy(covered, until, 16);
}

/* The changes summed up, day by day of each unit and batch. */
static void
store_holders(sqlite3 *db, GHashTable *changes)
{
	g_autoptr(GList) keys = g_list_sort(g_hash_table_get_keys(changes),
	    (GCompareFunc)strcmp);
	sqlite3_stmt *add = db_prepare(db,
	    "INSERT INTO holders VALUES (?, ?, ?, ?)", NULL);
	g_autofree char *of = g_strdup("");
	sqlite3_int64 sum = 0;

	for (GList *k = keys; k != NULL; k = k->next) {
		g_auto(GStrv) part = g_strsplit(k->data, " ", 3);
		char *this = g_strdup_printf("%s %s", part[0], part[1]);

		if (strcmp(this, of) != 0)
			sum = 0;
		g_free(of);
		of = this;
		sum += *(int *)g_hash_table_lookup(changes, k->data);
		for (int i = 0; i < 3; i++)
			db_bind(add, i + 1, part[i]);
		sqlite3_bind_int64(add, 4, sum);
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(add);
}

void
counts_holders(sqlite3 *db)
{
	sqlite3_stmt *terms = db_prepare(db, "SELECT t.company, "
	    "coalesce(c.unit, '?'), coalesce(t.batch, 0), t.valid_from, "
	    "t.valid_until FROM term t JOIN company c USING (company) "
	    "ORDER BY t.company, t.valid_from, t.valid_until", NULL);
	g_autoptr(GHashTable) changes = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, g_free);
	struct covered covered = {.company = g_string_new(NULL)};

	while (db_step(terms)) {
		const char *unit = db_text(terms, 1);
		int batch = sqlite3_column_int(terms, 2);
		const char *from = db_text(terms, 3), *until = db_text(terms, 4);

		if (strcmp(covered.company->str, db_text(terms, 0)) != 0)
			memset(covered.until, 0, sizeof covered.until);
		g_string_assign(covered.company, db_text(terms, 0));
		turn(changes, covered.until[0], unit, 0, from, until);
		if (batch > 0 && batch < BATCHES_MOST)
			turn(changes, covered.until[batch], unit, batch, from,
			    until);
	}
	sqlite3_finalize(terms);
	g_string_free(covered.company, TRUE);
	store_holders(db, changes);
}
