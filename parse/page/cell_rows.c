#include "cell_rows.h"

#include <math.h>

enum { LEAST_LINES = 3 };       /* headings have up to two as a rule */

/* A cell's words in lines. */
struct cell_lines {
	GArray *words;          /* struct page_word, by line */
	GArray *lines;          /* struct page_line */
};

static struct page_line *
line_at(const struct cell_lines *l, guint i)
{
	return &g_array_index(l->lines, struct page_line, i);
}

static struct page_word *
word_at(const struct cell_lines *l, guint i)
{
	return &g_array_index(l->words, struct page_word, i);
}

/* Digits, and no letter. */
static bool
is_number(const struct page_word *w)
{
	unsigned digits = 0;

	for (unsigned i = 0; i < w->n; i++) {
		if (g_unichar_isalpha(w->chars[i].c))
			return false;
		digits += g_unichar_isdigit(w->chars[i].c) != 0;
	}
	return digits > 0;
}

/* Whether line i ends because the first word of the next has no room in a cell
 * from x0 to x1.  Numbers below each other are no wrapped text, however narrow
 * their column, unless they fill it: then a code is cut anywhere. */
static bool
is_forced(const struct cell_lines *l, guint i, float x0, float x1)
{
	const struct page_line *line = line_at(l, i);
	const struct page_word *next = word_at(l, line_at(l, i + 1)->first);
	const struct page_word *last = word_at(l, line->first + line->n - 1);
	const bool cjk = page_words_is_cjk(next->chars[0].c);
	const float width = cjk ? page_box_width(&next->chars[0].box) :
	    page_box_width(&next->box) + 0.2F * page_box_height(&next->box);

	return line->box.x1 + width > x1 - 1 &&
	    (!is_number(last) || !is_number(next) ||
	    page_box_width(&line->box) > 0.85F * (x1 - x0));
}

/* The rows of one row of the lattice. */
struct band {
	unsigned row;
	const struct cell_lines *lines;      /* of all cells of the table */
	GArray *cells;                  /* guint: cells of this row alone */
	const struct cell_lines *ruler;      /* that of most lines */
	unsigned *row_of;               /* the row each of its lines is in, */
	GArray *tops;                   /* or float: where each row begins */
	unsigned rows;
};

/* Which line of the ruler a line stands beside. */
static guint
beside(const struct band *b, const struct page_line *line)
{
	const float at = page_box_middle_y(&line->box);
	guint best = 0;

	for (guint i = 1; i < b->ruler->lines->len; i++)
		if (ABS(page_box_middle_y(&line_at(b->ruler, i)->box) - at) <
		    ABS(page_box_middle_y(&line_at(b->ruler, best)->box) - at))
			best = i;
	return best;
}

/* The number that is all of a line's text, or 0. */
static unsigned
line_number(const struct cell_lines *l, guint i)
{
	const struct page_line *line = line_at(l, i);
	const struct page_word *w = word_at(l, line->first);
	unsigned n = 0;

	for (unsigned k = 0; line->n == 1 && k < w->n && n < 100000; k++) {
		if (!g_unichar_isdigit(w->chars[k].c))
			return 0;
		n = 10 * n + (unsigned)g_unichar_digit_value(w->chars[k].c);
	}
	return n;
}

/* Whether the lines of one cell count (1, 2, 3 …) and at least two cells have a
 * line beside each of them: rows, however full they are. */
static bool
are_counted(const struct band *b)
{
	bool counted = false;
	unsigned full = 0;

	for (guint k = 0; k < b->cells->len; k++) {
		const struct cell_lines *l = &b->lines[g_array_index(b->cells,
		    guint, k)];
		bool counts = l->lines->len > 1 && line_number(l, 0) > 0;

		full += l->lines->len == b->ruler->lines->len;
		for (guint i = 1; counts && i < l->lines->len; i++)
			counts = line_number(l, i) == line_number(l, i - 1) + 1;
		counted |= counts && l->lines->len == b->ruler->lines->len;
	}
	return counted && full >= 3;
}

/* Whether the lines of a band are rows.  Of a few lines, each of two cells has
 * all: texts of two lines and of three are wrapped somehow. */
static bool
has_rows(const struct band *b, const struct page_table *t)
{
	enum { FEW = 4 };
	unsigned filled = 0, full = 0, equal = 0, breaks = 0, forced = 0;

	if (b->ruler == NULL || b->ruler->lines->len < LEAST_LINES)
		return false;
	for (guint k = 0; k < b->cells->len; k++) {
		const guint i = g_array_index(b->cells, guint, k);
		const struct page_cell *c = &g_array_index(t->cells,
		    struct page_cell, i);
		const struct cell_lines *l = &b->lines[i];
		const float *x0 = &g_array_index(t->edges, float, c->col);
		const float x1 = x0[c->colspan];

		filled += l->lines->len > 0;
		full += l->lines->len * 5 >= b->ruler->lines->len * 3;
		equal += l->lines->len == b->ruler->lines->len;
		for (guint n = 0; n + 1 < l->lines->len; n++, breaks++)
			forced += is_forced(l, n, *x0, x1);
	}
	if (are_counted(b))
		return true;
	if (b->ruler->lines->len <= FEW && equal < 2)
		return false;
	return full >= 2 && full * 5 >= filled * 3 && forced * 5 < breaks * 2;
}

/* Whether a band is two rows, in a table of which other bands are rows: each of
 * its cells has two lines, of which none ends for want of room. */
static bool
are_pairs(const struct band *b, const struct page_table *t)
{
	enum { LEAST_CELLS = 3 };
	unsigned pairs = 0;

	if (b->rows > 1 || b->ruler == NULL || b->ruler->lines->len != 2)
		return false;
	for (guint k = 0; k < b->cells->len; k++) {
		const guint i = g_array_index(b->cells, guint, k);
		const struct page_cell *c = &g_array_index(t->cells,
		    struct page_cell, i);
		const float *x0 = &g_array_index(t->edges, float, c->col);

		if (b->lines[i].lines->len != 2 ||
		    is_forced(&b->lines[i], 0, *x0, x0[c->colspan]))
			return false;
		pairs++;
	}
	return pairs >= LEAST_CELLS;
}

/* What stands beside each line of the ruler. */
struct beside_line {
	unsigned present;       /* cells with a line there, */
	unsigned carried;       /* those that had no room in the line above, */
	bool first;             /* the first cell has one, */
	bool lower, upper;      /* which begins with a small letter, a capital */
};

static struct beside_line *
look_beside(const struct band *b, const struct page_table *t, unsigned *filled)
{
	struct beside_line *at = g_new0(struct beside_line, b->ruler->lines->len + 1);

	*filled = 0;
	for (guint k = 0; k < b->cells->len; k++) {
		const guint i = g_array_index(b->cells, guint, k);
		const struct page_cell *c = &g_array_index(t->cells,
		    struct page_cell, i);
		const struct cell_lines *l = &b->lines[i];
		const float *x0 = &g_array_index(t->edges, float, c->col);
		const float x1 = x0[c->colspan];

		*filled += l->lines->len > 0;
		for (guint j = 0; j < l->lines->len; j++) {
			struct beside_line *s = &at[beside(b, line_at(l, j))];
			const gunichar start = word_at(l, line_at(l,
			    j)->first)->chars[0].c;

			s->present++;
			s->carried += j > 0 && is_forced(l, j - 1, *x0, x1);
			s->first |= k == 0;
			s->lower |= k == 0 && g_unichar_islower(start);
			s->upper |= k == 0 && g_unichar_isupper(start);
		}
	}
	return at;
}

/* Gives the lines of the ruler their rows: a line that only carries on what has
 * no room in the line above belongs to that; and one of which the first cell
 * goes on with a small letter, to a line of the first cell alone.  Such a line
 * that begins with a capital is the next text. */
static void
number_rows(struct band *b, const struct page_table *t)
{
	const guint n = b->ruler->lines->len;
	unsigned filled;
	g_autofree struct beside_line *at = look_beside(b, t, &filled);
	bool begun = false;     /* by a line of the first cell alone */

	b->row_of = g_new(unsigned, n);
	b->rows = 0;
	for (guint i = 0; i < n; i++) {
		const bool begins = i + 1 < n && at[i].present == 1 &&
		    at[i].first && at[i + 1].lower &&
		    at[i + 1].present > 1;
		const bool named = at[i].present == 1 && at[i].upper;
		const bool carries = i > 0 && (begun || (!begins && !named &&
		    at[i].present * 2 <= filled &&
		    at[i].present == at[i].carried));

		b->rows += !carries;
		b->row_of[i] = b->rows - 1;
		begun = begins;
	}
}

/* --- paragraphs --------------------------------------------------------- */

static int
by_top(const void *a, const void *b)
{
	const struct page_box *x = a, *y = b;

	return x->y0 < y->y0 ? -1 : x->y0 > y->y0;
}

/* The boxes of all lines of a band, from top to bottom. */
static GArray *
boxes_of(const struct band *b)
{
	GArray *boxes = g_array_new(FALSE, FALSE, sizeof(struct page_box));

	for (guint k = 0; k < b->cells->len; k++) {
		const struct cell_lines *l = &b->lines[g_array_index(b->cells,
		    guint, k)];

		for (guint i = 0; i < l->lines->len; i++)
			g_array_append_val(boxes, line_at(l, i)->box);
	}
	g_array_sort(boxes, by_top);
	return boxes;
}

/* The widest white between two lines of a cell that no paragraph parts, or
 * negative where no cell has any. */
static float
leading(const struct band *b, float least)
{
	float most = -1;

	for (guint k = 0; k < b->cells->len; k++) {
		const struct cell_lines *l = &b->lines[g_array_index(b->cells,
		    guint, k)];

		for (guint i = 1; i < l->lines->len; i++) {
			const float white = line_at(l, i)->box.y0 -
			    line_at(l, i - 1)->box.y1;

			if (white < least)
				most = MAX(most, MAX(white, 0));
		}
	}
	return most;
}

static unsigned
row_at(const struct band *b, const struct page_line *line)
{
	unsigned row = 0;

	while (row + 1 < b->tops->len && g_array_index(b->tops, float,
	    row + 1) <= page_box_middle_y(&line->box))
		row++;
	return row;
}

/* How many of the rows have text in several cells. */
static unsigned
full_rows(const struct band *b)
{
	g_autofree unsigned *cells = g_new0(unsigned, b->tops->len);
	unsigned full = 0;

	for (guint k = 0; k < b->cells->len; k++) {
		const struct cell_lines *l = &b->lines[g_array_index(b->cells,
		    guint, k)];
		unsigned last = b->tops->len;

		for (guint i = 0; i < l->lines->len; i++) {
			const unsigned row = row_at(b, line_at(l, i));

			full += row != last && ++cells[row] == 2;
			last = row;
		}
	}
	return full;
}

/* Finds rows that only white parts, from side to side: paragraphs that begin
 * beside each other in several cells.
 *
 *     | Major | Emissions of ten tons  | Utilities,    |
 *     |       | per year or more       | refineries    |
 *     |       |                        |               |
 *     | Area  | Emissions of less than | Dry cleaners, |
 *     |       | ten tons               | gas stations  |   */
static void
find_paragraphs(struct band *b)
{
	GArray *boxes = boxes_of(b), *tops;
	float least = 0, end = -INFINITY;

	b->tops = tops = g_array_new(FALSE, FALSE, sizeof(float));
	for (guint i = 0; i < boxes->len; i++) {
		const struct page_box *box = &g_array_index(boxes,
		    struct page_box, i);

		least = 0.6F * page_box_height(box);
		if (box->y0 - end >= least)
			g_array_append_val(tops, box->y0);
		end = MAX(end, box->y1);
	}
	g_array_free(boxes, TRUE);
	b->rows = tops->len;
	if (tops->len > 1 && full_rows(b) > 1 && leading(b, least) >= 0)
		return;
	g_array_free(tops, TRUE);
	b->tops = NULL;
	b->rows = 1;
}

/* Splits bands of two lines where those of more are rows. */
static void
split_pairs(struct band *bands, const struct page_table *t)
{
	bool rows = false;

	for (unsigned i = 0; i < t->rows; i++)
		rows |= bands[i].row_of != NULL && bands[i].rows > 2;
	for (unsigned i = 1; rows && i < t->rows; i++)
		if (are_pairs(&bands[i], t))
			number_rows(&bands[i], t);
}

/* Reads the band whose cells begin with cell *next; cells ascend by row. */
static void
read_band(struct band *b, const struct page_table *t, guint *next)
{
	b->cells = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint i = *next; i < t->cells->len; i++, ++*next) {
		const struct page_cell *c = &g_array_index(t->cells,
		    struct page_cell, i);

		if (c->row != b->row)
			break;
		if (c->rowspan != 1)
			continue;
		g_array_append_val(b->cells, i);
		if (b->lines[i].lines->len > 0 && (b->ruler == NULL ||
		    b->lines[i].lines->len > b->ruler->lines->len))
			b->ruler = &b->lines[i];
	}
	if (has_rows(b, t))
		number_rows(b, t);
	else
		find_paragraphs(b);
}

/* The row of a band that a line is in. */
static unsigned
row_of(const struct band *b, const struct page_line *line)
{
	return b->tops != NULL ? row_at(b, line) : b->row_of[beside(b, line)];
}

/* Adds the cells that a cell of a split row becomes. */
static void
add_split(GArray *cells, const struct band *b, const struct cell_lines *l,
    struct page_cell c)
{
	GString *s = g_string_new(NULL);
	unsigned row = 0;

	for (guint i = 0; i <= l->lines->len; i++) {
		const unsigned at = i < l->lines->len ?
		    row_of(b, line_at(l, i)) : b->rows;

		if (at != row && s->len > 0) {
			struct page_cell part = {c.row + row, c.col, 1,
			    c.colspan, g_strdup(s->str), false, 0, 0};

			g_array_append_val(cells, part);
			g_string_truncate(s, 0);
		}
		row = at;
		if (i < l->lines->len)
			page_words_append_wrapped(s, word_at(l, line_at(l,
			    i)->first), line_at(l, i)->n);
	}
	g_string_free(s, TRUE);
}

/* --- columns inside cells --------------------------------------------- */

/* Where a gap between words begins (+1) or ends (-1). */
struct side {
	float at;
	int step;
};

static int
by_place(const void *a, const void *b)
{
	const struct side *s = a, *t = b;

	if (s->at != t->at)
		return s->at < t->at ? -1 : 1;
	return s->step - t->step;
}

static GArray *
gaps_of(const struct cell_lines *l)
{
	GArray *sides = g_array_new(FALSE, FALSE, sizeof(struct side));

	for (guint i = 0; i < l->lines->len; i++) {
		const struct page_line *n = line_at(l, i);

		for (unsigned k = n->first + 1; k < n->first + n->n; k++) {
			struct side from = {word_at(l, k - 1)->box.x1, 1};
			struct side to = {word_at(l, k)->box.x0, -1};

			if (to.at - from.at < 0.75F * page_box_height(&n->box))
				continue;
			g_array_append_val(sides, from);
			g_array_append_val(sides, to);
		}
	}
	return sides;
}

/* Whether most of some lines have a wide gap at one place, of which the sides
 * are given; frees them. */
static bool
have_common_gap(GArray *sides, guint lines)
{
	int n = 0, most = 0;

	g_array_sort(sides, by_place);
	for (guint i = 0; i < sides->len; i++) {
		n += g_array_index(sides, struct side, i).step;
		most = MAX(most, n);
	}
	g_array_free(sides, TRUE);
	return most >= LEAST_LINES && most * 5 >= (int)lines * 3;
}

bool
cell_rows_hold_columns(const struct page_table *t, GArray **words)
{
	GArray *sides = g_array_new(FALSE, FALSE, sizeof(struct side));
	unsigned all = 0, inside = 0;

	for (guint i = 0; i < t->cells->len; i++) {
		struct cell_lines l = {.words = words[i]};
		GArray *own;

		/* Most cells hold one word: a line without a gap. */
		all += words[i]->len;
		if (words[i]->len < 2)
			continue;
		l.lines = page_words_lines(words[i]);
		all += l.lines->len - words[i]->len;
		own = gaps_of(&l);
		g_array_append_vals(sides, own->data, own->len);
		inside += have_common_gap(own, l.lines->len) ? l.lines->len : 0;
		g_array_free(l.lines, TRUE);
	}
	/* Rules around each row, and none between its columns. */
	if (have_common_gap(sides, all) && t->cols == 1)
		return true;
	return inside * 10 >= all * 3 && inside > 0;
}

/* --- cells ------------------------------------------------------------ */

/* Reads the words of all cells: their texts, and the lines that they stand in. */
static struct cell_lines *
read_cells(struct page_table *t, GArray **words)
{
	struct cell_lines *lines = g_new(struct cell_lines, t->cells->len);

	for (guint i = 0; i < t->cells->len; i++) {
		struct page_cell *c = &g_array_index(t->cells, struct page_cell,
		    i);
		const float *x0 = &g_array_index(t->edges, float, c->col);

		lines[i].words = words[i];
		c->text = page_words_cell_text(words[i], x0[c->colspan] - *x0,
		    &lines[i].lines);
		if (lines[i].lines->len > 0) {
			const struct page_box *box = &line_at(&lines[i],
			    lines[i].lines->len - 1)->box;

			c->end = box->x1;
			c->size = page_box_height(box);
		}
	}
	return lines;
}

/* The cells of the table in the rows that the bands give; start[row] is the first
 * row of the band that stands where the row stood. */
static GArray *
place_cells(const struct page_table *t, const struct band *bands,
    const struct cell_lines *lines, const unsigned *start)
{
	GArray *cells = g_array_new(FALSE, FALSE, sizeof(struct page_cell));

	for (guint i = 0; i < t->cells->len; i++) {
		struct page_cell c = g_array_index(t->cells, struct page_cell,
		    i);
		const struct band *b = &bands[c.row];
		const unsigned end = c.row + c.rowspan;

		c.rowspan = start[end] - start[c.row];
		c.row = start[c.row];
		if (b->rows > 1 && end == b->row + 1) {
			add_split(cells, b, &lines[i], c);
			g_free(c.text);
		} else {
			g_array_append_val(cells, c);
		}
	}
	return cells;
}

static void
clear_band(struct band *b)
{
	g_array_free(b->cells, TRUE);
	g_free(b->row_of);
	if (b->tops != NULL)
		g_array_free(b->tops, TRUE);
}

void
cell_rows_fill(struct page_table *t, GArray **words)
{
	g_autofree struct cell_lines *lines = read_cells(t, words);
	g_autofree struct band *bands = g_new0(struct band, t->rows);
	g_autofree unsigned *start = g_new0(unsigned, t->rows + 1);
	GArray *cells;
	guint next = 0;

	for (unsigned row = 0; row < t->rows; row++) {
		bands[row] = (struct band){.row = row, .lines = lines,
		    .rows = 1};
		read_band(&bands[row], t, &next);
	}
	split_pairs(bands, t);
	for (unsigned row = 0; row < t->rows; row++)
		start[row + 1] = start[row] + bands[row].rows;
	cells = place_cells(t, bands, lines, start);
	for (guint i = 0; i < t->cells->len; i++) {
		g_array_free(lines[i].lines, TRUE);
		g_array_free(lines[i].words, TRUE);
	}
	for (unsigned row = 0; row < t->rows; row++)
		clear_band(&bands[row]);
	if (start[t->rows] != t->rows)
		g_array_set_size(t->tops, 0);
	g_array_free(t->cells, TRUE);
	t->cells = cells;
	t->rows = start[t->rows];
}
