#include "last.h"

#include <stdio.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/embedded.h"
#include "fetch/base/program.h"
#include "fetch/handoff/file_contents.h"
#include "fetch/handoff/handoff.h"
#include "fetch/handoff/manifest.h"
#include "fetch/handoff/publish.h"
#include "load/base/row.h"
#include "diff.h"

/* --- the manifest ----------------------------------------------------------- */

/* Reads the manifest, or its successor that a killed run had sealed.  What
 * stands in a damaged line, or after it, is not known: the load makes it
 * again. */
static struct handoff_folder *
read_manifest(bool sealed)
{
	g_autofree char *path = program_path("load", "manifest.tsv");
	g_autofree char *next = publish_temporary(path);
	g_autofree char *folder = program_path("load", NULL);
	struct handoff_folder *m = manifest_new(folder);
	size_t len, damaged = 0;
	char *text;

	if (g_file_get_contents(sealed ? next : path, &text, &len, NULL))
		damaged = manifest_parse(m, text, len);
	if (damaged > 0 && !sealed)
		program_warn(path, NULL, "line %zu is damaged: it is made "
		    "again", damaged);
	return m;
}

struct handoff_folder *
last_manifest(const struct last *l, const char *const *names,
    const char *const *paths)
{
	g_autofree char *folder = program_path("load", NULL);
	struct handoff_folder *m = manifest_new(folder);

	for (; *names != NULL; names++, paths++) {
		struct manifest_entry e = {.file = *names,
		    .format_version = "1", .program = program_version()};
		struct file_contents c = {.bytes = l->len};
		char bytes[24];

		if (l->trusted && strcmp(*paths, l->path) == 0) {
			memcpy(c.hex, l->sha256, sizeof c.hex);
		} else {
			if (!file_contents_of(*paths, NULL, &c))
				program_fail("%s: cannot read", *paths);
			e.written = true;
			e.checksum = c.checksum;
			e.lines = c.lines;
		}
		g_snprintf(bytes, sizeof bytes, "%" G_GSIZE_FORMAT, c.bytes);
		e.bytes = bytes;
		e.sha256 = c.hex;
		manifest_add(m, &e);
	}
	return m;
}

/* --- looking ---------------------------------------------------------------- */

/* Reads the text of counts.tsv where the manifest agrees with it. */
static char *
read_counts(struct handoff_folder *manifest)
{
	g_autofree char *path = program_path("load", "counts.tsv");
	const char *named = handoff_folder_digest(manifest, "counts.tsv");
	char hex[DIGEST_HEX + 1], *text = NULL;
	gsize len;

	if (!g_file_get_contents(path, &text, &len, NULL))
		return NULL;
	digest_of(text, len, hex);
	if (named != NULL && strcmp(named, hex) != 0)
		program_fail("%s: disagrees with manifest.tsv: it was altered "
		    "after it was published; restore it, or remove both to "
		    "publish without comparing", path);
	return text;
}

static bool
is_comparable(const struct last *l)
{
	return !l->altered && (l->kind == WAREHOUSE_OURS ||
	    l->kind == WAREHOUSE_OLDER);
}

/* Digests the warehouse, which the manifest `says` has this digest: where nobody has
 * written to it since that was verified, its checksum says so (checksums.h).  False where
 * it cannot be read. */
static bool
digest(struct last *l, const char *says)
{
	g_autofree char *folder = program_path("load", NULL);
	struct checksums *notes = checksums_open(folder);
	const struct file_contents_wanted wanted = {notes, "warehouse.sqlite",
	    says, NULL, -1};
	struct file_contents c;
	bool read = file_contents_of(l->path, &wanted, &c);

	checksums_free(notes);
	if (!read)
		return false;
	memcpy(l->sha256, c.hex, sizeof l->sha256);
	l->len = c.bytes;
	return true;
}

/* Whether a manifest names the warehouse, and whether as it is. */
static bool
agrees(struct last *l, struct handoff_folder *manifest, bool *named)
{
	const char *says = handoff_folder_digest(manifest, "warehouse.sqlite");

	*named |= says != NULL;
	return says != NULL && (l->sha256[0] != '\0' || digest(l, says)) &&
	    strcmp(l->sha256, says) == 0;
}

/* Puts in place the manifest of a publication that was killed before it could. */
static void
finish_manifest(void)
{
	g_autofree char *path = program_path("load", "manifest.tsv");
	g_autofree char *next = publish_temporary(path);

	if (!program.dry_run)
		publish_move(next, path);
}

struct last *
last_look(void)
{
	struct last *l = g_new0(struct last, 1);
	struct handoff_folder *manifest = read_manifest(false);
	struct handoff_folder *sealed = read_manifest(true);
	bool named = false, unfinished;

	l->path = program_path("load", "warehouse.sqlite");
	l->trusted = agrees(l, manifest, &named);
	unfinished = !l->trusted && agrees(l, sealed, &named);
	l->trusted |= unfinished;
	l->kind = l->trusted ? warehouse_kind_sealed(l->path) :
	    warehouse_kind(l->path);
	if (unfinished)
		finish_manifest();
	l->altered = named && !l->trusted && (l->kind == WAREHOUSE_OURS ||
	    l->kind == WAREHOUSE_OLDER);
	if (!is_comparable(l))
		l->counts = read_counts(manifest);
	manifest_free(manifest);
	manifest_free(sealed);
	return l;
}

void
last_free(struct last *l)
{
	if (l == NULL)
		return;
	g_free(l->path);
	g_free(l->counts);
	g_free(l);
}

bool
last_is_known(const struct last *l)
{
	return l != NULL && (is_comparable(l) || l->counts != NULL);
}

const char *
last_source(const struct last *l)
{
	return l->trusted && is_comparable(l) ? l->path : NULL;
}

/* What the comparing checks read of the last warehouse. */
static const struct {
	const char *table;
	const char *columns[10];
} compared[] = {
    {"list", {"list", "document", "locator", "page_url", "source", "events"}},
    {"decision", {"file", "document", "notice", "locator", "row_no", "field",
	"value", "was", "state"}},
};

/* A database `last` of these tables, with what `older` has of them; NULL: they
 * are empty.  A table or column that an earlier version lacked says nothing. */
static void
project(sqlite3 *db, const char *older)
{
	db_run(db, "ATTACH ':memory:' AS last");
	for (size_t i = 0; i < G_N_ELEMENTS(compared); i++) {
		const char *table = compared[i].table;
		const char *const *columns = compared[i].columns;
		bool any = older != NULL &&
		    db_has_column(db, older, table, "document");
		g_autoptr(GString) sql = g_string_new(NULL);

		g_string_printf(sql, "CREATE TABLE last.%s AS SELECT", table);
		for (size_t k = 0; columns[k] != NULL; k++)
			g_string_append_printf(sql, "%s %s%s", k ? "," : "",
			    any && db_has_column(db, older, table, columns[k]) ?
			    "" : "NULL AS ", columns[k]);
		if (any)
			g_string_append_printf(sql, " FROM %s.%s", older,
			    table);
		else
			g_string_append(sql, " WHERE 0");
		db_run(db, sql->str);
	}
}

/* The counts as a table that the comparing checks can read; what they were made
 * of is not known. */
static void
attach_counts(sqlite3 *db, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	sqlite3_stmt *add;

	project(db, NULL);
	add = db_prepare(db, "INSERT INTO last.list (source, events) "
	    "VALUES (?, ?)", NULL);
	for (size_t i = 1; lines[0] != NULL && lines[i] != NULL &&
	    *lines[i] != '\0'; i++) {
		char *f[3] = {NULL};

		if (handoff_table_split(lines[i], f, G_N_ELEMENTS(f)) != 3)
			program_fail("counts.tsv: line %zu: expected three "
			    "fields", i + 1);
		db_bind(add, 1, f[0]);
		db_bind(add, 2, f[2]);
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(add);
}

void
last_attach(sqlite3 *db, const struct last *l)
{
	if (!is_comparable(l)) {
		attach_counts(db, l->counts);
	} else if (l->kind == WAREHOUSE_OURS) {
		diff_attach(db, l->path, "last");
	} else {
		diff_attach(db, l->path, "older");
		project(db, "older");
	}
	db_run(db, embedded_find(load_files, "last/withdrawn.sql")->bytes);
}

GString *
last_counts(sqlite3 *db)
{
	sqlite3_stmt *rows = db_prepare(db, "SELECT source, count(*) AS lists, "
	    "sum(events) AS events FROM list GROUP BY source ORDER BY source",
	    NULL);
	GString *out = row_table(rows);

	sqlite3_finalize(rows);
	return out;
}
