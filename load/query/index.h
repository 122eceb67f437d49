/* Full-text search over names, places and codes (SQLite's FTS5).
 *
 * Chinese has no spaces.  Each run of Chinese characters is indexed as its
 * pairs: 新能源车 as 新能 能源 源车, so that a word of two characters is a token
 * and a longer one is its pairs side by side: "新能 能源".  The column pinyin
 * holds the same pairs in Latin letters without tones: xinneng nengyuan. */
#ifndef LOAD_QUERY_INDEX_H
#define LOAD_QUERY_INDEX_H

#include <glib.h>

#include "load/base/db.h"

/* Appends `text` as the words it is found by, and its Chinese words in pinyin
 * (where that is not NULL). */
void index_words(GString *words, GString *pinyin, const char *text);

/* Makes and fills the table `search`; companies must be loaded. */
void index_build(sqlite3 *);

#endif
