/* Two bytes of GB 18030 are the same character in a short text, which the C library
 * converts, and in a long one, where a table learned from it does; whatever stands
 * in their place. */
#include <glib.h>
#include <string.h>

#include "fetch/body/charset.h"

enum { LONG = 1 << 18 };

/* Every two bytes, each pair after ASCII and before it. */
static void
test_pairs(void)
{
	GString *page = g_string_new(NULL), *want = g_string_new(NULL);
	size_t n, bad, all_bad = 0;
	g_autofree char *text = NULL;

	while (page->len < LONG)
		g_string_append_c(page, 'a');
	g_string_append(want, page->str);
	for (unsigned pair = 0x8140; pair <= 0xfefe; pair++) {
		const unsigned char two[] = {(unsigned char)(pair >> 8),
		    (unsigned char)pair, ' '};
		g_autofree char *one = charset_decode(two, sizeof two,
		    "gb18030", &n, &bad);

		/* What is no pair is the C library's in any text. */
		if (bad > 0 || two[1] < 0x40)
			continue;
		g_string_append_len(page, (const char *)two, sizeof two);
		g_string_append_len(want, one, (gssize)n);
	}
	text = charset_decode((const unsigned char *)page->str, page->len,
	    "gb18030", &n, &all_bad);
	g_assert_cmpuint(all_bad, ==, 0);
	g_assert_cmpuint(n, ==, want->len);
	g_assert_true(memcmp(text, want->str, n) == 0);
	g_string_free(page, TRUE);
	g_string_free(want, TRUE);
}

/* After pairs of the table something else: four bytes, a wrong byte, a cut one. */
static void
test_others(void)
{
	static const struct {
		const char *bytes, *text;
		size_t bad;
	} cases[] = {
	    {"\xb9\xab\x99\x33\xad\x32\xcb\xbe", "公𬭶司", 0},
	    {"\xb9\xab\xa3\xa0\xcb\xbe", "公　司", 0},
	    {"\xb9\xab\xff\xcb\xbe", "公\ufffd司", 1},
	    {"\xb9\xab\xcb", "公\ufffd", 1},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		GString *page = g_string_new(NULL);
		g_autofree char *text = NULL;
		size_t n, bad;

		while (page->len < LONG)
			g_string_append(page, "\xb9\xab");
		g_string_append(page, cases[i].bytes);
		text = charset_decode((const unsigned char *)page->str,
		    page->len, "gb18030", &n, &bad);
		g_assert_cmpstr(text + LONG / 2 * 3, ==, cases[i].text);
		g_assert_cmpuint(bad, ==, cases[i].bad);
		g_string_free(page, TRUE);
	}
}

int
main(int argc, char **argv)
{
	charset_prepare();
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/gb_pairs/pairs", test_pairs);
	g_test_add_func("/gb_pairs/others", test_others);
	return g_test_run();
}
