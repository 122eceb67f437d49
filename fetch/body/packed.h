/* Bodies that were packed on their way (Content-Encoding gzip or deflate),
 * unpacked as they arrive.  libcurl would do that too, but says nothing when the
 * packed bytes end too early: half a list would pass for a whole one. */
#ifndef FETCH_PACKED_H
#define FETCH_PACKED_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct packed;

enum packed_state {
	PACKED_WELL,       /* so far */
	PACKED_LIMIT,      /* more than may be taken */
	PACKED_DAMAGED,
};

/* Whether the coding, as Content-Encoding has it (NULL: none), is one that is
 * read here or none at all. */
bool packed_is_known(const char *coding);

/* An unpacker; NULL for a coding that changes nothing.  A body that is said to
 * be gzip and does not begin so is taken as it stands: some servers say so of
 * all they send. */
struct packed *packed_new(const char *coding);

/* Appends what the bytes yield to `out`, which holds at most `most` then. */
enum packed_state packed_add(struct packed *, const guint8 *bytes, size_t len,
    GByteArray *out, gint64 most);

/* Whether the packed bytes have reached their end. */
bool packed_is_whole(const struct packed *);

void packed_free(struct packed *);

#endif
