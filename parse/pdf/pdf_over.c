/* dlsym(RTLD_NEXT) is GNU's. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "pdf_over.h"

#include <dlfcn.h>

#define DRAW "_ZN3Gfx9drawAnnotEP6ObjectP11AnnotBorderP10AnnotColorddddi"
#define DRAW_WIDGET "_ZN11AnnotWidget4drawEP3Gfxb"
#define DRAW_FREE_TEXT "_ZN13AnnotFreeText4drawEP3Gfxb"

static struct paint_capture *watched;
static enum page_over kind = PAGE_NOTE; /* of what is drawn next */

void
pdf_over_watch(struct paint_capture *capture)
{
	watched = capture;
	kind = PAGE_NOTE;
}

/* --- in place of poppler's own ------------------------------------------ */

void draw(void *gfx, void *object, void *border, void *colour, double x0,
    double y0, double x1, double y1, int turn) __asm__(DRAW);
void draw_widget(void *annotation, void *gfx, bool printing)
    __asm__(DRAW_WIDGET);
void draw_free_text(void *annotation, void *gfx, bool printing)
    __asm__(DRAW_FREE_TEXT);

void
draw(void *gfx, void *object, void *border, void *colour, double x0, double y0,
    double x1, double y1, int turn)
{
	static void (*next)(void *, void *, void *, void *, double, double,
	    double, double, int);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, DRAW);
	if (watched != NULL)
		paint_capture_over(watched, kind);
	next(gfx, object, border, colour, x0, y0, x1, y1, turn);
	if (watched != NULL)
		paint_capture_over(watched, PAGE_CONTENT);
}

void
draw_widget(void *annotation, void *gfx, bool printing)
{
	static void (*next)(void *, void *, bool);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, DRAW_WIDGET);
	kind = PAGE_CONTENT;
	next(annotation, gfx, printing);
	kind = PAGE_NOTE;
}

void
draw_free_text(void *annotation, void *gfx, bool printing)
{
	static void (*next)(void *, void *, bool);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, DRAW_FREE_TEXT);
	kind = PAGE_TYPED;
	next(annotation, gfx, printing);
	kind = PAGE_NOTE;
}
