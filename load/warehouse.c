#include "warehouse.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/embedded.h"
#include "fetch/base/program.h"
#include "fetch/body/document.h"
#include "fetch/seen.h"
#include "load/audit/hold.h"
#include "load/base/pinyin.h"
#include "load/derive/counts.h"
#include "load/derive/industry.h"
#include "load/derive/known.h"
#include "load/last/part_digests.h"
#include "load/query/index.h"
#include "parse/core/table.h"
#include "transform/company.h"
#include "transform/decided.h"
#include "transform/event.h"
#include "transform/place/place.h"
#include "suggest.h"

/* The candidate is a new file that nobody reads before it is synced and
 * renamed: no journal to roll back to, no syncing on the way.
 *
 * 8 KiB pages: a fifth faster to fill than 4 KiB.  Sorting for an index goes by
 * pieces of the size of the cache, and those that the processor's own cache
 * holds sort more than twice as fast as one great list; merging them needs
 * files, which temp_store = MEMORY would forbid. */
static const char settings[] =
    "PRAGMA page_size = 8192;"
    "PRAGMA encoding = 'UTF-8';"
    "PRAGMA journal_mode = OFF;"
    "PRAGMA locking_mode = EXCLUSIVE;"
    "PRAGMA synchronous = OFF;"
    "PRAGMA temp_store = FILE;"
    "PRAGMA cache_size = -2000;"        /* KiB */
    "PRAGMA foreign_keys = OFF;";       /* checked all at once, later */

/* --- rows ------------------------------------------------------------- */

/* "INSERT INTO table (a, b) VALUES (?, ?)"; the names are constants of this
 * program or headings of its own data files. */
static sqlite3_stmt *
prepare_insert(sqlite3 *db, const char *table, const char *const *columns,
    size_t n)
{
	g_autoptr(GString) sql = g_string_new("INSERT INTO ");
	const char *before = " (";

	g_string_append(sql, table);
	for (size_t i = 0; i < n; i++, before = ", ")
		g_string_append_printf(sql, "%s%s", before, columns[i]);
	before = ") VALUES (";
	for (size_t i = 0; i < n; i++, before = ", ")
		g_string_append_printf(sql, "%s?", before);
	g_string_append_c(sql, ')');
	return db_prepare(db, sql->str, NULL);
}

/* Inserts the bound row.  A value that its column cannot hold is a mistake in
 * the file, distinguished from a disk that is full. */
static void
insert(sqlite3_stmt *statement, const char *file, size_t record)
{
	int result = sqlite3_step(statement);

	if ((result & 0xff) == SQLITE_CONSTRAINT)
		program_fail("%s: record %zu: %s", file, record,
		    sqlite3_errmsg(sqlite3_db_handle(statement)));
	sqlite3_reset(statement);
	if (result != SQLITE_DONE)
		program_fail("%s: cannot write: %s",
		    sqlite3_db_filename(sqlite3_db_handle(statement), "main"),
		    sqlite3_errmsg(sqlite3_db_handle(statement)));
}

/* The columns of a table, as a set of names. */
static GHashTable *
text_columns_of(sqlite3 *db, const char *table)
{
	GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal,
	    g_free, NULL);
	sqlite3_stmt *columns = db_prepare(db,
	    "SELECT name FROM pragma_table_info(?)", NULL);

	db_bind(columns, 1, table);
	while (db_step(columns))
		g_hash_table_add(names, g_strdup(db_text(columns, 0)));
	sqlite3_finalize(columns);
	return names;
}

/* Keeps in mind the columns of a hand-off file that are not loaded: a stage
 * upstream may know more than this one does. */
static void
note_ignored(sqlite3 *db, const char *stage, const char *file,
    const char *path, GHashTable *known)
{
	sqlite3_stmt *add = db_prepare(db,
	    "INSERT INTO ignored_column VALUES (?, ?, ?)", NULL);
	g_autofree char *heading = NULL;
	g_auto(GStrv) names = NULL;
	size_t size = 0;
	FILE *f = fopen(path, "re");

	if (f == NULL)
		program_fail("%s: cannot open: %s", path, strerror(errno));
	if (getline(&heading, &size, f) < 0)
		program_fail("%s: cannot read its heading", path);
	fclose(f);
	names = g_strsplit(g_strchomp(heading), "\t", -1);
	for (char **name = names; *name != NULL; name++) {
		if (g_hash_table_contains(known, *name))
			continue;
		db_bind(add, 1, stage);
		db_bind(add, 2, file);
		db_bind(add, 3, *name);
		insert(add, path, 0);
	}
	sqlite3_finalize(add);
}

/* What the row at hand has to do with days of knowledge: an event has one, and a
 * term, at parameter `at`, that of its event. */
static void
take_known(struct known *known, const struct handoff_layout *layout,
    const char *record, sqlite3_stmt *statement, size_t at)
{
	const struct event *event = (const struct event *)record;
	const struct validity *term = (const struct validity *)record;

	if (layout == &event_layout)
		known_add(known, event->event, event->document);
	else if (layout == &validity_layout)
		db_bind(statement, (int)at, known_day(known, term->event));
}

/* A hand-off file becomes a table with columns of the same names; terms have
 * known_on, too.  SQLite turns digits into numbers where a STRICT column asks for
 * them. */
static size_t
load_handoff(sqlite3 *db, const struct warehouse_table *t, struct known *days)
{
	const struct handoff_layout *layout = t->layout;
	g_autofree char *folder = program_path(t->stage, NULL);
	g_autofree char *file = program_path(t->stage, layout->file);
	g_autoptr(GHashTable) known = text_columns_of(db, t->table);
	g_autofree const char **columns = g_new(const char *,
	    layout->n_columns + 1);
	g_autofree const char **fields = g_new(const char *,
	    layout->n_columns);
	g_autofree size_t *offsets = g_new(size_t, layout->n_columns);
	/* Half of all values are none, and mostly of the same columns: what is
	 * bound to none stays so. */
	g_autofree bool *bound = g_new0(bool, layout->n_columns);
	g_autofree char *record = g_malloc0(layout->record_size);
	struct handoff_reader *reader = handoff_open(folder, layout);
	sqlite3_stmt *statement;
	struct part_digests *parts = NULL;
	size_t n = 0, used = 0;

	for (size_t i = 0; i < layout->n_columns; i++)
		if (g_hash_table_contains(known, layout->columns[i].name)) {
			if (g_strcmp0(layout->columns[i].name, t->part) == 0)
				parts = part_digests_new(t->table, used, t->part_len);
			columns[used] = layout->columns[i].name;
			offsets[used++] = layout->columns[i].offset;
		}
	g_hash_table_remove_all(known);
	for (size_t i = 0; i < used; i++)
		g_hash_table_add(known, g_strdup(columns[i]));
	note_ignored(db, t->stage, layout->file, file, known);
	columns[used] = "known_on";
	statement = prepare_insert(db, t->table, columns, used +
	    (layout == &validity_layout));
	while (handoff_table_read(reader, record)) {
		for (size_t i = 0; i < used; i++) {
			fields[i] = G_STRUCT_MEMBER(const char *, record,
			    offsets[i]);
			if (fields[i] != NULL || bound[i])
				db_bind(statement, (int)i + 1, fields[i]);
			bound[i] = fields[i] != NULL;
		}
		take_known(days, layout, record, statement, used + 1);
		insert(statement, file, ++n);
		if (parts != NULL)
			part_digests_add(parts, fields, used);
	}
	sqlite3_finalize(statement);
	part_digests_store(parts, db);
	handoff_table_close(reader);
	return n;
}

/* A data file of this stage becomes a table in the same way. */
static void
load_embedded(sqlite3 *db, const char *table, const char *file)
{
	const struct embedded *data = embedded_find(load_files, file);
	g_auto(GStrv) lines = g_strsplit(data->bytes, "\n", -1);
	char *columns[16], *fields[16];
	size_t n = handoff_table_split(lines[0], columns, G_N_ELEMENTS(columns));
	sqlite3_stmt *statement;

	g_assert(n > 0 && n <= G_N_ELEMENTS(columns));
	statement = prepare_insert(db, table, (const char *const *)columns, n);
	for (size_t k = 1; lines[k] != NULL && *lines[k]; k++) {
		if (handoff_table_split(lines[k], fields, n) != n)
			g_error("%s: line %zu: expected %zu fields", file,
			    k + 1, n);
		for (size_t i = 0; i < n; i++)
			db_bind(statement, (int)i + 1, fields[i]);
		insert(statement, file, k);
	}
	sqlite3_finalize(statement);
}

/* --- places and words ------------------------------------------------- */

/* Loads the units as the data files have them, one line each; 新疆生产建设兵团
 * and the planned cities belong to the region of their province. */
static void
load_units(sqlite3 *db)
{
	sqlite3_stmt *statement = db_prepare(db, "INSERT INTO unit SELECT "
	    "?, ?, ?, ?, ?, province_code, region FROM region "
	    "WHERE province_code = ?", NULL);
	size_t n;
	const struct unit *units = division_units(&n);

	for (size_t i = 0; i < n; i++) {
		const char *fields[] = {units[i].code, NULL, units[i].name,
		    units[i].short_name, units[i].english,
		    units[i].province_code};

		for (size_t k = 0; k < G_N_ELEMENTS(fields); k++)
			db_bind(statement, (int)k + 1, fields[k]);
		sqlite3_bind_int64(statement, 2, (sqlite3_int64)i + 1);
		insert(statement, "units", i + 1);
	}
	sqlite3_finalize(statement);
}

static void
load_divisions(sqlite3 *db)
{
	static const char *const columns[] = {"code", "name", "short_name",
	    "english", "pinyin", "valid_from", "valid_until", "successor"};
	sqlite3_stmt *statement = prepare_insert(db, "division", columns,
	    G_N_ELEMENTS(columns));
	size_t n;
	const struct division *d = division_all(&n);

	for (size_t i = 0; i < n; i++) {
		g_autofree char *pinyin = pinyin_of_place(
		    d[i].short_name != NULL ? d[i].short_name : d[i].name);
		const char *fields[] = {d[i].code, d[i].name, d[i].short_name,
		    d[i].english, pinyin, d[i].from, d[i].until, d[i].successor};

		for (size_t k = 0; k < G_N_ELEMENTS(fields); k++)
			db_bind(statement, (int)k + 1, fields[k]);
		insert(statement, "divisions", i + 1);
	}
	sqlite3_finalize(statement);
	/* A retired city keeps the English name of the one that took its place
	 * and name (吐鲁番地区, Turpan), else its pinyin (思茅地区, now 普洱市). */
	db_run(db, "UPDATE division SET english = coalesce((SELECT s.english "
	    "FROM division s WHERE s.code = division.successor "
	    "AND s.short_name = division.short_name), pinyin) "
	    "WHERE english IS NULL AND code LIKE '%00'");
}

/* The closed list is transform's; a reason without a label here stands for
 * itself. */
static void
load_reasons(sqlite3 *db)
{
	sqlite3_stmt *statement;

	load_embedded(db, "reject_reason", "reasons.tsv");
	statement = db_prepare(db, "INSERT OR IGNORE INTO reject_reason "
	    "VALUES (?, NULL, replace(?1, '_', ' '))", NULL);
	for (size_t i = 0; event_reject_reasons[i] != NULL; i++) {
		db_bind(statement, 1, event_reject_reasons[i]);
		insert(statement, "reasons", i + 1);
	}
	sqlite3_finalize(statement);
}

static void
load_labels(sqlite3 *db)
{
	static const struct {
		const char *table, *file;
	} data[] = {
	    {"programme", "programmes.tsv"}, {"kind", "kinds.tsv"},
	    {"label", "labels.tsv"},
	    {"batch", "batches.tsv"}, {"expected", "expected.tsv"},
	    {"identity_term", "identities.tsv"}, {"region", "regions.tsv"},
	    {"industry_section", "sections.tsv"},
	    {"industry_word", "industry_words.tsv"},
	};

	db_run(db, "CREATE TEMP TABLE region (province_code, region)");
	for (size_t i = 0; i < G_N_ELEMENTS(data); i++)
		load_embedded(db, data[i].table, data[i].file);
	load_reasons(db);
	load_units(db);
	load_divisions(db);
	db_run(db, "DROP TABLE region");
}

/* --- what parse read -------------------------------------------------- */

/* Statements that store records of a parse file (see parse/core/table.h). */
struct parsed {
	sqlite3_stmt *problem, *table, *mark;
};

/* Stores the problems and the sizes of the tables of one parse file, which is
 * changed in place. */
static void
load_parsed(const struct parsed *parsed, const char *document, char *stream)
{
	sqlite3_int64 problems = 0;

	for (char *line = stream, *next; *line; line = next) {
		char *fields[6] = {NULL};
		bool problem = strncmp(line, "problem\t", 8) == 0;
		sqlite3_stmt *add = problem ? parsed->problem : parsed->table;

		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		if (!problem && strncmp(line, "table\t", 6) != 0)
			continue;
		/* problem code place message; table n member place rows cols */
		handoff_table_split(line, fields, G_N_ELEMENTS(fields));
		db_bind(add, 1, document);
		for (int i = 1; i < (problem ? 4 : 6); i++)
			db_bind(add, i + 1, fields[i]);
		if (problem)
			sqlite3_bind_int64(add, 5, ++problems);
		insert(add, document, (size_t)problems);
	}
	db_bind(parsed->mark, 1, document);
	insert(parsed->mark, document, 1);
}

/* Reads what parse says of each document, and marks those that it has read. */
static void
load_parse(sqlite3 *db)
{
	g_autofree char *path = program_path("parse", NULL);
	struct handoff_folder *folder = handoff_folder_open(path);
	sqlite3_stmt *documents = db_prepare(db,
	    "SELECT document FROM document ORDER BY document", NULL);
	bool any = false, wanted = false;
	struct parsed parsed = {
	    db_prepare(db, "INSERT INTO problem (document, code, place, "
		"message, n) VALUES (?, ?, ?, ?, ?)", NULL),
	    db_prepare(db, "INSERT INTO printed_table VALUES "
		"(?, ?, ?, ?, ?, ?)", NULL),
	    db_prepare(db, "UPDATE document SET parsed = 1 "
		"WHERE document = ?", NULL)};

	while (db_step(documents)) {
		const char *document = db_text(documents, 0);
		g_autofree char *file = table_file(document);
		g_autofree char *stream = NULL;
		size_t len;

		wanted = true;
		if (!handoff_folder_has(folder, file))
			continue;
		any = true;
		stream = handoff_folder_read(folder, file,
		    TABLE_FORMAT_VERSION, &len);
		load_parsed(&parsed, document, stream);
	}
	if (wanted && !any)
		program_fail("%s: none of the documents is here; run "
		    "miit-parse first", path);
	sqlite3_finalize(documents);
	sqlite3_finalize(parsed.problem);
	sqlite3_finalize(parsed.table);
	sqlite3_finalize(parsed.mark);
	handoff_folder_close(folder);
}

/* --- provenance ------------------------------------------------------- */

/* Loads the manifest of a stage, line by line, into `input`; for parse, which
 * has a line a document, the manifest itself. */
static void
load_inputs(sqlite3 *db, const char *stage, bool lines_too)
{
	g_autofree char *path = program_path(stage, "manifest.tsv");
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	sqlite3_stmt *statement;
	size_t len;

	if (!g_file_get_contents(path, &text, &len, NULL))
		return;
	statement = db_prepare(db, "INSERT INTO input (stage, file, rows, "
	    "bytes, sha256, program) VALUES (?, ?, ?, ?, ?, ?)", NULL);
	if (!lines_too) {
		char hex[DIGEST_HEX + 1];

		digest_of(text, len, hex);
		db_bind(statement, 1, stage);
		db_bind(statement, 2, "manifest.tsv");
		sqlite3_bind_int64(statement, 4, (sqlite3_int64)len);
		db_bind(statement, 5, hex);
		insert(statement, path, 1);
		sqlite3_finalize(statement);
		return;
	}
	lines = g_strsplit(text, "\n", -1);
	for (size_t k = 1; lines[k] != NULL && *lines[k]; k++) {
		/* file format_version rows bytes sha256 program */
		char *f[6] = {NULL};

		handoff_table_split(lines[k], f, G_N_ELEMENTS(f));
		db_bind(statement, 1, stage);
		db_bind(statement, 2, f[0]);
		for (int i = 2; i < 6; i++)
			db_bind(statement, i + 1, f[i]);
		insert(statement, path, k);
	}
	sqlite3_finalize(statement);
}

/* Loads the data files that the programs are made with, and the reviewed file
 * of judgements, which transform names by its digest. */
static void
load_data_files(sqlite3 *db)
{
	static const struct {
		const char *stage;
		const struct embedded *files;
	} stages[] = {{"transform", transform_files}, {"load", load_files}};
	sqlite3_stmt *statement = db_prepare(db, "INSERT INTO input "
	    "(stage, file, bytes, sha256) VALUES (?, ?, ?, ?)", NULL);
	g_autofree char *path = program_path("transform", "inputs.tsv");
	g_autofree char *text = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++)
		for (const struct embedded *f = stages[i].files;
		    f->path != NULL; f++) {
			g_autofree char *file = g_strconcat(stages[i].stage,
			    "/", f->path, NULL);
			char hex[DIGEST_HEX + 1];

			if (!g_str_has_suffix(file, ".tsv"))
				continue;
			digest_of(f->bytes, f->len, hex);
			db_bind(statement, 1, "data");
			db_bind(statement, 2, file);
			sqlite3_bind_int64(statement, 3, (sqlite3_int64)f->len);
			db_bind(statement, 4, hex);
			insert(statement, file, 1);
		}
	if (g_file_get_contents(path, &text, NULL, NULL)) {
		const char *line = strstr(text, "\njudgements\t");

		if (line != NULL) {
			g_autofree char *hex = g_strndup(line + 12, DIGEST_HEX);

			db_bind(statement, 1, "transform");
			db_bind(statement, 2, "judgements");
			sqlite3_bind_null(statement, 3);
			db_bind(statement, 4, hex);
			insert(statement, path, 1);
		}
	}
	sqlite3_finalize(statement);
}

/* --- the file --------------------------------------------------------- */

static void
run_file(sqlite3 *db, const char *file)
{
	db_run(db, embedded_find(load_files, file)->bytes);
}

const struct warehouse_table warehouse_tables[] = {
    {"address", "fetch", &document_layout, NULL, 0},
    {"company", "transform", &company_layout, "company", PART_DIGESTS_COMPANY},
    {"company_name", "transform", &company_name_layout, "company",
	PART_DIGESTS_COMPANY},
    {"list", "transform", &list_layout, NULL, 0},
    {"event", "transform", &event_layout, "list", 0},
    {"reject", "transform", &reject_layout, NULL, 0},
    {"term", "transform", &validity_layout, "company", PART_DIGESTS_COMPANY},
    {"review", "transform", &review_layout, NULL, 0},
    {"company_place", "transform", &company_place_layout, NULL, 0},
    {"list_coverage", "transform", &coverage_layout, NULL, 0},
    {"decision", "transform", &decision_line_layout, NULL, 0},
    {NULL, NULL, NULL, NULL, 0},
};

/* Addresses come first, events before terms. */
static void
load_handoffs(sqlite3 *db)
{
	struct known *known = NULL;

	for (const struct warehouse_table *t = warehouse_tables;
	    t->table != NULL; t++) {
		size_t n = load_handoff(db, t, known);

		if (known == NULL)
			known = known_new(db);
		program_note("%s: %zu rows", t->table, n);
		program_progress("tables", (size_t)(t - warehouse_tables) + 1,
		    G_N_ELEMENTS(warehouse_tables) - 1);
	}
	known_free(known);
}

/* What was imported came from no column: then the file is absent. */
static void
load_column_pages(sqlite3 *db)
{
	g_autofree char *path = program_path("fetch", NULL);
	struct handoff_folder *folder = handoff_folder_open(path);

	if (handoff_folder_has(folder, seen_listing_layout->file))
		load_handoff(db, &(struct warehouse_table){"column_page",
		    "fetch", seen_listing_layout, NULL, 0}, NULL);
	handoff_folder_close(folder);
}

sqlite3 *
warehouse_build(const char *path, const char *expectations,
    const struct holds *holds, const char *last)
{
	sqlite3 *db = db_open(path, true);

	db_run(db, settings);
	db_run(db, "BEGIN");
	run_file(db, "schema.sql");
	load_labels(db);
	load_handoffs(db);
	load_column_pages(db);
	if (holds != NULL)
		hold_apply(holds, db, last);
	db_map(db);
	/* First, so that the indexes fill the pages that its pieces leave. */
	index_build(db);
	program_note("names indexed");
	industry_install(db);
	run_file(db, "derive/derive.sql");
	counts_tally(db);
	run_file(db, "derive/key_tally.sql");
	counts_holders(db);
	program_note("indexes and counts made");
	load_parse(db);
	load_inputs(db, "fetch", true);
	load_inputs(db, "parse", false);
	load_inputs(db, "transform", true);
	load_data_files(db);
	if (expectations != NULL)
		suggest_load(db, expectations);
	run_file(db, "views.sql");
	return db;
}

void
warehouse_finish(sqlite3 *db, const char *override_reason)
{
	sqlite3_stmt *statement = db_prepare(db,
	    "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?)", NULL);
	g_autofree char *mark = g_strdup_printf("PRAGMA application_id = %d;"
	    "PRAGMA user_version = %d;", WAREHOUSE_APPLICATION_ID,
	    WAREHOUSE_VERSION);

	db_bind(statement, 1, program_version());
	sqlite3_bind_int(statement, 2, WAREHOUSE_VERSION);
	db_bind(statement, 3, sqlite3_libversion());
	db_bind(statement, 4, override_reason ? "overridden" : "published");
	db_bind(statement, 5, override_reason);
	if (override_reason != NULL)
		db_bind(statement, 6, g_get_user_name());
	insert(statement, "run", 1);
	sqlite3_finalize(statement);
	db_run(db, mark);
	db_run(db, "COMMIT");
}
