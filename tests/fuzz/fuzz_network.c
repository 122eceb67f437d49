/* What the network says and no sandbox stands before: lists, pages, robots.txt,
 * compressed bodies.  The first byte chooses the door. */
#include "fuzz.h"

#include <string.h>

#include "fetch/body/charset.h"
#include "fetch/notice/listing.h"
#include "fetch/body/content_encoding.h"
#include "fetch/notice/page.h"
#include "fetch/web/robots.h"
#include "fetch/body/validate.h"

enum { MOST = 1 << 20 };

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	charset_prepare();
	page_start();
	return 0;
}

static void
read_listing(const guint8 *bytes, size_t len)
{
	g_autofree char *trouble = NULL;
	struct listing *l = listing_read(bytes, len, "https://a.example/col/"
	    "col7/index.html?p=2&pg=20&startrecord=1&endrecord=9", &trouble);

	g_assert_true((l == NULL) == (trouble != NULL));
	for (guint i = 0; l != NULL && i < l->entries->len; i++) {
		const struct entry *e = g_ptr_array_index(l->entries, i);

		g_assert_true(g_utf8_validate(e->url, -1, NULL));
		g_assert_true(g_utf8_validate(e->title, -1, NULL));
		listing_entry_free(listing_entry_copy(e));
	}
	listing_free(l);
}

static void
examine(const guint8 *bytes, size_t len, enum validate_promise promise)
{
	const struct validate_body body = {bytes, len, "https://a.example/a.xls",
	    promise, true};
	const char *media_type;
	struct page *page = NULL;
	g_autofree char *trouble = validate_examine(&body, &media_type, &page);

	g_assert_true(media_type != NULL || trouble != NULL);
	if (page != NULL)
		g_assert_true(g_utf8_validate(page->text, -1, NULL));
	page_free(page);
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
		g_assert_cmpmem(whole->data, whole->len, parts->data,
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
		examine(bytes, len, VALIDATE_PAGE);
		break;
	case 'F':
		examine(bytes, len, VALIDATE_FILE);
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
