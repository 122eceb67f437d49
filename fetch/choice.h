/* Which sources of the catalogue a run is about. */
#ifndef FETCH_CHOICE_H
#define FETCH_CHOICE_H

#include "catalogue.h"

/* What the command line says of it, beside --only and --shard, which `program`
 * holds. */
struct choice {
	const char *unit;       /* a reporting unit, "MIIT" for the ministry's own
	                           sources; NULL: any */
	const char *batch;      /* "5"; NULL: any */
	const char *since;      /* YYYY-MM-DD, goes before what the catalogue says of
	                           its sources' lists; NULL: as the catalogue says */
};

/* The chosen sources (of struct source), which belong to the catalogue, in its order.
 * The caller frees the array, and keeps the texts of the choice as long as the
 * catalogue. */
GPtrArray *choice_of(const struct choice *, const struct catalogue *);

/* Removes the sources at which somebody looked within their check_every days. */
void choice_leave_out_checked(GPtrArray *sources);

/* Removes the sources that only a browser can read, and says so. */
void choice_leave_to_browsers(GPtrArray *sources);

#endif
