#include "pdf_library.h"

#include "parse/core/library.h"

_Static_assert(sizeof POPPLER > 1, "POPPLER: expected the library's file name");

struct pdf_library pdf_library;

#define NAMED(name) {"poppler_" #name, (void **)&pdf_library.name},

void
pdf_library_open(void)
{
	static const struct library_function functions[] = {
	    PDF_LIBRARY(NAMED)};

	library_open(POPPLER, "the PDF library", true, functions,
	    G_N_ELEMENTS(functions));
}
