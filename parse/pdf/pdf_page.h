/* A page of a PDF as a printed page (parse/page). */
#ifndef PARSE_PDF_PDF_PAGE_H
#define PARSE_PDF_PDF_PAGE_H

#include <poppler.h>

#include "parse/page/printed_page.h"

/* Reads page `number` (from 0), or returns NULL where the document has no such
 * page.  Where it is more work than *work (pdf_paint_read) *endless is set, and the
 * document must neither be used nor freed. */
struct printed_page *pdf_page_read(PopplerDocument *, int number,
    size_t *work, bool *endless);

#endif
