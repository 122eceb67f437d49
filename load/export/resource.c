#include "resource.h"

#include <string.h>

#include "fetch/base/embedded.h"
#include "fetch/handoff/handoff.h"
#include "transform/name/name.h"

static const char *const type_words[] = {"string", "integer", "boolean",
    "date", "datetime"};

const char *
resource_type_word(enum field_type type)
{
	return type_words[type];
}

/* --- columns ---------------------------------------------------------- */

static GHashTable *described;   /* "name" or "resource.name" -> field */

static void
read_fields(void)
{
	g_auto(GStrv) lines = g_strsplit(embedded_find(load_files,
	    "export/fields.tsv")->bytes, "\n", -1);

	described = g_hash_table_new(g_str_hash, g_str_equal);
	for (size_t k = 1; lines[k] != NULL && *lines[k]; k++) {
		char *f[5];
		struct resource_field *field = g_new0(struct resource_field, 1);

		if (handoff_table_split(lines[k], f, G_N_ELEMENTS(f)) !=
		    G_N_ELEMENTS(f))
			g_error("fields.tsv: line %zu: expected 5 fields", k + 1);
		while (strcmp(type_words[field->type], f[1]) != 0)
			if (++field->type == G_N_ELEMENTS(type_words))
				g_error("fields.tsv: %s: %s is no type", f[0],
				    f[1]);
		field->chinese = g_intern_string(f[2]);
		field->description = g_intern_string(f[3]);
		field->list = g_intern_string(f[4]);
		g_hash_table_insert(described,
		    (char *)g_intern_string(f[0]), field);
	}
}

/* The resource that a column refers to, NULL where there is none. */
static const char *
reference_of(const char *references, const char *column)
{
	g_auto(GStrv) pairs = g_strsplit(references, " ", -1);
	size_t len = strlen(column);

	for (char **p = pairs; *p != NULL; p++)
		if (strncmp(*p, column, len) == 0 && (*p)[len] == '=')
			return g_intern_string(*p + len + 1);
	return NULL;
}

static void
describe(struct resource *r, sqlite3 *db, const char *references)
{
	sqlite3_stmt *rows = db_prepare(db, r->sql, NULL);
	struct resource_field *fields;

	r->n_fields = sqlite3_column_count(rows);
	r->fields = fields = g_new0(struct resource_field,
	    (gsize)r->n_fields);
	for (int i = 0; i < r->n_fields; i++) {
		const char *name = sqlite3_column_name(rows, i);
		g_autofree char *own = g_strconcat(r->name, ".", name, NULL);
		const struct resource_field *known = g_hash_table_lookup(
		    described, own);

		if (known == NULL)
			known = g_hash_table_lookup(described, name);
		if (known == NULL)
			g_error("fields.tsv: nothing about %s", own);
		fields[i] = *known;
		fields[i].name = g_intern_string(name);
		fields[i].reference = reference_of(references, name);
		fields[i].key = g_strv_contains(r->key, name);
	}
	sqlite3_finalize(rows);
}

/* --- resources -------------------------------------------------------- */

/* The value of the comment "-- name: value" of a file. */
static char *
comment_of(const char *text, const char *name)
{
	g_autofree char *mark = g_strdup_printf("-- %s: ", name);
	const char *at = strstr(text, mark);

	if (at == NULL)
		g_error("export: a resource without %s", mark);
	at += strlen(mark);
	return g_strndup(at, strcspn(at, "\n"));
}

static struct resource
read_resource(const struct embedded *file, sqlite3 *db)
{
	struct resource r = {0};
	g_autofree char *references = comment_of(file->bytes, "references");
	g_autofree char *key = comment_of(file->bytes, "key");
	g_autofree char *base = g_path_get_basename(file->path);
	g_auto(GStrv) split = g_strsplit(key, " ", -1);
	GPtrArray *keys = g_ptr_array_new();

	base[strlen(base) - strlen(".sql")] = '\0';
	r.name = g_intern_string(strchr(base, '_') + 1);
	r.title = comment_of(file->bytes, "title");
	r.chinese = comment_of(file->bytes, "chinese");
	r.sql = file->bytes;
	for (char **k = split; *k != NULL; k++)
		if (**k)
			g_ptr_array_add(keys, (char *)g_intern_string(*k));
	g_ptr_array_add(keys, NULL);
	r.key = (const char *const *)g_ptr_array_free(keys, FALSE);
	describe(&r, db, references);
	return r;
}

/* name_part(name, 'brand'): a part of a canonical name, NULL where there is
 * none. */
static void
name_part(sqlite3_context *context, int n, sqlite3_value **values)
{
	static struct name *name;
	const char *text = (const char *)sqlite3_value_text(values[0]);
	const char *which = (const char *)sqlite3_value_text(values[1]);
	const GString *part;

	(void)n;
	if (text == NULL || which == NULL)
		return;
	if (name == NULL)
		name = name_new();
	name_read(name, text);
	name_split(name);
	part = strcmp(which, "brand") == 0 ? name->brand :
	    strcmp(which, "trade") == 0 ? name->trade : name->place;
	if (part->len > 0)
		sqlite3_result_text(context, part->str, (int)part->len,
		    SQLITE_TRANSIENT);
}

void
resource_prepare(sqlite3 *db, const char *day)
{
	sqlite3_stmt *set;

	if (sqlite3_create_function(db, "name_part", 2, SQLITE_UTF8 |
	    SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, name_part, NULL,
	    NULL) != SQLITE_OK)
		g_error("SQLite takes no function");
	db_run(db, "CREATE TEMP TABLE export_day (day TEXT)");
	set = db_prepare(db, "INSERT INTO export_day SELECT coalesce(?1, "
	    "(SELECT day FROM data_date))", NULL);
	db_bind(set, 1, day);
	db_step(set);
	sqlite3_finalize(set);
}

const struct resource *
resource_all(sqlite3 *db, const char *day, size_t *n)
{
	static GArray *all;     /* for as long as the program runs */

	all = g_array_new(FALSE, FALSE, sizeof(struct resource));
	if (described == NULL)
		read_fields();
	resource_prepare(db, day);
	for (const struct embedded *f = load_files; f->path != NULL; f++)
		if (g_str_has_prefix(f->path, "export/resources/")) {
			struct resource r = read_resource(f, db);

			g_array_append_val(all, r);
		}
	*n = all->len;
	return (const struct resource *)(void *)all->data;
}

const struct resource *
resource_find(const struct resource *all, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].name, name) == 0)
			return &all[i];
	return NULL;
}

GPtrArray *
resource_words(sqlite3 *db, const char *list)
{
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
	sqlite3_stmt *ask;

	if (g_str_has_prefix(list, "label:")) {
		ask = db_prepare(db, "SELECT value FROM label WHERE field = ?1 "
		    "ORDER BY value", NULL);
		db_bind(ask, 1, list + strlen("label:"));
	} else {
		ask = db_prepare(db, strcmp(list, "kind") == 0 ?
		    "SELECT kind FROM kind ORDER BY kind" :
		    "SELECT programme FROM programme ORDER BY programme", NULL);
	}
	while (db_step(ask))
		g_ptr_array_add(words, g_strdup(db_text(ask, 0)));
	sqlite3_finalize(ask);
	return words;
}
