/* The events of a list in little memory.
 *
 * Of the 44 columns of an event some ten differ from row to row of a list, and a
 * struct event for each of a million rows takes 350 MiB.  Here a column that says
 * the same in all rows is kept once, and columns that have the same texts in each
 * row, as name and name_key mostly do, share theirs.
 *
 * The texts belong to somebody else and outlive the rows. */
#ifndef TRANSFORM_LIST_EVENT_ROWS_H
#define TRANSFORM_LIST_EVENT_ROWS_H

#include <glib.h>

#include "transform/event.h"

struct event_rows;

struct event_rows *event_rows_new(const struct event *events, guint n);
void event_rows_free(struct event_rows *);

/* How many events there are, and in all of an array of struct event_rows. */
guint event_rows_count(const struct event_rows *);
guint32 event_rows_total(const GPtrArray *);

/* The nth event, from 0. */
struct event event_rows_at(const struct event_rows *, guint nth);

/* Sets the columns that vary to those of the nth event, in another one of the same
 * rows. */
void event_rows_set(const struct event_rows *, guint nth, struct event *);

/* One text of it: that of the member of struct event at `offset`. */
const char *event_rows_member(const struct event_rows *, guint nth,
    size_t offset);
#define event_rows_text(rows, nth, member) \
	event_rows_member(rows, nth, offsetof(struct event, member))

/* Has the texts' places brought near for soon. */
void event_rows_bring(const struct event_rows *, guint nth);

/* The columns that differ from row to row: bit n for the nth of event_layout. */
guint64 event_rows_varying(const struct event_rows *);

#endif
