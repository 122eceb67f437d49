/* What is done with documents that are here already: writing them to a WARC file,
 * removing superseded bodies, verifying all of them.  Each prints one line of
 * counts. */
#ifndef FETCH_UPKEEP_H
#define FETCH_UPKEEP_H

#include "ledger.h"

/* Writes the body of each address once, however many pages link to it; a body
 * that is missing or damaged is set aside.  `file` is compressed if its name ends
 * with .gz. */
void upkeep_export(struct ledger *, const char *file);

/* Removes the bodies that no address and no list has, and that were superseded
 * more than `keep_days` before the latest day of the data.  Ends the process where
 * there is no document. */
void upkeep_prune(struct ledger *, int keep_days);

/* Compares all bodies with their names, and the files of all stages with their
 * manifests.  What differs is set aside; ends the process where there is no
 * document. */
void upkeep_verify(struct ledger *);

#endif
