#include "db.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "fetch/handoff/publish.h"
#include "cost.h"

/* The file that must not outlive a failure; there is one in a process. */
static char *unfinished;

static void
remove_unfinished(void)
{
	g_autofree char *journal = NULL;

	if (unfinished == NULL)
		return;
	journal = g_strconcat(unfinished, "-journal", NULL);
	unlink(unfinished);
	unlink(journal);
}

void
db_keep(void)
{
	g_free(unfinished);
	unfinished = NULL;
}

static void G_GNUC_NORETURN
give_up(sqlite3 *db, const char *doing)
{
	const char *path = sqlite3_db_filename(db, "main");

	program_fail("%s: cannot %s: %s", path != NULL ? path : "database",
	    doing, sqlite3_errmsg(db));
}

void
db_configure(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* What the file says is data: no function, trigger or shadow table in it may
 * act on us (https://www.sqlite.org/security.html). */
static void
harden(sqlite3 *db)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0,
	    (int *)NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)NULL);
}

bool
db_is_leftover(const char *name)
{
	return g_str_has_prefix(name, "etilqs_") ||
	    (*name == '.' && (g_str_has_suffix(name, ".new") ||
	    g_str_has_suffix(name, ".new-journal")));
}

void
db_sweep(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *file = g_build_filename(folder, name, NULL);

		if (db_is_leftover(name) && publish_remove(file))
			program_note("%s: left over, removed", file);
	}
}

/* Large sorts spill into files that SQLite makes and unlinks at once; they
 * belong beside the candidate, on the disk that has to hold it anyway. */
static void
sort_beside(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);

	db_sweep(folder);
	if (sqlite3_temp_directory == NULL)
		sqlite3_temp_directory = sqlite3_mprintf("%s", folder);
}

sqlite3 *
db_open(const char *path, bool create)
{
	int flags = create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
			   : SQLITE_OPEN_READONLY;
	sqlite3 *db;

	if (create) {
		sort_beside(path);
		g_free(unfinished);
		unfinished = g_strdup(path);
		atexit(remove_unfinished);
	}
	if (sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_URI, NULL) !=
	    SQLITE_OK)
		program_fail("%s: cannot open: %s", path,
		    db != NULL ? sqlite3_errmsg(db) : "out of memory");
	harden(db);
	cost_watch(db);
	return db;
}

void
db_map(sqlite3 *db)
{
	/* As much as SQLite maps of a file. */
	db_run(db, "PRAGMA mmap_size = 2147418112");
}

void
db_close(sqlite3 *db)
{
	if (sqlite3_close(db) != SQLITE_OK)
		give_up(db, "close");
}

void
db_run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		give_up(db, "write");
}

sqlite3_stmt *
db_prepare(sqlite3 *db, const char *sql, const char **rest)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v2(db, sql, -1, &statement, rest) != SQLITE_OK)
		give_up(db, "read");
	return statement;
}

bool
db_step(sqlite3_stmt *statement)
{
	int result = sqlite3_step(statement);

	if (result != SQLITE_ROW && result != SQLITE_DONE)
		give_up(sqlite3_db_handle(statement),
		    sqlite3_stmt_readonly(statement) ? "read" : "write");
	return result == SQLITE_ROW;
}

void
db_bind(sqlite3_stmt *statement, int at, const char *text)
{
	if (sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC) !=
	    SQLITE_OK)
		give_up(sqlite3_db_handle(statement), "bind");
}

const char *
db_text(sqlite3_stmt *statement, int column)
{
	return (const char *)sqlite3_column_text(statement, column);
}

long long
db_number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement = db_prepare(db, sql, NULL);
	long long number = 0;

	if (db_step(statement))
		number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return number;
}

bool
db_has_column(sqlite3 *db, const char *schema, const char *table,
    const char *column)
{
	sqlite3_stmt *found = db_prepare(db, "SELECT 1 FROM "
	    "pragma_table_info(?, ?) WHERE name = ?", NULL);
	bool has;

	db_bind(found, 1, table);
	db_bind(found, 2, schema);
	db_bind(found, 3, column);
	has = db_step(found);
	sqlite3_finalize(found);
	return has;
}
