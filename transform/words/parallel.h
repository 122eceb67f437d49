/* Work that several threads share. */
#ifndef TRANSFORM_WORDS_PARALLEL_H
#define TRANSFORM_WORDS_PARALLEL_H

#include <glib.h>

/* One piece of it: `task` from 0; `worker` from 0 shows whose thread it is, so
 * that each may keep things of its own. */
typedef void parallel_task(guint task, guint worker, void *data);

/* Does the tasks 0 … n - 1, each once, in `jobs` threads of which the caller's is
 * one; back when all are done.  They are begun in their order. */
void parallel_run(guint jobs, guint n, parallel_task *, void *data);

#endif
