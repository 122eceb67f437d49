/* poppler, which is opened for the first PDF and not linked: with the libraries that it
 * needs itself it is half of what a start of miit-parse costs.
 *
 * Its functions are called as pdf_library.page_render for poppler_page_render.  It is
 * opened for all to see, so that it calls what this program defines in place of its
 * own (pdf_font.h), and that finds its own by RTLD_NEXT. */
#ifndef PARSE_PDF_PDF_LIBRARY_H
#define PARSE_PDF_PDF_LIBRARY_H

#include <poppler.h>

/* The functions that are called, without "poppler_". */
#define PDF_LIBRARY(EACH)                                                     \
	EACH(document_get_n_pages)                                            \
	EACH(document_get_page)                                               \
	EACH(document_new_from_bytes)                                         \
	EACH(error_quark)                                                     \
	EACH(page_free_text_attributes)                                       \
	EACH(page_get_size)                                                   \
	EACH(page_get_text)                                                   \
	EACH(page_get_text_attributes_for_area)                               \
	EACH(page_get_text_for_area)                                          \
	EACH(page_get_text_layout_for_area)                                   \
	EACH(page_render)

#define PDF_LIBRARY_MEMBER(name) __typeof__(poppler_##name) *name;

struct pdf_library {
	PDF_LIBRARY(PDF_LIBRARY_MEMBER)
};

/* NULLs before it is opened. */
extern struct pdf_library pdf_library;

/* Opens it, in the parent.  Where it is not installed, or another version than the
 * program was made with, the process ends. */
void pdf_library_open(void);

#endif
