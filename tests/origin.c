/* Where a saved page came from, by what browsers write into it. */
#include <glib.h>
#include <string.h>

#include "fetch/import/origin.h"

#define PAGE "http://jxt.zj.gov.cn/art/2024/7/2/art_1_2.html"
#define MHTML "From: <Saved by Blink>\r\n"                                    \
	"Snapshot-Content-Location: " PAGE "\r\nSubject: x\r\n"              \
	"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"          \
	"\ttype=\"text/html\"; boundary=\"b\"\r\n\r\n"

static const struct {
	const char *text, *want;
} cases[] = {
    {"<!-- saved from url=(0046)" PAGE " -->\n<html>", PAGE},
    {"<!DOCTYPE html>\n<!-- saved from url=(0046)" PAGE "-->", PAGE "--"},
    {"<!-- saved from url=(0014)about:internet -->", NULL},
    {"<!-- saved from url=(0030)file:///C:/a.html -->", NULL},
    {"<!-- saved from url=(00", NULL},
    {"<html><body>" PAGE "</body>", NULL},
    {MHTML "--b\r\n", PAGE},
    /* Of Internet Explorer: the first part says it. */
    {"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
     "Content-Type: text/html\nContent-Location:\t" PAGE "\n\n", PAGE},
    {"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--b\n"
     "Content-Location: cid:a\n\n", NULL},
    {"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--b\n", NULL},
    /* A letter, not a saved page. */
    {"MIME-Version: 1.0\nContent-Type: text/plain\nContent-Location: " PAGE
     "\n\n", NULL},
    {"Content-Type: multipart/related\nContent-Location: " PAGE "\n\n", NULL},
    {"MIME-Version: 1.0\nContent-Type: multipart/related\nContent-Location: "
     PAGE "\n", NULL},
    {"", NULL},
};

static void
test_origin(void)
{
	unsigned wrong = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = origin_of((const guint8 *)cases[i].text,
		    strlen(cases[i].text));

		if (g_strcmp0(got, cases[i].want) == 0)
			continue;
		g_printerr("%.60s: got %s, want %s\n", cases[i].text, got,
		    cases[i].want);
		wrong++;
	}
	g_assert_cmpuint(wrong, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/origin", test_origin);
	return g_test_run();
}
