/* The words that names of companies are made of: legal forms and trades. */
#ifndef TRANSFORM_NAME_NAME_WORDS_H
#define TRANSFORM_NAME_NAME_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* The length of the longest legal form that ends at `end`; 0 for none. */
size_t name_words_legal_form(const char *from, const char *end);

/* Where the longest run of trade words that ends at `end` begins, leaving a
 * brand of at least `brand` characters or none; `end` when there is no run.  A
 * word at `from` that serves as a brand too is not part of it (创新|医疗管理). */
const char *name_words_trade(const char *from, const char *end, size_t brand);

/* Where the first trade word inside a text begins, at its beginning or after
 * two to four characters; `end` where there is none. */
const char *name_words_first_trade(const char *from, const char *end);

/* Where the two characters before a trade begin, if they belong to it by the
 * look of them: 蓝天绿地|静电技术, 福斯特|应用材料; else `trade`.  They do where the
 * trade begins with a word that asks what kind it is of, and both stand in
 * several trade words. */
const char *name_words_modifier(const char *from, const char *trade,
    const char *end);

/* Whether the text is nothing but trade words; an empty one is. */
bool name_words_all_trade(const char *from, const char *end);

#endif
