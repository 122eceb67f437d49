/* Documents read in workers (fetch/run/worker.h), several at once.
 *
 * A document that crashes, hangs or swells costs itself: its records say why it
 * is set aside.  What a document gives does not depend on how many are read at
 * once. */
#ifndef PARSE_RUN_POOL_H
#define PARSE_RUN_POOL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "fetch/run/worker.h"
#include "parse/core/records.h"

extern const struct worker_limits pool_default_limits;

/* The records of a document, complete and well formed.  Long ones lie in a file:
 * they are given in blocks, cut anywhere, the last of which may be empty. */
struct pool_result;
typedef void pool_take(const char *bytes, size_t len, void *data);
void pool_result_each(const struct pool_result *, pool_take *, void *data);

/* What becomes of a document: its records, and the same skimmed; both belong to the
 * pool.  `end` is how its worker ended: after anything but WORKER_DONE the records
 * hold only that problem.  `name` and `data` are the caller's. */
typedef void pool_done(const char *name, const struct pool_result *records,
    const struct table_document *, enum worker_end end, void *data);

/* Reads a document in the worker: readers_read. */
typedef void pool_read(const unsigned char *bytes, size_t len,
    const char *sha256, struct records *);

struct pool;

/* Opens what libraries open lazily and a worker no longer can: charset
 * converters, parser tables, the list of poppler's character maps.  Once, in
 * the parent; a pool does it, all but the tables before the first document that
 * may want it. */
void pool_prepare(void);

/* Makes a pool of at most `jobs` documents at once.  Ends the process with
 * PROGRAM_FAILED when the sandbox is asked for and cannot be had. */
struct pool *pool_new(int jobs, const struct worker_limits *limits,
    pool_read *read, pool_done *done);

/* Reads a document; calls `done` for it and for others that finish meanwhile,
 * in the order in which they were added.  `name` is copied, the bytes are the
 * pool's from now on, which frees them by g_free.  sha256 is that of the bytes,
 * NULL where it is not known.  Small documents of one `origin`, whoever that is to
 * the caller, may share a worker; where it does not end well and without a word,
 * each is read again in one of its own.  A document that takes over its worker can forge the records of
 * those that share it, therefore of nobody else's. */
void pool_add(struct pool *, const char *name, const char *origin,
    const char *sha256, unsigned char *bytes, size_t len, void *data);

/* Waits for the rest and frees the pool. */
void pool_end(struct pool *);

#endif
