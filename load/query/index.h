/* Full-text search over names, places and codes (SQLite's FTS5).
 *
 * Chinese has no spaces.  A word of two, three or four characters is a term by
 * itself wherever it stands, and a part of any length is the beginning of one:
 *
 *     储能    新能源    新能源科技有限公司*
 *
 * A name with marks or traditional characters is found without them, too: 川源中国
 * finds 川源（中国）机械有限公司, 机械 finds 機械.
 *
 * Names are found by their reading, too, whole or by the initials of up to eight
 * syllables:
 *
 *     pinyin:nengyuan*    pinyin:xny*    pinyin:"xin neng yuan"
 *
 * The texts stand in the table search_text, for counting and showing. */
#ifndef LOAD_QUERY_INDEX_H
#define LOAD_QUERY_INDEX_H

#include "load/base/db.h"

/* Fills search_text, makes and fills the table `search`; companies must be
 * loaded. */
void index_build(sqlite3 *);

#endif
