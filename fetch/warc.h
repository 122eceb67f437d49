/* WARC files (ISO 28500): what web archives and crawlers keep.
 *
 * A file is a row of records, plain or each a gzip member of its own:
 *
 *     WARC/1.0 CR LF
 *     WARC-Type: response CR LF
 *     WARC-Target-URI: https://www.miit.gov.cn/… CR LF
 *     WARC-Date: 2026-11-23T04:05:06Z CR LF
 *     Content-Length: 1234 CR LF
 *     CR LF
 *     1234 bytes CR LF CR LF
 *
 * The block of a response is what the server sent, head and body, perhaps in
 * chunks or packed; that of a resource is the body by itself.  What is written
 * here are resources: the store does not keep the servers' heads. */
#ifndef FETCH_WARC_H
#define FETCH_WARC_H

#include "document.h"

#include <glib.h>
#include <stdbool.h>

struct warc;

/* One body.  All members belong to the reader until the next call. */
struct warc_record {
	const char *place;           /* "record 3", for messages */
	const char *url;             /* as it stands there */
	const char *fetched_at;      /* 2026-11-23T04:05:06Z or NULL */
	const char *etag;            /* NULL where unknown, as what follows */
	const char *last_modified;
	const guint8 *bytes;
	size_t len;
};

/* Whether a file begins as a WARC does. */
bool warc_is(const char *path);

/* Opens a file; ends the process with PROGRAM_FAILED when it cannot be read. */
struct warc *warc_open(const char *path, gint64 most);

/* The next body that was delivered with status 200.  What else stands in
 * between is passed over; what cannot be read, or is larger than `most` bytes,
 * is set aside.  False at the end. */
bool warc_read(struct warc *, struct warc_record *);

/* Bodies set aside so far. */
size_t warc_set_aside(const struct warc *);

void warc_close(struct warc *);

struct warc_writer;

/* Begins a file, packed where its name ends with .gz; it appears whole with
 * warc_finish. `made_at` is the time of its first record. */
struct warc_writer *warc_create(const char *path, const char *made_at);

/* Adds the body of a document. */
void warc_write(struct warc_writer *, const struct document *,
    const guint8 *bytes, size_t len);

void warc_finish(struct warc_writer *);

#endif
