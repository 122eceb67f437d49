/* Loaded before the C library by scripts/torture: a machine that misbehaves.
 *
 *     TORTURE_MALLOC=N       the N-th allocation of the process fails, counted
 *                            from 1; N+ all from there on
 *     TORTURE_COUNT=FILE     writes the number of allocations to FILE, and on
 *                            further lines the number of each that is the first
 *                            of its stack of calls
 *     TORTURE_NO_SYNC=1      fsync and fdatasync do nothing and say they did
 *     TORTURE_CLOCK=SECONDS  the clock of the wall is that much ahead
 *
 * Child processes go on with the count of their parent. */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

extern void *__libc_memalign(size_t, size_t);
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static long fail_at, count, ahead;
static int for_ever, no_sync, ready;

/* Counting: the stacks of calls seen so far, by hash, and the first of each. */
enum { MOST_STACKS = 1 << 16, DEPTH = 12 };
static int counting;
static __thread int within;
static unsigned long seen[MOST_STACKS];
static long first[MOST_STACKS], n_first;

static void
prepare(void)
{
	const char *at = getenv("TORTURE_MALLOC");
	const char *clock = getenv("TORTURE_CLOCK");

	ready = 1;
	if (at != NULL) {
		fail_at = atol(at);
		for_ever = strchr(at, '+') != NULL;
	}
	ahead = clock != NULL ? atol(clock) : 0;
	no_sync = getenv("TORTURE_NO_SYNC") != NULL;
	counting = getenv("TORTURE_COUNT") != NULL;
}

/* The loader allocates before main; a program counts from its constructors
 * on. */
__attribute__((constructor)) static void
begin(void)
{
	prepare();
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("TORTURE_COUNT");
	FILE *f;

	if (path == NULL)
		return;
	counting = 0;
	f = fopen(path, "w");
	if (f == NULL)
		return;
	fprintf(f, "%ld\n", count);
	for (long i = 0; i < n_first; i++)
		fprintf(f, "%ld\n", first[i]);
	fclose(f);
}

/* Remembers the n-th allocation where its stack of calls is a new one.  Which
 * thread comes first is a matter of luck; that some stack is lost then, no
 * matter. */
static void
note_stack(long n)
{
	void *calls[DEPTH + 2];
	unsigned long hash = 14695981039346656037u;
	size_t at;
	int depth;

	within = 1;
	depth = backtrace(calls, DEPTH + 2);
	within = 0;
	for (int i = 2; i < depth; i++)
		hash = (hash ^ (unsigned long)calls[i]) * 1099511628211u;
	hash |= 1;
	for (at = hash % MOST_STACKS; seen[at] != 0; at = (at + 1) % MOST_STACKS)
		if (seen[at] == hash)
			return;
	if (n_first < MOST_STACKS / 2) {
		seen[at] = hash;
		first[n_first++] = n;
	}
}

static int
fails(void)
{
	long n;

	if (!ready)
		return 0;
	if (within)
		return 0;
	n = __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
	if (counting)
		note_stack(n);
	if (fail_at == 0 || (for_ever ? n < fail_at : n != fail_at))
		return 0;
	errno = ENOMEM;
	return 1;
}

/* The programs' malloc calls the C library's under these names. */
void *
__libc_malloc(size_t size)
{
	return fails() ? NULL : __libc_memalign(16, size);
}

void *
__libc_calloc(size_t n, size_t size)
{
	size_t all;
	void *p;

	if (__builtin_mul_overflow(n, size, &all) || fails())
		return NULL;
	p = __libc_memalign(16, all);
	return p == NULL ? NULL : memset(p, 0, all);
}

void *
__libc_realloc(void *old, size_t size)
{
	static void *(*real)(void *, size_t);

	if (size > 0 && fails())
		return NULL;
	if (real == NULL)
		real = (void *(*)(void *, size_t))dlsym(RTLD_NEXT,
		    "__libc_realloc");
	return real(old, size);
}

int
fsync(int fd)
{
	static int (*real)(int);

	if (no_sync)
		return 0;
	if (real == NULL)
		real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
	return real(fd);
}

int
fdatasync(int fd)
{
	static int (*real)(int);

	if (no_sync)
		return 0;
	if (real == NULL)
		real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
	return real(fd);
}

int
clock_gettime(clockid_t clock, struct timespec *t)
{
	static int (*real)(clockid_t, struct timespec *);
	int result;

	if (real == NULL)
		real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT,
		    "clock_gettime");
	result = real(clock, t);
	if (clock == CLOCK_REALTIME)
		t->tv_sec += ahead;
	return result;
}

int
gettimeofday(struct timeval *restrict t, void *restrict zone)
{
	struct timespec now;

	(void)zone;
	if (clock_gettime(CLOCK_REALTIME, &now) != 0)
		return -1;
	t->tv_sec = now.tv_sec;
	t->tv_usec = now.tv_nsec / 1000;
	return 0;
}

time_t
time(time_t *t)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (t != NULL)
		*t = now.tv_sec;
	return now.tv_sec;
}
