#include "work_server.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "worker.h"

enum { READ_BLOCK = 1 << 16 };

/* The bytes to read count as memory of the worker, which inherits them. */
static const struct worker_limits limits = {
    .memory = (size_t)512 << 20,
    .cpu_seconds = 10,
    .wall_seconds = 20,
    .sandbox = true,
};

struct work_server {
	int socket;
	pid_t pid;
	gint64 end;
};

/* A request; the word and the bytes follow.  Both ends are one program: a
 * function has one address. */
struct request {
	work_server_work *work;
	unsigned seconds;       /* by the clock */
	size_t most;            /* bytes of the result */
	bool has_word;
	size_t word_len;
	size_t len;
};

/* The answer; the words and the result follow. */
struct answer {
	enum worker_end end;
	size_t why_len;
	size_t len;
};

/* --- both ends ----------------------------------------------------------- */

/* Sends all of `out`, or receives all of `in` where that is given instead; false
 * where the other end is gone. */
static bool
move_all(int socket, const char *out, char *in, size_t len)
{
	for (size_t done = 0; done < len;) {
		ssize_t n = in != NULL ? recv(socket, in + done, len - done, 0) :
		    send(socket, out + done, len - done, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

static bool
send_all(int to, const void *bytes, size_t len)
{
	return move_all(to, bytes, NULL, len);
}

static bool
receive_all(int from, void *bytes, size_t len)
{
	return len == 0 || move_all(from, NULL, bytes, len);
}

/* --- in the worker --------------------------------------------------------- */

struct work_piece {
	work_server_work *work;
	const char *word;
	const guint8 *bytes;
	size_t len;
};

static void
do_work(int to, void *data)
{
	const struct work_piece *piece = data;

	piece->work(to, piece->word, piece->bytes, piece->len);
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
	g_autofree char *word = NULL, *why = NULL;
	g_autofree guint8 *bytes = NULL;
	g_autoptr(GString) out = g_string_new(NULL);

	if (!receive_all(socket, &q, sizeof q))
		return false;
	word = g_malloc0(q.word_len + 1);
	bytes = g_malloc(q.len + 1);
	if (!receive_all(socket, word, q.word_len) ||
	    !receive_all(socket, bytes, q.len))
		return false;
	mine.wall_seconds = MIN(mine.wall_seconds, q.seconds);
	mine.memory += q.len;
	mine.output = q.most;
	worker_start(&worker, &mine, NULL, -1, do_work, &(struct work_piece){
	    q.work, q.has_word ? word : NULL, bytes, q.len});
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

struct work_server *
work_server_new(void)
{
	struct work_server *s = g_new0(struct work_server, 1);
	pid_t parent = getpid();
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		program_fail("workers: cannot make a socket: %s",
		    g_strerror(errno));
	s->pid = fork();
	if (s->pid < 0)
		program_fail("workers: cannot fork: %s", g_strerror(errno));
	if (s->pid == 0)
		serve(ends[1], parent);
	close(ends[1]);
	s->socket = ends[0];
	return s;
}

void
work_server_free(struct work_server *s)
{
	if (s == NULL)
		return;
	close(s->socket);
	while (waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
		;
	g_free(s);
}

void
work_server_set_end(struct work_server *s, gint64 end)
{
	s->end = end;
}

static unsigned
seconds_left(const struct work_server *s)
{
	gint64 left = (s->end - g_get_monotonic_time()) / G_USEC_PER_SEC + 1;

	return s->end == 0 ? limits.wall_seconds
			   : (unsigned)CLAMP(left, 1, limits.wall_seconds);
}

/* Sends the request and takes the answer; false when the process has ended. */
static bool
exchange(struct work_server *s, const struct request *q, const char *word,
    const guint8 *bytes, struct answer *a, char **why, GString **out)
{
	if (!send_all(s->socket, q, sizeof *q) ||
	    !send_all(s->socket, word, q->word_len) ||
	    !send_all(s->socket, bytes, q->len) ||
	    !receive_all(s->socket, a, sizeof *a))
		return false;
	*why = g_malloc0(a->why_len + 1);
	*out = g_string_sized_new(a->len);
	g_string_set_size(*out, a->len);
	return receive_all(s->socket, *why, a->why_len) &&
	    receive_all(s->socket, (*out)->str, a->len);
}

GString *
work_server_ask(struct work_server *s, work_server_work *work,
    const char *word, const guint8 *bytes, size_t len, size_t most,
    char **trouble)
{
	const struct request q = {work, seconds_left(s), most, word != NULL,
	    word ? strlen(word) : 0, len};
	g_autoptr(GString) out = NULL;
	g_autofree char *why = NULL;
	struct answer a;

	*trouble = NULL;
	if (!exchange(s, &q, word, bytes, &a, &why, &out)) {
		*trouble = g_strdup("the process that starts the workers has "
		    "ended; run again");
		return NULL;
	}
	if (a.end == WORKER_UNSANDBOXED)
		program_fail("%s: what comes from the network is read in a "
		    "sandbox only; use a kernel with seccomp, or --import what "
		    "was fetched elsewhere", why);
	if (a.end != WORKER_DONE) {
		*trouble = g_steal_pointer(&why);
		return NULL;
	}
	return g_steal_pointer(&out);
}
