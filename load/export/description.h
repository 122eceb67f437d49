/* datapackage.json and index.json: what the files of an export are. */
#ifndef LOAD_EXPORT_DESCRIPTION_H
#define LOAD_EXPORT_DESCRIPTION_H

#include "resource.h"

/* Writes datapackage.json (Frictionless Data Package) of the CSV files of
 * `folder`, with their hashes, keys, closed lists and terms. */
void description_write(sqlite3 *, const struct resource *, size_t n,
    const char *folder);

/* Writes index.json of all files of `folder`, last of all. */
void description_index(sqlite3 *, const char *folder);

#endif
