#include "pool.h"

#include <errno.h>
#include <gsf/gsf-utils.h>
#include <libxml/parser.h>
#include <locale.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/body/charset.h"
#include "parse/core/limits.h"
#include "parse/pdf/pdf_paint.h"
#include "parse/xls/xls_text.h"
#include "readers.h"

const struct worker_limits pool_default_limits = {
    .memory = (size_t)512 << 20,
    .cpu_seconds = 30,
    .wall_seconds = 60,
    .output = (size_t)512 << 20,
    .sandbox = true,
};

/* Results that wait for an earlier document, and what each has in memory. */
enum { MOST_WAITING = 256, MOST_IN_MEMORY = 1 << 20, READ_BLOCK = 1 << 16 };

/* One document, from pool_add to its turn with `done`. */
struct job {
	char *name;
	void *data;
	char sha256[DIGEST_HEX + 1];
	struct worker worker;
	struct worker_limits limits;    /* of it: its document is so long */
	GString *out;           /* written so far, but for what is spilled */
	int spill;              /* a temporary file without a name, or -1 */
	size_t spilled;
	enum worker_end end;    /* WORKER_CRASHED also for malformed records */
	bool finished;
};

struct pool {
	int jobs;
	struct worker_limits limits;
	pool_read *read;
	pool_done *done;
	GQueue queue;           /* struct job, in the order they were added */
	unsigned running;
};

/* --- in the worker ---------------------------------------------------- */

/* What a worker reads, and with what. */
struct task {
	pool_read *read;
	const unsigned char *bytes;
	size_t len;
};

/* What cannot be written is lost with all the rest: the parent takes a result
 * only from a worker that ends well. */
static void
write_block(const char *bytes, size_t len, void *data)
{
	worker_write(*(const int *)data, bytes, len);
}

static void
work(int to, void *data)
{
	const struct task *task = data;
	struct records *records = records_new();

	records_stream(records, write_block, &to);
	task->read(task->bytes, task->len, records);
}

/* --- in the parent ---------------------------------------------------- */

void
pool_prepare(void)
{
	charset_prepare();
	xls_text_prepare();
	xmlInitParser();
	/* libarchive gives names in the charset of the locale. */
	setlocale(LC_CTYPE, "C.UTF-8");
	gsf_init();
	pdf_paint_prepare();
}

struct pool *
pool_new(int jobs, const struct worker_limits *worker, pool_read *read,
    pool_done *done)
{
	struct pool *p = g_new0(struct pool, 1);

	p->jobs = jobs;
	p->limits = *worker;
	p->read = read;
	p->done = done;
	g_queue_init(&p->queue);
	pool_prepare();
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

/* Waits for the end of the worker; sets its document aside unless it ended
 * well. */
static void
finish(struct pool *p, struct job *job)
{
	static const enum table_problem problems[] = {
	    [WORKER_LONG] = PROBLEM_LIMIT,
	    [WORKER_LATE] = PROBLEM_TIMEOUT,
	    [WORKER_STALLED] = PROBLEM_TIMEOUT,
	    [WORKER_MEMORY] = PROBLEM_MEMORY,
	    [WORKER_KILLED] = PROBLEM_MEMORY,
	    [WORKER_CRASHED] = PROBLEM_CRASH,
	};
	g_autofree char *why = NULL;
	enum worker_end end = worker_wait(&job->worker, &job->limits, &why);

	if (end == WORKER_UNSANDBOXED)
		program_fail("%s; --unsandboxed reads without one", why);
	if (end != WORKER_DONE)
		set_aside(job, problems[end], "%s", why);
	job->end = end;
	if (job->worker.said[0] != '\0')
		program_warn(job->name, NULL, "its reader says: %s",
		    job->worker.said);
	job->finished = true;
	p->running--;
}

/* Takes what a worker has written so far. */
static void
take(struct pool *p, struct job *job)
{
	char block[READ_BLOCK];
	ssize_t n = read(job->worker.from, block, sizeof block);

	if (n > 0) {
		g_string_append_len(job->out, block, n);
		if (job->spilled + job->out->len > job->limits.output)
			worker_kill_too_long(&job->worker);
		else if (job->out->len >= MOST_IN_MEMORY)
			spill(job);
	} else if (n == 0 || errno != EINTR) {
		finish(p, job);
	}
}

/* Waits until some worker wrote, ended or is late. */
static void
wait_for_some(struct pool *p)
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
		fds[n] = (struct pollfd){job->worker.from, POLLIN, 0};
		jobs[n++] = job;
		next = MIN(next, job->worker.deadline);
	}
	ready = poll(fds, n, (int)MAX(0, (next - now) / 1000 + 1));
	if (ready < 0 && errno != EINTR)
		program_fail("workers: cannot wait: %s", g_strerror(errno));
	now = g_get_monotonic_time();
	for (nfds_t i = 0; i < n; i++) {
		if (now >= jobs[i]->worker.deadline)
			worker_kill_late(&jobs[i]->worker);
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
deliver(struct pool *p, struct job *job)
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
		job->end = WORKER_CRASHED;
		g_free(copy);
		copy = g_memdup2(job->out->str, job->out->len + 1);
		d = skim(job, copy, &again);
	}
	p->done(job->name, job->out, d, job->end, job->data);
	table_document_free(d);
}

/* Hands over what is finished at the head of the queue. */
static void
hand_over(struct pool *p)
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

void
pool_add(struct pool *p, const char *name,
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
	job->limits = p->limits;
	job->limits.output = MIN(p->limits.output,
	    LIMITS_RECORDS_GRACE + LIMITS_RECORDS * len);
	worker_start(&job->worker, &job->limits, readers_folder(bytes, len), work,
	    &(struct task){p->read, bytes, len});
	p->running++;
}

void
pool_end(struct pool *p)
{
	while (p->running > 0) {
		wait_for_some(p);
		hand_over(p);
	}
	hand_over(p);
	g_queue_clear(&p->queue);
	g_free(p);
}
