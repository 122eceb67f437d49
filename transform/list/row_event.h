/* The records of a list become events, one a firm, or are set aside. */
#ifndef TRANSFORM_LIST_ROW_EVENT_H
#define TRANSFORM_LIST_ROW_EVENT_H

#include "list_rows.h"

/* Must be called before the first record of a list: learns whether any record
 * states its kind, 第五批认定 in one row, 第二批复核通过 in another. */
void row_event_begin(struct list_rows *);
void row_event_end(struct list_rows *);

/* All firms of one record, or why there is none; returns how many are given.
 * *firms counts those that stand there, given or not: a name that breaks off is
 * one of the 92 below 北京市（92家）, a remark in the column of names is not. */
unsigned row_event_read(struct list_rows *, const struct layout_record *,
    unsigned *firms);

/* How many firms stand in a record of a list that is set aside. */
unsigned row_event_firms(struct list_rows *, const struct layout_record *);

#endif
