/* Hand-off: what the lists of the publishers showed: seen.tsv, one row for each notice
 * that stood in a list, taken or not; and listings.tsv, one row for each page of
 * a list and each robots.txt, so that it is asked for conditionally the next
 * time.  Both lie
 * beside documents.tsv and are published with it. */
#ifndef FETCH_SEEN_H
#define FETCH_SEEN_H

#include "fetch/handoff/handoff.h"

/* NULL where nothing is known. */
struct seen_row {
	const char *source;        /* id in the catalogue */
	const char *url;           /* the notice */
	const char *column;        /* the list, by its first address */
	const char *title;         /* whole, where it could be learnt */
	const char *published_on;  /* beside the title in the list */
	const char *verdict;       /* taken, left, failed */
	const char *why;           /* the rule that decided */
};

struct listing_row {
	const char *url;
	const char *source;
	const char *document;      /* SHA-256 of the body, in objects/ */
	const char *etag;
	const char *last_modified;
	const char *fetched_at;
	const char *note;          /* what of the list is missing from here on,
	                              in words */
};

extern const struct handoff_layout *const seen_listing_layout;

struct seen;

/* Reads the last state of DATA/fetch. */
struct seen *seen_open(const char *folder);
void seen_free(struct seen *);

/* The row of a notice of a source, or of a page of a list; NULL where there is
 * none.  It belongs to `seen` until the row is put again. */
const struct seen_row *seen_find(struct seen *, const char *source,
    const char *url);
const struct listing_row *seen_find_listing(struct seen *, const char *url);

/* Enter a row in place of the last of its kind.  True when that changed it. */
bool seen_put(struct seen *, const struct seen_row *);
bool seen_put_listing(struct seen *, const struct listing_row *);

/* Takes in the notices, not the pages of lists, of another folder: of a source whose
 * lists were asked for later here, only those that are not here.  Call it before the
 * pages of its lists are put.  True when that changed something. */
bool seen_absorb(struct seen *, const char *folder);

/* The digests of the lists' bodies, added to a set whose keys stay ours. */
void seen_digests(struct seen *, GHashTable *digests);

/* Writes both files into the set, each unless it has no row. */
void seen_write(struct seen *, struct handoff_set *);

#endif
