/* SQLite as this stage uses it: what fails, fails the process, naming the file.
 *
 * Statements are written here or in the .sql files of this stage; text from
 * outside enters only through bound parameters. */
#ifndef LOAD_BASE_DB_H
#define LOAD_BASE_DB_H

#include <sqlite3.h>
#include <stdbool.h>

/* How SQLite works in this process, which has one thread: without mutexes and without
 * counting its memory.  Files are locked against other processes as ever.  Before
 * anything else of SQLite. */
void db_configure(void);

/* Opens `path` for reading, or, with `create`, as a new file that is removed
 * when the process ends before db_keep; what killed runs left in its folder is
 * cleared away first.  Extensions and functions that a file could smuggle in are
 * off. */
sqlite3 *db_open(const char *path, bool create);

/* From now on pages of its files, and of those attached later, are read where the
 * system has them in memory, without a copy; for files that nobody cuts short. */
void db_map(sqlite3 *);

/* Whether a file of this name in the folder of results is what a killed run
 * leaves: a file not yet renamed, or one that SQLite had not yet unlinked. */
bool db_is_leftover(const char *name);

/* Removes such files of a folder: what killed runs left there, and what SQLite could
 * not remove, of which it says nothing. */
void db_sweep(const char *folder);

/* Keeps the created file from now on. */
void db_keep(void);

/* Closes it; accepts NULL. */
void db_close(sqlite3 *);

/* Runs statements without parameters or results. */
void db_run(sqlite3 *, const char *sql);

/* Prepares the first statement of `sql`; *rest (may be NULL) is what follows.
 * The caller frees it with sqlite3_finalize. */
sqlite3_stmt *db_prepare(sqlite3 *, const char *sql, const char **rest);

/* The next row: true, or false at the end. */
bool db_step(sqlite3_stmt *);

/* Binds text; NULL stands for no value.  It must live until the next reset. */
void db_bind(sqlite3_stmt *, int at, const char *text);

/* Returns the text of a result column, NULL for no value; until the next
 * step. */
const char *db_text(sqlite3_stmt *, int column);

/* The only number of the only row that `sql` gives. */
long long db_number(sqlite3 *, const char *sql);

/* Whether a table has this column; NULL as schema: wherever the table is found
 * first. */
bool db_has_column(sqlite3 *, const char *schema, const char *table,
    const char *column);

#endif
