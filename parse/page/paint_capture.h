/* What a page paints: ruling lines, shaded areas, glyphs and pictures.
 *
 * poppler gives out characters, but paths it only paints, with cairo; and cairo
 * has no surface that gives out paths without text (its script surface writes
 * fonts and glyphs, too, at several times the cost of reading the text).  So
 * this module defines the handful of cairo functions that paint: the linker
 * prefers the program's definitions to the library's.  They paint nothing and
 * note what would have been painted.  Everything else of cairo (paths, clips,
 * matrices, fonts) works as ever.  OFD paths are captured alike. */
#ifndef PARSE_PAGE_PAINT_CAPTURE_H
#define PARSE_PAGE_PAINT_CAPTURE_H

#include <cairo.h>
#include <glib.h>

struct page_box {
	float x0, y0, x1, y1;
};

/* Where a glyph begins, and its number in its font. */
struct page_glyph {
	float x, y;
	unsigned long index;
};

enum {
	PAGE_RULE = 3,          /* points: what is thicker is an area */
	PAGE_MOST_GLYPHS = 20000,
};

struct paint_capture {
	GArray *rules;          /* struct page_box */
	GArray *shades;         /* struct page_box, white ones left out */
	GArray *whites;         /* struct page_box: white lines */
	GArray *drawings;       /* struct page_box: curves and slanted lines */
	GArray *glyphs;         /* struct page_glyph: the first PAGE_MOST_GLYPHS
	                         * that are shown, */
	GArray *hidden;         /* and those that the clip hides */
	size_t pixels;          /* of pictures */
	void *surface;          /* what the page is painted on, as far as cairo
	                         * knows */
};

/* A page of this many points to paint on with cairo's own calls: what they
 * would paint is noted until the end.  The arrays are the caller's. */
cairo_t *paint_capture_begin(struct paint_capture *, double width,
    double height);
void paint_capture_end(struct paint_capture *, cairo_t *);

#endif
