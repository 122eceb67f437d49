/* The day on which each event became known here: that of the first fetch of its
 * document, in China.
 *
 * Events come by the million and their ids are no hash of anything at hand, so the
 * days are kept while the hand-offs are read and terms come after their events;
 * a look-up in the finished file would be a search for each. */
#ifndef LOAD_DERIVE_KNOWN_H
#define LOAD_DERIVE_KNOWN_H

#include "load/base/db.h"

struct known;

/* Reads the days of all documents from the table address. */
struct known *known_new(sqlite3 *);

/* The document of an event.  Both texts are copied where they are needed. */
void known_add(struct known *, const char *event, const char *document);

/* YYYY-MM-DD, or NULL where the event, its document or the day is unknown; belongs
 * to `known`. */
const char *known_day(const struct known *, const char *event);

void known_free(struct known *);

#endif
