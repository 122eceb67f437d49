#include "pdf_columns.h"

#include <math.h>
#include <stdlib.h>

/* Words of a line that stand close together. */
struct chunk {
	struct pdf_box box;
	unsigned first, n;      /* words */
	unsigned line;
	unsigned col, end;      /* the columns it stands in: col to end - 1 */
};

/* What a region of a page holds. */
struct region {
	GArray *words;          /* struct pdf_word, by line */
	GArray *lines;          /* struct pdf_line */
	GArray *chunks;         /* struct chunk, by line */
	guint *first;           /* of each line; one more than lines */
	const struct pdf_rules *rules;
	float height;           /* of most lines */
};

static struct pdf_word *
word_at(const struct region *g, unsigned i)
{
	return &g_array_index(g->words, struct pdf_word, i);
}

static struct pdf_line *
line_at(const struct region *g, unsigned i)
{
	return &g_array_index(g->lines, struct pdf_line, i);
}

static struct chunk *
chunk_at(const struct region *g, unsigned i)
{
	return &g_array_index(g->chunks, struct chunk, i);
}

static unsigned
chunks_of(const struct region *g, unsigned line)
{
	return g->first[line + 1] - g->first[line];
}

/* --- chunks ----------------------------------------------------------- */

static void
split_line(struct region *g, unsigned line)
{
	const struct pdf_line *l = line_at(g, line);
	struct chunk *c = NULL;

	g->first[line] = g->chunks->len;
	for (unsigned i = l->first; i < l->first + l->n; i++) {
		const struct pdf_word *w = word_at(g, i);
		const float em = MIN(pdf_height(&l->box), pdf_height(&w->box));

		if (c != NULL && w->box.x0 - c->box.x1 < 0.75F * em) {
			pdf_box_add(&c->box, &w->box);
			c->n++;
		} else {
			struct chunk new = {w->box, i, 1, line, 0, 0};

			g_array_append_val(g->chunks, new);
			c = chunk_at(g, g->chunks->len - 1);
		}
	}
}

static int
by_value(const void *a, const void *b)
{
	const float *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static float
median(float *v, unsigned n)
{
	if (n == 0)
		return 0;
	qsort(v, n, sizeof *v, by_value);
	return v[n / 2];
}

static void
region_open(struct region *g, GArray *words, const struct pdf_rules *rules)
{
	g_autofree float *heights = NULL;

	g->words = words;
	g->rules = rules;
	g->lines = pdf_lines(words);
	g->chunks = g_array_new(FALSE, FALSE, sizeof(struct chunk));
	g->first = g_new(guint, g->lines->len + 1);
	heights = g_new(float, g->lines->len + 1);
	for (unsigned i = 0; i < g->lines->len; i++) {
		split_line(g, i);
		heights[i] = pdf_height(&word_at(g, line_at(g, i)->first)->box);
	}
	g->first[g->lines->len] = g->chunks->len;
	g->height = median(heights, g->lines->len);
}

/* --- blocks ----------------------------------------------------------- */

/* The white between the chunks of the lines of a block. */
struct gaps {
	GArray *gaps;           /* struct pdf_rule: from, to */
};

static GArray *
gaps_of_line(const struct region *g, unsigned line)
{
	GArray *gaps = g_array_new(FALSE, FALSE, sizeof(struct pdf_rule));
	struct pdf_rule gap = {0, -INFINITY, 0};

	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		const struct chunk *c = chunk_at(g, i);

		gap.to = c->box.x0;
		g_array_append_val(gaps, gap);
		gap.from = c->box.x1;
	}
	gap.to = INFINITY;
	g_array_append_val(gaps, gap);
	return gaps;
}

/* The gaps that two lines have in common, at least `least` wide. */
static GArray *
common_gaps(const GArray *a, const GArray *b, float least)
{
	GArray *gaps = g_array_new(FALSE, FALSE, sizeof(struct pdf_rule));
	guint i = 0, k = 0;

	while (i < a->len && k < b->len) {
		const struct pdf_rule *r = &g_array_index(a, struct pdf_rule,
		    i), *s = &g_array_index(b, struct pdf_rule, k);
		struct pdf_rule gap = {0, MAX(r->from, s->from),
		    MIN(r->to, s->to)};

		if (gap.to - gap.from >= least)
			g_array_append_val(gaps, gap);
		if (r->to < s->to)
			i++;
		else
			k++;
	}
	return gaps;
}

/* How many of the gaps have text on both sides. */
static unsigned
inner_gaps(const GArray *gaps)
{
	unsigned n = 0;

	for (guint i = 0; i < gaps->len; i++) {
		const struct pdf_rule *r = &g_array_index(gaps,
		    struct pdf_rule, i);

		n += isfinite(r->from) && isfinite(r->to);
	}
	return n;
}

struct block {
	unsigned first, end;    /* lines */
};

/* Whether the white between two lines is too high for one table. */
static bool
is_far(const struct region *g, unsigned above, unsigned below)
{
	return line_at(g, below)->box.y0 - line_at(g, above)->box.y1 >
	    2.4F * g->height;
}

/* The block of lines with common gaps that begins with line `first`. */
static struct block
grow_block(const struct region *g, unsigned first)
{
	struct block b = {first, first + 1};
	GArray *gaps = gaps_of_line(g, first);
	unsigned pending = 0;

	for (unsigned i = first + 1; i < g->lines->len; i++) {
		GArray *own, *both;

		if (is_far(g, i - 1, i))
			break;
		if (chunks_of(g, i) < 2) {
			if (++pending > 3)
				break;
			continue;
		}
		own = gaps_of_line(g, i);
		both = common_gaps(gaps, own, 0.5F * g->height);
		g_array_free(own, TRUE);
		if (inner_gaps(both) == 0) {
			g_array_free(both, TRUE);
			break;
		}
		g_array_free(gaps, TRUE);
		gaps = both;
		b.end = i + 1;
		pending = 0;
	}
	g_array_free(gaps, TRUE);
	return b;
}

/* --- columns ---------------------------------------------------------- */

struct column {
	float x0, x1;
	unsigned members;
};

static int
by_width(const void *a, const void *b)
{
	const struct chunk *const *c = a, *const *d = b;
	const float x = pdf_width(&(*c)->box), y = pdf_width(&(*d)->box);

	return x < y ? -1 : x > y;
}

static int
by_left(const void *a, const void *b)
{
	const struct column *c = a, *d = b;

	return c->x0 < d->x0 ? -1 : c->x0 > d->x0;
}

/* Takes a chunk into the column that it overlaps; one over several columns
 * that are established is a heading over them. */
static void
take_chunk(GArray *columns, const struct chunk *c)
{
	struct column new = {c->box.x0, c->box.x1, 1};
	unsigned over = 0, strong = 0;

	for (guint i = 0; i < columns->len; i++) {
		const struct column *k = &g_array_index(columns,
		    struct column, i);

		if (k->x0 < c->box.x1 - 0.5F && c->box.x0 < k->x1 - 0.5F) {
			over++;
			strong += k->members > 1;
		}
	}
	if (over > 1 && strong > 1)
		return;
	for (guint i = columns->len; i-- > 0; ) {
		const struct column *k = &g_array_index(columns,
		    struct column, i);

		if (k->x0 < c->box.x1 - 0.5F && c->box.x0 < k->x1 - 0.5F) {
			new.x0 = MIN(new.x0, k->x0);
			new.x1 = MAX(new.x1, k->x1);
			new.members += k->members;
			g_array_remove_index_fast(columns, i);
		}
	}
	g_array_append_val(columns, new);
}

/* The columns of a block: narrow chunks first, so that they are established
 * when wide ones come. */
static GArray *
find_columns(const struct region *g, struct block b)
{
	const unsigned n = g->first[b.end] - g->first[b.first];
	g_autofree struct chunk **sorted = g_new(struct chunk *, n + 1);
	GArray *columns = g_array_new(FALSE, FALSE, sizeof(struct column));

	for (unsigned i = 0; i < n; i++)
		sorted[i] = chunk_at(g, g->first[b.first] + i);
	qsort(sorted, n, sizeof *sorted, by_width);
	for (unsigned i = 0; i < n; i++)
		take_chunk(columns, sorted[i]);
	g_array_sort(columns, by_left);
	return columns;
}

/* Which columns a chunk stands in. */
static void
place_chunk(struct chunk *c, const GArray *columns)
{
	float best = -INFINITY;

	c->col = c->end = 0;
	for (guint i = 0; i < columns->len; i++) {
		const struct column *k = &g_array_index(columns,
		    struct column, i);
		const float overlap = MIN(k->x1, c->box.x1) -
		    MAX(k->x0, c->box.x0);

		if (overlap > 0.5F) {
			if (c->end == 0)
				c->col = i;
			c->end = i + 1;
		} else if (c->end == 0 && overlap > best) {
			best = overlap;
			c->col = i;
		}
	}
	if (c->end == 0)
		c->end = c->col + 1;
}

/* --- tables ----------------------------------------------------------- */

static void
add_row(const struct region *g, struct pdf_table *t, unsigned line,
    const GArray *columns)
{
	struct pdf_cell *last = NULL;

	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		struct chunk *c = chunk_at(g, i);
		GString *s;

		place_chunk(c, columns);
		if (last != NULL && c->col < last->col + last->colspan) {
			s = g_string_new(last->text);
			pdf_append_wrapped(s, word_at(g, c->first), c->n);
			g_free(last->text);
			last->text = g_string_free(s, FALSE);
			if (c->end > last->col + last->colspan)
				last->colspan = c->end - last->col;
			continue;
		}
		s = g_string_new(NULL);
		pdf_append_line(s, word_at(g, c->first), c->n);
		pdf_table_add(t, t->rows, c->col, 1, c->end - c->col,
		    g_string_free(s, FALSE));
		last = &g_array_index(t->cells, struct pdf_cell,
		    t->cells->len - 1);
	}
	t->rows++;
}

static struct pdf_table *
make_table(const struct region *g, struct block b)
{
	GArray *columns = find_columns(g, b);
	struct pdf_table *t = pdf_table_new();

	t->box = line_at(g, b.first)->box;
	t->cols = columns->len;
	for (guint i = 0; i < columns->len; i++)
		g_array_append_val(t->edges, g_array_index(columns,
		    struct column, i).x0);
	for (unsigned i = b.first; i < b.end; i++) {
		const struct pdf_line *l = line_at(g, i);

		pdf_box_add(&t->box, &l->box);
		add_row(g, t, i, columns);
		for (unsigned k = l->first; k < l->first + l->n; k++)
			word_at(g, k)->owner = -1;
	}
	g_array_append_val(t->edges, t->box.x1);
	g_array_free(columns, TRUE);
	return t;
}

/* Whether a block is a table rather than prose in columns or a list. */
static bool
is_table(const struct region *g, struct block b)
{
	unsigned rows = 0, wide = 0;

	for (unsigned i = b.first; i < b.end; i++) {
		rows += chunks_of(g, i) >= 2;
		for (unsigned k = g->first[i]; k < g->first[i + 1]; k++)
			if (chunk_at(g, k)->n > 8) {
				wide++;
				break;
			}
	}
	return rows >= 3 && rows * 2 >= b.end - b.first && wide * 3 <= rows;
}

GArray *
pdf_columns_read(GArray *words, const struct pdf_rules *rules,
    GPtrArray *tables)
{
	struct region g;

	region_open(&g, words, rules);
	for (unsigned i = 0; i < g.lines->len; ) {
		struct block b = {i, i + 1};

		if (chunks_of(&g, i) >= 2)
			b = grow_block(&g, i);
		if (is_table(&g, b)) {
			g_ptr_array_add(tables, make_table(&g, b));
			i = b.end;
		} else {
			i++;
		}
	}
	g_array_free(g.chunks, TRUE);
	g_free(g.first);
	return g.lines;
}
