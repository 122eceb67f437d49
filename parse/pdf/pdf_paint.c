#include "pdf_paint.h"

#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include "fetch/base/program.h"
#include "parse/page/paint_library.h"
#include "pdf_font.h"
#include "pdf_library.h"
#include "pdf_mode.h"
#include "pdf_over.h"
#include "pdf_work.h"

/* --- preparing -------------------------------------------------------- */

/* The least that poppler opens: it keeps its tables as long as a document is
 * open. */
static const char least_pdf[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n"
    "0000000052 00000 n \ntrailer<</Size 3/Root 1 0 R>>\n"
    "startxref\n96\n%%EOF\n";

void
pdf_paint_prepare(void)
{
	static PopplerDocument *kept;
	GBytes *bytes;

	if (kept != NULL)
		return;
	paint_library_open();
	pdf_library_open();
	pdf_font_install();
	pdf_work_install();
	fontconfig.ConfigSetCurrent(fontconfig.ConfigCreate());
	bytes = g_bytes_new_static(least_pdf, strlen(least_pdf));
	kept = pdf_library.document_new_from_bytes(bytes, NULL, NULL);
	g_bytes_unref(bytes);
	if (!pdf_mode_learn())
		program_warn("poppler", NULL, "it does not say which text of a "
		    "PDF is not shown (rendering mode 3): all counts as shown");
}

/* --- furniture --------------------------------------------------------- */

/*     /Artifact <</Type /Pagination /Subtype /Watermark>> BDC … EMC
 *
 * What a program marks so is not part of what the page says.  poppler reads the
 * marks and does nothing with them, in functions that these take the place of
 * (see pdf_font.h).  It reports the end of every mark, but not the beginning of
 * those whose properties have a name (/P /MC0 BDC): what is marked within an
 * artifact may end it early, and is text then, as without marks. */
static struct paint_capture *marked;

void begin_mark(void *device, const char *name, void *properties)
    __asm__("_ZN9OutputDev18beginMarkedContentEPKcP4Dict");
void end_mark(void *device, void *state)
    __asm__("_ZN9OutputDev16endMarkedContentEP8GfxState");

void
begin_mark(void *device, const char *name, void *properties)
{
	(void)device;
	(void)properties;
	if (marked != NULL &&
	    (marked->artifact > 0 || strcmp(name, "Artifact") == 0))
		marked->artifact++;
}

void
end_mark(void *device, void *state)
{
	(void)device;
	(void)state;
	if (marked != NULL && marked->artifact > 0)
		marked->artifact--;
}

/* --- reading ---------------------------------------------------------- */

static ssize_t
swallow(void *cookie, const char *bytes, size_t len)
{
	(void)cookie;
	(void)bytes;
	return (ssize_t)len;
}

/* Renders; false where it is too much (most_work of the capture).  Then
 * poppler has been left in the middle of the page: nothing more can be asked of
 * the document, and it cannot be freed. */
static bool
render(struct paint_capture *capture, PopplerPage *page, cairo_t *cr)
{
	jmp_buf stop;

	capture->stop = &stop;
	if (setjmp(stop) != 0) {
		capture->stop = NULL;
		return false;
	}
	pdf_library.page_render(page, cr);
	capture->stop = NULL;
	return true;
}

/* Renders with standard error closed to poppler, which complains there of fonts
 * that it has no substitute for. */
static bool
render_quietly(struct paint_capture *capture, PopplerPage *page, cairo_t *cr)
{
	static FILE *nowhere;
	FILE *kept = stderr;
	bool done;

	if (nowhere == NULL)
		nowhere = fopencookie(NULL, "w",
		    (cookie_io_functions_t){.write = swallow});
	if (nowhere != NULL)
		stderr = nowhere;
	done = render(capture, page, cr);
	stderr = kept;
	return done;
}

bool
pdf_paint_read(struct paint_capture *capture, PopplerPage *page,
    size_t *work)
{
	double width, height;
	cairo_t *cr;
	bool done;

	pdf_library.page_get_size(page, &width, &height);
	cr = paint_capture_begin(capture, width, height);
	capture->most_work = *work;
	pdf_work_begin_page();
	marked = capture;
	pdf_over_watch(capture);
	done = render_quietly(capture, page, cr);
	marked = NULL;
	pdf_over_watch(NULL);
	*work -= MIN(*work, capture->work);
	paint_capture_end(capture, cr);
	return done;
}
