/* Latin texts that may be the place and the pinyin of a name:
 *
 *     Ningbo Zhongyi Hydraulic Motor Co., Ltd.     ningbo zhongyi
 *     beijing shi linghao chuneng
 *
 * A word is there when a part of the pinyin, its initials, or a word of the place
 * (or of an English name, which is handed in beside it) begins with it, from any
 * syllable on: zhongyi, zhong, zyyy, ningb.  All words in one piece are more than
 * each by itself: of single syllables nearly every name has all.  Words like Co. and
 * Ltd. say nothing.
 *
 * All texts are looked for in a name at once: their words stand in one tree of
 * letters. */
#ifndef LOAD_QUERY_LATIN_WORDS_H
#define LOAD_QUERY_LATIN_WORDS_H

#include <glib.h>
#include <stdbool.h>

struct latin_words;

/* An empty set, which latin_words_free frees; the data in it stays the caller's. */
struct latin_words *latin_words_new(void);
void latin_words_free(struct latin_words *);

/* Adds a text with the caller's pointer; false, and nothing is added, where it has
 * other letters than Latin ones without marks. */
bool latin_words_add(struct latin_words *, const char *text, void *data);

/* Calls `see` for every text whose first word is there, with the number of its
 * words, up to eight and from the first one on, that are, or one more than all
 * where they are there in one piece. */
void latin_words_each(struct latin_words *, const char *pinyin, const char *place,
    void (*see)(void *data, guint n_words, void *context), void *context);

#endif
