/* Shared: documents.tsv in the making: what the last run knew, changed by this
 * one.
 *
 * A row stays current until its address delivers a better one: an address that
 * fails, or is not asked, keeps its last good version.  A row that comes again
 * with the same body keeps its fetched_at, so that a run that finds nothing new
 * changes no byte.
 *
 * Several threads may share a ledger, as long as each has addresses of its own:
 * a row handed out stays until its own address is put again. */
#ifndef FETCH_LEDGER_H
#define FETCH_LEDGER_H

#include <stddef.h>

#include "fetch/base/digest.h"
#include "fetch/body/document.h"
#include "kept.h"
#include "seen.h"

struct ledger;

enum ledger_change { LEDGER_SAME, LEDGER_NEW, LEDGER_CHANGED };

/* Reads the last state, finishing first what a killed run left (not with
 * --dry-run). */
struct ledger *ledger_open(void);

/* The row of an address below a page (NULL: standing alone), or NULL.  It
 * belongs to the ledger, as do all strings handed in, which are copied. */
const struct document *ledger_find(struct ledger *, const char *url,
    const char *parent_url);

/* A row of the address, whatever its parent: the one entered last. */
const struct document *ledger_find_url(struct ledger *, const char *url);

/* Enters a row in place of the one with the same url and parent_url. */
enum ledger_change ledger_put(struct ledger *, const struct document *);

/* What the publishers' lists showed: as seen.h has it. */
const struct seen_row *ledger_find_seen(struct ledger *, const char *source,
    const char *url);
const struct listing_row *ledger_find_listing(struct ledger *,
    const char *url);
void ledger_put_seen(struct ledger *, const struct seen_row *);

/* Enters the row of a page of a list in place of the last. */
void ledger_put_listing(struct ledger *, const struct listing_row *);

/* Keeps the body of a page of a list, or of a robots.txt, and enters its row; a
 * body that was there keeps its fetched_at. */
void ledger_keep_listing(struct ledger *, const char *url, const char *source,
    const GByteArray *body, const char *etag, const char *last_modified);

/* Enters what of a list is missing from one of its pages on, NULL for nothing;
 * a page that has no row stays without one. */
void ledger_note_listing(struct ledger *, const char *url, const char *note);

/* What is kept beside the rows: as kept.h has it. */
void ledger_state(struct ledger *, const char *document, const GArray *said);
void ledger_set_aside(struct ledger *, const char *path, const char *reason);

/* Takes in what another folder has beside its documents and lists: the notices that
 * its lists showed, and what kept.h has. */
void ledger_absorb(struct ledger *, const char *folder);

/* The digests of the bodies that were superseded after a day, added to a set
 * whose keys stay the ledger's. */
void ledger_superseded(struct ledger *, const char *after,
    GHashTable *digests);

/* Keeps a body in the store (store_put), never while documents.tsv is being
 * published. */
void ledger_keep(struct ledger *, const guint8 *bytes, size_t len,
    char hex[DIGEST_HEX + 1]);

/* All rows (of struct document, belonging to the ledger) in the order of
 * documents.tsv.  The caller frees the array. */
GPtrArray *ledger_rows(struct ledger *);

size_t ledger_size(const struct ledger *);

/* The digests of all documents and lists: a set whose keys belong to the ledger.  The
 * caller destroys it. */
GHashTable *ledger_digests(struct ledger *);

/* Publishes documents.tsv, seen.tsv and listings.tsv, sorted, if a row changed since the last time; nothing
 * with --dry-run. */
void ledger_save(struct ledger *);

void ledger_free(struct ledger *);

#endif
