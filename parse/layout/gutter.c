#include "gutter.h"

#include <math.h>

/* --- prose in two columns ---------------------------------------------- */

static bool
is_prose(const struct region *g, const struct chunk *c)
{
	unsigned letters = 0;

	for (unsigned i = c->first; i < c->first + c->n; i++)
		letters += g_unichar_isalpha(region_word(g,
		    i)->chars[0].c) != 0;
	return letters >= 4 || (letters > 0 && page_words_is_cjk(region_word(g,
	    c->first)->chars[0].c) && page_box_width(&c->box) > 12 * g->height);
}

/* Whether most of the left column's lines end where the longest does: they are
 * set full.  The cells of a list end anywhere. */
static bool
is_set_full(const struct region *g, const GArray *ends)
{
	float right = -INFINITY;
	unsigned full = 0;

	for (guint i = 0; i < ends->len; i++)
		right = MAX(right, g_array_index(ends, float, i));
	for (guint i = 0; i < ends->len; i++)
		full += right - g_array_index(ends, float, i) <
		    1.2F * g->height;
	return full * 2 >= ends->len;
}

/* Narrows a gutter to the white that a line has in common with it.  Returns
 * whether there is some; *vote says whether prose stands on both sides, and
 * then `ends` gets where that on the left does. */
static bool
narrow(const struct region *g, unsigned line, struct gutter *gutter,
    bool *vote, GArray *ends)
{
	const bool is_first = gutter->end == gutter->first;
	GArray *gaps = region_gaps(g, line);
	struct gutter found = *gutter;
	bool has_white = false;

	*vote = false;
	for (guint k = is_first; !*vote && k + is_first < gaps->len; k++) {
		const struct ruling *r = &g_array_index(gaps,
		    struct ruling, k);
		const float from = MAX(gutter->from, r->from);
		const float to = MIN(gutter->to, r->to);
		const unsigned right = g->first[line] + k;

		if (to - from < 0.5F * g->height)
			continue;
		has_white = true;
		found.from = from;
		found.to = to;
		*vote = k > 0 && k + 1 < gaps->len &&
		    is_prose(g, region_chunk(g, right - 1)) &&
		    is_prose(g, region_chunk(g, right));
		if (*vote)
			g_array_append_val(ends, r->from);
	}
	g_array_free(gaps, TRUE);
	*gutter = found;
	return has_white;
}

/* The text of a line left of a gutter: where it ends, or negative where there is
 * none; *word is how wide what cannot be parted at its beginning is. */
static float
left_end(const struct region *g, unsigned line, const struct gutter *gutter,
    float *word)
{
	const struct page_line *l = region_line(g, line);
	float end = -1;

	for (unsigned i = l->first; i < l->first + l->n; i++) {
		const struct page_word *w = region_word(g, i);

		if (page_box_middle_x(&w->box) > gutter->from)
			break;
		if (end < 0)
			*word = page_words_is_cjk(w->chars[0].c) ?
			    page_box_width(&w->chars[0].box) :
			    page_box_width(&w->box) + 0.2F * g->height;
		end = w->box.x1;
	}
	return end;
}

/* Whether the left column's lines end where the next word has no room, as text
 * that is not justified does, but for the last ones of paragraphs. */
static bool
is_wrapped(const struct region *g, const struct gutter *gutter)
{
	enum { LEAST = 5 };
	float right = -1, last = -1;
	unsigned breaks = 0, forced = 0;

	for (unsigned i = gutter->first; i < gutter->end; i++) {
		float word;

		right = MAX(right, left_end(g, i, gutter, &word));
	}
	for (unsigned i = gutter->first; i < gutter->end; i++) {
		float word = 0;
		const float end = left_end(g, i, gutter, &word);

		if (end < 0)
			continue;
		breaks += last >= 0;
		forced += last >= 0 && last + word > right;
		last = end;
	}
	return breaks >= LEAST && forced * 5 >= breaks * 4;
}

/* How many lines have text on both sides of a gutter. */
static unsigned
count_both(const struct region *g, const struct gutter *gutter)
{
	unsigned n = 0;

	for (unsigned i = gutter->first; i < gutter->end; i++) {
		const struct page_line *l = region_line(g, i);

		n += region_word(g, l->first)->box.x0 < gutter->from &&
		    region_word(g, l->first + l->n - 1)->box.x1 > gutter->to;
	}
	return n;
}

/* Whether a ruling line above a line of words crosses a gutter and goes on at
 * both sides: columns of prose end there, rows of a table are parted so. */
static bool
is_crossed(const struct region *g, unsigned line, const struct gutter *gutter)
{
	const float beside = 2 * g->height;

	return region_ruled(g, page_box_middle_y(&region_line(g,
	    line - 1)->box), page_box_middle_y(&region_line(g, line)->box),
	    gutter->from - beside, gutter->to + beside) > 0.9F;
}

bool
gutter_of_prose(const struct region *g, unsigned first, struct gutter *gutter)
{
	enum { LEAST = 5 };
	GArray *ends = g_array_new(FALSE, FALSE, sizeof(float));
	unsigned votes;
	bool vote, found;

	*gutter = (struct gutter){-INFINITY, INFINITY, first, first};
	for (unsigned i = first; i < g->lines->len; i++) {
		if (i > first && is_crossed(g, i, gutter))
			break;
		if (!narrow(g, i, gutter, &vote, ends) || (i == first && !vote))
			break;
		gutter->end = i + 1;
	}
	votes = ends->len;
	found = votes >= LEAST && votes * 5 >= count_both(g, gutter) * 2 &&
	    (is_set_full(g, ends) || is_wrapped(g, gutter));
	g_array_free(ends, TRUE);
	return found;
}

/* --- tables beside each other ------------------------------------------- */

/* Rules across that begin and end together. */
struct ladder {
	float x0, x1, y0, y1;
	unsigned rules;
};

/* Finds the ladders of a page, from left to right. */
static GArray *
find_ladders(const struct region *g)
{
	enum { MOST = 32 };
	const float same = 3;
	GArray *ladders = g_array_new(FALSE, FALSE, sizeof(struct ladder));

	for (guint i = 0; i < g->rules->across->len; i++) {
		const struct ruling *r = &g_array_index(g->rules->across,
		    struct ruling, i);
		struct ladder new = {r->from, r->to, r->at, r->at, 1};
		guint k = 0;

		while (k < ladders->len && (fabsf(g_array_index(ladders,
		    struct ladder, k).x0 - r->from) > same ||
		    fabsf(g_array_index(ladders, struct ladder, k).x1 -
		    r->to) > same))
			k++;
		if (k < ladders->len) {
			g_array_index(ladders, struct ladder, k).y1 = r->at;
			g_array_index(ladders, struct ladder, k).rules++;
		} else if (ladders->len < MOST) {
			g_array_append_val(ladders, new);
		}
	}
	return ladders;
}

/* Whether the rungs of two ladders stand at other heights. */
static bool
are_uneven(const struct region *g, const struct ladder *a,
    const struct ladder *b)
{
	unsigned common = 0;
	float last = -INFINITY;
	bool was_a = false;

	for (guint i = 0; i < g->rules->across->len; i++) {
		const struct ruling *r = &g_array_index(g->rules->across,
		    struct ruling, i);
		const bool is_a = fabsf(r->from - a->x0) < 3;

		if (!is_a && fabsf(r->from - b->x0) >= 3)
			continue;
		common += is_a != was_a && r->at - last < 1;
		last = r->at;
		was_a = is_a;
	}
	return common * 2 < MIN(a->rules, b->rules);
}

/* Whether no word stands in a gutter. */
static bool
is_white(const struct region *g, const struct gutter *gutter)
{
	for (unsigned i = gutter->first; i < gutter->end; i++) {
		const struct page_line *l = region_line(g, i);

		for (unsigned k = l->first; k < l->first + l->n; k++) {
			const struct page_box *b = &region_word(g, k)->box;

			if (b->x0 < gutter->to && b->x1 > gutter->from)
				return false;
		}
	}
	return true;
}

/* Whether the white between two ladders parts two tables. */
static bool
parts_tables(const struct region *g, const struct ladder *a,
    const struct ladder *b, struct gutter *gutter)
{
	enum { LEAST = 3 };
	const float y0 = MAX(a->y0, b->y0), y1 = MIN(a->y1, b->y1);

	if (a->rules < LEAST || b->rules < LEAST || b->x0 - a->x1 <
	    0.5F * g->height || (y1 - y0) * 2 < MIN(a->y1 - a->y0, b->y1 -
	    b->y0) || !are_uneven(g, a, b))
		return false;
	*gutter = (struct gutter){a->x1, b->x0, 0, 0};
	while (gutter->first < g->lines->len && region_line(g,
	    gutter->first)->box.y1 < MIN(a->y0, b->y0) - 2 * g->height)
		gutter->first++;
	gutter->end = gutter->first;
	while (gutter->end < g->lines->len && region_line(g,
	    gutter->end)->box.y0 < MAX(a->y1, b->y1))
		gutter->end++;
	return gutter->end > gutter->first && is_white(g, gutter);
}

bool
gutter_of_tables(const struct region *g, struct gutter *gutter)
{
	GArray *ladders = find_ladders(g);
	bool found = false;

	for (guint i = 0; !found && i < ladders->len; i++)
		for (guint k = 0; !found && k < ladders->len; k++)
			found = parts_tables(g, &g_array_index(ladders,
			    struct ladder, i), &g_array_index(ladders,
			    struct ladder, k), gutter);
	g_array_free(ladders, TRUE);
	return found;
}
