/* miit-fetch: published lists -> documents.  See miit-fetch.1. */
#include <stdio.h>
#include <string.h>

#include "fetch/base/day.h"
#include "fetch/base/program.h"
#include "fetch/base/run_record.h"
#include "fetch/body/store.h"
#include "fetch/handoff/handoff.h"
#include "fetch/import/import.h"
#include "fetch/import/warc.h"
#include "fetch/web/address.h"
#include "fetch/web/http.h"
#include "fetch/web/proxy.h"
#include "fetch/web/robots.h"
#include "catalogue.h"
#include "choice.h"
#include "gather.h"
#include "ledger.h"
#include "probe.h"
#include "upkeep.h"
#include "visit.h"

/* Visiting a site is mostly waiting; each may hold one body in memory. */
enum { SITES_AT_ONCE = 8 };

static struct {
	char *catalogue;
	gboolean list, due, verify;
	char **import, **import_mirror;
	char *contact, *cacert;
	char **connect_to;
	gboolean allow_private;
	double delay;
	gint64 max_bytes;
	int tries, timeout, run_time, host_time, source_time;
	struct choice choice;
	char *given_url, *given_title, *given_date, *export;
	char *template;
	gboolean prune, merge;
	char *shard;
	int keep_days;
	char *robots;
	gboolean probe;
	char *apply;
	char *proxy;
	struct proxy *proxies;   /* what it says */
} options = {.delay = 1.5, .max_bytes = 256 << 20, .tries = 3, .timeout = 300,
    .run_time = 6 * 3600, .host_time = 2 * 3600, .source_time = 3600, .keep_days = 365};

static const GOptionEntry entries[] = {
    {"list", 0, 0, G_OPTION_ARG_NONE, &options.list,
	"print the catalogue as TSV and end", NULL},
    {"due", 0, 0, G_OPTION_ARG_NONE, &options.due,
	"with --list: only what nobody has looked at for check_every days", NULL},
    {"catalogue", 0, 0, G_OPTION_ARG_FILENAME, &options.catalogue,
	"read the catalogue from the .ini files of DIR", "DIR"},
    {"import", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.import,
	"take in a folder with sidecars, a WARC file or one file; repeatable",
	"PATH"},
    {"import-mirror", 0, 0, G_OPTION_ARG_FILENAME_ARRAY,
	&options.import_mirror,
	"likewise, with addresses from DIR/HOST/PATH; repeatable", "DIR"},
    {"url", 0, 0, G_OPTION_ARG_FILENAME, &options.given_url,
	"address of the one file to import", "URL"},
    /* As a file name, so that GLib does not convert it from the locale. */
    {"title", 0, 0, G_OPTION_ARG_FILENAME, &options.given_title,
	"its title", "TEXT"},
    {"date", 0, 0, G_OPTION_ARG_STRING, &options.given_date,
	"the day it was published", "YYYY-MM-DD"},
    {"export", 0, 0, G_OPTION_ARG_FILENAME, &options.export,
	"write all documents to a WARC file, compressed if its name ends with .gz",
	"FILE"},
    {"meta-template", 0, 0, G_OPTION_ARG_FILENAME, &options.template,
	"print a meta.csv for the files of a folder, and end", "DIR"},
    {"prune", 0, 0, G_OPTION_ARG_NONE, &options.prune,
	"remove bodies that nothing names and that were superseded long ago",
	NULL},
    {"keep-days", 0, 0, G_OPTION_ARG_INT, &options.keep_days,
	"how long --prune keeps a superseded body (default 365)", "DAYS"},
    {"shard", 0, 0, G_OPTION_ARG_STRING, &options.shard,
	"visit the Kth of N parts of the sites, into a folder of its own", "K/N"},
    {"merge", 0, 0, G_OPTION_ARG_NONE, &options.merge,
	"take in what the folders DIR... of miit-fetch hold, and end", NULL},
    {"verify", 0, 0, G_OPTION_ARG_NONE, &options.verify,
	"read all stored bodies and compare them with their names", NULL},
    {"robots", 0, 0, G_OPTION_ARG_FILENAME, &options.robots,
	"say for each address whether AGENT may ask for it by the rules in "
	"FILE, and end", "FILE"},
    {"contact", 0, 0, G_OPTION_ARG_STRING, &options.contact,
	"address at which publishers reach you; needed to fetch", "ADDRESS"},
    {"delay", 0, 0, G_OPTION_ARG_DOUBLE, &options.delay,
	"seconds between two requests to a host (default 1.5)", "SECONDS"},
    {"tries", 0, 0, G_OPTION_ARG_INT, &options.tries,
	"how often to try a request that failed for the moment (default 3)", "N"},
    {"timeout", 0, 0, G_OPTION_ARG_INT, &options.timeout,
	"maximum time for one body (default 300)", "SECONDS"},
    {"run-time", 0, 0, G_OPTION_ARG_INT, &options.run_time,
	"maximum time for the whole run (default 21600)", "SECONDS"},
    {"host-time", 0, 0, G_OPTION_ARG_INT, &options.host_time,
	"maximum time for one host (default 7200)", "SECONDS"},
    {"source-time", 0, 0, G_OPTION_ARG_INT, &options.source_time,
	"maximum time for one source (default 3600)", "SECONDS"},
    {"unit", 0, 0, G_OPTION_ARG_STRING, &options.choice.unit,
	"only sources of this reporting unit, MIIT for the ministry's own",
	"UNIT"},
    {"batch", 0, 0, G_OPTION_ARG_STRING, &options.choice.batch,
	"only sources of this batch", "N"},
    {"since", 0, 0, G_OPTION_ARG_STRING, &options.choice.since,
	"read the publishers' lists back to this day only", "YYYY-MM-DD"},
    {"max-bytes", 0, 0, G_OPTION_ARG_INT64, &options.max_bytes,
	"largest body, decompressed (default 268435456)", "N"},
    {"connect-to", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.connect_to,
	"connect elsewhere, as curl does; repeatable", "HOST:PORT:ADDR:PORT"},
    {"cacert", 0, 0, G_OPTION_ARG_FILENAME, &options.cacert,
	"certificates to trust in place of the system's", "FILE"},
    {"probe", 0, 0, G_OPTION_ARG_NONE, &options.probe,
	"ask each address of the sources once, print what it is, and end; SOURCE... "
	"may follow", NULL},
    {"apply", 0, 0, G_OPTION_ARG_FILENAME, &options.apply,
	"enter the days of a table of --probe into the .ini files of --catalogue, "
	"show the changes, and end", "TABLE"},
    {"proxy", 0, 0, G_OPTION_ARG_STRING, &options.proxy,
	"send requests through a proxy: http://, https:// or socks5h:// and its host, or env for "
	"the usual variables", "URL"},
    {"allow-private", 0, 0, G_OPTION_ARG_NONE, &options.allow_private,
	"connect to loopback and private addresses too", NULL},
    G_OPTION_ENTRY_NULL};

static const char summary[] =
    "Fetches the lists that the catalogue names, or takes in files obtained\n"
    "elsewhere, into DATA/fetch: documents.tsv and the bodies by SHA-256.";

/* Ends the process unless the contact can stand in a header and may lead to a
 * person. */
static void
check_contact(void)
{
	const char *c = options.contact;

	if (c == NULL && !options.allow_private)
		program_misused("--contact: missing: publishers must be able "
		    "to reach whoever asks them; give an e-mail address or a "
		    "web page");
	if (c == NULL)
		return;
	if (strchr(c, '@') == NULL && !g_str_has_prefix(c, "http"))
		program_misused("--contact %s: expected an e-mail address or "
		    "a web page", c);
	for (; *c; c++)
		if (!g_ascii_isprint(*c) || strchr("();", *c) != NULL)
			program_misused("--contact: expected printable ASCII "
			    "without brackets and semicolons");
}

static void
check_seconds(const char *option, int seconds)
{
	if (seconds < 1 || seconds > 86400)
		program_misused("--%s: expected 1 to 86400 seconds", option);
}

static void
check_shards(int argc)
{
	bool other = options.import != NULL || options.import_mirror != NULL ||
	    options.export != NULL || options.verify || options.prune;

	if (options.merge && (argc < 2 || other || options.shard != NULL ||
	    options.list))
		program_misused("--merge: expected folders alone, such as "
		    "data/fetch-1-of-4");
	if (options.shard == NULL)
		return;
	if (other)
		program_misused("--shard: expected to fetch or to --list");
	program_choose_shard(options.shard);
}

static void
check_choice(const struct choice *c)
{
	if (c->unit != NULL && strcmp(c->unit, "MIIT") != 0 &&
	    !catalogue_is_unit(c->unit))
		program_misused("--unit %s: expected MIIT or a reporting unit, "
		    "a code such as 330000, or XPCC", c->unit);
	if (c->batch != NULL && (*c->batch == '\0' ||
	    c->batch[strspn(c->batch, "0123456789")] != '\0'))
		program_misused("--batch %s: expected a number, such as 5",
		    c->batch);
	if (c->since != NULL && day_read(c->since) == 0)
		program_misused("--since %s: expected YYYY-MM-DD", c->since);
}

static void
check_connections(char **to)
{
	for (; to != NULL && *to != NULL; to++) {
		int colons = 0;

		for (const char *c = *to; *c; c++)
			colons += *c == ':';
		if (colons < 3)
			program_misused("--connect-to %s: expected "
			    "HOST:PORT:ADDR:PORT", *to);
	}
}

static void
check_options(int argc, char **argv)
{
	check_shards(argc);
	if (argc > 1 && options.robots == NULL && !options.probe &&
	    !options.merge)
		program_misused("%s: expected no arguments; files are taken in "
		    "with --import", argv[1]);
	if (!(options.delay >= 0 && options.delay <= 3600))
		program_misused("--delay: expected 0 to 3600 seconds");
	if (options.tries < 1 || options.tries > 10)
		program_misused("--tries: expected 1 to 10");
	check_seconds("timeout", options.timeout);
	check_seconds("run-time", options.run_time);
	check_seconds("host-time", options.host_time);
	check_seconds("source-time", options.source_time);
	check_choice(&options.choice);
	if (options.due && !options.list)
		program_misused("--due: expected --list with it");
	if (options.keep_days < 0)
		program_misused("--keep-days %d: expected 0 or more",
		    options.keep_days);
	if (options.max_bytes < 1 || options.max_bytes > G_MAXINT32)
		program_misused("--max-bytes: expected 1 to %d", G_MAXINT32);
	if (options.proxy != NULL) {
		char *trouble;

		options.proxies = proxy_new(options.proxy, &trouble);
		if (trouble != NULL)
			program_misused("--proxy: %s", trouble);
	}
	if (options.cacert != NULL &&
	    !g_file_test(options.cacert, G_FILE_TEST_IS_REGULAR))
		program_misused("--cacert %s: no such file", options.cacert);
	check_connections(options.connect_to);
}

/* Prints an address that a run would ask for; counts it in *data, an unsigned. */
static void
print_address(const struct source *s, const char *role, const char *url,
    void *data)
{
	unsigned *n = data;

	if (strcmp(role, "home") == 0)
		return;
	printf("%s\t%s\n", s->id, url);
	(*n)++;
}

static void
say_addresses(const GPtrArray *sources)
{
	unsigned n = 0;

	for (guint i = 0; i < sources->len; i++)
		catalogue_addresses(g_ptr_array_index(sources, i),
		    print_address, &n);
	program_say("%u addresses would be asked for, the notices wanted in "
	    "their lists, and what their pages declare as attachments", n);
}

static struct http_options
http_options_of(const struct catalogue *catalogue)
{
	return (struct http_options){
	    .contact = options.contact,
	    .cacert = options.cacert,
	    .connect_to = options.connect_to,
	    .allow_private = options.allow_private,
	    .proxy = options.proxies,
	    .ports = catalogue_ports(catalogue),
	    .relaxed = catalogue_relaxed(catalogue),
	    .body_limit = options.max_bytes,
	    .delay = options.delay,
	    .tries = options.tries,
	    .timeout = options.timeout,
	    .run_end = g_get_monotonic_time() +
		(gint64)options.run_time * G_USEC_PER_SEC,
	    .host_seconds = options.host_time,
	    .source_seconds = options.source_time,
	};
}

/* Returns whether any source could be reached. */
static bool
fetch(const struct catalogue *catalogue, const GPtrArray *sources,
    struct ledger *ledger)
{
	const struct http_options http_options = http_options_of(catalogue);
	struct visit_counts n = visit_sources(catalogue, sources,
	    &http_options, ledger);

	if (n.lists > 0)
		program_say("%u pages of lists, %u set aside: %u notices seen, "
		    "%u wanted", n.lists, n.lists_failed, n.lines, n.taken);
	program_say("%u addresses: %u fetched, %u unchanged, %u set aside; "
	    "%u rows new, %u changed, %zu in all; %u requests, %"
	    G_GUINT64_FORMAT " bytes; %u of %u sources failed", n.asked,
	    n.fetched, n.unchanged, n.failed, n.rows_new, n.rows_changed,
	    ledger_size(ledger), n.requests, n.bytes, n.sources_failed,
	    n.sources);
	run_record_stage((const struct run_record_count[]){
	    {"asked", n.asked}, {"fetched", n.fetched},
	    {"unchanged", n.unchanged}, {"failed", n.failed},
	    {"rows_new", n.rows_new}, {"rows_changed", n.rows_changed},
	    {"rows", ledger_size(ledger)}, {"sources", n.sources},
	    {"sources_failed", n.sources_failed}}, 9);
	return n.sources == 0 || n.sources_failed < n.sources ||
	    n.bytes > 0 || n.unchanged > 0;
}

static bool
is_given(void)
{
	return options.given_url != NULL || options.given_title != NULL ||
	    options.given_date != NULL;
}

/* --url, --title and --date speak of one file, not of a folder. */
static void
check_given(void)
{
	g_autofree char *url = options.given_url
	    ? address_resolve(NULL, options.given_url) : NULL;

	if (!is_given())
		return;
	if (options.import == NULL || options.import[1] != NULL ||
	    options.import_mirror != NULL ||
	    !g_file_test(options.import[0], G_FILE_TEST_IS_REGULAR) ||
	    warc_is(options.import[0]))
		program_misused("--url, --title, --date: expected one file "
		    "after --import");
	if (options.given_url != NULL && url == NULL)
		program_misused("--url %s: expected an http or https address",
		    options.given_url);
	if (options.given_title != NULL &&
	    !g_utf8_validate(options.given_title, -1, NULL))
		program_misused("--title: expected UTF-8");
	if (options.given_date != NULL && day_read(options.given_date) == 0)
		program_misused("--date %s: expected YYYY-MM-DD",
		    options.given_date);
}

static void
import_all(char **paths, bool mirror, const struct catalogue *catalogue,
    struct ledger *ledger)
{
	const struct document given = {.url = options.given_url,
	    .title = options.given_title, .published_on = options.given_date};

	for (char **p = paths; p != NULL && *p != NULL; p++) {
		struct import_counts n = import_path(*p, mirror,
		    options.max_bytes, is_given() ? &given : NULL, catalogue,
		    ledger);

		program_say("%s: %zu files: %zu taken, %zu set aside; %zu rows "
		    "new, %zu changed, %zu in all", *p, n.files, n.taken,
		    n.files - n.taken, n.rows_new, n.rows_changed,
		    ledger_size(ledger));
		run_record_stage((const struct run_record_count[]){
		    {"files", n.files}, {"taken", n.taken},
		    {"rows_new", n.rows_new}, {"rows_changed", n.rows_changed},
		    {"left_alone", n.left_alone}}, 5);
		if (n.left_alone > 0)
			program_note("%s: %zu files of Office, of systems and "
			    "of saved pages left alone", *p, n.left_alone);
	}
}

static void
merge(char **folders, struct ledger *ledger)
{
	for (; *folders != NULL; folders++) {
		struct gather_counts n = gather_folder(*folders, ledger);

		program_say("%s: %zu rows: %zu new, %zu changed, %zu older than "
		    "here; %zu bodies new; %zu rows in all", *folders, n.rows,
		    n.rows_new, n.rows_changed, n.older, n.bodies_new,
		    ledger_size(ledger));
	}
	ledger_save(ledger);
}

/* --robots FILE AGENT ADDRESS...: a line each, "allowed" or "forbidden", a tab and
 * the address as it would be asked for. */
static void
judge_robots(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	size_t len;
	struct robots *rules;

	if (argc < 3)
		program_misused("--robots: expected an agent and addresses "
		    "after the file");
	if (argv[1][strspn(argv[1], G_CSET_a_2_z G_CSET_A_2_Z "-_")] != '\0')
		program_misused("%s: expected an agent's name alone, of "
		    "letters, - and _", argv[1]);
	if (!g_file_get_contents(options.robots, &text, &len, &error))
		program_misused("--robots: %s", error->message);
	rules = robots_new(text, len, argv[1]);
	for (int i = 2; i < argc; i++) {
		g_autofree char *url = address_resolve(NULL, argv[i]);
		const char *path = url ? address_path(url) : argv[i];
		bool allow;

		if (url == NULL && *argv[i] != '/')
			program_misused("%s: expected an http or https address, "
			    "or a path", argv[i]);
		allow = robots_allow(rules, path);
		printf("%s\t%s\n", allow ? "allowed" : "forbidden",
		    url ? url : argv[i]);
		if (!allow)
			program_set_aside(url ? url : argv[i], NULL,
			    "forbidden to %s by %s", argv[1], options.robots);
	}
	robots_free(rules);
}

/* --probe: the sources that are named, or the chosen ones. */
static void
probe(const struct catalogue *catalogue, char **names)
{
	const struct http_options http_options = http_options_of(catalogue);
	g_autoptr(GPtrArray) sources = *names == NULL ? choice_of(&options.choice, catalogue)
						      : g_ptr_array_new();

	for (; *names != NULL; names++) {
		const struct source *s = catalogue_find(catalogue, *names);

		if (s == NULL)
			program_misused("--probe %s: not a source of the "
			    "catalogue; see --list", *names);
		g_ptr_array_add(sources, (gpointer)s);
	}
	probe_print(sources, &http_options);
}

static void
apply_probe(void)
{
	if (options.catalogue == NULL)
		program_misused("--apply: expected --catalogue DIR, whose files "
		    "are to be changed");
	probe_apply(options.apply, options.catalogue);
}

/* Whether the publishers are to be asked: no option names other work. */
static bool
is_asking(void)
{
	return options.import == NULL && options.import_mirror == NULL &&
	    options.export == NULL && !options.list && !options.verify &&
	    !options.prune && !options.merge;
}

/* The sources to ask or to list; the caller frees the array. */
static GPtrArray *
sources_to_visit(const struct catalogue *catalogue)
{
	GPtrArray *sources;

	if (program.only != NULL &&
	    catalogue_find(catalogue, program.only) == NULL)
		program_misused("--only %s: not a source of the catalogue; see "
		    "--list", program.only);
	sources = choice_of(&options.choice, catalogue);
	if (sources->len == 0 && program.shard.of == 0 &&
	    (is_asking() || options.list))
		program_misused("no source of the catalogue is left: expected "
		    "--only, --unit and --batch to choose some; see --list");
	if (is_asking())
		choice_leave_to_browsers(sources);
	if (options.due)
		choice_leave_out_checked(sources);
	return sources;
}

/* Does what the options say with DATA/fetch, under its lock.  False where no source
 * could be reached. */
static bool
work(const struct catalogue *catalogue, const GPtrArray *sources, char **folders)
{
	const bool asking = is_asking();
	struct ledger *ledger;
	bool reached = true;

	program_lock_own();
	if (!program.dry_run)
		store_sweep();
	ledger = ledger_open();
	import_all(options.import, false, catalogue, ledger);
	import_all(options.import_mirror, true, catalogue, ledger);
	if (asking)
		reached = fetch(catalogue, sources, ledger);
	if (asking || options.import != NULL || options.import_mirror != NULL)
		ledger_save(ledger);
	if (options.merge)
		merge(folders, ledger);
	if (options.export != NULL)
		upkeep_export(ledger, options.export);
	if (options.verify)
		upkeep_verify(ledger);
	if (options.prune)
		upkeep_prune(ledger, options.keep_days);
	ledger_free(ledger);
	return reached;
}

/* Lists the sources, shows what would be asked, or does the work; returns the exit
 * status. */
static int
run(const struct catalogue *catalogue, char **folders)
{
	g_autoptr(GPtrArray) sources = sources_to_visit(catalogue);

	if (options.list) {
		catalogue_print(sources);
		return program_end();
	}
	if (is_asking() && program.dry_run) {
		say_addresses(sources);
		return program_end();
	}
	if (is_asking())
		check_contact();
	if (work(catalogue, sources, folders))
		return program_end();
	program_say("no source could be reached; nothing was changed");
	program_flush();
	return PROGRAM_UNREACHABLE;
}

int
main(int argc, char **argv)
{
	/* Static, so that it is reached, and no leak, where the program ends within. */
	static struct catalogue *catalogue;
	int status;

	program.jobs = SITES_AT_ONCE;
	program_start(&argc, &argv, "fetch", "", summary, entries);
	check_options(argc, argv);
	if (options.robots != NULL) {
		judge_robots(argc, argv);
		return program_end();
	}
	if (options.template != NULL) {
		import_print_template(options.template);
		return program_end();
	}
	if (options.apply != NULL) {
		apply_probe();
		return program_end();
	}
	if (!options.probe)
		check_given();
	catalogue = catalogue_open(options.catalogue);
	if (options.probe) {
		check_contact();
		probe(catalogue, argv + 1);
		status = program_end();
	} else {
		status = run(catalogue, argv + 1);
	}
	catalogue_free(catalogue);
	proxy_free(options.proxies);
	return status;
}
