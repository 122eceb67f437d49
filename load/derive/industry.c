#include "industry.h"

#include <glib.h>
#include <string.h>

/* A word of the table industry_word. */
struct word {
	char *text, *section;
	enum match { WORD_IS, WORD_ENDS, WORD_HOLDS } match;
};

/* basis -> first character of a word -> the words that begin with it: a text is
 * looked through once, whatever the number of words. */
struct industry_words {
	GHashTable *bases;
	GStringChunk *strings;
};

static void
free_words(void *data)
{
	struct industry_words *w = data;

	g_hash_table_destroy(w->bases);
	g_string_chunk_free(w->strings);
	g_free(w);
}

static void
free_list(void *list)
{
	g_array_free(list, TRUE);
}

static void
add_word(struct industry_words *w, const char *basis, const struct word *word)
{
	gpointer first = GUINT_TO_POINTER(g_utf8_get_char(word->text));
	GHashTable *by_first = g_hash_table_lookup(w->bases, basis);
	GArray *list;

	if (by_first == NULL) {
		by_first = g_hash_table_new_full(NULL, NULL, NULL, free_list);
		g_hash_table_insert(w->bases,
		    g_string_chunk_insert(w->strings, basis), by_first);
	}
	list = g_hash_table_lookup(by_first, first);
	if (list == NULL) {
		list = g_array_new(FALSE, FALSE, sizeof(struct word));
		g_hash_table_insert(by_first, first, list);
	}
	g_array_append_val(list, *word);
}

static struct industry_words *
read_words(sqlite3 *db)
{
	struct industry_words *w = g_new(struct industry_words, 1);
	sqlite3_stmt *rows = db_prepare(db, "SELECT basis, word, section, "
	    "CASE match WHEN 'is' THEN 0 WHEN 'ends' THEN 1 ELSE 2 END "
	    "FROM industry_word", NULL);

	w->bases = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	    (GDestroyNotify)g_hash_table_destroy);
	w->strings = g_string_chunk_new(1 << 12);
	while (db_step(rows)) {
		struct word word = {
		    g_string_chunk_insert(w->strings, db_text(rows, 1)),
		    g_string_chunk_insert(w->strings, db_text(rows, 2)),
		    (enum match)sqlite3_column_int(rows, 3)};

		add_word(w, db_text(rows, 0), &word);
	}
	sqlite3_finalize(rows);
	return w;
}

/* Whether a word that begins at `at` in `text` says something of it. */
static bool
is_said(const struct word *word, const char *text, const char *at)
{
	size_t len = strlen(word->text);

	return strncmp(at, word->text, len) == 0 &&
	    (word->match == WORD_HOLDS || at[len] == '\0') &&
	    (word->match != WORD_IS || at == text);
}

/* The only section that is said of a text, or NULL. */
static const char *
section_of(GHashTable *by_first, const char *text)
{
	const char *section = NULL;

	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		const GArray *list = g_hash_table_lookup(by_first,
		    GUINT_TO_POINTER(g_utf8_get_char(at)));

		for (guint i = 0; list != NULL && i < list->len; i++) {
			const struct word *word = &g_array_index(list,
			    struct word, i);

			if (!is_said(word, text, at))
				continue;
			if (section != NULL &&
			    strcmp(section, word->section) != 0)
				return NULL;
			section = word->section;
		}
	}
	return section;
}

static void
said_section(sqlite3_context *context, int n, sqlite3_value **values)
{
	const struct industry_words *w = sqlite3_user_data(context);
	const char *basis = (const char *)sqlite3_value_text(values[0]);
	const char *text = (const char *)sqlite3_value_text(values[1]);
	GHashTable *by_first = basis == NULL ? NULL :
	    g_hash_table_lookup(w->bases, basis);
	const char *section;

	(void)n;
	if (text == NULL || by_first == NULL)
		return;
	section = section_of(by_first, text);
	sqlite3_result_text(context, section, -1, SQLITE_TRANSIENT);
}

void
industry_install(sqlite3 *db)
{
	/* Where it fails, SQLite frees the words, and the statement that wants
	 * the function says so. */
	sqlite3_create_function_v2(db, "said_section", 2, SQLITE_UTF8 |
	    SQLITE_DETERMINISTIC, read_words(db), said_section, NULL, NULL,
	    free_words);
}
