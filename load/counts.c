#include "counts.h"

#include <glib.h>
#include <string.h>

/* A number for each different text, in the order of their first appearance. */
struct names {
	GHashTable *numbers;    /* text -> number + 1 */
	GStringChunk *strings;
	GPtrArray *texts;       /* by number */
};

static struct names
names_new(void)
{
	return (struct names){g_hash_table_new(g_str_hash, g_str_equal),
	    g_string_chunk_new(1 << 16), g_ptr_array_new()};
}

static guint
names_number(struct names *names, const char *text)
{
	gpointer found = g_hash_table_lookup(names->numbers, text);
	char *own;

	if (found != NULL)
		return GPOINTER_TO_UINT(found) - 1;
	own = g_string_chunk_insert(names->strings, text);
	g_ptr_array_add(names->texts, own);
	g_hash_table_insert(names->numbers, own,
	    GUINT_TO_POINTER(names->texts->len));
	return names->texts->len - 1;
}

static const char *
names_text(const struct names *names, guint number)
{
	return g_ptr_array_index(names->texts, number);
}

static void
names_clear(struct names *names)
{
	g_hash_table_destroy(names->numbers);
	g_string_chunk_free(names->strings);
	g_ptr_array_free(names->texts, TRUE);
}

/* --- tally ------------------------------------------------------------ */

/* A line of the table tally: how many companies a batch and kind have in a
 * year (0: any) and a unit ("": any). */
struct line {
	int batch, year;
	guint kind, unit;       /* numbers of names */
	guint companies, inferred;
	guint last;             /* company counted last, + 1 */
	bool hint;              /* and how it was counted */
};

/* The lines that a company in one batch, kind, year and unit counts in. */
enum { ANY, UNIT, YEAR, UNIT_YEAR, LINES };

struct count_cell {
	struct line *in[LINES]; /* the last two NULL where the year is not
				   known */
};

/* A company in a cell; those of one company are a chain. */
struct presence {
	guint cell, next;       /* next: index + 1 in the array, 0 at the end */
	bool hint;              /* put there by its name or code alone */
};

struct count_tally {
	struct names companies, words;
	GHashTable *lines;      /* of struct line */
	GHashTable *cell_of;    /* line of unit and year -> its cell + 1 */
	GArray *cells;          /* struct count_cell */
	GArray *present;        /* struct presence */
	GArray *first;          /* guint by company: index + 1 in present */
};

static guint
line_hash(gconstpointer key)
{
	const struct line *l = key;

	return (((guint)l->batch * 31 + l->kind) * 4093 + (guint)l->year) *
	    131 + l->unit;
}

static gboolean
line_equal(gconstpointer a, gconstpointer b)
{
	const struct line *x = a, *y = b;

	return x->batch == y->batch && x->year == y->year &&
	    x->kind == y->kind && x->unit == y->unit;
}

static struct line *
line_of(struct count_tally *t, int batch, guint kind, int year, guint unit)
{
	struct line key = {.batch = batch, .year = year, .kind = kind,
	    .unit = unit}, *found = g_hash_table_lookup(t->lines, &key);

	if (found == NULL) {
		found = g_memdup2(&key, sizeof key);
		g_hash_table_add(t->lines, found);
	}
	return found;
}

/* The cell of a batch, kind, year and unit, made when it is new. */
static guint
cell_of(struct count_tally *t, int batch, const char *kind, int year,
    const char *unit)
{
	guint k = names_number(&t->words, kind);
	guint u = names_number(&t->words, unit);
	guint any = names_number(&t->words, "");
	struct line *own = line_of(t, batch, k, year, u);
	gpointer known = g_hash_table_lookup(t->cell_of, own);
	struct count_cell cell;

	if (known != NULL)
		return GPOINTER_TO_UINT(known) - 1;
	cell = (struct count_cell){{line_of(t, batch, k, 0, any),
	    line_of(t, batch, k, 0, u)}};
	if (year > 0) {
		cell.in[YEAR] = line_of(t, batch, k, year, any);
		cell.in[UNIT_YEAR] = own;
	}
	g_array_append_val(t->cells, cell);
	g_hash_table_insert(t->cell_of, own, GUINT_TO_POINTER(t->cells->len));
	return t->cells->len - 1;
}

static void
add_presence(struct count_tally *t, guint company, guint cell, bool hint)
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
count_in(struct line *l, guint company, bool by_unit, bool hint)
{
	if (l->last != company + 1) {
		l->last = company + 1;
		l->companies++;
		l->inferred += l->hint = by_unit ? hint : false;
	} else if (l->hint && !hint && by_unit) {
		/* In another year a list said so. */
		l->hint = false;
		l->inferred--;
	}
}

static void
count_all(struct count_tally *t)
{
	for (guint company = 0; company < t->first->len; company++)
		for (guint i = g_array_index(t->first, guint, company); i > 0;) {
			const struct presence *p = &g_array_index(t->present,
			    struct presence, i - 1);
			const struct count_cell *c = &g_array_index(t->cells,
			    struct count_cell, p->cell);

			for (int k = 0; k < LINES && c->in[k] != NULL; k++)
				count_in(c->in[k], company,
				    k == UNIT || k == UNIT_YEAR, p->hint);
			i = p->next;
		}
}

static gint
line_compare(gconstpointer a, gconstpointer b, gpointer words)
{
	const struct line *x = a, *y = b;
	int kind = strcmp(names_text(words, x->kind), names_text(words, y->kind));

	return x->batch != y->batch ? x->batch - y->batch
	    : kind != 0 ? kind
	    : x->year != y->year ? x->year - y->year
	    : strcmp(names_text(words, x->unit), names_text(words, y->unit));
}

static void
store_tally(sqlite3 *db, struct count_tally *t)
{
	sqlite3_stmt *add = db_prepare(db, "INSERT INTO tally "
	    "VALUES (?, ?, ?, ?, ?, ?)", NULL);
	g_autoptr(GList) lines = g_list_sort_with_data(
	    g_hash_table_get_keys(t->lines), line_compare, &t->words);

	for (GList *i = lines; i != NULL; i = i->next) {
		const struct line *l = i->data;

		sqlite3_bind_int(add, 1, l->batch);
		db_bind(add, 2, names_text(&t->words, l->kind));
		sqlite3_bind_int(add, 3, l->year);
		db_bind(add, 4, names_text(&t->words, l->unit));
		sqlite3_bind_int64(add, 5, l->companies);
		sqlite3_bind_int64(add, 6, l->inferred);
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
	    "e.place_evidence), 'none') NOT IN ('column', 'above', "
	    "'section', 'publisher') "
	    /* Looks the company up for these events only. */
	    "FROM event e LEFT JOIN company c "
	    "ON c.company = iif(e.unit IS NULL, e.company, NULL) "
	    "WHERE e.programme = 'small_giant' AND e.level = 'national' "
	    "AND e.batch IS NOT NULL", NULL);
	struct count_tally t = {
	    .companies = names_new(),
	    .words = names_new(),
	    .lines = g_hash_table_new_full(line_hash, line_equal, g_free, NULL),
	    .cell_of = g_hash_table_new(NULL, NULL),
	    .cells = g_array_new(FALSE, FALSE, sizeof(struct count_cell)),
	    .present = g_array_new(FALSE, FALSE, sizeof(struct presence)),
	    .first = g_array_new(FALSE, TRUE, sizeof(guint)),
	};

	while (db_step(events))
		add_presence(&t, names_number(&t.companies, db_text(events, 4)),
		    cell_of(&t, sqlite3_column_int(events, 0),
			db_text(events, 1), sqlite3_column_int(events, 2),
			db_text(events, 3)), sqlite3_column_int(events, 5));
	sqlite3_finalize(events);
	count_all(&t);
	store_tally(db, &t);
	names_clear(&t.companies);
	names_clear(&t.words);
	g_array_free(t.cells, TRUE);
	g_array_free(t.present, TRUE);
	g_array_free(t.first, TRUE);
	g_hash_table_destroy(t.cell_of);
	g_hash_table_destroy(t.lines);
}

/* --- holders ---------------------------------------------------------- */

enum { BATCHES_MOST = 64 };

/* Up to which day the terms of a company read so far cover it: in all, [0],
 * and in each batch. */
struct covered {
	GString *company;
	char until[BATCHES_MOST][16];
};

/* How many firms more or less a unit and batch have from a day on. */
struct count_change {
	guint unit, day;        /* numbers of names */
	int batch, by;
};

struct changes {
	struct names words;
	GHashTable *all;        /* of struct count_change, by all but `by` */
};

static guint
change_hash(gconstpointer key)
{
	const struct count_change *c = key;

	return (c->day * 131 + c->unit) * 131 + (guint)c->batch;
}

static gboolean
change_equal(gconstpointer a, gconstpointer b)
{
	const struct count_change *x = a, *y = b;

	return x->day == y->day && x->unit == y->unit && x->batch == y->batch;
}

static void
change(struct changes *changes, const char *unit, int batch, const char *day,
    int by)
{
	struct count_change key = {names_number(&changes->words, unit),
	    names_number(&changes->words, day), batch, by};
	struct count_change *known = g_hash_table_lookup(changes->all, &key);

	if (known != NULL)
		known->by += by;
	else
		g_hash_table_add(changes->all, g_memdup2(&key, sizeof key));
}

static void
turn(struct changes *changes, char *covered, const char *unit, int batch,
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

static gint
change_compare(gconstpointer a, gconstpointer b, gpointer words)
{
	const struct count_change *x = a, *y = b;

	return x->unit != y->unit ? strcmp(names_text(words, x->unit),
		names_text(words, y->unit))
	    : x->batch != y->batch ? x->batch - y->batch
	    : strcmp(names_text(words, x->day), names_text(words, y->day));
}

/* The changes summed up, day by day of each unit and batch. */
static void
store_holders(sqlite3 *db, struct changes *changes)
{
	g_autoptr(GList) all = g_list_sort_with_data(g_hash_table_get_keys(
	    changes->all), change_compare, &changes->words);
	sqlite3_stmt *add = db_prepare(db,
	    "INSERT INTO holders VALUES (?, ?, ?, ?)", NULL);
	const struct count_change *last = NULL;
	sqlite3_int64 sum = 0;

	for (GList *i = all; i != NULL; i = i->next) {
		const struct count_change *c = i->data;

		if (last == NULL || c->unit != last->unit ||
		    c->batch != last->batch)
			sum = 0;
		sum += c->by;
		last = c;
		db_bind(add, 1, names_text(&changes->words, c->unit));
		sqlite3_bind_int(add, 2, c->batch);
		db_bind(add, 3, names_text(&changes->words, c->day));
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
	struct changes changes = {names_new(), g_hash_table_new_full(
	    change_hash, change_equal, g_free, NULL)};
	struct covered covered = {.company = g_string_new(NULL)};

	while (db_step(terms)) {
		const char *unit = db_text(terms, 1);
		int batch = sqlite3_column_int(terms, 2);
		const char *from = db_text(terms, 3), *until = db_text(terms, 4);

		if (strcmp(covered.company->str, db_text(terms, 0)) != 0)
			memset(covered.until, 0, sizeof covered.until);
		g_string_assign(covered.company, db_text(terms, 0));
		turn(&changes, covered.until[0], unit, 0, from, until);
		if (batch > 0 && batch < BATCHES_MOST)
			turn(&changes, covered.until[batch], unit, batch, from,
			    until);
	}
	sqlite3_finalize(terms);
	g_string_free(covered.company, TRUE);
	store_holders(db, &changes);
	names_clear(&changes.words);
	g_hash_table_destroy(changes.all);
}
