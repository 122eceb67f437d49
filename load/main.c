/* miit-load: from events to the warehouse file.
 *
 * A candidate is built beside the warehouse, audited, and renamed over it only
 * when no check at level error fails. */
#include "check.h"
#include "diff.h"
#include "export.h"
#include "inputs.h"
#include "report.h"
#include "suggest.h"
#include "warehouse.h"

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/base/publish.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static gboolean check_only, diff_only, suggest_only;
static char *expectations, *export_to;
static char *override_reason;
static char *json_file;
static char *junit_file;

static const GOptionEntry options[] = {
    {"check", 0, 0, G_OPTION_ARG_NONE, &check_only,
	"check a warehouse (default DATA/load/warehouse.sqlite), load nothing",
	NULL},
    {"diff", 0, 0, G_OPTION_ARG_NONE, &diff_only,
	"say what changed from warehouse OLD to NEW, load nothing", NULL},
    {"expectations", 0, 0, G_OPTION_ARG_FILENAME, &expectations,
	"what each source should give (default $MIIT_EXPECTATIONS)", "FILE"},
    {"export", 0, 0, G_OPTION_ARG_FILENAME, &export_to,
	"write CSV, NDJSON, .xlsx and datapackage.json into FOLDER, load "
	"nothing", "FOLDER"},
    {"json", 0, 0, G_OPTION_ARG_FILENAME, &json_file,
	"write the report as JSON to FILE", "FILE"},
    {"junit", 0, 0, G_OPTION_ARG_FILENAME, &junit_file,
	"write the report as JUnit XML to FILE", "FILE"},
    {"publish-anyway", 0, 0, G_OPTION_ARG_STRING, &override_reason,
	"publish although a check at level error fails; the reason is kept",
	"REASON"},
    {"suggest", 0, 0, G_OPTION_ARG_NONE, &suggest_only,
	"print the expectations that a good run suggests, load nothing", NULL},
    G_OPTION_ENTRY_NULL};

/* --- comparing with what is there -------------------------------------- */

static bool
same_bytes(const char *a, const char *b)
{
	g_autoptr(GMappedFile) x = g_mapped_file_new(a, FALSE, NULL);
	g_autoptr(GMappedFile) y = g_mapped_file_new(b, FALSE, NULL);

	return x != NULL && y != NULL &&
	    g_mapped_file_get_length(x) == g_mapped_file_get_length(y) &&
	    memcmp(g_mapped_file_get_contents(x), g_mapped_file_get_contents(y),
		g_mapped_file_get_length(x)) == 0;
}

/* --- reports ----------------------------------------------------------- */

/* A report waiting to be put in place. */
static struct publication *
report_file(const char *path, GString *text)
{
	struct publication *p = publish_begin(path);

	publish_write(p, text->str, text->len);
	publish_seal(p);
	g_string_free(text, TRUE);
	return p;
}

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
		publish_named(files[i].path, text->str, text->len);
	}
}

static void
say(const struct report *r)
{
	const struct report_counts *n = &r->counts;
	size_t state[3] = {0}, errors = check_count(r->checks, CHECK_ERROR,
	    CHECK_FAILS);

	for (int s = CHECK_HOLDS; s <= CHECK_NOT_LOADED; s++)
		for (int level = CHECK_ERROR; level <= CHECK_INFO; level++)
			state[s] += check_count(r->checks, level, s);
	program_say("%lld events of %lld companies from %lld lists in %lld "
	    "documents; %lld rows set aside, %lld problems of documents",
	    n->events, n->companies, n->lists, n->documents, n->rejects,
	    n->problems);
	program_say("%zu checks: %zu hold, %zu fail (%zu errors), %zu wait for "
	    "lists", state[CHECK_HOLDS] + state[CHECK_FAILS] +
	    state[CHECK_NOT_LOADED], state[CHECK_HOLDS], state[CHECK_FAILS],
	    errors, state[CHECK_NOT_LOADED]);
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
		    "miit-load to make it anew", path, WAREHOUSE_VERSION);
	case WAREHOUSE_OURS:
		break;
	}
}

static int
check_warehouse(const char *path)
{
	sqlite3 *db;
	struct checks *checks;
	struct report report = {.verdict = "checked"};
	bool failed;

	expect_warehouse(path);
	db = db_open(path, false);
	checks = check_run_all(db, NULL, true);
	report.checks = checks;
	report.counts = report_count(db);
	db_close(db);
	report_print(&report, true);
	write_asked(&report);
	say(&report);
	failed = check_count(checks, CHECK_ERROR, CHECK_FAILS) > 0;
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
	diff_attach(db, old);
	diff_make(db);
	diff_print(db, program.verbose);
	if (json_file != NULL)
		publish_rename(report_file(json_file, diff_json(db)));
	db_close(db);
	return program_end();
}

/* --- what is read from a warehouse -------------------------------------- */

static int
give(const char *path)
{
	sqlite3 *db;

	expect_warehouse(path);
	db = db_open(path, false);
	if (suggest_only)
		suggest_print(db);
	else
		export_folder(db, export_to);
	db_close(db);
	return program_end();
}

/* --- loading ----------------------------------------------------------- */

/* Where the files of a run lie. */
struct paths {
	char *warehouse, *candidate, *refused, *damaged, *json, *junit;
};

static struct paths
paths_of_run(void)
{
	struct paths p = {
	    .warehouse = program_path("load", "warehouse.sqlite"),
	    .refused = program_path("load", "candidate.sqlite"),
	    .damaged = program_path("load", "damaged.sqlite"),
	    .json = program_path("load", "report.json"),
	    .junit = program_path("load", "junit.xml"),
	};

	p.candidate = publish_temporary(p.warehouse);
	return p;
}

static void
paths_free(struct paths *p)
{
	char *all[] = {p->warehouse, p->candidate, p->refused, p->damaged,
	    p->json, p->junit};

	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		g_free(all[i]);
}

/* Builds and audits the candidate.  Returns how many checks at level error
 * fail; the report then describes the candidate, which is whole and synced. */
static size_t
build(const struct paths *p, enum warehouse_kind last, struct report *report)
{
	sqlite3 *db = warehouse_build(p->candidate, expectations);
	struct checks *checks;
	size_t errors;

	checks = check_run_all(db, last == WAREHOUSE_OURS ||
	    last == WAREHOUSE_OLDER ? p->warehouse : NULL, false);
	check_store(checks, db);
	if (last == WAREHOUSE_OURS) {
		diff_make(db);
		diff_store(db);
	}
	errors = check_count(checks, CHECK_ERROR, CHECK_FAILS);
	report->checks = checks;
	report->counts = report_count(db);
	report->reason = errors > 0 ? override_reason : NULL;
	warehouse_finish(db, report->reason);
	db_close(db);
	publish_sync(p->candidate);
	return errors;
}

/* Puts the candidate in the place of the warehouse, unless it is the same. */
static void
replace(const struct paths *p, enum warehouse_kind last)
{
	if (same_bytes(p->candidate, p->warehouse)) {
		program_say("%s: unchanged", p->warehouse);
		return;
	}
	if (last == WAREHOUSE_DAMAGED) {
		program_warn(p->warehouse, NULL, "cannot be read; kept as "
		    "damaged.sqlite and made anew");
		publish_move(p->warehouse, p->damaged);
	}
	if (last == WAREHOUSE_OLDER)
		program_say("%s: was of an older schema version, made anew in "
		    "version %d", p->warehouse, WAREHOUSE_VERSION);
	publish_move(p->candidate, p->warehouse);
	db_keep();
	program_say("%s: published", p->warehouse);
}

/* Keeps the candidate aside for a look. */
static void
set_aside(const struct paths *p)
{
	publish_move(p->candidate, p->refused);
	db_keep();
	program_say("%s: refused, kept as %s; the last warehouse stays",
	    p->warehouse, p->refused);
}

/* The reports are written before anything is put in place, so that a full disk
 * is noticed while the old warehouse stands. */
static void
publish(const struct paths *p, enum warehouse_kind last,
    const struct report *report, bool refused)
{
	struct publication *json = report_file(p->json, report_json(report));
	struct publication *junit = report_file(p->junit,
	    report_junit(report));

	if (refused)
		set_aside(p);
	else
		replace(p, last);
	publish_rename(json);
	publish_rename(junit);
	if (!refused && unlink(p->refused) != 0 && errno != ENOENT)
		program_fail("%s: cannot remove: %s", p->refused,
		    g_strerror(errno));
}

/* Whether a killed run has left something to clear away. */
static bool
has_leftovers(void)
{
	g_autofree char *folder = program_path("load", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		if (db_is_leftover(name))
			return true;
	return false;
}

/* Whether a run would change nothing.  A report that is asked for is made. */
static bool
is_up_to_date(const struct paths *p)
{
	if (program.force || json_file != NULL || junit_file != NULL ||
	    has_leftovers() || !inputs_hold(expectations))
		return false;
	program_say("%s: up to date, made of the same files by the same "
	    "program", p->warehouse);
	return true;
}

static int
load(void)
{
	struct paths p = paths_of_run();
	struct report report = {0};
	enum warehouse_kind last;
	size_t errors;
	bool refused;

	if (is_up_to_date(&p)) {
		paths_free(&p);
		return program_end();
	}
	last = warehouse_kind(p.warehouse);
	errors = build(&p, last, &report);
	refused = errors > 0 && override_reason == NULL;
	report.verdict = refused ? "refused"
	    : errors > 0 ? "overridden" : "published";
	write_asked(&report);
	report_print(&report, false);
	program_flush();
	say(&report);
	if (!program.dry_run) {
		publish(&p, last, &report, refused);
		if (errors == 0)
			inputs_note(expectations);
		else if (!refused)
			inputs_forget();
	} else {
		program_say("%s: would be %s", p.warehouse, report.verdict);
	}
	check_free((struct checks *)report.checks);
	paths_free(&p);
	return refused ? PROGRAM_REFUSED : program_end();
}

int
main(int argc, char **argv)
{
	program_start(&argc, &argv, "load", "[--check | --suggest | --export FOLDER [WAREHOUSE]] | --diff OLD NEW",
	    "Loads events, lists and companies into DATA/load/warehouse.sqlite, "
	    "audits it and\npublishes it whole, or leaves the old one in place.",
	    options);
	if (diff_only && argc != 3)
		program_misused("--diff: expected two warehouses, OLD and NEW");
	if (argc > (diff_only ? 3 : check_only || suggest_only ||
	    export_to != NULL ? 2 : 1))
		program_misused("%s: not expected here; see --help", argv[argc - 1]);
	if (program.only != NULL)
		program_misused("--only: a warehouse holds all sources");
	if (override_reason != NULL && *override_reason == '\0')
		program_misused("--publish-anyway: expected a reason");
	if (diff_only)
		return compare(argv[1], argv[2]);
	if (check_only || suggest_only || export_to != NULL) {
		g_autofree char *standard = program_path("load",
		    "warehouse.sqlite");
		const char *path = argc > 1 ? argv[1] : standard;

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
