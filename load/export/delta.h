/* What changed between two nights, for those who keep a copy: a line a row of
 * companies and events, as JSON:
 *
 *     {"change": "added", "now": {…}}
 *     {"change": "changed", "was": {…}, "now": {…}}
 *     {"change": "withdrawn", "was": {…}}
 *
 * delta-companies.ndjson and delta-events.ndjson, sorted by id; delta.json says
 * from which data date to which. */
#ifndef LOAD_EXPORT_DELTA_H
#define LOAD_EXPORT_DELTA_H

#include "resource.h"

/* Writes them into `folder`: from the warehouse `old` to the other one. */
void delta_write(sqlite3 *old, sqlite3 *now, const struct resource *, size_t n,
    const char *folder);

#endif
