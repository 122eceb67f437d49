/* What lies over a page's content: annotations.  poppler paints them after the
 * content and gives out their text with the rest.  Its functions that draw them are
 * replaced by ones that say so (see pdf_font.h).  The fields of a form are part of
 * the page; FreeText is typed on it (parse/page/page_typed.h), and text of any other
 * annotation is none of the page's: stamps, watermarks, notes. */
#ifndef PARSE_PDF_PDF_OVER_H
#define PARSE_PDF_PDF_OVER_H

#include "parse/page/paint_capture.h"

/* Says so of what is painted from now on; NULL: no longer. */
void pdf_over_watch(struct paint_capture *);

#endif
