/* What a worker found, as bytes for its parent (fetch/notice/wire.h): what goes in
 * comes out, and of bytes that a hostile worker may write nothing comes that is not
 * text, an address, or a trouble. */
#include <glib.h>
#include <string.h>

#include "fetch/notice/listing.h"
#include "fetch/notice/wire.h"
#include "fetch/page/page.h"

static const char page_text[] = "<html><head><meta charset=utf-8>"
    "<title>关于公布名单的通知</title></head><body><h1>关于公布名单的通知</h1>"
    "<p>发布时间：2022-08-08</p><p>工信部企业函〔2022〕1号</p>"
    "<p><a href='/a.xls'>附件1</a> <a href='/b.pdf'>附件2</a></p>"
    "<p><a href='/2.html'>下一页</a></p></body></html>";
static const char list_text[] = "<html><body><ul>"
    "<li><a href='/1.html'>关于公布第一批名单的通知</a> 2022-08-08</li>"
    "<li><a href='/2.html'>关于公布第二批名单的通知</a> 2022-08-09</li></ul>"
    "<a href='/list_2.html'>下一页</a></body></html>";
static const char search_text[] = "{\"data\":{\"searchResult\":{\"total\":30,"
    "\"dataResults\":[{\"data\":{\"title\":\"关于公布第一批名单的通知\","
    "\"url\":\"/1.html\",\"jsearch_date\":\"2019-06-13\",\"filenumbername\":"
    "\"工信部企业函〔2019〕153号\",\"infoextends\":\"{\\\"infoContent\\\":\\\"["
    "{fieldType:'Attach',fieldValue:'x'}]\\\"}\"}},{\"data\":{\"url\":\"/\"}}]}}}";

static GString *
page_bytes(void)
{
	struct page *page = page_read((const guint8 *)page_text,
	    strlen(page_text), "https://a.example/1.html");
	GString *bytes = g_string_new(NULL);

	g_assert_cmpuint(page->links->len, >=, 2);
	wire_put_page(bytes, page);
	page_free(page);
	return bytes;
}

static GString *
listing_bytes(const char *text)
{
	g_autofree char *trouble = NULL;
	struct listing *l = listing_read((const guint8 *)text, strlen(text),
	    "https://a.example/list.html", NULL, &trouble);
	GString *bytes = g_string_new(NULL);

	g_assert_nonnull(l);
	wire_put_listing(bytes, l);
	listing_free(l);
	return bytes;
}

/* The bytes of what is taken of `bytes`, NULL where nothing is; then there is a
 * trouble. */
static GString *
again(const GString *bytes, bool is_page)
{
	g_autofree char *trouble = NULL;
	GString *out = g_string_new(NULL);
	struct page *page = is_page ? wire_take_page(bytes, &trouble) : NULL;
	struct listing *l = is_page ? NULL : wire_take_listing(bytes, &trouble);

	if (page == NULL && l == NULL) {
		g_assert_nonnull(trouble);
		g_string_free(out, TRUE);
		return NULL;
	}
	g_assert_null(trouble);
	if (page != NULL)
		wire_put_page(out, page);
	else
		wire_put_listing(out, l);
	page_free(page);
	listing_free(l);
	return out;
}

static void
check(GString *bytes, bool is_page)
{
	GString *same = again(bytes, is_page);
	g_autofree char *right = g_memdup2(bytes->str, bytes->len + 1);
	gsize len = bytes->len;

	g_assert_nonnull(same);
	g_assert_true(g_string_equal(same, bytes));
	g_string_free(same, TRUE);
	g_assert_null(again(bytes, !is_page));

	/* Cut anywhere, or with more after it. */
	for (gsize cut = 0; cut < len; cut++) {
		GString part = {.str = right, .len = cut,
		    .allocated_len = cut};

		g_assert_null(again(&part, is_page));
	}
	g_string_append_c(bytes, 'x');
	g_assert_null(again(bytes, is_page));
	g_string_truncate(bytes, len);

	/* One byte is another: nothing, or a result of the same kind. */
	for (gsize i = 0; i < len; i++) {
		static const char others[] = {'\0', '\xff', '\t', 'x', 1};

		for (gsize k = 0; k < sizeof others; k++) {
			bytes->str[i] = others[k];
			same = again(bytes, is_page);
			if (same != NULL)
				g_string_free(same, TRUE);
		}
		bytes->str[i] = right[i];
	}
	g_string_free(bytes, TRUE);
}

static void
test_results(void)
{
	check(page_bytes(), true);
	check(listing_bytes(list_text), false);
	check(listing_bytes(search_text), false);
}

static void
test_troubles(void)
{
	g_autoptr(GString) bytes = g_string_new(NULL);
	g_autofree char *trouble = NULL, *cut = NULL;

	wire_put_trouble(bytes, "an error page");
	g_assert_null(wire_take_page(bytes, &trouble));
	g_assert_cmpstr(trouble, ==, "an error page");
	g_string_truncate(bytes, bytes->len - 1);
	g_assert_null(wire_take_page(bytes, &cut));
	g_assert_cmpstr(cut, ==, "its reader wrote nothing that is a result");
}

/* An address that is none of the web's, or has a space or a letter of its own. */
static void
test_addresses(void)
{
	static const char *const no[] = {"ftps://", "https:/ ", "https:/\t",
	    "https:/\x7f", "https:/\xc3", "file:///"};
	g_autoptr(GString) bytes = listing_bytes(list_text);
	char *at = memmem(bytes->str, bytes->len, "https://a", 9);

	g_assert_nonnull(at);
	for (size_t i = 0; i < G_N_ELEMENTS(no); i++) {
		memcpy(at, no[i], strlen(no[i]));
		g_assert_null(again(bytes, false));
		memcpy(at, "https://a", 9);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/wire/results", test_results);
	g_test_add_func("/wire/troubles", test_troubles);
	g_test_add_func("/wire/addresses", test_addresses);
	return g_test_run();
}
