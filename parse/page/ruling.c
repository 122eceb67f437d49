#include "ruling.h"

#include <math.h>
#include <stdlib.h>

#include "page_words.h"
#include "shade_bands.h"

/* Lengths in points. */
#define SAME 2.0F       /* pieces of one line lie within this */
#define NEAR 3.0F       /* a white line lies at a shade's side */
#define SHORT 5.0F      /* shorter lines are dots and underlines of marks */

enum {
	MOST_RULES = 5000,      /* one way on a page; drawings have more */
	MOST_SHADES = 2000,     /* that are compared with others */
};

/* --- ruling lines ----------------------------------------------------- */

static int
by_at(const void *a, const void *b)
{
	const struct ruling *r = a, *s = b;

	if (r->at != s->at)
		return r->at < s->at ? -1 : 1;
	return r->from < s->from ? -1 : r->from > s->from;
}

static int
by_from(const void *a, const void *b)
{
	const struct ruling *r = a, *s = b;

	return r->from < s->from ? -1 : r->from > s->from;
}

/* Joins the pieces of lines at one height: r[0] to r[n - 1].  Dotted lines come
 * as many pieces, and cells drawn one by one each bring their own. */
static void
join_pieces(struct ruling *r, guint n, GArray *out)
{
	struct ruling line = {0, 0, 0};

	qsort(r, n, sizeof *r, by_from);
	for (guint i = 0; i < n; i++) {
		if (i > 0 && r[i].from <= line.to + SAME) {
			line.to = MAX(line.to, r[i].to);
			continue;
		}
		if (i > 0 && line.to - line.from >= SHORT)
			g_array_append_val(out, line);
		line = r[i];
	}
	if (line.to - line.from >= SHORT)
		g_array_append_val(out, line);
}

static GArray *
join_rules(GArray *pieces)
{
	GArray *out = g_array_new(FALSE, FALSE, sizeof(struct ruling));
	struct ruling *r = (struct ruling *)(void *)pieces->data;

	if (pieces->len > 0)
		qsort(r, pieces->len, sizeof *r, by_at);
	for (guint i = 0, n; i < pieces->len; i += n) {
		for (n = 1; i + n < pieces->len &&
		    r[i + n].at - r[i].at <= SAME; n++)
			;
		join_pieces(r + i, n, out);
	}
	g_array_free(pieces, TRUE);
	if (out->len > MOST_RULES)
		g_array_set_size(out, 0);
	return out;
}

/* Adds the sides of a shaded area of the size of cells. */
static void
add_sides(const struct printed_page *page, const struct page_box *b,
    GArray *across,
    GArray *down)
{
	const float least = 6;
	struct ruling rule;

	if (page_box_width(b) < least || page_box_height(b) < least ||
	    page_box_height(b) > (float)page->height / 2)
		return;
	rule = (struct ruling){b->y0, b->x0, b->x1};
	g_array_append_val(across, rule);
	rule.at = b->y1;
	g_array_append_val(across, rule);
	rule = (struct ruling){b->x0, b->y0, b->y1};
	g_array_append_val(down, rule);
	rule.at = b->x1;
	g_array_append_val(down, rule);
}

/* Whether the middle of a white line lies on a shade or at its side. */
static bool
is_on_shade(const GArray *shades, const struct page_box *line)
{
	const float x = page_box_middle_x(line), y = page_box_middle_y(line);

	for (guint i = 0; i < shades->len && i < MOST_SHADES; i++) {
		const struct page_box *s = &g_array_index(shades,
		    struct page_box, i);

		if (s->x0 - NEAR < x && x < s->x1 + NEAR &&
		    s->y0 - NEAR < y && y < s->y1 + NEAR)
			return true;
	}
	return false;
}

/* Whether a shade is the ground of a line of text in a shaded cell, as Word
 * paints it: within the cell by its margins. */
static bool
is_ground_of_text(const GArray *shades, guint n)
{
	const float least = 1, most = 12;
	const struct page_box *b = &g_array_index(shades, struct page_box, n);

	for (guint i = 0; i < shades->len && i < MOST_SHADES; i++) {
		const struct page_box *s = &g_array_index(shades,
		    struct page_box, i);
		const float left = b->x0 - s->x0, right = s->x1 - b->x1;

		if (left > least && left < most && right > least &&
		    right < most && b->y0 > s->y0 - least &&
		    b->y1 < s->y1 + least)
			return true;
	}
	return false;
}

/* Adds lines; where shades are given, those that lie on them.  A square may be a
 * dot of a line either way. */
static void
add_lines(const GArray *boxes, const GArray *shades, GArray *across,
    GArray *down)
{
	for (guint i = 0; i < boxes->len; i++) {
		const struct page_box *b = &g_array_index(boxes,
		    struct page_box, i);
		struct ruling h = {page_box_middle_y(b), b->x0, b->x1};
		struct ruling v = {page_box_middle_x(b), b->y0, b->y1};

		if (shades != NULL && !is_on_shade(shades, b))
			continue;
		if (page_box_width(b) > 0.8F * page_box_height(b))
			g_array_append_val(across, h);
		if (page_box_height(b) > 0.8F * page_box_width(b))
			g_array_append_val(down, v);
	}
}

/* How many shades are as wide as one and stand below or above it. */
static unsigned
count_stripes(const GArray *shades, const struct page_box *b)
{
	unsigned n = 0;

	for (guint i = 0; i < shades->len && i < MOST_SHADES; i++) {
		const struct page_box *s = &g_array_index(shades,
		    struct page_box, i);

		n += fabsf(s->x0 - b->x0) < SAME &&
		    fabsf(s->x1 - b->x1) < SAME &&
		    (s->y0 >= b->y1 - SAME || s->y1 <= b->y0 + SAME);
	}
	return n;
}

static GArray *
find_stripes(const struct printed_page *page)
{
	enum { OTHERS = 2, LOWEST = 6, HIGHEST = 72 };
	GArray *stripes = g_array_new(FALSE, FALSE, sizeof(struct ruling));

	for (guint i = 0; i < page->shades->len && i < MOST_SHADES; i++) {
		const struct page_box *b = &g_array_index(page->shades,
		    struct page_box, i);
		struct ruling top = {b->y0, b->x0, b->x1};
		struct ruling bottom = {b->y1, b->x0, b->x1};

		if (page_box_height(b) < LOWEST ||
		    page_box_height(b) > HIGHEST ||
		    page_box_width(b) * 2 < (float)page->width ||
		    count_stripes(page->shades, b) < OTHERS)
			continue;
		g_array_append_val(stripes, top);
		g_array_append_val(stripes, bottom);
	}
	g_array_sort(stripes, by_at);
	return stripes;
}

void
ruling_read(struct rulings *rules, const struct printed_page *page,
    bool shades)
{
	GArray *across = g_array_new(FALSE, FALSE, sizeof(struct ruling));
	GArray *down = g_array_new(FALSE, FALSE, sizeof(struct ruling));
	GArray *gaps = shades ? shade_bands_gaps(page) : NULL;

	rules->shades = shades;
	for (guint i = 0; shades && i < page->shades->len; i++)
		if (!is_ground_of_text(page->shades, i))
			add_sides(page, &g_array_index(page->shades,
			    struct page_box, i), across, down);
	for (guint i = 0; shades && i < gaps->len; i++)
		add_sides(page, &g_array_index(gaps, struct page_box, i),
		    across, down);
	if (gaps != NULL)
		g_array_free(gaps, TRUE);
	if (shades)
		add_lines(page->whites, page->shades, across, down);
	add_lines(page->rules, NULL, across, down);
	rules->across = join_rules(across);
	rules->down = join_rules(down);
	rules->stripes = find_stripes(page);
}

void
ruling_clear(struct rulings *rules)
{
	g_array_free(rules->across, TRUE);
	g_array_free(rules->down, TRUE);
	g_array_free(rules->stripes, TRUE);
}
