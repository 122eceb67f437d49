/* Holding back: what is not sound stays at its last good state, the rest of the
 * night is published.
 *
 * A finding at level error that names a list holds back that list, one that
 * names a source all lists of the source.  Their rows in the candidate are
 * replaced by those of the last warehouse (the same list, or the list that stood
 * at the same place of the same document's address); where it had none, must
 * not be trusted, or fails as well, they are left out.  The titles of the firms in them stay as
 * they were.  Lists of a source whose decision was taken back or changed stay as
 * they came, or the decision would last (last/withdrawn.sql).  Findings that name
 * neither concern the whole: nothing is published. */
#ifndef LOAD_AUDIT_HOLD_H
#define LOAD_AUDIT_HOLD_H

#include "check.h"

struct holds;

/* What the failing checks at level error ask to hold back, added to `holds`
 * (NULL: begins).  `compared` is the candidate that they judged where it was
 * compared with a warehouse to take rows from; without (NULL) no source is held.
 * Returns NULL, and frees `holds`, where nothing more can be
 * held back than already is. */
struct holds *hold_collect(struct holds *, const struct checks *,
    sqlite3 *compared);

/* Replaces the rows in a warehouse whose hand-offs are loaded and that has no
 * indexes yet.  `last` is the path of the last warehouse, of this version or an
 * older one and unaltered, or NULL; what an older one does not have stays
 * unknown.  Fills the table held. */
void hold_apply(const struct holds *, sqlite3 *, const char *last);

/* Reports each, with the command that accepts it. */
void hold_report(sqlite3 *);

void hold_free(struct holds *);

#endif
