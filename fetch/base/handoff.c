#include "handoff.h"

#include "manifest.h"
#include "program.h"

#include <string.h>

struct handoff_reader *
handoff_open(const char *folder, const struct handoff_layout *layout)
{
	struct handoff_folder *m = manifest_read(folder);
	g_autofree char *path = manifest_locate_or_fail(m, layout->file);
	const struct manifest_entry *e = g_hash_table_lookup(m->entries, layout->file);

	if (strtoul(e->format_version, NULL, 10) != layout->version)
		program_fail("%s/%s: has format version %s: expected %u; run "
		    "the stage that writes it again", folder, layout->file,
		    e->format_version, layout->version);
	handoff_folder_close(m);
	return handoff_open_table(path, layout);
}

void *
handoff_load(const char *folder, const struct handoff_layout *layout,
    GStringChunk *strings, size_t *n)
{
	struct handoff_reader *r = handoff_open(folder, layout);
	GArray *records = g_array_new(FALSE, TRUE, (guint)layout->record_size);

	for (;;) {
		char *record;

		g_array_set_size(records, records->len + 1);
		record = records->data +
		    (size_t)(records->len - 1) * layout->record_size;
		if (!handoff_read(r, record))
			break;
		for (size_t k = 0; k < layout->n_columns; k++) {
			const char **field = &G_STRUCT_MEMBER(const char *,
			    record, layout->columns[k].offset);

			if (*field != NULL)
				*field = g_string_chunk_insert(strings, *field);
		}
	}
	*n = records->len - 1;
	handoff_close(r);
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
handoff_folder_read(struct handoff_folder *m, const char *file, size_t *len)
{
	g_autofree char *path = manifest_locate_or_fail(m, file);
	g_autoptr(GError) error = NULL;
	char *bytes;

	if (!g_file_get_contents(path, &bytes, len, &error))
		program_fail("%s", error->message);
	return bytes;
}
