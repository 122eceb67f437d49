/* What a row of a word processor's table says of one of its cells. */
#ifndef PARSE_WORD_FLOW_CELL_H
#define PARSE_WORD_FLOW_CELL_H

#include <stdbool.h>

/* How a cell is merged with that of the same edges in the row above. */
enum flow_merge { FLOW_SINGLE, FLOW_FIRST, FLOW_CONTINUED };

struct flow_cell {
	int left, right;        /* its edges, in any unit */
	enum flow_merge down;
	bool joined;            /* part of the cell to its left */
};

#endif
