#include "page_text.h"

#include <glib.h>
#include <stdbool.h>

char *
page_text_squeeze(const char *text)
{
	GString *out = g_string_new(NULL);
	gunichar before = 0;
	bool space = false, line = false;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_isspace(c) || c == 0x200b || c == 0xfeff) {
			space = true;
			line |= c == '\n' || c == '\r';
			continue;
		}
		if (space && before && !(line && before > 0x2000 && c > 0x2000))
			g_string_append_c(out, ' ');
		g_string_append_unichar(out, c);
		before = c;
		space = line = false;
	}
	return g_string_free(out, out->len == 0);
}

char *
page_text_find(const char *pattern, const char *text)
{
	g_autoptr(GRegex) regex = g_regex_new(pattern,
	    G_REGEX_MULTILINE | G_REGEX_OPTIMIZE, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	g_assert(regex != NULL);
	if (!g_regex_match(regex, text, 0, &match))
		return NULL;
	return g_match_info_fetch(match, 1);
}

char *
page_text_date(const char *text)
{
	static const char shape[] =
	    "((?:19|20)\\d\\d\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2})";
	g_autofree char *found = text ? page_text_find(shape, text) : NULL;
	int part[3] = {0}, n = 0;

	if (found == NULL)
		return NULL;
	for (const char *p = found; *p && n < 3; p++) {
		if (!g_ascii_isdigit(*p))
			continue;
		while (g_ascii_isdigit(*p))
			part[n] = part[n] * 10 + (*p++ - '0');
		n++;
		if (*p == '\0')
			break;
	}
	if (n < 3 || !g_date_valid_dmy((GDateDay)part[2], (GDateMonth)part[1],
	    (GDateYear)part[0]))
		return NULL;
	return g_strdup_printf("%04d-%02d-%02d", part[0], part[1], part[2]);
}

/* A number as documents bear it: agency's signs, year in brackets, number. */
#define NUMBER \
	"(\\p{Han}{2,16}\\s*[〔﹝［\\[（(【]\\s*(?:19|20)\\d\\d\\s*" \
	"[〕﹞］\\]）)】]\\s*第?\\s*\\d{1,5}\\s*号)"

/* 工信部企业函[2019] 153 号 -> 工信部企业函〔2019〕153号 */
static char *
tidy_number(const char *number)
{
	GString *out = g_string_new(NULL);

	for (const char *p = number; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_utf8_strchr("﹝［[（(【", -1, c) != NULL)
			g_string_append(out, "〔");
		else if (g_utf8_strchr("﹞］]）)】", -1, c) != NULL)
			g_string_append(out, "〕");
		else if (!g_unichar_isspace(c))
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

char *
page_text_number(const char *text)
{
	g_autofree char *found = page_text_find("^\\s*" NUMBER "\\s*$", text);

	return found ? tidy_number(found) : NULL;
}

char *
page_text_own_number(const char *text)
{
	static const char *const shapes[] = {
	    "(?:发文字号|公文字号|发文文号|文\\s*号)\\s*[:：]?\\s*" NUMBER,
	    "^[ \\t　]*" NUMBER "[ \\t　]*$",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
		g_autofree char *found = page_text_find(shapes[i], text);

		if (found != NULL)
			return tidy_number(found);
	}
	return NULL;
}
