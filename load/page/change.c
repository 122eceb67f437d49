#include "change.h"

#include <glib.h>
#include <string.h>

#include "fetch/base/program.h"
#include "fetch/handoff/handoff.h"

static const char heading[] =
    "thing\tchange\tid\tcompany\tname\tdocument\tdetail\tcause";
enum { COLUMNS = 8 };

void
change_load(sqlite3 *db, const char *path)
{
	g_autofree char *text = NULL;
	sqlite3_stmt *add;
	size_t record = 1;

	db_run(db, "CREATE TEMP TABLE page_change (thing TEXT, change TEXT, "
	    "id TEXT, company TEXT, name TEXT, document TEXT, detail TEXT, "
	    "cause TEXT)");
	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return;
	if (!g_file_get_contents(path, &text, NULL, NULL))
		program_fail("%s: cannot be read", path);
	add = db_prepare(db, "INSERT INTO page_change VALUES "
	    "(?, ?, ?, ?, ?, ?, ?, ?)", NULL);
	for (char *line = text, *next; *line; line = next, record++) {
		char *fields[COLUMNS] = {NULL};

		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		if (record == 1 && strcmp(line, heading) != 0)
			program_fail("%s: line 1: expected the columns of a "
			    "file of differences", path);
		if (record == 1)
			continue;
		if (handoff_table_split(line, fields, COLUMNS) != COLUMNS)
			program_fail("%s: line %zu: expected %d fields", path,
			    record, COLUMNS);
		for (int i = 0; i < COLUMNS; i++)
			db_bind(add, i + 1, fields[i]);
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(add);
}
