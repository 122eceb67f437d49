/* Expectations of sources: a table in the format of the hand-offs with the
 * columns source, lists, events, newest_on, most_days; the checks source_short
 * and source_stale and scripts/status say what they mean. */
#ifndef LOAD_SUGGEST_H
#define LOAD_SUGGEST_H

#include "load/base/db.h"

/* Prints the expectations that a good run suggests. */
void suggest_print(sqlite3 *);

/* Loads a file of expectations into source_expected.  A line that cannot be
 * understood ends the process and is named. */
void suggest_load(sqlite3 *, const char *path);

#endif
