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

/* A word of a text. */
struct text_word {
	gsize at;               /* where it begins in the folded text */
	int start, end;         /* in the text as it came, in bytes */
};

/* One for every use of the index: its memory serves all texts. */
struct tokenizer {
	Fts5Tokenizer *plain;
	GArray *words;          /* of the text at hand, each a text_word */
	GString *folded;        /* the words, each ended by NUL */
	GString *joined, *initials;
};

static const struct text_word *
word_of(const struct tokenizer *t, guint i)
{
	return &g_array_index(t->words, struct text_word, i);
}

static const char *
text_of(const struct tokenizer *t, guint i)
{
	return t->folded->str + word_of(t, i)->at;
}

static int
gather(void *data, int flags, const char *token, int len, int start, int end)
{
	struct tokenizer *t = data;
	struct text_word word = {t->folded->len, start, end};

	(void)flags;
	g_string_append_len(t->folded, token, len);
	g_string_append_c(t->folded, '\0');
	g_array_append_val(t->words, word);
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
continues(const struct tokenizer *t, guint i, const char *text)
{
	int from = word_of(t, i - 1)->end;
	int until = word_of(t, i)->start;

	return memchr(text + from, ' ', (size_t)(until - from)) == NULL;
}

/* What is one without its marks, in simplified characters, where that is another
 * word than there is: 川源（中国）機械 has 川源中国机械.  It begins at word `i`. */
static void
plain_name(struct out *out, struct tokenizer *t, guint i, const char *text)
{
	GString *joined = t->joined;
	g_autofree char *simple = NULL;
	guint k = i;

	if (i > 0 && continues(t, i, text))
		return;
	g_string_truncate(joined, 0);
	do {
		g_string_append(joined, text_of(t, k++));
	} while (k < t->words->len && continues(t, k, text));
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
readings(struct out *out, struct tokenizer *t, guint i)
{
	GString *joined = t->joined, *initials = t->initials;

	g_string_truncate(joined, 0);
	g_string_truncate(initials, 0);
	for (guint k = i; k < t->words->len && k < i + SYLLABLES; k++) {
		g_string_append(joined, text_of(t, k));
		if (k == i + 1)
			beside(out, joined->str, joined->str + joined->len);
	}
	for (guint k = i; k < t->words->len && k < i + INITIALS; k++)
		g_string_append_c(initials, *text_of(t, k));
	if (i + 2 < t->words->len)
		beside(out, joined->str, joined->str + joined->len);
	beside(out, initials->str, initials->str + initials->len);
}

/* --- the tokenizer ---------------------------------------------------- */

static int
tokenize(Fts5Tokenizer *ours, void *data, int flags, const char *text, int len,
    token_sink sink)
{
	struct tokenizer *t = (struct tokenizer *)ours;
	struct out out = {.sink = sink, .data = data};
	bool latin = true;

	g_array_set_size(t->words, 0);
	g_string_truncate(t->folded, 0);
	out.result = plain.xTokenize(t->plain, t, flags, text, len, gather);
	for (guint i = 0; i < t->words->len && latin; i++)
		latin = is_ascii(text_of(t, i));
	for (guint i = 0; i < t->words->len && out.result == SQLITE_OK; i++) {
		const char *word = text_of(t, i);

		out.word = word_of(t, i);
		out.result = sink(data, 0, word, (int)strlen(word),
		    out.word->start, out.word->end);
		if (latin)
			readings(&out, t, i);
		else if (!g_str_is_ascii(word))
			parts(&out, word);
		if (!latin)
			plain_name(&out, t, i, text);
	}
	return out.result;
}

static int
create(void *context, const char **arguments, int n, Fts5Tokenizer **ours)
{
	struct tokenizer *t;
	Fts5Tokenizer *wrapped = NULL;
	int result = plain.xCreate(context, arguments, n, &wrapped);

	if (result != SQLITE_OK)
		return result;
	t = g_new(struct tokenizer, 1);
	*t = (struct tokenizer){wrapped,
	    g_array_new(FALSE, FALSE, sizeof(struct text_word)),
	    g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
	*ours = (Fts5Tokenizer *)t;
	return SQLITE_OK;
}

static void
delete(Fts5Tokenizer *ours)
{
	struct tokenizer *t = (struct tokenizer *)ours;

	plain.xDelete(t->plain);
	g_array_free(t->words, TRUE);
	g_string_free(t->folded, TRUE);
	g_string_free(t->joined, TRUE);
	g_string_free(t->initials, TRUE);
	g_free(t);
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
