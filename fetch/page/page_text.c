#include "page_text.h"

#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>

#include "fetch/base/text.h"

char *
page_text_squeeze(const char *text)
{
	GString *out = g_string_new(NULL);
	gunichar before = 0;
	bool space = false, line = false;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (text_is_unseen(c)) {
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

/* Patterns are compiled once; threads share them. */
static GRegex *
compiled(const char *pattern)
{
	static GMutex lock;
	static GHashTable *all;
	GRegex *regex;

	g_mutex_lock(&lock);
	if (all == NULL)
		all = g_hash_table_new(g_str_hash, g_str_equal);
	regex = g_hash_table_lookup(all, pattern);
	if (regex == NULL) {
		regex = g_regex_new(pattern, G_REGEX_MULTILINE, 0, NULL);
		g_assert(regex != NULL);
		g_hash_table_insert(all, g_strdup(pattern), regex);
	}
	g_mutex_unlock(&lock);
	return regex;
}

char **
page_text_groups(const char *pattern, const char *text)
{
	g_autoptr(GMatchInfo) match = NULL;

	if (!g_regex_match(compiled(pattern), text, 0, &match))
		return NULL;
	return g_match_info_fetch_all(match);
}

char *
page_text_find(const char *pattern, const char *text)
{
	g_autoptr(GMatchInfo) match = NULL;

	if (!g_regex_match(compiled(pattern), text, 0, &match))
		return NULL;
	return g_match_info_fetch(match, 1);
}

bool
page_text_matches(const char *pattern, const char *text)
{
	return g_regex_match(compiled(pattern), text, 0, NULL);
}

/* A year, a month and a day as YYYY-MM-DD, or NULL where there is no such
 * day. */
static char *
day_of(const char *year, const char *month, const char *day)
{
	int y = atoi(year), m = atoi(month), d = atoi(day);

	if (m < 1 || m > 12 || d < 1 || d > 31 ||
	    !g_date_valid_dmy((GDateDay)d, (GDateMonth)m, (GDateYear)y))
		return NULL;
	return g_strdup_printf("%04d-%02d-%02d", y, m, d);
}

#define YEAR "(?<!\\d)((?:19|20)\\d\\d)\\s*[-/.年]\\s*"
#define DAY "(\\d{1,2})(?!\\d)"

char *
page_text_date(const char *text)
{
	char date[11];
	const char *at, *end;

	return text != NULL && text_date_written(text, date, &at, &end)
	    ? g_strdup(date) : NULL;
}

char *
page_text_list_date(const char *text)
{
	g_auto(GStrv) before = NULL, after = NULL;
	char *date = page_text_date(text);

	if (date != NULL)
		return date;
	before = page_text_groups("(?<![\\d:])(\\d{1,2})\\s*日?\\s+((?:19|20)\\d\\d)"
	    "\\s*[-/.年]\\s*(\\d{1,2})\\s*月?\\s*$", text);
	if (before != NULL)
		return day_of(before[2], before[3], before[1]);
	after = page_text_groups(YEAR "(\\d{1,2})\\s*月?\\s+" DAY "\\s*日?\\s*$",
	    text);
	return after ? day_of(after[1], after[2], after[3]) : NULL;
}

bool
page_text_is_date(const char *text)
{
	char date[11];
	const char *at, *end;
	g_autofree char *before = NULL;

	if (!text_date_written(text, date, &at, &end))
		return false;
	before = g_strndup(text, (gsize)(at - text));
	return page_text_matches("\\A[\\s\\[（(【]*\\z", before) &&
	    page_text_matches("\\A(?:\\s+\\d{1,2}:\\d{1,2}(?::\\d{1,2})?)?"
	    "[\\s\\]）)】]*\\z", end);
}

bool
page_text_is_cut(const char *title)
{
	return g_str_has_suffix(title, "…") || g_str_has_suffix(title, "...");
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
