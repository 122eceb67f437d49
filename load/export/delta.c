#include "delta.h"

#include <string.h>

#include "fetch/base/json.h"
#include "fetch/base/program.h"
#include "fetch/handoff/publish.h"
#include "data_package.h"

/* The rows of a resource in one warehouse, in the order of their ids. */
struct delta_side {
	sqlite3_stmt *rows;
	const char *id;         /* NULL: at the end */
	GString *row;
};

static void
next(struct delta_side *s, const struct resource *r)
{
	s->id = db_step(s->rows) ? db_text(s->rows, 0) : NULL;
	g_string_truncate(s->row, 0);
	if (s->id != NULL)
		data_package_json(s->row, r, s->rows);
}

static void
write_change(struct publication *p, const char *change, const struct delta_side *was,
    const struct delta_side *now)
{
	g_autoptr(GString) line = g_string_new(NULL);

	json_member(line, "{", "change", change);
	if (was != NULL) {
		json_name(line, ", ", "was");
		g_string_append(line, was->row->str);
	}
	if (now != NULL) {
		json_name(line, ", ", "now");
		g_string_append(line, now->row->str);
	}
	g_string_append(line, "}\n");
	publish_write(p, line->str, line->len);
}

static void
write_changes(sqlite3 *old, sqlite3 *new, const struct resource *r,
    const char *folder)
{
	g_autofree char *file = g_strdup_printf("delta-%s.ndjson", r->name);
	g_autofree char *path = g_build_filename(folder, file, NULL);
	struct publication *p = publish_begin(path);
	struct delta_side was = {db_prepare(old, r->sql, NULL), NULL,
	    g_string_new(NULL)};
	struct delta_side now = {db_prepare(new, r->sql, NULL), NULL,
	    g_string_new(NULL)};
	size_t n = 0;

	next(&was, r);
	next(&now, r);
	while (was.id != NULL || now.id != NULL) {
		int order = was.id == NULL ? 1 : now.id == NULL ? -1 :
		    strcmp(was.id, now.id);
		bool same = order == 0 && g_string_equal(was.row, now.row);

		if (!same)
			write_change(p, order < 0 ? "withdrawn" : order > 0 ?
			    "added" : "changed", order <= 0 ? &was : NULL,
			    order >= 0 ? &now : NULL);
		n += !same;
		if (order <= 0)
			next(&was, r);
		if (order >= 0)
			next(&now, r);
	}
	publish_rename(p);
	sqlite3_finalize(was.rows);
	sqlite3_finalize(now.rows);
	g_string_free(was.row, TRUE);
	g_string_free(now.row, TRUE);
	program_say("%s: %zu changes", file, n);
}

static void
append_day(GString *out, const char *before, const char *name, sqlite3 *db)
{
	sqlite3_stmt *ask = db_prepare(db, "SELECT day FROM data_date", NULL);

	db_step(ask);
	json_member(out, before, name, db_text(ask, 0));
	sqlite3_finalize(ask);
}

void
delta_write(sqlite3 *old, sqlite3 *now, const struct resource *all, size_t n,
    const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "delta.json", NULL);
	g_autoptr(GString) out = g_string_new(NULL);

	write_changes(old, now, resource_find(all, n, "companies"), folder);
	write_changes(old, now, resource_find(all, n, "events"), folder);
	append_day(out, "{", "from", old);
	append_day(out, ", ", "to", now);
	g_string_append(out, "}\n");
	publish_file(path, out->str, out->len);
}
