/* Bodies that were compressed on their way (Content-Encoding gzip or deflate),
 * decompressed piece by piece.  libcurl would do that too, but says nothing when
 * the compressed bytes end too early: half a list would pass for a whole one. */
#ifndef FETCH_BODY_CONTENT_ENCODING_H
#define FETCH_BODY_CONTENT_ENCODING_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct content_encoding;

enum content_encoding_state {
	CONTENT_ENCODING_WELL,       /* so far */
	CONTENT_ENCODING_LIMIT,      /* more than may be taken */
	CONTENT_ENCODING_DAMAGED,
};

/* Whether the coding, as Content-Encoding has it (NULL: none), is one that is
 * read here or none at all. */
bool content_encoding_is_known(const char *coding);

/* Whether it is a coding that changes nothing. */
bool content_encoding_is_none(const char *coding);

/* What decompresses a body; NULL for a coding that changes nothing.  A body that is said to
 * be gzip and does not begin so is taken as it stands: some servers say so of
 * all they send. */
struct content_encoding *content_encoding_new(const char *coding);

/* Appends what the bytes yield to `out`, no more than `most` in all calls; the
 * caller may empty it between them. */
enum content_encoding_state content_encoding_add(struct content_encoding *,
    const guint8 *bytes, size_t len, GByteArray *out, gint64 most);

/* Whether the compressed bytes have reached their end. */
bool content_encoding_is_whole(const struct content_encoding *);

/* Frees it; NULL is none. */
void content_encoding_free(struct content_encoding *);

#endif
