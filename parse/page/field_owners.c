#include "field_owners.h"

#include <math.h>

#include "page_words.h"

/* Which of n intervals between n + 1 places holds `at`, or n. */
static unsigned
interval_of(const float *places, unsigned n, float at)
{
	unsigned low = 0, high = n;

	if (at < places[0] || at >= places[n])
		return n;
	while (high - low > 1) {
		const unsigned mid = (low + high) / 2;

		if (places[mid] <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* A word of the page, characters i to end - 1, that runs over a border from one
 * field of a row into others. */
struct overrun {
	guint i, end;
	unsigned row, col, last;        /* the fields */
};

/* Whether a character stands on the border of two fields. */
static bool
is_on(const struct page_box *b, float border)
{
	const float slack = 0.15F * page_box_width(b);

	return b->x0 + slack < border && border < b->x1 - slack;
}

/* Whether text in the fields of a column begins where some character does, but
 * for one row: then it is a text of its own that stands there. */
static bool
is_aligned(const struct grid_fields *g, const struct printed_page *page,
    const struct overrun *o, float x)
{
	enum { LEAST = 2 };
	unsigned n = 0;

	for (guint i = 0; i < page->chars->len && n < LEAST; i++) {
		const struct page_box *b = &g_array_index(page->chars,
		    struct page_char, i).box;

		n += fabsf(b->x0 - x) < 0.6F && page_box_middle_y(b) >
		    g->y[0] && page_box_middle_y(b) < g->y[g->rows] &&
		    interval_of(g->y, g->rows, page_box_middle_y(b)) != o->row;
	}
	return n >= LEAST;
}

/* Whether a character of a word does not follow evenly on the one before: nearer
 * or farther than that one on its own predecessor, back over it, or painted at
 * another time. */
static bool
is_uneven(const struct printed_page *page, const struct overrun *o, guint i,
    float least)
{
	const float step = 0.1F;
	const struct page_char *c = &g_array_index(page->chars,
	    struct page_char, i);
	const float before = i < o->i + 2 ? 0 : c[-1].box.x0 - c[-2].box.x1;
	const float gap = c->box.x0 - c[-1].box.x1;

	return fabsf(gap - before) > least * page_box_height(&c->box) ||
	    (c->ink.order > 0 && c[-1].ink.order > 0 &&
	    (c->ink.x - c[-1].ink.x < step * c->ink.size ||
	    c->ink.order != c[-1].ink.order + 1));
}

static unsigned
column_of(const struct grid_fields *g, const struct page_box *b)
{
	return interval_of(g->x, g->cols, page_box_middle_x(b));
}

/* How many texts of other lines begin in a column near where a character does, 0
 * if only one; *off is how near the nearest. */
static unsigned
begin_there(const struct grid_fields *g, const struct printed_page *page,
    const struct overrun *o, const struct page_box *b, float *off)
{
	enum { LEAST = 2 };
	const unsigned col = column_of(g, b);
	const float near = 0.6F;
	unsigned n = 0;

	*off = near;

	for (guint i = 0; col > o->col && i < page->chars->len; i++) {
		const struct page_char *c = &g_array_index(page->chars,
		    struct page_char, i);
		const float y = page_box_middle_y(&c->box);

		if (!c->begins || fabsf(c->box.x0 - b->x0) > near ||
		    fabsf(y - page_box_middle_y(b)) <
		    0.5F * page_box_height(b) || y < g->y[0] ||
		    y > g->y[g->rows] || column_of(g, &c->box) != col ||
		    (i > 0 && c[-1].box.x0 < c->box.x0 &&
		    column_of(g, &c[-1].box) == col &&
		    fabsf(c[-1].box.y1 - c->box.y1) < near))
			continue;
		*off = MIN(*off, fabsf(c->box.x0 - b->x0));
		n++;
	}
	return n >= LEAST ? n : 0;
}

/* The end of the text in a field that begins with a character. */
static guint
field_end(const struct grid_fields *g, const struct printed_page *page, guint i)
{
	const struct page_char *c = (const void *)page->chars->data;
	const unsigned col = column_of(g, &c[i].box);
	const float y = page_box_middle_y(&c[i].box);
	guint end = i + 1;

	while (end < page->chars->len && column_of(g, &c[end].box) == col &&
	    c[end].box.x0 >= c[end - 1].box.x0 &&
	    fabsf(page_box_middle_y(&c[end].box) - y) <
	    0.3F * page_box_height(&c[i].box))
		end++;
	return end;
}

/* How many texts of other lines of a column end where what a word has from a
 * character on does, or have their middle there; 0 if only one.  What a word of
 * the column before has beyond its border is no such text. */
static unsigned
end_there(const struct grid_fields *g, const struct printed_page *page,
    const struct overrun *o, guint from)
{
	enum { LEAST = 2 };
	const float exact = 0.15F;
	const struct page_char *c = (const void *)page->chars->data;
	const float y = page_box_middle_y(&c[from].box);
	const float middle = (c[from].box.x0 + c[o->end - 1].box.x1) / 2;
	unsigned ends = 0, middles = 0;

	for (guint i = 0, end; i < page->chars->len; i = end) {
		const float own = page_box_middle_y(&c[i].box);

		end = field_end(g, page, i);
		if (!c[i].begins || column_of(g, &c[i].box) !=
		    column_of(g, &c[from].box) || own < g->y[0] ||
		    own > g->y[g->rows] ||
		    fabsf(own - y) < 0.5F * page_box_height(&c[from].box))
			continue;
		ends += fabsf(c[end - 1].box.x1 - c[o->end - 1].box.x1) < exact;
		middles += fabsf((c[i].box.x0 + c[end - 1].box.x1) / 2 -
		    middle) < exact;
	}
	ends = MAX(ends, middles);
	return ends >= LEAST ? ends : 0;
}

/* The first character of a word beyond a border.  poppler gives the last letter of
 * one text, where another lies over it, the place of that one's first. */
static guint
first_beyond(const struct grid_fields *g, const struct printed_page *page,
    const struct overrun *o)
{
	const struct page_char *c = (const void *)page->chars->data;
	const float same = 0.05F;
	guint i = o->i;

	while (i < o->end && page_box_middle_x(&c[i].box) < g->x[o->col + 1])
		i++;
	while (i + 1 < o->end && c[i + 1].box.x0 < c[i].box.x0 + same)
		i++;
	return i;
}

/* Where in a word that runs over a border the text of a column begins, which it
 * nearly touches; its end if none does.  The column decides, alone where a character
 * stands exactly there, else with the gap: letters of one text follow each other
 * evenly.  What is far from even is another text anywhere beyond the border.
 *
 *     | 101 | St. Mary       | Leeds |
 *     | 102 | North Eastern HospitalHull                                 */
static guint
next_text(const struct grid_fields *g, const struct printed_page *page,
    const struct overrun *o)
{
	const float exact = 0.15F, uneven = 0.04F, apart = 0.12F;
	const struct page_char *c = (const void *)page->chars->data;
	const guint first = first_beyond(g, page, o);
	unsigned most = 0;
	guint next = o->end;
	float off;

	for (guint i = o->i + 1; i < o->end; i++) {
		const unsigned n = begin_there(g, page, o, &c[i].box, &off);

		if ((n > most || (n == most && i == next + 1 &&
		    c[i].box.x0 < c[next].box.x0 + exact)) &&
		    (off < exact || is_uneven(page, o, i, uneven))) {
			most = n;
			next = i;
		}
	}
	if (first < o->end && end_there(g, page, o, first) > most)
		return first;
	for (guint i = MAX(first, o->i + 1); next == o->end && i < o->end; i++)
		if (is_uneven(page, o, i, apart))
			return i;
	return next;
}

/* Whether a character is printed over those of a word. */
static bool
is_over(const struct printed_page *page, const struct overrun *o,
    const struct page_box *b)
{
	for (guint i = o->i; i < o->end; i++) {
		const struct page_box *c = &g_array_index(page->chars,
		    struct page_char, i).box;

		if (MIN(b->x1, c->x1) - MAX(b->x0, c->x0) >
		    0.3F * page_box_width(b) && MIN(b->y1, c->y1) -
		    MAX(b->y0, c->y0) > 0.5F * page_box_height(b))
			return true;
	}
	return false;
}

/* Whether a field has other text than a word's characters, beside them: what is
 * printed over them does not show where the word ends. */
static bool
has_other_text(const struct grid_fields *g, const struct printed_page *page,
    const struct overrun *o, unsigned col)
{
	bool other = false;

	for (guint i = 0; i < page->chars->len; i++) {
		const struct page_box *b = &g_array_index(page->chars,
		    struct page_char, i).box;

		if ((i >= o->i && i < o->end) || interval_of(g->x, g->cols,
		    page_box_middle_x(b)) != col || interval_of(g->y, g->rows,
		    page_box_middle_y(b)) != o->row)
			continue;
		if (is_over(page, o, b))
			return false;
		other = true;
	}
	return other;
}

/* Whether all of a word is one text: some character stands on the border, or the
 * first beyond it is not where texts begin.  Where it is not known when characters
 * are painted, other text beyond the border speaks against it. */
static bool
is_one_text(const struct grid_fields *g, const struct printed_page *page,
    const struct overrun *o)
{
	const float border = g->x[o->col + 1];
	bool on = false, known = true, first = true;
	float off;

	for (guint i = o->i; i < o->end; i++) {
		const struct page_char *c = &g_array_index(page->chars,
		    struct page_char, i);

		on |= is_on(&c->box, border);
		known &= c->ink.order > 0;
		if (page_box_middle_x(&c->box) < border || !first)
			continue;
		first = false;
		if (!on && begin_there(g, page, o, &c->box, &off) > 0)
			return false;
		on |= known;
		if (!known && is_aligned(g, page, o, c->box.x0))
			return false;
	}
	for (unsigned col = o->col + 1; on && !known && col <= o->last &&
	    col < g->cols; col++)
		on = !has_other_text(g, page, o, col);
	return on;
}

/* Whether a word goes on with the one after it: a space is painted between
 * them. */
static bool
goes_on(const struct page_char *last, const struct page_char *c)
{
	const float gap = c->box.x0 - last->box.x1, size = c->ink.size;

	return last->ink.order > 0 && c->ink.order == last->ink.order + 2 &&
	    gap > 0.15F * size && gap < 0.6F * size &&
	    fabsf(c->ink.y - last->ink.y) < 0.1F * size;
}

/* Gives all of a word that runs over the border into empty fields, or out of
 * the table, or up to the text of the next field, to the field that it begins in,
 * with the words that go on with it: it is shown there whole.
 *
 *     | 杭州市及其下属各区       |
 *     | 宁波市   | 材料需要补正并重新提交    */
static void
keep_whole(const struct grid_fields *g, const struct printed_page *page,
    int *owners, const struct overrun *o)
{
	const int owner = g->owner_of[(size_t)o->row * g->cols + o->col];
	const guint next = next_text(g, page, o);
	const struct page_char *c = (const void *)page->chars->data;
	float off;

	if (next == o->end && !is_one_text(g, page, o))
		return;
	for (guint i = o->i; i < next; i++)
		owners[i] = owner;
	for (guint i = next; next == o->end && i < page->chars->len; i++) {
		if (c[i].begins && (!goes_on(&c[i - 1], &c[i]) ||
		    begin_there(g, page, o, &c[i].box, &off) > 0))
			break;
		owners[i] = owner;
	}
}

/* Finds words that run over a border. */
static void
find_overruns(const struct grid_fields *g, const struct printed_page *page,
    int *owners)
{
	const struct page_char *c = (const void *)page->chars->data;

	for (guint i = 0, end; i < page->chars->len; i = end) {
		struct overrun o = {.i = i};
		bool over = false;

		for (end = i + 1; end < page->chars->len && !c[end].begins;
		    end++)
			over |= owners[end] != owners[i];
		o.end = end;
		o.row = interval_of(g->y, g->rows,
		    page_box_middle_y(&c[i].box));
		o.col = interval_of(g->x, g->cols,
		    page_box_middle_x(&c[i].box));
		o.last = interval_of(g->x, g->cols,
		    page_box_middle_x(&c[end - 1].box));
		if (over && o.row < g->rows && o.col < g->cols &&
		    c[i].way == PAGE_RIGHT && o.last > o.col)
			keep_whole(g, page, owners, &o);
	}
}

/* The same, where it is likely to be interval `last`. */
static unsigned
interval_near(const float *places, unsigned n, float at, unsigned last)
{
	return last < n && places[last] <= at && at < places[last + 1] ? last :
	    interval_of(places, n, at);
}

void
field_owners_mark(const struct grid_fields *g, const struct printed_page *page,
    int *owners)
{
	unsigned row = g->rows, col = g->cols;

	for (guint i = 0; i < page->chars->len; i++) {
		const struct page_box *b = &g_array_index(page->chars,
		    struct page_char, i).box;

		row = interval_near(g->y, g->rows, page_box_middle_y(b), row);
		col = interval_near(g->x, g->cols, page_box_middle_x(b), col);
		if (owners[i] == 0 && row < g->rows && col < g->cols)
			owners[i] = g->owner_of[(size_t)row * g->cols + col];
	}
	find_overruns(g, page, owners);
}
