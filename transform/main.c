#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/base/run_record.h"
#include "fetch/body/document.h"
#include "fetch/decision/decision.h"
#include "transform/firm/resolve.h"
#include "transform/firm/review.h"
#include "transform/list/exchange.h"
#include "transform/list/extract.h"
#include "transform/list/extraction.h"
#include "transform/name/normalize.h"
#include "transform/notice/group.h"
#include "transform/run/notices.h"
#include "transform/words/parallel.h"
#include "decided.h"

/* By default as many threads as there are processors, but no more: each keeps
 * its own table of names. */
enum { MOST_JOBS = 4 };

/* An array of so many bytes goes back to the system once it is freed.  Left alone,
 * the C library raises this as they are freed, and keeps the next ones. */
enum { GIVEN_BACK = 4 << 20 };

/* What is freed at the end of the heap is kept up to so many bytes: every notice has
 * its tables there, and giving them back after each costs as many page faults as it
 * has pages. */
enum { KEPT = 1 << 20 };

static gboolean print, no_cache;
static char *normalize, *judgements;

static const GOptionEntry options[] = {
    {"print", 0, 0, G_OPTION_ARG_NONE, &print,
	"print the events of parse files FILE... to standard output", NULL},
    {"normalize", 0, 0, G_OPTION_ARG_STRING, &normalize,
	"read one value a line, write what it is", "name|place|code"},
    {"no-cache", 0, 0, G_OPTION_ARG_NONE, &no_cache,
	"read every notice again, and keep nothing for the next run", NULL},
    {"judgements", 0, 0, G_OPTION_ARG_FILENAME, &judgements,
	"reviewed file of firms that are the same or different", "FILE"},
    G_OPTION_ENTRY_NULL};

/* A run over the documents of DATA. */
struct transform_run {
	struct document *documents;     /* NULL where nothing is to do */
	size_t n_documents;
	GStringChunk *strings;          /* of the documents, and of urls */
	GHashTable *urls;               /* document -> its first address */
	struct handoff_folder *parsed;
	char fetched[DIGEST_HEX + 1];   /* digests of the inputs */
	char parse[DIGEST_HEX + 1];
	char judgements[DIGEST_HEX + 1];
	char decided[DIGEST_HEX + 1];
	struct decisions *decisions;
};

/* --- what was set aside ----------------------------------------------- */

/* Whether a reject is a signal only: its row is read all the same. */
static bool
is_signal(const char *reason)
{
	static const char *const signals[] = {"unmapped_column", "extra_cell",
	    "sequence_break", "duplicate_row"};

	for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
		if (strcmp(reason, signals[i]) == 0)
			return true;
	return false;
}

/* The first address of a document, or its digest. */
static const char *
name_of(const struct transform_run *run, const char *document)
{
	const char *url = run != NULL ?
	    g_hash_table_lookup(run->urls, document) : NULL;

	return url != NULL ? url : document;
}

/* Of several addresses of a document the first one in documents.tsv counts. */
static void
add_url(struct transform_run *run, const char *document, const char *url)
{
	if (!g_hash_table_contains(run->urls, document))
		g_hash_table_insert(run->urls, (char *)document, (char *)url);
}

/* Reports one line a document that lost something; rejects are sorted by
 * document. */
static void
report_rejects(const struct transform_run *run, const struct reject *rejects,
    size_t n)
{
	for (size_t i = 0, next; i < n; i = next) {
		const struct reject *first = NULL;
		unsigned lost = 0;

		for (next = i; next < n && strcmp(rejects[next].document,
		    rejects[i].document) == 0; next++)
			if (!is_signal(rejects[next].reason) && lost++ == 0)
				first = &rejects[next];
		if (lost == 0)
			continue;
		if (strcmp(first->reason, "unreadable_document") == 0) {
			program_set_aside(name_of(run, first->document), NULL,
			    "%s: %s: %s", first->reason, first->text,
			    first->detail);
			continue;
		}
		program_set_aside(name_of(run, first->document), NULL,
		    "%s: \"%s\" in table %s, row %s: expected %s%s",
		    first->reason, first->text ? first->text : "",
		    first->table_no ? first->table_no : "-",
		    first->row_no ? first->row_no : "-",
		    first->detail ? first->detail : "-",
		    lost > 1 ? "; and more, see rejects.tsv" : "");
	}
}

/* --- named files ------------------------------------------------------ */

/* One document of a stream is a notice of its own. */
static void
print_document(struct extraction *x, struct table_document *doc,
    GStringChunk *strings)
{
	struct notice notice = {.identity = "", .strings = strings};
	struct extract_file file = {.document = doc->sha256, .alone = true};

	notice_add_page(&notice, doc, strings);
	notice_settle(&notice, NULL);
	extract_document(x, &notice, &file, doc, true);
	notice_clear(&notice);
}

static void
print_stream(struct extraction *x, const char *path)
{
	g_autoptr(GError) failed = NULL;
	g_autofree char *stream = NULL, *error = NULL;
	GStringChunk *strings;
	struct table_document *doc;
	size_t len, at = 0;

	if (!g_file_get_contents(strcmp(path, "-") == 0 ? "/dev/stdin" : path,
	    &stream, &len, &failed)) {
		program_set_aside(path, NULL, "cannot read: %s",
		    failed->message);
		return;
	}
	if (!g_utf8_validate_len(stream, len, NULL)) {
		program_set_aside(path, NULL, "not what miit-parse writes: "
		    "expected UTF-8");
		return;
	}
	strings = g_string_chunk_new(4096);
	while ((doc = table_read(stream, len, &at, &error)) != NULL) {
		print_document(x, doc, strings);
		table_document_free(doc);
	}
	if (error != NULL || at == 0)
		program_set_aside(path, NULL, "not what miit-parse writes: %s",
		    error != NULL ? error : "no document in it");
	g_string_chunk_free(strings);
}

static void
print_files(char **paths)
{
	struct extraction *x = extraction_new();
	struct resolution *resolution;
	const struct reject *rejects;
	const GPtrArray *events;
	const struct list **lists;
	size_t n_rejects, n_lists;

	for (; *paths != NULL; paths++)
		print_stream(x, *paths);
	exchange_complete(x);
	events = extraction_events(x);
	lists = extraction_lists(x, &n_lists);
	resolution = resolve_events(events, lists, n_lists);
	g_free(lists);
	extraction_print(x, resolve_complete, resolution);
	rejects = extraction_rejects(x, &n_rejects);
	report_rejects(NULL, rejects, n_rejects);
	resolve_free(resolution);
	extraction_free(x);
}

/* --- the documents of DATA -------------------------------------------- */

/* inputs.tsv: what the results were made of, to see whether they still hold. */
struct input {
	const char *input;
	const char *sha256;
};

static const struct handoff_column input_columns[] = {
    {"input", offsetof(struct input, input)},
    {"sha256", offsetof(struct input, sha256)},
};

static const struct handoff_layout input_layout = {
    .file = "inputs.tsv",
    .version = 1,
    .record_size = sizeof(struct input),
    .columns = input_columns,
    .n_columns = G_N_ELEMENTS(input_columns),
};

static void
digest_judgements(struct transform_run *run)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	size_t len = 0;

	if (judgements != NULL &&
	    !g_file_get_contents(judgements, &bytes, &len, &error))
		program_fail("%s", error->message);
	digest_of(bytes ? bytes : "", len, run->judgements);
}

/* Digests what was parsed of the documents, and counts them.  Ends the process where
 * miit-parse has read none of them: its folder is gone or empty, and no events would
 * take the place of good ones. */
static void
digest_parsed(struct transform_run *run, const char *fetched, const char *parsed)
{
	struct handoff_reader *rows = handoff_open(fetched,
	    &document_address_layout);
	struct digest *d = digest_new();
	struct document_address row;
	bool any = false;

	for (; handoff_table_read(rows, &row); run->n_documents++) {
		g_autofree char *file = table_file(row.document);
		const char *sha = handoff_folder_digest(run->parsed, file);

		any |= sha != NULL;
		if (sha == NULL)
			sha = "-";
		digest_add(d, sha, strlen(sha) + 1);
	}
	digest_end(d, run->parse);
	handoff_table_close(rows);
	if (!any && run->n_documents > 0)
		program_fail("%s: none of the %zu documents is here; run "
		    "miit-parse first", parsed, run->n_documents);
}

/* The digests of what will be read. */
static void
digest_inputs(struct transform_run *run, const char *fetched, const char *parsed)
{
	struct handoff_folder *folder = handoff_folder_open(fetched);

	g_strlcpy(run->fetched, handoff_folder_digest(folder,
	    document_layout.file), sizeof run->fetched);
	handoff_folder_close(folder);
	digest_parsed(run, fetched, parsed);
	digest_judgements(run);
	decision_digest(run->decisions, run->decided);
}

/* The documents themselves, which a run needs that has something to do. */
static void
load_documents(struct transform_run *run, const char *fetched)
{
	run->documents = handoff_load(fetched, &document_layout, run->strings,
	    &run->n_documents);
	for (size_t i = 0; i < run->n_documents; i++)
		add_url(run, run->documents[i].document, run->documents[i].url);
	decision_resolve(run->decisions, run->documents, run->n_documents);
	resolve_decisions(run->decisions);
}

/* Whether a file of the last results is there as this program wrote it. */
static bool
is_ours(struct handoff_set *set, const char *file)
{
	return g_strcmp0(handoff_written_by(set, file), program_version()) ==
	    0;
}

enum { INPUTS = 4 };

static void
inputs_of(const struct transform_run *run, struct input inputs[INPUTS])
{
	inputs[0] = (struct input){"fetch/documents.tsv", run->fetched};
	inputs[1] = (struct input){"parse", run->parse};
	inputs[2] = (struct input){"judgements", run->judgements};
	inputs[3] = (struct input){"decisions", run->decided};
}

/* Whether the last results are of these inputs. */
static bool
has_same_inputs(const struct transform_run *run, const char *folder)
{
	struct input now[INPUTS];
	GStringChunk *strings = g_string_chunk_new(256);
	size_t n;
	struct input *last = handoff_load(folder, &input_layout, strings, &n);
	bool same = n == INPUTS;

	inputs_of(run, now);
	for (size_t i = 0; same && i < n; i++)
		same = g_strcmp0(last[i].sha256, now[i].sha256) == 0;
	g_free(last);
	g_string_chunk_free(strings);
	return same;
}

/* Whether the last results were made by this program of these inputs.  The inputs are
 * compared first: all other files are read for it. */
static bool
is_up_to_date(const struct transform_run *run, struct handoff_set *set,
    const char *folder)
{
	static const char *const results[] = {"events.tsv", "lists.tsv",
	    "rejects.tsv", "companies.tsv", "names.tsv", "validity.tsv",
	    "places.tsv", "coverage.tsv", "review.tsv", "decisions.tsv"};

	if (!is_ours(set, input_layout.file) || !has_same_inputs(run, folder))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(results); i++)
		if (!is_ours(set, results[i]))
			return false;
	/* A damaged file of the cache is made again even where nothing else changed. */
	return notice_cache_is_whole(handoff_last(set));
}

static void
write_inputs(const struct transform_run *run, struct handoff_set *set)
{
	struct handoff_file *f = handoff_create(set, &input_layout);
	struct input inputs[INPUTS];

	inputs_of(run, inputs);
	for (size_t i = 0; i < INPUTS; i++)
		handoff_write(f, &inputs[i]);
	handoff_finish(f);
}

/* The addresses of those documents alone of which something was set aside. */
static void
find_urls(struct transform_run *run, const char *fetched,
    const struct reject *rejects, size_t n)
{
	g_autoptr(GHashTable) wanted = g_hash_table_new(g_str_hash, g_str_equal);
	struct handoff_reader *rows = handoff_open(fetched,
	    &document_address_layout);
	struct document_address row;

	for (size_t i = 0; i < n; i++)
		g_hash_table_add(wanted, (char *)rejects[i].document);
	while (handoff_table_read(rows, &row)) {
		const char *document = g_hash_table_lookup(wanted, row.document);

		if (document != NULL)
			add_url(run, document, row.url == NULL ? NULL :
			    g_string_chunk_insert(run->strings, row.url));
	}
	handoff_table_close(rows);
}

/* Reports what the last run set aside, which is still so. */
static void
report_last_rejects(struct transform_run *run, const char *fetched,
    const char *folder)
{
	GStringChunk *strings = g_string_chunk_new(4096);
	size_t n;
	struct reject *rejects = handoff_load(folder, &reject_layout, strings,
	    &n);

	if (n > 0)
		find_urls(run, fetched, rejects, n);
	report_rejects(run, rejects, n);
	g_hash_table_remove_all(run->urls);
	g_free(rejects);
	g_string_chunk_free(strings);
}

/* What is written at a time: none needs another. */
struct writing {
	const struct extraction *x;
	const struct resolution *resolution;
	struct handoff_set *set;
};

static void
write_some(guint task, guint worker, void *data)
{
	const struct writing *w = data;

	(void)worker;
	if (task == 0)
		extraction_write(w->x, w->set, resolve_complete,
		    w->resolution);
	else if (task == 1)
		resolve_write(w->resolution, w->set);
	else
		review_write(w->resolution, w->set);
}

static void
write_results(const struct extraction *x, const struct resolution *resolution,
    struct handoff_set *set)
{
	struct writing w = {x, resolution, set};

	parallel_run((guint)program.jobs, 3, write_some, &w);
}

/* Opens what earlier runs read of notices, or NULL where that is not wanted. */
static struct notice_cache *
open_cache(const char *folder, guint notices)
{
	return no_cache || program.dry_run ? NULL :
	    notice_cache_open(folder, notices, program.force);
}

static void
read_groups(struct transform_run *run, struct handoff_set *set,
    const char *folder)
{
	size_t left_out, n_lists, n_rejects;
	guint32 n;
	GPtrArray *groups = group_documents(run->documents, run->n_documents,
	    notices_digest, run->parsed, &left_out);
	struct notice_cache *cache = open_cache(folder, groups->len);
	struct extraction *x = notices_extract(run->parsed, groups,
	    run->decisions, cache);
	struct resolution *resolution;
	const struct reject *rejects;
	const GPtrArray *events;
	const struct list **lists;
	unsigned changed;

	if (cache != NULL)
		program_note("%u of %u notices are as the last run read them",
		    notice_cache_taken(cache), groups->len);
	events = extraction_events(x);
	n = event_rows_total(events);
	lists = extraction_lists(x, &n_lists);
	resolution = resolve_events(events, lists, n_lists);
	g_free(lists);
	rejects = extraction_rejects(x, &n_rejects);
	report_rejects(run, rejects, n_rejects);
	decision_report(run->decisions);
	if (program.dry_run) {
		changed = handoff_abandon(set);
	} else {
		write_results(x, resolution, set);
		decided_write(run->decisions, set);
		write_inputs(run, set);
		if (cache != NULL)
			notice_cache_write(cache, set);
		handoff_sweep(set, notice_cache_is_file);
		changed = handoff_commit(set);
	}
	run_record_stage((const struct run_record_count[]){
	    {"notices", groups->len}, {"lists", n_lists}, {"events", n},
	    {"rejects", n_rejects}}, 4);
	program_say("%zu addresses, %u notices (%zu documents are copies or "
	    "superseded): %zu lists, %u events, %zu rejects; %u files changed",
	    run->n_documents, groups->len, left_out, n_lists, n,
	    n_rejects, changed);
	resolve_free(resolution);
	extraction_free(x);
	notice_cache_free(cache);
	g_ptr_array_unref(groups);
}

static void
transform(void)
{
	g_autofree char *fetched = program_path("fetch", NULL);
	g_autofree char *parsed = program_path("parse", NULL);
	g_autofree char *folder = program_path("transform", NULL);
	struct transform_run run = {.strings = g_string_chunk_new(1 << 16)};
	struct handoff_set *set;

	program_lock_own();
	program_lock_upstream("fetch");
	program_lock_upstream("parse");
	run.urls = g_hash_table_new(g_str_hash, g_str_equal);
	run.parsed = handoff_folder_open(parsed);
	run.decisions = decision_open();
	digest_inputs(&run, fetched, parsed);
	set = handoff_begin_again(folder);
	if (!program.force && is_up_to_date(&run, set, folder)) {
		report_last_rejects(&run, fetched, folder);
		handoff_abandon(set);
		program_say("nothing to do: inputs and program are those of "
		    "the last run");
	} else {
		load_documents(&run, fetched);
		read_groups(&run, set, folder);
	}
	handoff_folder_close(run.parsed);
	decision_free(run.decisions);
	g_hash_table_destroy(run.urls);
	g_free(run.documents);
	g_string_chunk_free(run.strings);
}

int
main(int argc, char **argv)
{
	mallopt(M_MMAP_THRESHOLD, GIVEN_BACK);
	mallopt(M_TRIM_THRESHOLD, KEPT);
	mallopt(M_TOP_PAD, KEPT / 2);
	program.jobs = (int)MIN(g_get_num_processors(), MOST_JOBS);
	program_start(&argc, &argv, "transform",
	    "[--print FILE... | --normalize name|place|code]",
	    "Reads what published lists say of companies: events, companies, "
	    "validity.", options);
	if (print && normalize == NULL && argc < 2)
		program_misused("--print: expected FILE...");
	if ((!print || normalize != NULL) && argc > 1)
		program_misused("%s: unexpected; see --help", argv[1]);
	if (normalize != NULL)
		return normalize_stream(normalize, stdin, stdout);
	/* The results are whole files: one source alone would lose the rest. */
	if (program.only != NULL)
		program_misused("--only: the results hold all sources; a view "
		    "of one is what --print of its parse files gives");
	if (judgements == NULL && !print) {
		g_autofree char *kept = program_path("decisions",
		    "judgements.tsv");

		if (g_file_test(kept, G_FILE_TEST_EXISTS))
			judgements = g_steal_pointer(&kept);
	}
	resolve_judgements(judgements);
	if (print)
		print_files(argv + 1);
	else
		transform();
	return program_end();
}
