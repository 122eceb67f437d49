/* How the characters of a PDF page are painted: poppler gives out characters
 * with boxes, cairo glyphs with places, sizes, colours and clips; a character
 * and its glyph begin at the same point of the baseline. */
#ifndef PARSE_PDF_PDF_INK_H
#define PARSE_PDF_PDF_INK_H

#include "parse/page/printed_page.h"

/* Gives the characters of a page the ink of the glyphs that show them, one by
 * one.  Boxes that a font's own word makes higher than its size allows, or much
 * lower, are set right. */
void pdf_ink_match(struct printed_page *, GArray *glyphs);

#endif
