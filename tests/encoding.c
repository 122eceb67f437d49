/* Labels of encodings and what bytes mean in them (fetch/body/encoding.h); values of
 * the WHATWG standard. */
#include <glib.h>
#include <string.h>

#include "fetch/body/encoding.h"

static void
test_labels(void)
{
	static const struct {
		const char *label, *name;       /* NULL: none */
	} cases[] = {
	    {"gb2312", "gbk"}, {" \t\r\n\fGB2312 \n", "gbk"},
	    {"x-gbk", "gbk"}, {"GB18030", "gb18030"}, {"latin1", "windows-1252"},
	    {"unicode", "utf-16le"}, {"sjis", "shift_jis"},
	    {"", NULL}, {"   ", NULL}, {"gb 2312", NULL}, {"gb23", NULL},
	    {"utf-8 gbk", NULL}, {"utf-32le", NULL},
	    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct encoding *e = encoding_of_label(
		    (const unsigned char *)cases[i].label,
		    strlen(cases[i].label));

		g_assert_cmpstr(e != NULL ? e->name : NULL, ==, cases[i].name);
	}
	/* A NUL is no end of a label. */
	g_assert_null(encoding_of_label((const unsigned char *)"gbk\0", 4));
	g_assert_cmpstr(encoding_named("utf-32be")->name, ==, "utf-32be");
	g_assert_null(encoding_named("GBK"));
	g_assert_null(encoding_named("latin1"));
}

/* Bytes, what they mean, and how many sequences mean nothing. */
static const struct {
	const char *encoding, *bytes;
	size_t len;
	const char *text;
	size_t bad;
	bool whole;             /* encoding_converts */
} texts[] = {
    {"utf-8", "a\xe5\xb0\x8f", 4, "a小", 0, true},
    {"utf-8", "a\xff" "b", 3, "a\ufffd" "b", 1, false},
    {"gbk", "\xd0\xa1\xbe\xde", 4, "小巨", 0, true},
    /* The euro of Windows, and the space that everyone writes. */
    {"gbk", "\x80" "5\xa3\xa0", 4, "€5\u3000", 0, false},
    {"gb18030", "\xa3\xa0\xa3\xa0", 4, "\u3000\u3000", 0, true},
    /* A wrong second byte goes with the first, unless it is ASCII. */
    {"gbk", "\xd0 ", 2, "\ufffd ", 1, false},
    {"gbk", "\xd0" "1", 2, "\ufffd" "1", 1, true},      /* of four bytes */
    {"gbk", "\xd0\xff" "1", 3, "\ufffd" "1", 1, false},
    {"gbk", "\xff" "1", 2, "\ufffd" "1", 1, false},
    /* What the end cuts. */
    {"gbk", "\xd0\xa1\xbe", 3, "小\ufffd", 1, true},
    {"utf-16le", "\x0f\x5c\x00\xd8\x41\x00", 6, "小\ufffd" "A", 1, false},
    {"utf-16be", "\x5c\x0f\x00", 3, "小\ufffd", 1, true},
    {"utf-32le", "\x0f\x5c\0\0\xff\xff\xff\xff\x41\0\0\0", 12,
     "小\ufffd" "A", 1, false},
    {"utf-32be", "\0\0\x5c", 3, "\ufffd", 1, true},
    {"windows-1252", "\x80\x81", 2, "€\xc2\x81", 0, false},
    {"windows-1255", "\xff", 1, "\ufffd", 1, false},
    {"koi8-r", "\xc1", 1, "а", 0, true},
};

static void
test_texts(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		const struct encoding *e = encoding_named(texts[i].encoding);
		const unsigned char *bytes =
		    (const unsigned char *)texts[i].bytes;
		g_autoptr(GString) out = g_string_new(NULL);
		size_t bad;

		g_assert_nonnull(e);
		bad = encoding_convert(e, bytes, texts[i].len, out);
		if (strcmp(out->str, texts[i].text) != 0 ||
		    bad != texts[i].bad || encoding_converts(e, bytes,
		    texts[i].len) != texts[i].whole)
			g_error("case %zu in %s: got \"%s\", %zu bad", i,
			    texts[i].encoding, out->str, bad);
	}
}

/* A character that two blocks of output share, and a state that the text before
 * leaves, change nothing. */
static void
test_long(void)
{
	g_autoptr(GString) bytes = g_string_new("a"), out = g_string_new(NULL);
	const struct encoding *gbk = encoding_named("gbk");
	const struct encoding *jp = encoding_named("iso-2022-jp");

	encoding_prepare();
	for (int i = 0; i < 30000; i++)
		g_string_append(bytes, "\xd0\xa1");
	g_assert_cmpuint(encoding_convert(gbk, (guchar *)bytes->str, bytes->len,
	    out), ==, 0);
	g_assert_cmpuint(out->len, ==, 90001);
	g_assert_cmpint(g_utf8_strlen(out->str, -1), ==, 30001);
	g_assert_true(encoding_converts(gbk, (guchar *)bytes->str,
	    bytes->len));
	g_string_truncate(out, 0);
	encoding_convert(jp, (const guchar *)"\x1b$B", 3, out);
	encoding_convert(jp, (const guchar *)"abc", 3, out);
	g_assert_cmpstr(out->str, ==, "abc");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/encoding/labels", test_labels);
	g_test_add_func("/encoding/texts", test_texts);
	g_test_add_func("/encoding/long", test_long);
	return g_test_run();
}
