/* File names as people have them (fetch/import/label.h). */
#include <glib.h>

#include "fetch/import/label.h"

static void
test_kinds(void)
{
	static const struct {
		const char *path;
		enum label_kind kind;
	} cases[] = {
	    {"a.xls", LABEL_DOCUMENT}, {"安徽/a.xls.meta", LABEL_SIDECAR},
	    {"安徽/meta.csv", LABEL_SIDECAR}, {"a.meta.txt", LABEL_MISNAMED},
	    {"~$a.xls", LABEL_JUNK}, {"b/._a.xls", LABEL_JUNK},
	    {".~lock.a.xls#", LABEL_JUNK}, {".~lock.a.xls", LABEL_DOCUMENT},
	    {"Thumbs.db", LABEL_JUNK}, {"b/Desktop.INI", LABEL_JUNK},
	    {"a.XLS.crdownload", LABEL_JUNK}, {"a.lnk", LABEL_JUNK},
	    {"__MACOSX/a.xls", LABEL_JUNK}, {"b/__MACOSX/a.xls", LABEL_JUNK},
	    {"MACOSX/a.xls", LABEL_DOCUMENT},
	    /* Beside a saved page, of which a list may be part. */
	    {"名单_files/style.css", LABEL_JUNK}, {"名单.files/a.JPG", LABEL_JUNK},
	    {"名单_files/b/a.js", LABEL_JUNK}, {"x.files/b/a.gif", LABEL_JUNK},
	    {"名单_files/a.xls", LABEL_DOCUMENT}, {"files/a.css", LABEL_DOCUMENT},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		if (label_kind(cases[i].path) != cases[i].kind)
			g_error("%s: got %d", cases[i].path,
			    (int)label_kind(cases[i].path));
}

static void
test_texts(void)
{
	static const struct {
		const char *name, *text;
	} cases[] = {
	    {"a.xls", "a.xls"}, {"附件1·（一）—.xls", "附件1·（一）—.xls"},
	    /* GBK as it is, and as unzip reads it in code pages 437 and 850 */
	    {"\xb8\xbd\xbc\xfe" "1.xls", "附件1.xls"},
	    {"╕╜╝■1.xls", "附件1.xls"}, {"©¢╝■1.xls", "附件1.xls"},
	    /* neither: left alone, or made UTF-8 */
	    {"Überblick.xls", "Überblick.xls"}, {"\xff.xls", "\ufffd.xls"},
	    {"\xdc" "bersicht.xls", "\ufffdbersicht.xls"},
	    {"Файл.xls", "Файл.xls"}, {"（）.xls", "（）.xls"},
	    {"", ""},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = label_text(cases[i].name);

		g_assert_cmpstr(text, ==, cases[i].text);
	}
}

static void
test_units(void)
{
	static const struct {
		const char *path, *unit;
	} cases[] = {
	    {"安徽/附件1.xls", "340000"}, {"安徽省/第五批/a.xls", "340000"},
	    {"浙江/宁波/a.xls", "330200"}, {"工信部/宁波/a.xls", "330200"},
	    {"工信部/a.xls", NULL}, {"2023/a.xls", NULL}, {"安徽", NULL},
	    {"a.xls", NULL}, {"", NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *unit = label_unit(cases[i].path);

		g_assert_cmpstr(unit, ==, cases[i].unit);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/label/kinds", test_kinds);
	g_test_add_func("/label/texts", test_texts);
	g_test_add_func("/label/units", test_units);
	return g_test_run();
}
