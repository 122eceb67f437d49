/* A process that starts workers for a program with threads.
 *
 * A fork is safe only before there are threads, so each thread that has hostile
 * bytes to read gets one of these processes, started before all of them.  It
 * starts a worker (worker.h) for each piece of work: what is hostile reaches
 * neither the network nor the data, and costs a limited time and memory. */
#ifndef FETCH_RUN_WORK_SERVER_H
#define FETCH_RUN_WORK_SERVER_H

#include <glib.h>
#include <stddef.h>

struct work_server;

/* Reads `bytes` in a worker and writes the result to `to` (worker_write); what
 * `word` says is the caller's affair. */
typedef void work_server_work(int to, const char *word, const guint8 *bytes,
    size_t len);

/* Starts one; before any thread, for one thread at a time.  Ends the process
 * with PROGRAM_FAILED when it cannot.  work_server_free takes NULL too. */
struct work_server *work_server_new(void);
void work_server_free(struct work_server *);

/* No work goes on after `end` (monotonic; 0: no end). */
void work_server_set_end(struct work_server *, gint64 end);

/* Has a piece of work done and returns its result, of at most `most` bytes, as
 * little to be trusted as the bytes.  NULL with *trouble in words when that
 * fails; the caller frees either.  `word` may be NULL. */
GString *work_server_ask(struct work_server *, work_server_work *,
    const char *word, const guint8 *bytes, size_t len, size_t most,
    char **trouble);

#endif
