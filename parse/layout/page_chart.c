#include "page_chart.h"

#include <stdlib.h>

#include "column_heading.h"

/* --- lettering -------------------------------------------------------- */

static unsigned
count_chars(const struct region *g, struct block b)
{
	unsigned chars = 0;

	for (unsigned i = b.first; i < b.end; i++) {
		const struct page_line *l = region_line(g, i);

		for (unsigned k = l->first; k < l->first + l->n; k++)
			chars += region_word(g, k)->n;
	}
	return chars;
}

/* Whether a block is numbers and short words here and there, most of which
 * share a column with few others. */
static bool
is_scattered(const struct region *g, struct block b)
{
	enum { SHORT = 12, LEAST_COLS = 4 };
	GArray *columns = text_columns_of(g, b);
	const unsigned cols = columns->len;
	const bool sparse = text_columns_are_headed(g, b, columns);
	unsigned rows = 0, chunks = 0;

	g_array_free(columns, TRUE);
	if (sparse)
		return false;
	for (unsigned i = b.first; i < b.end; i++)
		if (region_chunks(g, i) > 1) {
			rows++;
			chunks += region_chunks(g, i);
		}
	return cols >= LEAST_COLS && chunks * 2 < cols * rows &&
	    count_chars(g, b) < SHORT * chunks;
}

/* --- boxes ------------------------------------------------------------ */

/* Whether a chunk has a box of its own; *left is where that begins. */
static bool
is_boxed(const struct region *g, const struct chunk *c, float *left)
{
	const float near = 3 * g->height, y = page_box_middle_y(&c->box);
	struct ruling frame;

	if (!column_heading_is_framed(g, c, &frame))
		return false;
	*left = frame.from;
	return region_ruled(g, y - near, y, frame.from, frame.to) > 0.9F &&
	    region_ruled(g, y, y + near, frame.from, frame.to) > 0.9F;
}

/* Whether most of a block is boxes that begin here and there, as those of a
 * flow chart do; the boxes of a form stand below each other. */
static bool
is_flow_chart(const struct region *g, struct block b)
{
	const unsigned chunks = g->first[b.end] - g->first[b.first];
	g_autofree float *left = g_new(float, chunks + 1);
	unsigned boxed = 0, places = 0;

	for (unsigned i = g->first[b.first]; i < g->first[b.end]; i++)
		boxed += is_boxed(g, region_chunk(g, i), &left[boxed]);
	if (boxed < 3 || boxed * 2 < chunks)
		return false;
	qsort(left, boxed, sizeof *left, page_words_by_value);
	for (unsigned i = 0; i < boxed; i++)
		places += i == 0 || left[i] - left[i - 1] > 3;
	return places * 5 >= boxed * 2;
}

unsigned
page_chart_end(const struct region *g, struct block b)
{
	const struct page_box box = region_box(g, b);
	unsigned end = b.first;
	float bottom;

	if (is_scattered(g, b) || is_flow_chart(g, b))
		return b.end;
	/* The labels of the axis below stand right under the drawing. */
	if (printed_page_is_drawing(g->page, &box, count_chars(g, b), &bottom))
		while (end < b.end && (end == b.first ||
		    region_line(g, end)->box.y0 < bottom + 3 * g->height))
			end++;
	return end;
}
