#include "row.h"

#include "fetch/base/json.h"
#include "fetch/handoff/handoff.h"

void
row_json(GString *out, sqlite3_stmt *row)
{
	for (int i = 0; i < sqlite3_column_count(row); i++) {
		int type = sqlite3_column_type(row, i);

		json_name(out, i > 0 ? ", " : "{",
		    sqlite3_column_name(row, i));
		if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
			g_string_append(out, db_text(row, i));
		else
			json_append(out, db_text(row, i));
	}
	g_string_append_c(out, '}');
}

GString *
row_table(sqlite3_stmt *rows)
{
	GString *out = g_string_new(NULL);
	int n = sqlite3_column_count(rows);

	for (int i = 0; i < n; i++)
		g_string_append_printf(out, "%s%s", i > 0 ? "\t" : "",
		    sqlite3_column_name(rows, i));
	g_string_append_c(out, '\n');
	while (db_step(rows)) {
		for (int i = 0; i < n; i++) {
			if (i > 0)
				g_string_append_c(out, '\t');
			handoff_table_escape(out, db_text(rows, i));
		}
		g_string_append_c(out, '\n');
	}
	return out;
}
