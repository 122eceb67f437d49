#include "row.h"

#include "fetch/base/json.h"

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
