#include "shards.h"

#include <string.h>

#include "fetch/base/program.h"
#include "fetch/base/shard.h"
#include "parse/core/table.h"

static const struct handoff_column columns[] = {
    {"shard", offsetof(struct shards_row, shard)},
    {"documents", offsetof(struct shards_row, documents)},
};

static const struct handoff_layout layout = {
    .file = "shard.tsv",
    .version = 1,
    .record_size = sizeof(struct shards_row),
    .columns = columns,
    .n_columns = G_N_ELEMENTS(columns),
};

void
shards_sign(struct handoff_set *set, const char *documents_sha256)
{
	struct handoff_file *f = handoff_create(set, &layout);
	g_autofree char *shard = g_strdup_printf("%u/%u",
	    program.shard.number, program.shard.of);

	handoff_write(f, &(struct shards_row){shard, documents_sha256});
	handoff_finish(f);
}

/* Reads what shard a folder is, checked against the documents and the
 * program. */
static struct shard
read_shard(struct handoff_folder *folder, const char *path,
    const char *documents_sha256)
{
	const char *by = handoff_folder_written_by(folder, layout.file);
	GStringChunk *strings = g_string_chunk_new(256);
	struct shards_row *rows;
	struct shard shard;
	size_t n;

	if (by == NULL)
		program_fail("%s: no shard: expected a folder that miit-parse "
		    "--shard has finished, with shard.tsv in its manifest.tsv",
		    path);
	if (strcmp(by, program_version()) != 0)
		program_fail("%s: read by version %s: expected %s; run the shard "
		    "again with this program", path, by, program_version());
	rows = handoff_load(path, &layout, strings, &n);
	if (n != 1 || rows[0].shard == NULL || rows[0].documents == NULL ||
	    !shard_read(rows[0].shard, &shard))
		program_fail("%s/shard.tsv: expected one row, of a shard such as "
		    "2/4", path);
	if (strcmp(rows[0].documents, documents_sha256) != 0)
		program_fail("%s: made from another documents.tsv, with SHA-256 "
		    "%s: expected %s; run the shard again", path,
		    rows[0].documents, documents_sha256);
	g_free(rows);
	g_string_chunk_free(strings);
	return shard;
}

static void
add_folder(struct shards *s, const char *path, const char *documents_sha256)
{
	struct handoff_folder *folder = handoff_folder_open(path);
	struct shard shard = read_shard(folder, path, documents_sha256);
	unsigned at = shard.number - 1;

	if (s->of == 0) {
		s->of = shard.of;
		s->folder = g_new0(struct handoff_folder *, s->of);
		s->path = g_new0(char *, s->of);
	}
	if (shard.of != s->of)
		program_fail("%s: shard %u of %u, others are of %u", path,
		    shard.number, shard.of, s->of);
	if (s->folder[at] != NULL)
		program_fail("%s: shard %u/%u again; %s is the same one", path,
		    shard.number, shard.of, s->path[at]);
	s->folder[at] = folder;
	s->path[at] = g_strdup(path);
}

void
shards_open(struct shards *s, char *const *folders,
    const char *documents_sha256)
{
	for (; *folders != NULL; folders++)
		add_folder(s, *folders, documents_sha256);
	for (unsigned i = 0; i < s->of; i++)
		if (s->folder[i] == NULL)
			program_fail("shard %u/%u is missing: expected the "
			    "folders of all %u", i + 1, s->of, s->of);
}

void
shards_close(struct shards *s)
{
	for (unsigned i = 0; i < s->of; i++) {
		handoff_folder_close(s->folder[i]);
		g_free(s->path[i]);
	}
	g_free(s->folder);
	g_free(s->path);
}

struct handoff_folder *
shards_folder(struct shards *s, const char *sha256)
{
	return s->folder[shard_owner(sha256, s->of) - 1];
}

/* Whether a shard may have the file. */
static bool
is_expected(const struct shards *s, unsigned at, const char *file,
    GHashTable *documents)
{
	g_autofree char *sha256 = table_document_of(file);

	if (sha256 == NULL)
		return strcmp(file, layout.file) == 0;
	return g_hash_table_contains(documents, sha256) &&
	    shard_owner(sha256, s->of) == at + 1;
}

void
shards_expect_documents(struct shards *s, GHashTable *documents)
{
	for (unsigned at = 0; at < s->of; at++) {
		unsigned n;
		g_autofree char **files = handoff_folder_files(s->folder[at],
		    &n);

		for (unsigned i = 0; i < n; i++)
			if (!is_expected(s, at, files[i], documents))
				program_fail("%s/%s: not of shard %u/%u of these "
				    "documents; run the shard again",
				    s->path[at], files[i], at + 1, s->of);
	}
}
