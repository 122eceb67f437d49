/* What waits for a person, with the lines of decisions.tsv that settle it. */
#ifndef LOAD_TODO_H
#define LOAD_TODO_H

#include "load/base/db.h"

/* Prints it, worst first, in the form of decisions.tsv: each item is a comment
 * and the lines below it, whose values "?" are to be filled in.  Returns how many
 * items there are. */
unsigned todo_print(sqlite3 *);

#endif
