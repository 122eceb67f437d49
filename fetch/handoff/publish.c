#include "publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch/base/program.h"

enum { BUFFER = 1 << 16 };

struct publication {
	char *path;
	char *temporary;
	int fd;           /* -1 once closed */
	bool sealed;
	size_t written;   /* bytes handed in, flushed or not */
	size_t fill;      /* bytes waiting in buffer */
	unsigned char *buffer;  /* BUFFER bytes, NULL once closed */
};

/* What is begun and not in place yet; a failure must leave nothing of it on a disk
 * that may be full: not even what another thread begins while this one ends the
 * process. */
static struct {
	GMutex lock;           /* a file is made and noted under it */
	GHashTable *begun;     /* set of temporary names */
	pid_t process;         /* a worker that exits removes nothing */
	bool committed;
} pending;

static void
remove_pending(void)
{
	GHashTableIter i;
	gpointer temporary;

	if (getpid() != pending.process || pending.committed)
		return;
	g_mutex_lock(&pending.lock);    /* for good: nothing begins any more */
	g_hash_table_iter_init(&i, pending.begun);
	while (g_hash_table_iter_next(&i, &temporary, NULL))
		unlink(temporary);
}

/* Makes the file and notes it; -1 and errno where it cannot be made. */
static int
begin_pending(const char *temporary)
{
	int fd, error;

	g_mutex_lock(&pending.lock);
	if (pending.begun == NULL) {
		pending.begun = g_hash_table_new_full(g_str_hash, g_str_equal,
		    g_free, NULL);
		pending.process = getpid();
		atexit(remove_pending);
	}
	fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
	    O_NOFOLLOW, 0666);
	error = errno;
	if (fd >= 0)
		g_hash_table_add(pending.begun, g_strdup(temporary));
	g_mutex_unlock(&pending.lock);
	errno = error;
	return fd;
}

static void
end_pending(const char *temporary)
{
	g_mutex_lock(&pending.lock);
	g_hash_table_remove(pending.begun, temporary);
	g_mutex_unlock(&pending.lock);
}

void
publish_commit(void)
{
	pending.committed = true;
}

/* Removes what is not in place and ends the process: the machine let us
 * down. */
static void G_GNUC_NORETURN
give_up(struct publication *p, const char *doing)
{
	int error = errno;

	program_fail("%s: cannot %s: %s", p->path, doing, g_strerror(error));
}

char *
publish_temporary(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *hidden = g_strdup_printf(".%s.new", name);

	return g_build_filename(folder, hidden, NULL);
}

struct publication *
publish_begin(const char *path)
{
	struct publication *p = g_new(struct publication, 1);
	g_autofree char *folder = g_path_get_dirname(path);

	p->path = g_strdup(path);
	p->temporary = publish_temporary(path);
	p->sealed = false;
	p->buffer = g_malloc(BUFFER);
	p->written = p->fill = 0;
	if (g_mkdir_with_parents(folder, 0777) != 0)
		program_fail("%s: cannot make the folder: %s", folder,
		    g_strerror(errno));
	p->fd = begin_pending(p->temporary);
	if (p->fd < 0)
		program_fail("%s: cannot write: %s", p->temporary,
		    g_strerror(errno));
	return p;
}

static void
write_all(struct publication *p, const unsigned char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(p->fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			give_up(p, "write");
		bytes += n;
		len -= (size_t)n;
	}
}

void
publish_write(struct publication *p, const void *bytes, size_t len)
{
	g_assert(p->fd >= 0);
	p->written += len;
	if (len > BUFFER - p->fill) {
		write_all(p, p->buffer, p->fill);
		p->fill = 0;
		if (len > BUFFER) {
			write_all(p, bytes, len);
			return;
		}
	}
	memcpy(p->buffer + p->fill, bytes, len);
	p->fill += len;
}

void
publish_close(struct publication *p)
{
	if (p->fd < 0)
		return;
	write_all(p, p->buffer, p->fill);
	if (close(p->fd) != 0)
		give_up(p, "close");
	p->fd = -1;
	g_clear_pointer(&p->buffer, g_free);
}

void
publish_seal(struct publication *p)
{
	int fd;

	if (p->sealed)
		return;
	publish_close(p);
	fd = open(p->temporary, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) != 0)
		give_up(p, "sync");
	close(fd);
	p->sealed = true;
}

/* Syncs a folder, so that the renaming in it lasts. */
static void
publish_sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || fsync(fd) != 0)
		program_fail("%s: cannot sync the folder: %s", folder,
		    g_strerror(errno));
	close(fd);
}

static void
put_in_place(const char *from, const char *to)
{
	if (rename(from, to) != 0)
		program_fail("%s: cannot rename %s to it: %s", to, from,
		    g_strerror(errno));
}

void
publish_move(const char *from, const char *to)
{
	g_autofree char *folder = g_path_get_dirname(to);

	put_in_place(from, to);
	publish_sync_folder(folder);
}

static void
publication_free(struct publication *p)
{
	end_pending(p->temporary);
	g_free(p->path);
	g_free(p->temporary);
	g_free(p->buffer);
	g_free(p);
}

void
publish_rename(struct publication *p)
{
	publish_seal(p);
	publish_move(p->temporary, p->path);
	publication_free(p);
}

void
publish_rename_all(GPtrArray *all)
{
	g_autoptr(GHashTable) folders = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, NULL);
	GHashTableIter i;
	gpointer folder;

	for (guint k = 0; k < all->len; k++) {
		struct publication *p = g_ptr_array_index(all, k);

		publish_seal(p);
		put_in_place(p->temporary, p->path);
		g_hash_table_add(folders, g_path_get_dirname(p->path));
		publication_free(p);
	}
	g_ptr_array_set_size(all, 0);
	g_hash_table_iter_init(&i, folders);
	while (g_hash_table_iter_next(&i, &folder, NULL))
		publish_sync_folder(folder);
}

bool
publish_remove(const char *temporary)
{
	if (unlink(temporary) == 0 || errno == ENOENT)
		return true;
	program_warn(temporary, NULL, "cannot remove: %s; nothing reads it, and "
	    "the next run tries again", g_strerror(errno));
	return false;
}

void
publish_abandon(struct publication *p)
{
	if (p == NULL)
		return;
	if (p->fd >= 0)
		close(p->fd);
	publish_remove(p->temporary);
	publication_free(p);
}

size_t
publish_size(const struct publication *p)
{
	return p->written;
}

void
publish_file(const char *path, const void *bytes, size_t len)
{
	struct publication *p = publish_begin(path);

	publish_write(p, bytes, len);
	publish_rename(p);
}

void
publish_named(const char *path, const void *bytes, size_t len)
{
	struct stat there;
	FILE *file;

	if (lstat(path, &there) != 0 || S_ISREG(there.st_mode)) {
		publish_file(path, bytes, len);
		return;
	}
	file = fopen(path, "we");
	if (file == NULL)
		program_fail("%s: cannot write: %s", path, g_strerror(errno));
	if (fwrite(bytes, 1, len, file) != len || fflush(file) != 0)
		program_fail("%s: cannot write: %s", path, g_strerror(errno));
	fclose(file);
}

void
publish_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fsync(fd) != 0)
		program_fail("%s: cannot sync: %s", path, g_strerror(errno));
	close(fd);
}
