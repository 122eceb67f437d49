#include "documents.h"

#include <stdio.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/body/document.h"
#include "fetch/handoff/handoff.h"
#include "parse/core/table.h"
#include "parse/run/pool.h"
#include "parse/run/readers.h"
#include "shards.h"
#include "tally.h"

struct parse_run {
	const struct worker_limits *limits;
	struct handoff_set *set;
	struct handoff_folder *last;    /* results of the last run */
	struct handoff_folder *merged;  /* of a shard: DATA/parse; else NULL */
	bool same;                      /* documents.tsv is that of the last run */
	struct pool *pool;
	GPtrArray *again;               /* names to retry; NULL in the retry */
	GHashTable *chosen;             /* documents of --only, NULL for all */
	struct run_tally tally;
};

bool
documents_are_in(const char *file)
{
	g_autofree char *sha256 = table_document_of(file);

	return sha256 != NULL;
}

char *
documents_name(const char *sha256, const char *url)
{
	return g_strdup_printf("%s (%s)", sha256,
	    url != NULL ? url : "no address");
}

static bool
is_current(const char *by)
{
	return by != NULL && strcmp(by, program_version()) == 0;
}

/* Where the last records of a document are, and which program wrote them; NULL
 * where there are none.  What a shard has not read, another run may have. */
static struct handoff_folder *
folder_of_last(const struct parse_run *run, const char *file, const char **by)
{
	const char *merged = NULL;

	*by = handoff_folder_written_by(run->last, file);
	if (run->merged != NULL && !is_current(*by))
		merged = handoff_folder_written_by(run->merged, file);
	if (merged != NULL && (*by == NULL || is_current(merged))) {
		*by = merged;
		return run->merged;
	}
	return *by != NULL ? run->last : NULL;
}

static void
keep_file(struct parse_run *run, struct handoff_folder *folder,
    const char *file)
{
	if (folder == run->last)
		handoff_keep(run->set, file);
	else
		handoff_carry(run->set, folder, file);
}

/* Keeps what was counted in a document since `before`, where it has no problem that
 * the next run should report again. */
static void
keep_counts(struct parse_run *run, const char *file,
    const struct run_tally *before)
{
	const struct run_tally *t = &run->tally;

	if (t->problems == before->problems)
		handoff_count(run->set, file, (const uint64_t[]){
		    1 + t->tables - before->tables, t->rows - before->rows});
}

/* What the machine failed to read keeps the records of an earlier run, where there
 * are any, and the next run tries again: an accident is not a result. */
static void
keep_unread(struct parse_run *run, const char *name, const char *trouble)
{
	g_autofree char *sha256 = g_strndup(name, DIGEST_HEX);
	g_autofree char *file = table_file(sha256);
	const char *by;
	struct handoff_folder *folder = folder_of_last(run, file, &by);

	if (folder != NULL)
		keep_file(run, folder, file);
	program_set_aside(name, NULL, "%s; %s, the next run tries again",
	    trouble, folder != NULL ? "its last records stay" :
	    "it has no records yet");
}

static void
put_block(const char *bytes, size_t len, void *data)
{
	handoff_put_add(data, bytes, len);
}

static void
keep_records(const char *name, const struct pool_result *records,
    const struct table_document *d, enum worker_end end, void *data)
{
	struct parse_run *run = data;
	const struct run_tally before = run->tally;
	g_autofree char *sha256 = g_strndup(name, DIGEST_HEX);
	g_autofree char *file = table_file(sha256);
	struct handoff_whole *whole;

	if (run->again != NULL && worker_is_worth_retrying(end)) {
		program_warn(name, NULL, "%s; it is tried again alone at the "
		    "end of this run", d->problems[0].message);
		g_ptr_array_add(run->again, g_strdup(name));
		return;
	}
	if (worker_is_accident(end)) {
		run->tally.documents++;
		keep_unread(run, name, d->problems[0].message);
		return;
	}
	whole = handoff_put_begin(run->set, file);
	pool_result_each(records, put_block, whole);
	handoff_put_end(whole, TABLE_FORMAT_VERSION, d->n_records);
	tally_document(&run->tally, name, d);
	keep_counts(run, file, &before);
}

/* Carries the result of an earlier run over that it was not written to since and of which
 * it is known what was counted in it.  After the same documents.tsv nobody uses it in
 * this night, and else whoever does compares it. */
static bool
keep_untouched(struct parse_run *run, struct handoff_folder *folder,
    const char *file)
{
	uint64_t counts[2];

	if (!run->same || folder != run->last ||
	    !handoff_folder_untouched(folder, file, TABLE_FORMAT_VERSION,
	    counts) || counts[0] == 0)
		return false;
	handoff_keep(run->set, file);
	tally_counts(&run->tally, (size_t)counts[0] - 1, (size_t)counts[1]);
	run->tally.kept++;
	return true;
}

/* Carries the result of an earlier run over, with what it complained of; false where
 * it is not as it was written. */
static bool
keep_last(struct parse_run *run, struct handoff_folder *folder,
    const struct document_address *d, const char *file)
{
	const struct run_tally before = run->tally;
	g_autofree char *records = NULL;
	uint64_t counts[2];
	size_t len;

	if (keep_untouched(run, folder, file))
		return true;
	records = handoff_folder_take(folder, file, TABLE_FORMAT_VERSION, &len,
	    counts);
	if (records == NULL)
		return false;
	keep_file(run, folder, file);
	if (counts[0] > 0) {
		tally_counts(&run->tally, (size_t)counts[0] - 1,
		    (size_t)counts[1]);
	} else {
		g_autofree char *name = documents_name(d->document, d->url);

		tally_records(&run->tally, name, records, len);
		keep_counts(run, file, &before);
	}
	run->tally.kept++;
	return true;
}

/* `name` begins with the digest of the document. */
static void
read_again(struct parse_run *run, const char *name, const char *source)
{
	g_autofree char *sha256 = g_strndup(name, DIGEST_HEX);
	g_autofree char *path = document_object_path(sha256);
	g_autofree char *trouble = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	char hex[DIGEST_HEX + 1];
	size_t len;

	if (!g_file_get_contents(path, &bytes, &len, &error)) {
		trouble = g_strdup_printf("cannot read: %s", error->message);
		keep_unread(run, name, trouble);
		return;
	}
	digest_of(bytes, len, hex);
	if (strcmp(hex, sha256) != 0) {
		trouble = g_strdup_printf("%s: altered: its SHA-256 is %s",
		    path, hex);
		keep_unread(run, name, trouble);
		return;
	}
	pool_add(run->pool, name, source, sha256,
	    (unsigned char *)g_steal_pointer(&bytes), len, run);
}

/* Carries over the last records of a document, those of this program alone where it
 * is `wanted`; false where there are none.  What a shard has not read, another run
 * may have. */
static bool
keep_some(struct parse_run *run, bool wanted, const struct document_address *d,
    const char *file)
{
	struct handoff_folder *folders[] = {run->last, run->merged};

	for (int current = 1; current >= wanted; current--)
		for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
			const char *by = folders[i] == NULL ? NULL :
			    handoff_folder_program(folders[i], file);

			if (by != NULL && is_current(by) == (current == 1) &&
			    keep_last(run, folders[i], d, file))
				return true;
		}
	return false;
}

/* A document is read again when its result is missing or another version of the
 * program wrote it. */
static void
parse_document(struct parse_run *run, const struct document_address *d)
{
	g_autofree char *file = table_file(d->document);
	g_autofree char *name = NULL;
	bool wanted = run->chosen == NULL ||
	    g_hash_table_contains(run->chosen, d->document);

	if (!(wanted && program.force) && keep_some(run, wanted, d, file))
		return;
	name = documents_name(d->document, d->url);
	if (wanted && program.dry_run)
		program_say("%s: would be read", name);
	else if (wanted)
		read_again(run, name, d->source);
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
	run->pool = pool_new(1, run->limits, readers_read, keep_records);
	for (guint i = 0; i < again->len; i++)  /* each an origin of its own */
		read_again(run, again->pdata[i], again->pdata[i]);
	pool_end(run->pool);
}

/* The documents that the source of --only names at any of their addresses. */
static GHashTable *
documents_of_source(const struct document_address *documents, size_t n)
{
	GHashTable *chosen = g_hash_table_new(g_str_hash, g_str_equal);

	for (size_t i = 0; i < n; i++)
		if (g_strcmp0(documents[i].source, program.only) == 0)
			g_hash_table_add(chosen, (char *)documents[i].document);
	if (g_hash_table_size(chosen) == 0)
		program_misused("--only %s: no document of this source in "
		    "%s/fetch/documents.tsv: miit-fetch --list prints the "
		    "sources", program.only, program.data);
	return chosen;
}

/* Reads all documents, or those of the shard, and says what came of it. */
static void
read_all(struct parse_run *run, const struct document_address *documents, size_t n)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	size_t addresses = 0;
	unsigned changed;

	run->again = g_ptr_array_new_with_free_func(g_free);
	run->pool = pool_new(program.jobs, run->limits, readers_read,
	    keep_records);
	for (size_t i = 0; i < n; i++) {
		const struct document_address *d = &documents[i];

		program_progress("documents", i, n);
		if (!shard_has(&program.shard, d->document))
			continue;
		addresses++;
		if (g_hash_table_add(seen, (char *)d->document))
			parse_document(run, d);
	}
	program_progress("documents", n, n);
	end_reading(run);
	changed = program.dry_run ? handoff_abandon(run->set)
	                          : handoff_commit(run->set);
	tally_report(&run->tally, addresses, g_hash_table_size(seen), changed);
}

/* Finds out whether documents.tsv has changed since the last run, and notes it. */
static void
look_at_input(struct parse_run *run, const char *fetched_path)
{
	static const char input[] = "fetch/documents.tsv";
	struct handoff_folder *fetched = handoff_folder_open(fetched_path);
	const char *sha256 = handoff_folder_digest(fetched,
	    document_layout.file);

	run->same = handoff_folder_had_input(run->last, input, sha256);
	handoff_note_input(run->set, input, sha256);
	handoff_folder_close(fetched);
}

/* Begins a shard: opens what was merged last, and writes what it is a shard
 * of. */
static void
begin_shard(struct parse_run *run, const char *fetched_path)
{
	g_autofree char *path = program_lock_merged();
	struct handoff_folder *fetched = handoff_folder_open(fetched_path);

	run->merged = handoff_folder_open(path);
	shards_sign(run->set, handoff_folder_digest(fetched,
	    document_layout.file));
	handoff_folder_close(fetched);
}

/* Prints where the body of a document is, unless its records are current. */
static void
list_body(struct handoff_folder *last, const char *sha256)
{
	g_autofree char *file = table_file(sha256);
	g_autofree char *body = document_object_name(sha256);

	if (program.force ||
	    !is_current(handoff_folder_written_by(last, file)))
		printf("fetch/%s\n", body);
}

void
documents_list(void)
{
	g_autofree char *fetched = program_path("fetch", NULL);
	g_autofree char *folder = program_path("parse", NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GStringChunk *strings = g_string_chunk_new(1 << 16);
	struct handoff_folder *last;
	struct document_address *documents;
	size_t n;

	program_lock_own();
	program_lock_upstream("fetch");
	documents = handoff_load(fetched, &document_address_layout, strings, &n);
	last = handoff_folder_open(folder);
	puts("fetch/manifest.tsv\nfetch/documents.tsv");
	for (size_t i = 0; i < n; i++)
		if (shard_has(&program.shard, documents[i].document) &&
		    g_hash_table_add(seen, (char *)documents[i].document))
			list_body(last, documents[i].document);
	handoff_folder_close(last);
	g_free(documents);
	g_string_chunk_free(strings);
}

void
documents_read(const struct worker_limits *limits)
{
	g_autofree char *fetched = program_path("fetch", NULL);
	g_autofree char *folder = program_path("parse", NULL);
	GStringChunk *strings = g_string_chunk_new(1 << 16);
	struct parse_run run = {.limits = limits};
	struct document_address *documents;
	size_t n;

	program_lock_own();
	program_lock_upstream("fetch");
	documents = handoff_load(fetched, &document_address_layout, strings, &n);
	if (program.only != NULL)
		run.chosen = documents_of_source(documents, n);
	run.set = handoff_begin_again(folder);
	handoff_sweep(run.set, documents_are_in);
	run.last = handoff_last(run.set);
	look_at_input(&run, fetched);
	if (program.shard.of > 0)
		begin_shard(&run, fetched);
	read_all(&run, documents, n);
	handoff_folder_close(run.merged);
	g_clear_pointer(&run.chosen, g_hash_table_destroy);
	g_free(documents);
	g_string_chunk_free(strings);
}
