#include "handoff.h"

#include "digest.h"
#include "program.h"
#include "publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_COLUMNS = 128, READ_BLOCK = 1 << 16, WRITE_BLOCK = 1 << 16 };

/* --- fields ----------------------------------------------------------- */

/* Whether no byte of a text is a control character or a backslash; looks at
 * eight of them at a time. */
static bool
is_plain(const char *text, size_t len)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t found = 0;

	for (; len >= sizeof found; text += sizeof found, len -= sizeof found) {
		uint64_t bytes, slashes;

		memcpy(&bytes, text, sizeof bytes);
		slashes = bytes ^ ones * '\\';
		found |= ((bytes - ones * ' ') & ~bytes) |
		    ((slashes - ones) & ~slashes);
	}
	if ((found & ones * 0x80) != 0)
		return false;
	for (; len > 0; len--, text++)
		if ((unsigned char)*text < ' ' || *text == '\\')
			return false;
	return true;
}

void
handoff_escape(GString *line, const char *text)
{
	size_t len;

	if (text == NULL) {
		g_string_append_c(line, '\\');
		g_string_append_c(line, 'N');
		return;
	}
	len = strlen(text);
	if (is_plain(text, len)) {
		g_string_append_len(line, text, (gssize)len);
		return;
	}
	for (;;) {
		size_t plain = strcspn(text, "\t\n\r\\");

		g_string_append_len(line, text, (gssize)plain);
		text += plain;
		switch (*text++) {
		case '\0':
			return;
		case '\t':
			g_string_append_len(line, "\\t", 2);
			break;
		case '\n':
			g_string_append_len(line, "\\n", 2);
			break;
		case '\r':
			g_string_append_len(line, "\\r", 2);
			break;
		default:
			g_string_append_len(line, "\\\\", 2);
		}
	}
}

/* Takes the escapes of one field back, in place; NULL for `\N`.  False when
 * an escape is unknown. */
static bool
unescape(char *field, char **result)
{
	char *in = strchr(field, '\\'), *out = in;

	*result = field;
	if (in == NULL)
		return true;
	if (strcmp(field, "\\N") == 0) {
		*result = NULL;
		return true;
	}
	while (*in) {
		if (*in != '\\') {
			*out++ = *in++;
			continue;
		}
		switch (in[1]) {
		case 't':
			*out++ = '\t';
			break;
		case 'n':
			*out++ = '\n';
			break;
		case 'r':
			*out++ = '\r';
			break;
		case '\\':
			*out++ = '\\';
			break;
		default:
			return false;
		}
		in += 2;
	}
	*out = '\0';
	return true;
}

size_t
handoff_split(char *line, char **fields, size_t most)
{
	/* Most lines have no escape, and no field of theirs is looked at. */
	bool escaped = strchr(line, '\\') != NULL;
	size_t n = 0;

	for (char *next; line != NULL; line = next) {
		next = strchr(line, '\t');
		if (next != NULL)
			*next++ = '\0';
		if (n < most)
			fields[n] = line;
		if (escaped && n < most && !unescape(line, &fields[n]))
			return 0;
		n++;
	}
	return n;
}

/* --- the manifest ----------------------------------------------------- */

struct entry {
	const char *file;
	const char *format_version;
	const char *rows;
	const char *bytes;
	const char *sha256;
	const char *program;
};

static const struct handoff_column entry_columns[] = {
    {"file", offsetof(struct entry, file)},
    {"format_version", offsetof(struct entry, format_version)},
    {"rows", offsetof(struct entry, rows)},
    {"bytes", offsetof(struct entry, bytes)},
    {"sha256", offsetof(struct entry, sha256)},
    {"program", offsetof(struct entry, program)},
};

static const struct handoff_layout manifest_layout = {
    .file = "manifest.tsv",
    .version = 1,
    .record_size = sizeof(struct entry),
    .columns = entry_columns,
    .n_columns = G_N_ELEMENTS(entry_columns),
};

static struct handoff_reader *open_table(
    const char *path, const struct handoff_layout *layout);

struct handoff_folder {
	char *path;
	GHashTable *entries;    /* file -> struct entry */
	GStringChunk *strings;
};

static struct handoff_folder *
folder_new(const char *path)
{
	struct handoff_folder *m = g_new(struct handoff_folder, 1);

	m->path = g_strdup(path);
	m->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	    g_free);
	m->strings = g_string_chunk_new(4096);
	return m;
}

void
handoff_folder_close(struct handoff_folder *m)
{
	if (m == NULL)
		return;
	g_free(m->path);
	g_hash_table_destroy(m->entries);
	g_string_chunk_free(m->strings);
	g_free(m);
}

static void
manifest_add(struct handoff_folder *m, const struct entry *entry)
{
	struct entry *e = g_new(struct entry, 1);

	for (size_t i = 0; i < G_N_ELEMENTS(entry_columns); i++) {
		size_t at = entry_columns[i].offset;
		const char *text = G_STRUCT_MEMBER(const char *, entry, at);

		G_STRUCT_MEMBER(const char *, e, at) =
		    g_string_chunk_insert(m->strings, text ? text : "");
	}
	g_hash_table_replace(m->entries, (char *)e->file, e);
}

/* A folder without a manifest yet is an empty one. */
struct handoff_folder *
handoff_folder_open(const char *folder)
{
	struct handoff_folder *m = folder_new(folder);
	g_autofree char *path = g_build_filename(folder, "manifest.tsv", NULL);
	struct handoff_reader *r;
	struct entry e;

	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return m;
	r = open_table(path, &manifest_layout);
	while (handoff_read(r, &e))
		manifest_add(m, &e);
	handoff_close(r);
	return m;
}

/* Digest of a file, or false when it cannot be opened. */
static bool
file_digest(const char *path, char hex[DIGEST_HEX + 1])
{
	unsigned char block[READ_BLOCK];
	struct digest *d;
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	d = digest_new();
	while ((n = read(fd, block, sizeof block)) > 0)
		digest_add(d, block, (size_t)n);
	if (n < 0)
		program_fail("%s: cannot read: %s", path, g_strerror(errno));
	close(fd);
	digest_end(d, hex);
	return true;
}

/* Where the contents that `e` describes lie: the file, or its temporary name
 * after a kill between commit and renaming; NULL when nowhere. */
static char *
locate(const char *folder, const struct entry *e)
{
	char *path = g_build_filename(folder, e->file, NULL);
	char hex[DIGEST_HEX + 1];
	char *waiting;

	if (file_digest(path, hex) && strcmp(hex, e->sha256) == 0)
		return path;
	waiting = publish_temporary(path);
	g_free(path);
	if (file_digest(waiting, hex) && strcmp(hex, e->sha256) == 0)
		return waiting;
	g_free(waiting);
	return NULL;
}

/* As locate, for readers: what cannot be had whole is not had at all. */
static char *
locate_or_fail(struct handoff_folder *m, const char *file)
{
	const struct entry *e = g_hash_table_lookup(m->entries, file);
	char *path;

	if (e == NULL)
		program_fail("%s/manifest.tsv: %s is not in it: expected the "
		    "complete result of the stage; run it first",
		    m->path, file);
	path = locate(m->path, e);
	if (path == NULL)
		program_fail("%s/%s: disagrees with manifest.tsv: expected %s "
		    "bytes with SHA-256 %s; run the stage again",
		    m->path, file, e->bytes, e->sha256);
	return path;
}

bool
handoff_folder_has(struct handoff_folder *m, const char *file)
{
	return g_hash_table_contains(m->entries, file);
}

const char *
handoff_folder_digest(struct handoff_folder *m, const char *file)
{
	const struct entry *e = g_hash_table_lookup(m->entries, file);

	return e == NULL ? NULL : e->sha256;
}

char *
handoff_folder_read(struct handoff_folder *m, const char *file, size_t *len)
{
	g_autofree char *path = locate_or_fail(m, file);
	g_autoptr(GError) error = NULL;
	char *bytes;

	if (!g_file_get_contents(path, &bytes, len, &error))
		program_fail("%s", error->message);
	return bytes;
}

/* --- reading ---------------------------------------------------------- */

struct handoff_reader {
	char *path;
	FILE *file;
	const struct handoff_layout *layout;
	size_t columns;         /* of the file */
	int *column_of;         /* file column -> layout column, or -1 */
	char **fields;
	char *line;
	size_t line_size;
	size_t line_number;
};

/* The next line without its newline, or NULL at the end. */
static char *
next_line(struct handoff_reader *r)
{
	ssize_t n = getline(&r->line, &r->line_size, r->file);

	if (n < 0) {
		if (ferror(r->file))
			program_fail("%s: cannot read: %s", r->path,
			    g_strerror(errno));
		return NULL;
	}
	r->line_number++;
	if (r->line[n - 1] != '\n')
		program_fail("%s: line %zu: the file ends within it", r->path,
		    r->line_number);
	if (strlen(r->line) != (size_t)n)
		program_fail("%s: line %zu: holds a NUL byte", r->path,
		    r->line_number);
	r->line[n - 1] = '\0';
	return r->line;
}

static struct handoff_reader *
open_table(const char *path, const struct handoff_layout *layout)
{
	struct handoff_reader *r = g_new0(struct handoff_reader, 1);
	char *heading[MOST_COLUMNS];

	r->path = g_strdup(path);
	r->layout = layout;
	r->file = fopen(path, "re");
	if (r->file == NULL)
		program_fail("%s: cannot open: %s", path, g_strerror(errno));
	if (next_line(r) == NULL)
		program_fail("%s: empty: expected a heading line", path);
	r->columns = handoff_split(r->line, heading, MOST_COLUMNS);
	if (r->columns == 0 || r->columns > MOST_COLUMNS)
		program_fail("%s: line 1: expected at most %d column names",
		    path, MOST_COLUMNS);
	r->column_of = g_new(int, r->columns);
	r->fields = g_new(char *, r->columns);
	for (size_t i = 0; i < r->columns; i++)
		r->column_of[i] = -1;
	for (size_t k = 0; k < layout->n_columns; k++) {
		size_t i = 0;

		while (i < r->columns &&
		    g_strcmp0(heading[i], layout->columns[k].name) != 0)
			i++;
		if (i == r->columns)
			program_fail("%s: line 1: expected a column named %s",
			    path, layout->columns[k].name);
		r->column_of[i] = (int)k;
	}
	return r;
}

struct handoff_reader *
handoff_open(const char *folder, const struct handoff_layout *layout)
{
	struct handoff_folder *m = handoff_folder_open(folder);
	g_autofree char *path = locate_or_fail(m, layout->file);
	const struct entry *e = g_hash_table_lookup(m->entries, layout->file);

	if (strtoul(e->format_version, NULL, 10) != layout->version)
		program_fail("%s/%s: has format version %s: expected %u; run "
		    "the stage that writes it again", folder, layout->file,
		    e->format_version, layout->version);
	handoff_folder_close(m);
	return open_table(path, layout);
}

bool
handoff_read(struct handoff_reader *r, void *record)
{
	char *line = next_line(r);
	size_t n;

	if (line == NULL)
		return false;
	n = handoff_split(line, r->fields, r->columns);
	if (n != r->columns)
		program_fail("%s: line %zu: expected %zu well-formed fields, "
		    "found %zu", r->path, r->line_number, r->columns, n);
	for (size_t i = 0; i < n; i++)
		if (r->column_of[i] >= 0) {
			size_t k = (size_t)r->column_of[i];

			G_STRUCT_MEMBER(const char *, record,
			    r->layout->columns[k].offset) = r->fields[i];
		}
	return true;
}

void
handoff_close(struct handoff_reader *r)
{
	if (r == NULL)
		return;
	fclose(r->file);
	free(r->line);
	g_free(r->path);
	g_free(r->column_of);
	g_free(r->fields);
	g_free(r);
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

/* --- writing ---------------------------------------------------------- */

struct handoff_set {
	char *folder;
	struct handoff_folder *last;
	struct handoff_folder *next;
	GPtrArray *waiting;     /* struct publication *, closed */
	GMutex lock;            /* of next and waiting */
};

/* Where a field of the last line stands in the block. */
struct written {
	const char *text;       /* as it was given; "none" where there is none */
	size_t begin, end;      /* of the field with the tab before it */
};

struct handoff_file {
	struct handoff_set *set;
	const struct handoff_layout *layout;
	struct publication *publication;
	struct digest *digest;
	GString *block;         /* lines on their way out */
	struct written *last;   /* by column, where texts stay; else NULL */
	size_t rows;
};

/* A temporary file that a killed run left: renamed when the manifest says that
 * it was committed, removed when not. */
static void
recover_file(struct handoff_set *s, const char *temporary, const char *file)
{
	const struct entry *e = g_hash_table_lookup(s->last->entries, file);
	g_autofree char *path = g_build_filename(s->folder, file, NULL);
	char hex[DIGEST_HEX + 1];

	if (e != NULL && file_digest(temporary, hex) &&
	    strcmp(hex, e->sha256) == 0)
		publish_move(temporary, path);
	else
		unlink(temporary);
}

/* The same for all of a folder and those below it; `below` is "" or "ab/". */
static void
recover(struct handoff_set *s, const char *below)
{
	g_autofree char *folder = g_build_filename(s->folder, below, NULL);
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *file = NULL;

		if (name[0] == '.' && g_str_has_suffix(name, ".new")) {
			file = g_strdup_printf("%s%.*s", below,
			    (int)strlen(name) - 5, name + 1);
			recover_file(s, path, file);
		} else if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
			file = g_strdup_printf("%s%s/", below, name);
			recover(s, file);
		}
	}
	if (dir != NULL)
		g_dir_close(dir);
}

struct handoff_set *
handoff_begin(const char *folder)
{
	struct handoff_set *s = g_new(struct handoff_set, 1);

	s->folder = g_strdup(folder);
	s->last = handoff_folder_open(folder);
	s->next = folder_new(folder);
	s->waiting = g_ptr_array_new();
	g_mutex_init(&s->lock);
	recover(s, "");
	return s;
}

const char *
handoff_written_by(struct handoff_set *s, const char *file)
{
	const struct entry *e = g_hash_table_lookup(s->last->entries, file);
	g_autofree char *path = NULL;

	if (e == NULL || (path = locate(s->folder, e)) == NULL)
		return NULL;
	return e->program;
}

void
handoff_keep(struct handoff_set *s, const char *file)
{
	const struct entry *e = g_hash_table_lookup(s->last->entries, file);

	g_assert(e != NULL);
	manifest_add(s->next, e);
}

/* Enters a closed file into the next manifest; drops it when the folder has
 * those bytes already. */
static void
enter(struct handoff_set *s, const char *file, unsigned version, size_t rows,
    const char *sha256, struct publication *p)
{
	g_autofree char *v = g_strdup_printf("%u", version);
	g_autofree char *r = g_strdup_printf("%zu", rows);
	g_autofree char *b = g_strdup_printf("%zu", publish_size(p));
	g_autofree char *path = g_build_filename(s->folder, file, NULL);
	struct entry e = {file, v, r, b, sha256, program_version()};
	char there[DIGEST_HEX + 1];

	if (file_digest(path, there) && strcmp(there, sha256) == 0)
		g_clear_pointer(&p, publish_abandon);
	g_mutex_lock(&s->lock);
	manifest_add(s->next, &e);
	if (p != NULL)
		g_ptr_array_add(s->waiting, p);
	g_mutex_unlock(&s->lock);
}

/* No text that a caller can give. */
static const char none[] = "";

/* The lines of a block leave; the last one can no longer be copied from. */
static void
flush_block(struct handoff_file *f)
{
	digest_add(f->digest, f->block->str, f->block->len);
	publish_write(f->publication, f->block->str, f->block->len);
	g_string_truncate(f->block, 0);
	for (size_t i = 0; f->last != NULL && i < f->layout->n_columns; i++)
		f->last[i].text = none;
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
	f->block = g_string_sized_new(WRITE_BLOCK + 4096);
	f->last = NULL;
	f->rows = 0;
	for (size_t i = 0; i < layout->n_columns; i++) {
		if (i > 0)
			g_string_append_c(f->block, '\t');
		g_string_append(f->block, layout->columns[i].name);
	}
	g_string_append_c(f->block, '\n');
	return f;
}

void
handoff_texts_stay(struct handoff_file *f)
{
	f->last = g_new(struct written, f->layout->n_columns);
	for (size_t i = 0; i < f->layout->n_columns; i++)
		f->last[i].text = none;
}

static void
append_field(struct handoff_file *f, size_t column, const char *text)
{
	if (column > 0)
		g_string_append_c(f->block, '\t');
	handoff_escape(f->block, text);
}

/* One record whose texts stay: a run of fields that are those of the last line
 * is copied from there.  Of the 31 columns of an event some 20 say again what
 * the event before it says. */
static void
append_repeating(struct handoff_file *f, const void *record)
{
	const struct handoff_column *columns = f->layout->columns;
	struct written *last = f->last;
	size_t n = f->layout->n_columns;

	for (size_t i = 0, end; i < n; i = end) {
		size_t begin = last[i].begin, to = f->block->len;

		for (end = i; end < n && last[end].text == G_STRUCT_MEMBER(
		    const char *, record, columns[end].offset); end++) {
			size_t len = last[end].end - last[end].begin;

			last[end].begin = to;
			last[end].end = to += len;
		}
		if (end > i) {
			g_string_append_len(f->block, f->block->str + begin,
			    (gssize)(to - f->block->len));
			continue;
		}
		last[i].text = G_STRUCT_MEMBER(const char *, record,
		    columns[i].offset);
		append_field(f, i, last[i].text);
		last[i].begin = to;
		last[i].end = f->block->len;
		end = i + 1;
	}
}

void
handoff_write(struct handoff_file *f, const void *record)
{
	if (f->last != NULL)
		append_repeating(f, record);
	for (size_t i = 0; f->last == NULL && i < f->layout->n_columns; i++)
		append_field(f, i, G_STRUCT_MEMBER(const char *, record,
		    f->layout->columns[i].offset));
	g_string_append_c(f->block, '\n');
	f->rows++;
	if (f->block->len >= WRITE_BLOCK)
		flush_block(f);
}

void
handoff_finish(struct handoff_file *f)
{
	char hex[DIGEST_HEX + 1];

	flush_block(f);
	publish_close(f->publication);
	digest_end(f->digest, hex);
	enter(f->set, f->layout->file, f->layout->version, f->rows, hex,
	    f->publication);
	g_string_free(f->block, TRUE);
	g_free(f->last);
	g_free(f);
}

void
handoff_put(struct handoff_set *s, const char *file, unsigned version,
    size_t rows, const void *bytes, size_t len)
{
	g_autofree char *path = g_build_filename(s->folder, file, NULL);
	struct publication *p = publish_begin(path);
	char hex[DIGEST_HEX + 1];

	publish_write(p, bytes, len);
	publish_close(p);
	digest_of(bytes, len, hex);
	enter(s, file, version, rows, hex, p);
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The manifest as text, sorted by file name. */
static GString *
manifest_text(struct handoff_folder *m)
{
	guint n;
	g_autofree char **files = (char **)g_hash_table_get_keys_as_array(
	    m->entries, &n);
	GString *text = g_string_new(
	    "file\tformat_version\trows\tbytes\tsha256\tprogram\n");

	qsort(files, n, sizeof *files, by_name);
	for (guint i = 0; i < n; i++) {
		const struct entry *e = g_hash_table_lookup(m->entries,
		    files[i]);

		for (size_t k = 0; k < G_N_ELEMENTS(entry_columns); k++) {
			if (k > 0)
				g_string_append_c(text, '\t');
			handoff_escape(text, G_STRUCT_MEMBER(const char *, e,
			    entry_columns[k].offset));
		}
		g_string_append_c(text, '\n');
	}
	return text;
}

static void
remove_dropped(struct handoff_set *s)
{
	GHashTableIter i;
	gpointer file;

	g_hash_table_iter_init(&i, s->last->entries);
	while (g_hash_table_iter_next(&i, &file, NULL)) {
		g_autofree char *path = g_build_filename(s->folder, file, NULL);

		if (!g_hash_table_contains(s->next->entries, file) &&
		    unlink(path) != 0 && errno != ENOENT)
			program_fail("%s: cannot remove: %s", path,
			    g_strerror(errno));
	}
}

static void
set_free(struct handoff_set *s)
{
	g_mutex_clear(&s->lock);
	g_ptr_array_free(s->waiting, TRUE);
	handoff_folder_close(s->last);
	handoff_folder_close(s->next);
	g_free(s->folder);
	g_free(s);
}

unsigned
handoff_commit(struct handoff_set *s)
{
	g_autofree char *path = g_build_filename(s->folder, "manifest.tsv",
	    NULL);
	g_autoptr(GString) before = manifest_text(s->last);
	g_autoptr(GString) after = manifest_text(s->next);
	unsigned changed = s->waiting->len;

	for (guint i = 0; i < s->waiting->len; i++)
		publish_seal(g_ptr_array_index(s->waiting, i));
	if (!g_string_equal(before, after) ||
	    !g_file_test(path, G_FILE_TEST_EXISTS))
		publish_file(path, after->str, after->len);
	publish_rename_all(s->waiting);
	remove_dropped(s);
	set_free(s);
	return changed;
}

unsigned
handoff_abandon(struct handoff_set *s)
{
	for (guint i = 0; i < s->waiting->len; i++)
		publish_abandon(g_ptr_array_index(s->waiting, i));
	set_free(s);
	return 0;
}
