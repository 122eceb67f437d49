/* The words by which the full-text index finds a text (see index.h).
 *
 * SQLite's tokenizer unicode61 takes a run of Chinese characters for one word.
 * While the index is filled another one stands in its place, under its name: it
 * gives the same words in the same places, and beside each the parts that people
 * look for.  The finished file needs nothing but SQLite: queries, snippets and
 * counts meet unicode61 itself. */
#ifndef LOAD_QUERY_WORDS_H
#define LOAD_QUERY_WORDS_H

#include "load/base/db.h"

/* Has this connection fill full-text tables so from now on; to be called before
 * the table is made. */
void words_install(sqlite3 *);

#endif
