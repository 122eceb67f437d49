#include "handoff.h"

#include <string.h>

#include "fetch/base/program.h"
#include "manifest.h"

struct handoff_reader *
handoff_open(const char *folder, const struct handoff_layout *layout)
{
	struct handoff_folder *m = manifest_read(folder);
	g_autofree char *path = manifest_locate_or_fail(m, layout->file,
	    layout->version, MANIFEST_TABLE);

	handoff_folder_close(m);
	return handoff_table_open(path, layout);
}

void *
handoff_load(const char *folder, const struct handoff_layout *layout,
    GStringChunk *strings, size_t *n)
{
	struct handoff_reader *r = handoff_open(folder, layout);
	GArray *records = g_array_new(FALSE, TRUE, (guint)layout->record_size);

	do
		g_array_set_size(records, records->len + 1);
	while (handoff_table_keep(r, records->data +
	    (size_t)(records->len - 1) * layout->record_size, strings));
	*n = records->len - 1;
	handoff_table_close(r);
	return g_array_free(records, FALSE);
}

/* --- a folder and its manifest ------------------------------------------ */

struct handoff_folder *
handoff_folder_open(const char *path)
{
	return manifest_read(path);
}

void
handoff_folder_close(struct handoff_folder *m)
{
	manifest_free(m);
}

bool
handoff_folder_has(struct handoff_folder *m, const char *file)
{
	return g_hash_table_contains(m->entries, file);
}

const char *
handoff_folder_digest(struct handoff_folder *m, const char *file)
{
	const struct manifest_entry *e = g_hash_table_lookup(m->entries, file);

	return e == NULL ? NULL : e->sha256;
}

char *
handoff_folder_take(struct handoff_folder *m, const char *file,
    unsigned version, size_t *len, uint64_t counts[2])
{
	const struct manifest_entry *e = g_hash_table_lookup(m->entries, file);
	struct file_contents c;
	char *bytes;

	if (e == NULL)
		return NULL;
	manifest_expect_version(m, e, version);
	bytes = manifest_contents(m, e, MANIFEST_RECORDS, &c);
	if (bytes != NULL)
		*len = c.bytes;
	if (bytes != NULL && counts != NULL)
		memcpy(counts, c.counts, sizeof c.counts);
	return bytes;
}

bool
handoff_folder_untouched(struct handoff_folder *m, const char *file,
    unsigned version, uint64_t counts[2])
{
	const struct manifest_entry *e = g_hash_table_lookup(m->entries, file);
	struct checksums_note n;
	struct stat s;

	if (e == NULL)
		return false;
	manifest_expect_version(m, e, version);
	if (!checksums_find(m->checksums, checksums_key(file, e->sha256), &n) ||
	    fstatat(m->descriptor, file, &s, 0) != 0 ||
	    n.state != checksums_state(&s) ||
	    !checksums_are_younger(m->checksums, &s))
		return false;
	memcpy(counts, n.counts, sizeof n.counts);
	return true;
}

bool
handoff_folder_had_input(const struct handoff_folder *m, const char *input,
    const char *sha256)
{
	struct checksums_note n;

	return checksums_find(m->checksums, checksums_key(input, sha256), &n);
}

char *
handoff_folder_read(struct handoff_folder *m, const char *file,
    unsigned version, size_t *len)
{
	char *bytes = handoff_folder_take(m, file, version, len, NULL);
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;

	if (bytes != NULL)
		return bytes;
	/* Says what is wrong with it. */
	path = manifest_locate_or_fail(m, file, version, MANIFEST_RECORDS);
	if (!g_file_get_contents(path, &bytes, len, &error))
		program_fail("%s", error->message);
	return bytes;
}

const char *
handoff_folder_program(struct handoff_folder *m, const char *file)
{
	const struct manifest_entry *e = g_hash_table_lookup(m->entries, file);

	return e == NULL ? NULL : e->program;
}

const char *
handoff_folder_written_by(struct handoff_folder *m, const char *file)
{
	const struct manifest_entry *e = g_hash_table_lookup(m->entries, file);
	g_autofree char *path = NULL;

	if (e == NULL || (path = manifest_locate(m, e,
	    MANIFEST_EITHER)) == NULL)
		return NULL;
	return e->program;
}

char **
handoff_folder_files(struct handoff_folder *m, unsigned *n)
{
	return manifest_files(m, n);
}

void
handoff_folder_verify(struct handoff_folder *m)
{
	unsigned n;
	g_autofree char **files = handoff_folder_files(m, &n);
	g_autofree char *remedy = manifest_remedy(m->path);
	struct checksums *notes = g_steal_pointer(&m->checksums);

	for (unsigned i = 0; i < n; i++) {
		const struct manifest_entry *e = g_hash_table_lookup(m->entries,
		    files[i]);
		g_autofree char *file = g_build_filename(m->path, files[i],
		    NULL);
		g_autofree char *path = manifest_locate(m, e,
		    MANIFEST_EITHER);

		if (path != NULL)
			continue;
		/* The stage that writes it would take its state for it. */
		checksums_forget(notes);
		program_set_aside(file, NULL, "disagrees with "
		    "manifest.tsv: expected %s rows in %s bytes with "
		    "SHA-256 %s; %s", e->rows, e->bytes, e->sha256, remedy);
	}
	checksums_free(notes);
}
