#include "pdf_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pdf_region.h"

/* --- blocks ----------------------------------------------------------- */

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
	return region_line(g, below)->box.y0 - region_line(g, above)->box.y1 >
	    2.4F * g->height;
}

/* The block of lines with common gaps that begins with line `first`. */
static struct block
grow_block(const struct region *g, unsigned first)
{
	struct block b = {first, first + 1};
	GArray *gaps = region_gaps(g, first);
	unsigned pending = 0;

	for (unsigned i = first + 1; i < g->lines->len; i++) {
		GArray *own, *both;

		if (is_far(g, i - 1, i))
			break;
		if (region_chunks(g, i) < 2) {
			if (++pending > 3)
				break;
			continue;
		}
		own = region_gaps(g, i);
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
		sorted[i] = region_chunk(g, g->first[b.first] + i);
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

/* --- rows ------------------------------------------------------------- */

/* Whether a ruling line parts two lines of a block. */
static bool
is_ruled_off(const struct region *g, unsigned above, unsigned below,
    float x0, float x1)
{
	const float from = pdf_middle_y(&region_line(g, above)->box);
	const float to = pdf_middle_y(&region_line(g, below)->box);
	float covered = 0;

	for (guint i = 0; i < g->rules->across->len; i++) {
		const struct pdf_rule *r = &g_array_index(g->rules->across,
		    struct pdf_rule, i);

		if (r->at > to)
			break;
		if (r->at >= from)
			covered += MAX(0, MIN(r->to, x1) - MAX(r->from, x0));
	}
	return covered > 0.5F * (x1 - x0);
}

static bool
is_number(const struct region *g, const struct chunk *c)
{
	unsigned digits = 0, letters = 0;

	for (unsigned i = c->first; i < c->first + c->n; i++) {
		const struct pdf_word *w = region_word(g, i);

		for (unsigned k = 0; k < w->n; k++) {
			digits += g_unichar_isdigit(w->chars[k].c) != 0;
			letters += g_unichar_isalpha(w->chars[k].c) != 0;
		}
	}
	return letters <= digits;
}

/* What is known of the row that a line may carry on. */
struct row {
	unsigned line;          /* its last line */
	bool *filled;           /* columns with text */
	bool heading;           /* no line of it nor above has begun the body */
};

/* Whether a chunk's first word would have had room in the line above, in a
 * column that ends where the next begins. */
static bool
had_room(const struct region *g, const struct chunk *above,
    const struct chunk *c, const GArray *columns)
{
	const struct pdf_word *w = region_word(g, c->first);
	const float end = c->end < columns->len ? g_array_index(columns,
	    struct column, c->end).x0 : g_array_index(columns, struct column,
	    columns->len - 1).x1 + 1;
	const float width = pdf_is_cjk(w->chars[0].c) ?
	    pdf_width(&w->chars[0].box) : pdf_width(&w->box);

	return above->box.x1 + width + 0.3F * g->height < end;
}

/* Whether a chunk ends in dots that lead to the next column. */
static bool
has_leader(const struct region *g, const struct chunk *c)
{
	const struct pdf_word *w = region_word(g, c->first + c->n - 1);

	return w->chars[w->n - 1].c == '.' && (w->n > 1 ?
	    w->chars[w->n - 2].c == '.' : c->n > 1);
}

/* The chunk of a line in a column, or NULL. */
static const struct chunk *
chunk_in(const struct region *g, unsigned line, unsigned col)
{
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++)
		if (region_chunk(g, i)->col == col)
			return region_chunk(g, i);
	return NULL;
}

/* Whether a line carries on the row above: it stands close below, begins
 * nothing in the first column, and has text only under text, which is no
 * number.  In a heading, whose cells are often set from below, it may also fill
 * what is empty.  A line of the first column alone carries on what had no
 * room. */
static bool
carries_on(const struct region *g, const struct row *row, unsigned line,
    const GArray *columns)
{
	const struct pdf_box *above = &region_line(g, row->line)->box;
	const struct pdf_box *box = &region_line(g, line)->box;
	const unsigned n = region_chunks(g, line);

	if (box->y0 - above->y1 > 0.45F * g->height ||
	    is_ruled_off(g, row->line, line, MIN(above->x0, box->x0),
	    MAX(above->x1, box->x1)))
		return false;
	if (n == 1 && chunk_in(g, line, 0) != NULL) {
		const struct chunk *c = chunk_in(g, line, 0);
		const struct chunk *last = chunk_in(g, row->line, 0);

		return last != NULL && c->end == 1 && last->end == 1 &&
		    !has_leader(g, last) && !had_room(g, last, c, columns);
	}
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		const struct chunk *c = region_chunk(g, i);

		if (c->end - c->col > 1 || (c->col == 0 && !row->heading))
			return false;
		if (!row->heading && (!row->filled[c->col] ||
		    is_number(g, c)))
			return false;
	}
	return row->heading || n * 2 <= columns->len;
}

/* Whether a line belongs to the body: it begins in the first column, and has
 * numbers. */
static bool
is_body(const struct region *g, unsigned line)
{
	unsigned numbers = 0;

	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++)
		numbers += is_number(g, region_chunk(g, i));
	return numbers * 2 >= region_chunks(g, line) ||
	    chunk_in(g, line, 0) != NULL;
}

/* --- tables ----------------------------------------------------------- */

static void
append_text(const struct region *g, char **text, const struct chunk *c)
{
	GString *s = g_string_new(*text);

	pdf_append_wrapped(s, region_word(g, c->first), c->n);
	g_free(*text);
	*text = g_string_free(s, FALSE);
}

/* The cell of the last row over a column, or NULL. */
static struct pdf_cell *
cell_over(struct pdf_table *t, unsigned col)
{
	for (guint i = t->cells->len; i-- > 0; ) {
		struct pdf_cell *c = &g_array_index(t->cells, struct pdf_cell,
		    i);

		if (c->row + 1 != t->rows)
			return NULL;
		if (c->col <= col && col < c->col + c->colspan)
			return c;
	}
	return NULL;
}

/* Adds a line to the last row of a table. */
static void
add_line(const struct region *g, struct pdf_table *t, unsigned line)
{
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		const struct chunk *c = region_chunk(g, i);
		struct pdf_cell *cell = cell_over(t, c->col);

		if (cell == NULL) {
			char *text = NULL;

			append_text(g, &text, c);
			pdf_table_add(t, t->rows - 1, c->col, 1,
			    c->end - c->col, text);
		} else {
			append_text(g, &cell->text, c);
		}
	}
}

static bool
spans_columns(const struct region *g, unsigned line)
{
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++)
		if (region_chunk(g, i)->end - region_chunk(g, i)->col > 1)
			return true;
	return false;
}

static void
add_rows(const struct region *g, struct pdf_table *t, struct block b,
    const GArray *columns)
{
	struct row row = {b.first, g_new0(bool, columns->len + 1), true};

	for (unsigned i = b.first; i < b.end; i++) {
		for (unsigned k = g->first[i]; k < g->first[i + 1]; k++)
			place_chunk(region_chunk(g, k), columns);
		row.heading = row.heading && !is_body(g, i);
		if (i == b.first || spans_columns(g, i - 1) ||
		    !carries_on(g, &row, i, columns)) {
			t->rows++;
			memset(row.filled, 0, columns->len);
		}
		for (unsigned k = g->first[i]; k < g->first[i + 1]; k++)
			row.filled[region_chunk(g, k)->col] = true;
		row.line = i;
		add_line(g, t, i);
	}
	g_free(row.filled);
}

/* The columns of the table that goes on from the last page. */
static GArray *
open_columns(const struct pdf_table *open)
{
	GArray *columns = g_array_new(FALSE, FALSE, sizeof(struct column));

	for (unsigned i = 0; i < open->cols; i++) {
		const float *edge = &g_array_index(open->edges, float, i);
		struct column c = {edge[0], edge[1] - 1, 2};

		g_array_append_val(columns, c);
	}
	return columns;
}

/* Whether a block stands in the columns of the table of the last page: each of
 * its chunks in one, and each where that column's text begins or wholly in the
 * column. */
static bool
goes_on(const struct region *g, struct block b)
{
	const struct pdf_table *open = g->open;
	const float slack = 0.5F * g->height;

	if (open == NULL || open->ruled || open->cols < 2)
		return false;
	for (unsigned i = g->first[b.first]; i < g->first[b.end]; i++) {
		const struct pdf_box *box = &region_chunk(g, i)->box;
		unsigned col = 0;

		while (col < open->cols && box->x0 > g_array_index(open->edges,
		    float, col + 1) - slack)
			col++;
		if (col == open->cols || box->x0 < g_array_index(open->edges,
		    float, col) - slack || box->x1 > g_array_index(open->edges,
		    float, col + 1) + slack)
			return false;
	}
	return true;
}

static struct pdf_table *
make_table(const struct region *g, struct block b)
{
	GArray *columns = goes_on(g, b) ? open_columns(g->open) :
	    find_columns(g, b);
	struct pdf_table *t = pdf_table_new();

	t->box = region_line(g, b.first)->box;
	t->cols = columns->len;
	for (guint i = 0; i < columns->len; i++)
		g_array_append_val(t->edges, g_array_index(columns,
		    struct column, i).x0);
	for (unsigned i = b.first; i < b.end; i++) {
		const struct pdf_line *l = region_line(g, i);

		pdf_box_add(&t->box, &l->box);
		for (unsigned k = l->first; k < l->first + l->n; k++)
			region_word(g, k)->owner = -1;
	}
	add_rows(g, t, b, columns);
	t->order = region_line(g, b.first)->order;
	t->box.x1 = MAX(t->box.x1, g_array_index(columns, struct column,
	    columns->len - 1).x1 + 1);
	g_array_append_val(t->edges, t->box.x1);
	g_array_free(columns, TRUE);
	return t;
}

/* Words with a letter or digit: leaders (". . . .") have none. */
static unsigned
words_of_text(const struct region *g, const struct chunk *c)
{
	unsigned n = 0;

	for (unsigned i = c->first; i < c->first + c->n; i++)
		n += g_unichar_isalnum(region_word(g, i)->chars[0].c) != 0;
	return n;
}

/* Whether a line reads like prose: it is made of words, and no gap between them
 * is wider than justified text may have. */
static bool
is_sentence(const struct region *g, unsigned line)
{
	const struct pdf_line *l = region_line(g, line);
	unsigned words = 0;

	for (unsigned i = l->first; i < l->first + l->n; i++) {
		const struct pdf_word *w = region_word(g, i);

		if (i > l->first && w->box.x0 - region_word(g, i - 1)->box.x1 >
		    2 * g->height)
			return false;
		words += w->n > 1 && g_unichar_isalpha(w->chars[0].c);
	}
	return words >= 5 && words * 4 >= l->n * 3;
}

/* Whether a block is the lettering of a chart: numbers and short words here and
 * there, most of which share a column with few others. */
static bool
is_lettering(const struct region *g, struct block b, unsigned chunks,
    unsigned rows, unsigned chars)
{
	enum { SHORT = 12, LEAST_COLS = 4 };
	GArray *columns = find_columns(g, b);
	const unsigned cols = columns->len;

	g_array_free(columns, TRUE);
	return cols >= LEAST_COLS && chunks * 2 < cols * rows &&
	    chars < SHORT * chunks;
}

/* Whether a block is a table rather than prose in columns, a list or the
 * lettering of a chart. */
static bool
is_table(const struct region *g, struct block b)
{
	unsigned rows = 0, chunks = 0, wide = 0, sentences = 0, chars = 0;
	struct pdf_box box = region_line(g, b.first)->box;

	for (unsigned i = b.first; i < b.end; i++) {
		const struct pdf_line *l = region_line(g, i);
		bool is_wide = false;

		rows += region_chunks(g, i) >= 2;
		chunks += region_chunks(g, i) >= 2 ? region_chunks(g, i) : 0;
		for (unsigned k = g->first[i]; k < g->first[i + 1]; k++)
			is_wide = is_wide ||
			    words_of_text(g, region_chunk(g, k)) > 8;
		wide += is_wide;
		sentences += region_chunks(g, i) >= 2 && is_sentence(g, i);
		pdf_box_add(&box, &l->box);
		for (unsigned k = l->first; k < l->first + l->n; k++)
			chars += region_word(g, k)->n;
	}
	/* Many columns prove a table though many of its texts are wrapped. */
	if (chunks < 4 * rows ? rows * 2 < b.end - b.first :
	    rows * 3 < b.end - b.first)
		return false;
	return rows >= 3 && wide * 3 <= rows && sentences * 3 <= rows &&
	    !is_lettering(g, b, chunks, rows, chars) &&
	    !pdf_page_is_drawing(g->page, &box, chars);
}

static void
read_region(struct region *g, GArray *words, GPtrArray *tables)
{
	region_open(g, words);
	for (unsigned i = 0; i < g->lines->len; ) {
		struct block b = {i, i + 1};

		if (region_chunks(g, i) >= 2)
			b = grow_block(g, i);
		if (is_table(g, b) || (region_chunks(g, i) >= 2 &&
		    goes_on(g, b))) {
			g_ptr_array_add(tables, make_table(g, b));
			g->open = NULL;
			i = b.end;
		} else {
			i++;
		}
	}
}

/* --- regions ---------------------------------------------------------- */

/* Moves the words of lines to the end of `to`; side -1 takes those left of x,
 * 1 those right of it, 0 all. */
static void
take_words(const struct region *g, unsigned first, unsigned end, int side,
    float x, GArray *to)
{
	for (unsigned i = first; i < end; i++) {
		const struct pdf_line *l = region_line(g, i);

		for (unsigned k = l->first; k < l->first + l->n; k++) {
			const struct pdf_word *w = region_word(g, k);
			const bool left = pdf_middle_x(&w->box) < x;

			if (side == 0 || left == (side < 0))
				g_array_append_val(to, *w);
		}
	}
}

/* Reads some of the words of a page as a region of its own, and adds them and
 * their lines to those of the page.  `order` is where all of it is read, or
 * negative where each line is read in its place. */
static void
add_region(const struct region *page, GArray *own, float order, GArray *words,
    GArray *lines, GPtrArray *tables)
{
	struct region g = *page;
	const guint known = tables->len;

	read_region(&g, own, tables);
	for (guint i = 0; i < g.lines->len; i++) {
		struct pdf_line l = *region_line(&g, i);

		l.first += words->len;
		if (order >= 0)
			l.order = order;
		g_array_append_val(lines, l);
	}
	for (guint i = known; order >= 0 && i < tables->len; i++)
		((struct pdf_table *)g_ptr_array_index(tables, i))->order =
		    order;
	g_array_append_vals(words, own->data, own->len);
	g_array_free(g.lines, TRUE);
	region_close(&g);
	g_array_set_size(own, 0);
}

/* Moves words that do not run to the right, such as the labels of the axes of
 * charts, from `words` to `turned`. */
static void
part_turned(GArray *words, GArray *turned)
{
	guint kept = 0;

	for (guint i = 0; i < words->len; i++) {
		const struct pdf_word *w = &g_array_index(words,
		    struct pdf_word, i);

		if (w->way != PDF_RIGHT && w->n > 1)
			g_array_append_val(turned, *w);
		else
			g_array_index(words, struct pdf_word, kept++) = *w;
	}
	g_array_set_size(words, kept);
}

/* Adds turned words as lines of their own, in the order of the page: those that
 * follow each other on one line there. */
static void
add_turned(GArray *turned, GArray *words, GArray *lines)
{
	struct pdf_line line = {.n = 0};

	for (guint i = 0; i < turned->len; i++) {
		struct pdf_word w = g_array_index(turned, struct pdf_word, i);
		const struct pdf_box box = w.box;
		const bool beside = line.n > 0 &&
		    MIN(box.x1, line.box.x1) - MAX(box.x0, line.box.x0) >
		    0.5F * pdf_width(&box);

		if (line.n > 0 && !beside) {
			g_array_append_val(lines, line);
			line.n = 0;
		}
		if (line.n == 0)
			line = (struct pdf_line){box, words->len, 0, box.y0};
		pdf_box_add(&line.box, &box);
		line.order = line.box.y0;
		pdf_word_turn(&w);
		g_array_append_val(words, w);
		line.n++;
	}
	if (line.n > 0)
		g_array_append_val(lines, line);
}

GArray *
pdf_columns_read(GArray *words, const struct pdf_page *page,
    const struct pdf_rules *rules, const struct pdf_table *open,
    GPtrArray *tables)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct pdf_word));
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct pdf_line));
	GArray *own = g_array_new(FALSE, FALSE, sizeof(struct pdf_word));
	GArray *turned = g_array_new(FALSE, FALSE, sizeof(struct pdf_word));
	struct region g = {.page = page, .rules = rules, .open = open};
	unsigned done = 0;

	part_turned(words, turned);
	region_open(&g, words);
	for (unsigned i = 0; i < g.lines->len; ) {
		struct gutter gutter;
		float order;

		if (!region_gutter(&g, i, &gutter)) {
			i++;
			continue;
		}
		take_words(&g, done, i, 0, 0, own);
		add_region(&g, own, -1, all, lines, tables);
		order = region_line(&g, i)->box.y0;
		for (int side = -1; side <= 1; side += 2) {
			take_words(&g, i, gutter.end, side,
			    (gutter.from + gutter.to) / 2, own);
			add_region(&g, own, order + 0.01F * (float)(side + 1),
			    all, lines, tables);
		}
		done = i = gutter.end;
	}
	take_words(&g, done, g.lines->len, 0, 0, own);
	add_region(&g, own, -1, all, lines, tables);
	g_array_free(g.lines, TRUE);
	region_close(&g);
	add_turned(turned, all, lines);
	g_array_set_size(words, 0);
	g_array_append_vals(words, all->data, all->len);
	g_array_free(turned, TRUE);
	g_array_free(all, TRUE);
	g_array_free(own, TRUE);
	return lines;
}
