#include "page_typed.h"

#include <math.h>

#include "page_words.h"

static const struct page_char *
char_at(const struct printed_page *page, guint i)
{
	return &g_array_index(page->chars, struct page_char, i);
}

/* How far two boxes are apart along a line, INFINITY if they do not stand on
 * one. */
static float
gap_between(const struct page_box *a, const struct page_box *b)
{
	const float beside = MIN(a->y1, b->y1) - MAX(a->y0, b->y0);
	const float least = 0.3F * MIN(page_box_height(a), page_box_height(b));

	return beside < least ? INFINITY : MAX(a->x0, b->x0) - MIN(a->x1, b->x1);
}

guint
page_typed_length(const struct printed_page *page, guint first)
{
	const float most = 2;   /* sizes, within a line */
	guint n = 0;

	while (first + n < page->chars->len) {
		const struct page_char *c = char_at(page, first + n);

		if (c->ink.over != PAGE_TYPED || (n > 0 &&
		    gap_between(&(c - 1)->box, &c->box) > most * c->ink.size))
			break;
		n++;
	}
	return n;
}

/* The next lines around a box, at the edges of the page where there are none. */
static struct page_box
cell_around(const struct printed_page *page, const struct page_box *b)
{
	const float x = page_box_middle_x(b), y = page_box_middle_y(b);
	struct page_box cell = {-INFINITY, -INFINITY, INFINITY, INFINITY};

	for (guint i = 0; i < page->rules->len; i++) {
		const struct page_box *r = &g_array_index(page->rules,
		    struct page_box, i);
		const bool across = page_box_width(r) > page_box_height(r);

		if (across && r->x0 < x && r->x1 > x && r->y1 <= y)
			cell.y0 = MAX(cell.y0, r->y1);
		else if (across && r->x0 < x && r->x1 > x)
			cell.y1 = MIN(cell.y1, r->y0);
		else if (!across && r->y0 < y && r->y1 > y && r->x1 <= x)
			cell.x0 = MAX(cell.x0, r->x1);
		else if (!across && r->y0 < y && r->y1 > y)
			cell.x1 = MIN(cell.x1, r->x0);
	}
	return cell;
}

bool
page_typed_is_note(const struct printed_page *page, guint first, guint n)
{
	const float near = 2;   /* sizes */
	const float size = char_at(page, first)->ink.size;
	struct page_box box = char_at(page, first)->box, cell;
	bool closed;

	for (guint i = first; i < first + n; i++)
		page_words_box_add(&box, &char_at(page, i)->box);
	cell = cell_around(page, &box);
	closed = isfinite(cell.x0 + cell.y0) && isfinite(cell.x1 + cell.y1);
	for (guint i = 0; i < page->chars->len; i++) {
		const struct page_char *c = char_at(page, i);
		const float x = page_box_middle_x(&c->box);
		const float y = page_box_middle_y(&c->box);

		if (c->ink.over == PAGE_CONTENT && x > cell.x0 &&
		    x < cell.x1 && y > cell.y0 && y < cell.y1 &&
		    (closed || gap_between(&box, &c->box) < near * size))
			return true;
	}
	return false;
}
