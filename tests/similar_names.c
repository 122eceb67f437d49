/* Names that differ in one character are found wherever they differ, and many ids
 * come out in the order of their texts. */
#include <stdbool.h>

#include "transform/firm/id_order.h"
#include "transform/firm/similar_names.h"

/* Notes a pair of names that differ in one character as "1 2", the lower first. */
static void
note(guint32 a, guint32 b, enum similarity alike, void *pairs)
{
	if (alike == SIMILAR_NAMES_ONE_CHARACTER)
		g_hash_table_add(pairs, g_strdup_printf("%u %u", MIN(a, b),
		    MAX(a, b)));
}

static void
test_one_character(void)
{
	static const char *const names[] = {
	    "宁波甲乙丙丁戊有限公司",           /* 1: 2 ends otherwise */
	    "宁波甲乙丙丁己有限公司",
	    "宁波甲乙丙丁戊庚有限公司",         /* 3: one more, late */
	    "温州子丑寅卯有限公司",             /* 4: 5 begins otherwise */
	    "温江子丑寅卯有限公司",
	    "辰巳午新新新新新新未申",           /* 6: 7 has one 新 less */
	    "辰巳午新新新新新未申",
	    "杭州天地玄黄",                     /* 8: 9 has no last one */
	    "杭州天地玄",
	    "嘉兴宇宙洪荒有限公司",             /* 10: like none */
	};
	static const char *const expected[] = {"1 2", "1 3", "4 5", "6 7",
	    "8 9"};
	g_autoptr(GHashTable) pairs = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, NULL);
	struct interner *keys = interner_new();

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		g_assert_cmpuint(interner_add(keys, names[i]), ==, i + 1);
	similar_names_find(keys, note, pairs);
	for (size_t i = 0; i < G_N_ELEMENTS(expected); i++)
		g_assert_true(g_hash_table_contains(pairs, expected[i]));
	g_assert_cmpuint(g_hash_table_size(pairs), ==,
	    G_N_ELEMENTS(expected));
	interner_free(keys);
}

/* Few of many ids differ in their first digits only, and some are equal. */
static void
test_id_order(void)
{
	enum { N = 5000 };
	struct id_order *order = g_new(struct id_order, N);
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	g_autofree bool *seen = g_new0(bool, N);

	for (guint32 i = 0; i < N; i++) {
		guint32 high = g_rand_int(rand) % 3 == 0 ? 7 :
		    g_rand_int(rand);
		char id[18];

		g_snprintf(id, sizeof id, "v%08x%08x", high,
		    g_rand_int(rand) % 500);
		order[i] = (struct id_order){id_order_read(id),
		    20190000 + g_rand_int(rand) % 3, i};
	}
	id_order_sort(&order, N);
	for (guint32 i = 0; i < N; i++) {
		g_assert_false(seen[order[i].at]);
		seen[order[i].at] = true;
		if (i > 0)
			g_assert_cmpint(id_order_compare(&order[i - 1],
			    &order[i]), <=, 0);
	}
	g_free(order);
	g_assert_cmpuint(id_order_read("v00000000000000ff"), ==, 255);
	g_assert_true(id_order_read("c9fffffffffffffff") <
	    id_order_read("ca000000000000000"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/similar-names/one-character", test_one_character);
	g_test_add_func("/similar-names/id-order", test_id_order);
	return g_test_run();
}
