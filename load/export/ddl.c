#include "ddl.h"

#include "fetch/handoff/publish.h"

/* The types of a field in each dialect, in the order of enum field_type. */
enum dialect { SQLITE, POSTGRES, DUCKDB };

static const char *const types[][FIELD_DATETIME + 1] = {
    {"TEXT", "INTEGER", "INTEGER", "TEXT", "TEXT"},
    {"text", "bigint", "boolean", "date", "timestamptz"},
    {"VARCHAR", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP"},
};

/* A text constant, with its quotes doubled. */
static void
constant(GString *sql, const char *text)
{
	g_string_append_c(sql, '\'');
	for (const char *p = text; *p; p++) {
		if (*p == '\'')
			g_string_append_c(sql, '\'');
		g_string_append_c(sql, *p);
	}
	g_string_append_c(sql, '\'');
}

static void
columns(GString *sql, const struct resource *r, enum dialect d, bool comments)
{
	g_string_append_printf(sql, "CREATE TABLE %s (", r->name);
	for (int i = 0; i < r->n_fields; i++) {
		const struct resource_field *f = &r->fields[i];

		g_string_append_printf(sql, "\n    \"%s\" %s%s%s", f->name,
		    types[d][f->type], f->key ? " NOT NULL" : "",
		    i + 1 < r->n_fields ? "," : "");
		if (comments)
			g_string_append_printf(sql, " -- %s: %s", f->chinese,
			    f->description);
	}
}

static void
primary_key(GString *sql, const struct resource *r, const char *before)
{
	if (*r->key == NULL)
		return;
	g_string_append_printf(sql, "%sPRIMARY KEY (", before);
	for (const char *const *k = r->key; *k != NULL; k++)
		g_string_append_printf(sql, "%s\"%s\"",
		    k > r->key ? ", " : "", *k);
	g_string_append_c(sql, ')');
}

/* What refers to other resources, each after `before`. */
static void
foreign_keys(GString *sql, const struct resource *all, size_t n,
    const struct resource *r, const char *before)
{
	for (int i = 0; i < r->n_fields; i++) {
		const struct resource_field *f = &r->fields[i];
		const struct resource *other = f->reference == NULL ? NULL :
		    resource_find(all, n, f->reference);

		if (other != NULL)
			g_string_append_printf(sql, "%sFOREIGN KEY (\"%s\") "
			    "REFERENCES %s(\"%s\")", before, f->name,
			    other->name, other->key[0]);
	}
}

void
ddl_sqlite(GString *sql, const struct resource *all, size_t n,
    const struct resource *r)
{
	columns(sql, r, SQLITE, true);
	primary_key(sql, r, "\n    , ");
	foreign_keys(sql, all, n, r, "\n    , ");
	g_string_append(sql, "\n) STRICT");
}

static void
postgres_comments(GString *sql, const struct resource *r)
{
	g_string_append_printf(sql, "COMMENT ON TABLE %s IS ", r->name);
	constant(sql, r->title);
	g_string_append(sql, ";\n");
	for (int i = 0; i < r->n_fields; i++) {
		g_autofree char *text = g_strconcat(r->fields[i].chinese, ": ",
		    r->fields[i].description, NULL);

		g_string_append_printf(sql, "COMMENT ON COLUMN %s.\"%s\" IS ",
		    r->name, r->fields[i].name);
		constant(sql, text);
		g_string_append(sql, ";\n");
	}
}

/* Keys come when all rows are there: resources refer to each other. */
static void
postgres(GString *sql, const struct resource *all, size_t n)
{
	g_string_append(sql, "\\set ON_ERROR_STOP on\nBEGIN;\n");
	for (size_t i = 0; i < n; i++) {
		columns(sql, &all[i], POSTGRES, false);
		primary_key(sql, &all[i], ",\n    ");
		g_string_append_printf(sql, "\n);\n\\copy %s FROM '%s.csv' "
		    "WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')\n",
		    all[i].name, all[i].name);
		postgres_comments(sql, &all[i]);
	}
	for (size_t i = 0; i < n; i++) {
		g_autofree char *add = g_strdup_printf(
		    ";\nALTER TABLE %s ADD ", all[i].name);

		foreign_keys(sql, all, n, &all[i], add);
	}
	g_string_append(sql, ";\nCOMMIT;\n");
}

static void
write_script(const char *folder, const char *file, const GString *sql)
{
	g_autofree char *path = g_build_filename(folder, file, NULL);

	publish_file(path, sql->str, sql->len);
}

void
ddl_scripts(const struct resource *all, size_t n, const char *folder)
{
	g_autoptr(GString) sql = g_string_new(NULL);

	postgres(sql, all, n);
	write_script(folder, "postgres.sql", sql);
	g_string_truncate(sql, 0);
	for (size_t i = 0; i < n; i++) {
		columns(sql, &all[i], DUCKDB, false);
		g_string_append_printf(sql, "\n);\nCOPY %s FROM '%s.csv' "
		    "(FORMAT csv, HEADER true, QUOTE '\"', ESCAPE '\"');\n",
		    all[i].name, all[i].name);
	}
	write_script(folder, "duckdb.sql", sql);
}
