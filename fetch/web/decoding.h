/* Bodies that were compressed on their way, decompressed by a worker
 * (fetch/run/work_server.h): zlib reads what a server sends outside the process
 * that has the network and the data. */
#ifndef FETCH_WEB_DECODING_H
#define FETCH_WEB_DECODING_H

#include <glib.h>

struct work_server;

enum decoding_end {
	DECODING_WHOLE,
	DECODING_CUT,         /* the compressed bytes end too early */
	DECODING_LIMIT,       /* it holds more than may be taken */
	DECODING_DAMAGED,
	DECODING_FAILED,      /* the worker did not end well */
};

/* Decompresses a body of this coding (content_encoding.h; one that changes
 * something) of at most `most` bytes.  *out is what could be had, up to that;
 * NULL with DECODING_FAILED, and *trouble says why.  The caller frees both. */
enum decoding_end decoding_ask(struct work_server *, const char *coding,
    const guint8 *bytes, size_t len, gint64 most, GByteArray **out,
    char **trouble);

#endif
