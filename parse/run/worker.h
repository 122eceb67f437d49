/* Documents read in child processes that can do nothing but read them.
 *
 * Each document gets a process of its own without network, file system or
 * privileges: a seccomp allow-list, Landlock where the kernel has it, limits on
 * memory, CPU time and output, and the parent's wall clock.  A document that
 * crashes, hangs or swells costs itself: its records say why it is set aside.
 * What a document gives does not depend on how many are read at once. */
#ifndef PARSE_RUN_WORKER_H
#define PARSE_RUN_WORKER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "parse/core/table.h"

struct worker_limits {
	size_t memory;          /* address space, bytes */
	unsigned cpu_seconds;
	unsigned wall_seconds;
	size_t output;          /* bytes of records */
	bool sandbox;           /* false: only where the user asks for it */
};

extern const struct worker_limits worker_default_limits;

/* What becomes of a document: its records, complete and well formed, and the
 * same skimmed; both belong to the pool.  `name` and `data` are the caller's. */
typedef void worker_done(const char *name, const GString *records,
    const struct table_document *, void *data);

/* Reads a document in the worker: reader_read. */
typedef void worker_read(const unsigned char *bytes, size_t len,
    struct records *);

struct worker_pool;

/* At most `jobs` documents at once.  Ends the process with PROGRAM_FAILED when
 * the sandbox is asked for and cannot be had. */
struct worker_pool *worker_pool_new(int jobs,
    const struct worker_limits *limits, worker_read *read, worker_done *done);

/* Reads a document; calls `done` for it and for others that finish meanwhile,
 * in the order in which they were added.  `name` is copied, the bytes are not
 * needed afterwards. */
void worker_pool_add(struct worker_pool *, const char *name,
    const unsigned char *bytes, size_t len, void *data);

/* Waits for the rest and frees the pool. */
void worker_pool_end(struct worker_pool *);

#endif
