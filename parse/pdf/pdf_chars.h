/* The characters of a PDF page from poppler.
 *
 * poppler gives out a page's text and, apart from it, its characters' boxes,
 * from left to right within a word.  Where a word runs from right to left the text
 * has it as it is read, between marks of direction that have no box:
 *
 *     text    U+202B  U+0645 U+0646  U+202C      (read from right to left)
 *     boxes           2nd    1st                                            */
#ifndef PARSE_PDF_PDF_CHARS_H
#define PARSE_PDF_PDF_CHARS_H

#include <poppler.h>

#include "parse/page/printed_page.h"

/* Adds the characters of a page in the order of reading, with the size and
 * colour that poppler states where the glyphs leave these open.  Chinese text in fonts of one byte a character is
 * decoded (pdf_gbk.h). */
void pdf_chars_read(struct printed_page *, PopplerPage *,
    const GArray *glyphs);

#endif
