#include "search.h"

#include "fetch/program.h"

static bool
is_chinese(gunichar c)
{
	return g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN;
}

/* 中车ABC电机厂 becomes 中车 ABC 电机 机厂; a character that stands alone is
 * a word by itself. */
void
search_words(GString *words, const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	const char *at = valid;

	while (*at) {
		const char *second = g_utf8_next_char(at);

		if (!is_chinese(g_utf8_get_char(at))) {
			g_string_append_len(words, at, second - at);
			at = second;
			continue;
		}
		if (!is_chinese(g_utf8_get_char(second)))
			g_string_append_printf(words, " %.*s",
			    (int)(second - at), at);
		while (is_chinese(g_utf8_get_char(second))) {
			const char *end = g_utf8_next_char(second);

			g_string_append_printf(words, " %.*s",
			    (int)(end - at), at);
			at = second;
			second = end;
		}
		g_string_append_c(words, ' ');
		at = second;
	}
	g_string_append_c(words, ' ');
}

/* Names in Chinese and as printed in Latin, places in both languages. */
void
search_build(sqlite3 *db)
{
	sqlite3_stmt *names, *add;
	g_autoptr(GString) name = g_string_new(NULL);
	g_autoptr(GString) place = g_string_new(NULL);

	db_run(db, "CREATE VIRTUAL TABLE search USING fts5 ("
	    "name, place, code, content = '', columnsize = 0, "
	    "tokenize = \"unicode61 remove_diacritics 2\")");
	names = db_prepare(db, "SELECT n.name_no, n.name, u.name, u.english, "
	    "p.name, p.english, d.name, d.english, c.credit_code "
	    "FROM company_name n JOIN company c USING (company) "
	    "LEFT JOIN unit u ON u.unit = c.unit "
	    "LEFT JOIN division p ON p.code = c.province_code "
	    "LEFT JOIN division d ON d.code = c.city_code "
	    "ORDER BY n.name_no", NULL);
	add = db_prepare(db, "INSERT INTO search (rowid, name, place, code) "
	    "VALUES (?, ?, ?, ?)", NULL);
	while (db_step(names)) {
		g_string_truncate(name, 0);
		g_string_truncate(place, 0);
		search_words(name, db_text(names, 1));
		for (int i = 2; i < 8; i++)
			if (db_text(names, i) != NULL)
				search_words(place, db_text(names, i));
		sqlite3_bind_int64(add, 1, sqlite3_column_int64(names, 0));
		db_bind(add, 2, name->str);
		db_bind(add, 3, place->str);
		db_bind(add, 4, db_text(names, 8));
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(names);
	sqlite3_finalize(add);
	db_run(db, "INSERT INTO search (search) VALUES ('optimize')");
}
