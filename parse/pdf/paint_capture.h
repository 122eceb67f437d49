/* What a PDF page paints: ruling lines, shaded areas, glyphs and pictures.
 *
 * poppler tells characters, but paths it only paints, with cairo; and cairo has
 * no surface that tells paths without text (its script surface writes fonts and
 * glyphs, too, at several times the cost of reading the text).  So pdf_marks.c
 * defines the handful of cairo functions by which poppler paints: the linker
 * prefers the program's definitions to the library's.  They paint nothing and
 * note what would have been painted.  Everything else of cairo (paths, clips,
 * matrices, fonts) works as ever. */
#ifndef PARSE_PDF_PAINT_CAPTURE_H
#define PARSE_PDF_PAINT_CAPTURE_H

#include <cairo.h>
#include <glib.h>
#include <poppler.h>

struct page_box {
	float x0, y0, x1, y1;
};

/* Where a glyph begins, and its number in its font. */
struct pdf_glyph {
	float x, y;
	unsigned long index;
};

enum {
	PDF_RULE = 3,           /* points: what is thicker is an area */
	PDF_MOST_GLYPHS = 20000,
};

struct paint_capture {
	GArray *rules;          /* struct page_box */
	GArray *shades;         /* struct page_box, white ones left out */
	GArray *whites;         /* struct page_box: white lines */
	GArray *drawings;       /* struct page_box: curves and slanted lines */
	GArray *glyphs;         /* struct pdf_glyph: the first PDF_MOST_GLYPHS
	                         * that are shown, */
	GArray *hidden;         /* and those that the clip hides */
	size_t pixels;          /* of pictures */
	void *surface;          /* what poppler paints on, as it believes */
};

/* Once, before the first page: has poppler look up its character maps, and
 * fontconfig know no fonts.  What a page says does not depend on the fonts of a
 * machine, and a worker may not open them. */
void paint_capture_prepare(void);

/* A page of this many points to paint on with cairo's own calls: what they
 * would paint is noted until the end.  The arrays are the caller's. */
cairo_t *paint_capture_begin(struct paint_capture *, double width, double height);
void paint_capture_end(struct paint_capture *, cairo_t *);

/* Renders a page without painting and notes what it would paint.  Afterwards
 * the page's text is at hand, too, at no further cost.  The arrays are the
 * caller's. */
void paint_capture_read(struct paint_capture *, PopplerPage *);

#endif
