/* robots.txt (fetch/web/robots.h): the rules of RFC 9309 and its examples. */
#include <glib.h>
#include <string.h>

#include "fetch/web/robots.h"

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
    /* form: byte order mark, comments, ends of line, spaces, case */
    {"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n", "/a", false},
    {"User-agent: * # all\nDisallow: /a # not this\n", "/a", false},
    {"USER-AGENT:*\r\nDISALLOW:/a\r\n", "/a", false},
    {"User-agent: *\rDisallow: /a\r", "/a", false},
    {"  User-agent :  *  \n\tDisallow :  /a  \n", "/a", false},
    {"User-agent: *\nDisallow: /a", "/a", false},
    /* its own file may always be asked for */
    {"User-agent: *\nDisallow: /\n", "/robots.txt", true},
};

/* Each case: a robots.txt, an agent, paths it may ask for and paths it may not,
 * between spaces.  The first block is what RFC 9309 says, the others what the
 * most used reader of these files is known to do where the RFC is silent. */
static const struct {
	const char *text, *agent, *allowed, *forbidden;
} probes[] = {
    /* RFC 2.2.1: groups of one agent are one; what stands before any is none */
    {"allow: /foo/bar/\n\nuser-agent: FooBot\ndisallow: /\nallow: /x/\n"
     "user-agent: BarBot\ndisallow: /\nallow: /y/\n\n\nallow: /w/\n"
     "user-agent: BazBot\n\nuser-agent: FooBot\nallow: /z/\ndisallow: /\n",
	"FooBot", "/x/b /z/d", "/y/c /foo/bar/"},
    {"allow: /foo/bar/\n\nuser-agent: FooBot\ndisallow: /\nallow: /x/\n"
     "user-agent: BarBot\ndisallow: /\nallow: /y/\n\n\nallow: /w/\n"
     "user-agent: BazBot\n\nuser-agent: FooBot\nallow: /z/\ndisallow: /\n",
	"BarBot", "/y/c /w/a", "/z/d /foo/bar/"},
    {"allow: /foo/bar/\n\nuser-agent: FooBot\ndisallow: /\nallow: /x/\n"
     "user-agent: BarBot\ndisallow: /\nallow: /y/\n\n\nallow: /w/\n"
     "user-agent: BazBot\n\nuser-agent: FooBot\nallow: /z/\ndisallow: /\n",
	"BazBot", "/z/d", "/w/a /foo/bar/"},
    {"user-agent: FooBot\ndisallow: /\n", "BarBot", "/x/y /", ""},
    {"user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n", "FooBot",
	"", "/x/y"},
    {"user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n", "BarBot",
	"/x/y", ""},
    {"user-agent: FooBot\ndisallow: /\n\nuser-agent: BarBot\ndisallow: /x\n",
	"QuxBot", "/x/y /", ""},
    /* other lines do not end the agents of a group */
    {"User-agent: BarBot\nSitemap: https://foo.bar/sitemap\nUser-agent: *\n"
     "Disallow: /\n", "BarBot", "", "/x"},
    {"User-agent: FooBot\nInvalid-Unknown-Line: unknown\nUser-agent: *\n"
     "Disallow: /\n", "FooBot", "", "/x"},
    /* RFC 2.2.1: the agent's name without regard to case, up to its version */
    {"User-Agent: FOO BAR\nAllow: /x/\nDisallow: /\n", "Foo", "/x/y", "/a/b"},
    {"User-Agent: foo bar\nAllow: /x/\nDisallow: /\n", "Foo", "/x/y", "/a/b"},
    {"User-Agent: *\nDisallow: /\nUser-Agent: Foo Bar\nAllow: /x/\n"
     "Disallow: /\n", "Foo", "/x/y", "/a"},
    {"User-Agent: FooBot/1.2\nDisallow: /a\n", "FooBot", "/b", "/a"},
    {"User-Agent: FooBot-News\nDisallow: /a\n", "FooBot", "/a", ""},
    {"User-Agent: * x\nDisallow: /a\n", "FooBot", "/b", "/a"},
    {"User-Agent: *x\nDisallow: /a\n", "FooBot", "/a", ""},
    /* RFC 2.2.2: paths with regard to case */
    {"user-agent: FooBot\ndisallow: /X/\n", "FooBot", "/x/y", "/X/y"},
    /* RFC 2.2.2: the longest rule; of two as long the one that allows */
    {"user-agent: FooBot\ndisallow: /x/page.html\nallow: /x/\n", "FooBot",
	"/x/ /x/page.htm", "/x/page.html"},
    {"user-agent: FooBot\nallow: /x/page.html\ndisallow: /x/\n", "FooBot",
	"/x/page.html", "/x/"},
    {"user-agent: FooBot\ndisallow: \nallow: \n", "FooBot", "/x/page.html", ""},
    {"user-agent: FooBot\ndisallow: /\nallow: /\n", "FooBot", "/x/page.html", ""},
    {"user-agent: FooBot\ndisallow: /x\nallow: /x/\n", "FooBot", "/x/", "/x"},
    {"user-agent: FooBot\ndisallow: /x/page.html\nallow: /x/page.html\n",
	"FooBot", "/x/page.html", ""},
    {"user-agent: FooBot\nallow: /page\ndisallow: /*.html\n", "FooBot", "/page",
	"/page.html"},
    {"user-agent: FooBot\nallow: /x/page.\ndisallow: /*.html\n", "FooBot",
	"/x/page.html", "/x/y.html"},
    {"user-agent: *\ndisallow: /x/\nuser-agent: FooBot\ndisallow: /y/\n",
	"FooBot", "/x/page", "/y/page"},
    {"user-agent: bot\nallow: /p\ndisallow: /\n", "bot", "/page", "/"},
    {"user-agent: bot\nallow: /folder\ndisallow: /folder\n", "bot",
	"/folder/page", ""},
    {"user-agent: bot\nallow: /page\ndisallow: /*.htm\n", "bot", "/page",
	"/page.htm"},
    {"user-agent: bot\nallow: /$\ndisallow: /\n", "bot", "/", "/page.html"},
    /* RFC 2.2.2: one spelling for Chinese, Japanese, escapes, addresses */
    {"User-agent: FooBot\nDisallow: /\n"
     "Allow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par\n", "FooBot",
	"/foo/bar?qux=taz&baz=http://foo.bar?tar&par", "/foo/bar?qux=taz"},
    {"User-agent: FooBot\nDisallow: /\nAllow: /foo/bar/ツ\n", "FooBot",
	"/foo/bar/%E3%83%84 /foo/bar/%e3%83%84/x", "/foo/bar/%E3%83"},
    {"User-agent: FooBot\nDisallow: /\nAllow: /foo/bar/%E3%83%84\n", "FooBot",
	"/foo/bar/ツ", "/foo/bar/"},
    {"User-agent: FooBot\nDisallow: /\nAllow: /foo/bar/%62%61%7A\n", "FooBot",
	"/foo/bar/baz /foo/bar/%62%61%7A", "/foo/bar/ba"},
    {"User-agent: FooBot\nDisallow: /a%2Fb\n", "FooBot", "/a/b", "/a%2fb"},
    {"User-agent: FooBot\nDisallow: /a%\nDisallow: /b%4\n", "FooBot", "/a /b",
	"/a% /b%4x"},
    /* RFC 2.2.3: * and $ */
    {"User-agent: FooBot\nDisallow: /foo/bar/quz\nAllow: /foo/*/qux\n",
	"FooBot", "/foo/quz /foo//quz /foo/bax/quz", "/foo/bar/quz"},
    {"User-agent: FooBot\nDisallow: /foo/bar$\nAllow: /foo/bar/qux\n", "FooBot",
	"/foo/bar/qux /foo/bar/ /foo/bar/baz", "/foo/bar"},
    {"User-agent: FooBot\n# Disallow: /\nDisallow: /foo/quz#qux\nAllow: /\n",
	"FooBot", "/foo/bar", "/foo/quz"},
    {"user-agent: FooBot\ndisallow: /\nallow: /fish\n", "FooBot",
	"/fish /fish.html /fish/salmon.html /fishheads /fishheads/yummy.html "
	"/fish.html?id=anything", "/bar /Fish.asp /catfish /?id=fish"},
    {"user-agent: FooBot\ndisallow: /\nallow: /fish*\n", "FooBot",
	"/fish /fish.html /fish/salmon.html /fishheads /fishheads/yummy.html "
	"/fish.html?id=anything", "/bar /Fish.bar /catfish /?id=fish"},
    {"user-agent: FooBot\ndisallow: /\nallow: /fish/\n", "FooBot",
	"/fish/ /fish/salmon /fish/?salmon /fish/salmon.html /fish/?id=anything",
	"/bar /fish /fish.html /Fish/Salmon.html"},
    {"user-agent: FooBot\ndisallow: /\nallow: /*.php\n", "FooBot",
	"/filename.php /folder/filename.php /folder/filename.php?parameters "
	"//folder/any.php.file.html /filename.php/ /index?f=filename.php/",
	"/bar /php/ /index?php /windows.PHP"},
    {"user-agent: FooBot\ndisallow: /\nallow: /*.php$\n", "FooBot",
	"/filename.php /folder/filename.php", "/bar /filename.php?parameters "
	"/filename.php/ /filename.php5 /php/ /filename?php /aaaphpaaa "
	"//windows.PHP"},
    {"user-agent: FooBot\ndisallow: /\nallow: /fish*.php\n", "FooBot",
	"/fish.php /fishheads/catfish.php?parameters", "/bar /Fish.PHP"},
    {"user-agent: FooBot\ndisallow: /a**b\n", "FooBot", "/a /acd", "/ab /axyb"},
    {"user-agent: FooBot\ndisallow: /*/c$\n", "FooBot", "/c /a/c/d", "/a/c /a/b/c"},
    /* ends of line of three systems, mixed, the last one missing */
    {"User-Agent: foo\nAllow: /some/path\r\n\r\rDisallow: /", "foo",
	"/some/path", "/other"},
    /* a byte order mark, whole, in part, broken (its line is lost), and within */
    {"\xef\xbb\xbfUser-Agent: foo\nDisallow: /a\n", "foo", "/b", "/a"},
    {"\xef\xbbUser-Agent: foo\nDisallow: /a\n", "foo", "/b", "/a"},
    {"\xefUser-Agent: foo\nDisallow: /a\n", "foo", "/b", "/a"},
    {"\xef\x11\xbfUser-Agent: foo\nDisallow: /a\n", "foo", "/a", ""},
    {"User-Agent: foo\n\xef\xbb\xbf" "Disallow: /a\nDisallow: /b\n", "foo",
	"/a", "/b"},
    /* keys misspelt, the colon forgotten between two words, not between more */
    {"user agent: FooBot\ndisallow: /a\n", "FooBot", "/b", "/a"},
    {"useragent: FooBot\ndisallow: /a\n", "FooBot", "/b", "/a"},
    {"user-agent: FooBot\nDisalow: /a\nDissallow: /b\nDissalow: /c\n"
     "Diasllow: /d\nDisallaw: /e\n", "FooBot", "/f", "/a /b /c /d /e"},
    {"user-agent FooBot\ndisallow /\n", "FooBot", "", "/x/y"},
    {"user-agent FooBot\ndisallow /a\nallow\t/a/b\n", "FooBot", "/a/b", "/a"},
    {"user-agent: FooBot\ndisallow /a all of it\n", "FooBot", "/a", ""},
    {"foo: FooBot\nbar: /\n", "FooBot", "/x/y", ""},
    /* a page that shows its folder */
    {"User-Agent: *\nAllow: /allowed-slash/index.html\nDisallow: /\n", "foobot",
	"/allowed-slash/ /allowed-slash/index.html", "/allowed-slash/index.htm "
	"/allowed-slash /allowed-slash/x /anyother-url"},
};

/* Rules as the client has them: read, sent by a worker and taken. */
static struct robots *
read_rules(const char *text, size_t len, const char *agent)
{
	struct robots *r = robots_new(text, len, agent), *taken;
	g_autoptr(GString) sent = g_string_new(NULL);

	robots_put(sent, r);
	taken = robots_take(sent->str, sent->len);
	g_assert_nonnull(taken);
	g_assert_cmpfloat(robots_delay(taken), ==, robots_delay(r));
	robots_free(r);
	return taken;
}

static void
probe(size_t i, const char *paths, bool allow)
{
	struct robots *r = read_rules(probes[i].text, strlen(probes[i].text),
	    probes[i].agent);
	g_auto(GStrv) path = g_strsplit(paths, " ", -1);

	for (char **p = path; *p != NULL; p++)
		if (**p != '\0' && robots_allow(r, *p) != allow)
			g_error("%s\n%s %s: got %s, want %s", probes[i].text,
			    probes[i].agent, *p, allow ? "forbidden"
			    : "allowed", allow ? "allowed" : "forbidden");
	robots_free(r);
}

static void
test_probes(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(probes); i++) {
		probe(i, probes[i].allowed, true);
		probe(i, probes[i].forbidden, false);
	}
}

/* Lines and files beyond the limits, and bytes that are no text. */
static void
test_limits(void)
{
	enum { LINE = 8 * 2083 };
	g_autofree char *a = g_strnfill(LINE - strlen("disallow: /x/"), 'a');
	g_autoptr(GString) text = g_string_new("user-agent: foo\n");
	g_autofree char *longer = g_strdup_printf("/x/%s/fux", a);
	struct robots *r;

	/* What is beyond the line's limit is cut: the rule is /x/aaa…a. */
	g_string_append_printf(text, "disallow: /x/%s/qux\n", a);
	r = read_rules(text->str, text->len, "foo");
	g_assert_false(robots_allow(r, longer));
	g_assert_true(robots_allow(r, "/x/a"));
	robots_free(r);

	/* Rules up to 500 KiB count; the line that is cut there does not. */
	g_string_assign(text, "user-agent: foo\ndisallow: /first\n");
	while (text->len < ROBOTS_MOST - 12)
		g_string_append_c(text, '\n');
	g_string_append(text, "disallow: /private/area\ndisallow: /late\n");
	r = read_rules(text->str, text->len, "foo");
	g_assert_false(robots_allow(r, "/first"));
	g_assert_true(robots_allow(r, "/late"));
	g_assert_true(robots_allow(r, "/p"));
	robots_free(r);

	/* A NUL ends neither the file nor, as a space, the line. */
	static const char nul[] = "user-agent: foo\n\0\ndisallow: /a\n";
	r = read_rules(nul, sizeof nul - 1, "foo");
	g_assert_false(robots_allow(r, "/a"));
	robots_free(r);

	/* UTF-16 with its mark. */
	static const char utf16[] = "\xff\xfeU\0s\0e\0r\0-\0a\0g\0e\0n\0t\0:\0"
	    "*\0\n\0D\0i\0s\0a\0l\0l\0o\0w\0:\0/\0\x0d\x54\n";
	r = read_rules(utf16, sizeof utf16, "foo");
	g_assert_false(robots_allow(r, "/%E5%90%8D"));
	g_assert_true(robots_allow(r, "/a"));
	robots_free(r);
}

static void
test_rules(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct robots *r = read_rules(cases[i].text,
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
	struct robots *own = read_rules(text, strlen(text), "miit-fetch");
	struct robots *any = read_rules(text, strlen(text), "other");

	g_assert_cmpfloat(robots_delay(own), ==, 2.5);
	g_assert_cmpfloat(robots_delay(any), ==, 7);
	robots_free(own);
	robots_free(any);
}

/* A pattern made to take long takes no longer than its length times the
 * path's: a second would be a thousand times too much. */
/* What no worker of ours writes is not taken. */
static void
test_malformed(void)
{
	static const char *const texts[] = {"", "1", "\n", "x\n", "1x\n",
	    "-1\n", "inf\n", "nan\n", "0\n+", "0\n+/a", "0\n*/a\n", "0\n+\n",
	    "0\n\n", "0\n/a\n"};
	struct robots *r;

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		g_assert_null(robots_take(texts[i], strlen(texts[i])));
	g_assert_null(robots_take("0\n+/\0a\n", 7));
	r = robots_take("2.5\n-/\n+/a\n", 11);
	g_assert_nonnull(r);
	g_assert_true(robots_allow(r, "/a"));
	g_assert_false(robots_allow(r, "/b"));
	g_assert_cmpfloat(robots_delay(r), ==, 2.5);
	robots_free(r);
}

/* Pieces between stars, and what a $ ties. */
static void
test_pieces(void)
{
	static const struct {
		const char *rule, *covered, *not;
	} rules[] = {
	    {"/a*b*c", "/abc /axbxc /abcd /aabbcc", "/acb /ab /bc"},
	    {"/a*b$", "/ab /axb /abb /abab", "/aba /a /b"},
	    {"/*.xls$", "/.xls /a.xls /a.xls.xls", "/a.xlsx /xls"},
	    {"/a*$", "/a /ab", "/b"},
	    {"/a$", "/a", "/ab /"},
	    {"/a**b", "/ab /axb", "/a"},
	    {"/ab*ab$", "/abab /abxab", "/ab /aab"},
	    {"/$a", "/$a /$ab", "/ /a"},
	    {"*", "/ /a", ""},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
		g_autofree char *text = g_strdup_printf("User-agent: *\n"
		    "Disallow: %s\n", rules[i].rule);
		struct robots *r = read_rules(text, strlen(text), "x");
		g_auto(GStrv) in = g_strsplit(rules[i].covered, " ", -1);
		g_auto(GStrv) out = g_strsplit(rules[i].not, " ", -1);

		for (char **p = in; *p != NULL; p++)
			if (robots_allow(r, *p))
				g_error("%s does not cover %s", rules[i].rule, *p);
		for (char **p = out; *p != NULL && **p != '\0'; p++)
			if (!robots_allow(r, *p))
				g_error("%s covers %s", rules[i].rule, *p);
		robots_free(r);
	}
}

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
	r = read_rules(text->str, text->len, "miit-fetch");
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
	g_test_add_func("/robots/probes", test_probes);
	g_test_add_func("/robots/limits", test_limits);
	g_test_add_func("/robots/closed", test_closed);
	g_test_add_func("/robots/delay", test_delay);
	g_test_add_func("/robots/malformed", test_malformed);
	g_test_add_func("/robots/pieces", test_pieces);
	g_test_add_func("/robots/stars", test_stars);
	return g_test_run();
}
