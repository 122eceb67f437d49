/* Addresses of documents and of machines (fetch/web/address.h). */
#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <string.h>

#include "fetch/web/address.h"
#include "fetch/web/address_date.h"

/* What a link on a page means; NULL: nothing that may be fetched. */
static void
test_resolve(void)
{
	static const char base[] = "https://h.gov.cn/a/b/page.html?x=1";
	static const struct {
		const char *link, *url;
	} cases[] = {
	    {"c.pdf", "https://h.gov.cn/a/b/c.pdf"},
	    {"./c.pdf", "https://h.gov.cn/a/b/c.pdf"},
	    {"../c.pdf", "https://h.gov.cn/a/c.pdf"},
	    {"../../../c.pdf", "https://h.gov.cn/c.pdf"},
	    {"/c.pdf", "https://h.gov.cn/c.pdf"},
	    {"?id=2", "https://h.gov.cn/a/b/page.html?id=2"},
	    {"//g.gov.cn/c.pdf", "https://g.gov.cn/c.pdf"},
	    {"http://G.gov.cn:80/c.pdf#top", "http://g.gov.cn/c.pdf"},
	    {"https://g.gov.cn:8443/", "https://g.gov.cn:8443/"},
	    /* publishers' layout: spaces and breaks around a link */
	    {" ./c.pdf\n\t", "https://h.gov.cn/a/b/c.pdf"},
	    /* Chinese names, written plainly and in either case of escape */
	    {"名单.xls", "https://h.gov.cn/a/b/%E5%90%8D%E5%8D%95.xls"},
	    {"%e5%90%8d.xls", "https://h.gov.cn/a/b/%E5%90%8D.xls"},
	    {"a b.xls", "https://h.gov.cn/a/b/a%20b.xls"},
	    /* a name and password are nobody's business */
	    {"https://me:pw@g.gov.cn/c", "https://g.gov.cn/c"},
	    /* a host in Chinese, and one that is none */
	    {"http://工信部.政务/c", "http://xn--vuq945an13b.xn--zfr164b/c"},
	    {"https://gxt.jiang\xef\xbf\xbdn/attach/", NULL},
	    {"ftp://g.gov.cn/c.pdf", NULL},
	    {"file:///etc/passwd", NULL},
	    {"javascript:void(0)", NULL},
	    {"mailto:a@g.gov.cn", NULL},
	    {"data:text/html,x", NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *url = address_resolve(base, cases[i].link);

		g_assert_cmpstr(url, ==, cases[i].url);
	}
	g_assert_null(address_resolve(NULL, "c.pdf"));
}

static void
test_parts(void)
{
	static const struct {
		const char *url, *host, *path, *extension, *date;
	} cases[] = {
	    {"https://jxj.beijing.gov.cn/a/202209/t20220915_1.html",
		"jxj.beijing.gov.cn", "/a/202209/t20220915_1.html", "html",
		"2022-09-15"},
	    {"https://gxt.jiangsu.gov.cn/art/2022/8/8/art_1_2.html",
		"gxt.jiangsu.gov.cn", "/art/2022/8/8/art_1_2.html", "html",
		"2022-08-08"},
	    {"https://btgxj.xjbt.gov.cn/c/2022-08-08/1.shtml",
		"btgxj.xjbt.gov.cn", "/c/2022-08-08/1.shtml", "shtml",
		"2022-08-08"},
	    {"http://h:8080/x/20220231/a.PDF", "h", "/x/20220231/a.PDF", "pdf",
		NULL},
	    {"https://h/module/download/downfile.jsp?classid=0&filename=ab.xls",
		"h", "/module/download/downfile.jsp?classid=0&filename=ab.xls",
		"xls", NULL},
	    {"https://h/list.xlsx.xlsx", "h", "/list.xlsx.xlsx", "xlsx", NULL},
	    {"https://h/a.b/c", "h", "/a.b/c", "", NULL},
	    {"https://[::1]:8/c", "[::1]", "/c", "", NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *host = address_host(cases[i].url);
		g_autofree char *extension = address_extension(cases[i].url);
		g_autofree char *date = address_date(cases[i].url);

		g_assert_cmpstr(host, ==, cases[i].host);
		g_assert_cmpstr(address_path(cases[i].url), ==, cases[i].path);
		g_assert_cmpstr(extension, ==, cases[i].extension);
		g_assert_cmpstr(date, ==, cases[i].date);
	}
	g_assert_null(address_host("file:a/b.csv"));
}

static void
test_port(void)
{
	static const struct {
		const char *url, *port;
	} cases[] = {{"http://h:8080/x:1", "8080"}, {"https://[::1]:8/c", "8"},
	    {"https://[::1]/c", NULL}, {"http://h/a:b", NULL},
	    {"http://h:/a", NULL}, {"http://h?x=:9", NULL}};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *port = address_port(cases[i].url);

		g_assert_cmpstr(port, ==, cases[i].port);
	}
}

static void
test_viewed(void)
{
	g_autofree char *shown = address_viewed("https://h/demo/pdfjs/web/"
	    "viewer.html?file=/attach/20217/a.pdf");
	g_autofree char *whole = address_viewed("https://h/viewer.html?"
	    "file=https%3A%2F%2Fg%2Fa.pdf");

	g_assert_cmpstr(shown, ==, "https://h/attach/20217/a.pdf");
	g_assert_cmpstr(whole, ==, "https://g/a.pdf");
	g_assert_null(address_viewed("https://h/a.pdf"));
	g_assert_null(address_viewed("https://h/viewer.html?file=file:///x"));
}

static bool
is_private(const char *text)
{
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	struct sockaddr_in four = {.sin_family = AF_INET};

	if (inet_pton(AF_INET6, text, &six.sin6_addr) == 1)
		return address_is_private((struct sockaddr *)&six);
	g_assert_cmpint(inet_pton(AF_INET, text, &four.sin_addr), ==, 1);
	return address_is_private((struct sockaddr *)&four);
}

static void
test_private(void)
{
	static const char *const private[] = {"0.0.0.0", "10.1.2.3",
	    "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
	    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1",
	    "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::",
	    "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
	    "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1", "fc00::1",
	    "fd12:3456::1", "ff02::1", "2001:db8::1", "2001:0::1"};
	static const char *const public[] = {"1.1.1.1", "9.255.255.255",
	    "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
	    "172.15.255.255", "172.32.0.0", "192.167.1.1", "202.106.0.20",
	    "223.255.255.255", "::ffff:1.1.1.1", "64:ff9b::101:101",
	    "2002:101:101::", "2400:3200::1", "2606:4700::1"};
	const struct sockaddr unknown = {.sa_family = AF_UNIX};

	for (size_t i = 0; i < G_N_ELEMENTS(private); i++)
		if (!is_private(private[i]))
			g_error("%s: got public, want private", private[i]);
	for (size_t i = 0; i < G_N_ELEMENTS(public); i++)
		if (is_private(public[i]))
			g_error("%s: got private, want public", public[i]);
	g_assert_true(address_is_private(&unknown));
}

/* Spellings that are one address for whoever compares. */
static void
test_key(void)
{
	g_autofree char *a = address_key("http://h/%E5%90%8D/index.html");
	g_autofree char *b = address_key("https://h/名/");
	g_autofree char *c = address_key("https://h/名/2.html");

	g_assert_cmpstr(a, ==, b);
	g_assert_cmpstr(b, !=, c);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/address/resolve", test_resolve);
	g_test_add_func("/address/parts", test_parts);
	g_test_add_func("/address/viewed", test_viewed);
	g_test_add_func("/address/private", test_private);
	g_test_add_func("/address/key", test_key);
	g_test_add_func("/address/port", test_port);
	return g_test_run();
}
