/* A set of words, asked which of them stands at a place in a text.
 *
 * Words and texts are valid UTF-8.  Each word carries a number of the
 * caller's, never 0.  Looking up allocates nothing and stops at the first
 * character that no word has there. */
#ifndef TRANSFORM_WORDS_LEXICON_H
#define TRANSFORM_WORDS_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

struct lexicon;

/* A word found: its length in bytes and its number. */
struct lexicon_match {
	size_t len;
	unsigned value;
};

/* A backward lexicon finds words by their end. */
struct lexicon *lexicon_new(bool backward);

/* The number of a word, 0 for one that was not there yet, for the caller to
 * read and set.  Holds until the next lexicon_slot. */
unsigned *lexicon_slot(struct lexicon *, const char *word, size_t len);

/* All words that begin at `from` and end by `end`, or in a backward lexicon
 * end at `end` and begin at `from` or later; the shortest first, at most
 * `most`.  Returns how many. */
size_t lexicon_matches(const struct lexicon *, const char *from,
    const char *end, struct lexicon_match *, size_t most);

/* The longest of them; false when there is none. */
bool lexicon_longest(const struct lexicon *, const char *from,
    const char *end, struct lexicon_match *);

#endif
