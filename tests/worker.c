/* Workers that misbehave in every way cost their own document and nothing
 * else.  What the reader below does, the document says. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "parse/run/pool.h"

enum { LONG = 40000 };

static void
behave(struct records *out)
{
	records_text(out, "paragraph", "well", 4);
	records_end(out);
}

static void
crash(struct records *out)
{
	(void)out;
	raise(SIGSEGV);
}

static void G_GNUC_NORETURN
compute(struct records *out)
{
	(void)out;
	for (volatile unsigned n = 0;; n++)
		;
}

static void
crash_late(struct records *out)
{
	for (int i = 0; i < LONG; i++)
		records_text(out, "paragraph", "half a result", 13);
	abort();
}

static void G_GNUC_NORETURN
write_on(struct records *out)
{
	for (;;)
		records_text(out, "paragraph", "and on", 6);
}

static void G_GNUC_NORETURN
swell(struct records *out)
{
	(void)out;
	for (;;)
		memset(g_malloc(1 << 20), 1, 1 << 20);
}

/* As a library in C++ does that gets no large block. */
static void G_GNUC_NORETURN
swell_and_crash(struct records *out)
{
	volatile char *block = g_malloc(160 << 20);

	(void)out;
	for (size_t i = 0; i < 160 << 20; i += 4096)
		block[i] = 1;
	abort();
}

static void G_GNUC_NORETURN
leave(struct records *out)
{
	(void)out;
	_exit(0);
}

static void G_GNUC_NORETURN
leave_halfway(struct records *out)
{
	for (int i = 0; i < LONG; i++)
		records_text(out, "paragraph", "no end", 6);
	_exit(0);
}

/* As the kernel does when the machine has no memory left. */
static void
be_killed(struct records *out)
{
	(void)out;
	raise(SIGKILL);
}

/* Does nothing: a machine that is too busy looks like that. */
static void G_GNUC_NORETURN
wait_for_ever(struct records *out)
{
	GMutex lock;
	GCond never;

	(void)out;
	g_mutex_init(&lock);
	g_cond_init(&never);
	g_mutex_lock(&lock);
	for (;;)
		g_cond_wait(&never, &lock);
}

/* What a library prints by the megabyte neither stops the work nor reaches the
 * terminal. */
static void
chatter(struct records *out)
{
	for (int i = 0; i < LONG; i++)
		fprintf(stderr, "\033[2Jline %d\n", i);
	behave(out);
}

static void
lie(struct records *out)
{
	records_text(out, "paragraph", "well", 4);
	records_end(out);
	records_text(out, "paragraph", "more", 4);
	records_end(out);
}

static void
write_much(struct records *out)
{
	for (int i = 0; i < 2 * LONG; i++)
		records_text(out, "paragraph", "a long result", 13);
	records_end(out);
}

static const struct {
	const char *document;
	void (*read)(struct records *);
	const char *problem;    /* code and message expected, or NULL */
	size_t texts;
} cases[] = {
    {"1 behave", behave, NULL, 1},
    {"2 crash", crash, "crash: its reader died of signal 11", 0},
    {"3 compute", compute, "timeout: not read within 3 seconds of computing",
	0},
    {"4 crash late", crash_late, "crash: its reader died of signal 6", 0},
    {"5 write on", write_on, "limit: more than 4194304 bytes of records", 0},
    {"6 swell", swell, "memory: needs more than 268435456 bytes of memory", 0},
    {"7 leave", leave,
	"crash: its reader wrote malformed records: there are none", 0},
    {"8 leave halfway", leave_halfway,
	"crash: its reader wrote malformed records: ", 0},
    {"9 lie", lie, "crash: its reader wrote malformed records: there are more "
	"than one document has", 0},
    {"10 write much", write_much, NULL, 2 * LONG},
    {"11 be killed", be_killed, "memory: its reader was killed, as the system "
	"does when memory runs out", 0},
    {"12 behave", behave, NULL, 1},
    {"13 wait", wait_for_ever, "timeout: not read within 2 seconds", 0},
    {"14 chatter", chatter, NULL, 1},
    {"15 swell and crash", swell_and_crash,
	"memory: needs more than 268435456 bytes of memory", 0},
};

static void
read_case(const unsigned char *bytes, size_t len, const char *sha256,
    struct records *out)
{
	records_document(out, sha256, "text/plain", NULL, "text", NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		if (len == strlen(cases[i].document) &&
		    memcmp(bytes, cases[i].document, len) == 0)
			cases[i].read(out);
}

static void
append(const char *bytes, size_t len, void *data)
{
	g_string_append_len(data, bytes, (gssize)len);
}

/* Results come in the order of the cases. */
static void
judge(const char *name, const struct pool_result *records,
    const struct table_document *d, enum worker_end end, void *data)
{
	g_autoptr(GString) all = g_string_new(NULL);
	size_t i = *(size_t *)data;
	bool is_accident = cases[i].read == be_killed ||
	    cases[i].read == wait_for_ever;

	pool_result_each(records, append, all);
	*(size_t *)data = i + 1;
	g_assert_cmpstr(name, ==, cases[i].document);
	g_assert_nonnull(strstr(all->str, "\nend\t"));
	g_assert_cmpuint(d->n_texts, ==, cases[i].texts);
	g_assert_cmpuint(d->n_problems, ==, cases[i].problem != NULL);
	g_assert_true(worker_is_accident(end) == is_accident);
	g_assert_true(worker_is_worth_retrying(end) == (is_accident ||
	    (cases[i].problem != NULL &&
	    g_str_has_prefix(cases[i].problem, "crash: "))));
	if (cases[i].problem != NULL) {
		g_autofree char *reported = g_strdup_printf("%s: %s",
		    d->problems[0].code, d->problems[0].message);

		reported[MIN(strlen(reported), strlen(cases[i].problem))] = '\0';
		g_assert_cmpstr(reported, ==, cases[i].problem);
	}
}

/* The sanitizers keep memory for themselves and turn signals into reports. */
static bool
is_skipped(const char *document)
{
#ifdef __SANITIZE_ADDRESS__
	return strstr(document, "crash") != NULL ||
	    strstr(document, "swell") != NULL;
#else
	return document == NULL;
#endif
}

/* The one that waits has a clock that is short; for the others, which compute, it is
 * so long that a busy machine makes no accident of them. */
static void
run_cases(int jobs, bool waits)
{
	const struct worker_limits limits = {.memory = 256 << 20,
	    .cpu_seconds = 3, .wall_seconds = waits ? 2 : 120,
	    .output = 4 << 20, .sandbox = true};
	struct pool *pool = pool_new(jobs, &limits, read_case, judge);
	size_t at[G_N_ELEMENTS(cases)];

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		at[i] = i;
		if (!is_skipped(cases[i].document) &&
		    (cases[i].read == wait_for_ever) == waits)
			pool_add(pool, cases[i].document, "origin", NULL,
			    (unsigned char *)g_strdup(cases[i].document),
			    strlen(cases[i].document), &at[i]);
	}
	pool_end(pool);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpuint(at[i], ==, i +
		    (!is_skipped(cases[i].document) &&
		    (cases[i].read == wait_for_ever) == waits));
}

static void
test_jobs(gconstpointer data)
{
	run_cases(GPOINTER_TO_INT(data), false);
	run_cases(GPOINTER_TO_INT(data), true);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/worker/1", GINT_TO_POINTER(1), test_jobs);
	g_test_add_data_func("/worker/8", GINT_TO_POINTER(8), test_jobs);
	return g_test_run();
}
