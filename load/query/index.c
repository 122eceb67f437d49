#include "index.h"

#include "load/base/pinyin.h"
#include "words.h"

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

/* Many companies share a place: it is put together once. */
struct places {
	sqlite3_stmt *names;
	GHashTable *known;      /* codes -> text */
	GString *key;
};

/* The place whose codes stand from `column` on; in Chinese, English and
 * pinyin: 宁波市 Ningbo 浙江省 Zhejiang.  It belongs to `places`. */
static const char *
place_of(struct places *places, sqlite3_stmt *row, int column)
{
	g_autoptr(GString) text = g_string_new(NULL);
	char *known;

	g_string_truncate(places->key, 0);
	for (int i = 0; i < CODES; i++) {
		const char *code = db_text(row, column + i);

		g_string_append(places->key, code != NULL ? code : "");
		g_string_append_c(places->key, ' ');
		db_bind(places->names, i + 1, code);
	}
	known = g_hash_table_lookup(places->known, places->key->str);
	if (known != NULL)
		return known;
	db_step(places->names);
	for (int i = 0; i < sqlite3_column_count(places->names); i++) {
		const char *name = db_text(places->names, i);

		if (name == NULL)
			continue;
		g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "",
		    name);
	}
	sqlite3_reset(places->names);
	known = g_strdup(text->str);
	g_hash_table_insert(places->known, g_strdup(places->key->str), known);
	return known;
}

/* --- the index -------------------------------------------------------- */

/* Words are gathered in memory up to so many bytes, then sorted and written as a
 * piece of the index.  What the processor's own cache holds is sorted far faster
 * than one great list; the pieces are merged once, when all are there, or whenever
 * there are this many. */
enum { USUAL_HASH = 1 << 20, BUILD_HASH = 1 << 19 };
enum { USUAL_MERGE = 4, BUILD_MERGE = 0, USUAL_PIECES = 16, BUILD_PIECES = 1024 };

static void
set_option(sqlite3 *db, const char *option, int value)
{
	sqlite3_stmt *set = db_prepare(db,
	    "INSERT INTO search (search, rank) VALUES (?, ?)", NULL);

	db_bind(set, 1, option);
	sqlite3_bind_int(set, 2, value);
	db_step(set);
	sqlite3_finalize(set);
}

static void
set_options(sqlite3 *db, int hash, int merge, int pieces)
{
	set_option(db, "hashsize", hash);
	set_option(db, "automerge", merge);
	set_option(db, "crisismerge", pieces);
}

static void
fill_texts(sqlite3 *db)
{
	sqlite3_stmt *names = db_prepare(db, "SELECT n.name_no, n.name, "
	    "c.credit_code, c.unit, c.province_code, c.city_code, "
	    "c.district_code, e.english FROM company_name n "
	    "JOIN company c USING (company) LEFT JOIN (SELECT company, "
	    "group_concat(english_name, '; ') AS english FROM (SELECT DISTINCT "
	    "company, english_name FROM event WHERE english_name IS NOT NULL "
	    "ORDER BY company, english_name) GROUP BY company) e "
	    "USING (company) ORDER BY n.name_no", NULL);
	sqlite3_stmt *add = db_prepare(db, "INSERT INTO search_text (name_no, "
	    "name, code, place, pinyin, english) VALUES (?, ?, ?, ?, ?, ?)",
	    NULL);
	struct places places = {db_prepare(db, names_of_places, NULL),
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
	    g_string_new(NULL)};
	g_autoptr(GString) pinyin = g_string_new(NULL);

	while (db_step(names)) {
		g_string_truncate(pinyin, 0);
		pinyin_append(pinyin, db_text(names, 1), false);
		sqlite3_bind_int64(add, 1, sqlite3_column_int64(names, 0));
		db_bind(add, 2, db_text(names, 1));
		db_bind(add, 3, db_text(names, 2));
		db_bind(add, 4, place_of(&places, names, 3));
		db_bind(add, 5, pinyin->str);
		db_bind(add, 6, db_text(names, 7));
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(names);
	sqlite3_finalize(add);
	sqlite3_finalize(places.names);
	g_hash_table_destroy(places.known);
	g_string_free(places.key, TRUE);
}

void
index_build(sqlite3 *db)
{
	fill_texts(db);
	words_install(db);
	/* Datasette and sqlite-utils look for content="TABLE", written so. */
	db_run(db, "CREATE VIRTUAL TABLE search USING fts5 ("
	    "name, place, code, pinyin, english, content=\"search_text\", "
	    "content_rowid=\"name_no\", "
	    "tokenize = \"unicode61 remove_diacritics 2\")");
	set_options(db, BUILD_HASH, BUILD_MERGE, BUILD_PIECES);
	db_run(db, "INSERT INTO search (rowid, name, place, code, pinyin, "
	    "english) SELECT name_no, name, place, code, pinyin, english "
	    "FROM search_text ORDER BY name_no");
	db_run(db, "INSERT INTO search (search) VALUES ('optimize')");
	set_options(db, USUAL_HASH, USUAL_MERGE, USUAL_PIECES);
}
