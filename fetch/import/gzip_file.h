/* A file that is compressed or not, read in order (RFC 1952).  Unlike zlib's own
 * gzread, which ends silently at what is no member, it states where a compressed
 * file is damaged. */
#ifndef FETCH_IMPORT_GZIP_FILE_H
#define FETCH_IMPORT_GZIP_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct gzip_file;

/* NULL with errno set where it cannot be opened.  gzip_file_close frees it. */
struct gzip_file *gzip_file_open(const char *path);
void gzip_file_close(struct gzip_file *);

/* Reads at most `len` bytes; fewer at the end. */
size_t gzip_file_read(struct gzip_file *, void *bytes, size_t len);

/* Reads up to the end of a line, that included, or `size` - 1 bytes, and closes them
 * by a NUL; false at the end. */
bool gzip_file_line(struct gzip_file *, char *line, size_t size);

/* Whether the reading ended before the file did: what follows is no member, is
 * damaged or cut, or the disk failed. */
bool gzip_file_is_damaged(const struct gzip_file *);

#endif
