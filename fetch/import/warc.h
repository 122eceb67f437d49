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
 * chunks or compressed; that of a resource is the body by itself.  What is written
 * here are resources: the store does not keep the servers' heads.
 *
 * libarchive reads WARC too, as one more kind of archive.  Its reader (3.6.2)
 * cannot serve here, by experiment on the files of tests/warc.t: it gives each
 * body with the four bytes of CR LF CR LF that follow its record, so that no
 * digest is right; of an address it keeps the path alone, not scheme and host;
 * it leaves a response as it was sent, head, chunks and packing included, and
 * does not distinguish it from a resource, a 404 from a 200, or a record that its
 * crawler cut; it ends the file at a date with fractions of a second, at
 * header names in lower case, and does not know WARC/1.1; it drops records
 * whose address ends with a slash or stands in <>.  What is written here it
 * lists, and that is a test. */
#ifndef FETCH_IMPORT_WARC_H
#define FETCH_IMPORT_WARC_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/body/document.h"

struct warc;
struct work_server;

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

/* Opens a file; ends the process with PROGRAM_FAILED when it cannot be read.  The
 * workers decompress the bodies. */
struct warc *warc_open(const char *path, gint64 most, struct work_server *);

/* The next body that was delivered with status 200.  What else stands in
 * between is passed over; what cannot be read, or is larger than `most` bytes,
 * is set aside.  False at the end. */
bool warc_read(struct warc *, struct warc_record *);

/* Bodies set aside so far. */
size_t warc_set_aside(const struct warc *);

void warc_close(struct warc *);

struct warc_writer;

/* Begins a file, compressed where its name ends with .gz; it appears whole with
 * warc_finish. `made_at` is the time of its first record. */
struct warc_writer *warc_create(const char *path, const char *made_at);

/* Adds the body of a document. */
void warc_write(struct warc_writer *, const struct document *,
    const guint8 *bytes, size_t len);

void warc_finish(struct warc_writer *);

#endif
