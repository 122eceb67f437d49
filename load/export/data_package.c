#include "data_package.h"

#include <string.h>

#include "fetch/base/json.h"
#include "fetch/base/program.h"
#include "fetch/handoff/publish.h"
#include "ddl.h"
#include "description.h"

void
data_package_csv(GString *out, const char *text)
{
	if (text == NULL)
		return;
	if (*text && strpbrk(text, ",\"\r\n") == NULL) {
		g_string_append(out, text);
		return;
	}
	g_string_append_c(out, '"');
	for (const char *p = text; *p; p++) {
		if (*p == '"')
			g_string_append_c(out, '"');
		g_string_append_c(out, *p);
	}
	g_string_append_c(out, '"');
}

void
data_package_json(GString *out, const struct resource *r, sqlite3_stmt *row)
{
	for (int i = 0; i < r->n_fields; i++) {
		const char *text = db_text(row, i);

		json_name(out, i > 0 ? ", " : "{", r->fields[i].name);
		if (text != NULL && r->fields[i].type == FIELD_BOOLEAN)
			g_string_append(out, *text == '0' ? "false" : "true");
		else if (text != NULL && r->fields[i].type == FIELD_INTEGER)
			g_string_append(out, text);
		else
			json_append(out, text);
	}
	g_string_append_c(out, '}');
}

/* --- SQLite ------------------------------------------------------------ */

/* "INSERT INTO name VALUES (?, ?, …)" for a file that is being made. */
static sqlite3_stmt *
prepare_insert(sqlite3 *file, const struct resource *all, size_t n,
    const struct resource *r)
{
	g_autoptr(GString) sql = g_string_new(NULL);

	ddl_sqlite(sql, all, n, r);
	db_run(file, sql->str);
	g_string_printf(sql, "INSERT INTO %s VALUES (", r->name);
	for (int i = 0; i < r->n_fields; i++)
		g_string_append(sql, i > 0 ? ", ?" : "?");
	g_string_append_c(sql, ')');
	return db_prepare(file, sql->str, NULL);
}

static void
insert_row(sqlite3_stmt *insert, sqlite3_stmt *row)
{
	for (int i = 0; i < sqlite3_column_count(row); i++)
		sqlite3_bind_value(insert, i + 1, sqlite3_column_value(row, i));
	db_step(insert);
	sqlite3_reset(insert);
}

static sqlite3 *
open_file(const char *path)
{
	sqlite3 *file = db_open(path, true);

	db_run(file, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
	    "PRAGMA foreign_keys = OFF; BEGIN");
	return file;
}

/* --- CSV and NDJSON ------------------------------------------------------ */

static struct publication *
begin(const char *folder, const char *name, const char *suffix)
{
	g_autofree char *file = g_strconcat(name, suffix, NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);

	return publish_begin(path);
}

static void
write_line(struct publication *p, GString *line, const char *end)
{
	g_string_append(line, end);
	publish_write(p, line->str, line->len);
	g_string_truncate(line, 0);
}

static void
append_heading(GString *line, const struct resource *r)
{
	for (int i = 0; i < r->n_fields; i++) {
		if (i > 0)
			g_string_append_c(line, ',');
		g_string_append(line, r->fields[i].name);
	}
}

static void
append_csv(GString *line, const struct resource *r, sqlite3_stmt *row)
{
	for (int i = 0; i < r->n_fields; i++) {
		const char *text = db_text(row, i);

		if (i > 0)
			g_string_append_c(line, ',');
		if (text != NULL && r->fields[i].type == FIELD_BOOLEAN)
			text = *text == '0' ? "false" : "true";
		data_package_csv(line, text);
	}
}

/* Writes the rows of one resource; `insert` adds them to the SQLite file. */
static void
write_resource(sqlite3 *db, const struct resource *r, const char *folder,
    sqlite3_stmt *insert)
{
	struct publication *csv = begin(folder, r->name, ".csv");
	struct publication *json = begin(folder, r->name, ".ndjson");
	sqlite3_stmt *row = db_prepare(db, r->sql, NULL);
	g_autoptr(GString) line = g_string_new(NULL);
	size_t n = 0;

	append_heading(line, r);
	write_line(csv, line, "\r\n");
	for (; db_step(row); n++) {
		append_csv(line, r, row);
		write_line(csv, line, "\r\n");
		data_package_json(line, r, row);
		write_line(json, line, "\n");
		insert_row(insert, row);
	}
	sqlite3_finalize(row);
	sqlite3_finalize(insert);
	publish_rename(csv);
	publish_rename(json);
	program_note("%s: %zu rows", r->name, n);
}

void
data_package_write(sqlite3 *db, const struct resource *all, size_t n,
    const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "small-giants.sqlite",
	    NULL);
	g_autofree char *temporary = publish_temporary(path);
	sqlite3 *file;

	if (g_mkdir_with_parents(folder, 0777) != 0)
		program_fail("%s: cannot make this folder", folder);
	file = open_file(temporary);
	for (size_t i = 0; i < n; i++)
		write_resource(db, &all[i], folder,
		    prepare_insert(file, all, n, &all[i]));
	db_run(file, "COMMIT");
	db_close(file);
	publish_sync(temporary);
	publish_move(temporary, path);
	db_keep();
	ddl_scripts(all, n, folder);
	description_write(db, all, n, folder);
}
