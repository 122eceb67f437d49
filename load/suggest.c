#include "suggest.h"

#include <stdio.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/handoff/handoff.h"

static const char heading[] = "source\tlists\tevents\tnewest_on\tmost_days";
enum { COLUMNS = 5 };

/* A source that is asked for every night is stale after a month. */
void
suggest_print(sqlite3 *db)
{
	sqlite3_stmt *rows = db_prepare(db, "SELECT a.source, count(l.list), "
	    "coalesce(sum(l.events), 0), max(l.event_on), 31 "
	    "FROM (SELECT DISTINCT source FROM address) a "
	    "LEFT JOIN list l USING (source) WHERE a.source IS NOT NULL "
	    "GROUP BY a.source ORDER BY a.source", NULL);
	g_autoptr(GString) line = g_string_new(NULL);

	puts(heading);
	while (db_step(rows)) {
		g_string_truncate(line, 0);
		for (int i = 0; i < COLUMNS; i++) {
			if (i > 0)
				g_string_append_c(line, '\t');
			handoff_table_escape(line, db_text(rows, i));
		}
		puts(line->str);
	}
	sqlite3_finalize(rows);
}

void
suggest_load(sqlite3 *db, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	sqlite3_stmt *add;
	char hex[DIGEST_HEX + 1];
	size_t len;

	if (!g_file_get_contents(path, &text, &len, &error))
		program_fail("%s", error->message);
	digest_of(text, len, hex);
	lines = g_strsplit(text, "\n", -1);
	if (lines[0] == NULL || strcmp(lines[0], heading) != 0)
		program_fail("%s: line 1: expected the columns source, lists, "
		    "events, newest_on, most_days", path);
	add = db_prepare(db, "INSERT INTO source_expected "
	    "VALUES (?, ?, ?, ?, ?)", NULL);
	for (size_t k = 1; lines[k] != NULL && *lines[k]; k++) {
		char *fields[COLUMNS];

		if (handoff_table_split(lines[k], fields, COLUMNS) != COLUMNS)
			program_fail("%s: line %zu: expected %d fields", path,
			    k + 1, COLUMNS);
		for (int i = 0; i < COLUMNS; i++)
			db_bind(add, i + 1, fields[i]);
		if (sqlite3_step(add) != SQLITE_DONE)
			program_fail("%s: line %zu: %s", path, k + 1,
			    sqlite3_errmsg(db));
		sqlite3_reset(add);
	}
	sqlite3_finalize(add);
	add = db_prepare(db, "INSERT INTO input (stage, file, bytes, sha256) "
	    "VALUES ('load', 'expectations', ?, ?)", NULL);
	sqlite3_bind_int64(add, 1, (sqlite3_int64)len);
	db_bind(add, 2, hex);
	db_step(add);
	sqlite3_finalize(add);
}
