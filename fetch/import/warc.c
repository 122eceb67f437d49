#include "warc.h"

#include <errno.h>
#include <string.h>
#include <zlib.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/body/content_encoding.h"
#include "fetch/handoff/publish.h"
#include "fetch/web/decoding.h"
#include "gzip_file.h"

enum {
	MOST_HEAD = 1 << 16,     /* bytes of a record's head, or a reply's */
	MOST_LINE = 1 << 13,
	BLOCK = 1 << 16,
};

struct warc {
	char *path;
	gint64 most;
	struct work_server *workers;
	struct gzip_file *file;  /* compressed or plain */
	unsigned n_records;
	size_t set_aside;
	GHashTable *head;        /* of the record: name in lower case -> value */
	GHashTable *reply;       /* of the server's reply, likewise */
	GByteArray *block;
	GByteArray *body;        /* decompressed, when the block is not it */
	char *place, *time;
};

/* --- the file ------------------------------------------------------------------ */

bool
warc_is(const char *path)
{
	struct gzip_file *file = gzip_file_open(path);
	char start[5] = "";
	bool found = file != NULL && gzip_file_read(file, start, 5) == 5 &&
	    memcmp(start, "WARC/", 5) == 0;

	gzip_file_close(file);
	return found;
}

struct warc *
warc_open(const char *path, gint64 most, struct work_server *workers)
{
	struct warc *w = g_new0(struct warc, 1);

	w->path = g_strdup(path);
	w->most = most;
	w->workers = workers;
	w->file = gzip_file_open(path);
	if (w->file == NULL)
		program_fail("%s: cannot read: %s", path, g_strerror(errno));
	w->head = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    g_free);
	w->reply = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    g_free);
	w->block = g_byte_array_new();
	w->body = g_byte_array_new();
	return w;
}

void
warc_close(struct warc *w)
{
	if (w == NULL)
		return;
	gzip_file_close(w->file);
	g_hash_table_destroy(w->head);
	g_hash_table_destroy(w->reply);
	g_byte_array_unref(w->block);
	g_byte_array_unref(w->body);
	g_free(w->path);
	g_free(w->place);
	g_free(w->time);
	g_free(w);
}

size_t
warc_set_aside(const struct warc *w)
{
	return w->set_aside;
}

static void G_GNUC_PRINTF(2, 3)
set_aside(struct warc *w, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list ap;

	va_start(ap, format);
	text = g_strdup_vprintf(format, ap);
	va_end(ap);
	program_set_aside(w->path, w->place, "%s", text);
	w->set_aside++;
}

/* Reads `len` bytes into the block, or past them when `keep` is false; false
 * when the file ends before. */
static bool
read_block(struct warc *w, guint64 len, bool keep)
{
	char piece[BLOCK];

	g_byte_array_set_size(w->block, 0);
	while (len > 0) {
		size_t n = gzip_file_read(w->file, piece, MIN(len, BLOCK));

		if (n == 0)
			return false;
		if (keep)
			g_byte_array_append(w->block, (guint8 *)piece,
			    (guint)n);
		len -= n;
	}
	return true;
}

/* --- heads ------------------------------------------------------------------------ */

/* Enters "Name: value" into a head; of two with one name the first counts. */
static void
add_field(GHashTable *head, const char *line)
{
	const char *colon = strchr(line, ':');
	g_autofree char *key = NULL;

	if (colon == NULL)
		return;
	key = g_ascii_strdown(line, colon - line);
	if (!g_hash_table_contains(head, key))
		g_hash_table_insert(head, g_steal_pointer(&key),
		    g_strstrip(g_utf8_make_valid(colon + 1, -1)));
}

static const char *
field(GHashTable *head, const char *name)
{
	const char *value = g_hash_table_lookup(head, name);

	return value != NULL && *value ? value : NULL;
}

/* Reads the head of the next record; false at the end of the file or, said, at
 * what is no record. */
static bool
read_head(struct warc *w)
{
	char line[MOST_LINE];
	size_t size = 0;
	bool any;

	g_hash_table_remove_all(w->head);
	do
		any = gzip_file_line(w->file, line, sizeof line);
	while (any && line[strspn(line, "\r\n")] == '\0');
	w->n_records++;
	g_free(w->place);
	w->place = g_strdup_printf("record %u", w->n_records);
	if (!any && gzip_file_is_damaged(w->file))
		set_aside(w, "the compressed file is damaged or cut here; "
		    "what follows is not read");
	if (!any)
		return false;
	if (strncmp(line, "WARC/", 5) != 0) {
		set_aside(w, "expected \"WARC/\"; what follows is not read");
		return false;
	}
	for (;;) {
		if (!gzip_file_line(w->file, line, sizeof line) ||
		    (size += strlen(line)) > MOST_HEAD) {
			set_aside(w, "its head does not end; what follows is "
			    "not read");
			return false;
		}
		if (line[strspn(line, "\r\n")] == '\0')
			return true;
		add_field(w->head, line);
	}
}

/* --- replies ---------------------------------------------------------------------- */

/* Puts chunks together; false when these are none: many a crawler writes the
 * body whole and keeps the server's word for it. */
static bool
join_chunks(const guint8 *bytes, size_t len, GByteArray *out)
{
	size_t at = 0;

	g_byte_array_set_size(out, 0);
	for (;;) {
		const guint8 *end = memchr(bytes + at, '\n', len - at);
		char number[17] = "";
		char *rest;
		guint64 n;

		if (end == NULL || end == bytes + at)
			return false;
		memcpy(number, bytes + at, MIN((size_t)(end - bytes) - at,
		    sizeof number - 1));
		n = g_ascii_strtoull(number, &rest, 16);
		if (rest == number)
			return false;
		at = (size_t)(end - bytes) + 1;
		if (n == 0)
			return true;
		if (n > len - at || len - at - n < 2)
			return false;
		g_byte_array_append(out, bytes + at, (guint)n);
		at += n;
		at += bytes[at] == '\r' ? 2 : 1;
	}
}

/* Reads the head of a server's reply; returns where its body begins, 0 when
 * there is no head, and the status. */
static size_t
read_reply(struct warc *w, long *status)
{
	GByteArray *b = w->block;
	const char *end = memmem(b->data, MIN(b->len, MOST_HEAD), "\r\n\r\n", 4);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	*status = 0;
	g_hash_table_remove_all(w->reply);
	if (end == NULL || b->len < 5 || memcmp(b->data, "HTTP/", 5) != 0)
		return 0;
	text = g_strndup((char *)b->data, (gsize)(end - (char *)b->data));
	lines = g_strsplit(text, "\r\n", -1);
	if (strchr(lines[0], ' ') != NULL)
		*status = (long)g_ascii_strtoll(strchr(lines[0], ' '), NULL,
		    10);
	for (char **line = lines + 1; *line != NULL; line++)
		add_field(w->reply, *line);
	return (size_t)(end - (char *)b->data) + 4;
}

/* Decompresses as the head of the reply says.  Many crawlers have decompressed the body
 * already and left the head alone: a coding that is not known, or whose bytes
 * do not begin so, is not believed.  False when it is cut, damaged or too
 * large. */
static bool
decompress(struct warc *w, const char *coding, const guint8 *bytes, size_t len)
{
	g_autofree char *trouble = NULL;
	GByteArray *plain = NULL;
	bool whole;

	if (content_encoding_is_none(coding) ||
	    !content_encoding_is_known(coding)) {
		g_byte_array_set_size(w->body, 0);
		g_byte_array_append(w->body, bytes, (guint)len);
		return true;
	}
	whole = decoding_ask(w->workers, coding, bytes, len, w->most, &plain,
	    &trouble) == DECODING_WHOLE;
	if (plain != NULL) {
		g_byte_array_unref(w->body);
		w->body = plain;
	}
	return whole;
}

/* Brings the body of a reply into `body`, as a browser would have it.  Returns
 * what is wrong with it, or NULL. */
static const char *
decode_reply(struct warc *w, size_t start)
{
	const char *transfer = field(w->reply, "transfer-encoding");
	const char *content = field(w->reply, "content-encoding");
	g_autoptr(GByteArray) joined = g_byte_array_new();
	const guint8 *bytes = w->block->data + start;
	size_t len = w->block->len - start;

	if (transfer != NULL && g_ascii_strcasecmp(transfer, "chunked") == 0 &&
	    join_chunks(bytes, len, joined)) {
		bytes = joined->data;
		len = joined->len;
	}
	return decompress(w, content, bytes, len) ? NULL :
	    "its compressed body is cut, damaged or too large";
}

/* 2026-11-23T04:05:06.123Z -> 2026-11-23T04:05:06Z, NULL for what is no time. */
static char *
seconds_of(const char *date)
{
	g_autoptr(GDateTime) time = date ? g_date_time_new_from_iso8601(date,
	    NULL) : NULL;
	g_autoptr(GDateTime) utc = time ? g_date_time_to_utc(time) : NULL;

	return utc ? g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/* Makes the record of the block; false when it is of no interest or set
 * aside. */
static bool
make_record(struct warc *w, struct warc_record *r, bool response)
{
	const char *trouble = field(w->head, "warc-truncated");
	long status;
	size_t start;

	memset(r, 0, sizeof *r);
	r->place = w->place;
	/* Some crawlers put the address in angle brackets. */
	r->url = g_strdelimit(g_hash_table_lookup(w->head, "warc-target-uri"),
	    "<>", ' ');
	r->url += strspn(r->url, " ");
	g_free(w->time);
	r->fetched_at = w->time = seconds_of(field(w->head, "warc-date"));
	if (trouble != NULL) {
		set_aside(w, "truncated by its crawler: %s", trouble);
		return false;
	}
	r->bytes = w->block->data;
	r->len = w->block->len;
	if (!response)
		return true;
	start = read_reply(w, &status);
	if (start == 0) {
		set_aside(w, "a response without a head");
		return false;
	}
	if (status != 200) {
		program_note("%s: %s: %s answered with status %ld", w->path,
		    w->place, r->url, status);
		return false;
	}
	trouble = decode_reply(w, start);
	if (trouble != NULL) {
		set_aside(w, "%s", trouble);
		return false;
	}
	r->etag = field(w->reply, "etag");
	r->last_modified = field(w->reply, "last-modified");
	r->bytes = w->body->data;
	r->len = w->body->len;
	return true;
}

bool
warc_read(struct warc *w, struct warc_record *record)
{
	while (read_head(w)) {
		const char *type = field(w->head, "warc-type");
		const char *length = field(w->head, "content-length");
		const char *url = field(w->head, "warc-target-uri");
		bool response = g_strcmp0(type, "response") == 0;
		bool wanted = url != NULL && (response ||
		    g_strcmp0(type, "resource") == 0) &&
		    g_ascii_strncasecmp(url, "dns:", 4) != 0;
		guint64 len = length ? g_ascii_strtoull(length, NULL, 10) : 0;
		bool fits = len <= (guint64)w->most + MOST_HEAD;

		if (length == NULL) {
			set_aside(w, "without Content-Length; what follows is "
			    "not read");
			return false;
		}
		if (!read_block(w, len, wanted && fits)) {
			set_aside(w, "the file ends within it");
			return false;
		}
		if (wanted && !fits)
			set_aside(w, "larger than the limit of %" G_GINT64_FORMAT
			    " bytes", w->most);
		else if (wanted && make_record(w, record, response))
			return true;
	}
	return false;
}

/* --- writing ------------------------------------------------------------------------ */

struct warc_writer {
	struct publication *publication;
	bool compressed;
};

/* Adds the bytes as one gzip member. */
static void
write_packed(struct warc_writer *w, const GByteArray *record)
{
	z_stream z = {.next_in = record->data, .avail_in = record->len};
	guint8 piece[BLOCK];
	int result;

	if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		program_fail("zlib does not start");
	do {
		z.next_out = piece;
		z.avail_out = BLOCK;
		result = deflate(&z, Z_FINISH);
		publish_write(w->publication, piece, BLOCK - z.avail_out);
	} while (result == Z_OK);
	deflateEnd(&z);
}

/* `id` is what the record's name is made of: the same record has the same name
 * in every file. */
static void
write_record(struct warc_writer *w, const char *id, const char *fields,
    const guint8 *bytes, size_t len)
{
	g_autoptr(GByteArray) record = g_byte_array_new();
	char hex[DIGEST_HEX + 1];
	g_autofree char *head = NULL;

	digest_of(id, strlen(id), hex);
	head = g_strdup_printf("WARC/1.0\r\n%sWARC-Record-ID: "
	    "<urn:uuid:%.8s-%.4s-5%.3s-8%.3s-%.12s>\r\nContent-Length: %zu"
	    "\r\n\r\n", fields, hex, hex + 8, hex + 12, hex + 15, hex + 18, len);
	g_byte_array_append(record, (guint8 *)head, (guint)strlen(head));
	if (len > 0)
		g_byte_array_append(record, bytes, (guint)len);
	g_byte_array_append(record, (const guint8 *)"\r\n\r\n", 4);
	if (w->compressed)
		write_packed(w, record);
	else
		publish_write(w->publication, record->data, record->len);
}

struct warc_writer *
warc_create(const char *path, const char *made_at)
{
	struct warc_writer *w = g_new(struct warc_writer, 1);
	g_autofree char *info = g_strdup_printf("software: %s %s\r\nformat: "
	    "WARC File Format 1.0\r\n", program.name, program_version());
	g_autofree char *fields = g_strdup_printf("WARC-Type: warcinfo\r\n"
	    "WARC-Date: %s\r\nContent-Type: application/warc-fields\r\n",
	    made_at);

	w->publication = publish_begin(path);
	w->compressed = g_str_has_suffix(path, ".gz");
	write_record(w, info, fields, (const guint8 *)info, strlen(info));
	return w;
}

void
warc_write(struct warc_writer *w, const struct document *d,
    const guint8 *bytes, size_t len)
{
	g_autofree char *id = g_strconcat(d->url, "\n", d->document, NULL);
	g_autofree char *fields = g_strdup_printf("WARC-Type: resource\r\n"
	    "WARC-Target-URI: %s\r\nWARC-Date: %s\r\nContent-Type: %s\r\n"
	    "WARC-Payload-Digest: sha256:%s\r\n", d->url, d->fetched_at,
	    d->media_type, d->document);

	write_record(w, id, fields, bytes, len);
}

void
warc_finish(struct warc_writer *w)
{
	publish_rename(w->publication);
	g_free(w);
}
