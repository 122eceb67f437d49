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
 * year (0: any) and a unit ("": any); or, in the year
 * YEAR_OF_PROVINCES, of the table
 * province_tally. */
struct line {
	int batch, year;
	guint kind, unit;       /* numbers of names; unit may be a province */
	guint companies, inferred;
	guint last;             /* company counted last, + 1 */
	bool hint;              /* and how it was counted */
};

/* The lines that a company in one batch, kind, year and unit counts in. */
enum { ANY, UNIT, PROVINCE, YEAR, UNIT_YEAR, LINES };

enum { YEAR_OF_PROVINCES = -1 };

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
	GHashTable *provinces;  /* unit -> its province */
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
	const char *province;
	struct count_cell cell;

	if (known != NULL)
		return GPOINTER_TO_UINT(known) - 1;
	province = g_hash_table_lookup(t->provinces, unit);
	cell = (struct count_cell){{line_of(t, batch, k, 0, any),
	    line_of(t, batch, k, 0, u), line_of(t, batch, k, YEAR_OF_PROVINCES,
	    names_number(&t->words, province == NULL ? "?" : province))}};
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
	sqlite3_stmt *add_province = db_prepare(db, "INSERT INTO province_tally "
	    "(batch, kind, province_code, companies) VALUES (?1, ?2, ?4, ?5)",
	    NULL);
	g_autoptr(GList) lines = g_list_sort_with_data(
	    g_hash_table_get_keys(t->lines), line_compare, &t->words);

	for (GList *i = lines; i != NULL; i = i->next) {
		const struct line *l = i->data;
		bool of_province = l->year == YEAR_OF_PROVINCES;
		sqlite3_stmt *to = of_province ? add_province : add;

		sqlite3_bind_int(to, 1, l->batch);
		db_bind(to, 2, names_text(&t->words, l->kind));
		db_bind(to, 4, names_text(&t->words, l->unit));
		sqlite3_bind_int64(to, 5, l->companies);
		if (!of_province) {
			sqlite3_bind_int(to, 3, l->year);
			sqlite3_bind_int64(to, 6, l->inferred);
		}
		db_step(to);
		sqlite3_reset(to);
	}
	sqlite3_finalize(add);
	sqlite3_finalize(add_province);
}

static GHashTable *
provinces_of_units(sqlite3 *db)
{
	GHashTable *provinces = g_hash_table_new_full(g_str_hash, g_str_equal,
	    g_free, g_free);
	sqlite3_stmt *units = db_prepare(db, "SELECT unit, province_code "
	    "FROM unit", NULL);

	while (db_step(units))
		g_hash_table_insert(provinces, g_strdup(db_text(units, 0)),
		    g_strdup(db_text(units, 1)));
	sqlite3_finalize(units);
	return provinces;
}

void
counts_tally(sqlite3 *db)
{
	/* A review counts for the batch of the title and the year of its
	 * round. */
	sqlite3_stmt *events = db_prepare(db, "SELECT "
	    "coalesce(e.title_batch, e.batch), e.kind, "
	    "coalesce(e.round_year, substr(e.event_on, 1, 4)), "
	    "coalesce(e.unit, c.unit, '?'), "
	    "e.company, coalesce(iif(e.unit IS NULL, c.place_evidence, "
	    "e.place_evidence), 'none') NOT IN ('column', 'above', "
	    "'section', 'publisher') "
	    /* Looks the company up for these events only. */
	    "FROM event e LEFT JOIN company c "
	    "ON c.company = iif(e.unit IS NULL, e.company, NULL) "
	    "WHERE e.programme = 'small_giant' AND e.level = 'national' "
	    "AND coalesce(e.title_batch, e.batch) IS NOT NULL", NULL);
	struct count_tally t = {
	    .companies = names_new(),
	    .words = names_new(),
	    .lines = g_hash_table_new_full(line_hash, line_equal, g_free, NULL),
	    .cell_of = g_hash_table_new(NULL, NULL),
	    .provinces = provinces_of_units(db),
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
	g_hash_table_destroy(t.provinces);
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

/* Where a company is from a day on. */
struct count_place {
	char from[16];
	char unit[8];
};

static void
turn_in(struct changes *changes, const char *unit, int batch,
    const char *from, const char *until)
{
	change(changes, unit, batch, from, 1);
	change(changes, unit, batch, until, -1);
}

/* Counts the days of a term that none before it has covered, for all units and
 * for those where the company was; `places` are by day, the first holds for the
 * time before it, too. */
static void
turn(struct changes *changes, char *covered, const GArray *places,
    int batch, const char *from, const char *until)
{
	if (strcmp(until, covered) <= 0)
		return;
	if (strcmp(from, covered) < 0)
		from = covered;
	turn_in(changes, "", batch, from, until);
	for (guint i = 0; i < places->len; i++) {
		const struct count_place *p = &g_array_index(places,
		    struct count_place, i);
		const char *begin = i == 0 || strcmp(p->from, from) < 0 ?
		    from : p->from;
		const char *end = i + 1 == places->len ||
		    strcmp(p[1].from, until) > 0 ? until : p[1].from;

		if (strcmp(begin, end) < 0)
			turn_in(changes, p->unit, batch, begin, end);
	}
	if (places->len == 0)
		turn_in(changes, "?", batch, from, until);
	g_strlcpy(covered, until, 16);
}

/* Reads the places of one company; `rows` stands on the first line of it or of
 * a later one, *left says whether on any. */
static void
read_places(sqlite3_stmt *rows, bool *left, const char *company,
    GArray *places)
{
	g_array_set_size(places, 0);
	for (; *left; *left = db_step(rows)) {
		int order = strcmp(db_text(rows, 0), company);
		struct count_place place;

		if (order > 0)
			return;
		if (order < 0)
			continue;
		g_strlcpy(place.from, db_text(rows, 1), sizeof place.from);
		g_strlcpy(place.unit, db_text(rows, 2), sizeof place.unit);
		g_array_append_val(places, place);
	}
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

/* Stores the changes summed up, day by day of each unit and batch. */
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
	sqlite3_stmt *terms = db_prepare(db, "SELECT company, "
	    "coalesce(batch, 0), valid_from, valid_until FROM term "
	    "ORDER BY company, valid_from, valid_until", NULL);
	sqlite3_stmt *rows = db_prepare(db, "SELECT company, "
	    "coalesce(from_on, ''), unit FROM company_place "
	    "ORDER BY company, from_on", NULL);
	struct changes changes = {names_new(), g_hash_table_new_full(
	    change_hash, change_equal, g_free, NULL)};
	struct covered covered = {.company = g_string_new(NULL)};
	GArray *places = g_array_new(FALSE, FALSE, sizeof(struct count_place));
	bool left = db_step(rows);

	while (db_step(terms)) {
		const char *company = db_text(terms, 0);
		int batch = sqlite3_column_int(terms, 1);
		const char *from = db_text(terms, 2), *until = db_text(terms, 3);

		if (strcmp(covered.company->str, company) != 0) {
			memset(covered.until, 0, sizeof covered.until);
			read_places(rows, &left, company, places);
		}
		g_string_assign(covered.company, company);
		turn(&changes, covered.until[0], places, 0, from, until);
		if (batch > 0 && batch < BATCHES_MOST)
			turn(&changes, covered.until[batch], places, batch,
			    from, until);
	}
	sqlite3_finalize(terms);
	sqlite3_finalize(rows);
	g_array_free(places, TRUE);
	g_string_free(covered.company, TRUE);
	store_holders(db, &changes);
	names_clear(&changes.words);
	g_hash_table_destroy(changes.all);
}
