#include "letters.h"

#include <stdbool.h>
#include <string.h>

#include "fetch/base/json.h"
#include "load/base/pinyin.h"
#include "transform/words/traditional.h"

/* Chinese characters in the basic plane; others have no reading anyway. */
enum { FIRST = 0x3400, LAST = 0x9fff };

static void
mark_used(sqlite3 *db, bool used[LAST + 1])
{
	sqlite3_stmt *names = db_prepare(db, "SELECT name FROM company "
	    "UNION ALL SELECT name FROM company_name", NULL);

	while (db_step(names)) {
		const char *name = db_text(names, 0);
		g_autofree char *valid = g_utf8_make_valid(name, -1);

		for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
			gunichar c = g_utf8_get_char(p);

			if (c >= FIRST && c <= LAST)
				used[c] = true;
		}
	}
	sqlite3_finalize(names);
}

/* Appends "c": "text" after a comma, or after the brace. */
static void
add(GString *out, gunichar c, const char *text)
{
	char character[8] = "";

	g_unichar_to_utf8(c, character);
	json_member(out, out->str[out->len - 1] == '{' ? "" : ",", character,
	    text);
}

/* The reading of a name one character after the other. */
static void
read_by_character(GString *out, const char *name)
{
	for (const char *p = name; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c < 0x80 && g_ascii_isalnum((char)c))
			g_string_append_c(out, g_ascii_tolower((char)c));
		else
			g_string_append(out, pinyin_of(c));
	}
}

/* A text without its spaces, in place. */
static void
drop_spaces(char *text)
{
	char *to = text;

	for (const char *p = text; *p; p++)
		if (*p != ' ')
			*to++ = *p;
	*to = '\0';
}

/* Appends the names that read otherwise than their characters do one by one. */
static void
append_names(GString *out, sqlite3 *db)
{
	sqlite3_stmt *names = db_prepare(db, "SELECT name FROM company "
	    "UNION SELECT name FROM company_name ORDER BY 1", NULL);
	g_autoptr(GString) plain = g_string_new(NULL);
	g_autoptr(GString) reading = g_string_new(NULL);

	while (db_step(names)) {
		g_autofree char *name = g_utf8_make_valid(db_text(names, 0), -1);
		g_autofree char *joined = NULL;

		g_string_truncate(plain, 0);
		g_string_truncate(reading, 0);
		read_by_character(plain, name);
		pinyin_append(reading, name, false);
		joined = g_strdup(g_strstrip(reading->str));
		drop_spaces(joined);
		if (strcmp(joined, plain->str) == 0)
			continue;
		json_member(out, out->str[out->len - 1] == '{' ? "" : ",", name,
		    reading->str);
	}
	sqlite3_finalize(names);
}

void
letters_append(GString *out, sqlite3 *db)
{
	g_autofree bool *used = g_new0(bool, 0x10000);

	mark_used(db, used);
	g_string_append(out, "{\"pinyin\":{");
	for (gunichar c = FIRST; c <= LAST; c++)
		if (used[c] && *pinyin_of(c))
			add(out, c, pinyin_of(c));
	g_string_append(out, "},\"names\":{");
	append_names(out, db);
	g_string_append(out, "},\"simple\":{");
	for (gunichar c = FIRST; c <= LAST; c++) {
		gunichar simple = traditional_simplify(c);
		char character[8] = "";

		g_unichar_to_utf8(simple, character);
		if (simple != c && simple <= LAST && used[simple])
			add(out, c, character);
	}
	g_string_append(out, "}}");
}
