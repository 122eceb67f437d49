/* Shared: the words that names of companies are made of: legal forms and trades. */
#ifndef TRANSFORM_NAME_NAME_WORDS_H
#define TRANSFORM_NAME_NAME_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* The length of the longest legal form that ends at `end`; 0 for none. */
size_t name_words_legal_form(const char *from, const char *end);

/* Where the longest run of trade words that ends at `end` begins, leaving a
 * brand of at least `brand` characters or none; `end` when there is no run. */
const char *name_words_trade(const char *from, const char *end, size_t brand);

/* Where the trade begins in a text that is a brand and what it trades in, by
 * the words that many names have; `from` where it is nothing but trade, `end`
 * where it has none. */
const char *name_words_cut(const char *from, const char *end);

/* Whether the text is nothing but trade words; an empty one is. */
bool name_words_all_trade(const char *from, const char *end);

#endif
