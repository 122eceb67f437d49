#include "index.h"

#include "load/base/pinyin.h"

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
index_words(GString *words, GString *pinyin, const char *text)
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

/* --- places ----------------------------------------------------------- */

/* The names of the places that four codes stand for.  A place that is the unit
 * as well (浙江省) is said once. */
static const char names_of_places[] =
    "SELECT u.name, u.english, "
    "iif(p.code = u.unit, NULL, p.name), iif(p.code = u.unit, NULL, p.english), "
    "iif(c.code = u.unit, NULL, c.name), iif(c.code = u.unit, NULL, c.english), "
    "d.name, p.pinyin, c.pinyin, d.pinyin "
    "FROM (SELECT ? AS unit, ? AS province, ? AS city, ? AS district) k "
    "LEFT JOIN unit u ON u.unit = k.unit "
    "LEFT JOIN division p ON p.code = k.province "
    "LEFT JOIN division c ON c.code = k.city "
    "LEFT JOIN division d ON d.code = k.district";

enum { CODES = 4 };

/* Many companies share a place: its words are cut once. */
struct places {
	sqlite3_stmt *names;
	GHashTable *words;      /* codes -> words */
	GString *key;
};

/* The words of the places whose codes stand from `column` on; they belong to
 * `places`. */
static const char *
words_of_places(struct places *places, sqlite3_stmt *row, int column)
{
	GString *words;
	char *known;

	g_string_truncate(places->key, 0);
	for (int i = 0; i < CODES; i++) {
		const char *code = db_text(row, column + i);

		g_string_append(places->key, code != NULL ? code : "");
		g_string_append_c(places->key, ' ');
		db_bind(places->names, i + 1, code);
	}
	known = g_hash_table_lookup(places->words, places->key->str);
	if (known != NULL)
		return known;
	words = g_string_new(NULL);
	db_step(places->names);
	for (int i = 0; i < sqlite3_column_count(places->names); i++)
		if (db_text(places->names, i) != NULL)
			index_words(words, NULL, db_text(places->names, i));
	sqlite3_reset(places->names);
	known = g_string_free(words, FALSE);
	g_hash_table_insert(places->words, g_strdup(places->key->str), known);
	return known;
}

/* --- the index -------------------------------------------------------- */

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
index_build(sqlite3 *db)
{
	sqlite3_stmt *names, *add;
	g_autoptr(GString) name = g_string_new(NULL);
	g_autoptr(GString) pinyin = g_string_new(NULL);
	struct places places = {db_prepare(db, names_of_places, NULL),
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
	    g_string_new(NULL)};

	db_run(db, "CREATE VIRTUAL TABLE search USING fts5 ("
	    "name, place, code, pinyin, content = '', columnsize = 0, "
	    "tokenize = \"unicode61 remove_diacritics 2\")");
	hash_size(db, BUILD_HASH);
	names = db_prepare(db, "SELECT n.name_no, n.name, c.credit_code, "
	    "c.unit, c.province_code, c.city_code, c.district_code "
	    "FROM company_name n JOIN company c USING (company) "
	    "ORDER BY n.name_no", NULL);
	add = db_prepare(db, "INSERT INTO search (rowid, name, code, place, "
	    "pinyin) VALUES (?, ?, ?, ?, ?)", NULL);
	while (db_step(names)) {
		g_string_truncate(name, 0);
		g_string_truncate(pinyin, 0);
		index_words(name, pinyin, db_text(names, 1));
		sqlite3_bind_int64(add, 1, sqlite3_column_int64(names, 0));
		db_bind(add, 2, name->str);
		db_bind(add, 3, db_text(names, 2));
		db_bind(add, 4, words_of_places(&places, names, 3));
		db_bind(add, 5, pinyin->str);
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(names);
	sqlite3_finalize(add);
	sqlite3_finalize(places.names);
	g_hash_table_destroy(places.words);
	g_string_free(places.key, TRUE);
	db_run(db, "INSERT INTO search (search) VALUES ('optimize')");
	hash_size(db, USUAL_HASH);
}
