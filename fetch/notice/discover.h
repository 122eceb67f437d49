/* From the columns of a source to the notices in them: every page of every list
 * is read, repeated pages are noticed, and what could not be read is said. */
#ifndef FETCH_NOTICE_DISCOVER_H
#define FETCH_NOTICE_DISCOVER_H

#include "fetch/catalogue.h"
#include "fetch/ledger.h"
#include "fetch/web/http.h"
#include "listing.h"

struct discovery {
	const struct catalogue *catalogue;
	const struct source *source;
	struct http *http;
	struct ledger *ledger;
	struct work_server *reader;
	GPtrArray *entries;      /* found: of struct entry, each address once */
	GHashTable *known;       /* their addresses */
	GHashTable *years;       /* addresses of archives by year, followed */
	unsigned pages;          /* of lists read */
	unsigned pages_failed;   /* set aside; what the last copy of each
	                            showed is found all the same */
};

struct discovery *discover_new(const struct catalogue *, const struct source *,
    struct http *, struct ledger *, struct work_server *);
void discover_free(struct discovery *);

/* Follows one column of the source; adds to entries. */
void discover_column(struct discovery *, const char *column);

#endif
