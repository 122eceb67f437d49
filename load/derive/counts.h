/* The tables `tally` and `holders`: firms counted once and for all, so that a
 * question answers at once however many events there are.  One pass over the
 * rows each, which takes a quarter of the time of grouping them in SQL. */
#ifndef LOAD_DERIVE_COUNTS_H
#define LOAD_DERIVE_COUNTS_H

#include "load/base/db.h"

/* Fills tally from the events of national small giants.
 *
 * Firms are counted once a batch, kind, year and unit, however many lists
 * repeat them.  Where a list states no unit (the third batch has no such
 * column), the company's other events do; the name or code of a firm is only a
 * hint: 新疆天业 is counted by the XPCC. */
void counts_tally(sqlite3 *);

/* Fills holders from the terms: one firm more where a term begins that no
 * earlier term of the company covers, one less where it ends. */
void counts_holders(sqlite3 *);

#endif
