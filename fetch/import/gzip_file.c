#include "gzip_file.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

enum { PIECE = 1 << 15 };

struct gzip_file {
	FILE *file;
	z_stream z;
	bool compressed;
	bool within;            /* a member that has not ended */
	bool damaged;
	guint8 in[PIECE], out[PIECE];
	size_t at, len;         /* what is left of `out` */
};

/* Reads the next bytes of the file itself. */
static size_t
read_in(struct gzip_file *f)
{
	size_t n = fread(f->in, 1, sizeof f->in, f->file);

	f->damaged |= ferror(f->file) != 0;
	f->z.next_in = f->in;
	f->z.avail_in = (uInt)n;
	return n;
}

struct gzip_file *
gzip_file_open(const char *path)
{
	FILE *file = fopen(path, "rbe");
	struct gzip_file *f;

	if (file == NULL)
		return NULL;
	f = g_new0(struct gzip_file, 1);
	f->file = file;
	f->compressed = read_in(f) >= 2 && f->in[0] == 0x1f &&
	    f->in[1] == 0x8b && inflateInit2(&f->z, 15 + 16) == Z_OK;
	return f;
}

void
gzip_file_close(struct gzip_file *f)
{
	if (f == NULL)
		return;
	if (f->compressed)
		inflateEnd(&f->z);
	fclose(f->file);
	g_free(f);
}

/* Decompresses into `out` what is there; false where nothing is. */
static bool
inflate_some(struct gzip_file *f)
{
	f->z.next_out = f->out;
	f->z.avail_out = sizeof f->out;
	while (f->z.avail_out == sizeof f->out && !f->damaged) {
		int result;

		if (f->z.avail_in == 0 && read_in(f) == 0) {
			f->damaged |= f->within;
			break;
		}
		result = inflate(&f->z, Z_NO_FLUSH);
		f->within = result != Z_STREAM_END;
		if (result == Z_STREAM_END)
			inflateReset(&f->z);
		else
			f->damaged = result != Z_OK;
	}
	f->at = 0;
	f->len = sizeof f->out - f->z.avail_out;
	return f->len > 0;
}

static bool
fill(struct gzip_file *f)
{
	if (f->at < f->len)
		return true;
	if (f->compressed)
		return inflate_some(f);
	if (f->z.avail_in == 0 && read_in(f) == 0)
		return false;
	f->at = 0;
	f->len = f->z.avail_in;
	memcpy(f->out, f->in, f->len);
	f->z.avail_in = 0;
	return true;
}

size_t
gzip_file_read(struct gzip_file *f, void *bytes, size_t len)
{
	size_t done = 0;

	while (done < len && fill(f)) {
		size_t n = MIN(len - done, f->len - f->at);

		memcpy((char *)bytes + done, f->out + f->at, n);
		f->at += n;
		done += n;
	}
	return done;
}

bool
gzip_file_line(struct gzip_file *f, char *line, size_t size)
{
	size_t n = 0;

	while (n + 1 < size && fill(f)) {
		line[n++] = (char)f->out[f->at++];
		if (line[n - 1] == '\n')
			break;
	}
	line[n] = '\0';
	return n > 0;
}

bool
gzip_file_is_damaged(const struct gzip_file *f)
{
	return f->damaged;
}
