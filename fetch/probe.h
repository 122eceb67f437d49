/* Asks each address of some sources once and says what it is: so that a person who
 * reaches the publishers verifies what the catalogue says.
 *
 *     source  role  url  outcome  status  what  day
 *
 * outcome is good, where the answer is what the catalogue says it is, bad, where
 * it came and is something else, or none; what says so in words: "15 lines, the
 * newest of 2026-11-20", the title of a page.  day is that of asking. */
#ifndef FETCH_PROBE_H
#define FETCH_PROBE_H

#include <glib.h>

#include "fetch/web/http.h"
#include "catalogue.h"

/* Prints the table of the sources (of struct source) to standard output. */
void probe_print(const GPtrArray *sources, const struct http_options *);

/* Enters the day into `checked=` of each source in the .ini files of `folder` all of
 * whose addresses in the table (a file that probe_print wrote) are good, and
 * prints what it changes as a diff; only that where the program runs dry.  Ends the
 * process with PROGRAM_USAGE for a table that is none. */
void probe_apply(const char *table, const char *folder);

#endif
