/* Digests of parts of the tables that the difference between two warehouses is
 * made of (table part_digest), so that it is looked for where it is: the events
 * of a list, the rows of the companies whose ids begin alike.  Two equal
 * digests are equal rows; a digest that is NULL, or that the other warehouse
 * lacks, says nothing. */
#ifndef LOAD_LAST_PART_DIGESTS_H
#define LOAD_LAST_PART_DIGESTS_H

#include <stddef.h>

#include "load/base/db.h"

struct part_digests;

/* Bytes of the ids of companies: m and 8 bits.  Of a million events a part has a
 * thousand companies, which are compared in a millisecond; as many digests as
 * companies would be dearer than what they save. */
enum { PART_DIGESTS_COMPANY = 3 };

/* Begins the parts of a table.  Rows are of one part where `len` bytes of their
 * field `key`, counted from 0, are the same; 0: where all are.  The rows of a
 * part need not follow each other, but in their order they are digested.
 * `table` must stay; part_digests_store frees the rest. */
struct part_digests *part_digests_new(const char *table, size_t key,
    size_t len);

/* Adds a row of `n` fields, NULL for no value. */
void part_digests_add(struct part_digests *, const char *const *fields,
    size_t n);

/* Writes the digests, in the order of the parts, and frees; NULL is none. */
void part_digests_store(struct part_digests *, sqlite3 *);

/* Forgets, after rows were held back, these lists (an SQL set of ids) and all
 * companies. */
void part_digests_forget(sqlite3 *, const char *lists);

#endif
