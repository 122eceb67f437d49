/* Pages taken apart: more links than are read of one are not left out in silence, and
 * a cell ends what is hidden where it is one. */
#include <string.h>

#include "fetch/page/markup.h"
#include "fetch/page/page.h"

/* A page with n different links, one of them twice. */
static char *
page_with(unsigned n)
{
	GString *text = g_string_new("<html><body><h1>关于公布名单的通知</h1>"
	    "<a href='/0.html'>首页</a>");

	for (unsigned i = 0; i < n; i++)
		g_string_append_printf(text, "<li><a href='/%u.html'>"
		    "关于公布第%u批名单的通知</a> 2022-08-08</li>", i, i);
	g_string_append(text, "</body></html>");
	return g_string_free(text, FALSE);
}

static void
test_page(void)
{
	static const char url[] = "https://a.example/x/";
	g_autofree char *most = page_with(MARKUP_MOST_LINKS);
	g_autofree char *more = page_with(MARKUP_MOST_LINKS + 1);
	struct page *page = page_read((guint8 *)most, strlen(most), url);

	g_assert_cmpuint(page->links->len, ==, MARKUP_MOST_LINKS);
	g_assert_null(page->doubt);
	page_free(page);
	page = page_read((guint8 *)more, strlen(more), url);
	g_assert_cmpuint(page->links->len, ==, MARKUP_MOST_LINKS);
	g_assert_cmpstr(page->doubt, ==, "it has more than 20000 links; those "
	    "beyond are not read");
	page_free(page);
}

/* A tag of a cell is none outside of a table. */
static void
test_hidden_cells(void)
{
	static const struct {
		const char *html, *seen;
	} cases[] = {
	    {"<table><tr><td><b>甲</b><td hidden>乙<td>丙</table>", "甲 丙"},
	    {"<table><tr><td>甲</table><p hidden>乙<td>丙</p>丁", "甲 丁"},
	    {"甲</table><p hidden>乙<td>丙</p>丁", "甲 丁"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct markup *m = markup_new(cases[i].html,
		    strlen(cases[i].html), NULL);
		g_autoptr(GString) seen = g_string_new(NULL);

		for (guint k = 0; k < m->lines->len; k++) {
			const struct markup_line *l = m->lines->pdata[k];

			g_string_append_printf(seen, "%s%s", k > 0 ? " " : "",
			    l->text);
		}
		g_assert_cmpstr(seen->str, ==, cases[i].seen);
		markup_free(m);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/links/page", test_page);
	g_test_add_func("/links/hidden-cells", test_hidden_cells);
	return g_test_run();
}
