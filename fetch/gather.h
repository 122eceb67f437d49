/* What other folders of miit-fetch hold, taken into this one: shards of it, or the
 * folders of other machines. */
#ifndef FETCH_GATHER_H
#define FETCH_GATHER_H

#include <stddef.h>

#include "ledger.h"

struct gather_counts {
	size_t rows;            /* of its documents.tsv */
	size_t rows_new, rows_changed;
	size_t older;           /* rows of which we have a later version */
	size_t bodies_new;
};

/* Takes in the bodies and rows of a folder such as DATA/fetch-2-of-4.  Of an address
 * that both have with different bodies the later stays.  A row without its body is
 * set aside; a folder without the result of a run ends the process. */
struct gather_counts gather_folder(const char *path, struct ledger *);

#endif
