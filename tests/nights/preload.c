/* Loaded before the C library by tests/nights/nights.py: a machine with a clock of
 * its own, that dies when it is to.
 *
 *     NIGHTS_CLOCK=SECONDS       the wall clock is so much ahead
 *     NIGHTS_KILL=miit-parse:N   that program is killed at its N-th call that
 *                                changes a folder, counted from 1
 *
 * Workers are not counted: the death of one is an accident of a document. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t ahead;
static long calls_left;
static pid_t first;

static void __attribute__((constructor))
prepare(void)
{
	const char *clock = getenv("NIGHTS_CLOCK"), *at = getenv("NIGHTS_KILL");
	size_t n = strlen(program_invocation_short_name);

	ahead = clock != NULL ? atol(clock) : 0;
	if (at != NULL && strncmp(at, program_invocation_short_name, n) == 0 &&
	    at[n] == ':')
		calls_left = atol(at + n + 1);
	first = getpid();
}

static void
step(void)
{
	if (calls_left > 0 && getpid() == first && --calls_left == 0)
		kill(first, SIGKILL);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int
clock_gettime(clockid_t id, struct timespec *t)
{
	int result = NEXT(clock_gettime)(id, t);

	if (result == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
		t->tv_sec += ahead;
	return result;
}

time_t
time(time_t *where)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	if (where != NULL)
		*where = t.tv_sec;
	return t.tv_sec;
}

int
gettimeofday(struct timeval *restrict t, void *restrict zone)
{
	int result = NEXT(gettimeofday)(t, zone);

	if (result == 0 && t != NULL)
		t->tv_sec += ahead;
	return result;
}

int
rename(const char *from, const char *to)
{
	step();
	return NEXT(rename)(from, to);
}

int
unlink(const char *path)
{
	step();
	return NEXT(unlink)(path);
}

int
fsync(int fd)
{
	step();
	return NEXT(fsync)(fd);
}
