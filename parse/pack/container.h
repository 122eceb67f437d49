/* A zip file in memory: workbooks, documents, archives.
 *
 *     member …        "PK\3\4", its name and data
 *     directory       "PK\1\2" for each member: name, sizes, CRC, place
 *     end record      "PK\5\6": where the directory is
 *
 * The directory counts, not the headers of the members: both are compared
 * where they must agree.  A file whose end record is missing was cut: then the
 * headers are followed from the start and the members that are whole are
 * there.  Members of a container that was not cut must not overlap, and what
 * they unpack to is limited, all of them together (limits.h). */
#ifndef PARSE_PACK_CONTAINER_H
#define PARSE_PACK_CONTAINER_H

#include "parse/core/records.h"

struct container;

struct container_member {
	const char *name;       /* as stored, closed by a NUL */
	guint stored_name;      /* bytes that the name takes in its header */
	bool utf8;              /* the file says that the name is UTF-8 */
	bool encrypted;
	bool is_folder;
	unsigned method;        /* 0 stored, 8 deflated; others are not read */
	guint64 at;             /* of the member's header in the file */
	guint64 compressed, size;   /* as the directory says; compressed is
	                             * G_MAXUINT64 where a cut file does not */
	guint32 crc;
};

/* What is wrong with a container or a member: `why` is NULL while all is
 * well, else a sentence that is the holder's. */
struct container_trouble {
	enum table_problem problem;
	char *why;
};

void container_trouble_clear(struct container_trouble *);

/* Opens a container; the bytes must outlive it.  NULL where there is no member
 * to read.  With PROBLEM_TRUNCATED a container comes back all the same. */
struct container *container_open(const unsigned char *bytes, size_t len,
    struct container_trouble *);
void container_close(struct container *);

/* Members in the order of the directory; they belong to the container. */
size_t container_count(const struct container *);
const struct container_member *container_member(const struct container *,
    size_t i);

/* The member of a name, ASCII letters alike in both cases as office programs
 * have it, or NULL. */
const struct container_member *container_find(const struct container *,
    const char *name);

/* The bytes of a member as they are compressed, fewer than it has where the file
 * was cut; NULL where its header is missing. */
const unsigned char *container_packed(const struct container *,
    const struct container_member *, size_t *len);

/* A member as it is decompressed. */
struct container_stream;

struct container_stream *container_stream_open(struct container *,
    const struct container_member *);

/* Up to `size` bytes more; 0 at the end, of which container_stream_trouble
 * shows whether it is the whole member's. */
size_t container_stream_read(struct container_stream *, void *buffer,
    size_t size);

/* What is wrong with it so far, or NULL; belongs to the stream. */
const struct container_trouble *container_stream_trouble(
    const struct container_stream *);
void container_stream_close(struct container_stream *);

/* A whole member, closed by a NUL and the caller's; on trouble what could be
 * read of it. */
char *container_read(struct container *, const struct container_member *,
    size_t *len, struct container_trouble *);

#endif
