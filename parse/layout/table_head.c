#include "table_head.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_LINES = 8 };        /* of a heading */

/* --- which lines -------------------------------------------------------- */

static bool
is_first(const struct region *g, unsigned line)
{
	return region_chunk(g, g->first[line])->col == 0;
}

/* How many chunks beside the first column are numbers, and how many are not. */
static void
count_numbers(const struct region *g, unsigned line, unsigned *numbers,
    unsigned *texts)
{
	*numbers = *texts = 0;
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		if (region_chunk(g, i)->col == 0)
			continue;
		if (region_is_number(g, region_chunk(g, i)))
			++*numbers;
		else
			++*texts;
	}
}

/* Whether a line is a row of numbers with its name. */
static bool
is_data(const struct region *g, unsigned line)
{
	unsigned numbers, texts;

	count_numbers(g, line, &numbers, &texts);
	return is_first(g, line) && numbers > 0 && numbers >= 4 * texts;
}

/* Whether lines may be a heading: hardly any is a row of numbers, and where
 * there are more than three most begin beside the first column. */
static bool
may_be_heading(const struct region *g, unsigned first, unsigned end)
{
	unsigned data = 0, begun = 0;

	for (unsigned i = first; i < end; i++) {
		data += is_data(g, i);
		begun += is_first(g, i);
	}
	return data < 2 && (end - first <= 3 || begun * 2 <= end - first);
}

/* The line below a rule from side to side, also of the first column, or 0. */
static unsigned
line_below_rule(const struct region *g, struct block b, const GArray *columns)
{
	const struct page_box box = region_box(g, b);
	const struct text_column *k = &g_array_index(columns,
	    struct text_column, 0);

	for (unsigned i = b.first + 1; i < b.end && i <= b.first + MOST_LINES;
	    i++) {
		const float y0 = page_box_middle_y(&region_line(g,
		    i - 1)->box);
		const float y1 = page_box_middle_y(&region_line(g, i)->box);

		if (region_ruled(g, y0, y1, box.x0, box.x1) > 0.8F &&
		    region_ruled(g, y0, y1, k->x0, k->x1) > 0.5F)
			return i;
	}
	return 0;
}

/* The first row of numbers where nearly all rows from it on are such, and no
 * line before it has one, or 0. */
static unsigned
line_of_numbers(const struct region *g, struct block b)
{
	unsigned first = b.first, rows = 0, data = 0, numbers, texts;

	while (first < b.end && first <= b.first + MOST_LINES &&
	    !is_data(g, first)) {
		count_numbers(g, first, &numbers, &texts);
		if (numbers > 0)
			return 0;
		first++;
	}
	for (unsigned i = first; i < b.end; i++) {
		rows += region_chunks(g, i) > 1;
		data += is_data(g, i);
	}
	if (data < 3 || data * 10 < rows * 9 ||
	    first > b.first + MOST_LINES)
		return 0;
	/* A line of the first column alone heads a group of rows. */
	while (first > b.first && region_chunks(g, first - 1) == 1 &&
	    is_first(g, first - 1))
		first--;
	return first;
}

unsigned
table_head_lines(const struct region *g, struct block b,
    const GArray *columns)
{
	unsigned end = line_below_rule(g, b, columns);

	if (end == 0)
		end = line_of_numbers(g, b);
	return end < b.first + 2 || end + 2 > b.end ||
	    !may_be_heading(g, b.first, end) ? 0 : end - b.first;
}

/* --- cells --------------------------------------------------------------- */

/* A cell of the heading: chunks below each other. */
struct head_cell {
	struct page_box box;
	unsigned col, end;
	unsigned above, below;  /* the longest row of cells above and below */
	GString *text;
};

static struct head_cell *
cell_at(const GArray *cells, guint i)
{
	return &g_array_index(cells, struct head_cell, i);
}

/* The lowest cell above a chunk in one of its columns, or NULL. */
static struct head_cell *
cell_above(const GArray *cells, const struct chunk *c)
{
	struct head_cell *best = NULL;

	for (guint i = 0; i < cells->len; i++) {
		struct head_cell *h = cell_at(cells, i);

		if (h->col < c->end && c->col < h->end &&
		    (best == NULL || h->box.y1 > best->box.y1))
			best = h;
	}
	return best;
}

/* Whether a chunk goes on with a cell's text. */
static bool
goes_on(const struct region *g, const struct head_cell *h,
    const struct chunk *c)
{
	return h != NULL && h->col == c->col && h->end == c->end &&
	    c->box.y0 - h->box.y1 < 0.45F * g->height &&
	    region_ruled(g, page_box_middle_y(&h->box), page_box_middle_y(
	    &c->box), c->box.x0, c->box.x1) < 0.5F;
}

static GArray *
read_cells(const struct region *g, struct block b)
{
	GArray *cells = g_array_new(FALSE, FALSE, sizeof(struct head_cell));

	for (unsigned i = g->first[b.first]; i < g->first[b.end]; i++) {
		const struct chunk *c = region_chunk(g, i);
		struct head_cell *h = cell_above(cells, c);

		if (!goes_on(g, h, c)) {
			struct head_cell new = {c->box, c->col, c->end,
			    h == NULL ? 0 : h->above + 1, 0,
			    g_string_new(NULL)};

			g_array_append_val(cells, new);
			h = cell_at(cells, cells->len - 1);
		}
		page_words_box_add(&h->box, &c->box);
		page_words_append_wrapped(h->text, region_word(g, c->first),
		    c->n);
	}
	return cells;
}

/* Counts the cells below each, and returns how many rows they need. */
static unsigned
stack(GArray *cells)
{
	unsigned rows = 0;

	for (guint i = cells->len; i-- > 0; ) {
		struct head_cell *h = cell_at(cells, i);

		for (guint k = i + 1; k < cells->len; k++) {
			const struct head_cell *b = cell_at(cells, k);

			if (b->col < h->end && h->col < b->end)
				h->below = MAX(h->below, b->below + 1);
		}
		rows = MAX(rows, h->above + h->below + 1);
	}
	return rows;
}

static int
by_place(const void *a, const void *b)
{
	const struct head_cell *h = a, *k = b;

	if (h->above != k->above)
		return h->above < k->above ? -1 : 1;
	return h->col < k->col ? -1 : h->col > k->col;
}

void
table_head_add(const struct region *g, struct page_table *t, struct block b,
    const GArray *columns)
{
	GArray *cells = read_cells(g, b);
	const unsigned rows = stack(cells);
	g_autofree unsigned *end = g_new0(unsigned, columns->len + 1);

	/* A cell begins where those above it end, and goes down to the next. */
	for (guint i = 0; i < cells->len; i++) {
		struct head_cell *h = cell_at(cells, i);
		unsigned top = 0;

		for (unsigned k = h->col; k < h->end; k++)
			top = MAX(top, end[k]);
		h->above = top;
		h->below = rows - h->below;
		for (unsigned k = h->col; k < h->end; k++)
			end[k] = h->below;
	}
	g_array_sort(cells, by_place);
	for (guint i = 0; i < cells->len; i++) {
		struct head_cell *h = cell_at(cells, i);

		page_table_add(t, t->rows + h->above, h->col,
		    h->below - h->above, h->end - h->col,
		    g_string_free(h->text, FALSE));
	}
	t->rows += rows;
	g_array_free(cells, TRUE);
}
