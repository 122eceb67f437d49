#include "page_aside.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST = 4, MOST_WORDS = 4000 };

/* Words that begin at one place, from top to bottom, set in lines. */
struct aside {
	struct page_box box;
	const struct page_word **lines;
	unsigned n;
};

static int
by_place(const void *a, const void *b)
{
	const struct page_word *v = *(const struct page_word *const *)a;
	const struct page_word *w = *(const struct page_word *const *)b;

	if (v->box.x0 != w->box.x0)
		return v->box.x0 < w->box.x0 ? -1 : 1;
	return v->box.y0 < w->box.y0 ? -1 : v->box.y0 > w->box.y0;
}

static int
by_height(const void *a, const void *b)
{
	const struct page_word *v = *(const struct page_word *const *)a;
	const struct page_word *w = *(const struct page_word *const *)b;

	return v->box.y0 < w->box.y0 ? -1 : v->box.y0 > w->box.y0;
}

/* Whether a word is a line of prose: Chinese, and long. */
static bool
is_line(const struct region *g, const struct page_word *w)
{
	unsigned letters = 0;

	for (unsigned i = 0; i < w->n; i++)
		letters += w->chars[i].c >= 0x2E80;
	return letters >= 6 && page_box_width(&w->box) > 6 * g->height;
}

static float
pitch(const struct aside *a, unsigned i)
{
	return a->lines[i + 1]->box.y0 - a->lines[i]->box.y0;
}

static int
by_value(const void *a, const void *b)
{
	const float *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Whether the lines stand evenly and most of them are full. */
static bool
is_prose(const struct region *g, const struct aside *a)
{
	g_autofree float *pitches = g_new(float, a->n);
	unsigned even = 0, full = 0;
	float usual;

	for (unsigned i = 0; i + 1 < a->n; i++)
		pitches[i] = pitch(a, i);
	qsort(pitches, a->n - 1, sizeof *pitches, by_value);
	usual = pitches[(a->n - 1) / 2];
	for (unsigned i = 0; i < a->n; i++) {
		even += i + 1 < a->n && fabsf(pitch(a, i) - usual) <
		    0.1F * usual;
		full += a->lines[i]->box.x1 > a->box.x1 - 1.5F * g->height;
	}
	return usual < 2.5F * g->height && even * 5 >= (a->n - 1) * 4 &&
	    full * 5 >= a->n * 4;
}

/* How the words beside a column lie: *from and *to is the white on one side,
 * and how many of its lines have a word beside them.  False where a word
 * crosses its sides. */
static bool
measure(const struct region *g, const struct aside *a, bool left,
    struct gutter *gutter, unsigned *beside, unsigned *others)
{
	g_autofree bool *matched = g_new0(bool, a->n);

	*gutter = (struct gutter){left ? -INFINITY : a->box.x1,
	    left ? a->box.x0 : INFINITY, 0, 0};
	*beside = *others = 0;
	for (unsigned i = 0; i < g->words->len; i++) {
		const struct page_word *w = region_word(g, i);

		if (w->box.y1 < a->box.y0 || w->box.y0 > a->box.y1)
			continue;
		if (left ? w->box.x0 >= a->box.x0 - 1 : w->box.x1 <=
		    a->box.x1 + 1)
			continue;
		if (left ? w->box.x1 > a->box.x0 : w->box.x0 < a->box.x1)
			return false;
		++*others;
		if (left)
			gutter->from = MAX(gutter->from, w->box.x1);
		else
			gutter->to = MIN(gutter->to, w->box.x0);
		for (unsigned k = 0; k < a->n; k++)
			matched[k] |= fabsf(page_box_middle_y(&w->box) -
			    page_box_middle_y(&a->lines[k]->box)) <
			    0.15F * g->height;
	}
	for (unsigned k = 0; k < a->n; k++)
		*beside += matched[k];
	return true;
}

/* Whether a line keeps the gutter white. */
static bool
is_white(const struct region *g, unsigned line, const struct gutter *gutter)
{
	const struct page_line *l = region_line(g, line);

	for (unsigned i = l->first; i < l->first + l->n; i++) {
		const struct page_box *b = &region_word(g, i)->box;

		if (b->x0 < gutter->to && b->x1 > gutter->from)
			return false;
	}
	return true;
}

/* Finds the lines of the gutter: those beside the column, and further ones as
 * long as they stand near and keep it white. */
static bool
find_lines(const struct region *g, const struct aside *a,
    struct gutter *gutter)
{
	unsigned first = 0;

	while (first < g->lines->len &&
	    region_line(g, first)->box.y1 < a->box.y0)
		first++;
	gutter->end = first;
	while (gutter->end < g->lines->len &&
	    (region_line(g, gutter->end)->box.y0 <= a->box.y1 ||
	    !region_is_far(g, gutter->end - 1, gutter->end))) {
		if (!is_white(g, gutter->end, gutter)) {
			if (region_line(g, gutter->end)->box.y0 <= a->box.y1)
				return false;
			break;
		}
		gutter->end++;
	}
	while (first > 0 && first < g->lines->len &&
	    !region_is_far(g, first - 1, first) &&
	    is_white(g, first - 1, gutter))
		first--;
	gutter->first = first;
	return gutter->end > first;
}

/* Whether nearly all lines end at one place: no column of a list does. */
static bool
is_justified(const struct region *g, const struct aside *a)
{
	enum { MANY = 5 };
	unsigned full = 0;

	for (unsigned i = 0; i < a->n; i++)
		full += a->lines[i]->box.x1 > a->box.x1 - 0.3F * g->height;
	return a->n >= MANY && full * 10 >= a->n * 9 &&
	    page_box_width(&a->box) > 8 * g->height;
}

static bool
is_aside(const struct region *g, const struct aside *a, struct gutter *gutter)
{
	unsigned beside, others;

	if (a->n < LEAST || !is_prose(g, a))
		return false;
	for (int left = 1; left >= 0; left--)
		if (measure(g, a, left != 0, gutter, &beside, &others) &&
		    others >= LEAST && (beside * 2 <= a->n ||
		    (beside < a->n && is_justified(g, a))) &&
		    gutter->to - gutter->from > 0.5F * g->height &&
		    find_lines(g, a, gutter))
			return true;
	return false;
}

bool
page_aside_find(const struct region *g, struct gutter *gutter)
{
	g_autofree const struct page_word **w = g_new(const struct page_word *,
	    g->words->len + 1);
	unsigned n = 0;
	bool found = false;

	for (unsigned i = 0; i < g->words->len && n < MOST_WORDS; i++)
		if (is_line(g, region_word(g, i)))
			w[n++] = region_word(g, i);
	qsort(w, n, sizeof *w, by_place);
	for (unsigned i = 0, k; i < n && !found; i += k) {
		struct aside a = {w[i]->box, w + i, 0};

		for (k = 1; i + k < n && w[i + k]->box.x0 - w[i]->box.x0 < 1;
		    k++)
			page_words_box_add(&a.box, &w[i + k]->box);
		a.n = k;
		qsort(a.lines, k, sizeof *w, by_height);
		found = is_aside(g, &a, gutter);
	}
	return found;
}
