/* The hand-offs that load makes a warehouse of, with their manifests in order: rows,
 * headings and records that the stages before it never write.  A load is refused, with
 * the file and the line or record at fault, or every row stands in its table, the
 * derived tables, the views and the checks can be had, and what a check objects to
 * can be held back.
 *
 * An input is a set of files, each after a line "==> transform/events.tsv"; tables
 * that it lacks are empty.  Most changes are made of fields, not of bytes. */
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "fetch/handoff/manifest.h"
#include "fetch/seen.h"
#include "load/audit/check.h"
#include "load/audit/hold.h"
#include "load/audit/report.h"
#include "load/warehouse.h"
#include "parse/core/table.h"
#include "fuzz.h"

enum { MOST_ROUNDS = 8 };

static const char *const stages[] = {"fetch", "parse", "transform"};
static jmp_buf failed;
static sqlite3 *open_db;
static GHashTable *open_statements;     /* ours; those of the search are its own */
static int first_fd;
static GPtrArray *documents;    /* paths of parse's files of this input */

/* --- the process ------------------------------------------------------- */

/* Stands for program_fail (-Wl,--wrap).  What SQLite says of a statement of ours
 * names no line of anybody's, unless the row breaks a key; and the manifests are as
 * they should be. */
void __wrap_program_fail(const char *format, ...)
    G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN;

void
__wrap_program_fail(const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	if ((strcmp(format, "%s: cannot %s: %s") == 0 &&
	    strstr(message, "constraint failed") == NULL) ||
	    strstr(message, "manifest.tsv") != NULL) {
		fprintf(stderr, "%s\n", message);
		abort();
	}
	longjmp(failed, 1);
}

/* Stand for SQLite's (-Wl,--wrap), which call these. */
int __real_sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **,
    const char **);
int __real_sqlite3_finalize(sqlite3_stmt *);
int __wrap_sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **,
    const char **);
int __wrap_sqlite3_finalize(sqlite3_stmt *);

int
__wrap_sqlite3_prepare_v2(sqlite3 *db, const char *sql, int len,
    sqlite3_stmt **statement, const char **rest)
{
	int result = __real_sqlite3_prepare_v2(db, sql, len, statement, rest);

	if (*statement != NULL)
		g_hash_table_add(open_statements, *statement);
	return result;
}

int
__wrap_sqlite3_finalize(sqlite3_stmt *statement)
{
	g_hash_table_remove(open_statements, statement);
	return __real_sqlite3_finalize(statement);
}

static int
on_open(sqlite3 *db, char **error, const struct sqlite3_api_routines *routines)
{
	(void)error, (void)routines;
	open_db = db;
	return SQLITE_OK;
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	db_configure();
	open_statements = g_hash_table_new(NULL, NULL);
	sqlite3_auto_extension((void (*)(void))on_open);
	program.name = "fuzz-load";
	program.data = g_dir_make_tmp("miit-fuzz-XXXXXX", NULL);
	program.stage = "load";
	g_assert_nonnull(program.data);
	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
		g_autofree char *folder = program_path(stages[i], NULL);

		g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
	}
	sqlite3_temp_directory = sqlite3_mprintf("%s", program.data);
	documents = g_ptr_array_new_with_free_func(g_free);
	first_fd = dup(0);
	close(first_fd);
	return 0;
}

/* What a jump out of the middle leaves open. */
static void
close_all(void)
{
	GHashTableIter at;
	gpointer statement;

	g_hash_table_iter_init(&at, open_statements);
	while (g_hash_table_iter_next(&at, &statement, NULL)) {
		g_hash_table_iter_remove(&at);
		__real_sqlite3_finalize(statement);
	}
	sqlite3_close_v2(open_db);
	open_db = NULL;
	close_range((unsigned)first_fd, ~0U, 0);
}

/* --- the files --------------------------------------------------------- */

/* The table that is handed over in FILE of a stage, NULL where none is. */
static const struct handoff_layout *
layout_of(const char *stage, const char *file)
{
	if (strcmp(stage, "fetch") == 0 &&
	    strcmp(file, seen_listing_layout->file) == 0)
		return seen_listing_layout;
	for (const struct warehouse_table *t = warehouse_tables;
	    t->table != NULL; t++)
		if (strcmp(t->stage, stage) == 0 &&
		    strcmp(t->layout->file, file) == 0)
			return t->layout;
	return NULL;
}

static void
write_file(const char *path, const char *text, size_t len)
{
	FILE *f = fopen(path, "we");

	g_assert_nonnull(f);
	g_assert_cmpuint(fwrite(text, 1, len, f), ==, len);
	g_assert_cmpint(fclose(f), ==, 0);
}

static void
put(struct handoff_folder *m, const char *file, unsigned version,
    const char *text, size_t len, bool heading)
{
	g_autofree char *path = g_build_filename(m->path, file, NULL);
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *number = g_strdup_printf("%u", version);
	g_autofree char *size = g_strdup_printf("%zu", len);
	g_autofree char *rows = NULL;
	char hex[DIGEST_HEX + 1];
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += text[i] == '\n';
	rows = g_strdup_printf("%zu", heading && n > 0 ? n - 1 : n);
	digest_of(text, len, hex);
	g_mkdir_with_parents(folder, 0700);
	write_file(path, text, len);
	manifest_add(m, &(struct manifest_entry){.file = file,
	    .format_version = number, .rows = rows, .bytes = size, .sha256 = hex,
	    .program = "fuzz"});
}

/* A table of which there is only the heading. */
static void
put_empty(struct handoff_folder *m, const struct handoff_layout *layout)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (size_t i = 0; i < layout->n_columns; i++)
		g_string_append_printf(text, "%s%s", i > 0 ? "\t" : "",
		    layout->columns[i].name);
	g_string_append_c(text, '\n');
	put(m, layout->file, layout->version, text->str, text->len, true);
}

/* Puts the file of a section, "transform/events.tsv\n…", where it belongs. */
static void
put_section(struct handoff_folder **m, const char *section, size_t len)
{
	const char *text = memchr(section, '\n', len);
	g_autofree char *name = NULL, *document = NULL;
	const struct handoff_layout *layout;
	char *file;
	size_t i = 0;

	if (text == NULL)
		return;
	name = g_strndup(section, (size_t)(text++ - section));
	len -= (size_t)(text - section);
	file = strchr(name, '/');
	if (file == NULL)
		return;
	*file++ = '\0';
	while (i < G_N_ELEMENTS(stages) && strcmp(stages[i], name) != 0)
		i++;
	if (i == G_N_ELEMENTS(stages) ||
	    g_hash_table_contains(m[i]->entries, file))
		return;
	layout = layout_of(name, file);
	if (layout != NULL)
		put(m[i], file, layout->version, text, len, true);
	else if (strcmp(name, "parse") == 0 &&
	    (document = table_document_of(file)) != NULL) {
		put(m[i], file, TABLE_FORMAT_VERSION, text, len, false);
		g_ptr_array_add(documents, program_path(name, file));
	}
}

static void
put_all(const char *input, size_t len)
{
	struct handoff_folder *m[G_N_ELEMENTS(stages)];
	const char *end = input + len;

	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
		g_autofree char *path = program_path(stages[i], NULL);

		m[i] = manifest_new(path);
	}
	while (input < end) {
		const char *next = memmem(input, (size_t)(end - input),
		    "\n==> ", 5);
		size_t n = (size_t)((next != NULL ? next + 1 : end) - input);

		if (n > 4 && memcmp(input, "==> ", 4) == 0)
			put_section(m, input + 4, n - 4);
		input += n;
	}
	for (const struct warehouse_table *t = warehouse_tables;
	    t->table != NULL; t++) {
		struct handoff_folder *of = m[*t->stage == 'f' ? 0 : 2];

		if (!g_hash_table_contains(of->entries, t->layout->file))
			put_empty(of, t->layout);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
		g_autofree char *path = program_path(stages[i], "manifest.tsv");
		g_autoptr(GString) text = manifest_text(m[i]);

		write_file(path, text->str, text->len);
		manifest_free(m[i]);
	}
}

static void
remove_documents(void)
{
	for (guint i = 0; i < documents->len; i++)
		g_unlink(g_ptr_array_index(documents, i));
	g_ptr_array_set_size(documents, 0);
}

/* --- the warehouse ----------------------------------------------------- */

/* Every line of a hand-off is a row of its table, whatever is held back. */
static void
expect_rows(sqlite3 *db)
{
	for (const struct warehouse_table *t = warehouse_tables;
	    t->table != NULL; t++) {
		g_autofree char *sql = g_strdup_printf("SELECT (SELECT count(*) "
		    "FROM %s) - (SELECT rows FROM input WHERE stage = '%s' "
		    "AND file = '%s')", t->table, t->stage, t->layout->file);

		g_assert_cmpint(db_number(db, sql), ==, 0);
	}
}

/* All that the views say can be read. */
static void
read_views(sqlite3 *db)
{
	sqlite3_stmt *views = db_prepare(db, "SELECT name FROM sqlite_schema "
	    "WHERE type = 'view'", NULL);

	while (db_step(views)) {
		g_autofree char *sql = g_strdup_printf("SELECT * FROM \"%s\"",
		    db_text(views, 0));
		sqlite3_stmt *rows = db_prepare(db, sql, NULL);

		while (db_step(rows))
			db_text(rows, 0);
		sqlite3_finalize(rows);
	}
	sqlite3_finalize(views);
}

static void
load(void)
{
	struct holds *holds = NULL;
	size_t rounds = 0;

	do {
		sqlite3 *db = warehouse_build(":memory:", NULL, holds, NULL);
		struct checks *checks = check_run_all(db, NULL, true);
		struct report report = {.checks = checks};

		check_store(checks, db);
		report.counts = report_count(db);
		if (rounds == 0)
			expect_rows(db);
		read_views(db);
		g_string_free(report_json(&report), TRUE);
		g_string_free(report_junit(&report), TRUE);
		if (check_count(checks, CHECK_ERROR, CHECK_FAILS) > 0)
			holds = hold_collect(holds, checks, NULL);
		else {
			hold_free(holds);
			holds = NULL;
		}
		check_free(checks);
		warehouse_finish(db, NULL);
		db_close(db);
		open_db = NULL;
	} while (holds != NULL && ++rounds < MOST_ROUNDS);
	hold_free(holds);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	put_all((const char *)bytes, len);
	if (setjmp(failed) == 0)
		load();
	else
		close_all();
	remove_documents();
	return 0;
}

/* --- changes ----------------------------------------------------------- */

/* The field at a random place of a text: its start, and its length in *len. */
static size_t
field_at(const char *text, size_t size, size_t *len)
{
	size_t from = (size_t)rand() % size, to = from;

	while (from > 0 && text[from - 1] != '\t' && text[from - 1] != '\n')
		from--;
	while (to < size && text[to] != '\t' && text[to] != '\n')
		to++;
	*len = to > from ? to - from : 0;
	return from;
}

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t len, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t len, size_t most,
    unsigned seed);

/* Now and then as libFuzzer would; else one field becomes another of the input, a
 * value of the list, or itself with some change. */
size_t
LLVMFuzzerCustomMutator(uint8_t *bytes, size_t len, size_t most, unsigned seed)
{
	static const char *const values[] = {"\\N", "", "0", "1", "-1", "2021",
	    "9223372036854775807", "1e2", "1.5", "2021-02-30", "2021-12-31",
	    "9999-12-31", "0000-01-01", "合肥甲", "XPCC", "340000", "\xff",
	    "\xe5\x90", "{", "\"", "'", "final", "review_final", "small_giant",
	    "national", "a\\tb\\nc\\\\"};
	g_autofree char *value = NULL;
	size_t at, old, new, other;

	srand(seed);
	if (len == 0 || rand() % 8 == 0)
		return LLVMFuzzerMutate(bytes, len, most);
	at = field_at((const char *)bytes, len, &old);
	switch (rand() % 3) {
	case 0:
		other = field_at((const char *)bytes, len, &new);
		value = g_strndup((const char *)bytes + other, new);
		break;
	case 1:
		value = g_strdup(values[(size_t)rand() %
		    G_N_ELEMENTS(values)]);
		break;
	default:
		value = g_malloc(old + 65);
		memcpy(value, bytes + at, old);
		value[LLVMFuzzerMutate((uint8_t *)value, old, old + 64)] = '\0';
	}
	new = strlen(value);
	if (len - old + new > most)
		return len;
	memmove(bytes + at + new, bytes + at + old, len - at - old);
	memcpy(bytes + at, value, new);
	return len - old + new;
}
