#include <stdio.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/base/run_record.h"
#include "fetch/body/document.h"
#include "parse/core/limits.h"
#include "parse/core/table.h"
#include "parse/run/pool.h"
#include "parse/run/readers.h"

static gboolean print, unsandboxed;
static int memory_mib = 512, cpu_seconds = 30, wall_seconds, output_mib = 512;

static const GOptionEntry options[] = {
    {"print", 0, 0, G_OPTION_ARG_NONE, &print,
	"print the records of FILE... to standard output", NULL},
    {"memory", 0, 0, G_OPTION_ARG_INT, &memory_mib,
	"memory a document may take to read (default 512)", "MIB"},
    {"cpu", 0, 0, G_OPTION_ARG_INT, &cpu_seconds,
	"computing time a document may take (default 30)", "SECONDS"},
    {"wall", 0, 0, G_OPTION_ARG_INT, &wall_seconds,
	"time by the clock (default twice --cpu)", "SECONDS"},
    {"output", 0, 0, G_OPTION_ARG_INT, &output_mib,
	"records a document may give (default 512)", "MIB"},
    {"unpacked", 0, 0, G_OPTION_ARG_INT, &limits.decompressed,
	"what a container may unpack to (default 256)", "MIB"},
    {"ratio", 0, 0, G_OPTION_ARG_INT, &limits.ratio,
	"that to its size, above 1 MiB (default 100)", "N"},
    {"members", 0, 0, G_OPTION_ARG_INT, &limits.members,
	"members a container may have (default 10000)", "N"},
    {"attributes", 0, 0, G_OPTION_ARG_INT, &limits.attributes,
	"attributes a tag may have (default 1000)", "N"},
    {"depth", 0, 0, G_OPTION_ARG_INT, &limits.depth,
	"elements within each other (default 256)", "N"},
    {"unsandboxed", 0, 0, G_OPTION_ARG_NONE, &unsandboxed,
	"read without a sandbox: only for documents you trust", NULL},
    G_OPTION_ENTRY_NULL};

/* The kinds of records that a run counts. */
struct counts {
	size_t documents, kept, tables, rows, problems;
};

/* Says on standard error what a document has as problems, and counts it. */
static void
review(const char *name, const struct table_document *d, struct counts *counts)
{
	counts->documents++;
	counts->tables += d->n_tables;
	for (size_t i = 0; i < d->n_tables; i++)
		counts->rows += d->tables[i].n_rows;
	counts->problems += d->n_problems;
	for (size_t i = 0; i < d->n_problems; i++)
		program_set_aside(name, d->problems[i].place, "%s: %s",
		    d->problems[i].code, d->problems[i].message);
}

/* Limits are whole numbers within reason. */
static void
check_limits(void)
{
	const struct {
		const char *name;
		unsigned value, least, most;
	} all[] = {
	    {"memory", (unsigned)memory_mib, 16, 1 << 20},
	    {"cpu", (unsigned)cpu_seconds, 1, 1000000},
	    {"wall", (unsigned)wall_seconds, 1, 2000000},
	    {"output", (unsigned)output_mib, 1, 1 << 20},
	    {"unpacked", limits.decompressed, 1, 1 << 20},
	    {"ratio", limits.ratio, 1, 1000000},
	    {"members", limits.members, 1, 1000000},
	    {"attributes", limits.attributes, 1, 1000000},
	    {"depth", limits.depth, 1, 10000},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		if (all[i].value < all[i].least || all[i].value > all[i].most)
			program_misused("--%s %d: expected %u to %u",
			    all[i].name, (int)all[i].value, all[i].least,
			    all[i].most);
}

static struct pool *
open_pool(int jobs, pool_done *done)
{
	struct worker_limits worker = pool_default_limits;

	worker.memory = (size_t)memory_mib << 20;
	worker.cpu_seconds = (unsigned)cpu_seconds;
	worker.wall_seconds = (unsigned)wall_seconds;
	worker.output = (size_t)output_mib << 20;
	worker.sandbox = !unsandboxed;
	return pool_new(jobs, &worker, readers_read, done);
}

/* --- named files ------------------------------------------------------ */

static void
print_records(const char *name, const GString *records,
    const struct table_document *d, enum worker_end end, void *data)
{
	(void)end;
	fwrite(records->str, 1, records->len, stdout);
	review(name, d, data);
}

/* A file that cannot be opened is set aside; - is standard input. */
static void
print_files(char **paths)
{
	struct pool *pool = open_pool(program.jobs, print_records);
	struct counts counts = {0};

	for (; *paths != NULL; paths++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *bytes = NULL;
		size_t len;

		if (g_file_get_contents(strcmp(*paths, "-") == 0 ?
		    "/dev/stdin" : *paths, &bytes, &len, &error))
			pool_add(pool, *paths,
			    (const unsigned char *)bytes, len, &counts);
		else
			program_set_aside(*paths, NULL, "cannot read: %s",
			    error->message);
	}
	pool_end(pool);
}

/* --- the documents of DATA -------------------------------------------- */

struct parse_run {
	struct handoff_set *set;
	struct handoff_folder *last;    /* results of the last run */
	struct pool *pool;
	GPtrArray *again;               /* names to retry; NULL in the retry */
	GHashTable *chosen;             /* documents of --only, NULL for all */
	struct counts counts;
};

/* Whether a file below DATA/parse has the name of records. */
static bool
is_records_file(const char *file)
{
	g_autofree char *sha256 = NULL;
	g_autofree char *name = NULL;

	if (strlen(file) != 3 + DIGEST_HEX + 4)
		return false;
	sha256 = g_strndup(file + 3, DIGEST_HEX);
	name = table_file(sha256);
	return strcmp(name, file) == 0 &&
	    strspn(sha256, "0123456789abcdef") == DIGEST_HEX;
}

/* An accident of the machine is not a result: the records of an earlier run stay,
 * where there are any, and the next run tries again. */
static void
keep_after_accident(struct parse_run *run, const char *name, const char *file,
    const struct table_document *d)
{
	bool kept = handoff_written_by(run->set, file) != NULL;

	if (kept)
		handoff_keep(run->set, file);
	run->counts.documents++;
	program_set_aside(name, NULL, "%s; %s, the next run tries again",
	    d->problems[0].message, kept ? "its last records stay" :
	    "it has no records yet");
}

static void
keep_records(const char *name, const GString *records,
    const struct table_document *d, enum worker_end end, void *data)
{
	struct parse_run *run = data;
	g_autofree char *sha256 = g_strndup(name, DIGEST_HEX);
	g_autofree char *file = table_file(sha256);
	size_t rows = 0;

	if (run->again != NULL && worker_is_worth_retrying(end)) {
		program_warn(name, NULL, "%s; it is tried again alone at the "
		    "end of this run", d->problems[0].message);
		g_ptr_array_add(run->again, g_strdup(name));
		return;
	}
	if (worker_is_accident(end)) {
		keep_after_accident(run, name, file, d);
		return;
	}
	for (const char *p = records->str; (p = strchr(p, '\n')); p++)
		rows++;
	handoff_put(run->set, file, TABLE_FORMAT_VERSION, rows, records->str,
	    records->len);
	review(name, d, &run->counts);
}

/* Carries the result of an earlier run over, with what it complained of. */
static void
keep_last(struct parse_run *run, const char *name, const char *file)
{
	size_t len, at = 0;
	g_autofree char *records = handoff_folder_read(run->last, file,
		    TABLE_FORMAT_VERSION, &len);
	g_autofree char *error = NULL;
	struct table_document *d = table_skim(records, len, &at, &error);

	if (d == NULL)
		program_fail("%s: its records are malformed: %s", file,
		    error != NULL ? error : "there are none");
	handoff_keep(run->set, file);
	review(name, d, &run->counts);
	run->counts.kept++;
	table_document_free(d);
}

/* `name` begins with the digest of the document. */
static void
read_again(struct parse_run *run, const char *name)
{
	g_autofree char *sha256 = g_strndup(name, DIGEST_HEX);
	g_autofree char *path = document_object_path(sha256);
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	char hex[DIGEST_HEX + 1];
	size_t len;

	if (!g_file_get_contents(path, &bytes, &len, &error)) {
		program_set_aside(name, NULL, "cannot read: %s",
		    error->message);
		return;
	}
	digest_of(bytes, len, hex);
	if (strcmp(hex, sha256) != 0) {
		program_set_aside(path, NULL, "altered: its SHA-256 is %s",
		    hex);
		return;
	}
	pool_add(run->pool, name, (const unsigned char *)bytes, len,
	    run);
}

/* A document is read again when its result is missing or another version of the
 * program wrote it. */
static void
parse_document(struct parse_run *run, const struct document *d)
{
	g_autofree char *file = table_file(d->document);
	g_autofree char *name = g_strdup_printf("%s (%s)", d->document,
	    d->url != NULL ? d->url : "no address");
	const char *by = handoff_written_by(run->set, file);
	bool wanted = run->chosen == NULL ||
	    g_hash_table_contains(run->chosen, d->document);

	if (by != NULL && !(wanted &&
	    (program.force || strcmp(by, program_version()) != 0)))
		keep_last(run, name, file);
	else if (wanted && program.dry_run)
		program_say("%s: would be read", name);
	else if (wanted)
		read_again(run, name);
}

/* Ends the pool; then reads once more, one at a time, what ended in an accident
 * or a crash.  How that ends is the result. */
static void
end_reading(struct parse_run *run)
{
	g_autoptr(GPtrArray) again = NULL;

	pool_end(run->pool);
	again = g_steal_pointer(&run->again);
	if (again->len == 0)
		return;
	run->pool = open_pool(1, keep_records);
	for (guint i = 0; i < again->len; i++)
		read_again(run, again->pdata[i]);
	pool_end(run->pool);
}

/* The documents that the source of --only names at any of their addresses. */
static GHashTable *
documents_of_source(const struct document *documents, size_t n)
{
	GHashTable *chosen = g_hash_table_new(g_str_hash, g_str_equal);

	for (size_t i = 0; i < n; i++)
		if (g_strcmp0(documents[i].source, program.only) == 0)
			g_hash_table_add(chosen, (char *)documents[i].document);
	if (g_hash_table_size(chosen) == 0)
		program_misused("--only %s: no document of this source in "
		    "documents.tsv", program.only);
	return chosen;
}

static void
parse_documents(void)
{
	g_autofree char *fetched = program_path("fetch", NULL);
	g_autofree char *folder = program_path("parse", NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GStringChunk *strings = g_string_chunk_new(1 << 16);
	struct document *documents;
	struct parse_run run = {0};
	unsigned changed;
	size_t n;

	program_lock_own();
	program_lock_upstream("fetch");
	documents = handoff_load(fetched, &document_layout, strings, &n);
	if (program.only != NULL)
		run.chosen = documents_of_source(documents, n);
	run.set = handoff_begin(folder);
	handoff_sweep(run.set, is_records_file);
	run.last = handoff_folder_open(folder);
	run.again = g_ptr_array_new_with_free_func(g_free);
	run.pool = open_pool(program.jobs, keep_records);
	for (size_t i = 0; i < n; i++) {
		if (g_hash_table_add(seen, (char *)documents[i].document))
			parse_document(&run, &documents[i]);
		program_progress("documents", i + 1, n);
	}
	end_reading(&run);
	changed = program.dry_run ? handoff_abandon(run.set)
	                          : handoff_commit(run.set);
	run_record_stage((const struct run_record_count[]){
	    {"documents", g_hash_table_size(seen)},
	    {"read", run.counts.documents - run.counts.kept},
	    {"kept", run.counts.kept}, {"tables", run.counts.tables},
	    {"rows", run.counts.rows}, {"problems", run.counts.problems}}, 6);
	program_say("%zu addresses of %u documents: %zu read, %zu kept; "
	    "%zu tables, %zu rows, %zu problems; %u files changed", n,
	    g_hash_table_size(seen), run.counts.documents - run.counts.kept,
	    run.counts.kept, run.counts.tables, run.counts.rows,
	    run.counts.problems, changed);
	handoff_folder_close(run.last);
	g_clear_pointer(&run.chosen, g_hash_table_destroy);
	g_free(documents);
	g_string_chunk_free(strings);
}

int
main(int argc, char **argv)
{
	program_start(&argc, &argv, "parse", "[--print FILE...]",
	    "Reads every table of the fetched documents, as printed.", options);
	if (print && argc < 2)
		program_misused("--print: expected FILE...");
	if (!print && argc > 1)
		program_misused("%s: unexpected; see --help", argv[1]);
	if (wall_seconds == 0)
		wall_seconds = 2 * cpu_seconds;
	check_limits();
	if (print)
		print_files(argv + 1);
	else
		parse_documents();
	return program_end();
}
