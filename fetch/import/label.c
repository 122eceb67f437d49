#include "label.h"

#include <glib.h>
#include <string.h>

#include "fetch/decision/field.h"

/* --- what is no document ------------------------------------------------ */

/* What lies in the folder that a browser makes beside a saved page
 * (名单_files/, 名单.files/) and has no list in it. */
static bool
is_resource(const char *path)
{
	static const char *const endings[] = {".css", ".js", ".png", ".jpg",
	    ".jpeg", ".gif", ".svg", ".ico", ".webp", ".bmp", ".woff",
	    ".woff2", ".ttf", ".eot", ".map", ".download", NULL};
	g_autofree char *lower = g_ascii_strdown(path, -1);
	g_autofree char *folder = g_path_get_dirname(lower);

	if (!g_str_has_suffix(folder, "_files") &&
	    !g_str_has_suffix(folder, ".files") &&
	    strstr(folder, "_files/") == NULL &&
	    strstr(folder, ".files/") == NULL)
		return false;
	for (const char *const *e = endings; *e != NULL; e++)
		if (g_str_has_suffix(lower, *e))
			return true;
	return false;
}

/* Lock files of Office and LibreOffice, what systems and browsers leave. */
static bool
is_litter(const char *name)
{
	static const char *const names[] = {"thumbs.db", "ehthumbs.db",
	    "desktop.ini", ".ds_store", "icon\r", NULL};
	static const char *const endings[] = {".tmp", ".crdownload", ".part",
	    ".partial", ".download", ".lnk", ".url", NULL};
	g_autofree char *lower = g_ascii_strdown(name, -1);

	if (g_strv_contains(names, lower) || g_str_has_prefix(name, "~$") ||
	    g_str_has_prefix(name, "._") ||
	    (g_str_has_prefix(name, ".~lock.") && g_str_has_suffix(name, "#")))
		return true;
	for (const char *const *e = endings; *e != NULL; e++)
		if (g_str_has_suffix(lower, *e))
			return true;
	return false;
}

enum label_kind
label_kind(const char *path)
{
	g_autofree char *name = g_path_get_basename(path);

	if (g_str_has_suffix(name, ".meta") || strcmp(name, "meta.csv") == 0)
		return LABEL_SIDECAR;
	if (g_str_has_suffix(name, ".meta.txt"))
		return LABEL_MISNAMED;
	if (is_litter(name) || is_resource(path) ||
	    g_str_has_prefix(path, "__MACOSX/") ||
	    strstr(path, "/__MACOSX/") != NULL)
		return LABEL_JUNK;
	return LABEL_DOCUMENT;
}

/* --- names -------------------------------------------------------------- */

/* Whether every character is ASCII or one of those that lists are named with:
 * Han, punctuation of Chinese text. */
static bool
is_chinese(const char *text)
{
	bool han = false;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c < 0x80)
			continue;
		if (c >= 0x4e00 && c <= 0x9fff)
			han = true;
		else if (!(c >= 0x3000 && c <= 0x303f) &&
		    !(c >= 0xff00 && c <= 0xffef) &&
		    !(c >= 0x2010 && c <= 0x2027) && c != 0xb7 &&
		    !(c >= 0x3400 && c <= 0x4dbf))
			return false;
	}
	return han;
}

/* Whether one character at least is of GB 2312, as every Chinese name has it.  The
 * others of GBK end in a letter as often as not: 歜 is also the Üb of Überblick. */
static bool
has_common(const char *bytes)
{
	const guchar *p = (const guchar *)bytes;

	for (; *p != '\0' && p[1] != '\0'; p += *p > 0x80 ? 2 : 1)
		if (*p >= 0xb0 && *p <= 0xf7 && p[1] >= 0xa1)
			return true;
	return false;
}

/* The bytes of a text in a code page, read as GB18030; NULL where that gives no
 * Chinese name. */
static char *
reread(const char *text, const char *page)
{
	g_autofree char *bytes = page == NULL ? g_strdup(text) :
	    g_convert(text, -1, page, "UTF-8", NULL, NULL, NULL);
	char *read = bytes == NULL || !has_common(bytes) ? NULL :
	    g_convert(bytes, -1, "UTF-8", "GB18030", NULL, NULL, NULL);

	if (read != NULL && is_chinese(read))
		return read;
	g_free(read);
	return NULL;
}

char *
label_text(const char *name)
{
	static const char *const pages[] = {"CP437", "CP850", NULL};
	char *read;

	if (!g_utf8_validate(name, -1, NULL)) {
		read = reread(name, NULL);
		return read != NULL ? read : g_utf8_make_valid(name, -1);
	}
	if (g_str_is_ascii(name) || is_chinese(name))
		return g_strdup(name);
	for (const char *const *p = pages; *p != NULL; p++) {
		read = reread(name, *p);
		if (read != NULL)
			return read;
	}
	return g_strdup(name);
}

char *
label_unit(const char *path)
{
	g_autofree char *text = label_text(path);
	g_auto(GStrv) parts = g_strsplit(text, "/", -1);
	char *unit = NULL;

	for (char **p = parts; *p != NULL && p[1] != NULL; p++) {
		char *read = field_value(FIELD_UNIT, *p);

		if (read == NULL || strcmp(read, "MIIT") == 0) {
			g_free(read);
			continue;
		}
		g_free(unit);
		unit = read;
	}
	return unit;
}
