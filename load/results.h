/* What a load leaves in DATA/load: the warehouse, the one before it, reports and
 * the manifest that names them all.  Everything is written before anything is put
 * in place; a run that is killed in between leaves the old warehouse. */
#ifndef LOAD_RESULTS_H
#define LOAD_RESULTS_H

#include <stdbool.h>

#include "load/audit/report.h"
#include "load/last/last.h"

/* Where the files of a run lie; the candidate becomes one of the others. */
struct results {
	char *warehouse, *candidate, *refused, *damaged, *altered, *previous;
};

struct results results_of_run(void);
void results_clear(struct results *);

/* Puts the candidate in the place of the warehouse, or aside where it is refused,
 * with the reports on it.  Returns the manifest of what is in place, NULL where it is
 * refused; manifest_free frees it.  A failure ends the process. */
struct handoff_folder *results_publish(const struct results *, const struct last *,
    const struct report *, bool refused);

/* Whether a killed run has left something to clear away. */
bool results_have_leftovers(void);

/* The file of what changed, beside a warehouse; the caller's. */
char *results_difference(const char *warehouse);

#endif
