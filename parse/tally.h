/* What a run over documents counts, and says of each. */
#ifndef PARSE_TALLY_H
#define PARSE_TALLY_H

#include <stddef.h>

#include "parse/core/table.h"

struct run_tally {
	size_t documents, kept, tables, rows, problems;
};

/* Counts a document and says on standard error what it has as problems. */
void tally_document(struct run_tally *, const char *name,
    const struct table_document *);

/* The same of a document by its records, which are altered on the way; malformed
 * ones end the process. */
void tally_records(struct run_tally *, const char *name, char *records,
    size_t len);

/* Counts a document without problems, of so many tables and rows. */
void tally_counts(struct run_tally *, size_t tables, size_t rows);

/* The closing line of a run over so many addresses of so many documents, and its
 * record. */
void tally_report(const struct run_tally *, size_t addresses, size_t documents,
    unsigned files_changed);

#endif
