/* miit-fetch: published lists -> documents.  See miit-fetch.1. */
#include "catalogue.h"
#include "http.h"
#include "import.h"
#include "ledger.h"
#include "program.h"
#include "store.h"
#include "visit.h"

#include <stdio.h>
#include <string.h>

static struct {
	char *catalogue;
	gboolean list, verify;
	char **import, **import_mirror;
	char *contact, *cacert;
	char **connect_to;
	gboolean allow_private;
	double delay;
	gint64 max_bytes;
	int tries, timeout, run_time, host_time, source_time;
	char *unit, *batch;
} options = {.delay = 1.5, .max_bytes = 256 << 20, .tries = 3, .timeout = 300,
    .run_time = 6 * 3600, .host_time = 2 * 3600, .source_time = 3600};

static const GOptionEntry entries[] = {
    {"list", 0, 0, G_OPTION_ARG_NONE, &options.list,
	"print the catalogue as TSV and end", NULL},
    {"catalogue", 0, 0, G_OPTION_ARG_FILENAME, &options.catalogue,
	"read the catalogue from the .ini files of DIR", "DIR"},
    {"import", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.import,
	"take in files obtained elsewhere, with sidecars; repeatable", "DIR"},
    {"import-mirror", 0, 0, G_OPTION_ARG_FILENAME_ARRAY,
	&options.import_mirror,
	"likewise, with addresses from DIR/HOST/PATH; repeatable", "DIR"},
    {"verify", 0, 0, G_OPTION_ARG_NONE, &options.verify,
	"read all stored bodies and compare them with their names", NULL},
    {"contact", 0, 0, G_OPTION_ARG_STRING, &options.contact,
	"address at which publishers reach you; needed to fetch", "ADDRESS"},
    {"delay", 0, 0, G_OPTION_ARG_DOUBLE, &options.delay,
	"seconds between two requests to a host (default 1.5)", "SECONDS"},
    {"tries", 0, 0, G_OPTION_ARG_INT, &options.tries,
	"how often to ask for what may pass (default 3)", "N"},
    {"timeout", 0, 0, G_OPTION_ARG_INT, &options.timeout,
	"seconds for one body (default 300)", "SECONDS"},
    {"run-time", 0, 0, G_OPTION_ARG_INT, &options.run_time,
	"seconds for the whole run (default 21600)", "SECONDS"},
    {"host-time", 0, 0, G_OPTION_ARG_INT, &options.host_time,
	"seconds for one host (default 7200)", "SECONDS"},
    {"source-time", 0, 0, G_OPTION_ARG_INT, &options.source_time,
	"seconds for one source (default 3600)", "SECONDS"},
    {"unit", 0, 0, G_OPTION_ARG_STRING, &options.unit,
	"only sources of this reporting unit, MIIT for the ministry's own",
	"UNIT"},
    {"batch", 0, 0, G_OPTION_ARG_STRING, &options.batch,
	"only sources of this batch", "N"},
    {"max-bytes", 0, 0, G_OPTION_ARG_INT64, &options.max_bytes,
	"largest body, unpacked (default 268435456)", "N"},
    {"connect-to", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.connect_to,
	"connect elsewhere, as curl does; repeatable", "HOST:PORT:ADDR:PORT"},
    {"cacert", 0, 0, G_OPTION_ARG_FILENAME, &options.cacert,
	"certificates to trust in place of the system's", "FILE"},
    {"allow-private", 0, 0, G_OPTION_ARG_NONE, &options.allow_private,
	"connect to loopback and private addresses too", NULL},
    G_OPTION_ENTRY_NULL};

static const char summary[] =
    "Fetches the lists that the catalogue names, or takes in files obtained\n"
    "elsewhere, into DATA/fetch: documents.tsv and the bodies by SHA-256.";

/* The contact stands in a header and must lead to a person. */
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
check_options(int argc, char **argv)
{
	if (argc > 1)
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
	if (options.unit != NULL && strcmp(options.unit, "MIIT") != 0 &&
	    !catalogue_is_unit(options.unit))
		program_misused("--unit %s: expected MIIT or a reporting unit, "
		    "a code such as 330000, or XPCC", options.unit);
	if (options.max_bytes < 1 || options.max_bytes > G_MAXINT32)
		program_misused("--max-bytes: expected 1 to %d", G_MAXINT32);
	if (options.cacert != NULL &&
	    !g_file_test(options.cacert, G_FILE_TEST_IS_REGULAR))
		program_misused("--cacert %s: no such file", options.cacert);
	for (char **p = options.connect_to; p != NULL && *p != NULL; p++) {
		int colons = 0;

		for (const char *c = *p; *c; c++)
			colons += *c == ':';
		if (colons < 3)
			program_misused("--connect-to %s: expected "
			    "HOST:PORT:ADDR:PORT", *p);
	}
}

/* Whether --only, --unit and --batch leave the source in. */
static bool
is_chosen(const struct source *s)
{
	if (program.only != NULL && strcmp(program.only, s->id) != 0)
		return false;
	if (options.unit != NULL &&
	    strcmp(options.unit, s->unit ? s->unit : "MIIT") != 0)
		return false;
	return options.batch == NULL ||
	    g_strcmp0(options.batch, s->batch) == 0;
}

/* The sources to visit or to list. */
static GPtrArray *
chosen_sources(const struct catalogue *catalogue)
{
	const GPtrArray *all = catalogue_sources(catalogue);
	GPtrArray *chosen = g_ptr_array_new();

	for (guint i = 0; i < all->len; i++) {
		struct source *s = g_ptr_array_index(all, i);

		if (is_chosen(s))
			g_ptr_array_add(chosen, s);
	}
	return chosen;
}

static void
say_addresses(const GPtrArray *sources)
{
	unsigned n = 0;

	for (guint i = 0; i < sources->len; i++) {
		const struct source *s = g_ptr_array_index(sources, i);
		char **const lists[] = {s->notices, s->documents, s->columns};

		for (size_t k = 0; k < G_N_ELEMENTS(lists); k++)
			for (char **p = lists[k]; *p != NULL; p++, n++)
				printf("%s\t%s\n", s->id, *p);
	}
	program_say("%u addresses would be asked for, the notices wanted in "
	    "their lists, and what their pages declare as attachments", n);
}

static void
fetch(const struct catalogue *catalogue, const GPtrArray *sources,
    struct ledger *ledger)
{
	const struct http_options http_options = {
	    .contact = options.contact,
	    .cacert = options.cacert,
	    .connect_to = options.connect_to,
	    .allow_private = options.allow_private,
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
}

static void
import_all(char **folders, bool mirror, const struct catalogue *catalogue,
    struct ledger *ledger)
{
	for (char **p = folders; p != NULL && *p != NULL; p++) {
		struct import_counts n = import_folder(*p, mirror,
		    options.max_bytes, catalogue, ledger);

		program_say("%s: %zu files: %zu taken, %zu set aside; %zu rows "
		    "new, %zu changed, %zu in all", *p, n.files, n.taken,
		    n.files - n.taken, n.rows_new, n.rows_changed,
		    ledger_size(ledger));
	}
}

static void
verify(struct ledger *ledger)
{
	g_autoptr(GHashTable) digests = ledger_digests(ledger);
	size_t n = store_verify(digests);

	program_say("%zu bodies read, %u documents named, %u set aside", n,
	    g_hash_table_size(digests), program.set_aside);
}

int
main(int argc, char **argv)
{
	struct catalogue *catalogue;
	struct ledger *ledger;
	bool importing, asking;

	program_start(&argc, &argv, "fetch", "", summary, entries);
	check_options(argc, argv);
	catalogue = catalogue_open(options.catalogue);
	if (program.only != NULL &&
	    catalogue_find(catalogue, program.only) == NULL)
		program_misused("--only %s: not a source of the catalogue; see "
		    "--list", program.only);
	importing = options.import != NULL || options.import_mirror != NULL;
	asking = !importing && !options.list && !options.verify;
	g_autoptr(GPtrArray) sources = chosen_sources(catalogue);

	if (options.list)
		catalogue_print(sources);
	else if (asking && program.dry_run)
		say_addresses(sources);
	if (options.list || (asking && program.dry_run)) {
		catalogue_free(catalogue);
		return program_end();
	}
	if (asking)
		check_contact();
	program_lock_own();
	if (!program.dry_run)
		store_sweep();
	ledger = ledger_open();
	import_all(options.import, false, catalogue, ledger);
	import_all(options.import_mirror, true, catalogue, ledger);
	if (options.verify)
		verify(ledger);
	if (asking)
		fetch(catalogue, sources, ledger);
	if (!options.verify)
		ledger_save(ledger);
	ledger_free(ledger);
	catalogue_free(catalogue);
	return program_end();
}
