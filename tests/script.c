/* Addresses in the scripts of pages (fetch/page/script.h). */
#include <glib.h>
#include <string.h>

#include "fetch/page/script.h"

static void
test_addresses(void)
{
	static const struct {
		const char *text;
		bool address;
	} cases[] = {
	    {"/uploads/x.xlsx", true}, {"./P0202.pdf", true},
	    {"../a/b.doc", true}, {"index_2.jhtml", true}, {"?page=2", true},
	    {"http://a", true}, {"https://a/", true}, {"//a.cn/b.xls", true},
	    {"list.html?x=1.5#top", true}, {"a.action", true}, {"/col1234", true},
	    {"?page", false}, {"ftp://a/b.xls", false}, {"+a.xls", false},
	    {".hidden.xls", false}, {".a/b.xls", false}, {"//a", false},
	    {"/ab", false}, {"ab", false}, {"no dot", false}, {"a.xls(1)", false},
	    {"a.css", false}, {"1.5", false}, {"v1.2/b", false}, {".xls", false},
	    {"a.xls'", false}, {"列表.xls", true},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		if (script_is_address(cases[i].text) != cases[i].address)
			g_error("%s: want %d", cases[i].text,
			    cases[i].address);
}

static void
test_code(void)
{
	static const struct {
		const char *script, *code;
	} cases[] = {
	    {"a /* b\n */ c", "a   c\n"}, {"a // b\nc", "a \nc\n"},
	    {"a <!-- b\nc", "a \nc\n"}, {"a // b", "a \n"}, {"a /* b", "a  \n"},
	    {"'//' + \"/*\" + `<!--`", "'//' + \"/*\" + `<!--`\n"},
	    {"'it\\'s //' // x", "'it\\'s //' \n"},
	    /* A string that its line does not close, and one over two lines. */
	    {"'a // b\nc // d", "'a // b\nc \n"}, {"`a\n// b` // c", "`a\n// b` \n"},
	    {"'a\\", "'a\\\n"}, {"'a", "'a\n"}, {"", "\n"}, {"a / b", "a / b\n"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		script_append_code(out, cases[i].script,
		    strlen(cases[i].script));
		g_assert_cmpstr(out->str, ==, cases[i].code);
	}
}

static void
test_strings(void)
{
	const char *p = "x 'a\\'b' + \"\" + `c\nd` + 'e\\\\' 'open";
	static const char *const want[] = {"a'b", "", "c\nd", "e\\", "open",
	    NULL};

	for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
		g_autofree char *text = script_next_string(&p);

		g_assert_cmpstr(text, ==, want[i]);
	}
}

static void
test_base64(void)
{
	static const struct {
		const char *text, *decoded;
	} cases[] = {
	    {"L2EvYi54bHM=", "/a/b.xls"}, {"5bCP5beo5Lq6", "小巨人"},
	    {"YQliDWMKZA==", "a\tb\rc\nd"}, {"YWJj", NULL} /* short */,
	    {"L2EvYi54bHM", NULL}, {"L2EvYi54b-M=", NULL},
	    {"AAAAAAAA", NULL}, {"/////w==", NULL}, {"========", NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = script_decoded(cases[i].text);

		g_assert_cmpstr(got, ==, cases[i].decoded);
	}
}

static void
test_script(void)
{
	static const struct {
		const char *script, *address, *redirect;
	} cases[] = {
	    {"location.href=encodeURI('index_2.jhtml');", "index_2.jhtml", NULL},
	    {"open('x', \"L2EvYi54bHM=\")", "/a/b.xls", NULL},
	    {"open('x', 'YWJjZGVmZ2hp')", NULL, NULL},
	    {"location.replace(\"list.html\");", "list.html", "list.html"},
	    {"window.location = '/a/list';", "/a/list", "/a/list"},
	    {"top.location.assign('b.html')\n", "b.html", "b.html"},
	    {"location = 'a b.html';", NULL, NULL},
	    {"mylocation = 'a.html';", "a.html", NULL},
	    {"location = 'a.html' + x;", "a.html", NULL},
	    {"", NULL, NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *address = script_address(cases[i].script);
		g_autofree char *to = script_redirect(cases[i].script);

		g_assert_cmpstr(address, ==, cases[i].address);
		g_assert_cmpstr(to, ==, cases[i].redirect);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/script/addresses", test_addresses);
	g_test_add_func("/script/code", test_code);
	g_test_add_func("/script/strings", test_strings);
	g_test_add_func("/script/base64", test_base64);
	g_test_add_func("/script/script", test_script);
	return g_test_run();
}
