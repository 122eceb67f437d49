/* Reading the names of places from left to right: what a word means where
 * other names stand before it. */
#ifndef TRANSFORM_PLACE_PLACE_READING_H
#define TRANSFORM_PLACE_PLACE_READING_H

#include "place_table.h"

/* What is known so far. */
struct place_reading {
	struct place place;
	unsigned named;                 /* number of the last word, 0: none */
	const char *end;                /* of the text */
	bool of_name;                   /* firms are not named for streets:
	                                   珠海路畅 is in 珠海 */
	bool above;                     /* a province or city was named */
	bool stated;                    /* and one with its kind */
	bool loose;                     /* the last city may be a former
	                                   prefecture: 柳州地区忻城县 */
};

/* Whether `word` stands at `text`; the first of `words` (ends with NULL) that
 * does, as its length, 0 for none. */
bool place_reading_starts(const char *text, const char *end, const char *word);
size_t place_reading_one_of(const char *text, const char *end,
    const char *const *words);

/* The one meaning of a word here, NULL where it has none or several; *several
 * says which. */
const struct sense *place_reading_meaning(unsigned word, const struct place_reading *,
    bool *several);

/* The longest word at `text` that has one meaning here, and its length.
 * *unclear is the number of a word that has several, 0 for none. */
const struct sense *place_reading_sense(const char *text, const struct place_reading *,
    size_t *len, unsigned *unclear);

/* Adds a meaning to what is known. */
void place_reading_take(struct place_reading *, const struct sense *);

/* How deep a place is known: 1 province, 2 city, 3 district, 0 not at all. */
int place_reading_depth(const struct place *);
bool place_reading_equal(const struct place *, const struct place *);

#endif
