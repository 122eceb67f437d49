/* Bodies decompressed piece by piece (fetch/body/content_encoding.h). */
#include <string.h>
#include <zlib.h>

#include "fetch/body/content_encoding.h"
#include "tests/same_bytes.h"

enum { GZIP = 15 + 16, ZLIB = 15, BARE = -15 };

/* A text that compresses to a few blocks, the same each time. */
static GByteArray *
text(void)
{
	GByteArray *t = g_byte_array_new();
	guint32 x = 1;

	for (int i = 0; i < 200000; i++) {
		guint8 c = (guint8)("0123456789\n,ab"[(x >> 16) % 14]);

		x = x * 1103515245 + 12345;
		g_byte_array_append(t, &c, 1);
	}
	return t;
}

static void
pack(GByteArray *out, const guint8 *bytes, size_t len, int window)
{
	z_stream z = {.next_in = (Bytef *)bytes, .avail_in = (uInt)len};
	guint8 block[4096];
	int result;

	g_assert(deflateInit2(&z, 6, Z_DEFLATED, window, 8,
	    Z_DEFAULT_STRATEGY) == Z_OK);
	do {
		z.next_out = block;
		z.avail_out = sizeof block;
		result = deflate(&z, Z_FINISH);
		g_byte_array_append(out, block, sizeof block - z.avail_out);
	} while (result == Z_OK);
	deflateEnd(&z);
}

/* Feeds `in` in pieces; *whole says whether its end was reached. */
static enum content_encoding_state
unpack(const char *coding, const GByteArray *in, size_t piece, gint64 most,
    GByteArray *out, bool *whole)
{
	struct content_encoding *p = content_encoding_new(coding);
	enum content_encoding_state state = CONTENT_ENCODING_WELL;

	for (size_t at = 0; at < in->len && state == CONTENT_ENCODING_WELL; at += piece)
		state = content_encoding_add(p, in->data + at, MIN(piece, in->len - at),
		    out, most);
	*whole = content_encoding_is_whole(p);
	content_encoding_free(p);
	return state;
}

static void
check(const char *coding, const GByteArray *in, const GByteArray *want)
{
	static const size_t pieces[] = {1, 7, 1000, 1 << 20};

	for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GByteArray) out = g_byte_array_new();
		bool whole;

		g_assert_cmpint(unpack(coding, in, pieces[i], want->len, out,
		    &whole), ==, CONTENT_ENCODING_WELL);
		g_assert_true(whole);
		assert_same_bytes(out->data, out->len, want->data, want->len);
	}
}

static void
test_forms(void)
{
	static const struct {
		const char *coding;
		int window;
	} forms[] = {{"gzip", GZIP}, {"GZIP", GZIP}, {"x-gzip", GZIP},
	    {"deflate", ZLIB}, {"deflate", BARE}};
	g_autoptr(GByteArray) t = text();

	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
		g_autoptr(GByteArray) in = g_byte_array_new();

		pack(in, t->data, t->len, forms[i].window);
		check(forms[i].coding, in, t);
	}
	/* as it stands, although its head says gzip */
	check("gzip", t, t);
	g_assert_null(content_encoding_new(NULL));
	g_assert_null(content_encoding_new("identity"));
	g_assert_true(content_encoding_is_known("Deflate"));
	g_assert_true(content_encoding_is_known(NULL));
	g_assert_false(content_encoding_is_known("br"));
	g_assert_false(content_encoding_is_known("gzip, gzip"));
}

static void
test_members(void)
{
	g_autoptr(GByteArray) t = text(), in = g_byte_array_new();

	pack(in, t->data, 1000, GZIP);
	pack(in, t->data + 1000, 0, GZIP);
	pack(in, t->data + 1000, t->len - 1000, GZIP);
	check("gzip", in, t);
	g_byte_array_append(in, (const guint8 *)"\0\0\0\0", 4);   /* padding */
	check("gzip", in, t);
}

/* Cut anywhere after its first byte it is not whole; damaged anywhere in its
 * second half it is damaged, not whole, or the same all the same: some bits fill
 * up the last byte. */
static void
test_cuts(void)
{
	g_autoptr(GByteArray) t = text(), in = g_byte_array_new();

	pack(in, t->data, 3000, GZIP);
	for (guint len = 1; len < in->len; len++) {
		g_autoptr(GByteArray) cut = g_byte_array_new();
		g_autoptr(GByteArray) out = g_byte_array_new();
		bool whole;

		g_byte_array_append(cut, in->data, len);
		g_assert_cmpint(unpack("gzip", cut, 512, 10000, out, &whole),
		    ==, CONTENT_ENCODING_WELL);
		g_assert_false(whole);
	}
	for (guint at = in->len / 2; at < in->len; at++) {
		g_autoptr(GByteArray) out = g_byte_array_new();
		bool whole;

		in->data[at] ^= 0x10;
		if (unpack("gzip", in, 512, 10000, out, &whole) ==
		    CONTENT_ENCODING_WELL && whole)
			assert_same_bytes(out->data, out->len, t->data, 3000);
		in->data[at] ^= 0x10;
	}
}

/* The limit holds to the byte, for a bomb, for padding without end. */
static void
test_limit(void)
{
	enum { MOST = 100000 };
	g_autoptr(GByteArray) bomb = g_byte_array_new();
	g_autoptr(GByteArray) in = g_byte_array_new();
	g_autoptr(GByteArray) out = g_byte_array_new();
	bool whole;

	g_byte_array_set_size(bomb, MOST);
	memset(bomb->data, 'x', MOST);
	pack(in, bomb->data, MOST, GZIP);
	g_assert_cmpint(unpack("gzip", in, 10, MOST, out, &whole), ==,
	    CONTENT_ENCODING_WELL);
	g_byte_array_set_size(out, 0);
	g_assert_cmpint(unpack("gzip", in, 10, MOST - 1, out, &whole), ==,
	    CONTENT_ENCODING_LIMIT);
	g_assert_cmpint(out->len, ==, MOST - 1);
	g_byte_array_append(in, bomb->data, MOST);
	g_byte_array_set_size(out, 0);
	g_assert_cmpint(unpack("gzip", in, 1000, MOST, out, &whole), ==,
	    CONTENT_ENCODING_LIMIT);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/content_encoding/forms", test_forms);
	g_test_add_func("/content_encoding/members", test_members);
	g_test_add_func("/content_encoding/cuts", test_cuts);
	g_test_add_func("/content_encoding/limit", test_limit);
	return g_test_run();
}
