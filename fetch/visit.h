/* A run over the network: the sources of the catalogue, one address after the
 * other, into the store and the ledger. */
#ifndef FETCH_VISIT_H
#define FETCH_VISIT_H

#include "catalogue.h"
#include "http.h"
#include "ledger.h"

/* What came of the addresses of a run.  asked = fetched + unchanged + failed. */
struct visit_counts {
	unsigned sources;
	unsigned sources_failed;   /* not one address of theirs was to be had */
	unsigned asked;            /* addresses, each once */
	unsigned fetched;          /* bodies kept */
	unsigned unchanged;        /* the copy we have is the present one */
	unsigned failed;           /* set aside, the last good copy in force */
	unsigned rows_new, rows_changed;
};

/* Visits the sources (of struct source) in order. */
struct visit_counts visit_sources(const struct catalogue *,
    const GPtrArray *sources, struct http *, struct ledger *);

#endif
