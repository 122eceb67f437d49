/* What the readers say of small documents: the cases of tests/readers
 * (cases.h), of each the records but for those around them.  A document that
 * lists parts, "==> NAME <==" before each, is a zip container of them. */
#include "parse/run/pool.h"
#include "parse/run/readers.h"
#include "cases.h"
#include "stored_zip.h"

static char *
records_of(const char *text)
{
	g_autoptr(GString) bytes = g_str_has_prefix(text, "==> ") ?
	    stored_zip(text, strlen(text)) : g_string_new(text);
	struct records *records = records_new();
	GString *found;
	char *first, *end;

	readers_read((const unsigned char *)bytes->str, bytes->len, "",
	    records);
	found = g_string_new(records_text_so_far(records)->str);
	records_free(records);
	first = strchr(found->str, '\n');
	g_assert_nonnull(first);
	g_string_erase(found, 0, first + 1 - found->str);
	end = g_strrstr(found->str, "end\t");
	g_assert_nonnull(end);
	g_string_truncate(found, (gsize)(end - found->str));
	return g_string_free(found, FALSE);
}

int
main(void)
{
	pool_prepare();
	return cases_check_folder("tests/readers", records_of);
}
