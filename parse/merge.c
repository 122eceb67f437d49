#include "merge.h"

#include "fetch/base/program.h"
#include "fetch/body/document.h"
#include "fetch/handoff/handoff.h"
#include "parse/core/table.h"
#include "documents.h"
#include "shards.h"
#include "tally.h"

struct merging {
	struct shards shards;
	struct handoff_set *set;
	struct run_tally tally;
};

/* A document without records is one that its shard could not read: its last ones
 * stay, as they do in one run. */
static void
merge_document(struct merging *m, const struct document *d)
{
	g_autofree char *file = table_file(d->document);
	g_autofree char *name = documents_name(d->document, d->url);
	struct handoff_folder *shard = shards_folder(&m->shards, d->document);
	bool kept;

	if (handoff_folder_has(shard, file)) {
		size_t len;
		g_autofree char *records = handoff_folder_read(shard, file,
		    TABLE_FORMAT_VERSION, &len);

		handoff_carry(m->set, shard, file);
		tally_records(&m->tally, name, records, len);
		return;
	}
	kept = handoff_written_by(m->set, file) != NULL;
	if (kept)
		handoff_keep(m->set, file);
	m->tally.documents++;
	program_set_aside(name, NULL, "not read by its shard; %s, the next run "
	    "of the shard tries again", kept ? "its last records stay" :
	    "it has no records yet");
}

void
merge_shards(char *const *folders)
{
	g_autofree char *fetched_path = program_path("fetch", NULL);
	g_autofree char *folder = program_path("parse", NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GStringChunk *strings = g_string_chunk_new(1 << 16);
	struct handoff_folder *fetched;
	struct document *documents;
	struct merging m = {0};
	unsigned changed;
	size_t n;

	program_lock_own();
	program_lock_upstream("fetch");
	documents = handoff_load(fetched_path, &document_layout, strings, &n);
	fetched = handoff_folder_open(fetched_path);
	shards_open(&m.shards, folders, handoff_folder_digest(fetched,
	    document_layout.file));
	m.set = handoff_begin_again(folder);
	handoff_sweep(m.set, documents_are_in);
	for (size_t i = 0; i < n; i++) {
		if (g_hash_table_add(seen, (char *)documents[i].document))
			merge_document(&m, &documents[i]);
		program_progress("documents", i + 1, n);
	}
	shards_expect_documents(&m.shards, seen);
	changed = program.dry_run ? handoff_abandon(m.set)
	                          : handoff_commit(m.set);
	tally_report(&m.tally, n, g_hash_table_size(seen), changed);
	shards_close(&m.shards);
	handoff_folder_close(fetched);
	g_free(documents);
	g_string_chunk_free(strings);
}
