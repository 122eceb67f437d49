/* The warehouse file: made from the hand-offs, opened with its version known.
 *
 * Its tables stand in schema.sql, what follows from the rows in derive.sql, the
 * views in views.sql. */
#ifndef LOAD_WAREHOUSE_H
#define LOAD_WAREHOUSE_H

#include "db.h"

struct handoff_layout;

/* The hand-off files and the tables that they become, in the order of loading;
 * ends with a NULL table. */
struct warehouse_table {
	const char *table, *stage;
	const struct handoff_layout *layout;
};

extern const struct warehouse_table warehouse_tables[];

enum {
	WAREHOUSE_APPLICATION_ID = 0x4d494954,  /* "MIIT" */
	/* PRAGMA user_version.  1: until counts by day, differences and
	 * expectations; 2: until checks say what a finding is
	 * and parse's tables are here; 3.  An older file is made anew from the hand-offs, which
	 * hold all that it held.  list.source and list.events stay in every
	 * version, for the checks that compare with the last warehouse. */
	WAREHOUSE_VERSION = 3,
};

/* Makes a new file at `path` from the folders left of this stage and a file of
 * expectations (suggest.h; NULL: none), with everything in it but the results of
 * the checks.  One transaction holds it all and is still open. */
sqlite3 *warehouse_build(const char *path, const char *expectations);

/* Says how the file came to be and ends the transaction; the file is on disk
 * then.  override_reason is NULL unless an error was overridden. */
void warehouse_finish(sqlite3 *, const char *override_reason);

enum warehouse_kind {
	WAREHOUSE_NONE,         /* no such file */
	WAREHOUSE_OURS,
	WAREHOUSE_OLDER,        /* of an earlier version: to be loaded again */
	WAREHOUSE_DAMAGED,      /* no database, or none that can be read */
};

/* What stands at `path`.  Damage is what SQLite finds damaged, nothing else: a
 * file that cannot be looked at (locked, no permission, no memory) ends the
 * process with PROGRAM_FAILED, and so do a warehouse of a newer version and a
 * database of another program: neither is ours to read or to replace. */
enum warehouse_kind warehouse_kind(const char *path);

#endif
