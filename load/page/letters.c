#include "letters.h"

#include "load/base/pinyin.h"

#include "fetch/base/embedded.h"
#include "fetch/base/handoff.h"
#include "fetch/base/json.h"
#include "transform/words/traditional.h"

#include <stdbool.h>
#include <string.h>

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

static void
append_pairs(GString *out, const bool used[LAST + 1])
{
	const struct embedded *data = embedded_find(load_files, "pinyin.tsv");
	g_auto(GStrv) lines = g_strsplit(data->bytes, "\n", -1);
	const char *before = "";

	for (size_t k = 1; lines[k] != NULL && *lines[k]; k++) {
		char *fields[2];
		gunichar a = g_utf8_get_char(lines[k]);

		if (handoff_split(lines[k], fields, 2) != 2 ||
		    g_utf8_strlen(fields[0], -1) != 2 || !used[a & 0xffff])
			continue;
		json_member(out, before, fields[0], fields[1]);
		before = ",";
	}
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
	g_string_append(out, "},\"pairs\":{");
	append_pairs(out, used);
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
