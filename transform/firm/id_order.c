#include "id_order.h"

#include <stdbool.h>
#include <stdlib.h>

enum { RADIX_BITS = 11, MOST_RADIX = 1 << RADIX_BITS };

guint64
id_order_read(const char *text)
{
	guint64 id = 0;

	for (; text != NULL && *text != '\0'; text++)
		id = id << 4 | (g_ascii_isdigit(*text) ?
		    (guint64)(*text - '0') : (guint64)(*text & 7) + 9);
	return id;
}

int
id_order_compare(const void *a, const void *b)
{
	const struct id_order *x = a, *y = b;

	if (x->when != y->when)
		return x->when < y->when ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return 0;
}

/* Sorts by RADIX_BITS bits of ids or, where `of_when`, of `when`, from `shift` on, into
 * `to`; leaves all where they are and returns false where these bits are alike. */
static bool
sort_by_bits(const struct id_order *from, struct id_order *to,
    guint32 n, bool of_when, int shift)
{
	guint32 at[MOST_RADIX] = {0}, sum = 0;

#define BITS(p) ((of_when ? (p)->when : (p)->id) >> shift & (MOST_RADIX - 1))
	for (guint32 i = 0; i < n; i++)
		at[BITS(&from[i])]++;
	if (at[BITS(from)] == n)
		return false;
	for (guint k = 0; k < MOST_RADIX; k++) {
		guint32 many = at[k];

		at[k] = sum;
		sum += many;
	}
	for (guint32 i = 0; i < n; i++)
		to[at[BITS(&from[i])]++] = from[i];
#undef BITS
	return true;
}

/* By the upper bits of ids, then by `when`, and in the end the few that are alike in
 * these: far fewer steps than comparing takes. */
void
id_order_sort(struct id_order **places, guint32 n)
{
	enum { ID_BITS = 3 * RADIX_BITS, WHEN_BITS = 32 };
	struct id_order *order = *places;
	struct id_order *spare = g_new(struct id_order,
	    (gsize)n + 1);
	guint32 end;

	for (int bit = 0; n > 1 && bit < ID_BITS + WHEN_BITS;
	    bit += RADIX_BITS) {
		bool of_when = bit >= ID_BITS;

		if (sort_by_bits(order, spare, n, of_when, of_when ?
		    bit - ID_BITS : 64 - ID_BITS + bit)) {
			struct id_order *sorted = spare;

			spare = order;
			order = sorted;
		}
	}
	for (guint32 i = 0; i < n; i = end) {
		end = i + 1;
		while (end < n && order[end].when == order[i].when &&
		    (order[end].id ^ order[i].id) >> (64 - ID_BITS) == 0)
			end++;
		if (end > i + 1)
			qsort(&order[i], end - i, sizeof *order,
			    id_order_compare);
	}
	g_free(spare);
	*places = order;
}
