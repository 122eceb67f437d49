#include "cell_heads.h"

#include <math.h>

enum { MOST_HEADS = 32 };

/* The words of a cell in groups that white parts: group i begins with word
 * at[i]. */
struct groups {
	guint at[MOST_HEADS + 1];
	struct page_box box[MOST_HEADS];
	unsigned n;
};

static const struct page_word *
word_at(const GArray *words, guint i)
{
	return &g_array_index(words, struct page_word, i);
}

/* Finds the groups of words first to end - 1, of one line; false where there are
 * several lines, or too many groups. */
static bool
find_groups(const GArray *words, guint first, guint end, struct groups *g)
{
	g->n = 0;
	for (guint i = first; i < end; i++) {
		const struct page_box *b = &word_at(words, i)->box;
		const struct page_box *last = g->n > 0 ? &g->box[g->n - 1] :
		    NULL;

		if (last != NULL && fabsf(page_box_middle_y(b) -
		    page_box_middle_y(last)) > 0.3F * page_box_height(b))
			return false;
		if (last != NULL && b->x0 < last->x1 + page_box_height(b)) {
			page_words_box_add(&g->box[g->n - 1], b);
			continue;
		}
		if (g->n == MOST_HEADS)
			return false;
		g->at[g->n] = i;
		g->box[g->n++] = *b;
	}
	g->at[g->n] = end;
	return g->n > 0;
}

/* Whether each group stands in the middle of its share of a cell's columns. */
static bool
stand_in_shares(const struct page_table *t, const struct page_cell *c,
    const struct groups *g)
{
	const unsigned each = c->colspan / g->n;

	for (unsigned i = 0; i < g->n; i++) {
		const float *x = &g_array_index(t->edges, float, c->col +
		    i * each);
		const float width = x[each] - x[0];

		if (g->box[i].x0 < x[0] || g->box[i].x1 > x[each] ||
		    fabsf(page_box_middle_x(&g->box[i]) - (x[0] + x[each]) /
		    2) > 0.25F * width)
			return false;
	}
	return true;
}

/* --- beside each other --------------------------------------------------- */

/* The words first to end - 1 of an array. */
static GArray *
part_of(const GArray *words, guint first, guint end)
{
	GArray *part = g_array_new(FALSE, FALSE, sizeof(struct page_word));

	g_array_append_vals(part, word_at(words, first), end - first);
	return part;
}

/* Adds a cell's groups as cells. */
static void
add_groups(struct page_cell c, const GArray *words, const struct groups *g,
    GArray *cells, GArray *own)
{
	c.colspan /= g->n;
	for (unsigned k = 0; k < g->n; k++) {
		GArray *part = part_of(words, g->at[k], g->at[k + 1]);

		g_array_append_val(cells, c);
		g_array_append_val(own, part);
		c.col += c.colspan;
	}
}

static GArray **
split_beside(struct page_table *t, GArray **words)
{
	GArray *cells = g_array_new(FALSE, FALSE, sizeof(struct page_cell));
	GArray *own = g_array_new(FALSE, FALSE, sizeof(GArray *));

	for (guint i = 0; i < t->cells->len; i++) {
		struct page_cell c = g_array_index(t->cells, struct page_cell,
		    i);
		struct groups g;

		if (c.colspan < 2 || !find_groups(words[i], 0, words[i]->len,
		    &g) || g.n < 2 || c.colspan % g.n != 0 ||
		    !stand_in_shares(t, &c, &g)) {
			g_array_append_val(cells, c);
			g_array_append_val(own, words[i]);
			continue;
		}
		add_groups(c, words[i], &g, cells, own);
		g_array_free(words[i], TRUE);
	}
	g_array_free(t->cells, TRUE);
	t->cells = cells;
	g_free(words);
	return (GArray **)(void *)g_array_free(own, FALSE);
}

/* --- over each other ------------------------------------------------------ */

/* A cell whose first line heads groups of columns, and whose further ones the
 * columns themselves. */
struct stacked_heads {
	struct groups heads;
	GArray **below;         /* the words of each column */
	float border;           /* between the two */
};

static void
clear_stack(struct stacked_heads *s, unsigned columns)
{
	for (unsigned i = 0; s->below != NULL && i < columns; i++)
		g_array_free(s->below[i], TRUE);
	g_free(s->below);
	s->below = NULL;
}

/* The column of a cell that a word stands in, or its number of columns where it
 * stands on a border. */
static unsigned
column_of(const struct page_table *t, const struct page_cell *c,
    const struct page_box *b)
{
	for (unsigned i = 0; i < c->colspan; i++) {
		const float *x = &g_array_index(t->edges, float, c->col + i);

		if (b->x0 > x[0] - 1 && b->x1 < x[1] + 1)
			return i;
	}
	return c->colspan;
}

/* Gives the words of the further lines to their columns; false where one has
 * none, or a word stands in none. */
static bool
fill_below(const struct page_table *t, const struct page_cell *c,
    const GArray *words, guint first, struct stacked_heads *s)
{
	unsigned filled = 0;

	s->below = g_new(GArray *, c->colspan);
	for (unsigned i = 0; i < c->colspan; i++)
		s->below[i] = g_array_new(FALSE, FALSE,
		    sizeof(struct page_word));
	for (guint i = first; i < words->len; i++) {
		const unsigned col = column_of(t, c, &word_at(words, i)->box);

		if (col == c->colspan)
			return false;
		filled += s->below[col]->len == 0;
		g_array_append_val(s->below[col], *word_at(words, i));
	}
	return filled == c->colspan;
}

/* Whether a cell is as wide and as high as such a one. */
static bool
may_be_stack(const struct page_cell *c)
{
	return c->colspan > 1 && c->rowspan == 1;
}

/* Whether a cell that may be such a one is.  Sorts its words into lines. */
static bool
is_stack(const struct page_table *t, const struct page_cell *c, GArray *words,
    struct stacked_heads *s)
{
	GArray *lines = page_words_lines(words);
	const struct page_line *l = (const void *)lines->data;
	bool is = lines->len > 1 &&
	    find_groups(words, 0, l[0].n, &s->heads) &&
	    c->colspan % s->heads.n == 0 && c->colspan > s->heads.n &&
	    stand_in_shares(t, c, &s->heads);

	s->below = NULL;
	if (is) {
		s->border = (l[0].box.y1 + l[1].box.y0) / 2;
		is = fill_below(t, c, words, l[0].n, s);
	}
	g_array_free(lines, TRUE);
	if (!is)
		clear_stack(s, c->colspan);
	return is;
}

/* A table's cells and their words on their way into new ones. */
struct splitting {
	struct page_table *table;
	GArray **words;
	struct stacked_heads *stacks;   /* of each cell; those without have no `below` */
	GArray *cells, *own;    /* what becomes of both */
};

static void
keep(const struct splitting *s, struct page_cell c, GArray *words)
{
	g_array_append_val(s->cells, c);
	g_array_append_val(s->own, words);
}

/* Adds what stands below the heads of a cell, a cell for each column. */
static void
add_below(const struct splitting *s, const struct page_cell *c,
    struct stacked_heads *stack)
{
	for (unsigned k = 0; stack->below != NULL && k < c->colspan; k++)
		keep(s, (struct page_cell){c->row + 1, c->col + k, 1, 1, NULL,
		    c->open_below, 0, 0}, stack->below[k]);
	g_clear_pointer(&stack->below, g_free);
}

/* Makes two rows of one that has such cells. */
static void
split_row(const struct splitting *s, unsigned row)
{
	const guint n = s->table->cells->len;
	const struct page_cell *all = (const void *)s->table->cells->data;
	guint i;

	for (i = 0; i < n && all[i].row <= row; i++) {
		struct page_cell c = all[i];

		if (s->stacks[i].below != NULL) {
			add_groups(c, s->words[i], &s->stacks[i].heads,
			    s->cells, s->own);
			g_array_free(s->words[i], TRUE);
		} else {
			c.rowspan += c.row + c.rowspan > row;
			keep(s, c, s->words[i]);
		}
	}
	for (guint k = 0; k < i; k++)
		add_below(s, &all[k], &s->stacks[k]);
	for (; i < n; i++) {
		struct page_cell c = all[i];

		c.row++;
		keep(s, c, s->words[i]);
	}
}

/* Splits the first row that has cells of that kind; returns whether there is
 * one. */
static bool
split_stacks(struct page_table *t, GArray ***words)
{
	/* Large, and only `below` counts where there is none. */
	g_autofree struct stacked_heads *stacks = g_new(struct stacked_heads,
	    t->cells->len + 1);
	struct splitting s = {t, *words, stacks, NULL, NULL};
	unsigned row = t->rows;
	float border = 0;

	for (guint i = 0; i < t->cells->len; i++) {
		const struct page_cell *c = &g_array_index(t->cells,
		    struct page_cell, i);

		stacks[i].below = NULL;
		if (c->row > row || !may_be_stack(c) ||
		    !is_stack(t, c, (*words)[i], &stacks[i]))
			continue;
		row = c->row;
		border = stacks[i].border;
	}
	if (row == t->rows)
		return false;
	s.cells = g_array_new(FALSE, FALSE, sizeof(struct page_cell));
	s.own = g_array_new(FALSE, FALSE, sizeof(GArray *));
	split_row(&s, row);
	if (t->tops->len > row)
		g_array_insert_val(t->tops, row + 1, border);
	t->rows++;
	g_array_free(t->cells, TRUE);
	t->cells = s.cells;
	g_free(*words);
	*words = (GArray **)(void *)g_array_free(s.own, FALSE);
	return true;
}

GArray **
cell_heads_split(struct page_table *t, GArray **words)
{
	enum { MOST = 4 };      /* rows of a heading */

	words = split_beside(t, words);
	for (unsigned n = 0; n < MOST && split_stacks(t, &words); n++)
		;
	return words;
}
