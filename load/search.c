#include "search.h"

#include "pinyin.h"

static bool
is_chinese(gunichar c)
{
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x2e80 &&
	    g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN);
}

static void
append_word(GString *words, const char *from, const char *to)
{
	g_string_append_c(words, ' ');
	g_string_append_len(words, from, to - from);
}

/* The reading of one character or of two. */
static void
append_reading(GString *pinyin, const char *at, const char *second)
{
	if (pinyin == NULL)
		return;
	g_string_append_c(pinyin, ' ');
	if (second == NULL)
		g_string_append(pinyin, pinyin_of(g_utf8_get_char(at)));
	else
		pinyin_append_pair(pinyin, g_utf8_get_char(at),
		    g_utf8_get_char(second));
}

/* 中车ABC电机厂 becomes 中车 ABC 电机 机厂; a character that stands alone is
 * a word by itself. */
void
search_words(GString *words, GString *pinyin, const char *text)
{
	g_autofree char *valid = g_utf8_validate(text, -1, NULL)
	    ? NULL : g_utf8_make_valid(text, -1);
	const char *at = valid != NULL ? valid : text;

	while (*at) {
		const char *second = g_utf8_next_char(at);

		if (!is_chinese(g_utf8_get_char(at))) {
			g_string_append_len(words, at, second - at);
			at = second;
			continue;
		}
		if (!is_chinese(g_utf8_get_char(second))) {
			append_word(words, at, second);
			append_reading(pinyin, at, NULL);
		}
		while (is_chinese(g_utf8_get_char(second))) {
			const char *end = g_utf8_next_char(second);

			append_word(words, at, end);
			append_reading(pinyin, at, second);
			at = second;
			second = end;
		}
		g_string_append_c(words, ' ');
		at = second;
	}
	g_string_append_c(words, ' ');
}

/* A place that is the unit as well (浙江省) is said once. */
static const char names_and_places[] =
    "SELECT n.name_no, n.name, u.name, u.english, "
    "iif(p.code = u.unit, NULL, p.name), iif(p.code = u.unit, NULL, p.english), "
    "iif(d.code = u.unit, NULL, d.name), iif(d.code = u.unit, NULL, d.english), "
    "x.name, p.pinyin, d.pinyin, x.pinyin, c.credit_code "
    "FROM company_name n JOIN company c USING (company) "
    "LEFT JOIN unit u ON u.unit = c.unit "
    "LEFT JOIN division p ON p.code = c.province_code "
    "LEFT JOIN division d ON d.code = c.city_code "
    "LEFT JOIN division x ON x.code = c.district_code "
    "ORDER BY n.name_no";

enum { CODE = 12 };     /* the column behind the places */

/* Words are gathered in memory up to so many bytes and then written as a piece
 * of the index; fewer pieces are less to merge.  Of a million names all go into
 * one, in less than half the time. */
enum { USUAL_HASH = 1 << 20, BUILD_HASH = 1 << 28 };

static void
hash_size(sqlite3 *db, int bytes)
{
	sqlite3_stmt *set = db_prepare(db,
	    "INSERT INTO search (search, rank) VALUES ('hashsize', ?)", NULL);

	sqlite3_bind_int(set, 1, bytes);
	db_step(set);
	sqlite3_finalize(set);
}

void
search_build(sqlite3 *db)
{
	sqlite3_stmt *names, *add;
	g_autoptr(GString) name = g_string_new(NULL);
	g_autoptr(GString) place = g_string_new(NULL);
	g_autoptr(GString) pinyin = g_string_new(NULL);

	db_run(db, "CREATE VIRTUAL TABLE search USING fts5 ("
	    "name, place, code, pinyin, content = '', columnsize = 0, "
	    "tokenize = \"unicode61 remove_diacritics 2\")");
	hash_size(db, BUILD_HASH);
	names = db_prepare(db, names_and_places, NULL);
	add = db_prepare(db, "INSERT INTO search (rowid, name, place, code, "
	    "pinyin) VALUES (?, ?, ?, ?, ?)", NULL);
	while (db_step(names)) {
		g_string_truncate(name, 0);
		g_string_truncate(place, 0);
		g_string_truncate(pinyin, 0);
		search_words(name, pinyin, db_text(names, 1));
		for (int i = 2; i < CODE; i++)
			if (db_text(names, i) != NULL)
				search_words(place, NULL, db_text(names, i));
		sqlite3_bind_int64(add, 1, sqlite3_column_int64(names, 0));
		db_bind(add, 2, name->str);
		db_bind(add, 3, place->str);
		db_bind(add, 4, db_text(names, CODE));
		db_bind(add, 5, pinyin->str);
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(names);
	sqlite3_finalize(add);
	db_run(db, "INSERT INTO search (search) VALUES ('optimize')");
	hash_size(db, USUAL_HASH);
}
