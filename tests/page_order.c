/* The order of numbers: parse/page/page_order.h. */
#include <stdbool.h>

#include "parse/page/page_order.h"

static void
check(const uint64_t *keys, guint n)
{
	g_autofree guint *order = page_order_by(keys, n);
	g_autofree bool *seen = g_new0(bool, n + 1);

	for (guint i = 0; i < n; i++) {
		g_assert_cmpuint(order[i], <, n);
		g_assert_false(seen[order[i]]);
		seen[order[i]] = true;
		if (i == 0)
			continue;
		g_assert_cmpuint(keys[order[i - 1]], <=, keys[order[i]]);
		if (keys[order[i - 1]] == keys[order[i]])
			g_assert_cmpuint(order[i - 1], <, order[i]);
	}
}

/* Few and many keys, in which any of the eight digits may be the same in all, and
 * with many alike. */
static void
test_order(void)
{
	enum { MOST = 3000 };
	static uint64_t keys[MOST];
	g_autoptr(GRand) random = g_rand_new_with_seed(7);

	for (unsigned round = 0; round < 300; round++) {
		const guint n = (guint)g_rand_int_range(random, 0,
		    round % 3 == 0 ? 40 : MOST);
		const unsigned shift = round % 8 * 8;
		const uint64_t all = round % 2 == 0 ? UINT64_MAX :
		    UINT64_C(0x3ff) << shift | UINT64_C(0xf) << 60;

		for (guint i = 0; i < n; i++)
			keys[i] = ((uint64_t)g_rand_int(random) << 32 |
			    g_rand_int(random)) & all;
		check(keys, n);
	}
}

static void
test_floats(void)
{
	static const float ascending[] = {-1e30F, -2.5F, -1, -1e-40F, 0, 1e-40F,
	    0.5F, 1, 2.5F, 612, 1e30F};

	for (guint i = 1; i < G_N_ELEMENTS(ascending); i++)
		g_assert_cmpuint(page_order_key(ascending[i - 1]), <,
		    page_order_key(ascending[i]));
	g_assert_cmpuint(page_order_key(-0.0F), ==, page_order_key(0));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/page_order/order", test_order);
	g_test_add_func("/page_order/floats", test_floats);
	return g_test_run();
}
