/* One reader of parse/run/readers.c, the one that READER names.
 *
 * The readers of zip containers also take an input that lists the parts of a
 * container as tests/parse/pack does, "==> NAME <==" before each: it is compressed
 * here without compression, so that what changes is the XML and not a checksum.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "fetch/body/formats.h"
#include "parse/core/reader.h"
#include "parse/run/pool.h"
#include "fuzz.h"

extern const struct reader READER;

enum { HEADER = 30, ENTRY = 46 };

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

/* --- packing ---------------------------------------------------------- */

static void
put(GString *out, unsigned bytes, gsize value)
{
	for (unsigned i = 0; i < bytes; i++)
		g_string_append_c(out, (char)(value >> 8 * i & 0xff));
}

/* What header and directory say alike of a stored part. */
static void
put_common(GString *out, const char *text, gsize len, gsize name)
{
	put(out, 2, 20);
	put(out, 2, 0x800);
	put(out, 2, 0);
	put(out, 4, 0);
	put(out, 4, crc32(0, (const Bytef *)text, (uInt)len));
	put(out, 4, len);
	put(out, 4, len);
	put(out, 2, name);
	put(out, 2, 0);
}

static void
add_part(GString *out, GString *directory, const char *name, gsize name_len,
    const char *text, gsize len)
{
	gsize at = out->len;

	g_string_append_len(out, "PK\3\4", 4);
	put_common(out, text, len, name_len);
	g_string_append_len(out, name, (gssize)name_len);
	g_string_append_len(out, text, (gssize)len);
	g_string_append_len(directory, "PK\1\2", 4);
	put(directory, 2, 20);
	put_common(directory, text, len, name_len);
	put(directory, 6, 0);
	put(directory, 4, 0);
	put(directory, 4, at);
	g_string_append_len(directory, name, (gssize)name_len);
}

static GString *
pack(const char *text, gsize len)
{
	const char *end = text + len, *part = text;
	GString *out = g_string_new(NULL);
	g_autoptr(GString) directory = g_string_new(NULL);
	gsize n = 0;

	while (end - part > 4 && memcmp(part, "==> ", 4) == 0) {
		const char *name = part + 4;
		const char *close = memmem(name, (gsize)(end - name),
		    " <==\n", 5);
		const char *from, *next;

		if (close == NULL)
			break;
		from = close + 5;
		next = memmem(from, (gsize)(end - from), "\n==> ", 5);
		add_part(out, directory, name, (gsize)(close - name), from,
		    (gsize)((next != NULL ? next : end) - from));
		n++;
		part = next != NULL ? next + 1 : end;
	}
	put(directory, 4, 0x06054b50);
	put(directory, 4, 0);
	put(directory, 2, n);
	put(directory, 2, n);
	put(directory, 4, directory->len - 12);
	put(directory, 4, out->len);
	put(directory, 2, 0);
	g_string_append_len(out, directory->str, (gssize)directory->len);
	return out;
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
	const char *charset = NULL, *evidence = NULL;
	struct records *records = records_new();

	if (READER.charset != NULL)
		charset = READER.charset(&source, &evidence);
	records_document(records, "", source.media_type, charset, READER.name,
	    evidence);
	READER.read(&source, records);
	records_end(records);
	check(records_text_so_far(records));
	records_free(records);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (len > 4 && memcmp(bytes, "==> ", 4) == 0) {
		g_autoptr(GString) packed = pack((const char *)bytes, len);

		read_bytes((const unsigned char *)packed->str, packed->len);
	} else {
		g_autofree unsigned char *copy = g_malloc(MAX(len, 1));

		memcpy(copy, bytes, len);
		read_bytes(copy, len);
	}
	return 0;
}
