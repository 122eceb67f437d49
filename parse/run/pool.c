#include "pool.h"

#include <errno.h>
#include <libxml/parser.h>
#include <locale.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/body/charset.h"
#include "parse/core/limits.h"
#include "parse/core/scratch.h"
#include "parse/pack/ole.h"
#include "parse/pack/xml.h"
#include "readers.h"

const struct worker_limits pool_default_limits = {
    .memory = (size_t)512 << 20,
    .cpu_seconds = 30,
    .wall_seconds = 60,
    .output = (size_t)512 << 20,
    .sandbox = true,
};

/* Results that wait for an earlier document.  What all have in memory: where it is
 * more, those of some length are spilled. */
enum { MOST_WAITING = 256, MOST_IN_MEMORY = 1 << 20, LEAST_SPILLED = 1 << 18,
    READ_BLOCK = 1 << 16 };

/* A process costs more than a small document: so many of at most so many bytes
 * are read by one. */
enum { SMALL = 1 << 16, MOST_TOGETHER = 16 };

/* What a worker writes: in memory, but for what is spilled, which is the beginning. */
struct pool_result {
	GString *text;
	int spill;              /* a temporary file without a name, or -1 */
	size_t spilled;
	char *mapped;           /* all of it, for documents read together, or NULL */
};

/* One document, from pool_add to its turn with `done`. */
struct job {
	char *name;
	void *data;
	char sha256[DIGEST_HEX + 1];
	unsigned char *bytes;   /* NULL once they cannot be read again */
	size_t len;
	const char *folder;     /* see readers_prepare */
	struct pool_result out;
	struct table_document *records; /* those, skimmed, or NULL */
	enum worker_end end;    /* WORKER_CRASHED also for malformed records */
	bool finished;
};

/* A worker and the documents that it reads, one after the other. */
struct shift {
	struct worker worker;
	struct worker_limits limits;    /* of it: its documents are so long */
	GPtrArray *jobs;        /* struct job */
	struct pool_result out;
	struct table_skimmer *skimmer;  /* of the only document, else NULL */
	bool with_charsets;     /* their converters were open */
};

struct pool {
	int jobs;
	struct worker_limits limits;
	pool_read *read;
	pool_done *done;
	GQueue queue;           /* struct job, in the order they were added */
	GPtrArray *running;     /* struct shift */
	GPtrArray *small;       /* struct job, to be read together, of one */
	char *origin;           /* origin */
	GQueue alone;           /* struct job, to be read again */
};

/* --- in the worker ---------------------------------------------------- */

/* What a worker reads, and with what. */
struct task {
	pool_read *read;
	const GPtrArray *jobs;
	int scratch;            /* a file for the worker, or -1 */
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

	if (task->scratch >= 0)
		scratch_offer(STDIN_FILENO);
	if (!charset_is_prepared())
		xml_wants_charsets = worker_leave_unprepared;
	for (guint i = 0; i < task->jobs->len; i++) {
		const struct job *job = task->jobs->pdata[i];
		struct records *records = records_new();

		records_stream(records, write_block, &to);
		task->read(job->bytes, job->len, job->sha256, records);
		/* The last one's memory goes with the process. */
		if (i + 1 < task->jobs->len)
			records_free(records);
	}
}

/* --- in the parent ---------------------------------------------------- */

/* What all documents need. */
static void
prepare_most(void)
{
	xmlInitParser();
	/* libarchive gives names in the charset of the locale. */
	setlocale(LC_CTYPE, "C.UTF-8");
}

void
pool_prepare(void)
{
	prepare_most();
	charset_prepare();
	ole_prepare();
	readers_prepare_all();
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
	g_queue_init(&p->alone);
	p->running = g_ptr_array_new();
	p->small = g_ptr_array_new();
	prepare_most();
	return p;
}

/* --- what workers write ----------------------------------------------- */

static struct pool_result
output_new(void)
{
	return (struct pool_result){g_string_new(NULL), -1, 0, NULL};
}

/* Opens a temporary file without a name; -1 where there can be none. */
static int
temporary(void)
{
	g_autofree char *path = NULL;
	const int fd = g_file_open_tmp("miit-parse-XXXXXX", &path, NULL);

	if (path != NULL)
		unlink(path);
	return fd;
}

/* Moves what a worker has written out of memory, where a long result would
 * stand beside all that the worker itself needs. */
static void
spill(struct pool_result *out)
{
	size_t at = 0;

	if (out->spill < 0)
		out->spill = temporary();
	while (out->spill >= 0 && at < out->text->len) {
		ssize_t n = write(out->spill, out->text->str + at,
		    out->text->len - at);

		if (n < 0 && errno != EINTR)
			break;
		at += n > 0 ? (size_t)n : 0;
	}
	if (at < out->text->len)
		program_fail("%s: cannot keep records there: %s",
		    g_get_tmp_dir(), g_strerror(errno));
	out->spilled += at;
	g_string_truncate(out->text, 0);
}

static void
forget_spilled(struct pool_result *out)
{
	if (out->mapped != NULL)
		munmap(out->mapped, out->spilled);
	if (out->spill >= 0)
		close(out->spill);
	*out = (struct pool_result){out->text, -1, 0, NULL};
}

static void
output_clear(struct pool_result *out)
{
	forget_spilled(out);
	g_string_free(out->text, TRUE);
}

/* All of it, where it was spilled mapped; until the output is cleared. */
static const char *
whole(struct pool_result *out, size_t *len)
{
	*len = out->spilled + out->text->len;
	if (out->spilled == 0)
		return out->text->str;
	if (out->text->len > 0)
		spill(out);
	if (out->mapped == NULL)
		out->mapped = mmap(NULL, *len, PROT_READ, MAP_PRIVATE,
		    out->spill, 0);
	if (out->mapped == MAP_FAILED)
		program_fail("%s: cannot read records kept there: %s",
		    g_get_tmp_dir(), g_strerror(errno));
	return out->mapped;
}

void
pool_result_each(const struct pool_result *out, pool_take *take, void *data)
{
	g_autofree char *block = out->spilled > 0 ? g_malloc(READ_BLOCK) : NULL;
	size_t at = 0;

	while (at < out->spilled) {
		const ssize_t n = pread(out->spill, block,
		    MIN(READ_BLOCK, out->spilled - at), (off_t)at);

		if (n == 0 || (n < 0 && errno != EINTR))
			program_fail("%s: cannot read records kept there: %s",
			    g_get_tmp_dir(), n == 0 ? "they end early" :
			    g_strerror(errno));
		if (n > 0)
			take(block, (size_t)n, data);
		at += n > 0 ? (size_t)n : 0;
	}
	take(out->text->str, out->text->len, data);
}

/* Records that say why there are none: the document is set aside. */
static void
set_aside(struct job *job, enum table_problem problem, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void
set_aside(struct job *job, enum table_problem problem, const char *format, ...)
{
	struct records *r = records_new();
	g_autofree char *why = NULL, *wrong = NULL;
	size_t at = 0;
	va_list ap;

	va_start(ap, format);
	why = g_strdup_vprintf(format, ap);
	va_end(ap);
	records_document(r, job->sha256, NULL, NULL, NULL, NULL);
	records_problem(r, problem, "", "%s", why);
	records_end(r);
	forget_spilled(&job->out);
	g_string_assign(job->out.text, records_text_so_far(r)->str);
	records_free(r);
	table_document_free(job->records);
	job->records = table_skim(job->out.text->str, job->out.text->len, &at,
	    &wrong);
	g_assert(job->records != NULL);
}

/* Takes skimmed records for those of a document; NULL with *why set, to be freed,
 * where they are none or another document's, and with what *why says already. */
static struct table_document *
accept(const struct job *job, struct table_document *d, bool more, char **why)
{
	if (d == NULL && *why == NULL)
		*why = g_strdup("there are none");
	if (d == NULL)
		return NULL;
	if (g_strcmp0(d->sha256, job->sha256) != 0)
		*why = g_strdup("they name another document");
	else if (more)
		*why = g_strdup("there are more than one document has");
	else
		return d;
	table_document_free(d);
	return NULL;
}

/* --- shifts ----------------------------------------------------------- */

/* Starts a worker for these jobs, whose bytes are there until it has begun. */
static void
start(struct pool *p, GPtrArray *jobs)
{
	struct shift *s = g_new0(struct shift, 1);
	const struct job *first = jobs->pdata[0];
	const int scratch = first->len > SMALL ? temporary() : -1;
	size_t output = 0;

	s->jobs = jobs;
	s->out = output_new();
	s->skimmer = jobs->len == 1 ? table_skimmer_new() : NULL;
	s->with_charsets = charset_is_prepared();
	s->limits = p->limits;
	for (guint i = 0; i < jobs->len; i++) {
		const struct job *job = jobs->pdata[i];

		output += LIMITS_RECORDS_GRACE + LIMITS_RECORDS * job->len;
	}
	s->limits.output = MIN(p->limits.output, output);
	worker_start(&s->worker, &s->limits, first->folder, scratch, work,
	    &(struct task){p->read, jobs, scratch});
	if (jobs->len == 1 && s->with_charsets)
		g_clear_pointer(&((struct job *)first)->bytes, g_free);
	if (scratch >= 0)
		close(scratch);
	g_ptr_array_add(p->running, s);
}

static void
start_one(struct pool *p, struct job *job)
{
	GPtrArray *jobs = g_ptr_array_new();

	g_ptr_array_add(jobs, job);
	start(p, jobs);
}

/* Starts what waits for a worker, as long as there may be another. */
static void
start_waiting(struct pool *p, bool small_too)
{
	while (p->alone.length > 0 && p->running->len < (guint)p->jobs)
		start_one(p, g_queue_pop_head(&p->alone));
	if (small_too && p->small->len > 0 && p->running->len < (guint)p->jobs) {
		start(p, p->small);
		p->small = g_ptr_array_new();
	}
}

/* A document has its result, which may wait long for those before it; it itself is not
 * needed any more. */
static void
finish_job(struct job *job)
{
	g_clear_pointer(&job->bytes, g_free);
	job->finished = true;
}

/* Gives each document of a shift what was written of it; false where that is not
 * well formed for each. */
static bool
distribute(struct shift *s)
{
	size_t at = 0, len;
	const char *text = whole(&s->out, &len);

	for (guint i = 0; i < s->jobs->len; i++) {
		struct job *job = s->jobs->pdata[i];
		const size_t from = at;
		g_autofree char *why = NULL;

		table_document_free(job->records);
		job->records = accept(job, table_skim(text, len, &at, &why),
		    false, &why);
		if (job->records == NULL)
			return false;
		g_string_truncate(job->out.text, 0);
		g_string_append_len(job->out.text, text + from,
		    (gssize)(at - from));
	}
	return at == len;
}

/* Several documents: each has its result, or each is read again alone, so that
 * what one does to its process shows in no other's. */
static void
finish_together(struct pool *p, struct shift *s, enum worker_end end)
{
	bool well;

	well = end == WORKER_DONE && s->worker.said[0] == '\0' &&
	    distribute(s);
	for (guint i = 0; i < s->jobs->len; i++) {
		struct job *job = s->jobs->pdata[i];

		if (!well) {
			g_clear_pointer(&job->records, table_document_free);
			g_string_truncate(job->out.text, 0);
			g_queue_push_tail(&p->alone, job);
			continue;
		}
		job->end = WORKER_DONE;
		finish_job(job);
	}
}

/* The only document of a shift is set aside unless its worker ended well.  A worker
 * is not trusted: what it wrote is a result only where it is well formed. */
static void
finish_alone(struct shift *s, enum worker_end end, const char *why)
{
	static const enum table_problem problems[] = {
	    [WORKER_LONG] = PROBLEM_LIMIT,
	    [WORKER_LATE] = PROBLEM_TIMEOUT,
	    [WORKER_STALLED] = PROBLEM_TIMEOUT,
	    [WORKER_MEMORY] = PROBLEM_MEMORY,
	    [WORKER_KILLED] = PROBLEM_MEMORY,
	    [WORKER_CRASHED] = PROBLEM_CRASH,
	    [WORKER_UNPREPARED] = PROBLEM_CRASH,
	};
	struct job *job = s->jobs->pdata[0];
	struct pool_result empty = job->out;
	g_autofree char *wrong = NULL;
	bool more;

	job->out = s->out;
	s->out = empty;
	job->records = table_skimmer_end(g_steal_pointer(&s->skimmer), &more,
	    &wrong);
	if (end != WORKER_DONE) {
		set_aside(job, problems[end], "%s", why);
	} else {
		job->records = accept(job, job->records, more, &wrong);
		if (job->records == NULL) {
			set_aside(job, PROBLEM_CRASH, "its reader wrote "
			    "malformed records: %s", wrong);
			end = WORKER_CRASHED;
		}
	}
	job->end = end == WORKER_UNPREPARED ? WORKER_CRASHED : end;
	if (s->worker.said[0] != '\0')
		program_warn(job->name, NULL, "its reader says: %s",
		    s->worker.said);
	finish_job(job);
}

/* The only document of a shift wants converters of charsets. */
static void
read_prepared(struct pool *p, struct shift *s)
{
	g_autofree char *wrong = NULL;
	bool more;

	table_document_free(table_skimmer_end(g_steal_pointer(&s->skimmer),
	    &more, &wrong));
	charset_prepare();
	g_queue_push_tail(&p->alone, s->jobs->pdata[0]);
}

/* Waits for the end of a worker. */
static void
finish(struct pool *p, struct shift *s)
{
	g_autofree char *why = NULL;
	enum worker_end end = worker_wait(&s->worker, &s->limits, &why);

	if (end == WORKER_UNSANDBOXED)
		program_fail("%s; --unsandboxed reads without one", why);
	if (s->jobs->len > 1)
		finish_together(p, s, end);
	else if (end == WORKER_UNPREPARED && !s->with_charsets)
		read_prepared(p, s);
	else
		finish_alone(s, end, why);
	g_ptr_array_remove(p->running, s);
	g_ptr_array_unref(s->jobs);
	output_clear(&s->out);
	g_free(s);
}

/* Whether results have as much memory as they may. */
static bool
is_full(const struct pool *p)
{
	size_t held = 0;

	for (guint i = 0; i < p->running->len; i++)
		held += ((struct shift *)p->running->pdata[i])->out.text->len;
	for (const GList *i = p->queue.head; i != NULL; i = i->next)
		held += ((const struct job *)i->data)->out.text->len;
	return held > MOST_IN_MEMORY;
}

/* Takes what a worker has written so far. */
static void
take(struct pool *p, struct shift *s)
{
	GString *text = s->out.text;
	const gsize before = text->len;
	ssize_t n;

	g_string_set_size(text, before + READ_BLOCK);
	n = read(s->worker.from, text->str + before, READ_BLOCK);
	g_string_truncate(text, before + (gsize)MAX(n, 0));
	if (n > 0) {
		if (s->skimmer != NULL)
			table_skimmer_add(s->skimmer, text->str + before,
			    (size_t)n);
		if (s->out.spilled + text->len > s->limits.output)
			worker_kill_too_long(&s->worker);
		else if (text->len >= LEAST_SPILLED && is_full(p))
			spill(&s->out);
	} else if (n == 0 || errno != EINTR) {
		finish(p, s);
	}
}

/* Waits until some worker wrote, ended or is late. */
static void
wait_for_some(struct pool *p)
{
	g_autofree struct pollfd *fds = g_new(struct pollfd, p->running->len);
	g_autofree struct shift **shifts = g_memdup2(p->running->pdata,
	    p->running->len * sizeof *shifts);
	gint64 now = g_get_monotonic_time(), next = G_MAXINT64;
	const nfds_t n = p->running->len;
	int ready;

	for (nfds_t i = 0; i < n; i++) {
		fds[i] = (struct pollfd){shifts[i]->worker.from, POLLIN, 0};
		next = MIN(next, shifts[i]->worker.deadline);
	}
	ready = poll(fds, n, (int)MAX(0, (next - now) / 1000 + 1));
	if (ready < 0 && errno != EINTR)
		program_fail("workers: cannot wait: %s", g_strerror(errno));
	now = g_get_monotonic_time();
	for (nfds_t i = 0; i < n; i++) {
		if (now >= shifts[i]->worker.deadline)
			worker_kill_late(&shifts[i]->worker);
		if (ready > 0 && fds[i].revents != 0)
			take(p, shifts[i]);
	}
}

/* Hands over what is finished at the head of the queue. */
static void
hand_over(struct pool *p)
{
	struct job *job;

	while ((job = g_queue_peek_head(&p->queue)) != NULL && job->finished) {
		p->done(job->name, &job->out, job->records, job->end, job->data);
		table_document_free(job->records);
		g_queue_pop_head(&p->queue);
		output_clear(&job->out);
		g_free(job->bytes);
		g_free(job->name);
		g_free(job);
	}
}

/* Waits until there may be another worker, and until few results wait. */
static void
make_room(struct pool *p)
{
	start_waiting(p, false);
	while (p->running->len >= (guint)p->jobs ||
	    p->queue.length >= MOST_WAITING) {
		start_waiting(p, p->running->len == 0);
		if (p->running->len > 0)
			wait_for_some(p);
		hand_over(p);
		start_waiting(p, false);
	}
}

/* Puts a small document to others of its origin. */
static void
add_small(struct pool *p, struct job *job, const char *origin)
{
	if (p->small->len == MOST_TOGETHER || (p->small->len > 0 &&
	    g_strcmp0(origin, p->origin) != 0)) {
		make_room(p);
		start_waiting(p, true);
	}
	if (g_strcmp0(origin, p->origin) != 0) {
		g_free(p->origin);
		p->origin = g_strdup(origin);
	}
	g_ptr_array_add(p->small, job);
}

void
pool_add(struct pool *p, const char *name, const char *origin,
    const char *sha256, unsigned char *bytes, size_t len, void *data)
{
	struct job *job = g_new0(struct job, 1);
	bool small;

	make_room(p);
	job->folder = readers_prepare(bytes, len);
	small = len > 0 && len <= SMALL && job->folder == NULL;
	job->name = g_strdup(name);
	job->data = data;
	job->out = output_new();
	job->bytes = bytes;
	job->len = len;
	if (sha256 != NULL)
		g_strlcpy(job->sha256, sha256, sizeof job->sha256);
	else
		digest_of(bytes, len, job->sha256);
	g_queue_push_tail(&p->queue, job);
	if (small)
		add_small(p, job, origin);
	else
		start_one(p, job);
}

void
pool_end(struct pool *p)
{
	for (;;) {
		start_waiting(p, true);
		if (p->running->len == 0)
			break;
		wait_for_some(p);
		hand_over(p);
	}
	hand_over(p);
	g_queue_clear(&p->queue);
	g_ptr_array_unref(p->running);
	g_ptr_array_unref(p->small);
	g_free(p->origin);
	g_free(p);
}
