/* OFD, the Chinese standard for documents with fixed pages (GB/T 33190-2016):
 * a zip container of XML (ofd_document.h) whose pages (ofd_page.h) are read as
 * those of PDF are, by places.
 *
 * Stamps of signatures are not read, and signatures not verified.  Text that
 * cannot be seen is left out: over a scanned page it is what a program believed to
 * read there, and the page is reported as a picture. */
#include "fetch/body/sniff.h"
#include "parse/core/reader.h"
#include "parse/layout/pages.h"
#include "parse/page/paint_library.h"
#include "ofd_document.h"
#include "ofd_page.h"
#include "ofd_text.h"

/* Reads the pages of one of a package's documents; returns the number of the
 * last page. */
static int
read_document(struct container *container, struct records *out,
    const char *root, struct pages *pages, int number)
{
	g_autoptr(GHashTable) glyphs = ofd_text_glyphs_new();
	struct ofd_document d;

	ofd_document_read(&d, container, out, root);
	for (guint i = 0; i < d.pages->len; i++)
		pages_add(pages, ofd_page_read(&d, &g_array_index(d.pages,
		    struct ofd_part, i), glyphs), ++number);
	ofd_document_clear(&d);
	return number;
}

/* An encrypted package (GM/T 0099) says so in a part of its own and has its
 * other parts under names that it does not state. */
static bool
is_encrypted(const struct container *container)
{
	return container_find(container, "Encryptions.xml") != NULL;
}

static void
read_package(struct container *container, const struct reader_source *source,
    struct records *out)
{
	g_autoptr(GPtrArray) roots = ofd_document_list(container, out);
	struct pages *pages = pages_new();
	int number = 0;

	for (guint i = 0; i < roots->len; i++)
		number = read_document(container, out, roots->pdata[i], pages,
		    number);
	if (roots->len == 0)
		records_problem(out, PROBLEM_DAMAGED, "OFD.xml",
		    "it names no document");
	pages_end(pages, out, source->member);
}

static void
read_ofd(const struct reader_source *source, struct records *out)
{
	struct container *container = package_open(source->bytes,
	    source->len, out);

	if (container == NULL)
		return;
	if (is_encrypted(container))
		records_problem(out, PROBLEM_ENCRYPTED, "",
		    "an encrypted package: expected an open one");
	else
		read_package(container, source, out);
	container_close(container);
}

const struct reader reader_ofd = {
    .name = "ofd", .prepare = paint_library_open, .read = read_ofd};
