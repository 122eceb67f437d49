/* What fetch keeps beside documents.tsv, published with it:
 *
 *     stated.tsv     what sidecars state of documents (decision/decision.h)
 *     versions.tsv   which body an address had before, from when to when
 *     set_aside.tsv  files that an import did not take, and why
 *
 * Each is absent while it has no row. */
#ifndef FETCH_KEPT_H
#define FETCH_KEPT_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/body/document.h"
#include "fetch/decision/decision.h"
#include "fetch/handoff/handoff.h"

struct version_row {
	const char *url, *parent_url;
	const char *document;   /* SHA-256 of the body that was superseded */
	const char *since;      /* fetched_at of that body, */
	const char *until;      /* and of the one in its place */
};

struct aside_row {
	const char *path;       /* the folder's name and the path below it */
	const char *reason;
};

struct kept;

/* Reads the last state of DATA/fetch. */
struct kept *kept_open(const char *folder);
void kept_free(struct kept *);

/* Puts what is stated of a document (struct statement, whose member `document`
 * is not read) in the place of all that was.  True when that changed it. */
bool kept_state(struct kept *, const char *document, const GArray *said);

/* Enters the body that `next` takes the place of. */
void kept_supersede(struct kept *, const struct document *last,
    const struct document *next);

/* Enters a file that was not taken; NULL for a reason: it was taken after all.
 * True when that changed something. */
bool kept_set_aside(struct kept *, const char *path, const char *reason);

/* Takes in what another folder keeps.  True when that changed something. */
bool kept_absorb(struct kept *, const char *folder);

/* The digests of the bodies that were superseded after a day (YYYY-MM-DD),
 * added to a set whose keys stay ours. */
void kept_digests(struct kept *, const char *after, GHashTable *digests);

/* Writes the files into the set. */
void kept_write(struct kept *, struct handoff_set *);

#endif
