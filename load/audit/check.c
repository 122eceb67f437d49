#include "check.h"

#include <string.h>

#include "fetch/base/embedded.h"
#include "fetch/base/program.h"
#include "load/base/cost.h"
#include "load/derive/name_form.h"
#include "load/last/last.h"

static const char *const level_words[] = {"error", "warning", "info"};
static const char *const state_words[] = {"holds", "fails", "not_loaded"};

const char *
check_level_word(enum check_level level)
{
	return level_words[level];
}

const char *
check_state_word(enum check_state state)
{
	return state_words[state];
}

/* --- reading a file --------------------------------------------------- */

static enum check_level
level_of(const char *word, const char *file)
{
	for (size_t i = 0; i < G_N_ELEMENTS(level_words); i++)
		if (strcmp(word, level_words[i]) == 0)
			return (enum check_level)i;
	g_error("%s: level %s: expected error, warning or info", file, word);
}

/* Reads the comments at the top of a check's file. */
static struct check *
check_read(const struct embedded *file, GStringChunk *strings)
{
	struct check *c = g_new0(struct check, 1);
	g_autofree char *base = g_path_get_basename(file->path);
	g_autoptr(GString) explanation = g_string_new(NULL);
	const char *at = file->bytes;
	bool has_level = false;

	*strrchr(base, '.') = '\0';
	c->name = g_string_chunk_insert(strings, base);
	c->findings = g_array_new(FALSE, TRUE, sizeof(struct finding));
	for (; strncmp(at, "--", 2) == 0; at += strcspn(at, "\n") + 1) {
		size_t len = strcspn(at + 2, "\n");
		g_autofree char *line = g_strstrip(g_strndup(at + 2, len));

		if (c->title == NULL) {
			c->title = g_string_chunk_insert(strings, line);
		} else if (g_str_has_prefix(line, "level: ")) {
			c->level = level_of(line + 7, file->path);
			has_level = true;
		} else if (strcmp(line, "needs: last") == 0) {
			c->needs_last = true;
		} else if (*line) {
			g_string_append_printf(explanation, "%s%s",
			    explanation->len ? " " : "", line);
		}
	}
	if (c->title == NULL || !has_level || explanation->len == 0)
		g_error("%s: expected a title, a level and an explanation",
		    file->path);
	c->explanation = g_string_chunk_insert(strings, explanation->str);
	c->sql = at;
	return c;
}

/* --- running it ------------------------------------------------------- */

static const char *
kept(GStringChunk *strings, const char *text)
{
	return text == NULL ? NULL : g_string_chunk_insert(strings, text);
}

/* Which result column is called `name`, or -1. */
static int
column_named(sqlite3_stmt *statement, const char *name)
{
	for (int i = 0; i < sqlite3_column_count(statement); i++)
		if (strcmp(sqlite3_column_name(statement, i), name) == 0)
			return i;
	return -1;
}

/* A check that has a cheaper way on a file made just now asks for :thorough. */
static void
bind_thorough(sqlite3_stmt *statement, bool thorough)
{
	int at = sqlite3_bind_parameter_index(statement, ":thorough");

	if (at > 0)
		sqlite3_bind_int(statement, at, thorough);
}

static void
examine(sqlite3 *db, struct check *c, GStringChunk *strings,
    const char **rest)
{
	sqlite3_stmt *statement = db_prepare(db, c->sql, rest);

	if (!db_step(statement) || db_text(statement, 1) == NULL)
		g_error("%s: the first query gives no count", c->name);
	c->examined = sqlite3_column_int64(statement, 0);
	c->things = kept(strings, db_text(statement, 1));
	if (sqlite3_column_count(statement) > 2)
		c->found = kept(strings, db_text(statement, 2));
	sqlite3_finalize(statement);
}

/* The decisions by which a person accepted a finding of check ?1: for document
 * ?2, source ?3 or list ?4, or wherever, until a day that the data has not
 * passed. */
#define ACCEPTING "field = 'accept' AND state IN ('unused', 'applied') " \
    "AND value GLOB ?1 || ' until *' AND substr(value, -10) >= " DATA_DATE \
    " AND (document IS NULL OR document = ?2 OR document = 'source:' || ?3) " \
    "AND (locator IS NULL OR locator = (SELECT l.locator FROM list l " \
    "WHERE l.list = ?4))"
#define DATA_DATE "coalesce((SELECT max(date(fetched_at, '+8 hours')) " \
    "FROM address), '')"

/* Where the file is being made, the decisions that were used are marked. */
static sqlite3_stmt *
prepare_accepting(sqlite3 *db)
{
	return db_prepare(db, sqlite3_db_readonly(db, "main") ?
	    "SELECT line FROM decision WHERE " ACCEPTING :
	    "UPDATE decision SET state = 'applied' WHERE " ACCEPTING
	    " RETURNING line", NULL);
}

/* Reports, after all checks, what was accepted until a day that the data has
 * passed, and what no finding wanted. */
static void
report_accepting(sqlite3 *db)
{
	sqlite3_stmt *left;

	db_run(db, "UPDATE decision SET state = 'expired', detail = "
	    "'the data is of ' || " DATA_DATE " WHERE field = 'accept' "
	    "AND state = 'unused' AND substr(value, -10) < " DATA_DATE);
	left = db_prepare(db, "SELECT 'line ' || line, value, state, "
	    "coalesce(': ' || detail, ': no such finding') FROM decision "
	    "WHERE field = 'accept' AND state IN ('unused', 'expired') "
	    "ORDER BY line", NULL);
	while (db_step(left))
		program_warn("decisions.tsv", db_text(left, 0),
		    "accept %s: %s%s", db_text(left, 1), db_text(left, 2),
		    db_text(left, 3));
	sqlite3_finalize(left);
}

static bool
is_accepted(sqlite3_stmt *accept, const struct check *c,
    const struct finding *f)
{
	const char *of[] = {c->name, f->document, f->source, f->list};
	bool accepted;

	for (size_t i = 0; i < G_N_ELEMENTS(of); i++)
		db_bind(accept, (int)i + 1, of[i]);
	accepted = db_step(accept);
	while (accepted && db_step(accept))
		;
	sqlite3_reset(accept);
	return accepted;
}

static void
find(sqlite3 *db, struct check *c, GStringChunk *strings, const char *sql,
    bool thorough, sqlite3_stmt *address)
{
	sqlite3_stmt *accept = prepare_accepting(db);
	static const char *const names[] = {"state", "document", "list",
	    "place", "message", "source"};
	sqlite3_stmt *statement = db_prepare(db, sql, NULL);
	int column[G_N_ELEMENTS(names)];

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		column[i] = column_named(statement, names[i]);
	if (column[4] < 0)
		g_error("%s: the second query gives no message", c->name);
	bind_thorough(statement, thorough);
	while (db_step(statement)) {
		const char *text[G_N_ELEMENTS(names)];
		struct finding f;

		for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
			text[i] = column[i] < 0 ? NULL : kept(strings,
			    db_text(statement, column[i]));
		f = (struct finding){text[0] != NULL ? text[0] : "wrong",
		    text[1], NULL, text[2], text[3],
		    text[4] != NULL ? text[4] : "?", text[5]};
		db_bind(address, 1, f.document);
		if (f.document != NULL && db_step(address)) {
			f.url = kept(strings, db_text(address, 0));
			if (f.source == NULL)
				f.source = kept(strings, db_text(address, 1));
		}
		sqlite3_reset(address);
		if (strcmp(f.state, "wrong") == 0 && is_accepted(accept, c, &f))
			f.state = "accepted";
		c->accepted += strcmp(f.state, "accepted") == 0;
		c->wrong += strcmp(f.state, "wrong") == 0;
		g_array_append_val(c->findings, f);
	}
	sqlite3_finalize(statement);
	sqlite3_finalize(accept);
}

static void
check_run(sqlite3 *db, struct check *c, GStringChunk *strings,
    bool thorough, sqlite3_stmt *address)
{
	g_autofree char *work = g_strconcat("check ", c->name, NULL);
	const char *rest;

	cost_name(work);
	examine(db, c, strings, &rest);
	find(db, c, strings, rest, thorough, address);
	cost_name(NULL);
	c->state = c->wrong > 0 ? CHECK_FAILS
	    : c->findings->len > c->accepted ? CHECK_NOT_LOADED : CHECK_HOLDS;
}

char *
check_figure(const struct check *c)
{
	GString *figure = g_string_new(NULL);

	if (c->left_out)
		g_string_append(figure, "there is no last warehouse");
	else if (c->found != NULL)
		g_string_append_printf(figure, "%zu %s in %lld %s", c->wrong,
		    c->found, c->examined, c->things);
	else
		g_string_append_printf(figure, "%zu of %lld %s", c->wrong,
		    c->examined, c->things);
	if (c->accepted > 0)
		g_string_append_printf(figure, ", %zu accepted", c->accepted);
	if (c->findings->len > c->wrong + c->accepted)
		g_string_append_printf(figure, ", %zu not loaded",
		    c->findings->len - c->wrong - c->accepted);
	return g_string_free(figure, FALSE);
}

/* Runs the checks that look at this warehouse alone, or those that compare. */
static void
run_those(sqlite3 *db, struct checks *checks, bool needs_last,
    bool thorough, sqlite3_stmt *address)
{
	for (guint i = 0; i < checks->all->len; i++) {
		struct check *c = g_ptr_array_index(checks->all, i);
		g_autofree char *figure = NULL;

		if (!needs_last)
			program_progress("checks", i + 1, checks->all->len);
		if (c->needs_last != needs_last)
			continue;
		check_run(db, c, checks->strings, thorough, address);
		figure = check_figure(c);
		program_note("check %s: %s", c->name, figure);
	}
}

static char **
sources_of(sqlite3 *db)
{
	sqlite3_stmt *sources = db_prepare(db, "SELECT DISTINCT source "
	    "FROM address WHERE source IS NOT NULL ORDER BY source", NULL);
	GPtrArray *all = g_ptr_array_new();

	while (db_step(sources))
		g_ptr_array_add(all, g_strdup(db_text(sources, 0)));
	sqlite3_finalize(sources);
	g_ptr_array_add(all, NULL);
	return (char **)g_ptr_array_free(all, FALSE);
}

/* The last warehouse is attached late: SQLite's own checks look at all that is
 * attached. */
struct checks *
check_run_all(sqlite3 *db, const struct last *last, bool thorough)
{
	struct checks *checks = g_new(struct checks, 1);
	sqlite3_stmt *address = db_prepare(db,
	    "SELECT url, source FROM document WHERE document = ?", NULL);

	name_form_install(db);
	checks->all = g_ptr_array_new();
	checks->strings = g_string_chunk_new(1 << 16);
	checks->sources = sources_of(db);
	for (const struct embedded *f = load_files; f->path != NULL; f++) {
		struct check *c;

		if (!g_str_has_prefix(f->path, "checks/"))
			continue;
		c = check_read(f, checks->strings);
		c->left_out = c->needs_last && !last_is_known(last);
		g_ptr_array_add(checks->all, c);
	}
	/* Several checks read this view: for them its name stands for its rows. */
	db_run(db, "CREATE TEMP TABLE expectation AS "
	    "SELECT * FROM main.expectation");
	run_those(db, checks, false, thorough, address);
	if (last_is_known(last)) {
		last_attach(db, last);
		run_those(db, checks, true, thorough, address);
	}
	db_run(db, "DROP TABLE temp.expectation");
	sqlite3_finalize(address);
	if (!sqlite3_db_readonly(db, "main"))
		report_accepting(db);
	return checks;
}

/* --- the results ------------------------------------------------------ */

static void
store_findings(const struct check *c, sqlite3_stmt *result)
{
	for (guint i = 0; i < c->findings->len; i++) {
		const struct finding *f = &g_array_index(c->findings,
		    struct finding, i);
		const char *fields[] = {level_words[c->level], f->state,
		    f->source, f->document, f->list, f->place, f->message};

		db_bind(result, 1, c->name);
		sqlite3_bind_int64(result, 2, (sqlite3_int64)i + 1);
		for (size_t k = 0; k < G_N_ELEMENTS(fields); k++)
			db_bind(result, (int)k + 3, fields[k]);
		db_step(result);
		sqlite3_reset(result);
	}
}

bool
check_is_kept(const struct check *c)
{
	return !c->needs_last || c->state == CHECK_FAILS || c->accepted > 0;
}

void
check_store(const struct checks *checks, sqlite3 *db)
{
	sqlite3_stmt *check = db_prepare(db, "INSERT INTO quality_check "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", NULL);
	sqlite3_stmt *result = db_prepare(db, "INSERT INTO check_result "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", NULL);

	for (guint i = 0; i < checks->all->len; i++) {
		const struct check *c = g_ptr_array_index(checks->all, i);
		const char *fields[] = {c->name, level_words[c->level],
		    c->title, c->explanation, state_words[c->state]};

		if (!check_is_kept(c))
			continue;
		for (size_t k = 0; k < G_N_ELEMENTS(fields); k++)
			db_bind(check, (int)k + 1, fields[k]);
		sqlite3_bind_int64(check, 6, c->examined);
		db_bind(check, 7, c->things);
		sqlite3_bind_int64(check, 8, (sqlite3_int64)c->wrong);
		db_bind(check, 9, c->found != NULL ? c->found : c->things);
		db_step(check);
		sqlite3_reset(check);
		store_findings(c, result);
	}
	sqlite3_finalize(check);
	sqlite3_finalize(result);
}

size_t
check_count(const struct checks *checks, enum check_level level,
    enum check_state state)
{
	size_t n = 0;

	for (guint i = 0; i < checks->all->len; i++) {
		const struct check *c = g_ptr_array_index(checks->all, i);

		n += c->level == level && c->state == state && !c->left_out;
	}
	return n;
}

void
check_free(struct checks *checks)
{
	if (checks == NULL)
		return;
	for (guint i = 0; i < checks->all->len; i++) {
		struct check *c = g_ptr_array_index(checks->all, i);

		g_array_free(c->findings, TRUE);
		g_free(c);
	}
	g_ptr_array_free(checks->all, TRUE);
	g_string_chunk_free(checks->strings);
	g_strfreev(checks->sources);
	g_free(checks);
}
