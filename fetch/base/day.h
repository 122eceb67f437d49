/* Shared: days as numbers that compare and print cheaply: 20190613. */
#ifndef FETCH_BASE_DAY_H
#define FETCH_BASE_DAY_H

#include <glib.h>

/* A day as a number, 0 for what is not a day; and back, into `text`. */
gint32 day_read(const char *text);
const char *day_text(gint32 day, char text[11]);

/* The same day `years` later; 29 February leads to 1 March. */
gint32 day_add_years(gint32 day, int years);

/* The same day `months` later, earlier where negative, or the last of a month
 * that has no such day. */
gint32 day_add_months(gint32 day, int months);

/* Days counted one by one, to subtract; 0 for no day. */
gint32 day_count(gint32 day);

#endif
