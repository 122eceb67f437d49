#include "hold.h"

#include <string.h>

#include "fetch/base/program.h"
#include "load/last/part_digests.h"

/* A list or a source, with the first finding against it. */
struct hold {
	bool source;
	bool left_out;          /* its last state fails, too */
	const char *id, *check, *message;
};

/* A list that is as people want it, see last/withdrawn.sql. */
struct wanted_list {
	const char *document, *locator;
};

struct holds {
	GStringChunk *strings;
	GArray *all;            /* struct hold */
	GArray *withdrawn;      /* struct wanted_list */
};

/* --- what to hold back ---------------------------------------------------- */

/* The place of a hold among all; their number where there is none. */
static guint
find_hold(const struct holds *h, bool source, const char *id)
{
	guint i = 0;

	while (i < h->all->len) {
		const struct hold *one = &g_array_index(h->all, struct hold, i);

		if (one->source == source && strcmp(one->id, id) == 0)
			break;
		i++;
	}
	return i;
}

/* The sum of all sources is no source. */
static bool
is_whole(const struct finding *f)
{
	return f->list == NULL && (f->place == NULL ||
	    !g_str_has_prefix(f->place, "source ") || f->source == NULL ||
	    strcmp(f->source, "all sources") == 0);
}

/* Takes a finding against the candidate with the first `before` holds; false where it
 * asks for nothing new.  A list that is held already failed at its last state: a check
 * became sharper since, or what was accepted is so no longer. */
static bool
collect(struct holds *h, const struct check *c, const struct finding *f,
    bool with_last, guint before)
{
	bool source = f->list == NULL;
	const char *id = source ? f->source : f->list;
	struct hold one = {.source = source};
	guint at;

	/* A source cannot be held where nothing is known to hold it at. */
	if (strcmp(f->state, "wrong") != 0 || is_whole(f) ||
	    (source && !with_last))
		return false;
	at = find_hold(h, source, id);
	if (at < h->all->len) {
		struct hold *held = &g_array_index(h->all, struct hold, at);

		if (source || at >= before || held->left_out)
			return false;
		held->left_out = true;
		return true;
	}
	one.id = g_string_chunk_insert(h->strings, id);
	one.check = g_string_chunk_insert(h->strings, c->name);
	one.message = g_string_chunk_insert(h->strings, f->message);
	g_array_append_val(h->all, one);
	return true;
}

static void
collect_withdrawn(struct holds *h, sqlite3 *db)
{
	sqlite3_stmt *rows = db_prepare(db, "SELECT document, locator "
	    "FROM temp.withdrawn WHERE cells = 0 AND locator IS NOT NULL",
	    NULL);

	while (db_step(rows)) {
		struct wanted_list one = {
		    g_string_chunk_insert(h->strings, db_text(rows, 0)),
		    g_string_chunk_insert(h->strings, db_text(rows, 1))};

		g_array_append_val(h->withdrawn, one);
	}
	sqlite3_finalize(rows);
}

struct holds *
hold_collect(struct holds *h, const struct checks *checks, sqlite3 *compared)
{
	bool more = false;
	guint before;

	if (h == NULL) {
		h = g_new0(struct holds, 1);
		h->strings = g_string_chunk_new(1024);
		h->all = g_array_new(FALSE, FALSE, sizeof(struct hold));
		h->withdrawn = g_array_new(FALSE, FALSE,
		    sizeof(struct wanted_list));
		if (compared != NULL)
			collect_withdrawn(h, compared);
	}
	before = h->all->len;
	for (guint i = 0; i < checks->all->len; i++) {
		const struct check *c = checks->all->pdata[i];

		for (guint k = 0; c->level == CHECK_ERROR &&
		    k < c->findings->len; k++)
			more |= collect(h, c, &g_array_index(c->findings,
			    struct finding, k), compared != NULL, before);
	}
	if (more)
		return h;
	hold_free(h);
	return NULL;
}

void
hold_free(struct holds *h)
{
	if (h == NULL)
		return;
	g_array_free(h->all, TRUE);
	g_array_free(h->withdrawn, TRUE);
	g_string_chunk_free(h->strings);
	g_free(h);
}

/* --- rows of the last warehouse --------------------------------------------- */

/* The statement that inserts into those columns of a table that `rows` has, too;
 * a parameter of each column of `rows`, used or not.  A warehouse of another
 * version may have more or fewer of them. */
static sqlite3_stmt *
prepare_taking(sqlite3 *db, const char *table, sqlite3_stmt *rows)
{
	g_autoptr(GString) columns = g_string_new(NULL);
	g_autoptr(GString) values = g_string_new(NULL);
	g_autofree char *sql = NULL;

	for (int i = 0; i < sqlite3_column_count(rows); i++) {
		const char *name = sqlite3_column_name(rows, i);

		if (!db_has_column(db, NULL, table, name))
			continue;
		g_string_append_printf(columns, "%s%s", columns->len > 0 ?
		    ", " : "", name);
		g_string_append_printf(values, "%s?%d", values->len > 0 ?
		    ", " : "", i + 1);
	}
	sql = g_strdup_printf("INSERT INTO %s (%s) VALUES (%s)", table,
	    columns->str, values->str);
	return db_prepare(db, sql, NULL);
}

/* Copies the rows that a query on the last warehouse gives into the columns of
 * the same names. */
static void
copy(sqlite3 *last, const char *query, sqlite3 *db, const char *table)
{
	sqlite3_stmt *rows = db_prepare(last, query, NULL);
	sqlite3_stmt *add = prepare_taking(db, table, rows);

	while (db_step(rows)) {
		for (int i = 0; i < sqlite3_bind_parameter_count(add); i++)
			sqlite3_bind_value(add, i + 1,
			    sqlite3_column_value(rows, i));
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(rows);
	sqlite3_finalize(add);
}

/* A column of ids from one file into a temporary table of the other. */
static void
hand_over(sqlite3 *from, const char *query, sqlite3 *to, const char *insert)
{
	sqlite3_stmt *ids = db_prepare(from, query, NULL);
	sqlite3_stmt *add = db_prepare(to, insert, NULL);
	int n = sqlite3_column_count(ids);

	while (db_step(ids)) {
		for (int i = 0; i < n; i++)
			sqlite3_bind_value(add, i + 1,
			    sqlite3_column_value(ids, i));
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(ids);
	sqlite3_finalize(add);
}

static const char columns_of_names[] =
    "SELECT NULL AS name_no, company, name, name_key, first_on, last_on, "
    "successor, events FROM company_name WHERE company IN missing "
    "ORDER BY name_no";

/* Brings the lists that `wanted` names with everything that they refer to. */
static void
bring_back(sqlite3 *last, sqlite3 *db)
{
	copy(last, "SELECT * FROM list WHERE list IN (SELECT list FROM wanted) "
	    "ORDER BY rowid", db, "list");
	copy(last, "SELECT * FROM event WHERE list IN (SELECT list FROM wanted)"
	    " ORDER BY rowid", db, "event");
	copy(last, "SELECT * FROM reject WHERE list IN (SELECT list FROM "
	    "wanted) ORDER BY rowid", db, "reject");
	db_run(last, "CREATE TEMP TABLE missing (id TEXT PRIMARY KEY)");
	hand_over(db, "SELECT DISTINCT document FROM list WHERE document NOT "
	    "IN (SELECT document FROM address) UNION SELECT DISTINCT document "
	    "FROM event WHERE document NOT IN (SELECT document FROM address)",
	    last, "INSERT OR IGNORE INTO missing VALUES (?)");
	copy(last, "SELECT * FROM address WHERE document IN missing "
	    "ORDER BY rowid", db, "address");
	db_run(last, "DELETE FROM missing");
	hand_over(db, "SELECT DISTINCT company FROM event WHERE company NOT "
	    "IN (SELECT company FROM company)", last,
	    "INSERT INTO missing VALUES (?)");
	copy(last, "SELECT * FROM company WHERE company IN missing "
	    "ORDER BY company", db, "company");
	copy(last, columns_of_names, db, "company_name");
	/* Version 3 began to have it. */
	if (db_has_column(last, NULL, "company_place", "company"))
		copy(last, "SELECT * FROM company_place WHERE company IN "
		    "missing ORDER BY rowid", db, "company_place");
	db_run(db, "UPDATE company_place SET event = NULL WHERE event NOT IN "
	    "(SELECT event FROM event)");
	/* The titles of the firms stay as they were. */
	db_run(db, "CREATE TEMP TABLE came AS SELECT * FROM term WHERE 0;"
	    "DELETE FROM term WHERE company IN "
	    "(SELECT company FROM event WHERE list IN "
	    "(SELECT list FROM temp.back))");
	copy(last, "SELECT * FROM term WHERE company IN "
	    "(SELECT company FROM event WHERE list IN "
	    "(SELECT list FROM wanted)) ORDER BY rowid", db, "came");
	db_run(db, "INSERT INTO term SELECT * FROM temp.came WHERE (event IS "
	    "NULL OR event IN (SELECT event FROM main.event)) AND (ended_by "
	    "IS NULL OR ended_by IN (SELECT event FROM main.event))");
}

/* --- rows of the candidate ---------------------------------------------------- */

/* Takes the lists in `gone` out of the candidate. */
static void
take_out(sqlite3 *db)
{
	db_run(db, "CREATE TEMP TABLE gone_event AS "
	    "SELECT event, company FROM event WHERE list IN temp.gone;"
	    "CREATE INDEX temp.gone_by_event ON gone_event (event);"
	    "DELETE FROM event WHERE list IN temp.gone;"
	    "DELETE FROM reject WHERE list IN temp.gone;"
	    "DELETE FROM term WHERE event IN "
	    "(SELECT event FROM temp.gone_event);"
	    "UPDATE term SET ended_by = NULL WHERE ended_by IN "
	    "(SELECT event FROM temp.gone_event);"
	    "UPDATE company_place SET event = NULL WHERE event IN "
	    "(SELECT event FROM temp.gone_event);"
	    "UPDATE list_coverage SET list = NULL WHERE list IN temp.gone;"
	    "DELETE FROM list WHERE list IN temp.gone");
}

/* Firms that no event names any more. */
static void
drop_unnamed(sqlite3 *db)
{
	db_run(db, "DELETE FROM company WHERE company IN (SELECT company FROM "
	    "temp.gone_event EXCEPT SELECT company FROM event);"
	    "DELETE FROM company_name WHERE company IN (SELECT company FROM "
	    "temp.gone_event EXCEPT SELECT company FROM event);"
	    "DELETE FROM term WHERE company IN (SELECT company FROM "
	    "temp.gone_event EXCEPT SELECT company FROM event);"
	    "DELETE FROM company_place WHERE company IN (SELECT company FROM "
	    "temp.gone_event EXCEPT SELECT company FROM event);"
	    "DELETE FROM review WHERE company_a NOT IN (SELECT company FROM "
	    "company) OR company_b NOT IN (SELECT company FROM company)");
}

/* The lists that the nth hold means, here and in the last warehouse, where version
 * 4 began to name their places. */
static void
choose(sqlite3 *db, sqlite3 *last, const struct hold *one, guint n)
{
	sqlite3_stmt *here = db_prepare(db, one->source ?
	    "INSERT OR IGNORE INTO temp.gone SELECT list FROM list "
	    "WHERE source = ? AND (document, locator) NOT IN temp.withdrawn" :
	    "INSERT OR IGNORE INTO temp.gone "
	    "SELECT list FROM list WHERE list = ?", NULL);
	g_autofree char *sql = NULL;
	sqlite3_stmt *there, *place;

	db_bind(here, 1, one->id);
	db_step(here);
	sqlite3_finalize(here);
	if (last == NULL || one->left_out)
		return;
	sql = g_strdup_printf("INSERT OR IGNORE INTO wanted SELECT list, ?5 "
	    "FROM (SELECT *, %s AS at FROM list) WHERE %s",
	    db_has_column(last, NULL, "list", "locator") ? "locator" : "NULL",
	    one->source ? "source = ?1 AND (document, at) NOT IN withdrawn" :
	    "list = ?1 OR (url = ?2 AND page_url = ?3 AND at = ?4)");
	there = db_prepare(last, sql, NULL);
	db_bind(there, 1, one->id);
	sqlite3_bind_int64(there, 5, n);
	place = db_prepare(db, "SELECT url, page_url, locator FROM list "
	    "WHERE list = ?", NULL);
	db_bind(place, 1, one->id);
	if (!one->source && db_step(place))
		for (int i = 0; i < 3; i++)
			db_bind(there, i + 2, db_text(place, i));
	db_step(there);
	sqlite3_finalize(place);
	sqlite3_finalize(there);
}

/* What another hold, of the source or of the list at this place, wants of a list that
 * fails at its last state. */
static void
leave_out(sqlite3 *last, const struct hold *one)
{
	sqlite3_stmt *drop;

	if (!one->left_out)
		return;
	drop = db_prepare(last, "DELETE FROM wanted WHERE list = ?", NULL);
	db_bind(drop, 1, one->id);
	db_step(drop);
	sqlite3_finalize(drop);
}

static void
note(sqlite3 *db, const struct hold *one)
{
	sqlite3_stmt *add = db_prepare(db, "INSERT INTO held SELECT ?1, ?2, ?3, "
	    "?4, ?5, ?6, (SELECT count(*) FROM event WHERE list IN (SELECT "
	    "list FROM list WHERE iif(?1 = 'source', source, list) = ?2)), "
	    "NULL, 'left_out'", NULL);
	sqlite3_stmt *of = db_prepare(db, "SELECT document, coalesce(title, "
	    "url) FROM list WHERE list = ?", NULL);

	db_bind(add, 1, one->source ? "source" : "list");
	db_bind(add, 2, one->id);
	db_bind(of, 1, one->id);
	if (!one->source && db_step(of)) {
		db_bind(add, 3, db_text(of, 0));
		db_bind(add, 4, db_text(of, 1));
	}
	db_bind(add, 5, one->check);
	db_bind(add, 6, one->message);
	db_step(add);
	sqlite3_finalize(add);
	sqlite3_finalize(of);
}

/* How many events the nth hold has kept. */
static void
count_kept(sqlite3 *db, sqlite3 *last, const struct hold *one, guint n)
{
	sqlite3_stmt *set = db_prepare(db, "UPDATE held SET kept_events = ?3, "
	    "state = iif(?3 > 0, 'last_good', 'left_out') "
	    "WHERE what = ?1 AND id = ?2", NULL);
	sqlite3_int64 kept = 0;

	if (last != NULL) {
		g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM "
		    "event WHERE list IN (SELECT list FROM wanted "
		    "WHERE hold = %u)", n);

		kept = db_number(last, sql);
	}
	db_bind(set, 1, one->source ? "source" : "list");
	db_bind(set, 2, one->id);
	sqlite3_bind_int64(set, 3, kept);
	db_step(set);
	sqlite3_finalize(set);
}

/* The lists that people took back, as a temporary table of a file. */
static void
hand_withdrawn(const struct holds *h, sqlite3 *db)
{
	sqlite3_stmt *add;

	db_run(db, "CREATE TEMP TABLE withdrawn (document TEXT, locator TEXT)");
	add = db_prepare(db, "INSERT INTO temp.withdrawn VALUES (?, ?)", NULL);
	for (guint i = 0; i < h->withdrawn->len; i++) {
		const struct wanted_list *one = &g_array_index(h->withdrawn,
		    struct wanted_list, i);

		db_bind(add, 1, one->document);
		db_bind(add, 2, one->locator);
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(add);
}

void
hold_apply(const struct holds *h, sqlite3 *db, const char *path)
{
	sqlite3 *last = path != NULL ? db_open(path, false) : NULL;

	hand_withdrawn(h, db);
	if (last != NULL)
		hand_withdrawn(h, last);
	db_run(db, "CREATE TEMP TABLE gone (list TEXT PRIMARY KEY);"
	    "CREATE TEMP TABLE back (list TEXT PRIMARY KEY)");
	if (last != NULL)
		db_run(last, "CREATE TEMP TABLE wanted (list TEXT PRIMARY KEY, "
		    "hold INTEGER)");
	for (guint i = 0; i < h->all->len; i++) {
		const struct hold *one = &g_array_index(h->all, struct hold, i);

		note(db, one);
		choose(db, last, one, i);
	}
	for (guint i = 0; last != NULL && i < h->all->len; i++)
		leave_out(last, &g_array_index(h->all, struct hold, i));
	if (last != NULL) {
		hand_over(last, "SELECT list FROM wanted", db,
		    "INSERT INTO temp.back VALUES (?)");
		db_run(db, "INSERT OR IGNORE INTO temp.gone SELECT list FROM "
		    "list WHERE list IN temp.back");
	}
	take_out(db);
	if (last != NULL)
		bring_back(last, db);
	drop_unnamed(db);
	for (guint i = 0; i < h->all->len; i++)
		count_kept(db, last, &g_array_index(h->all, struct hold, i), i);
	part_digests_forget(db, "SELECT list FROM temp.gone UNION "
	    "SELECT list FROM temp.back");
	db_run(db, "DROP TABLE temp.gone; DROP TABLE temp.back; "
	    "DROP TABLE temp.gone_event; DROP TABLE IF EXISTS temp.came;"
	    "DROP TABLE temp.withdrawn");
	if (last != NULL)
		db_close(last);
}

/* The first so many are said; a summary is no list. */
enum { SHOWN = 5 };

void
hold_report(sqlite3 *db)
{
	sqlite3_stmt *rows = db_prepare(db, "SELECT what || ' ' || id, "
	    "coalesce(title, ''), check_name, message, iif(state = 'last_good', "
	    "'the last good state of ' || kept_events || ' events stays', "
	    "'left out: there is no last good state of it'), "
	    "iif(what = 'source', 'source:' || id, document) FROM held "
	    "ORDER BY what, id", NULL);
	long long left;
	int n = 0;

	while (n++ < SHOWN && db_step(rows))
		program_set_aside(db_text(rows, 0), db_text(rows, 1),
		    "held back: %s: %s; %s; to accept it, add to "
		    "decisions.tsv: document %s, field accept, value \"%s "
		    "until DAY\"", db_text(rows, 2), db_text(rows, 3),
		    db_text(rows, 4), db_text(rows, 5), db_text(rows, 2));
	sqlite3_finalize(rows);
	left = db_number(db, "SELECT count(*) FROM held") - SHOWN;
	if (left > 0)
		program_set_aside("warehouse.sqlite", NULL, "%lld more are "
		    "held back: see the table held", left);
}
