/* robots.txt (fetch/robots.h): the rules of RFC 9309 and its examples. */
#include "fetch/robots.h"

#include <glib.h>
#include <string.h>

/* Each case: a robots.txt, a path, whether the agent miit-fetch may ask. */
static const struct {
	const char *text, *path;
	bool allow;
} cases[] = {
    /* no rules at all */
    {"", "/a", true},
    {"<html><body>not found</body></html>", "/a", true},
    {"Disallow: /\n", "/a", true},             /* rules of no group */
    /* groups: the own one, else that of all, never both */
    {"User-agent: *\nDisallow: /\n", "/a", false},
    {"User-agent: other\nDisallow: /\n", "/a", true},
    {"User-agent: *\nDisallow: /\n\nUser-agent: miit-fetch\nAllow: /\n", "/a",
	true},
    {"User-agent: MIIT-Fetch\nDisallow: /a\n", "/a", false},
    {"User-agent: miit-fetch/2.0\nDisallow: /a\n", "/a", false},
    {"User-agent: miit-fetcher\nDisallow: /a\n", "/a", true},
    {"User-agent: miit\nDisallow: /a\n", "/a", true},
    {"User-agent: other\nUser-agent: miit-fetch\nDisallow: /a\n", "/a", false},
    {"User-agent: miit-fetch\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\n"
     "User-agent: miit-fetch\nDisallow: /c\n", "/c", false},
    {"User-agent: miit-fetch\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\n"
     "User-agent: miit-fetch\nDisallow: /c\n", "/b", true},
    {"User-agent: miit-fetch\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/a",
	true},
    /* a line that is no rule does not end the list of agents */
    {"User-agent: miit-fetch\nSitemap: /s\nUser-agent: x\nDisallow: /a\n",
	"/a", false},
    /* the longest rule; of equals the one that allows */
    {"User-agent: *\nDisallow: /\nAllow: /a\n", "/a", true},
    {"User-agent: *\nAllow: /a\nDisallow: /a/b\n", "/a/b/c", false},
    {"User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true},
    {"User-agent: *\nAllow: /a\nDisallow: /a\n", "/a", true},
    {"User-agent: *\nAllow: /a*\nDisallow: /a.html\n", "/a.html", false},
    /* beginnings, * and $ */
    {"User-agent: *\nDisallow: /fish\n", "/fish.html", false},
    {"User-agent: *\nDisallow: /fish\n", "/Fish", true},
    {"User-agent: *\nDisallow: /fish/\n", "/fish", true},
    {"User-agent: *\nDisallow: /*.php\n", "/folder/filename.php?x", false},
    {"User-agent: *\nDisallow: /*.php$\n", "/filename.php?x", true},
    {"User-agent: *\nDisallow: /*.php$\n", "/filename.php", false},
    {"User-agent: *\nDisallow: /*.php$\n", "/a.php/b.php", false},
    {"User-agent: *\nDisallow: /fish*.php\n", "/fishheads/catfish.php", false},
    {"User-agent: *\nDisallow: /$\n", "/", false},
    {"User-agent: *\nDisallow: /$\n", "/a", true},
    {"User-agent: *\nDisallow: /a$b\n", "/a$b", false},
    {"User-agent: *\nDisallow: *\n", "/a", false},
    {"User-agent: *\nDisallow: /a?*id=\n", "/a?x=1&id=2", false},
    /* escapes */
    {"User-agent: *\nDisallow: /名单\n", "/%E5%90%8D%E5%8D%95/1", false},
    {"User-agent: *\nDisallow: /%e5%90%8d\n", "/%E5%90%8D", false},
    {"User-agent: *\nDisallow: /%7ejoe\n", "/~joe", false},
    {"User-agent: *\nDisallow: /a%2Fb\n", "/a/b", true},
    /* form: byte order mark, comments, ends of line, blanks, case */
    {"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n", "/a", false},
    {"User-agent: * # all\nDisallow: /a # not this\n", "/a", false},
    {"USER-AGENT:*\r\nDISALLOW:/a\r\n", "/a", false},
    {"User-agent: *\rDisallow: /a\r", "/a", false},
    {"  User-agent :  *  \n\tDisallow :  /a  \n", "/a", false},
    {"User-agent: *\nDisallow: /a", "/a", false},
    {"User-agent: *\nDisallow /a\n", "/a", true},
    /* its own file may always be asked for */
    {"User-agent: *\nDisallow: /\n", "/robots.txt", true},
};

static void
test_rules(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct robots *r = robots_new(cases[i].text,
		    strlen(cases[i].text), "miit-fetch");

		if (robots_allow(r, cases[i].path) != cases[i].allow)
			g_error("%s\n%s: got %s, want %s", cases[i].text,
			    cases[i].path,
			    cases[i].allow ? "forbidden" : "allowed",
			    cases[i].allow ? "allowed" : "forbidden");
		robots_free(r);
	}
}

static void
test_closed(void)
{
	struct robots *r = robots_new_closed();

	g_assert_false(robots_allow(r, "/"));
	g_assert_false(robots_allow(r, ""));
	robots_free(r);
}

static void
test_delay(void)
{
	static const char text[] = "User-agent: *\nDisallow: /b\n"
	    "Crawl-delay: 7\n\nUser-agent: miit-fetch\nCrawl-delay: 2.5\nDisallow: /a\n";
	struct robots *own = robots_new(text, strlen(text), "miit-fetch");
	struct robots *any = robots_new(text, strlen(text), "other");

	g_assert_cmpfloat(robots_delay(own), ==, 2.5);
	g_assert_cmpfloat(robots_delay(any), ==, 7);
	robots_free(own);
	robots_free(any);
}

/* A pattern made to take long takes no longer than its length times the
 * path's: a second would be a thousand times too much. */
static void
test_stars(void)
{
	GString *text = g_string_new("User-agent: *\nDisallow: /");
	GString *path = g_string_new("/");
	struct robots *r;
	gint64 start = g_get_monotonic_time();

	for (int i = 0; i < 1000; i++) {
		g_string_append(text, "*a");
		g_string_append(path, "a");
	}
	g_string_append(text, "*b$\n");
	r = robots_new(text->str, text->len, "miit-fetch");
	g_assert_true(robots_allow(r, path->str));
	g_assert_cmpint(g_get_monotonic_time() - start, <, G_USEC_PER_SEC);
	robots_free(r);
	g_string_free(text, TRUE);
	g_string_free(path, TRUE);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/robots/rules", test_rules);
	g_test_add_func("/robots/closed", test_closed);
	g_test_add_func("/robots/delay", test_delay);
	g_test_add_func("/robots/stars", test_stars);
	return g_test_run();
}
