/* Shared: the tables of an OLE2 compound file ([MS-CFB]), the container of
 * .xls and .doc:
 *
 *     header         512 bytes: sector size, where the tables begin
 *     sectors        of 512 or 4096 bytes, number n at (n + 1) * size
 *     allocation     for each sector the one that follows it in its stream,
 *     table (FAT)    or that it ends there, is free, or holds this table
 *     directory      a stream of entries of 128 bytes, a tree by left, right
 *                    and child: name, type, first sector, size
 *
 * They say what the file holds and whether its end is there. */
#ifndef FETCH_BODY_OLE_DIR_H
#define FETCH_BODY_OLE_DIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OLE_DIR_HEADER = 512 };

struct ole_dir;

/* Whether the bytes begin as a compound file does. */
bool ole_dir_is(const unsigned char *bytes, size_t len);

/* The size of a sector as a power of two, or 0 where the header has none that
 * can be right. */
unsigned ole_dir_shift(const unsigned char *bytes, size_t len);

/* Reads the tables; the bytes must outlive them.  NULL where the header is not
 * there whole.  A wrong size of a sector counts as 512. */
struct ole_dir *ole_dir_open(const unsigned char *bytes, size_t len);
void ole_dir_close(struct ole_dir *);

/* How many bytes the file must have for every sector that its table says is
 * in use; more than it has means that it was cut. */
uint64_t ole_dir_needs(const struct ole_dir *);

/* Whether all that is in use is there; of the last sector its beginning is
 * enough, since some writers do not fill it up. */
bool ole_dir_is_whole(const struct ole_dir *);

/* How many sectors the chain has that begins with this one, as far as the table
 * leads. */
size_t ole_dir_chain(const struct ole_dir *, uint32_t first);

/* Calls `found` with the name of each stream in the root folder, lower case and
 * ASCII only (other characters are "?"); with `everywhere`, for a file whose
 * tree is broken, with those of the whole directory. */
void ole_dir_streams(const struct ole_dir *, bool everywhere,
    void (*found)(const char *name, void *data), void *data);

#endif
