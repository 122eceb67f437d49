#include "todo.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "fetch/base/embedded.h"
#include "fetch/base/visible.h"
#include "fetch/handoff/handoff.h"

unsigned
todo_print(sqlite3 *db)
{
	const struct embedded *query = embedded_find(load_files, "todo.sql");
	sqlite3_stmt *rows = db_prepare(db, query->bytes, NULL);
	g_autoptr(GString) line = g_string_new(NULL);
	g_autofree char *last = NULL;
	unsigned n = 0;

	while (db_step(rows)) {
		const char *what = db_text(rows, 0);

		if (n == 0)
			puts("document\tlist\trow\tcompany\tother\tfield\t"
			    "value\twas\tby\ton\twhy");
		g_string_truncate(line, 0);
		if (g_strcmp0(what, last) != 0) {
			g_string_append(line, "# ");
			visible_append(line, what);
			g_string_append_c(line, '\n');
			g_free(last);
			last = g_strdup(what);
			n++;
		}
		for (int i = 1; db_text(rows, 6) != NULL && i <= 8; i++) {
			if (db_text(rows, i) != NULL)
				handoff_table_escape(line, db_text(rows, i));
			g_string_append_c(line, i < 8 ? '\t' : '\n');
		}
		fputs(line->str, stdout);
	}
	sqlite3_finalize(rows);
	return n;
}
