/* What SQLite's statements cost, in steps of its virtual machine: the same on every
 * machine with the same SQLite, however busy it is
 * (https://www.sqlite.org/c3ref/c_stmtstatus_counter.html). */
#ifndef LOAD_BASE_COST_H
#define LOAD_BASE_COST_H

#include <glib.h>
#include <sqlite3.h>

/* Counts the statements of every database that is opened from now on. */
void cost_begin(void);

/* Counts the statements of this database, once cost_begin was called. */
void cost_watch(sqlite3 *);

/* Names the work that the next statements belong to: "check rename_without_firm".
 * NULL: each statement stands for itself.  `work` must live until the next call. */
void cost_name(const char *work);

/* The table that was counted, as TSV with a heading: work or the statement's first
 * words, times it ended, steps in all; sorted by the first.  The caller frees it. */
GString *cost_table(void);

#endif
