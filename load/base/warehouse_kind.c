#include "warehouse_kind.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "fetch/base/program.h"
#include "db.h"

/* Whether SQLite says with this that a file is damaged.  Everything else is the
 * machine's trouble: another program holds a lock, there is no memory, no
 * descriptor, no permission; then nothing is known of the file. */
static bool
is_damage(int result)
{
	return (result & 0xff) == SQLITE_CORRUPT ||
	    (result & 0xff) == SQLITE_NOTADB;
}

static void G_GNUC_NORETURN
cannot_look(const char *path, sqlite3 *db)
{
	program_fail("%s: cannot be looked at: %s; nothing was changed, run "
	    "again when it can", path, db != NULL ? sqlite3_errmsg(db) :
	    "out of memory");
}

/* Looks at one row of what is asked; false where the file is damaged.  Ends the
 * process where the machine fails. */
static bool
look(sqlite3 *db, const char *path, const char *sql, sqlite3_stmt **row)
{
	int result = sqlite3_prepare_v2(db, sql, -1, row, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_step(*row);
	if (result != SQLITE_ROW && !is_damage(result))
		cannot_look(path, db);
	return result == SQLITE_ROW;
}

/* Whether SQLite's own look at the pages found them sound.  It puts errors of
 * the machine into its words, with their numbers: SQLITE_NOMEM is 7,
 * SQLITE_IOERR 10. */
static bool
is_sound(sqlite3 *db, const char *path)
{
	sqlite3_stmt *row = NULL;
	bool sound = look(db, path, "SELECT quick_check FROM "
	    "pragma_quick_check(1)", &row);

	if (sound) {
		const char *words = db_text(row, 0);

		sound = g_strcmp0(words, "ok") == 0;
		if (words == NULL || strstr(words, "out of memory") != NULL ||
		    strstr(words, "error code=7)") != NULL ||
		    strstr(words, "error code=10)") != NULL)
			cannot_look(path, db);
	}
	sqlite3_finalize(row);
	return sound;
}

/* Reads the marks of the file at `path`; false when it is no database, an
 * empty one, or, where it is not `sealed`, one whose pages contradict each
 * other. */
static bool
read_marks(const char *path, bool sealed, int *id, int *version)
{
	sqlite3 *db;
	sqlite3_stmt *row = NULL;
	int result = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
	bool sound;

	if (result != SQLITE_OK && !is_damage(result))
		cannot_look(path, db);
	sound = result == SQLITE_OK && look(db, path,
	    "SELECT application_id, user_version, "
	    "(SELECT count(*) FROM sqlite_schema) "
	    "FROM pragma_application_id, pragma_user_version", &row);
	if (sound) {
		*id = sqlite3_column_int(row, 0);
		*version = sqlite3_column_int(row, 1);
		sound = sqlite3_column_int(row, 2) > 0;
	}
	sqlite3_finalize(row);
	sound = sound && (sealed || is_sound(db, path));
	sqlite3_close(db);
	return sound;
}

static enum warehouse_kind
kind_of(const char *path, bool sealed)
{
	int id, version;
	struct stat st;

	if (stat(path, &st) != 0) {
		if (errno != ENOENT)
			program_fail("%s: cannot be looked at: %s; nothing "
			    "was changed", path, g_strerror(errno));
		return WAREHOUSE_NONE;
	}
	if (!read_marks(path, sealed, &id, &version))
		return WAREHOUSE_DAMAGED;
	if (id != WAREHOUSE_APPLICATION_ID)
		program_fail("%s: a database of another program "
		    "(application_id %d, expected %d): left alone", path, id,
		    WAREHOUSE_APPLICATION_ID);
	if (version > WAREHOUSE_VERSION)
		program_fail("%s: has schema version %d, newer than %d, the "
		    "version of this program: left alone", path, version,
		    WAREHOUSE_VERSION);
	return version < WAREHOUSE_VERSION ? WAREHOUSE_OLDER : WAREHOUSE_OURS;
}

enum warehouse_kind
warehouse_kind(const char *path)
{
	return kind_of(path, false);
}

enum warehouse_kind
warehouse_kind_sealed(const char *path)
{
	return kind_of(path, true);
}
