/* One list of firms: its records become events and rejects, and a line of
 * lists.tsv with all that it declares and all that was counted. */
#ifndef TRANSFORM_LIST_FIRM_LIST_H
#define TRANSFORM_LIST_FIRM_LIST_H

#include <stdbool.h>

#include "list_rows.h"

/* Reads the list into the extraction.  `only` says that the notice has no other
 * list.  With `keep_unclear` a list that no words explain gives events without
 * a kind, else it is set aside as one reject. */
void firm_list_read(struct list_rows *, bool only, bool keep_unclear);

#endif
