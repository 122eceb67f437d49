/* The one table of formats: what is read has a reader and its words in the
 * README and in the manual, what has a reader is fetched, and what is fetched
 * is sniffed. */
#include <glib.h>
#include <string.h>

#include "fetch/body/formats.h"
#include "fetch/body/sniff.h"
#include "parse/run/readers.h"

static char *
contents(const char *path)
{
	g_autoptr(GError) error = NULL;
	char *text;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	return text;
}

/* Every format that names a reader has it, and every reader reads a format. */
static void
test_readers(void)
{
	for (const struct format *f = formats; f->media_type != NULL; f++) {
		const struct reader *r = readers_for(f->media_type);

		if (f->reader != NULL && r == NULL)
			g_error("reader %s of %s: parse/run/readers.c does not "
			    "register it", f->reader, f->media_type);
		g_assert_cmpstr(r != NULL ? r->name : NULL, ==, f->reader);
		g_assert_true((f->reader == NULL) == (f->words == NULL));
	}
	for (size_t i = 0; readers_all[i] != NULL; i++) {
		const struct format *f = formats;

		while (f->media_type != NULL &&
		    g_strcmp0(f->reader, readers_all[i]->name) != 0)
			f++;
		if (f->media_type == NULL)
			g_error("reader %s: no format in fetch/body/formats.c "
			    "names it", readers_all[i]->name);
	}
	g_assert_null(readers_for("image/none"));
}

/* The manual describes every reader under FORMATS; README names each format in
 * the words of the table. */
static void
test_words(void)
{
	g_autofree char *manual = contents("parse/miit-parse.1");
	g_autofree char *readme = contents("README.md");
	char *section = strstr(manual, ".Sh FORMATS");

	g_assert_nonnull(section);
	*strstr(section + 1, ".Sh ") = '\0';
	g_strdelimit(readme, "\n", ' ');
	for (const struct format *f = formats; f->media_type != NULL; f++) {
		g_autofree char *item = g_strdup_printf("\n.It %s\n",
		    f->reader);

		if (f->reader == NULL)
			continue;
		if (strstr(section, item) == NULL)
			g_error("parse/miit-parse.1: FORMATS lacks \"%s\"",
			    f->reader);
		if (strstr(readme, f->words) == NULL)
			g_error("README.md lacks \"%s\", the words of %s",
			    f->words, f->media_type);
	}
}

/* Every reader is named by a test of parse, tests/parse-NAME.t or that of its
 * family: parse-word.t reads .doc, .docx and RTF. */
static void
test_tests(void)
{
	g_autoptr(GString) all = g_string_new(NULL);
	g_autoptr(GDir) dir = g_dir_open("tests", 0, NULL);
	const char *name;

	g_assert_nonnull(dir);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename("tests", name, NULL);
		g_autofree char *text = NULL;

		if (!g_str_has_prefix(name, "parse-") ||
		    !g_str_has_suffix(name, ".t"))
			continue;
		text = contents(path);
		g_string_append(all, text);
	}
	for (size_t i = 0; readers_all[i] != NULL; i++) {
		g_autofree char *word = g_strdup_printf("\\b%s\\b",
		    readers_all[i]->name);

		if (!g_regex_match_simple(word, all->str, 0, 0))
			g_error("reader %s: no tests/parse-*.t names it",
			    readers_all[i]->name);
	}
}

/* The extensions of every format that is read promise a document. */
static void
test_links(void)
{
	for (const struct format *f = formats; f->media_type != NULL; f++) {
		g_auto(GStrv) extensions = g_strsplit(f->extensions, " ", -1);
		bool page = strcmp(f->media_type, MEDIA_HTML) == 0;

		g_assert_true(f->reader == NULL || extensions[0] != NULL);
		for (char **e = extensions; *e != NULL; e++) {
			if (**e == '\0')
				continue;
			g_assert_cmpint(formats_promise(*e), ==, page ?
			    FORMAT_PROMISE_PAGE : FORMAT_PROMISE_DOCUMENT);
		}
	}
	g_assert_cmpint(formats_promise(""), ==, FORMAT_PROMISE_NONE);
	g_assert_cmpint(formats_promise("xlsq"), ==, FORMAT_PROMISE_NONE);
	g_assert_cmpint(formats_promise("jsp"), ==, FORMAT_PROMISE_NONE);
	g_assert_cmpint(formats_promise("jpg"), ==, FORMAT_PROMISE_FURNITURE);
	g_assert_cmpint(formats_promise("s xls"), ==, FORMAT_PROMISE_NONE);
	g_assert_true(formats_never_html("pdf"));
	g_assert_false(formats_never_html("xls"));
	g_assert_false(formats_never_html(""));
}

/* First bytes lead to the format that has them. */
static void
test_magic(void)
{
	for (const struct format *f = formats; f->media_type != NULL; f++)
		for (const struct format_magic *m = f->magic;
		    m != NULL && m->bytes != NULL; m++) {
			unsigned char body[64] = {0};

			memcpy(body, m->bytes, m->len);
			g_assert_cmpstr(sniff_media_type(body, sizeof body), ==,
			    f->media_type);
			g_assert_true(formats_by_magic(body, m->len - 1) !=
			    f || m->len <= 3);
		}
	g_assert_null(formats_by_magic((const unsigned char *)"BM: text", 8));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/formats/readers", test_readers);
	g_test_add_func("/formats/words", test_words);
	g_test_add_func("/formats/tests", test_tests);
	g_test_add_func("/formats/links", test_links);
	g_test_add_func("/formats/magic", test_magic);
	return g_test_run();
}
