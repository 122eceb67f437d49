#include "scratch.h"

#include <errno.h>
#include <glib.h>
#include <signal.h>
#include <unistd.h>

static struct {
	int fd;
	bool offered, taken;
	size_t kept;            /* bytes that are kept, from the front on */
	size_t begin;           /* of those of who has taken it, after what was kept */
	size_t at;              /* where they go on */
	bool astray;            /* the file stands elsewhere */
} scratch;

void
scratch_offer(int fd)
{
	/* Where it may not grow, writing fails and nothing more. */
	signal(SIGXFSZ, SIG_IGN);
	scratch.fd = fd;
	scratch.offered = true;
	scratch.taken = false;
	scratch.kept = 0;
}

static bool
stand_at(size_t at)
{
	return lseek(scratch.fd, (off_t)at, SEEK_SET) == (off_t)at;
}

bool
scratch_take(void)
{
	if (!scratch.offered || scratch.taken || !stand_at(scratch.kept))
		return false;
	scratch.taken = true;
	scratch.begin = scratch.at = scratch.kept;
	scratch.astray = false;
	return true;
}

void
scratch_leave(void)
{
	scratch.taken = false;
}

static bool
write_all(const void *bytes, size_t len)
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

/* Stands where whoever took the file goes on. */
static void
come_back(void)
{
	if (scratch.astray && !stand_at(scratch.at))
		g_error("scratch: cannot go back: %s", g_strerror(errno));
	scratch.astray = false;
}

bool
scratch_write(const void *bytes, size_t len)
{
	come_back();
	scratch.at += len;
	return write_all(bytes, len);
}

void
scratch_rewind(void)
{
	scratch.at = scratch.begin;
	scratch.astray = true;
}

static void
read_all(void *bytes, size_t len)
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

void
scratch_read(void *bytes, size_t len)
{
	come_back();
	scratch.at += len;
	read_all(bytes, len);
}

bool
scratch_keep(size_t at, const void *bytes, size_t len)
{
	if (!scratch.offered || scratch.taken || at != scratch.kept ||
	    !stand_at(at) || !write_all(bytes, len))
		return false;
	scratch.kept += len;
	return true;
}

void
scratch_forget(void)
{
	scratch.kept = 0;
}

void
scratch_fetch(size_t at, void *bytes, size_t len)
{
	scratch.astray = true;
	if (!stand_at(at))
		g_error("scratch: cannot go there: %s", g_strerror(errno));
	read_all(bytes, len);
}
