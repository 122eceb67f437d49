/* Problems of cells, gathered by kind: a broken file may have one in every
 * cell, and a thousand records that say the same help nobody. */
#ifndef PARSE_CORE_CELL_PROBLEMS_H
#define PARSE_CORE_CELL_PROBLEMS_H

#include "records.h"

enum { CELL_PROBLEMS_TOLD = 5, CELL_PROBLEM_KINDS = 8 };

struct cell_problems {
	struct records *out;
	const char *sheet;
	const char *kinds[CELL_PROBLEM_KINDS];
	size_t counts[CELL_PROBLEM_KINDS];
};

/* Something wrong with a cell; `what` is a literal that shows the kind, value
 * what stands there, closed by a NUL or NULL.  The first of a kind become
 * records, the others are counted. */
void cell_problems_report(struct cell_problems *, unsigned row, unsigned col,
    const char *what, const char *value);

/* A record for each kind that has more than were stated. */
void cell_problems_end(struct cell_problems *);

/* Appends the address of a cell, "AB12", or of a column where row is 0. */
void cell_problems_address(GString *out, unsigned row, unsigned col);

#endif
