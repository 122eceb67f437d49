/* The directories of zip and OLE2 files: what they say, and that no cut or
 * altered byte leads beyond them. */
#include <glib.h>
#include <string.h>

#include "fetch/base/bytes.h"
#include "fetch/body/ole_dir.h"
#include "fetch/body/zip_dir.h"
#include "parse/pack/ole.h"
#include "tests/same_bytes.h"

static void
test_bytes(void)
{
	static const unsigned char b[] = {1, 2, 3, 0x84, 5, 6, 7, 0xf8};
	static const unsigned char half[] = {0, 0, 0, 0, 0, 0, 0xe0, 0x3f};

	g_assert_cmphex(bytes_u16(b + 2), ==, 0x8403);
	g_assert_cmphex(bytes_u32(b), ==, 0x84030201);
	g_assert_cmphex(bytes_u64(b), ==, G_GUINT64_CONSTANT(0xf807060584030201));
	g_assert_cmpfloat(bytes_f64(half), ==, 0.5);
}

static void
put(GByteArray *out, unsigned n, guint64 value)
{
	for (; n > 0; n--, value >>= 8) {
		guint8 byte = (guint8)value;

		g_byte_array_append(out, &byte, 1);
	}
}

static void
put_text(GByteArray *out, const char *text)
{
	g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

/* A zip of two stored members, "a" and "bb", after `before`. */
static GByteArray *
make_zip(const char *before)
{
	static const char *const names[] = {"a", "bb"};
	GByteArray *out = g_byte_array_new();
	guint at[2], directory;

	put_text(out, before);
	for (guint i = 0; i < 2; i++) {
		at[i] = out->len - (guint)strlen(before);
		put_text(out, "PK\3\4");
		put(out, 22, 0);
		put(out, 2, strlen(names[i]));
		put(out, 2, 0);
		put_text(out, names[i]);
	}
	directory = out->len;
	for (guint i = 0; i < 2; i++) {
		put_text(out, "PK\1\2");
		put(out, 4, 0);
		put(out, 2, ZIP_UTF8);
		put(out, 18, 0);
		put(out, 2, strlen(names[i]));
		put(out, 2, 8);         /* an extra field of 4 bytes */
		put(out, 10, 0);
		put(out, 4, at[i]);
		put_text(out, names[i]);
		put(out, 2, 0x7075);
		put(out, 2, 4);
		put(out, 4, 42 + i);
	}
	put_text(out, "PK\5\6");
	put(out, 4, 0);
	put(out, 2, 2);
	put(out, 2, 2);
	put(out, 4, out->len - 12 - directory);
	put(out, 4, directory - strlen(before));
	put(out, 2, 0);
	return out;
}

static unsigned
count(const GByteArray *zip, enum zip_dir_state want)
{
	struct zip_dir d;
	struct zip_entry e;
	unsigned n = 0;

	g_assert_cmpint(zip_dir_open(&d, zip->data, zip->len), ==, want);
	while (zip_dir_next(&d, &e))
		n++;
	return n;
}

static void
test_zip(void)
{
	static const char *const before[] = {"", "MZ, a program before it"};

	for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
		g_autoptr(GByteArray) zip = make_zip(before[i]);
		struct zip_dir d;
		struct zip_entry e, header;
		size_t data, size;

		g_assert_cmpint(zip_dir_open(&d, zip->data, zip->len), ==,
		    ZIP_DIR_FOUND);
		g_assert_cmpuint(d.entries, ==, 2);
		g_assert_cmpuint(d.shift, ==, strlen(before[i]));
		g_assert_true(zip_dir_next(&d, &e));
		g_assert_true(zip_dir_next(&d, &e));
		assert_same_bytes(e.name, e.name_len, "bb", 2);
		g_assert_cmphex(e.flags, ==, ZIP_UTF8);
		g_assert_cmpint(zip_dir_extra(&e, 0x7075, &size)[0], ==, 43);
		g_assert_cmpuint(size, ==, 4);
		g_assert_null(zip_dir_extra(&e, 1, &size));
		g_assert_true(zip_dir_header(zip->data, zip->len, e.at,
		    &header, &data));
		assert_same_bytes(header.name, header.name_len, "bb", 2);
		g_assert_cmpuint(data, ==, e.at + 32);
		g_assert_false(zip_dir_header(zip->data, zip->len, e.at + 1,
		    &header, &data));
		g_assert_false(zip_dir_next(&d, &e));
	}
}

/* Each cut is known as one; each altered byte leads nowhere else than before
 * or to fewer entries.  The bytes end where their allocation ends, for the
 * sanitizer. */
static void
test_zip_damaged(void)
{
	g_autoptr(GByteArray) zip = make_zip("");

	for (guint len = 0; len < zip->len; len++) {
		GByteArray cut = {g_memdup2(zip->data, MAX(len, 1)), len};

		g_assert_cmpuint(count(&cut, ZIP_DIR_NO_END), ==, 0);
		g_free(cut.data);
	}
	for (guint i = 0; i < zip->len * 8; i++) {
		struct zip_dir d;
		struct zip_entry e;
		unsigned n = 0;

		zip->data[i / 8] ^= (guint8)(1 << i % 8);
		zip_dir_open(&d, zip->data, zip->len);
		while (zip_dir_next(&d, &e))
			n++;
		g_assert_cmpuint(n, <=, 2);
		zip->data[i / 8] ^= (guint8)(1 << i % 8);
	}
	zip->data[zip->len - 18] = 3;   /* the fourth file of an archive */
	g_assert_cmpuint(count(zip, ZIP_DIR_PART), ==, 0);
	zip->data[zip->len - 18] = 0;
	zip->data[zip->len - 3] = 1;    /* a directory far beyond the end */
	g_assert_cmpuint(count(zip, ZIP_DIR_MISPLACED), ==, 0);
}

/* An OLE2 file of a table, a directory and `sectors` of one stream. */
static GByteArray *
make_ole(const char *stream, guint sectors)
{
	GByteArray *out = g_byte_array_new();

	put_text(out, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
	put(out, 22, 0);
	put(out, 2, 9);
	put(out, 12, 0);
	put(out, 4, 1);         /* sectors of the table */
	put(out, 4, 1);         /* the directory's first */
	put(out, 16, 0);
	put(out, 4, 0xfffffffe);
	put(out, 4, 0);
	for (guint i = 0; i < 109; i++)
		put(out, 4, i == 0 ? 0 : 0xffffffff);
	g_assert_cmpuint(out->len, ==, 512);
	for (guint i = 0; i < 128; i++)
		put(out, 4, i == 0 ? 0xfffffffd : i == 1 ? 0xfffffffe :
		    i < 1 + sectors ? i + 1 : i == 1 + sectors ? 0xfffffffe :
		    0xffffffff);
	for (guint i = 0; i < 4; i++) {
		const char *name = i == 0 ? "Root Entry" : i == 1 ? stream : "";

		for (guint k = 0; k < 32; k++)
			put(out, 2, k < strlen(name) ? (guint8)name[k] : 0);
		put(out, 2, *name ? 2 * strlen(name) + 2 : 0);
		put(out, 2, i == 0 ? 5 : i == 1 ? 2 : 0);
		put(out, 4, 0xffffffff);
		put(out, 4, 0xffffffff);
		put(out, 4, i == 0 ? 1 : 0xffffffff);
		put(out, 48, 0);
	}
	for (guint i = 0; i < sectors * 128; i++)
		put(out, 4, 0x20202020);
	return out;
}

static void
note(const char *name, void *data)
{
	g_string_append_printf(data, "%s ", name);
}

static char *
streams_of(const struct ole_dir *o, bool everywhere)
{
	GString *names = g_string_new(NULL);

	ole_dir_streams(o, everywhere, note, names);
	return g_string_free(names, FALSE);
}

static void
test_ole(void)
{
	g_autoptr(GByteArray) ole = make_ole("WorkBook", 3);
	struct ole_dir *o = ole_dir_open(ole->data, ole->len);
	g_autofree char *names = streams_of(o, false);

	g_assert_cmpstr(names, ==, "workbook ");
	g_assert_cmpuint(ole_dir_needs(o), ==, ole->len);
	g_assert_true(ole_dir_is_whole(o));
	ole_dir_close(o);

	/* A root that names no child: the whole directory has the stream. */
	ole->data[1024 + 76] = 9;
	o = ole_dir_open(ole->data, ole->len);
	g_free(names);
	names = streams_of(o, false);
	g_assert_cmpstr(names, ==, "");
	g_free(names);
	names = streams_of(o, true);
	g_assert_cmpstr(names, ==, "workbook ");
	ole_dir_close(o);
	g_assert_null(ole_dir_open(ole->data, 511));
	ole->data[0] ^= 1;
	g_assert_null(ole_dir_open(ole->data, ole->len));
}

static void
test_ole_damaged(void)
{
	g_autoptr(GByteArray) ole = make_ole("Book", 3);

	for (guint len = 512; len < ole->len; len++) {
		g_autofree guint8 *cut = g_memdup2(ole->data, len);
		struct ole_dir *o = ole_dir_open(cut, len);

		g_assert_cmpuint(ole_dir_needs(o), >, len);
		/* Some writers leave the last sector short. */
		g_assert_true(ole_dir_is_whole(o) == (len > ole->len - 512));
		ole_dir_close(o);
	}
	for (guint i = 0; i < 1536 * 8; i++) {
		struct ole_dir *o;

		ole->data[i / 8] ^= (guint8)(1 << i % 8);
		o = ole_dir_open(ole->data, ole->len);
		if (o != NULL) {
			g_free(streams_of(o, false));
			g_free(streams_of(o, true));
			ole_dir_close(o);
		}
		ole->data[i / 8] ^= (guint8)(1 << i % 8);
	}
}

static void
set_u32(GByteArray *out, guint at, guint32 value)
{
	for (guint i = 0; i < 4; i++)
		out->data[at + i] = (guint8)(value >> 8 * i);
}

/* A stream lies in the file where its sectors follow each other; of any others
 * the copy alone has them in their order. */
static void
test_ole_stream(void)
{
	enum { SECTORS = 100, TABLE = 512, STREAM = 512 + 1024 };
	g_autoptr(GByteArray) ole = make_ole("Book", SECTORS);

	set_u32(ole, 60, 0xfffffffe);   /* no mini stream */
	set_u32(ole, 1024 + 128 + 116, 2);
	set_u32(ole, 1024 + 128 + 120, SECTORS * 512);
	for (guint i = 0; i < SECTORS; i++)
		memset(ole->data + STREAM + i * 512, (int)i, 512);
	ole_prepare();
	for (guint swapped = 0; swapped < 2; swapped++) {
		const char *error;
		struct ole *o;
		size_t len = 0;
		uint64_t declared;
		const uint8_t *at;
		GByteArray *copy;

		if (swapped) {  /* the last two */
			set_u32(ole, TABLE + 4 * (SECTORS - 1), SECTORS + 1);
			set_u32(ole, TABLE + 4 * SECTORS, 0xfffffffe);
			set_u32(ole, TABLE + 4 * (SECTORS + 1), SECTORS);
		}
		o = ole_open(ole->data, ole->len, &error);
		at = ole_stream_in_place(o, "book", &len);
		g_assert_true(at == (swapped ? NULL : ole->data + STREAM));
		g_assert_cmpuint(len, ==, SECTORS * 512);
		copy = ole_stream(o, "book", &declared);
		g_assert_cmpuint(declared, ==, SECTORS * 512);
		g_assert_cmpuint(copy->len, ==, SECTORS * 512);
		for (guint i = 0; i < SECTORS; i++)
			g_assert_cmpuint(copy->data[i * 512 + 511], ==,
			    swapped && i == SECTORS - 2 ? SECTORS - 1 :
			    swapped && i == SECTORS - 1 ? SECTORS - 2 : i);
		g_byte_array_unref(copy);
		ole_close(o);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/containers/bytes", test_bytes);
	g_test_add_func("/containers/zip", test_zip);
	g_test_add_func("/containers/zip_damaged", test_zip_damaged);
	g_test_add_func("/containers/ole", test_ole);
	g_test_add_func("/containers/ole_damaged", test_ole_damaged);
	g_test_add_func("/containers/ole_stream", test_ole_stream);
	return g_test_run();
}
