#include "page_order.h"

#include <string.h>

enum { DIGIT_BITS = 8, DIGITS = 1 << DIGIT_BITS, FEW = 24 };

static unsigned
digit_of(uint64_t key, unsigned shift)
{
	return (unsigned)(key >> shift) & (DIGITS - 1);
}

/* Sorts by one digit, the least significant ones having been sorted by. */
static void
sort_by_digit(const uint64_t *keys, guint n, unsigned shift, const guint *from,
    guint *to)
{
	guint first[DIGITS + 1] = {0};

	for (guint i = 0; i < n; i++)
		first[digit_of(keys[i], shift) + 1]++;
	for (unsigned d = 0; d < DIGITS; d++)
		first[d + 1] += first[d];
	for (guint i = 0; i < n; i++)
		to[first[digit_of(keys[from[i]], shift)]++] = from[i];
}

static void
sort_few(const uint64_t *keys, guint n, guint *order)
{
	for (guint i = 1; i < n; i++) {
		const guint at = order[i];
		guint k = i;

		for (; k > 0 && keys[order[k - 1]] > keys[at]; k--)
			order[k] = order[k - 1];
		order[k] = at;
	}
}

guint *
page_order_by(const uint64_t *keys, guint n)
{
	guint *order = g_new(guint, (gsize)n + 1), *other = NULL;
	uint64_t differ = 0;

	for (guint i = 0; i < n; i++) {
		order[i] = i;
		differ |= keys[i] ^ keys[0];
	}
	if (n <= FEW) {
		sort_few(keys, n, order);
		return order;
	}
	other = g_new(guint, (gsize)n + 1);
	for (unsigned shift = 0; shift < 64; shift += DIGIT_BITS) {
		guint *sorted = other;

		if (digit_of(differ, shift) == 0)
			continue;
		sort_by_digit(keys, n, shift, order, other);
		other = order;
		order = sorted;
	}
	g_free(other);
	return order;
}
