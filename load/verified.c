#include "verified.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "fetch/body/document.h"
#include "fetch/handoff/handoff.h"
#include "parse/core/table.h"
#include "warehouse.h"

struct verified {
	struct checksums *notes;
	GArray *keys;                   /* of the notes that are needed */
	struct checksums_note state;    /* of the hand-offs, now */
};

/* A descriptor of a stage's folder, below which the system need not walk to it for
 * each of thousands of files; -1 where it cannot be opened. */
static int
open_stage(const char *stage)
{
	g_autofree char *folder = program_path(stage, NULL);

	return open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/* Adds a file of a stage, whose folder is given, by what its inode says; one that is
 * not there by its name alone. */
static void
add(struct digest *d, const char *stage, int folder, const char *file)
{
	struct stat s;

	digest_add(d, stage, strlen(stage) + 1);
	digest_add(d, file, strlen(file) + 1);
	if (fstatat(folder, file, &s, 0) == 0) {
		const int64_t state[] = {(int64_t)s.st_ino, s.st_size,
		    s.st_mtim.tv_sec, s.st_mtim.tv_nsec, s.st_ctim.tv_sec,
		    s.st_ctim.tv_nsec};

		digest_add(d, state, sizeof state);
	}
}

/* The number that 16 digits are. */
static uint64_t
number(const char *digits)
{
	g_autofree char *text = g_strndup(digits, 16);

	return g_ascii_strtoull(text, NULL, 16);
}

/* Computes the state of the hand-offs: a note holds 128 bits of its digest. */
static struct checksums_note
state_of_handoffs(void)
{
	g_autofree char *fetch = program_path("fetch", NULL);
	struct digest *d = digest_new();
	struct handoff_reader *documents;
	struct document document;
	char hex[DIGEST_HEX + 1];
	int parse;

	for (const struct warehouse_table *t = warehouse_tables;
	    t->table != NULL; t++) {
		int folder = open_stage(t->stage);

		add(d, t->stage, folder, t->layout->file);
		if (folder >= 0)
			close(folder);
	}
	parse = open_stage("parse");
	documents = handoff_open(fetch, &document_layout);
	while (handoff_table_read(documents, &document)) {
		g_autofree char *file = table_file(document.document);

		add(d, "parse", parse, file);
	}
	handoff_table_close(documents);
	if (parse >= 0)
		close(parse);
	digest_end(d, hex);
	return (struct checksums_note){.key = checksums_key("hand-offs", ""),
	    .state = number(hex), .contents = number(hex + 16)};
}

struct verified *
verified_open(void)
{
	struct verified *v = g_new(struct verified, 1);
	g_autofree char *folder = program_path("load", NULL);

	v->notes = checksums_open(folder);
	checksums_extend(v->notes);
	v->keys = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	v->state = state_of_handoffs();
	return v;
}

void
verified_free(struct verified *v)
{
	checksums_free(v->notes);
	g_array_unref(v->keys);
	g_free(v);
}

bool
verified_is(const struct verified *v)
{
	struct checksums_note n;

	return checksums_find(v->notes, v->state.key, &n) &&
	    n.state == v->state.state && n.contents == v->state.contents;
}

struct file_contents_wanted
verified_wanted(struct verified *v, const char *file, const char *sha256)
{
	if (sha256 != NULL) {
		uint64_t key = checksums_key(file, sha256);

		g_array_append_val(v->keys, key);
	}
	return (struct file_contents_wanted){v->notes, file, sha256, NULL, -1};
}

void
verified_note(struct verified *v, const struct handoff_folder *results)
{
	if (results != NULL) {
		g_array_unref(v->keys);
		v->keys = manifest_note_written(results, v->notes);
	}
	g_array_append_val(v->keys, v->state.key);
	if (!verified_is(v))
		checksums_add(v->notes, &v->state);
	checksums_write(v->notes, v->keys);
}
