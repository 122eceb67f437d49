#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/base/memory.h"
#include "fetch/base/program.h"
#include "sandbox.h"

/* How a worker ends when it has more to say than its status can. */
enum { EXIT_MEMORY = 71, EXIT_SANDBOX = 72, EXIT_UNPREPARED = 73 };

/* Bytes of a worker's messages that are read. */
enum { MOST_SAID = 4096 };

/* --- in the worker ---------------------------------------------------- */

/* GLib ends the process when memory runs out; the parent shall know why. */
static void
on_message(const char *domain, GLogLevelFlags level, const char *message,
    gpointer data)
{
	(void)data;
	if ((level & G_LOG_LEVEL_ERROR) && strstr(message, "allocate") != NULL)
		_exit(EXIT_MEMORY);
	/* Libraries' remarks on a document are no news: what matters is in
	 * its problem records. */
	if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) &&
	    (domain == NULL || !g_str_has_prefix(domain, "libgsf")))
		fprintf(stderr, "%s\n", message);
}

void
worker_write(int to, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(to, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			_exit(PROGRAM_FAILED);
		bytes += n;
		len -= (size_t)n;
	}
}

void
worker_leave_unprepared(void)
{
	_exit(EXIT_UNPREPARED);
}

static void G_GNUC_NORETURN
run(const struct worker_limits *limits, const char *folder, int scratch,
    int to, int say, worker_work *work, void *data)
{
	const char *failed;

	/* The reports of sanitizers are longer than what is read of a pipe. */
	if (!SANITIZED && dup2(say, STDERR_FILENO) < 0)
		_exit(EXIT_SANDBOX);
	memory_exit_with(EXIT_MEMORY);
	g_log_set_default_handler(on_message, NULL);
	if (limits->sandbox) {
		failed = sandbox_enter(to, scratch, limits->memory,
		    limits->cpu_seconds, limits->output, folder);
		if (failed != NULL) {
			fprintf(stderr, "%s\n", failed);
			_exit(EXIT_SANDBOX);
		}
		to = STDOUT_FILENO;
	} else if (scratch >= 0 && dup2(scratch, STDIN_FILENO) < 0) {
		_exit(PROGRAM_FAILED);
	}
	work(to, data);
	_exit(PROGRAM_DONE);
}

/* --- in the parent ---------------------------------------------------- */

void
worker_start(struct worker *w, const struct worker_limits *limits,
    const char *folder, int scratch, worker_work *work, void *data)
{
	const pid_t parent = getpid();
	int ends[2], said[2];

	/* A worker that says too much must not wait for us to listen. */
	if (pipe2(ends, O_CLOEXEC) != 0 ||
	    pipe2(said, O_CLOEXEC | O_NONBLOCK) != 0)
		program_fail("worker: cannot make a pipe: %s",
		    g_strerror(errno));
	fflush(stdout);
	if (limits->sandbox)
		sandbox_prepare();
	w->pid = fork();
	if (w->pid < 0)
		program_fail("worker: cannot fork: %s", g_strerror(errno));
	if (w->pid == 0) {
		/* With sandbox_enter again: a new user clears it. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(PROGRAM_FAILED);
		run(limits, folder, scratch, ends[1], said[1], work, data);
	}
	close(ends[1]);
	close(said[1]);
	w->from = ends[0];
	w->messages = said[0];
	w->said[0] = '\0';
	w->late = w->too_long = false;
	w->deadline = g_get_monotonic_time() +
	    (gint64)limits->wall_seconds * G_USEC_PER_SEC;
}

void
worker_kill_late(struct worker *w)
{
	if (w->late)
		return;
	w->late = true;
	kill(w->pid, SIGKILL);
}

void
worker_kill_too_long(struct worker *w)
{
	w->too_long = true;
	kill(w->pid, SIGKILL);
}

/* What the status of a worker means. */
static enum worker_end
end_of(const struct worker *w, const struct worker_limits *limits, int status,
    char **why)
{
	if (w->too_long) {
		*why = g_strdup_printf("more than %zu bytes of records",
		    limits->output);
		return WORKER_LONG;
	}
	if (w->late) {
		*why = g_strdup_printf("not read within %u seconds",
		    limits->wall_seconds);
		return WORKER_STALLED;
	}
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
		*why = g_strdup_printf("not read within %u seconds of "
		    "computing", limits->cpu_seconds);
		return WORKER_LATE;
	}
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
		*why = g_strdup("its reader was killed, as the system does "
		    "when memory runs out");
		return WORKER_KILLED;
	}
	/* A library that gets no large block may abort. */
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT &&
	    w->used > limits->memory / 2) {
		*why = g_strdup_printf("needs more than %zu bytes of memory",
		    limits->memory);
		return WORKER_MEMORY;
	}
	if (WIFSIGNALED(status)) {
		*why = g_strdup_printf("its reader died of signal %d",
		    WTERMSIG(status));
		return WORKER_CRASHED;
	}
	if (WEXITSTATUS(status) == EXIT_SANDBOX) {
		*why = g_strdup_printf("no sandbox for workers here: %s",
		    w->said);
		return WORKER_UNSANDBOXED;
	}
	/* Far below its limit it is the machine that has no memory. */
	if (WEXITSTATUS(status) == EXIT_MEMORY && w->used < limits->memory / 4) {
		*why = g_strdup_printf("its reader got no more memory after "
		    "%zu bytes", w->used);
		return WORKER_KILLED;
	}
	if (WEXITSTATUS(status) == EXIT_MEMORY) {
		*why = g_strdup_printf("needs more than %zu bytes of memory",
		    limits->memory);
		return WORKER_MEMORY;
	}
	if (WEXITSTATUS(status) != PROGRAM_DONE) {
		*why = g_strdup_printf("its reader ended with status %d",
		    WEXITSTATUS(status));
		return WEXITSTATUS(status) == EXIT_UNPREPARED ?
		    WORKER_UNPREPARED : WORKER_CRASHED;
	}
	*why = NULL;
	return WORKER_DONE;
}

bool
worker_is_accident(enum worker_end end)
{
	return end == WORKER_STALLED || end == WORKER_KILLED;
}

bool
worker_is_worth_retrying(enum worker_end end)
{
	return worker_is_accident(end) || end == WORKER_CRASHED;
}

/* What a worker has said on its standard error: its first line, or as much of
 * it as there is room for. */
static void
listen_to(struct worker *w)
{
	char text[MOST_SAID];
	ssize_t n = read(w->messages, text, sizeof text);

	if (n > 0) {
		size_t line = 0;

		while (line < (size_t)n && text[line] != '\n')
			line++;
		g_snprintf(w->said, sizeof w->said, "%.*s%s", (int)MIN(line,
		    sizeof w->said - 8), text, (size_t)n > line + 1 ? " …" : "");
	}
	close(w->messages);
	w->messages = -1;
}

enum worker_end
worker_wait(struct worker *w, const struct worker_limits *limits, char **why)
{
	struct rusage used;
	int status;

	close(w->from);
	w->from = -1;
	while (wait4(w->pid, &status, 0, &used) < 0)
		if (errno != EINTR)
			program_fail("worker: cannot wait: %s",
			    g_strerror(errno));
	w->used = (size_t)used.ru_maxrss << 10;
	listen_to(w);
	return end_of(w, limits, status, why);
}
