#include "description.h"

#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/json.h"
#include "fetch/base/program.h"
#include "fetch/handoff/publish.h"

#define LICENCE_NAME "facts"
#define LICENCE "The lists are publications of Chinese authorities; names, " \
    "dates and figures in them are facts. No licence is claimed for them here."
#define TERMS "Columns with contacts or persons, where a list has them, are " \
    "never exported. The official publication prevails: every event leads to " \
    "its page and cell. A title that rests on a proposal is marked provisional."

/* The one text that a query gives; the caller frees it. */
static char *
text_of(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *ask = db_prepare(db, sql, NULL);
	char *text = db_step(ask) ? g_strdup(db_text(ask, 0)) : NULL;

	sqlite3_finalize(ask);
	return text;
}

/* Size and digest of a file. */
static void
measure(GString *out, const char *folder, const char *file, const char *hash)
{
	g_autofree char *path = g_build_filename(folder, file, NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(GMappedFile) map = g_mapped_file_new(path, FALSE, &error);
	g_autofree char *value = NULL;
	char hex[DIGEST_HEX + 1];

	if (map == NULL)
		program_fail("%s", error->message);
	digest_of(g_mapped_file_get_contents(map),
	    g_mapped_file_get_length(map), hex);
	value = g_strconcat(*hash == 'h' ? "sha256:" : "", hex, NULL);
	json_number(out, ", ", "bytes", (long long)g_mapped_file_get_length(map));
	json_member(out, ", ", hash, value);
}

/* --- datapackage.json --------------------------------------------------- */

static void
append_enum(GString *out, sqlite3 *db, const char *list)
{
	GPtrArray *words = resource_words(db, list);

	json_name(out, ", ", "enum");
	for (guint i = 0; i < words->len; i++) {
		g_string_append(out, i > 0 ? ", " : "[");
		json_append(out, words->pdata[i]);
	}
	g_string_append(out, words->len > 0 ? "]" : "[]");
	g_ptr_array_unref(words);
}

static void
append_field(GString *out, sqlite3 *db, const struct resource_field *f)
{
	json_member(out, "{", "name", f->name);
	json_member(out, ", ", "type", resource_type_word(f->type));
	json_member(out, ", ", "title", f->chinese);
	json_member(out, ", ", "description", f->description);
	json_name(out, ", ", "constraints");
	json_name(out, "{", "required");
	g_string_append(out, f->key ? "true" : "false");
	if (f->list != NULL)
		append_enum(out, db, f->list);
	g_string_append(out, "}}");
}

static void
append_keys(GString *out, const struct resource *all, size_t n,
    const struct resource *r)
{
	const char *before = NULL;

	if (*r->key != NULL) {
		json_name(out, ",\n      ", "primaryKey");
		for (const char *const *k = r->key; *k != NULL; k++) {
			g_string_append(out, k > r->key ? ", " : "[");
			json_append(out, *k);
		}
		g_string_append_c(out, ']');
	}
	for (int i = 0; i < r->n_fields; i++) {
		const struct resource_field *f = &r->fields[i];

		if (f->reference == NULL)
			continue;
		if (before == NULL) {
			json_name(out, ",\n      ", "foreignKeys");
			g_string_append_c(out, '[');
		}
		json_member(out, before != NULL ? before : "\n       {",
		    "fields", f->name);
		json_name(out, ", ", "reference");
		/* A resource that refers to itself leaves its name empty. */
		json_member(out, "{", "resource",
		    strcmp(f->reference, r->name) == 0 ? "" : f->reference);
		json_member(out, ", ", "fields",
		    resource_find(all, n, f->reference)->key[0]);
		g_string_append(out, "}}");
		before = ",\n       {";
	}
	if (before != NULL)
		g_string_append_c(out, ']');
}

static void
append_resource(GString *out, sqlite3 *db, const struct resource *all,
    size_t n, const struct resource *r, const char *folder)
{
	g_autofree char *path = g_strconcat(r->name, ".csv", NULL);

	json_member(out, "    {", "name", r->name);
	json_member(out, ", ", "title", r->title);
	json_member(out, ", ", "description", r->chinese);
	json_member(out, ",\n     ", "path", path);
	json_member(out, ", ", "profile", "tabular-data-resource");
	json_member(out, ", ", "format", "csv");
	json_member(out, ", ", "mediatype", "text/csv");
	json_member(out, ", ", "encoding", "utf-8");
	measure(out, folder, path, "hash");
	/* Some readers guess the delimiter where nothing says it. */
	g_string_append(out, ",\n     \"dialect\": {\"delimiter\": \",\", "
	    "\"quoteChar\": \"\\\"\", \"doubleQuote\": true, "
	    "\"lineTerminator\": \"\\r\\n\", \"header\": true}");
	json_name(out, ",\n     ", "schema");
	json_name(out, "{", "missingValues");
	g_string_append(out, "[\"\"]");
	json_name(out, ", ", "fields");
	for (int i = 0; i < r->n_fields; i++) {
		g_string_append(out, i > 0 ? ",\n       " : "[\n       ");
		append_field(out, db, &r->fields[i]);
	}
	g_string_append_c(out, ']');
	append_keys(out, all, n, r);
	g_string_append(out, "}}");
}

static void
append_sources(GString *out, sqlite3 *db)
{
	sqlite3_stmt *lists = db_prepare(db, "SELECT coalesce(title, url), "
	    "page_url FROM list WHERE page_url IS NOT NULL "
	    "GROUP BY page_url ORDER BY page_url", NULL);
	const char *before = "\n    {";

	while (db_step(lists)) {
		json_member(out, before, "title", db_text(lists, 0));
		json_member(out, ", ", "path", db_text(lists, 1));
		g_string_append_c(out, '}');
		before = ",\n    {";
	}
	sqlite3_finalize(lists);
}

void
description_write(sqlite3 *db, const struct resource *all, size_t n,
    const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "datapackage.json",
	    NULL);
	g_autofree char *day = text_of(db, "SELECT day FROM data_date");
	g_autoptr(GString) out = g_string_new(NULL);

	json_member(out, "{\n  ", "profile", "tabular-data-package");
	json_member(out, ",\n  ", "name", "miit-small-giants");
	json_member(out, ",\n  ", "title", "Small giants "
	    "(专精特新“小巨人”企业) of China's Ministry of Industry and "
	    "Information Technology");
	json_member(out, ",\n  ", "description", LICENCE " " TERMS);
	json_member(out, ",\n  ", "version", program_version());
	json_member(out, ",\n  ", "dataDate", day);
	json_name(out, ",\n  ", "licenses");
	json_member(out, "[{", "name", LICENCE_NAME);
	json_member(out, ", ", "title", LICENCE);
	json_name(out, "}],\n  ", "sources");
	g_string_append_c(out, '[');
	append_sources(out, db);
	json_name(out, "\n  ],\n  ", "resources");
	g_string_append(out, "[\n");
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			g_string_append(out, ",\n");
		append_resource(out, db, all, n, &all[i], folder);
	}
	g_string_append(out, "\n  ]\n}\n");
	publish_file(path, out->str, out->len);
}

/* --- index.json ---------------------------------------------------------- */

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files of a folder, sorted; the caller frees them with g_strfreev. */
static char **
files_of(const char *folder)
{
	GPtrArray *all = g_ptr_array_new();
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		if (*name != '.' && strcmp(name, "index.json") != 0) {
			g_autofree char *path = g_build_filename(folder, name,
			    NULL);

			if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
				g_ptr_array_add(all, g_strdup(name));
		}
	if (dir != NULL)
		g_dir_close(dir);
	g_ptr_array_sort(all, by_name);
	g_ptr_array_add(all, NULL);
	return (char **)g_ptr_array_free(all, FALSE);
}

void
description_index(sqlite3 *db, const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "index.json", NULL);
	g_autofree char *day = text_of(db, "SELECT day FROM data_date");
	g_auto(GStrv) files = files_of(folder);
	g_autoptr(GString) out = g_string_new(NULL);

	json_number(out, "{\n  ", "format", 1);
	json_member(out, ",\n  ", "program", program_version());
	json_member(out, ",\n  ", "data_date", day);
	json_member(out, ",\n  ", "licence", LICENCE);
	json_member(out, ",\n  ", "terms", TERMS);
	json_name(out, ",\n  ", "files");
	g_string_append_c(out, '[');
	for (char **f = files; *f != NULL; f++) {
		json_member(out, f > files ? ",\n    {" : "\n    {", "path", *f);
		measure(out, folder, *f, "sha256");
		g_string_append_c(out, '}');
	}
	g_string_append(out, "\n  ]\n}\n");
	publish_file(path, out->str, out->len);
}
