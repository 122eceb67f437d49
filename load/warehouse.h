/* The warehouse file: made from the hand-offs, opened with its version known.
 *
 * Its tables stand in schema.sql, what follows from the rows in derive/derive.sql,
 * the views in views.sql. */
#ifndef LOAD_WAREHOUSE_H
#define LOAD_WAREHOUSE_H

#include <stddef.h>

#include "load/base/db.h"
#include "load/base/warehouse_kind.h"

struct handoff_layout;

/* The hand-off files and the tables that they become, in the order of loading;
 * ends with a NULL table. */
struct warehouse_table {
	const char *table, *stage;
	const struct handoff_layout *layout;
	const char *part;       /* the column that a part (last/part_digests.h)
				   goes by, or NULL, and how many bytes of it;
				   0: all */
	size_t part_len;
};

extern const struct warehouse_table warehouse_tables[];

/* Makes a new file at `path` from the folders left of this stage and a file of
 * expectations (suggest.h; NULL: none), with everything in it but the results of
 * the checks.  What `holds` names (audit/hold.h; NULL: nothing) stays as in the
 * warehouse at `last` (NULL: none).  One transaction holds it all and is still
 * open. */
struct holds;
sqlite3 *warehouse_build(const char *path, const char *expectations,
    const struct holds *holds, const char *last);

/* Says how the file came to be and ends the transaction; the file is on disk
 * then.  override_reason is NULL unless an error was overridden. */
void warehouse_finish(sqlite3 *, const char *override_reason);

#endif
