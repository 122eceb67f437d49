/* Events and companies by their ids, a million at a time. */
#ifndef TRANSFORM_FIRM_ID_ORDER_H
#define TRANSFORM_FIRM_ID_ORDER_H

#include <glib.h>

/* The place of one of them in the order. */
struct id_order {
	guint64 id;             /* as id_order_read gives it */
	guint32 when;           /* what goes before the id: a day or the like */
	guint32 at;             /* which one it is, from 0 */
};

/* An id as a number, in the order of the texts.  It is a letter and 16 hexadecimal
 * digits; of anything else, what comes out is good enough where other columns
 * distinguish equal numbers. */
guint64 id_order_read(const char *id);

/* By `when`, then by `id`, for qsort. */
int id_order_compare(const void *, const void *);

/* Sorts n of them so; the array, which g_free frees, may become another one. */
void id_order_sort(struct id_order **, guint32 n);

#endif
