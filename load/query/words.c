#include "words.h"

#include <glib.h>
#include <string.h>

#include "transform/words/traditional.h"

/* Parts of Chinese words: each of so many characters, and each tail of the word.
 * Of readings: two syllables, and so many syllables and initials, from each
 * syllable on. */
enum { SHORTEST = 2, LONGEST = 4, SYLLABLES = 8, INITIALS = 8 };

/* unicode61 as SQLite has it. */
static fts5_tokenizer plain;

typedef int (*token_sink)(void *, int flags, const char *token, int len,
    int start, int end);

/* The words of one text. */
struct text_word {
	char *text;
	int start, end;         /* in the text, in bytes */
};

static void
text_word_clear(void *data)
{
	g_free(((struct text_word *)data)->text);
}

static int
gather(void *data, int flags, const char *token, int len, int start, int end)
{
	struct text_word word = {g_strndup(token, (gsize)len), start, end};

	(void)flags;
	g_array_append_val((GArray *)data, word);
	return SQLITE_OK;
}

static bool
is_ascii(const char *text)
{
	for (; *text; text++)
		if (!g_ascii_isalpha(*text))
			return false;
	return true;
}

/* --- parts of a word -------------------------------------------------- */

/* Where the words go: the caller's sink. */
struct out {
	token_sink sink;
	void *data;
	const struct text_word *word;
	int result;
};

/* One more word in the place of the current one. */
static void
beside(struct out *out, const char *from, const char *end)
{
	if (out->result == SQLITE_OK && end > from)
		out->result = out->sink(out->data, FTS5_TOKEN_COLOCATED, from,
		    (int)(end - from), out->word->start, out->word->end);
}

/* 新能源车: 新能 新能源 能源 能源车 源车 车.  A part begins at each Chinese
 * character and where Latin begins: 中车abc电机厂 has abc电机厂. */
static void
parts(struct out *out, const char *text)
{
	const char *end = text + strlen(text);
	gunichar before = 0x80;

	for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		const char *stop = at;

		if (c >= 0x80 || before >= 0x80) {
			for (int n = 1; n <= LONGEST && stop < end; n++) {
				stop = g_utf8_next_char(stop);
				if (n >= SHORTEST && stop < end)
					beside(out, at, stop);
			}
			if (at > text)
				beside(out, at, end);
		}
		before = c;
	}
}

/* Whether a word follows the one before it without a space: 川源（中国 */
static bool
continues(const GArray *words, guint i, const char *text)
{
	int from = g_array_index(words, struct text_word, i - 1).end;
	int until = g_array_index(words, struct text_word, i).start;

	return memchr(text + from, ' ', (size_t)(until - from)) == NULL;
}

/* What is one without its marks, in simplified characters, where that is another
 * word than there is: 川源（中国）機械 has 川源中国机械.  It begins at word `i`. */
static void
plain_name(struct out *out, const GArray *words, guint i, const char *text)
{
	g_autoptr(GString) joined = g_string_new(NULL);
	g_autofree char *simple = NULL;
	guint k = i;

	if (i > 0 && continues(words, i, text))
		return;
	do {
		g_string_append(joined,
		    g_array_index(words, struct text_word, k++).text);
	} while (k < words->len && continues(words, k, text));
	simple = traditional_fold(joined->str);
	if (simple != NULL)
		g_string_assign(joined, simple);
	if ((k == i + 1 && simple == NULL) || g_str_is_ascii(joined->str))
		return;
	beside(out, joined->str, joined->str + joined->len);
	parts(out, joined->str);
}

/* From syllable `i` on: xinneng, xinnengyuan and xny. */
static void
readings(struct out *out, const GArray *words, guint i)
{
	g_autoptr(GString) joined = g_string_new(NULL);
	g_autoptr(GString) initials = g_string_new(NULL);

	for (guint k = i; k < words->len && k < i + SYLLABLES; k++) {
		g_string_append(joined,
		    g_array_index(words, struct text_word, k).text);
		if (k == i + 1)
			beside(out, joined->str, joined->str + joined->len);
	}
	for (guint k = i; k < words->len && k < i + INITIALS; k++)
		g_string_append_c(initials,
		    *g_array_index(words, struct text_word, k).text);
	if (i + 2 < words->len)
		beside(out, joined->str, joined->str + joined->len);
	beside(out, initials->str, initials->str + initials->len);
}

/* --- the tokenizer ---------------------------------------------------- */

static int
tokenize(Fts5Tokenizer *t, void *data, int flags, const char *text, int len,
    token_sink sink)
{
	g_autoptr(GArray) words = g_array_new(FALSE, FALSE,
	    sizeof(struct text_word));
	struct out out = {.sink = sink, .data = data};
	bool latin = true;

	g_array_set_clear_func(words, text_word_clear);
	out.result = plain.xTokenize(t, words, flags, text, len, gather);
	for (guint i = 0; i < words->len; i++)
		latin = latin && is_ascii(g_array_index(words,
		    struct text_word, i).text);
	for (guint i = 0; i < words->len && out.result == SQLITE_OK; i++) {
		out.word = &g_array_index(words, struct text_word, i);
		out.result = sink(data, 0, out.word->text,
		    (int)strlen(out.word->text), out.word->start,
		    out.word->end);
		if (latin)
			readings(&out, words, i);
		else if (!g_str_is_ascii(out.word->text))
			parts(&out, out.word->text);
		if (!latin)
			plain_name(&out, words, i, text);
	}
	return out.result;
}

static int
create(void *context, const char **arguments, int n, Fts5Tokenizer **t)
{
	return plain.xCreate(context, arguments, n, t);
}

static void
delete(Fts5Tokenizer *t)
{
	plain.xDelete(t);
}

void
words_install(sqlite3 *db)
{
	static fts5_tokenizer ours = {create, delete, tokenize};
	sqlite3_stmt *ask = db_prepare(db, "SELECT fts5(?1)", NULL);
	fts5_api *api = NULL;
	void *context = NULL;

	sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", NULL);
	db_step(ask);
	sqlite3_finalize(ask);
	if (api == NULL ||
	    api->xFindTokenizer(api, "unicode61", &context, &plain) !=
	    SQLITE_OK || api->xCreateTokenizer(api, "unicode61", context, &ours,
	    NULL) != SQLITE_OK)
		g_error("SQLite's full-text search cannot be used");
}
