/* Documents of Office Open XML (ECMA-376, ISO/IEC 29500), transitional and
 * strict: a zip container (container.h) of XML parts, found by their links.
 *
 *     word/document.xml    the text
 *     word/styles.xml, word/numbering.xml    see docx_styles.h
 *
 *     a part of its own for notes, headers and footers, which stand after the
 *     text; comments are left out
 *
 * Offices' templates also come as XML without a container, under the name .doc:
 * Flat OPC (flat_package.h), the same parts in one file, and the XML of Word
 * 2003 (word_xml.h). */
#include <string.h>

#include "fetch/body/charset.h"
#include "fetch/body/formats.h"
#include "fetch/body/sniff.h"
#include "parse/core/reader.h"
#include "docx_text.h"
#include "flat_package.h"
#include "word_xml.h"

enum { MOST_CHUNKS_INSIDE = 3 };        /* documents within documents */

struct docx_document {
	const struct reader_source *source;
	struct records *out;
	struct container *container;
	struct package_links links;     /* of the main part */
	struct docx_text *text;
};

static void
read_part(struct docx_document *d, const char *part, bool flat)
{
	docx_text_begin(d->text, part, flat);
	if (!package_read_part(d->container, d->out, part, &docx_text_handler,
	    d->text))
		records_problem(d->out, PROBLEM_DAMAGED, part,
		    "the part is missing");
	docx_text_end(d->text);
}

/* <w:altChunk r:id="…"/>: a web page, RTF or another .docx that Word takes in
 * when it opens the document, as web systems write them. */
static bool
read_chunk(const char *id, struct records *out, void *data)
{
	struct docx_document *d = data;
	const struct package_link *link = package_link_find(&d->links, id,
	    NULL);
	const struct container_member *m = link == NULL ? NULL :
	    container_find(d->container, link->part);
	struct container_trouble trouble = {0};
	struct reader_source chunk = *d->source;
	g_autofree char *bytes = NULL;

	if (m == NULL || d->source->read_inside == NULL ||
	    d->source->depth >= MOST_CHUNKS_INSIDE)
		return false;
	bytes = container_read(d->container, m, &chunk.len, &trouble);
	chunk.bytes = (const unsigned char *)bytes;
	chunk.media_type = sniff_media_type(chunk.bytes, chunk.len);
	chunk.depth++;
	package_complain(d->out, link->part, &trouble);
	d->source->read_inside(&chunk, out);
	return true;
}

/* Sections have headers of their own that say the same, for the first page and
 * for those on the left: of like parts one is read. */
static void
read_aside(struct docx_document *d, const char *type)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < d->links.all->len; i++) {
		const struct package_link *l = &g_array_index(d->links.all,
		    struct package_link, i);
		const struct container_member *m;

		if (strcmp(l->type, type) != 0)
			continue;
		m = container_find(d->container, l->part);
		if (m != NULL && !g_hash_table_add(seen,
		    GUINT_TO_POINTER(m->crc)))
			continue;
		read_part(d, l->part, strcmp(type, "header") == 0 ||
		    strcmp(type, "footer") == 0);
	}
}

static void
read_package(struct docx_document *d)
{
	static const char *const asides[] = {"footnotes", "endnotes",
	    "header", "footer"};
	static const char *const types[] = {"document.main+xml",
	    "document.macroEnabled.main+xml", "template.main+xml", NULL};
	g_autofree char *part = package_main_part(d->container, d->out, types,
	    "word/document.xml");
	struct flow *flow = flow_new(d->out, 0);
	struct docx_styles *styles;

	d->links = package_links_read(d->container, d->out, part);
	styles = docx_styles_read(d->container, d->out, &d->links);
	d->text = docx_text_new(d->out, flow, styles);
	docx_text_chunks(d->text, read_chunk, d);
	read_part(d, part, false);
	docx_text_chunks(d->text, NULL, NULL);
	read_aside(d, "diagramData");
	flow_begin_notes(flow);
	for (size_t i = 0; i < G_N_ELEMENTS(asides); i++)
		read_aside(d, asides[i]);
	flow_free(flow);
	docx_text_free(d->text);
	docx_styles_free(styles);
	package_links_free(&d->links);
}

static void
read_container(const struct reader_source *source, const unsigned char *bytes,
    size_t len, struct records *out)
{
	struct docx_document d = {.source = source, .out = out,
	    .container = package_open(bytes, len, out)};

	if (d.container == NULL)
		return;
	read_package(&d);
	container_close(d.container);
}

/* --- XML without a container ------------------------------------------ */

static struct charset
charset(const struct reader_source *source)
{
	if (strcmp(source->media_type, MEDIA_WORD_XML) != 0)
		return (struct charset){NULL, NULL, false};
	return reader_charset(source);
}

static void
read_xml(const struct reader_source *source, struct records *out)
{
	const struct charset c = charset(source);
	g_autofree char *owned = NULL;
	size_t len, replaced;
	const char *text = charset_text(source->bytes, source->len, c, &len,
	    &replaced, &owned);
	g_autoptr(GByteArray) zip = NULL;

	if (replaced > 0)
		records_problem(out, PROBLEM_CHARSET, "",
		    "%zu characters that %s has not", replaced, c.name);
	zip = flat_package_zip(text, len);
	if (zip != NULL)
		read_container(source, zip->data, zip->len, out);
	else
		word_xml_read(text, len, out);
}

static void
read_docx(const struct reader_source *source, struct records *out)
{
	if (strcmp(source->media_type, MEDIA_WORD_XML) == 0)
		read_xml(source, out);
	else
		read_container(source, source->bytes, source->len, out);
}

const struct reader reader_docx = {
    .name = "docx", .charset = charset, .read = read_docx};
