#include "page_reader.h"

#include "fetch/base/program.h"
#include "fetch/body/charset.h"
#include "fetch/html/html_reference.h"
#include "fetch/page/page.h"
#include "fetch/run/worker.h"
#include "listing.h"
#include "wire.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { READ_BLOCK = 1 << 16 };

static const struct worker_limits limits = {
    .memory = (size_t)512 << 20,
    .cpu_seconds = 10,
    .wall_seconds = 20,
    .output = (size_t)64 << 20,
    .sandbox = true,
};

struct page_reader {
	int socket;             /* to the process that starts the workers */
	pid_t pid;
	gint64 end;
};

enum asked { PAGE, LISTING };

/* A request; the address and the body follow. */
struct request {
	enum asked kind;
	unsigned seconds;       /* by the clock */
	size_t url_len;         /* 0: none */
	size_t len;
};

/* The answer; the words and the result follow. */
struct answer {
	enum worker_end end;
	size_t why_len;
	size_t len;
};

/* --- both ends ----------------------------------------------------------- */

static bool
send_all(int to, const void *bytes, size_t len)
{
	const char *p = bytes;

	while (len > 0) {
		ssize_t n = send(to, p, len, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

static bool
receive_all(int from, void *bytes, size_t len)
{
	char *p = bytes;

	while (len > 0) {
		ssize_t n = recv(from, p, len, 0);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

/* --- in the worker --------------------------------------------------------- */

struct read_task {
	enum asked kind;
	const char *url;
	const guint8 *bytes;
	size_t len;
};

static void
work(int to, void *data)
{
	const struct read_task *t = data;
	g_autoptr(GString) out = g_string_new(NULL);
	char *trouble = NULL;

	if (t->kind == PAGE) {
		wire_put_page(out, page_read(t->bytes, t->len, t->url));
	} else {
		struct listing *l = listing_read(t->bytes, t->len, t->url,
		    &trouble);

		if (l != NULL)
			wire_put_listing(out, l);
		else
			wire_put_trouble(out, trouble);
	}
	worker_write(to, out->str, out->len);
}

/* --- in the process that starts the workers ---------------------------------- */

/* Takes what the worker writes, until it ends or its time does. */
static void
collect(struct worker *w, const struct worker_limits *l, GString *out)
{
	char block[READ_BLOCK];

	for (;;) {
		struct pollfd fd = {w->from, POLLIN, 0};
		gint64 left = (w->deadline - g_get_monotonic_time()) / 1000;
		int ready = poll(&fd, 1, (int)CLAMP(left + 1, 0, 3600 * 1000));
		ssize_t n;

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready == 0) {
			worker_kill_late(w);
			return;
		}
		n = read(w->from, block, sizeof block);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		g_string_append_len(out, block, n);
		if (out->len > l->output) {
			worker_kill_too_long(w);
			return;
		}
	}
}

/* Serves one request; false when there are no more. */
static bool
serve_one(int socket)
{
	struct request q;
	struct worker_limits mine = limits;
	struct worker worker;
	struct answer a = {.end = WORKER_DONE};
	g_autofree char *url = NULL, *why = NULL;
	g_autofree guint8 *bytes = NULL;
	g_autoptr(GString) out = g_string_new(NULL);

	if (!receive_all(socket, &q, sizeof q))
		return false;
	url = g_malloc0(q.url_len + 1);
	bytes = g_malloc(q.len + 1);
	if (!receive_all(socket, url, q.url_len) ||
	    !receive_all(socket, bytes, q.len))
		return false;
	mine.wall_seconds = MIN(mine.wall_seconds, q.seconds);
	worker_start(&worker, &mine, NULL, work, &(struct read_task){q.kind,
	    q.url_len > 0 ? url : NULL, bytes, q.len});
	collect(&worker, &mine, out);
	a.end = worker_wait(&worker, &mine, &why);
	if (a.end != WORKER_DONE)
		g_string_truncate(out, 0);
	a.why_len = why ? strlen(why) : 0;
	a.len = out->len;
	return send_all(socket, &a, sizeof a) &&
	    send_all(socket, why ? why : "", a.why_len) &&
	    send_all(socket, out->str, a.len);
}

/* Keeps nothing but the socket and standard error, and ends with its parent. */
static void G_GNUC_NORETURN
serve(int socket, pid_t parent)
{
	enum { HERE = STDERR_FILENO + 1 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || dup2(socket, HERE) < 0 ||
	    close_range(HERE + 1, ~0U, 0) != 0)
		_exit(PROGRAM_FAILED);
	while (serve_one(HERE))
		;
	_exit(PROGRAM_DONE);
}

/* --- in the caller ------------------------------------------------------------- */

struct page_reader *
page_reader_new(void)
{
	struct page_reader *r = g_new0(struct page_reader, 1);
	pid_t parent = getpid();
	int ends[2];

	charset_prepare();
	html_reference_prepare();
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		program_fail("the reader of pages: cannot make a socket: %s",
		    g_strerror(errno));
	r->pid = fork();
	if (r->pid < 0)
		program_fail("the reader of pages: cannot fork: %s",
		    g_strerror(errno));
	if (r->pid == 0)
		serve(ends[1], parent);
	close(ends[1]);
	r->socket = ends[0];
	return r;
}

void
page_reader_free(struct page_reader *r)
{
	if (r == NULL)
		return;
	close(r->socket);
	while (waitpid(r->pid, NULL, 0) < 0 && errno == EINTR)
		;
	g_free(r);
}

void
page_reader_set_end(struct page_reader *r, gint64 end)
{
	r->end = end;
}

static unsigned
seconds_left(const struct page_reader *r)
{
	gint64 left = (r->end - g_get_monotonic_time()) / G_USEC_PER_SEC + 1;

	return r->end == 0 ? limits.wall_seconds
			   : (unsigned)CLAMP(left, 1, limits.wall_seconds);
}

/* Has a body read; NULL with *trouble in words when that fails. */
static GString *
ask(struct page_reader *r, enum asked kind, const guint8 *bytes, size_t len,
    const char *url, char **trouble)
{
	const struct request q = {kind, seconds_left(r),
	    url ? strlen(url) : 0, len};
	struct answer a;
	GString *out;

	if (!send_all(r->socket, &q, sizeof q) ||
	    !send_all(r->socket, url, q.url_len) ||
	    !send_all(r->socket, bytes, len) ||
	    !receive_all(r->socket, &a, sizeof a)) {
		*trouble = g_strdup("the process that reads pages has ended; "
		    "run again");
		return NULL;
	}
	*trouble = g_malloc0(a.why_len + 1);
	out = g_string_sized_new(a.len);
	g_string_set_size(out, a.len);
	if (!receive_all(r->socket, *trouble, a.why_len) ||
	    !receive_all(r->socket, out->str, a.len)) {
		g_free(*trouble);
		*trouble = g_strdup("the process that reads pages has ended; "
		    "run again");
		g_string_free(out, TRUE);
		return NULL;
	}
	if (a.end == WORKER_UNSANDBOXED)
		program_fail("%s: pages are read in a sandbox only; use a "
		    "kernel with seccomp, or --import what was fetched "
		    "elsewhere", *trouble);
	if (a.end != WORKER_DONE) {
		g_string_free(out, TRUE);
		return NULL;
	}
	g_clear_pointer(trouble, g_free);
	return out;
}

struct page *
page_reader_page(struct page_reader *r, const guint8 *bytes, size_t len,
    const char *url, char **trouble)
{
	g_autoptr(GString) result = ask(r, PAGE, bytes, len, url, trouble);

	return result ? wire_take_page(result, trouble) : NULL;
}

struct listing *
page_reader_listing(struct page_reader *r, const guint8 *bytes, size_t len,
    const char *url, char **trouble)
{
	g_autoptr(GString) result = ask(r, LISTING, bytes, len, url, trouble);

	return result ? wire_take_listing(result, trouble) : NULL;
}
