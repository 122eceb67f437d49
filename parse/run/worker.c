#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "parse/core/reader.h"
#include "sandbox.h"

const struct worker_limits worker_default_limits = {
    .memory = (size_t)512 << 20,
    .cpu_seconds = 30,
    .wall_seconds = 60,
    .output = (size_t)512 << 20,
    .sandbox = true,
};

/* How a worker ends when it has more to say than its status can. */
enum { EXIT_MEMORY = 71, EXIT_SANDBOX = 72, READ_BLOCK = 1 << 16 };

/* Results that wait for an earlier document, and what each has in memory. */
enum { MOST_WAITING = 256, MOST_IN_MEMORY = 1 << 20 };

/* One document, from worker_pool_add to its turn with `done`. */
struct job {
	char *name;
	void *data;
	char sha256[DIGEST_HEX + 1];
	pid_t pid;
	int from;               /* what the worker writes; -1 once closed */
	gint64 deadline;        /* monotonic, microseconds */
	GString *out;           /* written so far, but for what is spilled */
	int spill;              /* a temporary file without a name, or -1 */
	size_t spilled;
	bool late, too_long;
	bool finished;
};

struct worker_pool {
	int jobs;
	struct worker_limits limits;
	worker_read *read;
	worker_done *done;
	GQueue queue;           /* struct job, in the order they were added */
	unsigned running;
};

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

/* What cannot be written is lost with all the rest: the parent takes a result
 * only from a worker that ends well. */
static void
write_block(const char *bytes, size_t len, void *data)
{
	int fd = *(const int *)data;

	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			_exit(PROGRAM_FAILED);
		bytes += n;
		len -= (size_t)n;
	}
}

static void G_GNUC_NORETURN
work(const struct worker_limits *limits, worker_read *read_document, int to,
    const unsigned char *bytes, size_t len)
{
	struct records *records;
	const char *failed;

	g_log_set_default_handler(on_message, NULL);
	if (limits->sandbox) {
		failed = sandbox_enter(to, limits->memory, limits->cpu_seconds,
		    limits->output, reader_folder(bytes, len));
		if (failed != NULL) {
			fprintf(stderr, "%s: sandbox: %s\n", program.name,
			    failed);
			_exit(EXIT_SANDBOX);
		}
		to = STDOUT_FILENO;
	}
	records = records_new();
	records_stream(records, write_block, &to);
	read_document(bytes, len, records);
	_exit(PROGRAM_DONE);
}

/* --- in the parent ---------------------------------------------------- */

struct worker_pool *
worker_pool_new(int jobs, const struct worker_limits *limits,
    worker_read *read, worker_done *done)
{
	struct worker_pool *p = g_new0(struct worker_pool, 1);

	p->jobs = jobs;
	p->limits = *limits;
	p->read = read;
	p->done = done;
	g_queue_init(&p->queue);
	sandbox_prepare();
	return p;
}

/* Moves what a worker has written out of memory, where a long result would
 * stand beside all that the worker itself needs. */
static void
spill(struct job *job)
{
	g_autofree char *path = NULL;
	size_t at = 0;

	if (job->spill < 0) {
		job->spill = g_file_open_tmp("miit-parse-XXXXXX", &path, NULL);
		if (path != NULL)
			unlink(path);
	}
	while (job->spill >= 0 && at < job->out->len) {
		ssize_t n = write(job->spill, job->out->str + at,
		    job->out->len - at);

		if (n < 0 && errno != EINTR)
			break;
		at += n > 0 ? (size_t)n : 0;
	}
	if (at < job->out->len)
		program_fail("%s: cannot keep records there: %s",
		    g_get_tmp_dir(), g_strerror(errno));
	job->spilled += at;
	g_string_truncate(job->out, 0);
}

static void
forget_spilled(struct job *job)
{
	if (job->spill >= 0)
		close(job->spill);
	job->spill = -1;
	job->spilled = 0;
}

/* All of a result in memory again, when its turn has come. */
static void
gather(struct job *job)
{
	size_t at = 0, last = job->out->len, whole = job->spilled + last;

	if (job->spilled == 0)
		return;
	g_string_set_size(job->out, whole);
	memmove(job->out->str + job->spilled, job->out->str, last);
	while (at < job->spilled) {
		ssize_t n = pread(job->spill, job->out->str + at,
		    job->spilled - at, (off_t)at);

		if (n == 0 || (n < 0 && errno != EINTR))
			program_fail("%s: cannot read records kept there: %s",
			    g_get_tmp_dir(), n < 0 ? g_strerror(errno) :
			    "they are gone");
		at += n > 0 ? (size_t)n : 0;
	}
	forget_spilled(job);
}

/* Records that say why there are none: the document is set aside. */
static void
set_aside(struct job *job, enum table_problem problem, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void
set_aside(struct job *job, enum table_problem problem, const char *format, ...)
{
	struct records *r = records_new();
	g_autofree char *why = NULL;
	va_list ap;

	va_start(ap, format);
	why = g_strdup_vprintf(format, ap);
	va_end(ap);
	records_document(r, job->sha256, NULL, NULL, NULL, NULL);
	records_problem(r, problem, "", "%s", why);
	records_end(r);
	forget_spilled(job);
	g_string_assign(job->out, records_text_so_far(r)->str);
	records_free(r);
}

/* What the worker's end means for its document. */
static void
judge(struct worker_pool *p, struct job *job, int status)
{
	if (job->too_long)
		set_aside(job, PROBLEM_LIMIT, "more than %zu bytes of records",
		    p->limits.output);
	else if (job->late)
		set_aside(job, PROBLEM_TIMEOUT, "not read within %u seconds",
		    p->limits.wall_seconds);
	else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		set_aside(job, PROBLEM_TIMEOUT, "not read within %u seconds of "
		    "computing", p->limits.cpu_seconds);
	else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		set_aside(job, PROBLEM_MEMORY, "its reader was killed, as the "
		    "system does when memory runs out");
	else if (WIFSIGNALED(status))
		set_aside(job, PROBLEM_CRASH, "its reader died of signal %d",
		    WTERMSIG(status));
	else if (WEXITSTATUS(status) == EXIT_SANDBOX)
		program_fail("no sandbox for workers here; --unsandboxed reads "
		    "without one");
	else if (WEXITSTATUS(status) == EXIT_MEMORY)
		set_aside(job, PROBLEM_MEMORY, "needs more than %zu bytes of "
		    "memory", p->limits.memory);
	else if (WEXITSTATUS(status) != PROGRAM_DONE)
		set_aside(job, PROBLEM_CRASH, "its reader ended with status %d",
		    WEXITSTATUS(status));
}

static void
finish(struct worker_pool *p, struct job *job)
{
	int status;

	close(job->from);
	job->from = -1;
	while (waitpid(job->pid, &status, 0) < 0)
		if (errno != EINTR)
			program_fail("worker: cannot wait: %s",
			    g_strerror(errno));
	judge(p, job, status);
	job->finished = true;
	p->running--;
}

/* Takes what a worker has written so far. */
static void
take(struct worker_pool *p, struct job *job)
{
	char block[READ_BLOCK];
	ssize_t n = read(job->from, block, sizeof block);

	if (n > 0) {
		g_string_append_len(job->out, block, n);
		if (job->spilled + job->out->len > p->limits.output) {
			job->too_long = true;
			kill(job->pid, SIGKILL);
		} else if (job->out->len >= MOST_IN_MEMORY) {
			spill(job);
		}
	} else if (n == 0 || errno != EINTR) {
		finish(p, job);
	}
}

/* Waits until some worker wrote, ended or is late. */
static void
wait_for_some(struct worker_pool *p)
{
	g_autofree struct pollfd *fds = g_new(struct pollfd, p->running);
	g_autofree struct job **jobs = g_new(struct job *, p->running);
	gint64 now = g_get_monotonic_time(), next = G_MAXINT64;
	nfds_t n = 0;
	int ready;

	for (GList *l = p->queue.head; l != NULL; l = l->next) {
		struct job *job = l->data;

		if (job->finished)
			continue;
		fds[n] = (struct pollfd){job->from, POLLIN, 0};
		jobs[n++] = job;
		next = MIN(next, job->deadline);
	}
	ready = poll(fds, n, (int)MAX(0, (next - now) / 1000 + 1));
	if (ready < 0 && errno != EINTR)
		program_fail("workers: cannot wait: %s", g_strerror(errno));
	now = g_get_monotonic_time();
	for (nfds_t i = 0; i < n; i++) {
		if (now >= jobs[i]->deadline && !jobs[i]->late) {
			jobs[i]->late = true;
			kill(jobs[i]->pid, SIGKILL);
		}
		if (ready > 0 && fds[i].revents != 0)
			take(p, jobs[i]);
	}
}

/* The records, skimmed in `copy`; NULL where they are malformed or another
 * document's, with *why set, to be freed. */
static struct table_document *
skim(const struct job *job, char *copy, char **why)
{
	size_t at = 0;
	struct table_document *d = table_skim(copy, job->out->len, &at, why);

	if (d == NULL && *why == NULL)
		*why = g_strdup("there are none");
	if (d == NULL || (at == job->out->len &&
	    g_strcmp0(d->sha256, job->sha256) == 0))
		return d;
	*why = g_strdup(at < job->out->len ? "there are more than one "
	    "document has" : "they name another document");
	table_document_free(d);
	return NULL;
}

/* Hands a result to the caller.  A worker is not trusted: what it wrote is a
 * result only where it is well formed. */
static void
deliver(struct worker_pool *p, struct job *job)
{
	g_autofree char *copy = NULL;
	g_autofree char *why = NULL;
	struct table_document *d;

	gather(job);
	copy = g_memdup2(job->out->str, job->out->len + 1);
	d = skim(job, copy, &why);
	if (d == NULL) {
		g_autofree char *again = NULL;

		set_aside(job, PROBLEM_CRASH, "its reader wrote malformed "
		    "records: %s", why);
		g_free(copy);
		copy = g_memdup2(job->out->str, job->out->len + 1);
		d = skim(job, copy, &again);
	}
	p->done(job->name, job->out, d, job->data);
	table_document_free(d);
}

/* Hands over what is finished at the head of the queue. */
static void
hand_over(struct worker_pool *p)
{
	struct job *job;

	while ((job = g_queue_peek_head(&p->queue)) != NULL && job->finished) {
		deliver(p, job);
		g_queue_pop_head(&p->queue);
		g_string_free(job->out, TRUE);
		g_free(job->name);
		g_free(job);
	}
}

/* Forks the worker of a job. */
static void
start(struct worker_pool *p, struct job *job, const unsigned char *bytes,
    size_t len)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		program_fail("worker: cannot make a pipe: %s",
		    g_strerror(errno));
	fflush(stdout);
	job->pid = fork();
	if (job->pid < 0)
		program_fail("worker: cannot fork: %s", g_strerror(errno));
	if (job->pid == 0)
		work(&p->limits, p->read, ends[1], bytes, len);
	close(ends[1]);
	job->from = ends[0];
	job->deadline = g_get_monotonic_time() +
	    (gint64)p->limits.wall_seconds * G_USEC_PER_SEC;
	p->running++;
}

void
worker_pool_add(struct worker_pool *p, const char *name,
    const unsigned char *bytes, size_t len, void *data)
{
	struct job *job = g_new0(struct job, 1);

	while (p->running >= (unsigned)p->jobs ||
	    p->queue.length >= MOST_WAITING) {
		wait_for_some(p);
		hand_over(p);
	}
	job->name = g_strdup(name);
	job->data = data;
	job->out = g_string_new(NULL);
	job->spill = -1;
	digest_of(bytes, len, job->sha256);
	g_queue_push_tail(&p->queue, job);
	start(p, job, bytes, len);
}

void
worker_pool_end(struct worker_pool *p)
{
	while (p->running > 0) {
		wait_for_some(p);
		hand_over(p);
	}
	hand_over(p);
	g_queue_clear(&p->queue);
	g_free(p);
}
