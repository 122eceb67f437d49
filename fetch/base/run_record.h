/* Shared: what a run counted, for whoever runs the night.
 *
 * Where the environment names a file in MIIT_RUN_RECORD, each stage appends a line
 * of JSON for itself and miit-fetch one for each source:
 *
 *     {"stage": "parse", "counts": {"documents": 12, "read": 2, …}}
 *     {"source": "zhejiang", "asked": 3, "fetched": 1, "unchanged": 1,
 *      "failed": 1, "reason": "cannot connect"}
 *
 * Without it nothing is written. */
#ifndef FETCH_BASE_RUN_RECORD_H
#define FETCH_BASE_RUN_RECORD_H

#include <stddef.h>

struct run_record_count {
	const char *name;
	size_t value;
};

/* Records the counts of a stage, of which there are `n`. */
void run_record_stage(const struct run_record_count *, size_t n);

/* Records what came of a source; `reason` is the first trouble, or NULL. */
void run_record_source(const char *source, unsigned asked, unsigned fetched,
    unsigned unchanged, unsigned failed, const char *reason);

#endif
