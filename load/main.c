/* miit-load: from events to the warehouse file.
 *
 * A candidate is built beside the warehouse, audited, and renamed over it only
 * when no check at level error fails. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/day.h"
#include "fetch/base/program.h"
#include "fetch/base/run_record.h"
#include "fetch/base/visible.h"
#include "fetch/handoff/publish.h"
#include "load/audit/check.h"
#include "load/audit/hold.h"
#include "load/audit/report.h"
#include "load/base/cost.h"
#include "load/export/export.h"
#include "load/last/diff.h"
#include "load/last/last.h"
#include "load/page/page_file.h"
#include "load/query/match.h"
#include "load/query/question.h"
#include "inputs.h"
#include "results.h"
#include "suggest.h"
#include "todo.h"
#include "verified.h"
#include "warehouse.h"

static gboolean report_full, check_only, diff_only, suggest_only, todo_only;
static char *expectations, *export_to, *page_to;
static char *match, *on_day, *since;
static bool standard;            /* the warehouse is the published one */
static int column;
static char *override_reason;
static char *costs_file, *fail_on, *json_file, *junit_file;

static const GOptionEntry options[] = {
    {"check", 0, 0, G_OPTION_ARG_NONE, &check_only,
	"check a warehouse (default DATA/load/warehouse.sqlite), load nothing",
	NULL},
    {"column", 0, 0, G_OPTION_ARG_INT, &column,
	"the names of --match stand in column N of tables", "N"},
    {"costs", 0, 0, G_OPTION_ARG_FILENAME, &costs_file,
	"write what every check and statement cost, in SQLite's steps, to FILE",
	"FILE"},
    {"diff", 0, 0, G_OPTION_ARG_NONE, &diff_only,
	"say what changed from warehouse OLD to NEW, load nothing", NULL},
    {"expectations", 0, 0, G_OPTION_ARG_FILENAME, &expectations,
	"what each source should give (default $MIIT_EXPECTATIONS)", "FILE"},
    {"export", 0, 0, G_OPTION_ARG_FILENAME, &export_to,
	"write CSV, NDJSON, .xlsx, SQLite and datapackage.json into FOLDER, load "
	"nothing", "FOLDER"},
    {"fail-on", 0, 0, G_OPTION_ARG_STRING, &fail_on,
	"--check ends with 4 where a check of this level or name fails "
	"(default error)", "error|warning|NAME"},
    {"json", 0, 0, G_OPTION_ARG_FILENAME, &json_file,
	"write the report as JSON to FILE (- for standard output)", "FILE"},
    {"junit", 0, 0, G_OPTION_ARG_FILENAME, &junit_file,
	"write the report as JUnit XML to FILE (- for standard output)",
	"FILE"},
    {"match", 0, 0, G_OPTION_ARG_FILENAME, &match,
	"print which firms the names or codes of FILE are (- for standard "
	"input), load nothing", "FILE"},
    {"on", 0, 0, G_OPTION_ARG_STRING, &on_day,
	"the day that --match and --export answer for (default the data "
	"date)", "DAY"},
    {"page", 0, 0, G_OPTION_ARG_FILENAME, &page_to,
	"write a page to look at, one HTML file, to FILE, load nothing", "FILE"},
    {"publish-anyway", 0, 0, G_OPTION_ARG_STRING, &override_reason,
	"publish although a check at level error fails; the reason is kept",
	"REASON"},
    {"report", 0, 0, G_OPTION_ARG_NONE, &report_full,
	"print the findings in full, not a summary", NULL},
    {"since", 0, 0, G_OPTION_ARG_FILENAME, &since,
	"--export writes what changed from warehouse OLD (default "
	"DATA/load/previous.sqlite)", "OLD"},
    {"todo", 0, 0, G_OPTION_ARG_NONE, &todo_only,
	"print what waits for a person, with the lines of decisions.tsv that "
	"settle it", NULL},
    {"suggest", 0, 0, G_OPTION_ARG_NONE, &suggest_only,
	"print the expectations that a good run suggests, load nothing", NULL},
    G_OPTION_ENTRY_NULL};

/* --- reports ----------------------------------------------------------- */

/* Writes the files asked for by option. */
static void
write_asked(const struct report *r)
{
	const struct {
		const char *path;
		GString *(*text)(const struct report *);
	} files[] = {{json_file, report_json}, {junit_file, report_junit}};

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autoptr(GString) text = NULL;

		if (files[i].path == NULL)
			continue;
		text = files[i].text(r);
		if (strcmp(files[i].path, "-") == 0)
			fwrite(text->str, 1, text->len, stdout);
		else
			publish_named(files[i].path, text->str, text->len);
	}
}

/* Whether standard output is for a report that a program reads. */
static bool
is_piped(void)
{
	return g_strcmp0(json_file, "-") == 0 || g_strcmp0(junit_file, "-") == 0;
}

static void
say(const struct report *r)
{
	const struct report_counts *n = &r->counts;
	size_t state[3] = {0}, errors = check_count(r->checks, CHECK_ERROR,
	    CHECK_FAILS);

	for (int s = CHECK_HOLDS; s <= CHECK_NOT_LOADED; s++)
		for (int level = CHECK_ERROR; level <= CHECK_INFO; level++)
			state[s] += check_count(r->checks,
			    (enum check_level)level, (enum check_state)s);
	program_say("%lld events of %lld companies from %lld lists in %lld "
	    "documents; %lld rows set aside, %lld problems of documents",
	    n->events, n->companies, n->lists, n->documents, n->rejects,
	    n->problems);
	program_say("%zu checks: %zu hold, %zu fail (%zu errors), %zu wait for "
	    "lists", state[CHECK_HOLDS] + state[CHECK_FAILS] +
	    state[CHECK_NOT_LOADED], state[CHECK_HOLDS], state[CHECK_FAILS],
	    errors, state[CHECK_NOT_LOADED]);
	run_record_stage((const struct run_record_count[]){
	    {"documents", (size_t)n->documents}, {"lists", (size_t)n->lists},
	    {"events", (size_t)n->events}, {"companies", (size_t)n->companies},
	    {"rejects", (size_t)n->rejects}, {"checks_failed",
	    state[CHECK_FAILS]}, {"errors", errors},
	    {"held_back", (size_t)r->held}}, 8);
}

/* --- checking ---------------------------------------------------------- */

/* Ends the process where there is no warehouse that can be read. */
static void
expect_warehouse(const char *path)
{
	switch (warehouse_kind(path)) {
	case WAREHOUSE_NONE:
		program_fail("%s: no such file; run miit-load first", path);
	case WAREHOUSE_DAMAGED:
		program_fail("%s: cannot be read: expected an SQLite database",
		    path);
	case WAREHOUSE_OLDER:
		program_fail("%s: has an older schema version than %d; run "
		    "miit-load to build it again", path, WAREHOUSE_VERSION);
	case WAREHOUSE_OURS:
		break;
	}
}

static int
check_warehouse(const char *path)
{
	sqlite3 *db;
	struct checks *checks;
	struct report report = {.verdict = "checked", .fail_on = fail_on};
	bool failed;

	expect_warehouse(path);
	db = db_open(path, false);
	checks = check_run_all(db, NULL, true);
	report.checks = checks;
	report.counts = report_count(db);
	db_close(db);
	if (fail_on != NULL && !report_can_fail_on(&report, fail_on))
		program_misused("--fail-on %s: expected error, warning or the "
		    "name of a check", fail_on);
	if (!is_piped())
		report_print(&report, true);
	write_asked(&report);
	say(&report);
	failed = report_failed(&report) > 0;
	check_free(checks);
	return failed ? PROGRAM_REFUSED : program_end();
}

/* --- comparing --------------------------------------------------------- */

static int
compare(const char *old, const char *new)
{
	const char *paths[] = {old, new};
	sqlite3 *db;

	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
		expect_warehouse(paths[i]);
	db = db_open(new, false);
	db_map(db);
	diff_attach(db, old, "last");
	diff_make(db, false);
	diff_print(db, program.verbose);
	if (json_file != NULL) {
		g_autoptr(GString) text = diff_json(db);

		publish_named(json_file, text->str, text->len);
	}
	db_close(db);
	return program_end();
}

/* --- what is read from a warehouse -------------------------------------- */

/* Writes the page of a warehouse and of what changed, which stands beside
 * it. */
static void
write_page(sqlite3 *db, const char *warehouse)
{
	g_autofree char *difference = results_difference(warehouse);

	page_file_write(db, difference, page_to);
}

/* Ends the process where --on is given and no day, YYYY-MM-DD. */
static void
check_day(void)
{
	if (on_day != NULL && day_read(on_day) == 0)
		program_misused("--on %s: expected a day, YYYY-MM-DD", on_day);
}

/* The delta is from --since, or from the warehouse before the standard one. */
static void
export_to_folder(sqlite3 *db)
{
	g_autofree char *previous = program_path("load", "previous.sqlite");
	const char *path = since != NULL ? since : previous;
	sqlite3 *old = NULL;

	check_day();
	if (since != NULL)
		expect_warehouse(since);
	if (since != NULL || (standard &&
	    warehouse_kind(previous) == WAREHOUSE_OURS))
		old = db_open(path, false);
	export_folder(db, old, on_day, export_to);
	db_close(old);
}

static int
give(const char *path)
{
	sqlite3 *db;

	expect_warehouse(path);
	db = db_open(path, false);
	if (suggest_only)
		suggest_print(db);
	else if (todo_only)
		program_say("%u items wait for a person", todo_print(db));
	else if (page_to != NULL)
		write_page(db, path);
	else
		export_to_folder(db);
	db_close(db);
	return program_end();
}

static int
match_list(const char *path)
{
	GStringChunk *strings = g_string_chunk_new(1 << 16);
	GArray *questions;
	sqlite3 *db;

	check_day();
	if (column < 0)
		program_misused("--column %d: expected a number from 1", column);
	expect_warehouse(path);
	db = db_open(path, false);
	questions = question_read(match, (unsigned)column, strings);
	match_print(db, questions, on_day);
	g_array_unref(questions);
	g_string_chunk_free(strings);
	db_close(db);
	return program_end();
}

/* --- loading ----------------------------------------------------------- */

/* Builds and audits a candidate, holding back what `holds` names.  Returns how
 * many checks at level error fail; *db is still to be finished. */
static size_t
build_once(const struct results *p, const struct last *last,
    const struct holds *holds, struct report *report, sqlite3 **db)
{
	struct checks *checks;

	*db = warehouse_build(p->candidate, expectations, holds,
	    last_source(last));
	db_map(*db);
	checks = check_run_all(*db, last, false);
	check_store(checks, *db);
	report->checks = checks;
	return check_count(checks, CHECK_ERROR, CHECK_FAILS);
}

/* Gives up a candidate, of which another is built. */
static void
give_up(const struct results *p, sqlite3 *db, struct report *report)
{
	check_free((struct checks *)report->checks);
	report->checks = NULL;
	db_close(db);
	if (unlink(p->candidate) != 0)
		program_fail("%s: cannot remove: %s", p->candidate,
		    g_strerror(errno));
}

/* Builds and audits the candidate; lists and sources that fail a check at level
 * error are held back and it is built again.  Returns how many checks at that
 * level fail then; the report describes the candidate, which is whole and
 * synced. */
static size_t
build(const struct results *p, const struct last *last, struct report *report)
{
	struct holds *holds = NULL;
	sqlite3 *db;
	size_t errors = build_once(p, last, NULL, report, &db);

	while (errors > 0 && override_reason == NULL &&
	    (holds = hold_collect(holds, report->checks,
	    last_source(last) != NULL ? db : NULL)) != NULL) {
		give_up(p, db, report);
		errors = build_once(p, last, holds, report, &db);
	}
	hold_free(holds);
	report->held = db_number(db, "SELECT count(*) FROM held");
	hold_report(db);
	report->counts = report_count(db);
	report->reason = errors > 0 ? override_reason : NULL;
	report->by_source = last_counts(db);
	warehouse_finish(db, report->reason);
	db_close(db);
	publish_sync(p->candidate);
	return errors;
}

/* Publishes the candidate and notes what it was made of. */
static void
publish(const struct results *p, const struct last *last,
    const struct report *report, size_t errors, struct verified *v)
{
	bool refused = errors > 0 && override_reason == NULL;
	struct handoff_folder *manifest = results_publish(p, last, report,
	    refused);

	if (errors == 0 && report->held == 0)
		inputs_note(expectations);
	else if (!refused)
		inputs_forget();
	verified_note(v, manifest);
	manifest_free(manifest);
}

/* Whether a run would change nothing.  A report that is asked for is made. */
static bool
is_up_to_date(const struct results *p, struct verified *v)
{
	if (program.force || costs_file != NULL || json_file != NULL ||
	    junit_file != NULL || results_have_leftovers() ||
	    !inputs_hold(expectations, v))
		return false;
	if (!program.dry_run)
		verified_note(v, NULL);
	program_say("%s: up to date, made of the same files by the same "
	    "program", p->warehouse);
	return true;
}

static void
write_costs(void)
{
	g_autoptr(GString) table = NULL;

	if (costs_file == NULL)
		return;
	table = cost_table();
	publish_named(costs_file, table->str, table->len);
}

static int
load(void)
{
	struct results p = results_of_run();
	struct report report = {0};
	struct verified *verified = verified_open();
	struct last *last;
	size_t errors;
	bool refused;

	if (is_up_to_date(&p, verified)) {
		verified_free(verified);
		results_clear(&p);
		return program_end();
	}
	if (costs_file != NULL)
		cost_begin();
	last = last_look();
	errors = build(&p, last, &report);
	refused = errors > 0 && override_reason == NULL;
	report.verdict = refused ? "refused" : errors > 0 ? "overridden"
	    : report.held > 0 ? "held_back" : "published";
	write_asked(&report);
	if (report_full || program.verbose)
		report_print(&report, false);
	else if (!is_piped())
		report_summary(&report);
	program_flush();
	say(&report);
	if (!program.dry_run) {
		publish(&p, last, &report, errors, verified);
	} else {
		program_say("%s: would be %s", p.warehouse, report.verdict);
	}
	write_costs();
	g_string_free(report.by_source, TRUE);
	check_free((struct checks *)report.checks);
	last_free(last);
	verified_free(verified);
	results_clear(&p);
	return refused ? PROGRAM_REFUSED : program_end();
}

int
main(int argc, char **argv)
{
	bool reading;

	db_configure();
	program_start(&argc, &argv, "load", "[--check | --todo | --suggest | --export FOLDER | --match FILE | --page FILE [WAREHOUSE]] | --diff OLD NEW",
	    "Loads events, lists and companies into DATA/load/warehouse.sqlite, "
	    "audits it and\npublishes it whole, or leaves the old one in place.",
	    options);
	/* What is printed for people quotes documents, and lists of firms. */
	if ((match == NULL || isatty(STDOUT_FILENO)) && g_strcmp0(json_file, "-") != 0 &&
	    g_strcmp0(junit_file, "-") != 0)
		visible_stdout();
	if (diff_only && argc != 3)
		program_misused("--diff: expected two warehouses, OLD and NEW");
	reading = check_only || suggest_only || todo_only ||
	    export_to != NULL || page_to != NULL || match != NULL;
	if (argc > (diff_only ? 3 : reading ? 2 : 1))
		program_misused("%s: not expected here; see --help", argv[argc - 1]);
	if (program.only != NULL)
		program_misused("--only: a warehouse holds all sources");
	if (override_reason != NULL && *override_reason == '\0')
		program_misused("--publish-anyway: expected a reason");
	if (diff_only)
		return compare(argv[1], argv[2]);
	if (match == NULL && (column != 0 ||
	    (on_day != NULL && export_to == NULL)))
		program_misused("--on and --column belong to --match");
	if (fail_on != NULL && !check_only)
		program_misused("--fail-on belongs to --check");
	if (g_strcmp0(json_file, "-") == 0 && g_strcmp0(junit_file, "-") == 0)
		program_misused("--json - and --junit -: one of them at a time");
	if (since != NULL && export_to == NULL)
		program_misused("--since belongs to --export");
	if (reading) {
		g_autofree char *published = program_path("load",
		    "warehouse.sqlite");
		const char *path = argc > 1 ? argv[1] : published;

		standard = argc < 2;
		if (match != NULL)
			return match_list(path);
		return check_only ? check_warehouse(path) : give(path);
	}
	if (expectations == NULL)
		expectations = g_strdup(g_getenv("MIIT_EXPECTATIONS"));
	program_lock_own();
	program_lock_upstream("fetch");
	program_lock_upstream("parse");
	program_lock_upstream("transform");
	return load();
}
