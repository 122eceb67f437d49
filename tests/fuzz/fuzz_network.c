/* What the network says: lists and pages, as the worker reads them, and its
 * results, as the parent does; robots.txt and compressed bodies, which no
 * sandbox stands before.  The first byte chooses the door. */
#include <string.h>

#include "fetch/body/charset.h"
#include "fetch/body/content_encoding.h"
#include "fetch/html/html_reference.h"
#include "fetch/notice/listing.h"
#include "fetch/notice/wire.h"
#include "fetch/page/page.h"
#include "fetch/web/robots.h"
#include "tests/same_bytes.h"
#include "fuzz.h"

enum { MOST = 1 << 20 };

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	charset_prepare();
	html_reference_prepare();
	return 0;
}

/* What a worker sends its parent comes back as it was. */
static void
send_listing(const struct listing *l)
{
	g_autoptr(GString) bytes = g_string_new(NULL), again = g_string_new(NULL);
	g_autofree char *trouble = NULL;
	struct listing *copy;

	wire_put_listing(bytes, l);
	copy = wire_take_listing(bytes, &trouble);
	g_assert_nonnull(copy);
	wire_put_listing(again, copy);
	g_assert_true(g_string_equal(bytes, again));
	listing_free(copy);
}

static void
read_listing(const guint8 *bytes, size_t len)
{
	g_autofree char *trouble = NULL;
	/* Bytes that begin with a blank are read as JSON of known members. */
	struct listing *l = listing_read(bytes, len, "https://a.example/col/"
	    "col7/index.html?p=2&pg=20&startrecord=1&endrecord=9",
	    len > 0 && *bytes == ' ' ? "data.a|a\nt\nu.pc\nd\nn\np" : NULL,
	    &trouble);

	g_assert_true((l == NULL) == (trouble != NULL));
	if (l != NULL)
		send_listing(l);
	for (guint i = 0; l != NULL && i < l->entries->len; i++)
		listing_entry_free(listing_entry_copy(g_ptr_array_index(
		    l->entries, i)));
	listing_free(l);
}

static void
examine(const guint8 *bytes, size_t len, const char *url)
{
	g_autoptr(GString) sent = g_string_new(NULL), again = g_string_new(NULL);
	g_autofree char *trouble = NULL;
	struct page *page = page_read(bytes, len, url), *copy;

	wire_put_page(sent, page);
	copy = wire_take_page(sent, &trouble);
	g_assert_nonnull(copy);
	wire_put_page(again, copy);
	g_assert_true(g_string_equal(sent, again));
	page_free(copy);
	page_free(page);
}

/* A result that a worker made up. */
static void
take_result(const guint8 *bytes, size_t len)
{
	g_autoptr(GString) result = g_string_new_len((const char *)bytes,
	    (gssize)len);
	g_autofree char *a = NULL, *b = NULL;

	page_free(wire_take_page(result, &a));
	listing_free(wire_take_listing(result, &b));
}

/* The path is what stands before the first line's end. */
static void
ask_robots(const guint8 *bytes, size_t len)
{
	const guint8 *end = memchr(bytes, '\n', len);
	size_t n = end ? (size_t)(end - bytes) : 0;
	g_autofree char *path = g_strndup((const char *)bytes, n);
	struct robots *r = robots_new((const char *)bytes + n, len - n, "a");

	g_assert_true(robots_allow(r, "/robots.txt"));
	robots_allow(r, path);
	robots_delay(r);
	robots_free(r);
}

static void
unpack(const char *coding, const guint8 *bytes, size_t len)
{
	g_autoptr(GByteArray) whole = g_byte_array_new();
	g_autoptr(GByteArray) parts = g_byte_array_new();
	struct content_encoding *p = content_encoding_new(coding), *q = content_encoding_new(coding);
	enum content_encoding_state a = content_encoding_add(p, bytes, len, whole, MOST);
	enum content_encoding_state b = CONTENT_ENCODING_WELL;

	for (size_t i = 0; i < len && b == CONTENT_ENCODING_WELL; i += 5)
		b = content_encoding_add(q, bytes + i, MIN(5, len - i), parts, MOST);
	g_assert_cmpint(whole->len, <=, MOST);
	if (a == CONTENT_ENCODING_WELL && b == CONTENT_ENCODING_WELL) {
		assert_same_bytes(whole->data, whole->len, parts->data,
		    parts->len);
		g_assert_true(content_encoding_is_whole(p) == content_encoding_is_whole(q));
	}
	content_encoding_free(p);
	content_encoding_free(q);
}

int
LLVMFuzzerTestOneInput(const uint8_t *input, size_t len)
{
	g_autofree guint8 *bytes = g_malloc(MAX(len, 1));

	if (len == 0)
		return 0;
	memcpy(bytes, input + 1, --len);
	switch (*input) {
	case 'P':
		examine(bytes, len, "https://a.example/t1_2.html");
		break;
	case 'F':
		examine(bytes, len, NULL);
		break;
	case 'W':
		take_result(bytes, len);
		break;
	case 'R':
		ask_robots(bytes, len);
		break;
	case 'G':
		unpack("gzip", bytes, len);
		break;
	case 'D':
		unpack("deflate", bytes, len);
		break;
	default:
		read_listing(bytes, len);
	}
	return 0;
}
