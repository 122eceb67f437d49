#include "pinyin.h"

#include <string.h>

#include "fetch/base/embedded.h"
#include "fetch/handoff/handoff.h"

enum { FIRST = 0x4e00, LAST = 0x9fff, LONGEST = 4 /* characters of a word */ };

/* A word with readings of its own. */
struct pinyin_word {
	const char *syllables;  /* "chong qing" */
	bool place;
};

static const char *usual[LAST - FIRST + 1];
static bool begins_word[LAST - FIRST + 1];
static GHashTable *words;       /* text -> struct pinyin_word */

/* Lines of an embedded table after its heading, each cut into `n` fields. */
static void
each_line(const char *file, size_t n, void (*line)(char **fields))
{
	g_auto(GStrv) lines = g_strsplit(embedded_find(load_files, file)->bytes,
	    "\n", -1);

	for (size_t k = 1; lines[k] != NULL && *lines[k]; k++) {
		char *fields[4];

		if (handoff_table_split(lines[k], fields, n) != n)
			g_error("%s: line %zu: expected %zu fields", file,
			    k + 1, n);
		line(fields);
	}
}

static void
add_usual(char **fields)
{
	const char *reading = g_intern_string(fields[0]);

	for (const char *p = fields[1]; *p; p = g_utf8_next_char(p))
		usual[g_utf8_get_char(p) - FIRST] = reading;
}

static void
add_word(char **fields)
{
	gunichar first = g_utf8_get_char(fields[0]);
	struct pinyin_word *r;

	if (g_utf8_strlen(fields[0], -1) == 1) {
		usual[first - FIRST] = g_intern_string(fields[1]);
		return;
	}
	r = g_new(struct pinyin_word, 1);
	*r = (struct pinyin_word){g_intern_string(fields[1]),
	    strcmp(fields[2], "place") == 0};
	g_hash_table_insert(words, g_strdup(fields[0]), r);
	begins_word[first - FIRST] = true;
}

static void
start(void)
{
	words = g_hash_table_new(g_str_hash, g_str_equal);
	each_line("readings.tsv", 2, add_usual);
	each_line("pinyin.tsv", 4, add_word);
}

static bool
is_known(gunichar c)
{
	return c >= FIRST && c <= LAST;
}

const char *
pinyin_of(gunichar c)
{
	if (words == NULL)
		start();
	return is_known(c) && usual[c - FIRST] != NULL ? usual[c - FIRST] : "";
}

/* The longest word at `at` that is read otherwise, NULL where there is none;
 * *end is what follows it. */
static const struct pinyin_word *
word_at(const char *at, bool place, const char **end)
{
	const char *stop = at;
	char word[LONGEST * 6 + 1];
	int n = 0;

	if (!is_known(g_utf8_get_char(at)) ||
	    !begins_word[g_utf8_get_char(at) - FIRST])
		return NULL;
	for (; n < LONGEST && *stop; n++)
		stop = g_utf8_next_char(stop);
	for (; n > 1; n--, stop = g_utf8_prev_char(stop)) {
		const struct pinyin_word *r;

		memcpy(word, at, (size_t)(stop - at));
		word[stop - at] = '\0';
		r = g_hash_table_lookup(words, word);
		if (r != NULL && (place || !r->place)) {
			*end = stop;
			return r;
		}
	}
	return NULL;
}

/* Whether a place may follow this character of a firm's name; 0: it begins. */
static bool
leads_to_place(gunichar before)
{
	static const gunichar marks[] = {0, '(', 0xff08 /* （ */, 0x7701 /* 省 */,
	    0x5e02 /* 市 */, 0x533a /* 区 */, 0x53bf /* 县 */, 0x5dde /* 州 */};

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		if (before == marks[i])
			return true;
	return false;
}

static void
append_syllables(GString *out, const char *syllables)
{
	if (out->len > 0 && out->str[out->len - 1] != ' ')
		g_string_append_c(out, ' ');
	g_string_append(out, syllables);
	g_string_append_c(out, ' ');
}

void
pinyin_append(GString *out, const char *text, bool place)
{
	gunichar before = 0;

	if (words == NULL)
		start();
	while (*text) {
		const char *end = g_utf8_next_char(text);
		gunichar c = g_utf8_get_char(text);
		const struct pinyin_word *r = word_at(text,
		    place || leads_to_place(before), &end);

		if (r != NULL)
			append_syllables(out, r->syllables);
		else if (*pinyin_of(c))
			append_syllables(out, pinyin_of(c));
		else if (c < 128 && g_ascii_isalnum((char)c))
			g_string_append_c(out, g_ascii_tolower((char)c));
		else if (out->len > 0 && out->str[out->len - 1] != ' ')
			g_string_append_c(out, ' ');
		before = g_utf8_get_char(g_utf8_prev_char(end));
		text = end;
	}
	if (out->len > 0 && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
}

char *
pinyin_of_place(const char *name)
{
	g_autoptr(GString) words_of = g_string_new(NULL);
	g_autoptr(GString) out = g_string_new(NULL);

	pinyin_append(words_of, name, true);
	for (const char *p = words_of->str; *p; p++)
		if (*p != ' ')
			g_string_append_c(out, *p);
	if (out->len > 0)
		out->str[0] = g_ascii_toupper(out->str[0]);
	return g_string_free(g_steal_pointer(&out), FALSE);
}
