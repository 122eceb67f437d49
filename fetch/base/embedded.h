/* Shared: data files that travel inside the programs, so that an installed
 * program needs no folder of its own.  The Makefile makes one array a stage
 * from its data files (the .ini, .tsv and .sql files below its folder, and the
 * template of load's page). */
#ifndef FETCH_BASE_EMBEDDED_H
#define FETCH_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char *path;    /* below the stage's folder: "checks/balance.sql" */
	const char *bytes;   /* followed by a NUL that `len` does not count */
	size_t len;
};

/* Each array is sorted by path and ends with a NULL path. */
extern const struct embedded fetch_files[];
extern const struct embedded parse_files[];
extern const struct embedded transform_files[];
extern const struct embedded load_files[];

/* The file at `path`; a missing one is a mistake of ours. */
const struct embedded *embedded_find(const struct embedded *files,
    const char *path);

#endif
