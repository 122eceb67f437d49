/* What an import comes to. */
#ifndef FETCH_IMPORT_IMPORT_COUNTS_H
#define FETCH_IMPORT_IMPORT_COUNTS_H

#include <stddef.h>

/* files = taken + set aside. */
struct import_counts {
	size_t files;
	size_t taken;
	size_t left_alone;      /* known to be no documents; not in `files` */
	size_t rows_new, rows_changed;
};

#endif
