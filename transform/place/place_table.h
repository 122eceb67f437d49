/* The tables of division.h, and every word that names a place. */
#ifndef TRANSFORM_PLACE_PLACE_TABLE_H
#define TRANSFORM_PLACE_PLACE_TABLE_H

#include <stdbool.h>

#include "transform/words/lexicon.h"
#include "division.h"

enum sense_kind {
	SENSE_FULL,     /* 杭州市, 西湖区: with its kind */
	SENSE_FORMER,   /* 襄樊市, 襄樊: an older name of the same division */
	SENSE_SHORT,    /* 杭州, 昆山: of provinces, cities and counties */
	SENSE_WORD,     /* 东方, 平安: also a word or a brand */
	SENSE_PART,     /* 西湖, 东区: of a district, clear only within its city */
	SENSE_LETTER,   /* 浙: only where it is the whole text */
};

/* One meaning of a word.  Meanings of one word follow each other by `next`. */
struct sense {
	const struct division *division; /* as named; NULL for a unit */
	const struct place *place;       /* where that is today */
	enum sense_kind kind;
	unsigned word;                   /* number of the word's first one */
	unsigned next;                   /* number of the next one, 0: none */
};

/* Whether a word is a name in full, now or formerly, and so more than a chance
 * likeness wherever it stands. */
static inline bool
sense_is_full(const struct sense *sense)
{
	return sense->kind == SENSE_FULL || sense->kind == SENSE_FORMER;
}

/* The words, in Chinese script, and those in Latin letters (lower case, no
 * spaces or apostrophes): lexicons of sense numbers. */
const struct lexicon *place_table_words(void);
const struct lexicon *place_table_latin_words(void);

const struct sense *place_table_sense(unsigned number);

#endif
