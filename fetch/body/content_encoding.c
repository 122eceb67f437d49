#include "content_encoding.h"

#include <string.h>
#include <zlib.h>

enum { BLOCK = 65536, WINDOW = 15, GZIP = 16 };

static const char *const known[] = {"gzip", "x-gzip", "deflate"};

struct content_encoding {
	z_stream z;
	bool deflate;
	bool begun;          /* the first byte has been seen */
	bool as_it_stands;   /* it is not compressed after all */
	bool ended;          /* a whole stream has been read */
	gint64 taken;        /* compressed bytes */
	gint64 given;        /* bytes they yielded */
};

bool
content_encoding_is_none(const char *coding)
{
	return coding == NULL || *coding == '\0' ||
	    g_ascii_strcasecmp(coding, "identity") == 0;
}

bool
content_encoding_is_known(const char *coding)
{
	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (coding != NULL &&
		    g_ascii_strcasecmp(coding, known[i]) == 0)
			return true;
	return content_encoding_is_none(coding);
}

struct content_encoding *
content_encoding_new(const char *coding)
{
	struct content_encoding *p;

	if (content_encoding_is_none(coding))
		return NULL;
	p = g_new0(struct content_encoding, 1);
	p->deflate = g_ascii_strcasecmp(coding, "deflate") == 0;
	return p;
}

/* Known by the first byte: gzip begins with 1f; deflate comes with zlib's head,
 * whose first byte ends in 8, or, as some servers have it, bare. */
static bool
begin(struct content_encoding *p, guint8 first)
{
	int window = !p->deflate ? WINDOW + GZIP
	    : (first & 15) == 8 ? WINDOW : -WINDOW;

	p->begun = true;
	p->as_it_stands = !p->deflate && first != 0x1f;
	return p->as_it_stands || inflateInit2(&p->z, window) == Z_OK;
}

static enum content_encoding_state
append(struct content_encoding *p, GByteArray *out, const guint8 *bytes,
    size_t len, gint64 most)
{
	gint64 room = MAX(most - p->given, 0);
	bool fits = (gint64)len <= room;

	p->given += MIN((gint64)len, room);
	g_byte_array_append(out, bytes, (guint)MIN((gint64)len, room));
	return fits ? CONTENT_ENCODING_WELL : CONTENT_ENCODING_LIMIT;
}

/* A step of the stream; what follows the end of one may be another (gzip may
 * come in members) or padding, which is left alone. */
static enum content_encoding_state
step(struct content_encoding *p, GByteArray *out, gint64 most)
{
	guint8 block[BLOCK];
	int result;

	if (p->ended) {
		if (p->deflate || *p->z.next_in != 0x1f) {
			p->z.avail_in = 0;
			return CONTENT_ENCODING_WELL;
		}
		inflateReset(&p->z);
		p->ended = false;
	}
	p->z.next_out = block;
	p->z.avail_out = sizeof block;
	result = inflate(&p->z, Z_NO_FLUSH);
	p->ended = result == Z_STREAM_END;
	if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
		return CONTENT_ENCODING_DAMAGED;
	return append(p, out, block, sizeof block - p->z.avail_out, most);
}

enum content_encoding_state
content_encoding_add(struct content_encoding *p, const guint8 *bytes,
    size_t len, GByteArray *out, gint64 most)
{
	enum content_encoding_state state = CONTENT_ENCODING_WELL;

	if (len == 0)
		return CONTENT_ENCODING_WELL;
	if (!p->begun && !begin(p, *bytes))
		return CONTENT_ENCODING_DAMAGED;
	if (p->as_it_stands)
		return append(p, out, bytes, len, most);
	p->taken += (gint64)len;
	if (p->taken > most)
		return CONTENT_ENCODING_LIMIT;
	p->z.next_in = (Bytef *)bytes;
	p->z.avail_in = (uInt)len;
	do
		state = step(p, out, most);
	while (state == CONTENT_ENCODING_WELL &&
	    (p->z.avail_in > 0 || (p->z.avail_out == 0 && !p->ended)));
	return state;
}

bool
content_encoding_is_whole(const struct content_encoding *p)
{
	return !p->begun || p->as_it_stands || p->ended;
}

void
content_encoding_free(struct content_encoding *p)
{
	if (p == NULL)
		return;
	if (p->begun && !p->as_it_stands)
		inflateEnd(&p->z);
	g_free(p);
}
