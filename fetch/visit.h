/* A run over the network: the sources of the catalogue into the store and the
 * ledger.  Sites are visited side by side, as many as -j says; within a site one
 * address after the other over one connection a host.  A host belongs to one
 * site, so that what comes of a run does not depend on -j.
 *
 * Threads, a libcurl handle each, and not libcurl's multi interface.  That
 * would bring many transfers to one host and HTTP/2 streams, which politeness
 * forbids, and thousands of hosts, of which there are forty.  A thread a site
 * keeps the visit in order: a notice, its attachments, a second
 * look, the mirror.  What takes time between the answers, judging a body,
 * reading a page, the disk, goes on side by side too.  What the threads share
 * is the ledger and the counts, each under its lock. */
#ifndef FETCH_VISIT_H
#define FETCH_VISIT_H

#include "fetch/web/http.h"
#include "catalogue.h"
#include "ledger.h"

/* What came of the addresses of a run.  asked = fetched + unchanged + failed. */
struct visit_counts {
	unsigned sources;
	unsigned sources_failed;   /* not one address of theirs was to be had */
	unsigned asked;            /* addresses, each once */
	unsigned fetched;          /* bodies kept */
	unsigned unchanged;        /* the copy we have is the present one */
	unsigned failed;           /* set aside, the last good copy current */
	unsigned rows_new, rows_changed;
	unsigned lists, lists_failed;   /* pages that list notices */
	unsigned lines, taken;     /* notices in them, and those wanted */
	unsigned requests;         /* sent, robots.txt and second tries too */
	guint64 bytes;             /* of bodies received */
};

/* Visits the sources (of struct source). */
struct visit_counts visit_sources(const struct catalogue *,
    const GPtrArray *sources, const struct http_options *, struct ledger *);

#endif
