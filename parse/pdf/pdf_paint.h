/* What poppler paints of a page, captured (parse/page/paint_capture.h). */
#ifndef PARSE_PDF_PDF_PAINT_H
#define PARSE_PDF_PDF_PAINT_H

#include <poppler.h>

#include "parse/page/paint_capture.h"

/* Once, before the first page: has poppler look up its character maps, and
 * fontconfig know no fonts.  What a page says does not depend on the fonts of a
 * machine, and a worker may not open them. */
void pdf_paint_prepare(void);

/* Renders a page without painting and notes what it would paint.  Afterwards
 * the page's text is at hand, too, at no further cost.  The arrays are the
 * caller's.  False where it is more than *work (pdf_work.h): then nothing more
 * can be asked of the document, nor can it be freed.  Takes that of the page
 * from *work. */
bool pdf_paint_read(struct paint_capture *, PopplerPage *, size_t *work);

#endif
