#include "manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/bytes.h"
#include "fetch/base/checksum.h"
#include "fetch/base/program.h"
#include "file_contents.h"
#include "publish.h"

enum { CHECK = 16, COLUMNS = 6 };

#define UNCHECKED "file\tformat_version\trows\tbytes\tsha256\tprogram"

/* 2^64 divided by the golden ratio: its multiples lie far apart. */
#define HASH_FACTOR UINT64_C(0x9e3779b97f4a7c15)

static const char heading[] = UNCHECKED "\tcheck";

static const struct handoff_column entry_columns[COLUMNS] = {
    {"file", offsetof(struct manifest_entry, file)},
    {"format_version", offsetof(struct manifest_entry, format_version)},
    {"rows", offsetof(struct manifest_entry, rows)},
    {"bytes", offsetof(struct manifest_entry, bytes)},
    {"sha256", offsetof(struct manifest_entry, sha256)},
    {"program", offsetof(struct manifest_entry, program)},
};

/* The hash of a file's name: most have seventy characters, of which g_str_hash takes
 * one at a time. */
static guint
hash_name(gconstpointer name)
{
	const unsigned char *p = name;
	size_t left = strlen(name);
	uint64_t hash = left;

	for (; left >= sizeof hash; left -= sizeof hash, p += sizeof hash)
		hash = (hash ^ bytes_u64(p)) * HASH_FACTOR;
	for (; left > 0; left--, p++)
		hash = (hash ^ *p) * HASH_FACTOR;
	return (guint)(hash >> 32);
}

struct handoff_folder *
manifest_new(const char *path)
{
	struct handoff_folder *m = g_new(struct handoff_folder, 1);

	m->path = g_strdup(path);
	m->descriptor = -1;
	m->entries = g_hash_table_new(hash_name, g_str_equal);
	m->kept = g_ptr_array_new_with_free_func(g_free);
	m->strings = g_string_chunk_new(4096);
	m->checksums = NULL;
	m->sealed = false;
	return m;
}

/* Notes a file that this run has written, or what it counted in one that it kept. */
static void
note_entry(const struct handoff_folder *m, const struct manifest_entry *e,
    uint64_t key, struct checksums *c)
{
	g_autofree char *path = g_build_filename(m->path, e->file, NULL);
	struct checksums_note n = {.key = key};
	struct stat s;

	if (e->written && stat(path, &s) == 0) {
		n.state = checksums_state(&s);
		n.contents = e->checksum;
		n.lines = e->lines;
	} else if (e->written || !checksums_find(c, key, &n)) {
		return;
	}
	memcpy(n.counts, e->counts, sizeof n.counts);
	checksums_add(c, &n);
}

static uint64_t
key_of_manifest(void)
{
	return checksums_key("manifest.tsv", "");
}

GArray *
manifest_note_written(const struct handoff_folder *m, struct checksums *c)
{
	GArray *keys = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	uint64_t key = key_of_manifest();
	GHashTableIter i;
	gpointer entry;

	g_array_append_val(keys, key);
	g_hash_table_iter_init(&i, m->entries);
	while (g_hash_table_iter_next(&i, NULL, &entry)) {
		const struct manifest_entry *e = entry;

		key = checksums_key(e->file, e->sha256);
		g_array_append_val(keys, key);
		if (e->written || e->counts[0] != 0)
			note_entry(m, e, key, c);
	}
	return keys;
}

void
manifest_note(const struct handoff_folder *m, const GString *text,
    struct checksums *c)
{
	g_autofree char *path = g_build_filename(m->path, "manifest.tsv", NULL);
	struct stat s;

	if (stat(path, &s) == 0)
		checksums_add(c, &(struct checksums_note){
		    .key = key_of_manifest(), .state = checksums_state(&s),
		    .contents = checksum_of(text->str, text->len)});
}

/* Whether a manifest's text is noted as it was written. */
static bool
is_sealed(const struct handoff_folder *m, const char *path, const char *text,
    size_t len)
{
	struct checksums_note n;
	struct stat s;

	return checksums_find(m->checksums, key_of_manifest(), &n) &&
	    stat(path, &s) == 0 && n.state == checksums_state(&s) &&
	    n.contents == checksum_of(text, len);
}

void
manifest_free(struct handoff_folder *m)
{
	if (m == NULL)
		return;
	if (m->descriptor >= 0)
		close(m->descriptor);
	g_free(m->path);
	g_hash_table_destroy(m->entries);
	g_ptr_array_unref(m->kept);
	g_string_chunk_free(m->strings);
	checksums_free(m->checksums);
	g_free(m);
}

void
manifest_add(struct handoff_folder *m, const struct manifest_entry *entry)
{
	struct manifest_entry *e = g_new(struct manifest_entry, 1);

	g_ptr_array_add(m->kept, e);
	for (size_t i = 0; i < COLUMNS; i++) {
		size_t at = entry_columns[i].offset;
		const char *text = G_STRUCT_MEMBER(const char *, entry, at);

		G_STRUCT_MEMBER(const char *, e, at) =
		    g_string_chunk_insert(m->strings, text ? text : "");
	}
	e->written = entry->written;
	e->checksum = entry->checksum;
	e->lines = entry->lines;
	memcpy(e->counts, entry->counts, sizeof e->counts);
	manifest_share(m, e);
}

void
manifest_share(struct handoff_folder *m, struct manifest_entry *e)
{
	g_hash_table_replace(m->entries, (char *)e->file, e);
}

/* Computes the check of the fields before it, as they are written. */
static void
check_of(const char *fields, size_t len, char check[CHECK + 1])
{
	char hex[DIGEST_HEX + 1];

	digest_of(fields, len, hex);
	memcpy(check, hex, CHECK);
	check[CHECK] = '\0';
}

static bool
has_check(const char *line)
{
	const char *given = strrchr(line, '\t');
	char check[CHECK + 1];

	if (given == NULL)
		return false;
	check_of(line, (size_t)(given - line), check);
	return strcmp(given + 1, check) == 0;
}

/* Whether a name can be that of a file in the folder or below it. */
static bool
is_below(const char *file)
{
	if (file == NULL || *file == '\0' || *file == '/')
		return false;
	for (const char *part = file, *end; *part != '\0';
	    part = *end ? end + 1 : end) {
		end = part + strcspn(part, "/");
		if (end - part == 2 && memcmp(part, "..", 2) == 0)
			return false;
	}
	return true;
}

/* Reads a line of the folder's own text, which it takes apart; false when it is not
 * as it was written. */
static bool
parse_line(const struct handoff_folder *m, char *line, bool checked,
    struct manifest_entry *e)
{
	char *fields[COLUMNS];

	if (checked && !m->sealed && !has_check(line))
		return false;
	if (handoff_table_split(line, fields, COLUMNS) != (size_t)COLUMNS + checked ||
	    !is_below(fields[0]))
		return false;
	for (size_t i = 0; i < COLUMNS; i++)
		G_STRUCT_MEMBER(const char *, e, entry_columns[i].offset) =
		    fields[i] != NULL ? fields[i] : "";
	return true;
}

size_t
manifest_parse(struct handoff_folder *m, char *text, size_t len)
{
	struct manifest_entry *e = g_new0(struct manifest_entry,
	    file_contents_breaks(text, len));
	bool checked = g_str_has_prefix(text, heading);
	char *line = text, *end;
	size_t n = 0;

	g_ptr_array_add(m->kept, text);
	g_ptr_array_add(m->kept, e);
	for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		if (++n == 1 && strcmp(line, checked ? heading : UNCHECKED) != 0)
			return n;
		if (n > 1 && !parse_line(m, line, checked, e))
			return n;
		if (n > 1)
			manifest_share(m, e++);
	}
	/* Neither the end of a line nor a NUL byte is left. */
	return n == 0 || line != text + len ? n + 1 : 0;
}

/* The path and the text of a folder's manifest, NULL where there is none. */
static char *
manifest_get(const char *folder, char **path, size_t *len)
{
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	*path = g_build_filename(folder, "manifest.tsv", NULL);
	if (!g_file_get_contents(*path, &text, len, &error) &&
	    !g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
		program_fail("%s", error->message);
	return text;
}

/* A folder's manifest, its path and its first damaged line or 0.  A folder without
 * one yet is an empty one. */
static struct handoff_folder *
manifest_try(const char *folder, char **path, size_t *damaged)
{
	struct handoff_folder *m = manifest_new(folder);
	char *text;
	size_t len;

	m->checksums = checksums_open(folder);
	text = manifest_get(folder, path, &len);
	if (text != NULL)
		m->descriptor = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (text != NULL && m->descriptor < 0)
		program_fail("%s: cannot open: %s", folder, g_strerror(errno));
	m->sealed = text != NULL && is_sealed(m, *path, text, len);
	*damaged = text != NULL ? manifest_parse(m, text, len) : 0;
	return m;
}

struct handoff_folder *
manifest_read(const char *folder)
{
	g_autofree char *path = NULL;
	size_t damaged;
	struct handoff_folder *m = manifest_try(folder, &path, &damaged);

	if (damaged > 0) {
		g_autofree char *remedy = manifest_remedy(folder);

		manifest_free(m);
		program_fail("%s: line %zu: is damaged: expected it as it was "
		    "written, with its check; %s", path, damaged, remedy);
	}
	return m;
}

bool
manifest_is(const char *folder, const GString *text)
{
	g_autofree char *path = NULL, *there = NULL;
	size_t len;

	there = manifest_get(folder, &path, &len);
	return there != NULL && len == text->len &&
	    memcmp(there, text->str, len) == 0;
}

struct handoff_folder *
manifest_mend(const char *folder)
{
	g_autofree char *path = NULL;
	size_t damaged;
	struct handoff_folder *m = manifest_try(folder, &path, &damaged);

	if (damaged == 0)
		return m;
	program_warn(path, NULL, "line %zu is damaged: every file of the "
	    "folder is made again", damaged);
	if (unlink(path) != 0)
		program_fail("%s: cannot remove: %s", path, g_strerror(errno));
	manifest_free(m);
	m = manifest_new(folder);
	m->checksums = checksums_open(folder);
	return m;
}

bool
manifest_digest(const char *path, char hex[DIGEST_HEX + 1])
{
	struct file_contents c;

	if (!file_contents_of(path, NULL, &c))
		return false;
	memcpy(hex, c.hex, sizeof c.hex);
	return true;
}

/* Whether a number in an entry is this one, written as we write it. */
static bool
is_number(const char *text, size_t n)
{
	char digits[24], *want = digits + sizeof digits - 1;

	*want = '\0';
	do
		*--want = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	return strcmp(text, want) == 0;
}

/* Whether an entry states the rows of a file of so many lines. */
static bool
states_rows(const struct manifest_entry *e, size_t lines,
    enum manifest_rows rows)
{
	if (rows == MANIFEST_EITHER && *e->rows == '\0')
		return true;
	if (rows != MANIFEST_RECORDS && (lines == 0 ||
	    is_number(e->rows, lines - 1)))
		return true;
	return rows != MANIFEST_TABLE && is_number(e->rows, lines);
}

static bool
describes(const struct manifest_entry *e, const struct file_contents *c,
    enum manifest_rows rows)
{
	return strcmp(c->hex, e->sha256) == 0 &&
	    is_number(e->bytes, c->bytes) && states_rows(e, c->lines, rows);
}

static bool
agrees(const struct handoff_folder *m, const struct manifest_entry *e,
    const char *path, enum manifest_rows rows)
{
	const struct file_contents_wanted w = {m->checksums, e->file,
	    e->sha256, NULL, -1};
	struct file_contents c;

	return file_contents_of(path, &w, &c) && describes(e, &c, rows);
}

/* Reads the contents of a file that the entry describes, or NULL. */
static char *
read_described(const struct manifest_entry *e, const char *path,
    const struct file_contents_wanted *w, enum manifest_rows rows,
    struct file_contents *c)
{
	char *bytes = file_contents_read(path, w, c);

	if (bytes != NULL && !describes(e, c, rows))
		g_clear_pointer(&bytes, g_free);
	return bytes;
}

char *
manifest_contents(const struct handoff_folder *m,
    const struct manifest_entry *e, enum manifest_rows rows,
    struct file_contents *c)
{
	const struct file_contents_wanted w = {m->checksums, e->file,
	    e->sha256, m->path, m->descriptor};
	g_autofree char *waiting = NULL;
	char *bytes = read_described(e, e->file, &w, rows, c);

	if (bytes != NULL)
		return bytes;
	waiting = publish_temporary(e->file);
	return read_described(e, waiting, &w, rows, c);
}

char *
manifest_locate(const struct handoff_folder *m,
    const struct manifest_entry *e, enum manifest_rows rows)
{
	char *path = g_build_filename(m->path, e->file, NULL);
	char *waiting;

	if (agrees(m, e, path, rows))
		return path;
	waiting = publish_temporary(path);
	g_free(path);
	if (agrees(m, e, waiting, rows))
		return waiting;
	g_free(waiting);
	return NULL;
}

void
manifest_expect_version(const struct handoff_folder *m,
    const struct manifest_entry *e, unsigned version)
{
	if (!is_number(e->format_version, version))
		program_fail("%s/%s: has format version %s: expected %u; run "
		    "the stage that writes it again", m->path, e->file,
		    e->format_version, version);
}

/* The stage that writes this folder of DATA (parse of parse-1-of-4, too), or NULL. */
static const char *
stage_of(const char *folder)
{
	static const char *const stages[] = {"fetch", "parse", "transform",
	    "load"};
	g_autofree char *name = g_path_get_basename(folder);

	name[strcspn(name, "-")] = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++)
		if (strcmp(name, stages[i]) == 0)
			return stages[i];
	return NULL;
}

char *
manifest_remedy(const char *folder)
{
	const char *stage = stage_of(folder);
	g_autofree char *data = g_path_get_dirname(folder);

	if (stage == NULL)
		return g_strdup("run the stage that writes it again");
	/* What was fetched is made from nothing that is on the disk. */
	if (strcmp(stage, "fetch") == 0)
		return g_strdup_printf("restore %s from a backup", folder);
	return g_strdup_printf("run miit-%s --data %s again", stage, data);
}

/* Ends the process: the stage that writes this folder of DATA has not run. */
static void G_GNUC_NORETURN
fail_without(const char *folder, const char *file)
{
	const char *stage = stage_of(folder);
	g_autofree char *data = g_path_get_dirname(folder);

	if (stage != NULL)
		program_fail("%s: %s is not there: run miit-%s --data %s first",
		    folder, file, stage, data);
	program_fail("%s: %s is not there: run the stage that writes it first",
	    folder, file);
}

/* Whether a file of a folder is in the state in which it was verified: as it is not what
 * the manifest says, it was not written to, but rotted. */
static bool
is_rotten(const struct handoff_folder *m, const struct manifest_entry *e)
{
	g_autofree char *path = g_build_filename(m->path, e->file, NULL);
	struct checksums_note n;
	struct stat s;

	return m->checksums != NULL && stat(path, &s) == 0 &&
	    checksums_find(m->checksums, checksums_key(e->file, e->sha256),
	    &n) && n.state == checksums_state(&s);
}

char *
manifest_locate_or_fail(struct handoff_folder *m, const char *file,
    unsigned version, enum manifest_rows rows)
{
	const struct manifest_entry *e = g_hash_table_lookup(m->entries, file);
	char *path;

	if (e == NULL)
		fail_without(m->path, file);
	manifest_expect_version(m, e, version);
	path = manifest_locate(m, e, rows);
	if (path == NULL) {
		g_autofree char *remedy = manifest_remedy(m->path);

		/* The stage that writes it would take its state for it. */
		if (is_rotten(m, e))
			checksums_forget(m->checksums);
		program_fail("%s/%s: disagrees with manifest.tsv: expected %s "
		    "rows in %s bytes with SHA-256 %s; %s", m->path, file,
		    e->rows, e->bytes, e->sha256, remedy);
	}
	return path;
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **
manifest_files(struct handoff_folder *m, unsigned *n)
{
	char **files = (char **)g_hash_table_get_keys_as_array(m->entries, n);

	qsort(files, *n, sizeof *files, by_name);
	return files;
}

/* A field without text has no value. */
static void
append_line(GString *text, const struct manifest_entry *e)
{
	size_t begin = text->len;
	char check[CHECK + 1];

	for (size_t k = 0; k < COLUMNS; k++) {
		const char *field = G_STRUCT_MEMBER(const char *, e,
		    entry_columns[k].offset);

		if (k > 0)
			g_string_append_c(text, '\t');
		handoff_table_escape(text, *field != '\0' ? field : NULL);
	}
	check_of(text->str + begin, text->len - begin, check);
	g_string_append_printf(text, "\t%s\n", check);
}

GString *
manifest_text(struct handoff_folder *m)
{
	unsigned n;
	g_autofree char **files = manifest_files(m, &n);
	GString *text = g_string_new(heading);

	g_string_append_c(text, '\n');
	for (unsigned i = 0; i < n; i++)
		append_line(text, g_hash_table_lookup(m->entries, files[i]));
	return text;
}
