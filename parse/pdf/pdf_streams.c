#include "pdf_streams.h"

#include <string.h>
#include <zlib.h>

#include "parse/core/limits.h"

enum {
	MOST_HEAD = 1024,       /* bytes of an object before its stream */
	BLOCK = 1 << 16,
};

/* The streams so far. */
struct stream_check {
	const unsigned char *bytes;
	size_t len;
	size_t checked, damaged;
	size_t first;           /* byte of the first damaged one */
	size_t inflated;        /* bytes */
};

static bool
has(const char *text, size_t len, const char *word)
{
	return memmem(text, len, word, strlen(word)) != NULL;
}

/* What of an object stands before the stream that begins with `keyword`; NULL
 * where the object does not begin near by. */
static const char *
head_of(const struct stream_check *c, size_t keyword, size_t *len)
{
	const char *end = (const char *)c->bytes + keyword;
	const char *from = end - MIN(keyword, MOST_HEAD);

	for (const char *p = end - MIN(keyword, 5); p > from; p--)
		if (memcmp(p, " obj", 4) == 0) {
			*len = (size_t)(end - p);
			return p;
		}
	return NULL;
}

/* Whether it is deflated and nothing else, and no picture. */
static bool
is_deflated(const char *head, size_t len)
{
	static const char *const others[] = {"/ASCII", "/LZW", "/RunLength",
	    "/DCT", "/Crypt", "/A85", "/AHx", "/Image"};

	if (!has(head, len, "/FlateDecode"))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		if (has(head, len, others[i]))
			return false;
	return true;
}

/* Inflates what begins at `at` to its end. */
static bool
is_whole(struct stream_check *c, size_t at)
{
	unsigned char block[BLOCK];
	z_stream z = {.next_in = (Bytef *)(c->bytes + at),
	    .avail_in = (uInt)MIN(c->len - at, G_MAXUINT32)};
	int status = Z_OK;

	if (inflateInit(&z) != Z_OK)
		g_error("no memory to inflate");
	while (status == Z_OK &&
	    c->inflated + z.total_out <= (size_t)limits.decompressed << 20) {
		z.next_out = block;
		z.avail_out = sizeof block;
		status = inflate(&z, Z_NO_FLUSH);
	}
	c->inflated += z.total_out;
	inflateEnd(&z);
	return status == Z_OK || status == Z_STREAM_END;
}

/* One of no bytes, which some programs write. */
static bool
is_empty(const struct stream_check *c, size_t at)
{
	static const char word[] = "endstream";

	while (at < c->len && g_ascii_isspace(c->bytes[at]))
		at++;
	return c->len - at >= strlen(word) &&
	    memcmp(c->bytes + at, word, strlen(word)) == 0;
}

/* The keyword is followed by one line end. */
static void
check_stream(struct stream_check *c, size_t keyword)
{
	size_t at = keyword + strlen("stream"), len;
	const char *head = head_of(c, keyword, &len);

	if (head == NULL || !is_deflated(head, len))
		return;
	at += at < c->len && c->bytes[at] == '\r';
	at += at < c->len && c->bytes[at] == '\n';
	c->checked++;
	if (is_empty(c, at) || (at < c->len && is_whole(c, at)))
		return;
	if (c->damaged++ == 0)
		c->first = at;
}

void
pdf_streams_check(const unsigned char *bytes, size_t len, struct records *out)
{
	struct stream_check c = {.bytes = bytes, .len = len};
	const unsigned char *p = bytes, *end = bytes + len;

	if (has((const char *)bytes, len, "/Encrypt"))
		return;
	while (c.inflated <= (size_t)limits.decompressed << 20 &&
	    (p = memmem(p, (size_t)(end - p), "stream", 6)) != NULL) {
		if (p - bytes < 3 || memcmp(p - 3, "end", 3) != 0)
			check_stream(&c, (size_t)(p - bytes));
		p += 6;
	}
	if (c.damaged > 0)
		records_problem(out, PROBLEM_DAMAGED, "pages",
		    "%zu of %zu compressed streams are damaged, "
		    "the first at byte %zu", c.damaged, c.checked, c.first);
}
