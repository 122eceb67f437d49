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
#include <setjmp.h>
#include <stdbool.h>

struct page_box {
	float x0, y0, x1, y1;
};

/* A colour is 0xRRGGBB, or this where it is not one colour. */
enum { PAGE_NO_COLOUR = 0x1000000 };

/* Where on a page something is: in its content, or over it, typed as into a form,
 * or a note: a stamp, a watermark, a remark. */
enum page_over { PAGE_CONTENT, PAGE_TYPED, PAGE_NOTE };

/* A glyph of a font. */
struct page_glyph {
	float x, y;             /* where it begins, on its baseline */
	unsigned long index;    /* its number in its font */
	float size;             /* of its font, in points, or 0 */
	float angle;            /* of its baseline, in degrees clockwise from 0
	                         * for text that runs to the right, below 360 */
	unsigned colour;
	float alpha;            /* 0 cannot be seen, 1 is opaque */
	unsigned order;         /* when it is painted, from 1 on */
	struct page_box clip;   /* outside of which it cannot be seen */
	const void *target;     /* the group that it is painted in */
	bool artifact;          /* the program that wrote it calls it furniture:
	                         * a header, a footer, a watermark */
	enum page_over over;
	unsigned shows;         /* number of the character that it shows, from 1
	                         * on; 0: none, or not yet known */
};

/* A filled area. */
struct page_area {
	struct page_box box;
	unsigned colour;
	unsigned order;         /* as of glyphs */
	bool opaque;
};

enum {
	PAGE_RULE = 3,          /* points: what is thicker is an area */
	PAGE_MOST_GLYPHS = 20000,
	PAGE_WORK_OF_CLIP = 20,
	PAGE_PIXELS_OF_WORK = 100,      /* of a soft mask, a unit */
};

struct paint_capture {
	GArray *rules;          /* struct page_box */
	GArray *shades;         /* struct page_box, white ones left out */
	GArray *whites;         /* struct page_box: white lines */
	GArray *drawings;       /* struct page_box: curves and slanted lines */
	GArray *areas;          /* struct page_area, white ones, too, and what
	                         * lies over the content */
	GArray *strokes;        /* struct page_box: rules over the content */
	GArray *glyphs;         /* struct page_glyph: the first
	                         * PAGE_MOST_GLYPHS, hidden ones, too */
	enum page_over over;    /* what is painted now, */
	unsigned under[4];      /* and how many marks lie under it */
	unsigned order;         /* what has been painted so far */
	unsigned artifact;      /* marks that are open since one of furniture,
	                         * with it: what is painted now is furniture */
	size_t work;            /* what has been done for it, see */
	size_t most_work;       /* paint_capture_work, after which */
	jmp_buf *stop;          /* this is jumped to, unless it is NULL */
	bool translucent;       /* something of the page may be seen through */
	size_t pixels;          /* of pictures */
	void *surface;          /* what the page is painted on, as far as cairo
	                         * knows */
};

/* Begins a page of this many points to paint on with cairo's own calls: what
 * they would paint is noted until the end.  The arrays are the caller's. */
cairo_t *paint_capture_begin(struct paint_capture *, double width,
    double height);
/* What is painted from now on is in the content again, or over it: its rules are
 * not noted as such, nor are shades and drawings. */
void paint_capture_over(struct paint_capture *, enum page_over);

/* Counts work that is done for the page at hand, in units of what a character
 * of its content costs; where it has `stop` and it becomes more than most_work,
 * jumps there.  Nothing without a page at hand. */
void paint_capture_work(size_t units);

void paint_capture_end(struct paint_capture *, cairo_t *);

#endif
