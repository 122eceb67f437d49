#include "flat_package.h"

#include <stdbool.h>
#include <string.h>
#include <zlib.h>

#include "parse/core/limits.h"

enum { MOST_NAME = 200 };

/* A tag of the text. */
struct flat_tag {
	const char *at, *after;         /* its first and the byte after it */
	const char *name;               /* without its prefix */
	size_t name_len;
	bool end;
};

/* The zip as it is put together. */
struct flat_zip {
	GByteArray *out, *directory;
	unsigned n;
};

/* --- tags ------------------------------------------------------------- */

/* The byte after a construct that ends with a word, or the end. */
static const char *
after(const char *p, const char *end, const char *word)
{
	const char *found = memmem(p, (size_t)(end - p), word, strlen(word));

	return found != NULL ? found + strlen(word) : end;
}

static bool
begins(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && memcmp(p, word, n) == 0;
}

static bool
next_tag(const char **at, const char *end, struct flat_tag *tag)
{
	const char *p = *at;

	while (p < end && (p = memchr(p, '<', (size_t)(end - p))) != NULL) {
		const char *name;

		if (begins(p, end, "<!--"))
			p = after(p, end, "-->");
		else if (begins(p, end, "<![CDATA["))
			p = after(p, end, "]]>");
		else if (begins(p, end, "<?"))
			p = after(p, end, "?>");
		else {
			tag->at = p;
			tag->end = p + 1 < end && p[1] == '/';
			name = p + 1 + tag->end;
			p = name;
			while (p < end && strchr(" \t\r\n/>", *p) == NULL)
				if (*p++ == ':')
					name = p;
			tag->name = name;
			tag->name_len = (size_t)(p - name);
			tag->after = *at = after(p, end, ">");
			return true;
		}
	}
	*at = end;
	return false;
}

static bool
is(const struct flat_tag *tag, const char *name, bool end)
{
	return tag->end == end && tag->name_len == strlen(name) &&
	    memcmp(tag->name, name, tag->name_len) == 0;
}

/* The name of a part, `pkg:name="/word/document.xml"`, without its slash; NULL
 * where it has none. */
static char *
part_name(const struct flat_tag *tag)
{
	const char *p = memmem(tag->at, (size_t)(tag->after - tag->at),
	    "name=", 5);
	const char *close;
	char quote;

	if (p == NULL || p + 6 >= tag->after)
		return NULL;
	quote = p[5];
	p += 6;
	p += *p == '/';
	close = memchr(p, quote, (size_t)(tag->after - p));
	if ((quote != '"' && quote != '\'') || close == NULL || close == p ||
	    close - p > MOST_NAME)
		return NULL;
	return g_strndup(p, (size_t)(close - p));
}

/* --- the zip ---------------------------------------------------------- */

static void
put(GByteArray *out, unsigned n, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++, n >>= 8) {
		guint8 byte = n & 0xff;

		g_byte_array_append(out, &byte, 1);
	}
}

/* Writes what a header and an entry have in common: from the version to the
 * length of the name. */
static void
put_member(GByteArray *out, uLong crc, size_t size, size_t name)
{
	put(out, 20, 2);
	put(out, 0x800, 2);             /* the name is UTF-8 */
	put(out, 0, 2);                 /* stored */
	put(out, 0, 2);                 /* time, date */
	put(out, 0x21, 2);
	put(out, (unsigned)crc, 4);
	put(out, (unsigned)size, 4);
	put(out, (unsigned)size, 4);
	put(out, (unsigned)name, 2);
	put(out, 0, 2);                 /* no extra field */
}

static void
add_member(struct flat_zip *z, const char *name, const void *data, size_t size)
{
	uLong crc = crc32(crc32(0, NULL, 0), data, (uInt)size);
	guint at = z->out->len;

	g_byte_array_append(z->out, (const guint8 *)"PK\3\4", 4);
	put_member(z->out, crc, size, strlen(name));
	g_byte_array_append(z->out, (const guint8 *)name,
	    (guint)strlen(name));
	g_byte_array_append(z->out, data, (guint)size);
	g_byte_array_append(z->directory, (const guint8 *)"PK\1\2", 4);
	put(z->directory, 20, 2);
	put_member(z->directory, crc, size, strlen(name));
	put(z->directory, 0, 2);        /* no comment, first volume, */
	put(z->directory, 0, 2);
	put(z->directory, 0, 2);        /* no attributes */
	put(z->directory, 0, 4);
	put(z->directory, at, 4);
	g_byte_array_append(z->directory, (const guint8 *)name,
	    (guint)strlen(name));
	z->n++;
}

static void
end_zip(struct flat_zip *z)
{
	guint at = z->out->len;

	g_byte_array_append(z->out, z->directory->data, z->directory->len);
	g_byte_array_append(z->out, (const guint8 *)"PK\5\6", 4);
	put(z->out, 0, 4);
	put(z->out, z->n, 2);
	put(z->out, z->n, 2);
	put(z->out, z->directory->len, 4);
	put(z->out, at, 4);
	put(z->out, 0, 2);
	g_byte_array_free(z->directory, TRUE);
}

static void
add_binary(struct flat_zip *z, const char *name, const char *text, size_t len)
{
	g_autofree guchar *bytes = g_malloc(len / 4 * 3 + 3);
	int state = 0;
	guint save = 0;
	gsize n = g_base64_decode_step(text, len, bytes, &state, &save);

	add_member(z, name, bytes, n);
}

GByteArray *
flat_package_zip(const char *text, size_t len)
{
	const char *at = text, *end = text + len, *data = NULL;
	struct flat_zip z = {g_byte_array_new(), g_byte_array_new(), 0};
	g_autofree char *name = NULL;
	struct flat_tag tag;

	while (next_tag(&at, end, &tag) && z.n < MIN(limits.members, 65535)) {
		if (data == NULL && is(&tag, "part", false)) {
			g_free(name);
			name = part_name(&tag);
		} else if (data == NULL && name != NULL &&
		    (is(&tag, "xmlData", false) ||
		    is(&tag, "binaryData", false))) {
			data = tag.after;
		} else if (data != NULL && is(&tag, "xmlData", true)) {
			add_member(&z, name, data, (size_t)(tag.at - data));
			data = NULL;
		} else if (data != NULL && is(&tag, "binaryData", true)) {
			add_binary(&z, name, data, (size_t)(tag.at - data));
			data = NULL;
		}
	}
	/* A file that was cut: what is there of the last part. */
	if (data != NULL && name != NULL)
		add_member(&z, name, data, (size_t)(end - data));
	end_zip(&z);
	if (z.n == 0)
		g_clear_pointer(&z.out, g_byte_array_unref);
	return z.out;
}
