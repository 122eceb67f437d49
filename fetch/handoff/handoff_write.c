#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch/base/checksum.h"
#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/base/text.h"
#include "file_contents.h"
#include "handoff.h"
#include "manifest.h"
#include "publish.h"

enum { WRITE_BLOCK = 1 << 16 };

struct handoff_set {
	char *folder;
	struct handoff_folder *last;
	struct handoff_folder *next;
	GPtrArray *waiting;     /* struct publication *, closed */
	GMutex lock;            /* of next and waiting */
	bool (*ours)(const char *file);         /* of handoff_sweep, or NULL */
	GPtrArray *strays;      /* files in the folder that no manifest names */
	bool entered;           /* something that the last state does not have */
	bool counted;           /* something in a file that is kept */
	uint64_t input;         /* key of the note of it; 0: none */
};

/* A field of the lines to come that is not the same in all of them. */
struct varying_field {
	size_t offset;          /* in the record */
	size_t begin;           /* in `same`: where what stands after it begins */
};

struct handoff_file {
	struct handoff_set *set;
	const struct handoff_layout *layout;
	struct publication *publication;
	struct digest *digest;
	struct checksum checksum;
	GString *block;         /* lines on their way out */
	GString *same;          /* what the lines to come have in common, with its
	                           tabs and the line break */
	struct varying_field *varying;  /* and what varies; room for all columns */
	size_t n_varying;
	size_t rows;
};

/* A temporary file that a killed run left: renamed when the manifest says that
 * it was committed, removed when not. */
static void
recover_file(struct handoff_set *s, const char *temporary, const char *file)
{
	const struct manifest_entry *e = g_hash_table_lookup(s->last->entries, file);
	g_autofree char *path = g_build_filename(s->folder, file, NULL);
	char hex[DIGEST_HEX + 1];

	if (e != NULL && manifest_digest(temporary, hex) &&
	    strcmp(hex, e->sha256) == 0)
		publish_move(temporary, path);
	else
		publish_remove(temporary);
}

/* Whether an entry of a folder is a folder, or a link to one where links count.  Most
 * file systems say what a file is without a look at it. */
static bool
is_folder(DIR *dir, const struct dirent *entry, bool links)
{
	struct stat s;

	if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
		return entry->d_type == DT_DIR;
	return fstatat(dirfd(dir), entry->d_name, &s, links ? 0 :
	    AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(s.st_mode);
}

static bool
is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* The same for all of a folder and those below it; `below` is "" or "ab/", `own` false
 * for what is reached by a link.  What no manifest names is kept for remove_strays. */
static void
recover(struct handoff_set *s, const char *below, bool own)
{
	g_autofree char *folder = g_build_filename(s->folder, below, NULL);
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		const char *name = entry->d_name;
		g_autofree char *file = NULL;

		if (is_dots(name))
			continue;
		if (name[0] == '.' && g_str_has_suffix(name, ".new")) {
			g_autofree char *path = g_build_filename(folder, name,
			    NULL);

			file = g_strdup_printf("%s%.*s", below,
			    (int)strlen(name) - 5, name + 1);
			recover_file(s, path, file);
		} else if (is_folder(dir, entry, true)) {
			file = g_strconcat(below, name, "/", NULL);
			recover(s, file, own && is_folder(dir, entry, false));
		} else if (own) {
			file = g_strconcat(below, name, NULL);
			if (!g_hash_table_contains(s->last->entries, file))
				g_ptr_array_add(s->strays,
				    g_steal_pointer(&file));
		}
	}
	if (dir != NULL)
		closedir(dir);
}

/* The next state of a folder, the last of which is given. */
static struct handoff_set *
begin_after(const char *folder, struct handoff_folder *last)
{
	struct handoff_set *s = g_new(struct handoff_set, 1);

	s->folder = g_strdup(folder);
	s->last = last;
	s->next = manifest_new(folder);
	s->waiting = g_ptr_array_new();
	s->ours = NULL;
	s->strays = g_ptr_array_new_with_free_func(g_free);
	s->entered = s->counted = false;
	s->input = 0;
	g_mutex_init(&s->lock);
	checksums_extend(last->checksums);
	recover(s, "", true);
	return s;
}

struct handoff_set *
handoff_begin(const char *folder)
{
	return begin_after(folder, manifest_read(folder));
}

struct handoff_set *
handoff_begin_again(const char *folder)
{
	return begin_after(folder, program.dry_run ? manifest_read(folder) :
	    manifest_mend(folder));
}

struct handoff_folder *
handoff_last(struct handoff_set *s)
{
	return s->last;
}

const char *
handoff_written_by(struct handoff_set *s, const char *file)
{
	return handoff_folder_written_by(s->last, file);
}

void
handoff_keep(struct handoff_set *s, const char *file)
{
	struct manifest_entry *e = g_hash_table_lookup(s->last->entries, file);

	g_assert(e != NULL);
	/* Both manifests are freed together. */
	manifest_share(s->next, e);
}

/* Whether the folder has those bytes already.  A file of which the last manifest says
 * something else is not read for it. */
static bool
has_bytes(const struct handoff_set *s, const struct manifest_entry *e)
{
	const struct manifest_entry *last = g_hash_table_lookup(
	    s->last->entries, e->file);
	g_autofree char *path = NULL;
	char there[DIGEST_HEX + 1];

	if (last != NULL && strcmp(last->sha256, e->sha256) != 0)
		return false;
	path = g_build_filename(s->folder, e->file, NULL);
	return manifest_digest(path, there) && strcmp(there, e->sha256) == 0;
}

/* Enters a closed file into the next manifest; drops it when the folder has
 * those bytes already.  Without a publication it has. */
static void
enter(struct handoff_set *s, const struct manifest_entry *e,
    struct publication *p)
{
	if (p != NULL && has_bytes(s, e))
		g_clear_pointer(&p, publish_abandon);
	g_mutex_lock(&s->lock);
	s->entered = true;
	manifest_add(s->next, e);
	if (p != NULL)
		g_ptr_array_add(s->waiting, p);
	g_mutex_unlock(&s->lock);
}

/* Does the same of a file that this program has written. */
static void
enter_own(struct handoff_set *s, const char *file, unsigned version,
    size_t rows, const char *sha256, struct publication *p, uint64_t checksum,
    size_t lines)
{
	g_autofree char *v = g_strdup_printf("%u", version);
	g_autofree char *r = g_strdup_printf("%zu", rows);
	g_autofree char *b = g_strdup_printf("%zu", publish_size(p));

	enter(s, &(struct manifest_entry){file, v, r, b, sha256,
	    program_version(), true, checksum, lines, {0}}, p);
}

static void
flush_block(struct handoff_file *f)
{
	digest_add(f->digest, f->block->str, f->block->len);
	checksum_add(&f->checksum, f->block->str, f->block->len);
	publish_write(f->publication, f->block->str, f->block->len);
	g_string_truncate(f->block, 0);
}

struct handoff_file *
handoff_create(struct handoff_set *s, const struct handoff_layout *layout)
{
	struct handoff_file *f = g_new(struct handoff_file, 1);
	g_autofree char *path = g_build_filename(s->folder, layout->file, NULL);

	f->set = s;
	f->layout = layout;
	f->publication = publish_begin(path);
	f->digest = digest_new();
	checksum_begin(&f->checksum);
	f->block = g_string_sized_new(WRITE_BLOCK + 4096);
	f->same = NULL;
	f->varying = NULL;
	f->rows = 0;
	for (size_t i = 0; i < layout->n_columns; i++) {
		if (i > 0)
			g_string_append_c(f->block, '\t');
		g_string_append(f->block, layout->columns[i].name);
	}
	g_string_append_c(f->block, '\n');
	return f;
}

static void
append_field(struct handoff_file *f, size_t column, const char *text)
{
	if (column > 0)
		text_append(f->block, "\t", 1);
	handoff_table_escape(f->block, text);
}

static void
end_line(struct handoff_file *f)
{
	f->rows++;
	if (f->block->len >= WRITE_BLOCK)
		flush_block(f);
}

void
handoff_write(struct handoff_file *f, const void *record)
{
	for (size_t i = 0; i < f->layout->n_columns; i++)
		append_field(f, i, G_STRUCT_MEMBER(const char *, record,
		    f->layout->columns[i].offset));
	text_append(f->block, "\n", 1);
	end_line(f);
}

void
handoff_repeat(struct handoff_file *f, const void *record, uint64_t varying)
{
	const struct handoff_layout *l = f->layout;

	g_assert(l->n_columns <= 64);
	if (f->same == NULL) {
		f->same = g_string_new(NULL);
		f->varying = g_new(struct varying_field, l->n_columns);
	}
	g_string_truncate(f->same, 0);
	f->n_varying = 0;
	for (size_t i = 0; i < l->n_columns; i++) {
		size_t offset = l->columns[i].offset;

		if (i > 0)
			g_string_append_c(f->same, '\t');
		if (varying >> i & 1)
			f->varying[f->n_varying++] = (struct varying_field){
			    offset, f->same->len};
		else
			handoff_table_escape(f->same, G_STRUCT_MEMBER(
			    const char *, record, offset));
	}
	g_string_append_c(f->same, '\n');
}

void
handoff_write_varying(struct handoff_file *f, const void *record)
{
	size_t begin = 0;

	for (size_t i = 0; i < f->n_varying; i++) {
		const struct varying_field *v = &f->varying[i];

		text_append(f->block, f->same->str + begin, v->begin - begin);
		handoff_table_escape(f->block, G_STRUCT_MEMBER(const char *,
		    record, v->offset));
		begin = v->begin;
	}
	text_append(f->block, f->same->str + begin, f->same->len - begin);
	end_line(f);
}

void
handoff_finish(struct handoff_file *f)
{
	char hex[DIGEST_HEX + 1];

	flush_block(f);
	publish_close(f->publication);
	digest_end(f->digest, hex);
	enter_own(f->set, f->layout->file, f->layout->version, f->rows, hex,
	    f->publication, checksum_end(&f->checksum), f->rows + 1);
	g_string_free(f->block, TRUE);
	if (f->same != NULL)
		g_string_free(f->same, TRUE);
	g_free(f->varying);
	g_free(f);
}

/* Writes a whole file, closed. */
static struct publication *
write_whole(struct handoff_set *s, const char *file, const void *bytes,
    size_t len)
{
	g_autofree char *path = g_build_filename(s->folder, file, NULL);
	struct publication *p = publish_begin(path);

	publish_write(p, bytes, len);
	publish_close(p);
	return p;
}

struct handoff_whole {
	struct handoff_set *set;
	char *file;
	struct publication *publication;
	struct digest *digest;
	struct checksum checksum;
	size_t breaks;
	bool open;              /* the last line has no line break yet */
};

struct handoff_whole *
handoff_put_begin(struct handoff_set *s, const char *file)
{
	struct handoff_whole *w = g_new0(struct handoff_whole, 1);
	g_autofree char *path = g_build_filename(s->folder, file, NULL);

	w->set = s;
	w->file = g_strdup(file);
	w->publication = publish_begin(path);
	w->digest = digest_new();
	checksum_begin(&w->checksum);
	return w;
}

void
handoff_put_add(struct handoff_whole *w, const void *bytes, size_t len)
{
	const char *text = bytes;

	digest_add(w->digest, bytes, len);
	checksum_add(&w->checksum, bytes, len);
	publish_write(w->publication, bytes, len);
	w->breaks += file_contents_breaks(text, len);
	if (len > 0)
		w->open = text[len - 1] != '\n';
}

void
handoff_put_end(struct handoff_whole *w, unsigned version, size_t rows)
{
	char hex[DIGEST_HEX + 1];

	publish_close(w->publication);
	digest_end(w->digest, hex);
	enter_own(w->set, w->file, version, rows, hex, w->publication,
	    checksum_end(&w->checksum), w->breaks + w->open);
	g_free(w->file);
	g_free(w);
}

void
handoff_put(struct handoff_set *s, const char *file, unsigned version,
    size_t rows, const void *bytes, size_t len)
{
	struct handoff_whole *w = handoff_put_begin(s, file);

	handoff_put_add(w, bytes, len);
	handoff_put_end(w, version, rows);
}

void
handoff_carry(struct handoff_set *s, struct handoff_folder *from,
    const char *file)
{
	const struct manifest_entry *e = g_hash_table_lookup(from->entries,
	    file);
	g_autofree char *path = NULL, *bytes = NULL;
	g_autoptr(GError) error = NULL;
	char hex[DIGEST_HEX + 1];
	size_t len;

	g_assert(e != NULL);
	path = manifest_locate(from, e, MANIFEST_EITHER);
	if (path == NULL)
		program_fail("%s/%s: disagrees with manifest.tsv: expected "
		    "SHA-256 %s", from->path, file, e->sha256);
	if (!g_file_get_contents(path, &bytes, &len, &error))
		program_fail("%s", error->message);
	digest_of(bytes, len, hex);
	if (strcmp(hex, e->sha256) != 0)
		program_fail("%s: changed while it was read", path);
	enter(s, e, has_bytes(s, e) ? NULL : write_whole(s, file, bytes, len));
}

static void
remove_dropped(struct handoff_set *s)
{
	GHashTableIter i;
	gpointer file;

	g_hash_table_iter_init(&i, s->last->entries);
	while (g_hash_table_iter_next(&i, &file, NULL)) {
		g_autofree char *path = NULL;

		if (g_hash_table_contains(s->next->entries, file))
			continue;
		path = g_build_filename(s->folder, file, NULL);
		if (unlink(path) != 0 && errno != ENOENT)
			program_fail("%s: cannot remove: %s", path,
			    g_strerror(errno));
	}
}

void
handoff_sweep(struct handoff_set *s, bool (*ours)(const char *file))
{
	s->ours = ours;
}

/* Removes what a run left that was killed after its commit and before it had
 * removed what it dropped. */
static void
remove_strays(struct handoff_set *s)
{
	for (guint i = 0; i < s->strays->len; i++) {
		const char *file = g_ptr_array_index(s->strays, i);
		g_autofree char *path = g_build_filename(s->folder, file, NULL);

		if (!g_hash_table_contains(s->next->entries, file) &&
		    s->ours(file) && unlink(path) != 0 && errno != ENOENT)
			program_fail("%s: cannot remove: %s", path,
			    g_strerror(errno));
	}
}

/* Whether the next manifest is the last one, which is as it was written. */
static bool
is_as_last(const struct handoff_set *s)
{
	return s->last->sealed && !s->entered &&
	    g_hash_table_size(s->next->entries) ==
	    g_hash_table_size(s->last->entries);
}

/* Keeps what is noted of the files of a manifest for the next run. */
static void
keep_checksums(const struct handoff_set *s, const struct handoff_folder *current)
{
	struct checksums *notes = s->last->checksums;
	g_autoptr(GArray) keys = NULL;

	/* One of each file, one of the manifest and one of the input. */
	if (!s->counted && is_as_last(s) && checksums_are(notes,
	    g_hash_table_size(s->last->entries) + 1 + (s->input != 0)))
		return;
	keys = manifest_note_written(current, notes);
	if (s->input != 0)
		g_array_append_val(keys, s->input);
	checksums_write(notes, keys);
}

static void
set_free(struct handoff_set *s)
{
	g_mutex_clear(&s->lock);
	g_ptr_array_free(s->waiting, TRUE);
	g_ptr_array_unref(s->strays);
	manifest_free(s->last);
	manifest_free(s->next);
	g_free(s->folder);
	g_free(s);
}

void
handoff_count(struct handoff_set *s, const char *file, const uint64_t counts[2])
{
	struct manifest_entry *e = g_hash_table_lookup(s->next->entries, file);

	if (e != NULL)
		memcpy(e->counts, counts, sizeof e->counts);
	s->counted = true;
}

void
handoff_note_input(struct handoff_set *s, const char *input, const char *sha256)
{
	s->input = checksums_key(input, sha256);
	if (!handoff_folder_had_input(s->last, input, sha256))
		checksums_add(s->last->checksums,
		    &(struct checksums_note){.key = s->input});
}

unsigned
handoff_commit(struct handoff_set *s)
{
	g_autofree char *path = g_build_filename(s->folder, "manifest.tsv",
	    NULL);
	g_autoptr(GString) after = is_as_last(s) ? NULL :
	    manifest_text(s->next);
	unsigned changed = s->waiting->len;
	struct publication *manifest = NULL;

	for (guint i = 0; i < s->waiting->len; i++)
		publish_seal(g_ptr_array_index(s->waiting, i));
	if (after != NULL && !manifest_is(s->folder, after)) {
		manifest = publish_begin(path);
		publish_write(manifest, after->str, after->len);
		publish_seal(manifest);
	}
	publish_commit();
	if (manifest != NULL)
		publish_rename(manifest);
	publish_rename_all(s->waiting);
	if (after != NULL)
		remove_dropped(s);
	if (s->ours != NULL)
		remove_strays(s);
	if (after != NULL)
		manifest_note(s->next, after, s->last->checksums);
	keep_checksums(s, s->next);
	set_free(s);
	return changed;
}

unsigned
handoff_abandon(struct handoff_set *s)
{
	for (guint i = 0; i < s->waiting->len; i++)
		publish_abandon(g_ptr_array_index(s->waiting, i));
	if (!program.dry_run)
		keep_checksums(s, s->last);
	set_free(s);
	return 0;
}
