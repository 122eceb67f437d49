#include "pdf_ink.h"

#include <math.h>
#include <stdlib.h>

#include "parse/page/page_seen.h"

/* Lengths in points. */
#define NEAR 0.6F       /* a glyph from where its character begins */
#define EXACT 0.1F      /* where nothing else speaks against it */

enum {
	CELL = 16,              /* of the grid by which glyphs are found */
	MOST_SIDE = 256,        /* cells one way; the last is the largest */
	DEPTHS = 64,            /* of baselines that are distinguished */
};

/* The glyphs of a page by the cells of a grid: those of cell k are
 * order[first[k]] to order[first[k + 1] - 1]. */
struct glyph_grid {
	const struct page_glyph *glyphs;
	guint *first, *order;
	bool *taken;
	guint n;
	int cols, rows;
	float last_col, last_row;
};

static int
cell_of(float at, float last)
{
	return (int)CLAMP(at / CELL, 0, last);
}

static int
col_of(const struct glyph_grid *g, float x)
{
	return cell_of(x, g->last_col);
}

static int
row_of(const struct glyph_grid *g, float y)
{
	return cell_of(y, g->last_row);
}

static void
make_grid(struct glyph_grid *g, const struct printed_page *p,
    const GArray *glyphs)
{
	g_autofree int *cells = g_new(int, glyphs->len + 1);

	g->glyphs = (const void *)glyphs->data;
	g->n = glyphs->len;
	g->cols = (int)CLAMP(p->width / CELL + 1, 1, MOST_SIDE);
	g->rows = (int)CLAMP(p->height / CELL + 1, 1, MOST_SIDE);
	g->last_col = (float)(g->cols - 1);
	g->last_row = (float)(g->rows - 1);
	g->first = g_new0(guint, (size_t)g->cols * (size_t)g->rows + 2);
	g->order = g_new(guint, glyphs->len + 1);
	g->taken = g_new0(bool, glyphs->len + 1);
	/* Counted two places further on, then added up, so that filling moves
	 * the ends of the cells to where the next ones begin. */
	for (guint i = 0; i < glyphs->len; i++) {
		cells[i] = row_of(g, g->glyphs[i].y) * g->cols +
		    col_of(g, g->glyphs[i].x);
		g->first[cells[i] + 2]++;
	}
	for (int k = 1; k < g->cols * g->rows; k++)
		g->first[k + 1] += g->first[k];
	for (guint i = 0; i < glyphs->len; i++)
		g->order[g->first[cells[i] + 1]++] = i;
}

static void
free_grid(struct glyph_grid *g)
{
	g_free(g->first);
	g_free(g->order);
	g_free(g->taken);
}

/* What distance() is of a glyph near by that is turned. */
static float
turned_distance(const struct page_glyph *g, const struct page_box *b)
{
	const float sides[4] = {fabsf(g->x - b->x0), fabsf(g->y - b->y0),
	    fabsf(g->x - b->x1), fabsf(g->y - b->y1)};
	float best = INFINITY;

	for (int way = 0; way < 4; way++) {
		float off = fabsf(g->angle - 90 * (float)way);

		off = MIN(off, 360 - off);
		if (off < 50)
			best = MIN(best, sides[way]);
	}
	return best;
}

/* How far a glyph begins from where a character with this box does: at its left
 * side where text runs to the right, and so on.  Of text at half a right angle
 * poppler may take either. */
static float
distance(const struct page_glyph *g, const struct page_box *b)
{
	if (g->x < b->x0 - NEAR || g->x > b->x1 + NEAR ||
	    g->y < b->y0 - NEAR || g->y > b->y1 + NEAR)
		return INFINITY;
	return g->angle == 0 ? fabsf(g->x - b->x0) : turned_distance(g, b);
}

/* How much speaks against a glyph: another size or colour than poppler states
 * of the character.  Neither is sure: what a program wrote in place of glyphs
 * (/ActualText) has a size of its own. */
static float
doubt(const struct page_glyph *g, const struct page_ink *ink)
{
	float doubt = 0;

	if (ink->size > 0 && g->size > 0 &&
	    fabsf(ink->size - g->size) > 0.1F * g->size)
		doubt += 4;
	if (ink->colour != PAGE_NO_COLOUR && g->colour != PAGE_NO_COLOUR &&
	    ink->colour != g->colour)
		doubt += 2;
	return doubt;
}

/* How far down in a character's box a glyph's baseline is, as a share of its
 * height; negative for slanted text.  It is the same for all characters of a
 * font, however wrong the heights are that the font states. */
static float
depth(const struct page_glyph *g, const struct page_box *b)
{
	const float x = (g->x - b->x0) / MAX(b->x1 - b->x0, 0.01F);
	const float y = (g->y - b->y0) / MAX(b->y1 - b->y0, 0.01F);
	int quarter;

	if (g->angle == 0)
		return y;
	quarter = (int)lroundf(g->angle / 90);
	if (fabsf(g->angle - 90 * (float)quarter) > 1)
		return -1;
	switch (quarter % 4) {
	case 0:
		return y;
	case 1:
		return 1 - x;
	case 2:
		return 1 - y;
	default:
		return x;
	}
}

/* How often baselines were found at a depth. */
struct depths {
	guint n[DEPTHS + 2], most;
};

static guint
depth_bin(float depth)
{
	return (guint)CLAMP(depth * DEPTHS, 0, DEPTHS - 1) + 1;
}

static void
count_depth(struct depths *all, float depth)
{
	if (depth >= 0)
		all->most = MAX(all->most, ++all->n[depth_bin(depth)]);
}

static bool
is_usual(const struct depths *all, float depth)
{
	const guint *n = &all->n[depth_bin(depth)];

	return depth < 0 || (n[-1] + n[0] + n[1]) * 8 >= all->most;
}

/* What may show a character: the glyph of the least cost. */
struct candidate {
	const struct page_glyph *glyph;
	float distance;
	unsigned n;             /* glyphs that may show the character */
};

/* Finds the glyph that shows a character; `usual` may be NULL. */
static struct candidate
find_glyph(const struct glyph_grid *g, const struct page_char *c,
    const struct depths *usual)
{
	const struct page_box *b = &c->box;
	const int col = col_of(g, b->x0 - NEAR);
	const int last = col_of(g, b->x1 + NEAR);
	const int end = row_of(g, b->y1 + NEAR);
	struct candidate best = {NULL, INFINITY, 0};
	float best_cost = INFINITY;

	for (int row = row_of(g, b->y0 - NEAR); row <= end; row++)
		for (guint i = g->first[row * g->cols + col];
		    i < g->first[row * g->cols + last + 1]; i++) {
			const struct page_glyph *glyph =
			    &g->glyphs[g->order[i]];
			float cost, d;

			if (g->taken[g->order[i]] ||
			    !((d = distance(glyph, b)) < NEAR))
				continue;
			cost = d + doubt(glyph, &c->ink) + (usual == NULL ||
			    is_usual(usual, depth(glyph, b)) ? 0 : NEAR);
			best.n++;
			if (cost < best_cost) {
				best_cost = cost;
				best.distance = d;
				best.glyph = glyph;
			}
		}
	return best;
}

/* Takes for a character without one the glyph that was painted directly before or after that of
 * its neighbour: of two texts that begin at the same point one goes on. */
static void
take_next(struct glyph_grid *g, const GArray *chars, guint i,
    const struct page_glyph **found, const struct depths *usual, int step)
{
	const struct page_char *c = &g_array_index(chars, struct page_char, i);
	const struct page_glyph *beside = found[(gint)i + step], *glyph;

	if (beside == NULL ||
	    beside == &g->glyphs[step > 0 ? 0 : g->n - 1])
		return;
	glyph = beside - step;
	if (glyph->order + (unsigned)step != beside->order ||
	    g->taken[glyph - g->glyphs] || distance(glyph, &c->box) >= EXACT ||
	    doubt(glyph, &c->ink) > 0 || !is_usual(usual, depth(glyph, &c->box)))
		return;
	found[i] = glyph;
	g->taken[glyph - g->glyphs] = true;
}

static void
take_neighbours(struct glyph_grid *g, const GArray *chars,
    const struct page_glyph **found, const struct depths *usual)
{
	for (guint i = chars->len; i-- > 1;)
		if (found[i - 1] == NULL)
			take_next(g, chars, i - 1, found, usual, 1);
	for (guint i = 1; i < chars->len; i++)
		if (found[i] == NULL)
			take_next(g, chars, i, found, usual, -1);
}

/* Finds the glyphs of characters: first of those that only one may show, which
 * show how deep baselines are. */
static void
find_glyphs(struct glyph_grid *g, const GArray *chars,
    const struct page_glyph **found)
{
	struct depths depths = {.most = 0};

	for (int pass = 0; pass < 2; pass++) {
		for (guint i = 0; i < chars->len; i++) {
			const struct page_char *c = &g_array_index(chars,
			    struct page_char, i);
			struct candidate best;

			if (found[i] != NULL)
				continue;
			best = find_glyph(g, c, pass > 0 ? &depths : NULL);
			if (best.glyph == NULL || (pass == 0 && (best.n > 1 ||
			    best.distance > EXACT)))
				continue;
			found[i] = best.glyph;
			g->taken[best.glyph - g->glyphs] = true;
			if (pass == 0)
				count_depth(&depths, depth(best.glyph, &c->box));
		}
		if (pass == 0)
			take_neighbours(g, chars, found, &depths);
	}
}

/* --- boxes ------------------------------------------------------------ */

/* Sets right the side of a box from the baseline up and down, where it is out
 * of proportion: fonts for formulas state a height of three times their size
 * (Cambria Math), others none.  `up` and `down` grow upwards from the
 * baseline. */
static bool
is_out_of_proportion(float up, float down, float size)
{
	return up + down > 1.5F * size || up + down < 0.5F * size ||
	    up < 0.3F * size;
}

static void
bound(struct page_box *b, const struct page_ink *ink)
{
	const float above = 0.88F * ink->size, below = 0.12F * ink->size;
	const float slack = 10;

	if (ink->size <= 0)
		return;
	if (ink->angle < slack || ink->angle > 360 - slack) {
		if (is_out_of_proportion(ink->y - b->y0, b->y1 - ink->y,
		    ink->size)) {
			b->y0 = ink->y - above;
			b->y1 = ink->y + below;
		}
	} else if (fabsf(ink->angle - 180) < slack) {
		if (is_out_of_proportion(b->y1 - ink->y, ink->y - b->y0,
		    ink->size)) {
			b->y0 = ink->y - below;
			b->y1 = ink->y + above;
		}
	} else if (fabsf(ink->angle - 90) < slack) {
		if (is_out_of_proportion(b->x1 - ink->x, ink->x - b->x0,
		    ink->size)) {
			b->x0 = ink->x - below;
			b->x1 = ink->x + above;
		}
	} else if (fabsf(ink->angle - 270) < slack) {
		if (is_out_of_proportion(ink->x - b->x0, b->x1 - ink->x,
		    ink->size)) {
			b->x0 = ink->x - above;
			b->x1 = ink->x + below;
		}
	}
}

/* Without a glyph the baseline is not known.  poppler believes heights of up to
 * three times the size; most of such a font is below its baseline as often as
 * above it, but its glyphs are not: it keeps 0.95 above where that was stated
 * beyond reason. */
static void
bound_unknown(struct page_box *b, float size)
{
	if (size > 0 && b->y1 - b->y0 > 1.6F * size &&
	    b->x1 - b->x0 < 1.6F * size)
		b->y1 = b->y0 + 1.15F * size;
}

/* --- clip ------------------------------------------------------------- */

/* Whether a glyph of a Type 3 font, of which only the width is known, lies outside
 * of its clip. */
static bool
is_drawing_outside(const struct page_char *c, const struct page_glyph *g)
{
	const float width = c->box.x1 - c->box.x0;
	struct page_box b = c->box;

	b.y0 = MAX(b.y0, g->y - width);
	b.y1 = MIN(b.y1, g->y + 0.15F * width);
	return page_seen_is_outside(b.y1 > b.y0 ? &b : &c->box, &g->clip);
}

/* --- pages ------------------------------------------------------------ */

/* Further characters of one glyph (ligatures) have the ink of the first. */
static void
take_ink(struct page_char *c, const struct page_glyph *g,
    const struct page_char *last)
{
	if (g != NULL) {
		const float size = g->size > 0 ? g->size : c->ink.size;

		c->ink = (struct page_ink){size, g->x, g->y, g->angle,
		    g->colour, g->alpha, g->order, false, false,
		    g->artifact, g->over};
		if (g->size > 0)
			bound(&c->box, &c->ink);
		c->ink.hidden = g->size > 0 ? page_seen_is_outside(&c->box, &g->clip) :
		    is_drawing_outside(c, g);
	} else if (last != NULL && last->ink.order > 0 && !c->begins &&
	    fabsf(c->box.x0 - last->box.x1) < NEAR) {
		const float size = c->ink.size;

		if (size == 0 || fabsf(size - last->ink.size) < 0.1F * size)
			c->ink = last->ink;
	} else {
		bound_unknown(&c->box, c->ink.size);
	}
}

void
pdf_ink_match(struct printed_page *p, GArray *glyphs)
{
	g_autofree const struct page_glyph **found = g_new0(
	    const struct page_glyph *, p->chars->len + 1);
	struct glyph_grid grid;

	make_grid(&grid, p, glyphs);
	find_glyphs(&grid, p->chars, found);
	for (guint i = 0; i < p->chars->len; i++) {
		struct page_char *c = &g_array_index(p->chars,
		    struct page_char, i);

		take_ink(c, found[i], i > 0 ? c - 1 : NULL);
		if (found[i] != NULL)
			g_array_index(glyphs, struct page_glyph,
			    found[i] - grid.glyphs).shows = i + 1;
	}
	free_grid(&grid);
}
