/* What a row of a list says itself of its kind and batch: by its columns, by what stands
 * beside its name, by the words above its group. */
#ifndef TRANSFORM_LIST_ROW_KIND_H
#define TRANSFORM_LIST_ROW_KIND_H

#include "transform/event.h"
#include "list_rows.h"

/* Before the first row of a list, and after the last. */
void row_kind_begin(struct list_rows *);
void row_kind_end(struct list_rows *);

/* Gives an event the kind and batch that its row states; false, with a reject,
 * where it is none of this list's programme or states nothing in a list that
 * does not either.  `aside` is what stands beside the name in its cell, or NULL. */
bool row_kind_settle(struct list_rows *, const struct layout_record *,
    const char *aside, struct event *);

/* The batch a record's own column names: 第三批, 3; 0 where there is none. */
unsigned row_kind_batch(const struct layout_record *);

#endif
