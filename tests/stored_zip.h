/* A zip container of stored parts, for tests and fuzz targets: nothing is
 * compressed, so that what changes is the XML and not a checksum. */
#ifndef TESTS_STORED_ZIP_H
#define TESTS_STORED_ZIP_H

#include <glib.h>
#include <string.h>
#include <zlib.h>

static inline void
stored_zip_put(GString *out, unsigned bytes, gsize value)
{
	for (unsigned i = 0; i < bytes; i++)
		g_string_append_c(out, (char)(value >> 8 * i & 0xff));
}

/* What header and directory say alike of a stored part. */
static inline void
stored_zip_common(GString *out, const char *text, gsize len, gsize name)
{
	stored_zip_put(out, 2, 20);
	stored_zip_put(out, 2, 0x800);
	stored_zip_put(out, 2, 0);
	stored_zip_put(out, 4, 0);
	stored_zip_put(out, 4, crc32(0, (const Bytef *)text, (uInt)len));
	stored_zip_put(out, 4, len);
	stored_zip_put(out, 4, len);
	stored_zip_put(out, 2, name);
	stored_zip_put(out, 2, 0);
}

static inline void
stored_zip_part(GString *out, GString *directory, const char *name,
    gsize name_len, const char *text, gsize len)
{
	gsize at = out->len;

	g_string_append_len(out, "PK\3\4", 4);
	stored_zip_common(out, text, len, name_len);
	g_string_append_len(out, name, (gssize)name_len);
	g_string_append_len(out, text, (gssize)len);
	g_string_append_len(directory, "PK\1\2", 4);
	stored_zip_put(directory, 2, 20);
	stored_zip_common(directory, text, len, name_len);
	stored_zip_put(directory, 6, 0);
	stored_zip_put(directory, 4, 0);
	stored_zip_put(directory, 4, at);
	g_string_append_len(directory, name, (gssize)name_len);
}

/* Packs parts listed as tests/parse/pack takes them, "==> NAME <==" on a line
 * before each.  To be freed. */
static inline GString *
stored_zip(const char *text, gsize len)
{
	const char *end = text + len, *part = text;
	GString *out = g_string_new(NULL);
	g_autoptr(GString) directory = g_string_new(NULL);
	gsize n = 0;

	while (end - part > 4 && memcmp(part, "==> ", 4) == 0) {
		const char *name = part + 4;
		const char *close = memmem(name, (gsize)(end - name),
		    " <==\n", 5);
		const char *from, *next;

		if (close == NULL)
			break;
		from = close + 5;
		next = memmem(from, (gsize)(end - from), "\n==> ", 5);
		stored_zip_part(out, directory, name, (gsize)(close - name),
		    from, (gsize)((next != NULL ? next : end) - from));
		n++;
		part = next != NULL ? next + 1 : end;
	}
	stored_zip_put(directory, 4, 0x06054b50);
	stored_zip_put(directory, 4, 0);
	stored_zip_put(directory, 2, n);
	stored_zip_put(directory, 2, n);
	stored_zip_put(directory, 4, directory->len - 12);
	stored_zip_put(directory, 4, out->len);
	stored_zip_put(directory, 2, 0);
	g_string_append_len(out, directory->str, (gssize)directory->len);
	return out;
}

#endif
