/* What the addresses of a site deliver: each is asked for once a run, and what
 * comes is believed only when nothing speaks against it; else it is looked at
 * again, and at the mirrors of its host, and the last good copy stays. */
#ifndef FETCH_BODIES_H
#define FETCH_BODIES_H

#include "fetch/notice/validate.h"
#include "fetch/page/page.h"
#include "fetch/web/http.h"
#include "catalogue.h"
#include "ledger.h"

/* What one address delivered in this run: the members a row has of it. */
struct body {
	bool good;
	GByteArray *bytes;       /* until they are in the store, else NULL */
	struct document row;     /* its strings are the body's */
	struct page *page;       /* NULL unless it is a page */
	GPtrArray *strings;
};

struct bodies {
	const struct catalogue *catalogue;
	struct http *http;
	struct ledger *ledger;
	struct work_server *reader;
	GHashTable *by_address;  /* address -> struct body */
	unsigned asked, fetched, unchanged, failed;   /* as in visit.h */
	char *trouble;           /* the first, since somebody took it; or NULL */
};

/* Makes one, for one thread at a time; what it is made of must outlive it. */
struct bodies *bodies_new(const struct catalogue *, struct http *,
    struct ledger *, struct work_server *);
void bodies_free(struct bodies *);

/* The body of an address of the source; asks the publisher at the first call for
 * it.  `referer` is the page that led to it.  It belongs to the bodies. */
struct body *bodies_get(struct bodies *, const struct source *,
    const char *url, const char *referer, enum validate_promise);

/* The text of a good body, decoded; NULL where the store has lost it.  The caller
 * frees it. */
char *bodies_text(const struct body *);

#endif
