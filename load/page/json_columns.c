#include "json_columns.h"

#include <stdbool.h>

#include "fetch/base/json.h"

/* One column while the rows pass by. */
struct column {
	GString *text;          /* what is inside its brackets */
	bool difference, sparse;
	long long last;         /* value of the row before */
};

static struct column *
begin(sqlite3_stmt *rows, int n)
{
	struct column *columns = g_new0(struct column, (gsize)n);

	for (int i = 0; i < n; i++) {
		const char *name = sqlite3_column_name(rows, i);

		columns[i].text = g_string_new(NULL);
		columns[i].difference = g_str_has_suffix(name, "+");
		columns[i].sparse = g_str_has_suffix(name, "?");
	}
	return columns;
}

static void
add_value(GString *out, sqlite3_stmt *rows, int i)
{
	int type = sqlite3_column_type(rows, i);

	if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
		g_string_append(out, db_text(rows, i));
	else
		json_append(out, db_text(rows, i));
}

static void
add_row(struct column *columns, sqlite3_stmt *rows, int n, long long row)
{
	for (int i = 0; i < n; i++) {
		struct column *c = &columns[i];

		if (c->sparse && sqlite3_column_type(rows, i) == SQLITE_NULL)
			continue;
		if (c->text->len > 0)
			g_string_append_c(c->text, ',');
		if (c->sparse)
			g_string_append_printf(c->text, "%lld,", row);
		if (c->difference) {
			long long value = sqlite3_column_int64(rows, i);

			g_string_append_printf(c->text, "%lld",
			    value - c->last);
			c->last = value;
		} else {
			add_value(c->text, rows, i);
		}
	}
}

void
json_columns_append(GString *out, sqlite3 *db, const char *sql, long long most)
{
	sqlite3_stmt *rows = db_prepare(db, sql, NULL);
	int n = sqlite3_column_count(rows);
	struct column *columns = begin(rows, n);
	long long count = 0;

	for (; db_step(rows); count++)
		if (most < 0 || count < most)
			add_row(columns, rows, n, count);
	json_number(out, "{", "rows", count);
	json_name(out, ",", "columns");
	g_string_append_c(out, '{');
	for (int i = 0; i < n; i++) {
		json_name(out, i > 0 ? "," : "", sqlite3_column_name(rows, i));
		g_string_append_c(out, '[');
		g_string_append_len(out, columns[i].text->str,
		    (gssize)columns[i].text->len);
		g_string_append_c(out, ']');
		g_string_free(columns[i].text, TRUE);
	}
	g_string_append(out, "}}");
	g_free(columns);
	sqlite3_finalize(rows);
}
