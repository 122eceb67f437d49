/* The font that stands in for those that are not in a file.
 *
 * Official PDFs name fonts that every office has (宋体) without embedding them.
 * poppler then asks fontconfig for one like it, and without any it paints
 * nothing: what of the text is clipped, covered, transparent or slanted would
 * not be known.  The machine's fonts must not matter, and a worker may not open
 * them; so this module answers for fontconfig with one font of its own, which
 * its definitions of poppler's openFile and of FT_New_Face find in memory.  The
 * linker prefers the program's definitions to the libraries'.  Glyphs are not
 * painted anyway (parse/page/paint_capture.h); their places come from the
 * widths in the PDF.
 *
 * Tried with poppler 22.12.  tests/poppler.t fails where another version calls
 * one of these functions by another name. */
#ifndef PARSE_PDF_PDF_FONT_H
#define PARSE_PDF_PDF_FONT_H

/* Has the linker take the module's definitions. */
void pdf_font_install(void);

#endif
