#include "pdf_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "parse/page/page_order.h"
#include "parse/page/page_seen.h"
#include "parse/page/page_struck.h"
#include "pdf_chars.h"
#include "pdf_ink.h"
#include "pdf_library.h"
#include "pdf_mode.h"
#include "pdf_paint.h"

/* --- glyphs without meaning ------------------------------------------- */

/* Drops glyphs that begin outside of their clip. */
static void
drop_clipped(GArray *glyphs)
{
	guint kept = 0;

	for (guint i = 0; i < glyphs->len; i++) {
		const struct page_glyph *g = &g_array_index(glyphs,
		    struct page_glyph, i);

		if (!(g->x >= g->clip.x0 && g->x <= g->clip.x1 &&
		    g->y >= g->clip.y0 && g->y <= g->clip.y1))
			continue;
		if (kept < i)
			g_array_index(glyphs, struct page_glyph, kept) = *g;
		kept++;
	}
	g_array_set_size(glyphs, kept);
}

/* Whether a glyph that begins at a point belongs to a character with this box. */
static bool
belongs(const struct page_glyph *g, const struct page_box *b)
{
	const float near = 1.5F, widest = 30;

	return b->x0 >= g->x - widest && b->x0 <= g->x + near &&
	    g->x <= b->x1 + near && g->y >= b->y0 - near && g->y <= b->y1 + near;
}

/* The boxes of characters from left to right, to be freed. */
static struct page_box *
boxes_from_left(const GArray *chars)
{
	struct page_box *boxes = g_new(struct page_box, chars->len + 1);
	g_autofree uint64_t *keys = g_new(uint64_t, chars->len + 1);
	g_autofree guint *order = NULL;

	for (guint i = 0; i < chars->len; i++)
		keys[i] = page_order_key(g_array_index(chars, struct page_char,
		    i).box.x0);
	order = page_order_by(keys, chars->len);
	for (guint i = 0; i < chars->len; i++)
		boxes[i] = g_array_index(chars, struct page_char,
		    order[i]).box;
	return boxes;
}

/* Whether a glyph belongs to one of n characters, whose boxes are sorted from left
 * to right. */
static bool
is_known(const struct page_box *boxes, guint n, const struct page_glyph *g)
{
	const float near = 1.5F, widest = 30;
	guint low = 0, high = n;

	while (low < high) {
		const guint mid = (low + high) / 2;

		if (boxes[mid].x0 < g->x - widest)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < n && boxes[low].x0 <= g->x + near; low++)
		if (belongs(g, &boxes[low]))
			return true;
	return false;
}

/* How many glyphs are shown where no character is known.  A single one is a
 * space, and so is each that is like the one before. */
static size_t
unknown_glyphs(const GArray *chars, const GArray *glyphs)
{
	g_autofree struct page_box *boxes = NULL;
	const struct page_glyph *last = NULL;
	size_t unknown = 0;

	for (guint i = 0; i < glyphs->len; i++) {
		const struct page_glyph *g = &g_array_index(glyphs,
		    struct page_glyph, i);

		/* Nearly all show the one that they were found to show. */
		if (g->shows > 0 && belongs(g, &g_array_index(chars,
		    struct page_char, g->shows - 1).box)) {
			last = NULL;
			continue;
		}
		if (boxes == NULL)
			boxes = boxes_from_left(chars);
		if (is_known(boxes, chars->len, g)) {
			last = NULL;
			continue;
		}
		unknown += last != NULL && last->index != g->index;
		last = g;
	}
	return unknown;
}

/* --- rows of dots ------------------------------------------------------ */

static int
by_y(const void *a, const void *b)
{
	const struct page_glyph *g = a, *h = b;

	return g->y < h->y ? -1 : g->y > h->y;
}

static int
by_index(const void *a, const void *b)
{
	const unsigned long *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* How many glyphs of the kind that most are of begin inside a box; those given
 * are sorted from top to bottom. */
static guint
glyphs_inside(const GArray *glyphs, const struct page_box *box)
{
	const struct page_glyph *g = (const void *)glyphs->data;
	GArray *found = g_array_new(FALSE, FALSE, sizeof(unsigned long));
	guint low = 0, high = glyphs->len, most = 0;

	while (low < high) {
		const guint mid = (low + high) / 2;

		if (g[mid].y < box->y0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < glyphs->len && g[low].y <= box->y1; low++)
		if (g[low].x > box->x0 - 0.5F && g[low].x < box->x1)
			g_array_append_val(found, g[low].index);
	g_array_sort(found, by_index);
	for (guint i = 0, n; i < found->len; i += n) {
		for (n = 1; i + n < found->len && g_array_index(found,
		    unsigned long, i + n) == g_array_index(found,
		    unsigned long, i); n++)
			;
		most = MAX(most, n);
	}
	g_array_free(found, TRUE);
	return most;
}

/* Some programs give a row of dots that leads to the next column another text
 * than it shows (/ActualText): in the Statistical Abstract of the United States
 * it has one dot more.  Leaves as many as are shown. */
static void
settle_leaders(GArray *chars, GArray *glyphs)
{
	enum { LEAST = 3, SURPLUS = 2 };
	struct page_char *c = (struct page_char *)(void *)chars->data;
	guint kept = 0;
	bool sorted = false;

	for (guint i = 0, n; i < chars->len; i += n) {
		struct page_box box = c[i].box;
		guint shown;

		for (n = 1; i + n < chars->len && c[i].c == '.' &&
		    c[i + n].c == '.' && c[i + n].box.y0 == box.y0 &&
		    c[i + n].box.x0 >= box.x1 - 0.5F; n++)
			box.x1 = c[i + n].box.x1;
		/* poppler spreads the text evenly over the glyphs. */
		box.x1 += (box.x1 - box.x0) / (float)n;
		if (n >= LEAST && !sorted)
			g_array_sort(glyphs, by_y);
		sorted |= n >= LEAST;
		shown = n < LEAST ? n : glyphs_inside(glyphs, &box);
		if (shown > n || n > shown + SURPLUS)
			shown = n;
		if (kept < i)
			memmove(c + kept, c + i, shown * sizeof *c);
		kept += shown;
	}
	g_array_set_size(chars, kept);
}

/* --- pages ------------------------------------------------------------ */

/* Takes the text that the page does not show. */
static void
add_unseen(struct printed_page *p, GString *unseen)
{
	p->unseen = (size_t)g_utf8_strlen(unseen->str, -1);
	if (unseen->len > 0)
		g_string_append_printf(p->hidden, "%s\n", unseen->str);
	g_string_free(unseen, TRUE);
}

struct printed_page *
pdf_page_read(PopplerDocument *document, int number, size_t *work,
    bool *endless)
{
	PopplerPage *page = pdf_library.document_get_page(document, number);
	double width, height;
	struct paint_capture capture;
	struct printed_page *p;
	GString *unseen;
	bool all;

	if (page == NULL)
		return NULL;
	unseen = g_string_new(NULL);
	pdf_mode_gather(unseen);
	pdf_library.page_get_size(page, &width, &height);
	*endless = !pdf_paint_read(&capture, page, work);
	pdf_mode_gather(NULL);
	p = printed_page_new(width, height, &capture);
	add_unseen(p, unseen);
	if (*endless) {
		g_array_free(capture.glyphs, TRUE);
		printed_page_free(p);
		return NULL;
	}
	pdf_chars_read(p, page, capture.glyphs);
	pdf_ink_match(p, capture.glyphs);
	all = capture.glyphs->len < PAGE_MOST_GLYPHS;
	drop_clipped(capture.glyphs);
	p->unreadable += unknown_glyphs(p->chars, capture.glyphs);
	if (all)
		settle_leaders(p->chars, capture.glyphs);
	g_array_free(capture.glyphs, TRUE);
	page_seen_settle(p);
	page_struck_settle(p);
	printed_page_turn(p);
	g_object_unref(page);
	return p;
}
