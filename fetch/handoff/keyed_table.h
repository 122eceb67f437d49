/* A table of a hand-off that is kept from run to run: its records by a key made of
 * their first columns. */
#ifndef FETCH_HANDOFF_KEYED_TABLE_H
#define FETCH_HANDOFF_KEYED_TABLE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "handoff.h"

struct keyed_table;

/* The last state of FOLDER/layout->file, empty where the manifest does not name it.
 * A record's key is its first `key_columns` columns; the layout must outlive the
 * table.  keyed_table_free frees. */
struct keyed_table *keyed_table_open(const char *folder,
    const struct handoff_layout *, size_t key_columns);
void keyed_table_free(struct keyed_table *);

/* The record with the key of `record`, NULL where there is none.  It is valid until
 * one with its key is put or removed. */
const void *keyed_table_find(const struct keyed_table *, const void *record);

/* Copies a record to the place of the last with its key.  Returns whether the two
 * differ. */
bool keyed_table_put(struct keyed_table *, const void *record);

/* Takes out the record with the key of `record`; false where there is none. */
bool keyed_table_remove(struct keyed_table *, const void *record);

/* Puts all records of another table of the same layout.  True when that changed
 * something. */
bool keyed_table_absorb(struct keyed_table *, const struct keyed_table *other);

/* The key of a record, each column closed by a newline, for the caller to free;
 * and all records by their keys, in order. */
char *keyed_table_key(const struct keyed_table *, const void *record);
GTree *keyed_table_rows(const struct keyed_table *);

/* Writes the file into the set, unless the table is empty. */
void keyed_table_write(const struct keyed_table *, struct handoff_set *);

#endif
