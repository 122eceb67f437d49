#include "file_contents.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/checksum.h"
#include "fetch/base/program.h"

enum { READ_BLOCK = 1 << 16 };

/* A file that is being looked at. */
struct looking {
	const char *path, *folder;              /* NULL: the path is whole */
	const struct file_contents_wanted *wanted;   /* NULL: nothing is */
	uint64_t key, state;                    /* where something is */
	struct stat stat;
	int fd;
};

/* Ends the process: the machine let us down. */
static void G_GNUC_NORETURN
fail(const struct looking *l, const char *what)
{
	program_fail("%s%s%s: cannot %s: %s", l->folder ? l->folder : "",
	    l->folder ? "/" : "", l->path, what, g_strerror(errno));
}

static bool
look(struct looking *l, const char *path,
    const struct file_contents_wanted *wanted, struct file_contents *c)
{
	bool noted = wanted != NULL && wanted->notes != NULL &&
	    wanted->sha256 != NULL;

	l->path = path;
	l->folder = wanted != NULL ? wanted->folder : NULL;
	l->wanted = noted ? wanted : NULL;
	memset(c->counts, 0, sizeof c->counts);
	l->fd = openat(l->folder != NULL ? wanted->descriptor : AT_FDCWD, path,
	    O_RDONLY | O_CLOEXEC);
	if (l->fd < 0)
		return false;
	if (fstat(l->fd, &l->stat) != 0)
		fail(l, "read");
	if (noted) {
		l->key = checksums_key(wanted->file, wanted->sha256);
		l->state = checksums_state(&l->stat);
	}
	return true;
}

/* Reads what is noted of a file in this state; false where nothing is. */
static bool
noted(const struct looking *l, struct checksums_note *n)
{
	return l->wanted != NULL &&
	    checksums_find(l->wanted->notes, l->key, n) &&
	    n->state == l->state;
}

/* Takes over what is noted. */
static void
take(const struct looking *l, const struct checksums_note *n,
    struct file_contents *c)
{
	const size_t len = strnlen(l->wanted->sha256, DIGEST_HEX);

	memcpy(c->hex, l->wanted->sha256, len);
	c->hex[len] = '\0';
	c->checksum = n->contents;
	c->bytes = (size_t)l->stat.st_size;
	c->lines = (size_t)n->lines;
	memcpy(c->counts, n->counts, sizeof c->counts);
}

/* Notes what was read where its digest is the one that is wanted. */
static void
note(const struct looking *l, const struct file_contents *c)
{
	if (l->wanted == NULL || strcmp(c->hex, l->wanted->sha256) != 0 ||
	    (size_t)l->stat.st_size != c->bytes)
		return;
	checksums_add(l->wanted->notes, &(struct checksums_note){.key = l->key,
	    .state = l->state, .contents = c->checksum, .lines = c->lines});
}

/* Reads a block, as much as there is; 0 at the end. */
static size_t
read_block(const struct looking *l, char *block, size_t size)
{
	ssize_t n;

	do {
		n = read(l->fd, block, size);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		fail(l, "read");
	return (size_t)n;
}

size_t
file_contents_breaks(const char *bytes, size_t len)
{
	const char *p = bytes, *end = bytes + len;
	size_t n = 0;

	for (; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		n++;
	return n;
}

/* Reads all of it for its checksum. */
static uint64_t
checksum_all(const struct looking *l)
{
	char block[READ_BLOCK];
	struct checksum sum;
	size_t n;

	checksum_begin(&sum);
	while ((n = read_block(l, block, sizeof block)) > 0)
		checksum_add(&sum, block, n);
	return checksum_end(&sum);
}

/* Reads all of it for its digest. */
static void
digest_all(const struct looking *l, struct file_contents *c)
{
	char block[READ_BLOCK], last = '\n';
	struct digest *d = digest_new();
	struct checksum sum;
	size_t n;

	checksum_begin(&sum);
	c->bytes = c->lines = 0;
	while ((n = read_block(l, block, sizeof block)) > 0) {
		digest_add(d, block, n);
		checksum_add(&sum, block, n);
		c->bytes += n;
		c->lines += file_contents_breaks(block, n);
		last = block[n - 1];
	}
	c->lines += last != '\n';
	digest_end(d, c->hex);
	c->checksum = checksum_end(&sum);
	note(l, c);
}

bool
file_contents_of(const char *path, const struct file_contents_wanted *wanted,
    struct file_contents *c)
{
	struct checksums_note n;
	struct looking l;
	bool known;

	if (!look(&l, path, wanted, c))
		return false;
	known = noted(&l, &n);
	if (known && n.contents == checksum_all(&l)) {
		take(&l, &n, c);
	} else {
		if (known && lseek(l.fd, 0, SEEK_SET) != 0)
			fail(&l, "read");
		digest_all(&l, c);
	}
	close(l.fd);
	return true;
}

/* Whether a file is not there to be read; any other error is the machine's. */
static bool
is_absent(int error)
{
	return error == ENOENT || error == ENOTDIR || error == EACCES ||
	    error == ELOOP;
}

/* Reads all of it, as it was when it was opened. */
static char *
read_all(const struct looking *l, size_t *len)
{
	size_t size = (size_t)l->stat.st_size, n;
	char *bytes = g_malloc(size + 1);

	for (*len = 0; *len < size &&
	    (n = read_block(l, bytes + *len, size - *len)) > 0; *len += n)
		;
	bytes[*len] = '\0';
	return bytes;
}

char *
file_contents_read(const char *path, const struct file_contents_wanted *wanted,
    struct file_contents *c)
{
	struct checksums_note n;
	struct looking l;
	char *bytes;
	size_t len;

	if (!look(&l, path, wanted, c)) {
		if (!is_absent(errno))
			fail(&l, "open");
		return NULL;
	}
	bytes = read_all(&l, &len);
	close(l.fd);
	c->checksum = checksum_of(bytes, len);
	if (noted(&l, &n) && n.contents == c->checksum &&
	    len == (size_t)l.stat.st_size) {
		take(&l, &n, c);
		return bytes;
	}
	digest_of(bytes, len, c->hex);
	c->bytes = len;
	c->lines = file_contents_breaks(bytes, len) +
	    (len > 0 && bytes[len - 1] != '\n');
	note(&l, c);
	return bytes;
}
