/* Records as the later stages read them, and skimmed: both see the same. */
#include <string.h>

#include "parse/core/table.h"
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
	g_autofree char *stream = g_malloc(len + 1);
	g_autofree char *error = NULL;
	g_autofree char *same = NULL;
	g_autofree char *same_error = NULL;
	struct table_document *d, *skimmed;
	size_t at = 0, same_at = 0;

	memcpy(stream, bytes, len);
	stream[len] = '\0';
	same = g_memdup2(stream, len + 1);
	while ((d = table_read(stream, len, &at, &error)) != NULL) {
		g_assert_null(error);
		skimmed = table_skim(same, len, &same_at, &same_error);
		g_assert_cmpuint(same_at, ==, at);
		g_assert_cmpuint(skimmed->n_tables, ==, d->n_tables);
		for (size_t i = 0; i < d->n_tables; i++)
			g_assert_cmpuint(skimmed->tables[i].n_rows, ==,
			    d->tables[i].n_rows);
		table_document_free(skimmed);
		table_document_free(d);
	}
	g_assert_true(error != NULL || at == len);
	g_assert_null(table_skim(same, len, &same_at, &same_error));
	g_assert_cmpstr(same_error, ==, error);
	return 0;
}
