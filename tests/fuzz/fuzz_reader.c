/* One reader of parse/run/readers.c, the one that READER names.
 *
 * The readers of zip containers also take an input that lists the parts of a
 * container as tests/parse/pack does (tests/stored_zip.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/body/formats.h"
#include "parse/core/reader.h"
#include "parse/run/pool.h"
#include "tests/stored_zip.h"
#include "fuzz.h"

extern const struct reader READER;

/* A critical message of ours is a finding; libgsf has many for a damaged file
 * and returns an error after each. */
static void
on_message(const char *domain, GLogLevelFlags level, const char *message,
    gpointer data)
{
	(void)data;
	if ((domain != NULL && g_str_has_prefix(domain, "libgsf")) ||
	    !(level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)))
		return;
	fprintf(stderr, "%s\n", message);
	abort();
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	pool_prepare();
	g_log_set_default_handler(on_message, NULL);
	return 0;
}

/* --- reading ---------------------------------------------------------- */

/* The records must be such as table_read takes. */
static void
check(const GString *records)
{
	g_autofree char *copy = g_memdup2(records->str, records->len + 1);
	g_autofree char *error = NULL;
	size_t at = 0;
	struct table_document *d = table_read(copy, records->len, &at, &error);

	if (d == NULL || at != records->len)
		g_error("its records are malformed: %s",
		    error != NULL ? error : "there are more");
	table_document_free(d);
}

/* A media type that the reader reads. */
static const char *
media_type(void)
{
	const struct format *f = formats;

	while (strcmp(f->reader != NULL ? f->reader : "", READER.name) != 0)
		f++;
	return f->media_type;
}

/* Members of an archive are looked at by its own fuzz target alone. */
static void
read_member(const struct reader_source *member, struct records *out)
{
	records_text(out, TABLE_ROLE_MEMBER, member->member,
	    strlen(member->member));
}

static void
read_bytes(const unsigned char *bytes, size_t len)
{
	struct reader_source source = {.bytes = bytes, .len = len,
	    .media_type = media_type(), .read_member = read_member};
	struct records *records = records_new();

	if (READER.charset != NULL)
		source.charset = READER.charset(&source);
	records_document(records, "", source.media_type, source.charset.name,
	    READER.name, source.charset.evidence);
	READER.read(&source, records);
	records_end(records);
	check(records_text_so_far(records));
	records_free(records);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (len > 4 && memcmp(bytes, "==> ", 4) == 0) {
		g_autoptr(GString) packed = stored_zip((const char *)bytes, len);

		read_bytes((const unsigned char *)packed->str, packed->len);
	} else {
		g_autofree unsigned char *copy = g_malloc(MAX(len, 1));

		memcpy(copy, bytes, len);
		read_bytes(copy, len);
	}
	return 0;
}
