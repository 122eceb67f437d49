/* What stands where a warehouse is expected. */
#ifndef LOAD_BASE_WAREHOUSE_KIND_H
#define LOAD_BASE_WAREHOUSE_KIND_H

enum {
	WAREHOUSE_APPLICATION_ID = 0x4d494954,  /* "MIIT" */
	/* PRAGMA user_version.  1: until counts by day, differences and
	 * expectations; 2: until checks say what a finding is and parse's
	 * tables are here; 3: until decisions and what is held back are here
	 * and differences are not; 4: until
	 * names have their text and pinyin (search_text); 5: until these
	 * have English names; 6: until part_digest
	 * and designation are here; 7: until terms say since when they are known and
	 * industry_tally is here.  An older file is rebuilt from the
	 * hand-offs, which hold all that it held; what is held back is taken
	 * from it by the names of its columns.  list.document, list.source
	 * and list.events stay in every version, for the checks that compare
	 * with the last warehouse. */
	WAREHOUSE_VERSION = 8,
};

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

/* The same of a file that has the digest with which it was published: SQLite need
 * not look at its pages. */
enum warehouse_kind warehouse_kind_sealed(const char *path);

#endif
