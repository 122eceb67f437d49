#include "diff.h"

#include <stdio.h>

#include "fetch/base/embedded.h"
#include "fetch/base/json.h"
#include "load/base/row.h"

enum { SHOWN = 20 };

static const char *const event_columns[] = {"programme", "level", "batch",
    "kind", "event_on", "sequence", "name", "previous_name", "company", "unit",
    "province_code", "city_code", "district_code", "credit_code",
    "credit_code_status", "product"};
static const char *const company_columns[] = {"name", "credit_code",
    "first_batch", "former_ids"};
static const char *const place_columns[] = {"unit", "province_code",
    "city_code", "district_code"};

/* All lists and all companies: every id begins with nothing. */
static const char everywhere[] =
    "INSERT INTO differing SELECT 'event', list FROM main.event "
    "UNION SELECT 'event', list FROM last.event;"
    "INSERT INTO differing VALUES ('company', ''), ('company_name', ''), "
    "('term', '')";

/* A row `n` of the part `x` of a table of companies. */
static const char is_of_part[] =
    "n.company >= x.part AND n.company < x.part || '~'";

/* Why an event of this document changed. */
static const char cause_of_document[] =
    "CASE WHEN %s.document IN (SELECT document FROM fresh) THEN 'source' "
    "WHEN %s.document IN (SELECT document FROM decided "
    "WHERE document IS NOT NULL) THEN 'judgement' ELSE ";

/* Why something of this company changed: by what changed in its events. */
static const char cause_of_events[] =
    "coalesce((SELECT cause FROM caused c WHERE c.company = %s.company), ";

/* Why something changed that no new document and no decision about one explains;
 * the judgements of firms decide which events make a company, nothing else. */
static const char cause_otherwise[] =
    "CASE WHEN differs.judgements AND %s THEN 'judgement' "
    "WHEN differs.data_files IS NOT NULL THEN 'data_file' "
    "WHEN differs.program THEN 'program' "
    "WHEN differs.judgements THEN 'judgement' ELSE 'source' END";

void
diff_attach(sqlite3 *db, const char *path, const char *name)
{
	sqlite3_stmt *statement = db_prepare(db, "ATTACH ? AS ?", NULL);
	g_autofree char *escaped = g_uri_escape_string(path, "/", TRUE);
	g_autofree char *uri = g_strconcat("file:", escaped, "?mode=ro", NULL);

	db_bind(statement, 1, uri);
	db_bind(statement, 2, name);
	db_step(statement);
	sqlite3_finalize(statement);
}

/* "unit: 330000 -> 330200; city_code: …", of rows n and o; empty where none of
 * the columns differs. */
static char *
detail_of(const char *const *columns, size_t n)
{
	GString *sql = g_string_new("substr(''");

	for (size_t i = 0; i < n; i++)
		g_string_append_printf(sql, " || iif(n.%1$s IS o.%1$s, '', "
		    "'; %1$s: ' || coalesce(o.%1$s, 'none') || ' -> ' || "
		    "coalesce(n.%1$s, 'none'))", columns[i]);
	g_string_append(sql, ", 3)");
	return g_string_free(sql, FALSE);
}

static void
events(sqlite3 *db)
{
	g_autofree char *detail = detail_of(event_columns,
	    G_N_ELEMENTS(event_columns));
	g_autofree char *cause = g_strdup_printf(cause_otherwise,
	    "n.company <> o.company");
	g_autofree char *other = g_strdup_printf(cause_otherwise, "0");
	g_autofree char *of_new = g_strdup_printf(cause_of_document, "n", "n");
	g_autofree char *of_one = g_strdup_printf(cause_of_document, "e", "e");
	g_autofree char *changed = g_strdup_printf("INSERT INTO changes "
	    "SELECT 'event', 'changed', n.event, n.company, n.name, n.document, "
	    "%s AS detail, %s %s END FROM same_event s JOIN main.event n "
	    "ON n.rowid = s.now JOIN last.event o ON o.rowid = s.before, "
	    "differs WHERE detail <> ''", detail, of_new, cause);

	db_run(db, changed);
	for (int added = 0; added < 2; added++) {
		g_autofree char *sql = g_strdup_printf("INSERT INTO changes "
		    "SELECT 'event', '%s', e.event, e.company, e.name, "
		    "e.document, e.kind || coalesce(' batch ' || e.batch, ''), "
		    "%s %s END FROM %s x JOIN %s.event e ON e.rowid = x.at, "
		    "differs WHERE x.at NOT IN (SELECT %s FROM same_event)",
		    added ? "added" : "removed", of_one, other,
		    added ? "come" : "gone", added ? "main" : "last",
		    added ? "now" : "before");

		db_run(db, sql);
	}
}

/* Companies, their places and their names: caused by what changed in their
 * events. */
static void
companies(sqlite3 *db)
{
	g_autofree char *head = g_strdup_printf(cause_of_events, "n");
	g_autofree char *cause = g_strdup_printf(cause_otherwise, "1");
	const struct {
		const char *thing, *const *columns;
		size_t n;
	} things[] = {
	    {"company", company_columns, G_N_ELEMENTS(company_columns)},
	    {"place", place_columns, G_N_ELEMENTS(place_columns)},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(things); i++) {
		g_autofree char *detail = detail_of(things[i].columns,
		    things[i].n);
		g_autofree char *sql = g_strdup_printf("INSERT INTO changes "
		    "SELECT '%s', 'changed', n.company, n.company, n.name, NULL, "
		    "%s AS detail, %s%s) FROM temp.differing x "
		    "CROSS JOIN main.company n ON %s "
		    "CROSS JOIN last.company o USING (company), differs "
		    "WHERE x.thing = 'company' AND detail <> ''",
		    things[i].thing, detail, head, cause, is_of_part);

		db_run(db, sql);
	}
	for (int i = 0; i < 4; i++) {
		bool name = i >= 2, added = i % 2;
		const char *here = added ? "main" : "last";
		const char *there = added ? "last" : "main";
		const char *table = name ? "company_name" : "company";
		g_autofree char *sql = g_strdup_printf("INSERT INTO changes "
		    "SELECT '%s', '%s', n.company, n.company, n.name, NULL, "
		    "NULL, %s%s) FROM temp.differing x CROSS JOIN %s.%s n "
		    "ON %s, differs WHERE x.thing = '%s' AND NOT EXISTS "
		    "(SELECT 1 FROM %s.%s o WHERE o.company = n.company%s)",
		    name ? "name" : "company", added ? "added" : "removed",
		    head, cause, here, table, is_of_part, table, there, table,
		    name ? " AND o.name = n.name" : "");

		db_run(db, sql);
	}
}

/* Who gained, kept or lost the title, by which list: a company's last day with
 * the title is another one, or rests on something else. */
static void
titles(sqlite3 *db)
{
	static const char last_of[] = "SELECT n.company, "
	    "max(n.valid_until) AS until, n.basis, n.event, n.ended_by, "
	    "n.ended_list FROM temp.differing x CROSS JOIN %s.term n ON %s "
	    "WHERE x.thing = 'term' GROUP BY n.company";
	g_autofree char *this_term = g_strdup_printf(last_of, "main",
	    is_of_part);
	g_autofree char *last_term = g_strdup_printf(last_of, "last",
	    is_of_part);
	g_autofree char *events = g_strdup_printf(cause_of_events, "p");
	g_autofree char *cause = g_strdup_printf(cause_otherwise, "1");

	for (int gone = 0; gone < 2; gone++) {
		g_autofree char *sql = g_strdup_printf("INSERT INTO changes "
		    "WITH n AS (%s), o AS (%s), pair AS ("
		    "SELECT %s.company, n.until AS now, n.basis AS now_by, "
		    "o.until AS before, o.basis AS before_by, CASE "
		    "WHEN n.until < o.until THEN coalesce(n.ended_list, (SELECT "
		    "list FROM main.event WHERE event = n.ended_by)) "
		    "WHEN n.until NOTNULL THEN (SELECT list FROM main.event "
		    "WHERE event = n.event) END AS list "
		    "FROM %s LEFT JOIN %s USING (company) WHERE %s) "
		    "SELECT 'title', CASE WHEN before IS NULL THEN 'gained' "
		    "WHEN now IS NULL OR now < before THEN 'lost' "
		    "WHEN now > before THEN 'kept' ELSE 'changed' END, "
		    "p.company, p.company, c.name, l.document, "
		    "printf('%%s -> %%s%%s', "
		    "coalesce(before_by || ' until ' || before, 'none'), "
		    "coalesce(now_by || ' until ' || now, 'none'), "
		    "coalesce('; ' || l.title, '')), "
		    "iif(l.document IN (SELECT document FROM fresh), 'source', "
		    "%s %s)) FROM pair p JOIN %s.company c ON c.company = p.company "
		    "LEFT JOIN main.list l ON l.list = p.list, differs",
		    this_term, last_term, gone ? "o" : "n", gone ? "o" : "n",
		    gone ? "n" : "o", gone ? "n.until IS NULL" :
		    "n.until IS NOT o.until OR n.basis IS NOT o.basis", events,
		    cause,
		    gone ? "last" : "main");

		db_run(db, sql);
	}
}

void
diff_make(sqlite3 *db, bool by_digests)
{
	db_run(db, "CREATE TEMP TABLE differing (thing TEXT, part TEXT, "
	    "PRIMARY KEY (thing, part))");
	db_run(db, by_digests ? embedded_find(load_files, "last/diff_parts.sql")
	    ->bytes : everywhere);
	db_run(db, embedded_find(load_files, "last/diff.sql")->bytes);
	events(db);
	db_run(db, "CREATE TEMP TABLE caused (company TEXT PRIMARY KEY, cause)"
	    " WITHOUT ROWID; INSERT INTO caused SELECT company, max(cause) "
	    "FROM changes WHERE cause IN ('source', 'judgement') GROUP BY 1");
	companies(db);
	titles(db);
}

GString *
diff_text(sqlite3 *db)
{
	sqlite3_stmt *rows = db_prepare(db, "SELECT thing, change, id, company, "
	    "name, document, detail, cause FROM changes "
	    "ORDER BY thing, change, company, id, name", NULL);
	GString *out = row_table(rows);

	sqlite3_finalize(rows);
	return out;
}

/* --- for people and programs ------------------------------------------- */

void
diff_print(sqlite3 *db, bool all)
{
	sqlite3_stmt *counts = db_prepare(db, "SELECT thing, change, cause, "
	    "count(*) FROM changes GROUP BY 1, 2, 3 ORDER BY 1, 2, 3", NULL);
	sqlite3_stmt *rows = db_prepare(db, "SELECT change, id, name, detail "
	    "FROM changes WHERE thing = ? AND change = ? AND cause = ? "
	    "ORDER BY company, id, name LIMIT ?", NULL);
	bool any = false;

	while (db_step(counts)) {
		any = true;
		printf("%-8s %-8s because of %-10s %8s\n", db_text(counts, 0),
		    db_text(counts, 1), db_text(counts, 2), db_text(counts, 3));
		for (int i = 0; i < 3; i++)
			db_bind(rows, i + 1, db_text(counts, i));
		sqlite3_bind_int64(rows, 4, all ? -1 : SHOWN);
		while (db_step(rows)) {
			const char *detail = db_text(rows, 3);

			printf("    %s  %s%s%s\n", db_text(rows, 1),
			    db_text(rows, 2), detail != NULL ? ": " : "",
			    detail != NULL ? detail : "");
		}
		sqlite3_reset(rows);
	}
	if (!any)
		puts("no difference");
	sqlite3_finalize(counts);
	sqlite3_finalize(rows);
}

GString *
diff_json(sqlite3 *db)
{
	sqlite3_stmt *runs = db_prepare(db, "SELECT o.program, n.program, "
	    "d.data_files FROM last.run o, main.run n, differs d", NULL);
	sqlite3_stmt *rows = db_prepare(db, "SELECT thing, change, id, company, "
	    "name, document, detail, cause FROM changes "
	    "ORDER BY thing, change, company, id, name", NULL);
	GString *out = g_string_new(NULL);
	const char *before = "";

	db_step(runs);
	json_number(out, "{\n  ", "format", 1);
	json_member(out, ", ", "old", db_text(runs, 0));
	json_member(out, ", ", "new", db_text(runs, 1));
	json_member(out, ", ", "data_files", db_text(runs, 2));
	json_name(out, ",\n  ", "changes");
	g_string_append_c(out, '[');
	while (db_step(rows)) {
		g_string_append_printf(out, "%s\n    ", before);
		row_json(out, rows);
		before = ",";
	}
	g_string_append(out, "\n  ]\n}\n");
	sqlite3_finalize(runs);
	sqlite3_finalize(rows);
	return out;
}
