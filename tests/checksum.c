/* XXH64: the values that its description and other programs give, and that blocks may
 * end anywhere. */
#include <glib.h>
#include <string.h>

#include "fetch/base/checksum.h"

static void
test_values(void)
{
	static const struct {
		const char *text;
		uint64_t checksum;
	} cases[] = {
	    {"", UINT64_C(0xef46db3751d8e999)},
	    {"a", UINT64_C(0xd24ec4f1a98c6e5b)},
	    {"abc", UINT64_C(0x44bc2cf5ad770999)},
	    {"The quick brown fox jumps over the lazy dog",
		UINT64_C(0x0b242d361fda71bc)},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmphex(checksum_of(cases[i].text,
		    strlen(cases[i].text)), ==, cases[i].checksum);
}

static void
test_parts(void)
{
	unsigned char bytes[200];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(i * 37);
	for (size_t a = 0; a <= sizeof bytes; a++)
		for (size_t b = a; b <= sizeof bytes; b += 7) {
			struct checksum c;

			checksum_begin(&c);
			checksum_add(&c, bytes, a);
			checksum_add(&c, bytes + a, b - a);
			checksum_add(&c, bytes + b, sizeof bytes - b);
			g_assert_cmphex(checksum_end(&c), ==,
			    checksum_of(bytes, sizeof bytes));
		}
}

/* Every bit counts, wherever it stands in blocks and the rest. */
static void
test_bits(void)
{
	unsigned char bytes[3 * CHECKSUM_BLOCK + 15] = {0};
	uint64_t whole = checksum_of(bytes, sizeof bytes);

	for (size_t i = 0; i < 8 * sizeof bytes; i++) {
		bytes[i / 8] ^= (unsigned char)(1 << i % 8);
		g_assert_cmphex(checksum_of(bytes, sizeof bytes), !=, whole);
		bytes[i / 8] ^= (unsigned char)(1 << i % 8);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/checksum/values", test_values);
	g_test_add_func("/checksum/parts", test_parts);
	g_test_add_func("/checksum/bits", test_bits);
	return g_test_run();
}
