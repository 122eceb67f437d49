#include "side_labels.h"

#include <math.h>

static struct page_word *
word_at(const GArray *words, guint i)
{
	return &g_array_index(words, struct page_word, i);
}

static float
top_of(const struct page_table *t, unsigned row)
{
	return g_array_index(t->tops, float, row);
}

/* The row of a table that a box stands in, away from its borders, or the number
 * of rows. */
static unsigned
row_of(const struct page_table *t, const struct page_box *b)
{
	const float slack = 0.2F * page_box_height(b);

	for (unsigned row = 0; row < t->rows; row++)
		if (b->y0 > top_of(t, row) - slack && b->y1 < top_of(t,
		    row + 1) + slack)
			return row;
	return t->rows;
}

/* The labels of a table, row by row: arrays of struct page_word or NULL. */
struct labels {
	GArray **rows;
	float left;             /* where they begin, */
	bool fit;               /* and whether they are labels */
};

/* Whether a word stands left of a table, beside it. */
static bool
is_left_of(const struct page_table *t, const struct page_word *w)
{
	return w->box.x1 < t->box.x0 + 1 && page_box_middle_y(&w->box) >
	    top_of(t, 0) && page_box_middle_y(&w->box) < top_of(t, t->rows);
}

static void
find_labels(struct labels *l, const GArray *words, const struct page_table *t)
{
	for (guint i = 0; i < words->len; i++) {
		const struct page_word *w = word_at(words, i);
		unsigned row;

		if (!is_left_of(t, w))
			continue;
		row = row_of(t, &w->box);
		if (row == t->rows || w->way != PAGE_RIGHT) {
			l->fit = false;
			return;
		}
		if (l->rows[row] == NULL)
			l->rows[row] = g_array_new(FALSE, FALSE, sizeof *w);
		g_array_append_val(l->rows[row], *w);
		l->left = MIN(l->left, w->box.x0);
	}
}

/* Whether the words of a row are one text in the middle of its height. */
static bool
is_label(GArray *words, const struct page_table *t, unsigned row)
{
	GArray *lines;
	struct page_box box = word_at(words, 0)->box;
	bool is = true;

	lines = page_words_lines(words);
	for (guint i = 0; is && i < lines->len; i++) {
		const struct page_line *l = &g_array_index(lines,
		    struct page_line, i);

		page_words_box_add(&box, &l->box);
		for (unsigned k = l->first + 1; k < l->first + l->n; k++)
			is = is && word_at(words, k)->box.x0 -
			    word_at(words, k - 1)->box.x1 <
			    page_box_height(&l->box);
	}
	g_array_free(lines, TRUE);
	return is && fabsf(page_box_middle_y(&box) - (top_of(t, row) +
	    top_of(t, row + 1)) / 2) < 0.3F * (top_of(t, row + 1) -
	    top_of(t, row));
}

/* Whether most rows have a label, and all labels are such. */
static void
judge(struct labels *l, const struct page_table *t)
{
	unsigned n = 0;

	for (unsigned row = 0; l->fit && row < t->rows; row++) {
		n += l->rows[row] != NULL;
		l->fit = l->rows[row] == NULL || is_label(l->rows[row], t,
		    row);
	}
	l->fit = l->fit && n >= 2 && (n + 1) * 2 > t->rows;
}

/* Puts the labels before the cells of their rows, as a column. */
static void
add_column(const struct labels *l, struct page_table *t)
{
	GArray *cells = t->cells;
	const float left = l->left - 1;
	guint next = 0;

	t->cells = g_array_new(FALSE, FALSE, sizeof(struct page_cell));
	for (unsigned row = 0; row < t->rows; row++) {
		if (l->rows[row] != NULL)
			page_table_add(t, row, 0, 1, 1, page_words_cell_text(
			    l->rows[row], t->box.x0 - left, NULL));
		for (; next < cells->len; next++) {
			struct page_cell c = g_array_index(cells,
			    struct page_cell, next);

			if (c.row != row)
				break;
			c.col++;
			g_array_append_val(t->cells, c);
		}
	}
	g_array_free(cells, TRUE);
	g_array_prepend_val(t->edges, left);
	t->box.x0 = left;
	t->cols++;
}

static void
label_table(GArray *words, struct page_table *t)
{
	g_autofree GArray **rows = g_new0(GArray *, t->rows + 1);
	struct labels l = {rows, INFINITY, true};
	guint kept = 0;

	find_labels(&l, words, t);
	judge(&l, t);
	for (guint i = 0; l.fit && i < words->len; i++)
		if (!is_left_of(t, word_at(words, i)))
			*word_at(words, kept++) = *word_at(words, i);
	if (l.fit) {
		g_array_set_size(words, kept);
		add_column(&l, t);
	}
	for (unsigned row = 0; row < t->rows; row++)
		if (rows[row] != NULL)
			g_array_free(rows[row], TRUE);
}

void
side_labels_take(GArray *words, const GPtrArray *tables)
{
	for (guint i = 0; i < tables->len; i++) {
		struct page_table *t = g_ptr_array_index(tables, i);

		if (t->ruled && !t->shaded && t->rows > 1 &&
		    t->tops->len == t->rows + 1)
			label_table(words, t);
	}
}
