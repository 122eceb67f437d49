/* A list of names or codes against the warehouse: which firm each is, how that is
 * known, and what it was on a day.
 *
 * Written as CSV (UTF-8, a heading, CR LF), one line a question:
 *
 *     place, asked, asked_code  the question
 *     match      code, name, former_name: that is it, as printed; canonical: but
 *                for brackets, spaces, width and traditional characters;
 *                english_name: one that a list prints, but for case and marks;
 *                ambiguous: several firms have this name; conflict: the code is
 *                another firm's than the name; nothing
 *     company … code    the firm; empty where match is one of the last three
 *     on, status        holds, provisional (proposed, not confirmed yet), ended,
 *                       not_yet, never
 *     valid_from, valid_until, batch, basis   the term on that day, else the last
 *                       one before, else the first one after it
 *     unit, unit_name, unit_english           where it was on that day
 *     event, kind, event_on, url, page_url, cell   the printed cell that says so
 *     candidates        firms that it may be (candidate.h), never joined
 *
 * Only the same name, key or code is an answer; likeness never is. */
#ifndef LOAD_QUERY_MATCH_H
#define LOAD_QUERY_MATCH_H

#include <glib.h>

#include "load/base/db.h"

/* Answers `questions` (struct question) as of `day` (NULL: the data date). */
void match_print(sqlite3 *, const GArray *questions, const char *day);

#endif
