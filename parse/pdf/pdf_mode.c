/* dlsym(RTLD_NEXT) is GNU's. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "pdf_mode.h"

#include <dlfcn.h>
#include <malloc.h>
#include <string.h>

#include "pdf_library.h"

enum { INVISIBLE = 3, MOST_UNSEEN = 1 << 16 };

#define ADD_CHAR "_ZN10ActualText7addCharEPK8GfxStateddddjiPKji"

/* The digit shown is the mode. */
static const char modes_pdf[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 98>>stream\n"
    "BT/F 9 Tf 9 9 Td 0 Tr(0)Tj 2 Tr(2)Tj 3 Tr(3)Tj 1 Tr(1)Tj 3 Tr(3)Tj "
    "0 Tr(0)Tj 2 Tr(2)Tj 1 Tr(1)Tj ET\n"
    "endstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Size 6/Root 1 0 R>>\n%%EOF\n";

/* Where the mode may stand: bytes from the beginning of the state. */
static struct {
	GArray *places;         /* size_t, or NULL before the first character */
	bool on;
} learning;

static size_t mode_at;          /* 0: not known */
static GString *gathered;
static double line;             /* how high the last such character stands */

static int
mode_of(const void *state, size_t at)
{
	int mode;

	memcpy(&mode, (const char *)state + at, sizeof mode);
	return mode;
}

/* Leaves the places where a mode stands that is known. */
static void
learn(const void *state, int mode)
{
	GArray *all = learning.places;
	const size_t size = malloc_usable_size((void *)(guintptr)state);
	guint kept = 0;

	if (all == NULL) {
		all = learning.places = g_array_new(FALSE, FALSE,
		    sizeof(size_t));
		for (size_t i = sizeof mode; i + sizeof mode <= size;
		    i += sizeof mode)
			g_array_append_val(all, i);
	}
	for (guint i = 0; i < all->len; i++) {
		const size_t at = g_array_index(all, size_t, i);

		if (at + sizeof mode <= size && mode_of(state, at) == mode)
			g_array_index(all, size_t, kept++) = at;
	}
	g_array_set_size(all, kept);
}

static void
gather(const unsigned *text, int n, double y)
{
	if (gathered->len > MOST_UNSEEN)
		return;
	if (gathered->len > 0 && y != line)
		g_string_append_c(gathered, '\n');
	line = y;
	for (int i = 0; i < n; i++)
		if (text[i] >= 0x20 && g_unichar_validate(text[i]))
			g_string_append_unichar(gathered, text[i]);
}

/* --- in place of poppler's own ------------------------------------------ */

void add_char(void *actual, const void *state, double x, double y, double dx,
    double dy, unsigned code, int bytes, const unsigned *text, int n)
    __asm__(ADD_CHAR);

void
add_char(void *actual, const void *state, double x, double y, double dx,
    double dy, unsigned code, int bytes, const unsigned *text, int n)
{
	static void (*next)(void *, const void *, double, double, double,
	    double, unsigned, int, const unsigned *, int);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, ADD_CHAR);
	if (learning.on)
		learn(state, (int)code - '0');
	if (gathered != NULL && mode_at > 0 &&
	    mode_of(state, mode_at) == INVISIBLE)
		gather(text, n, y);
	else
		next(actual, state, x, y, dx, dy, code, bytes, text, n);
}

/* --- pages ------------------------------------------------------------ */

bool
pdf_mode_learn(void)
{
	GBytes *bytes = g_bytes_new_static(modes_pdf, strlen(modes_pdf));
	PopplerDocument *document = pdf_library.document_new_from_bytes(bytes,
	    NULL, NULL);
	PopplerPage *page = document == NULL ? NULL :
	    pdf_library.document_get_page(document, 0);

	learning.on = true;
	if (page != NULL)
		g_free(pdf_library.page_get_text(page));
	learning.on = false;
	if (learning.places != NULL) {
		if (learning.places->len == 1)
			mode_at = g_array_index(learning.places, size_t, 0);
		g_array_free(learning.places, TRUE);
		learning.places = NULL;
	}
	g_clear_object(&page);
	g_clear_object(&document);
	g_bytes_unref(bytes);
	return mode_at > 0;
}

void
pdf_mode_gather(GString *unseen)
{
	gathered = unseen;
}
