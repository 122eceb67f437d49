#include "latin_words.h"

#include <string.h>

enum {
	MOST_WORDS = 8,         /* of a text that are looked for */
	LEAST_ALONE = 6,        /* letters of a first word that says something
	                           without a second one */
	LETTERS = 36,           /* a to z, 0 to 9 */
};

/* A place in the tree: where each letter leads to (0: nowhere), and the word that
 * ends here, from 1. */
struct latin_node {
	guint32 next[LETTERS];
	guint32 word;
};

struct latin_text {
	guint words[MOST_WORDS];        /* from 1 */
	guint n_words;
	guint whole;            /* all its words joined, as one */
	bool weak;              /* its first word alone says nothing */
	void *data;
};

struct latin_word {
	guint name;             /* the last name that had it */
	GPtrArray *texts;       /* that begin with it */
};

struct latin_words {
	GArray *tree;           /* struct latin_node, the first is the root */
	GArray *words;          /* struct latin_word */
	GArray *met;            /* words of the current name */
	guint name;             /* its number */
	GPtrArray *texts;
};

/* --- what is looked for ------------------------------------------------ */

struct latin_words *
latin_words_new(void)
{
	struct latin_words *s = g_new0(struct latin_words, 1);

	s->tree = g_array_new(FALSE, TRUE, sizeof(struct latin_node));
	s->words = g_array_new(FALSE, TRUE, sizeof(struct latin_word));
	s->met = g_array_new(FALSE, FALSE, sizeof(guint));
	s->texts = g_ptr_array_new_with_free_func(g_free);
	g_array_set_size(s->tree, 1);
	g_array_set_size(s->words, 1);
	return s;
}

void
latin_words_free(struct latin_words *s)
{
	for (guint i = 1; i < s->words->len; i++)
		g_ptr_array_unref(g_array_index(s->words, struct latin_word,
		    i).texts);
	g_array_unref(s->tree);
	g_array_unref(s->words);
	g_array_unref(s->met);
	g_ptr_array_unref(s->texts);
	g_free(s);
}

/* 0 to 35, -1: no letter and no digit. */
static int
letter_of(char c)
{
	if (g_ascii_isdigit(c))
		return 26 + c - '0';
	return g_ascii_isalpha(c) ? g_ascii_tolower(c) - 'a' : -1;
}

static struct latin_node *
node_at(const struct latin_words *s, guint i)
{
	return &g_array_index(s->tree, struct latin_node, i);
}

static struct latin_word *
word_at(const struct latin_words *s, guint i)
{
	return &g_array_index(s->words, struct latin_word, i);
}

/* The number of a word, which is new or not. */
static guint
number_of(struct latin_words *s, const char *word)
{
	guint at = 0;

	for (; *word; word++) {
		guint next = node_at(s, at)->next[letter_of(*word)];

		if (next == 0) {
			next = s->tree->len;
			g_array_set_size(s->tree, next + 1);
			node_at(s, at)->next[letter_of(*word)] = next;
		}
		at = next;
	}
	if (node_at(s, at)->word == 0) {
		struct latin_word w = {0, g_ptr_array_new()};

		node_at(s, at)->word = s->words->len;
		g_array_append_val(s->words, w);
	}
	return node_at(s, at)->word;
}

/* Words of English names that say nothing of which firm it is. */
static bool
is_form(const char *word)
{
	static const char *const forms[] = {"co", "ltd", "limited", "inc",
	    "corp", "corporation", "company", "group", "holding", "holdings",
	    "llc", "plc", "the", "of", "and", "china", "city", "province"};

	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
		if (strcmp(word, forms[i]) == 0)
			return true;
	return false;
}

/* The text in lower case with spaces for its marks; NULL where it has other
 * letters. */
static char *
plain_letters(const char *text)
{
	char *plain = g_ascii_strdown(text, -1);

	for (char *p = plain; *p; p++) {
		if ((unsigned char)*p >= 0x80) {
			g_free(plain);
			return NULL;
		}
		if (letter_of(*p) < 0)
			*p = ' ';
	}
	return plain;
}

bool
latin_words_add(struct latin_words *s, const char *text, void *data)
{
	g_autofree char *plain = plain_letters(text);
	g_autoptr(GString) whole = g_string_new(NULL);
	g_auto(GStrv) words = NULL;
	struct latin_text *t;

	if (plain == NULL)
		return false;
	words = g_strsplit(plain, " ", -1);
	t = g_new0(struct latin_text, 1);
	t->data = data;
	g_ptr_array_add(s->texts, t);
	for (char **w = words; *w != NULL; w++) {
		if (!**w || is_form(*w))
			continue;
		g_string_append(whole, *w);
		if (t->n_words == MOST_WORDS)
			continue;
		t->weak |= t->n_words == 0 && strlen(*w) < LEAST_ALONE;
		t->words[t->n_words++] = number_of(s, *w);
	}
	if (t->n_words == 0)
		return true;
	t->whole = number_of(s, whole->str);
	g_ptr_array_add(word_at(s, t->words[0])->texts, t);
	return true;
}

/* How much of a text the current name has; 0: not enough to say anything. */
static guint
words_met(const struct latin_words *s, const struct latin_text *t)
{
	guint n = 1;

	if (t->n_words > 1 && word_at(s, t->whole)->name == s->name)
		return t->n_words + 1;
	while (n < t->n_words && word_at(s, t->words[n])->name == s->name)
		n++;
	return n == 1 && t->weak ? 0 : n;
}

/* --- the words of a name ------------------------------------------------ */

/* The node that a letter leads to, 0: none; a word that ends there is met. */
static guint
step(struct latin_words *s, guint at, int letter)
{
	guint next = letter >= 0 ? node_at(s, at)->next[letter] : 0;
	guint word = next > 0 ? node_at(s, next)->word : 0;

	if (word > 0 && word_at(s, word)->name != s->name) {
		word_at(s, word)->name = s->name;
		g_array_append_val(s->met, word);
	}
	return next;
}

/* Words that `text` begins with, its own words joined or the first one alone. */
static void
meet_words(struct latin_words *s, const char *text, bool joined)
{
	guint at = 0;

	for (; *text && (at > 0 || letter_of(*text) >= 0); text++) {
		if (joined && *text == ' ')
			continue;
		at = step(s, at, letter_of(*text));
		if (at == 0)
			return;
	}
}

/* Words that the initials of `text` begin with. */
static void
meet_initials(struct latin_words *s, const char *text)
{
	guint at = step(s, 0, letter_of(*text));

	for (; at > 0 && *text; text++)
		if (*text == ' ' && text[1])
			at = step(s, at, letter_of(text[1]));
}

static void
meet(struct latin_words *s, const char *text, bool pinyin)
{
	bool inside = false;

	for (; *text; text++) {
		bool letter = letter_of(*text) >= 0;

		if (letter && !inside) {
			meet_words(s, text, pinyin);
			if (pinyin)
				meet_initials(s, text);
		}
		inside = letter;
	}
}

void
latin_words_each(struct latin_words *s, const char *pinyin, const char *place,
    void (*see)(void *data, guint n_words, void *context), void *context)
{
	s->name++;
	g_array_set_size(s->met, 0);
	meet(s, place, false);
	meet(s, pinyin, true);
	for (guint i = 0; i < s->met->len; i++) {
		const GPtrArray *texts = word_at(s, g_array_index(s->met,
		    guint, i))->texts;

		for (guint k = 0; k < texts->len; k++) {
			const struct latin_text *t = texts->pdata[k];
			guint n = words_met(s, t);

			if (n > 0)
				see(t->data, n, context);
		}
	}
}
