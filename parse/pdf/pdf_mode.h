/* Text that a page holds and does not show: text rendering mode 3 (3 Tr, ISO
 * 32000 9.3.6), as of the words that a program has read off a scanned page.
 *
 * poppler gives such text out with the rest and does not say which it is.  Its
 * function that takes each character (ActualText::addChar) is replaced by one
 * that keeps those away (see pdf_font.h).  Where in poppler's state of graphics
 * the mode stands is found out with a page on which all modes are known, so that
 * another version of poppler may have it elsewhere. */
#ifndef PARSE_PDF_PDF_MODE_H
#define PARSE_PDF_PDF_MODE_H

#include <glib.h>
#include <stdbool.h>

/* Finds the mode; to be called once, before the first page.  False where the
 * mode was not found: then all text counts as shown, which the caller says. */
bool pdf_mode_learn(void);

/* Gathers the text of pages read from now on that is not shown, a line each;
 * NULL: no longer. */
void pdf_mode_gather(GString *unseen);

#endif
