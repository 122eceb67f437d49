/* What was published last, and whether it can be believed.
 *
 * DATA/load/manifest.tsv, in the format of the hand-offs' manifests, names the
 * files of the last publication by digest; it is sealed before the warehouse is
 * renamed and put in place after it, so that a killed run leaves the one that
 * fits or its temporary.  A warehouse that is not as it says was altered: it is
 * kept aside and rebuilt, not compared with and not copied from.
 *
 * counts.tsv holds the lists and events of each source as published:
 *
 *     source	lists	events
 *
 * so that a warehouse that is gone, damaged or altered still cannot be replaced
 * by a smaller one.
 *
 * What people asked for is no loss: withdrawn.sql finds it by the decisions of both. */
#ifndef LOAD_LAST_LAST_H
#define LOAD_LAST_LAST_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/base/digest.h"
#include "fetch/handoff/manifest.h"
#include "load/base/db.h"
#include "load/base/warehouse_kind.h"

struct last {
	enum warehouse_kind kind;
	bool altered;           /* not as the manifest says */
	bool trusted;           /* as the manifest says */
	char *path;             /* of the warehouse, */
	char sha256[DIGEST_HEX + 1];    /* its digest where it was asked for */
	gsize len;              /* and its bytes */
	char *counts;           /* the text of counts.tsv, or NULL */
};

/* Looks at DATA/load.  The caller frees it with last_free. */
struct last *last_look(void);
void last_free(struct last *);

/* Whether there is something to compare with, and attaches it as `last`: the
 * warehouse; of an older version what its tables `list` and `decision` say, and
 * of the counts a table `list`.  Makes temp.withdrawn (withdrawn.sql). */
bool last_is_known(const struct last *);
void last_attach(sqlite3 *, const struct last *);

/* The path of a warehouse whose rows may be taken over, or NULL. */
const char *last_source(const struct last *);

/* counts.tsv of a warehouse; the caller frees it with g_string_free. */
GString *last_counts(sqlite3 *);

/* The manifest of these files of DATA/load (names, ending with NULL), each of
 * which is read at its path of `paths`, but for the last warehouse, which was.  Those
 * that were read count as written by this run.  manifest_free frees it. */
struct handoff_folder *last_manifest(const struct last *, const char *const *names,
    const char *const *paths);

#endif
