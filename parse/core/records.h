/* How the records of a document are put together: for table.c and grid.c,
 * which write them; readers call what table.h and grid.h offer. */
#ifndef PARSE_CORE_RECORDS_H
#define PARSE_CORE_RECORDS_H

#include "table.h"

struct records {
	GString *out;
	records_sink *sink;     /* where finished records go, or NULL */
	void *sink_data;
	size_t count;           /* records so far */
	size_t problems, tables;
	const char *member;     /* before the place of problems, or NULL */
	unsigned n;             /* the last number of a text or table */
};

/* Appends a tab and an escaped field.  Bytes that are not UTF-8, NUL among
 * them, become U+FFFD: what leaves is UTF-8 whatever a reader does. */
void records_field(struct records *, const char *text, size_t len);

/* Ends the record. */
void records_close(struct records *);

#endif
