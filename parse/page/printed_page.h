/* What stands on a page of a PDF: characters with their boxes, and ruling
 * lines, seen as a reader sees the page.
 *
 * Lengths are points (1/72 inch); x grows to the right and y downwards from the
 * upper left corner, after the page has been turned so that most of its text
 * runs from left to right. */
#ifndef PARSE_PAGE_PRINTED_PAGE_H
#define PARSE_PAGE_PRINTED_PAGE_H

#include <glib.h>
#include <stdbool.h>

#include "paint_capture.h"

/* Where the next character of a line stands. */
enum page_way { PAGE_RIGHT, PAGE_DOWN, PAGE_LEFT, PAGE_UP };

/* How a character is painted; what is not known is 0 or PAGE_NO_COLOUR. */
struct page_ink {
	float size;             /* of its font, in points */
	float x, y;             /* where it begins on its baseline, if order */
	float angle;            /* of that, as of glyphs, if order */
	unsigned colour;
	float alpha;
	unsigned order;         /* when it is painted, from 1 on */
	bool hidden;            /* outside of the clip */
	bool slanted;           /* at an angle that only its place shows */
	bool artifact;          /* as of glyphs */
	enum page_over over;    /* likewise */
};

struct page_char {
	struct page_box box;
	struct page_ink ink;
	gunichar c;
	unsigned char way;      /* enum page_way */
	bool begins;            /* the first of a word */
	bool struck;            /* a rule runs through it */
};

struct printed_page {
	double width, height;
	GArray *chars;          /* struct page_char, in poppler's order */
	GArray *rules;          /* struct page_box: lines are thinner than
	                         * PAGE_RULE, and longer than thick */
	GArray *shades;         /* struct page_box: filled areas, and white */
	GArray *whites;         /* lines, which may part them */
	GArray *drawings;       /* struct page_box: curves and slanted lines */
	GArray *areas;          /* struct page_area, with colours */
	GArray *strokes;        /* struct page_box: rules of annotations, which
	                         * may strike text */
	GString *watermark;     /* what it says across its text, a line each, */
	GString *hidden;        /* and what of its text cannot be seen */
	size_t unseen;          /* characters of that, */
	size_t unreadable;      /* characters and glyphs without meaning, */
	size_t readable;        /* and characters with one */
	size_t pixels;          /* of pictures, none of which is read */
	bool word_ended;        /* by a space, the last thing added */
};

void printed_page_free(struct printed_page *);

/* Makes a page of another format: one of this size in points with the lines and
 * areas of `marks`, which become the page's (not so its glyphs); characters are
 * added as the page is read, and at last it is turned. */
struct printed_page *printed_page_new(double width, double height,
    const struct paint_capture *capture);
void printed_page_add(struct printed_page *, gunichar,
    const struct page_box *, const struct page_ink *);
void printed_page_turn(struct printed_page *);

/* Hebrew, Arabic and the like. */
bool printed_page_is_right_to_left(gunichar);

/* Whether a box with this many characters is a drawing, such as a chart: it has
 * curves and slanted lines inside, over most of its width (a seal covers a part
 * of a list), and little text.  *bottom is where these end; it may be NULL. */
bool printed_page_is_drawing(const struct printed_page *,
    const struct page_box *,
    size_t chars, float *bottom);

#endif
