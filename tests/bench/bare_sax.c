/* The least that the libraries take for a sheet: inflates members of a ZIP file
 * with libarchive and hands each to libxml2's SAX parser, whose callbacks count.
 *
 *     bare_sax [-i] MEMBER... FILE    MEMBER is the end of a path; -i: only
 *                                     inflates them
 *     bare_sax -h FILE                the same for a page, with its HTML parser */
#include <archive.h>
#include <archive_entry.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

static void
on_start(void *ctx, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int defaulted,
    const xmlChar **attributes)
{
	(void)name, (void)prefix, (void)uri, (void)n_ns, (void)ns, (void)n;
	(void)defaulted, (void)attributes;
	++*(unsigned long *)ctx;
}

static void
on_text(void *ctx, const xmlChar *text, int len)
{
	(void)text;
	*(unsigned long *)ctx += (unsigned long)len;
}

static int
inflate_member(struct archive *a, unsigned long *count)
{
	char bytes[1 << 16];
	la_ssize_t n;

	while ((n = archive_read_data(a, bytes, sizeof bytes)) > 0)
		*count += (unsigned long)n;
	return n < 0;
}

static int
read_member(struct archive *a, unsigned long *count)
{
	xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
	    .startElementNs = on_start, .characters = on_text};
	xmlParserCtxt *ctx = xmlCreatePushParserCtxt(&sax, count, NULL, 0, NULL);
	char bytes[1 << 16];
	la_ssize_t n;

	xmlCtxtUseOptions(ctx, XML_PARSE_HUGE);
	while ((n = archive_read_data(a, bytes, sizeof bytes)) > 0)
		if (xmlParseChunk(ctx, bytes, (int)n, 0) != 0)
			return 1;
	xmlParseChunk(ctx, "", 0, 1);
	n = n < 0 || !ctx->wellFormed;
	xmlFreeParserCtxt(ctx);
	return (int)n;
}

static void
on_tag(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
	(void)name, (void)attributes;
	++*(unsigned long *)ctx;
}

static int
read_page(const char *path)
{
	htmlSAXHandler sax = {.startElement = on_tag, .characters = on_text};
	unsigned long count = 0;
	char bytes[1 << 16];
	FILE *f = fopen(path, "rb");
	size_t n = f != NULL ? fread(bytes, 1, 4, f) : 0;
	htmlParserCtxtPtr ctx = htmlCreatePushParserCtxt(&sax, &count, bytes,
	    (int)n, NULL, XML_CHAR_ENCODING_NONE);

	while (f != NULL && (n = fread(bytes, 1, sizeof bytes, f)) > 0)
		htmlParseChunk(ctx, bytes, (int)n, 0);
	htmlParseChunk(ctx, "", 0, 1);
	htmlFreeParserCtxt(ctx);
	printf("%lu\n", count);
	return f == NULL || fclose(f) != 0 || count == 0;
}

/* Whether a path ends as one of n members does. */
static int
is_asked(const char *path, char **members, int n)
{
	const size_t len = strlen(path);

	for (int i = 0; i < n; i++) {
		const size_t of = strlen(members[i]);

		if (len >= of && strcmp(path + len - of, members[i]) == 0)
			return 1;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	unsigned long count = 0;
	int inflate = argc > 1 && strcmp(argv[1], "-i") == 0, found = 0;
	int n = argc - 2 - inflate, bad = n < 1;

	if (argc == 3 && strcmp(argv[1], "-h") == 0)
		return read_page(argv[2]);
	argv += 1 + inflate;
	archive_read_support_format_zip(a);
	bad = bad || archive_read_open_filename(a, argv[n], 1 << 16);
	while (!bad && archive_read_next_header(a, &e) == ARCHIVE_OK) {
		if (is_asked(archive_entry_pathname(e), argv, n)) {
			bad = inflate ? inflate_member(a, &count) :
			    read_member(a, &count);
			found++;
		}
	}
	printf("%lu\n", count);
	archive_read_free(a);
	return bad || found != n;
}
