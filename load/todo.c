#include "todo.h"

#include "fetch/base/embedded.h"
#include "fetch/base/handoff.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

/* A text for a terminal and for a comment: one line, no control characters. */
static void
append_visible(GString *line, const char *text)
{
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_iscntrl(c) || (c >= 0x202a && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069))
			g_string_append_printf(line, "\\x%02x", c);
		else
			g_string_append_unichar(line, c);
	}
}

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
			puts("document\tlist\tcompany\tother\tfield\tvalue\tby"
			    "\ton\twhy");
		g_string_truncate(line, 0);
		if (g_strcmp0(what, last) != 0) {
			g_string_append(line, "# ");
			append_visible(line, what);
			g_string_append_c(line, '\n');
			g_free(last);
			last = g_strdup(what);
			n++;
		}
		for (int i = 1; db_text(rows, 5) != NULL && i <= 6; i++) {
			if (db_text(rows, i) != NULL)
				handoff_escape(line, db_text(rows, i));
			g_string_append_c(line, i < 6 ? '\t' : '\n');
		}
		fputs(line->str, stdout);
	}
	sqlite3_finalize(rows);
	return n;
}
