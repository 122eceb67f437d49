/* Format codes and values: "CODE<tab>VALUE", as in tests/number_format.  What is
 * shown is UTF-8 where code and value are. */
#include <string.h>

#include "parse/format/number_format.h"
#include "fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const double values[] = {0, 1, -1, 0.5, 44275.999999, 1e15,
	    911101087000000001e0, -1e-300, 1e300, G_MAXDOUBLE};
	g_autofree char *text = g_utf8_make_valid((const char *)bytes,
	    (gssize)len);
	char *value = strchr(text, '\t');
	struct number_format *format;
	g_autoptr(GString) out = g_string_new(NULL);

	if (value != NULL)
		*value++ = '\0';
	format = number_format_new(text);
	for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
		number_format_value(format, values[i], i & 1, out);
	if (value != NULL) {
		number_format_decimal(format, value, strlen(value), false, out);
		number_format_text(format, value, strlen(value), out);
	}
	g_assert_true(g_utf8_validate_len(out->str, out->len, NULL));
	number_format_free(format);
	return 0;
}
