/* Loaded before the C library by scripts/torture: a machine that misbehaves.
 *
 *     TORTURE_MALLOC=N       the N-th allocation of the process fails, counted
 *                            from 1; N+ all from there on
 *     TORTURE_COUNT=FILE     writes the number of allocations to FILE
 *     TORTURE_NO_SYNC=1      fsync and fdatasync do nothing and say they did
 *     TORTURE_CLOCK=SECONDS  the clock of the wall is that much ahead
 *
 * Child processes go on with the count of their parent. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

extern void *__libc_memalign(size_t, size_t);

static long fail_at, count, ahead;
static int for_ever, no_sync, ready;

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
	char text[32];
	int fd, n;

	if (path == NULL)
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	n = snprintf(text, sizeof text, "%ld\n", count);
	if (fd >= 0 && write(fd, text, (size_t)n) == n)
		close(fd);
}

static int
fails(void)
{
	long n;

	if (!ready)
		return 0;
	n = __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
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
