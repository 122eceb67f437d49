/* Shared: work in child processes that can do nothing but compute.
 *
 * Each piece of work gets a process of its own without network, file system or
 * privileges: a seccomp allow-list, Landlock where the kernel has it, limits on
 * memory, CPU time and output, and the parent's wall clock.  Work that crashes,
 * hangs or swells costs itself.  What a worker writes is not to be trusted: the
 * caller checks it. */
#ifndef FETCH_RUN_WORKER_H
#define FETCH_RUN_WORKER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct worker_limits {
	size_t memory;          /* address space, bytes */
	unsigned cpu_seconds;
	unsigned wall_seconds;
	size_t output;          /* bytes it may write */
	bool sandbox;           /* false: only where the user asks for it */
};

/* How the work of a worker ended. */
enum worker_end {
	WORKER_DONE,
	WORKER_LONG,            /* more output than the limit */
	WORKER_LATE,            /* not within its time of computing */
	WORKER_STALLED,         /* not within the time by the clock */
	WORKER_MEMORY,          /* more memory than the limit */
	WORKER_KILLED,          /* by somebody else: the system, a person; or
	                           it got less memory than it may have */
	WORKER_CRASHED,
	WORKER_UNPREPARED,      /* it left by worker_leave_unprepared */
	WORKER_UNSANDBOXED,     /* the sandbox cannot be had here */
};

struct worker {
	pid_t pid;
	int from;               /* what it writes; -1 once closed */
	int messages;           /* its standard error, likewise */
	char said[256];         /* the first line of that, once it has ended */
	size_t used;            /* bytes of memory at most, once it has ended */
	gint64 deadline;        /* monotonic, microseconds */
	bool late, too_long;    /* it was killed for that */
};

/* Does the work: writes its result to `to`.  When it returns, it has ended
 * well. */
typedef void worker_work(int to, void *data);

/* Forks a worker.  `folder` and `scratch`, which stays the caller's, are those of
 * sandbox_enter.  Ends the process with PROGRAM_FAILED when it cannot. */
void worker_start(struct worker *, const struct worker_limits *,
    const char *folder, int scratch, worker_work *work, void *data);

/* Kill a worker whose time is over, or who has written too much. */
void worker_kill_late(struct worker *);
void worker_kill_too_long(struct worker *);

/* Waits for the end of a worker.  *why says in words what went wrong, NULL
 * with WORKER_DONE; the caller frees it.  What the worker has printed is in
 * `said`: it is as little to be trusted as its result. */
enum worker_end worker_wait(struct worker *, const struct worker_limits *,
    char **why);

/* Whether an end is an accident of the machine: the same work may end well when
 * it is tried again. */
bool worker_is_accident(enum worker_end);

/* Whether the same work is worth a second try, alone, in the same run: after an
 * accident, and after a crash, which may come of what ran beside it. */
bool worker_is_worth_retrying(enum worker_end);

/* Writes a whole block from within a worker; ends it where that fails. */
void worker_write(int to, const char *bytes, size_t len);

/* Ends a worker that wants what its parent can open and has not opened. */
void worker_leave_unprepared(void) G_GNUC_NORETURN;

#endif
