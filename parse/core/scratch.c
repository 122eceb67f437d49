#include "scratch.h"

#include <errno.h>
#include <glib.h>
#include <signal.h>
#include <unistd.h>

static struct {
	int fd;
	bool offered, taken;
} scratch;

void
scratch_offer(int fd)
{
	/* Where it may not grow, writing fails and nothing more. */
	signal(SIGXFSZ, SIG_IGN);
	scratch.fd = fd;
	scratch.offered = true;
	scratch.taken = false;
}

bool
scratch_take(void)
{
	if (!scratch.offered || scratch.taken ||
	    lseek(scratch.fd, 0, SEEK_SET) != 0)
		return false;
	scratch.taken = true;
	return true;
}

void
scratch_leave(void)
{
	scratch.taken = false;
}

bool
scratch_write(const void *bytes, size_t len)
{
	const char *at = bytes;

	while (len > 0) {
		const ssize_t n = write(scratch.fd, at, len);

		if (n < 0 && errno != EINTR)
			return false;
		at += MAX(n, 0);
		len -= (size_t)MAX(n, 0);
	}
	return true;
}

void
scratch_rewind(void)
{
	if (lseek(scratch.fd, 0, SEEK_SET) != 0)
		g_error("scratch: cannot rewind: %s", g_strerror(errno));
}

void
scratch_read(void *bytes, size_t len)
{
	char *at = bytes;

	while (len > 0) {
		const ssize_t n = read(scratch.fd, at, len);

		if (n == 0 || (n < 0 && errno != EINTR))
			g_error("scratch: cannot read: %s", n == 0 ?
			    "it ends early" : g_strerror(errno));
		at += MAX(n, 0);
		len -= (size_t)MAX(n, 0);
	}
}
