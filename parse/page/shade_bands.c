#include "shade_bands.h"

#include <math.h>
#include <stdlib.h>

#include "page_words.h"

/* Lengths in points. */
#define SAME 2.0F       /* sides that lie within this are one */
#define LEAST 6.0F      /* of a field each way */
#define HIGHEST 72.0F

enum {
	MOST_SHADES = 4000,
	MOST_ROWS = 3,          /* above the first band, and below the last */
};

/* Shades below each other, as wide as each other. */
struct stack {
	struct page_box box;    /* from the first to the last */
	guint first, n;         /* in the sorted array */
};

static int
by_column(const void *a, const void *b)
{
	const struct page_box *s = a, *t = b;

	if (fabsf(s->x0 - t->x0) > SAME)
		return s->x0 < t->x0 ? -1 : 1;
	if (fabsf(s->x1 - t->x1) > SAME)
		return s->x1 < t->x1 ? -1 : 1;
	return s->y0 < t->y0 ? -1 : s->y0 > t->y0;
}

static struct page_box *
shade_at(const GArray *shades, guint i)
{
	return &g_array_index(shades, struct page_box, i);
}

/* The shades of the size of cells; one painted twice counts once. */
static GArray *
cell_shades(const struct printed_page *page)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct page_box));
	guint kept = 0;

	for (guint i = 0; i < page->shades->len && all->len < MOST_SHADES;
	    i++) {
		const struct page_box *b = shade_at(page->shades, i);

		if (page_box_width(b) >= LEAST && page_box_height(b) >= LEAST &&
		    page_box_height(b) <= HIGHEST)
			g_array_append_val(all, *b);
	}
	g_array_sort(all, by_column);
	for (guint i = 0; i < all->len; i++) {
		const struct page_box b = *shade_at(all, i);

		if (kept > 0 && by_column(&b, shade_at(all, kept - 1)) >= 0 &&
		    fabsf(b.x0 - shade_at(all, kept - 1)->x0) < SAME &&
		    fabsf(b.x1 - shade_at(all, kept - 1)->x1) < SAME &&
		    fabsf(b.y0 - shade_at(all, kept - 1)->y0) < SAME)
			continue;
		*shade_at(all, kept++) = b;
	}
	g_array_set_size(all, kept);
	return all;
}

static GArray *
find_stacks(const GArray *shades)
{
	GArray *stacks = g_array_new(FALSE, FALSE, sizeof(struct stack));

	for (guint i = 0, n; i < shades->len; i += n) {
		struct stack s = {*shade_at(shades, i), i, 1};

		for (n = 1; i + n < shades->len &&
		    fabsf(shade_at(shades, i + n)->x0 - s.box.x0) <= SAME &&
		    fabsf(shade_at(shades, i + n)->x1 - s.box.x1) <= SAME; n++)
			page_words_box_add(&s.box, shade_at(shades, i + n));
		s.n = n;
		g_array_append_val(stacks, s);
	}
	return stacks;
}

/* The columns of a row: stacks that stand beside each other with shades at the
 * same heights. */
struct bands {
	const struct printed_page *page;
	const GArray *shades;
	const struct stack **stacks;
	guint n;
	GArray *gaps;           /* that are found */
};

static bool
are_beside(const struct stack *a, const struct stack *b, const GArray *shades)
{
	if (a->n != b->n || b->box.x0 < a->box.x1 - SAME ||
	    b->box.x0 > a->box.x1 + LEAST)
		return false;
	for (guint i = 0; i < a->n; i++)
		if (fabsf(shade_at(shades, a->first + i)->y0 -
		    shade_at(shades, b->first + i)->y0) > SAME)
			return false;
	return true;
}

/* In how many columns a row between two heights has text; 0 where a text lies
 * across its sides or from one column to the next.  Between bands a name may
 * run into the next column, but not out of the first. */
static guint
filled_columns(const struct bands *b, float y0, float y1, bool between)
{
	const float left = b->stacks[0]->box.x0;
	const float right = b->stacks[b->n - 1]->box.x1;
	g_autofree bool *filled = g_new0(bool, b->n);
	const struct page_box *last = NULL;
	guint count = 0, last_col = 0;

	for (guint i = 0; i < b->page->chars->len; i++) {
		const struct page_box *c = &g_array_index(b->page->chars,
		    struct page_char, i).box;
		const float x = page_box_middle_x(c), y = page_box_middle_y(c);
		const float slack = 0.2F * page_box_height(c);
		guint col = 0;

		if (last != NULL && (x < left || x > right || y < y0 ||
		    y > y1))
			last = NULL;
		if (x < left || x > right || y < y0 || y > y1)
			continue;
		if (c->y0 < y0 - slack || c->y1 > y1 + slack)
			return 0;
		while (col + 1 < b->n && x > b->stacks[col]->box.x1)
			col++;
		if ((!between || col == 0) &&
		    (c->x0 < b->stacks[col]->box.x0 - slack ||
		    c->x1 > b->stacks[col]->box.x1 + slack))
			return 0;
		if (last != NULL && last_col != col &&
		    (!between || MIN(last_col, col) == 0) &&
		    fabsf(c->y0 - last->y0) < slack &&
		    fabsf(c->x0 - last->x1) < 1.3F * slack)
			return 0;
		last = c;
		last_col = col;
		count += !filled[col];
		filled[col] = true;
	}
	return count;
}

static void
add_row(struct bands *b, float y0, float y1)
{
	for (guint i = 0; i < b->n; i++) {
		struct page_box gap = {b->stacks[i]->box.x0, y0,
		    b->stacks[i]->box.x1, y1};

		g_array_append_val(b->gaps, gap);
	}
}

/* Adds the rows between the bands, and those above and below whose text stands
 * in the columns: a heading without a shade. */
static void
add_gaps(struct bands *b)
{
	const struct stack *s = b->stacks[0];
	float above = s->box.y0, below = s->box.y1, height;

	for (guint i = 0; i + 1 < s->n; i++) {
		const struct page_box *u = shade_at(b->shades, s->first + i);
		const struct page_box *v = u + 1;
		const float gap = v->y0 - u->y1;

		if (gap < LEAST || gap > 2.2F * MAX(page_box_height(u),
		    page_box_height(v)) ||
		    filled_columns(b, u->y1, v->y0, true) == 0)
			continue;
		add_row(b, u->y1, v->y0);
	}
	height = page_box_height(shade_at(b->shades, s->first));
	for (unsigned n = 0; n < MOST_ROWS && filled_columns(b,
	    above - height, above, false) >= 2; n++, above -= height)
		add_row(b, above - height, above);
	height = page_box_height(shade_at(b->shades, s->first + s->n - 1));
	for (unsigned n = 0; n < MOST_ROWS && filled_columns(b, below,
	    below + height, false) >= 2; n++, below += height)
		add_row(b, below, below + height);
}

GArray *
shade_bands_gaps(const struct printed_page *page)
{
	GArray *gaps = g_array_new(FALSE, FALSE, sizeof(struct page_box));
	GArray *shades = cell_shades(page), *stacks = find_stacks(shades);
	g_autofree const struct stack **row = g_new(const struct stack *,
	    stacks->len + 1);

	for (guint i = 0, n; i < stacks->len; i += n) {
		struct bands b = {page, shades, row, 1, gaps};

		row[0] = &g_array_index(stacks, struct stack, i);
		for (n = 1; i + n < stacks->len && are_beside(row[n - 1],
		    &g_array_index(stacks, struct stack, i + n), shades); n++)
			row[n] = &g_array_index(stacks, struct stack, i + n);
		b.n = n;
		if (n > 1 && row[0]->n > 1)
			add_gaps(&b);
	}
	g_array_free(stacks, TRUE);
	g_array_free(shades, TRUE);
	return gaps;
}
