/* Records as they are read by the stages behind. */
#include "fuzz.h"

#include <string.h>

#include "parse/table.h"

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
	struct table_document *d;
	size_t at = 0;

	memcpy(stream, bytes, len);
	stream[len] = '\0';
	while ((d = table_read(stream, len, &at, &error)) != NULL) {
		g_assert_null(error);
		table_document_free(d);
	}
	g_assert_true(error != NULL || at == len);
	return 0;
}
