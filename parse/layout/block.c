#include "block.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "column_heading.h"

/* --- rows ------------------------------------------------------------- */

/* Whether a chunk has as many digits as letters, or more. */
static bool
is_number(const struct region *g, const struct chunk *c)
{
	unsigned digits = 0, letters = 0;

	for (unsigned i = c->first; i < c->first + c->n; i++) {
		const struct page_word *w = region_word(g, i);

		for (unsigned k = 0; k < w->n; k++) {
			digits += g_unichar_isdigit(w->chars[k].c) != 0;
			letters += g_unichar_isalpha(w->chars[k].c) != 0;
		}
	}
	return letters <= digits;
}

/* What is known of the row that a line may carry on. */
struct block_row {
	unsigned first, line;   /* its first line and its last */
	bool *filled;           /* columns with text */
};

/* Whether a chunk's first word would have had room in the line above, in a
 * column that ends where the next begins. */
static bool
had_room(const struct region *g, const struct chunk *above,
    const struct chunk *c, const GArray *columns)
{
	const struct page_word *w = region_word(g, c->first);
	const float end = c->end < columns->len ? g_array_index(columns,
	    struct text_column, c->end).x0 : g_array_index(columns,
	    struct text_column, columns->len - 1).x1 + 1;
	const float width = page_words_is_cjk(w->chars[0].c) ?
	    page_box_width(&w->chars[0].box) : page_box_width(&w->box);

	return above->box.x1 + width + 0.3F * g->height < end;
}

/* Whether a chunk ends in dots that lead to the next column. */
static bool
has_leader(const struct region *g, const struct chunk *c)
{
	const struct page_word *w = region_word(g, c->first + c->n - 1);

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

/* Whether a chunk begins as the rest of a text may: not with a capital letter,
 * as the next text does, unless it is indented. */
static bool
begins_as_rest(const struct region *g, const struct chunk *above,
    const struct chunk *c)
{
	return !g_unichar_isupper(region_word(g, c->first)->chars[0].c) ||
	    c->box.x0 > above->box.x0 + 0.3F * g->height;
}

/* Whether each text of a line goes on with a small letter or in brackets, under
 * one that began with a capital: a line of a heading.
 *
 *     Number of   Beds per
 *     beds        inhabitant  */
static bool
goes_on_small(const struct region *g, const struct block_row *row,
    unsigned line)
{
	enum { LEAST = 2 };

	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		const struct chunk *c = region_chunk(g, i);
		const struct chunk *above = chunk_in(g, row->line, c->col);
		const struct chunk *start = chunk_in(g, row->first, c->col);
		const gunichar first = region_word(g, c->first)->chars[0].c;

		if (c->end - c->col > 1 || above == NULL || start == NULL ||
		    above->end - above->col > 1 ||
		    (!g_unichar_islower(first) && first != '(') ||
		    !g_unichar_isupper(region_word(g,
		    start->first)->chars[0].c))
			return false;
	}
	return region_chunks(g, line) >= LEAST;
}

/* Whether a line carries on the row above: it stands close below, begins
 * nothing in the first column, and has text only under text, which is no
 * number.  A line of the first column alone carries on what had no room. */
static bool
carries_on(const struct region *g, const struct block_row *row, unsigned line,
    const GArray *columns)
{
	const struct page_box *above = &region_line(g, row->line)->box;
	const struct page_box *box = &region_line(g, line)->box;
	const unsigned n = region_chunks(g, line);

	if (box->y0 - above->y1 > 0.45F * g->height ||
	    region_parted(g, row->line, line, MIN(above->x0, box->x0),
	    MAX(above->x1, box->x1)))
		return false;
	if (n == 1 && chunk_in(g, line, 0) != NULL) {
		const struct chunk *c = chunk_in(g, line, 0);
		const struct chunk *last = chunk_in(g, row->line, 0);

		return last != NULL && c->end == 1 && last->end == 1 &&
		    !has_leader(g, last) && begins_as_rest(g, last, c) &&
		    !had_room(g, last, c, columns);
	}
	if (goes_on_small(g, row, line))
		return true;
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		const struct chunk *c = region_chunk(g, i);

		if (c->end - c->col > 1 || c->col == 0 ||
		    !row->filled[c->col] || is_number(g, c))
			return false;
	}
	return n * 2 <= columns->len;
}

/* Whether a line may be one of a heading: not one that begins in the first
 * column and has numbers. */
static bool
is_heading(const struct region *g, unsigned line)
{
	unsigned numbers = 0;

	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++)
		numbers += is_number(g, region_chunk(g, i));
	return numbers * 2 < region_chunks(g, line) ||
	    chunk_in(g, line, 0) == NULL;
}

/* --- wrapped rows ----------------------------------------------------- */

float
block_pitch(const struct region *g, struct block b)
{
	enum { LEAST = 3 };
	g_autofree float *all = g_new(float, b.end - b.first);
	unsigned n = 0;
	float last = 0;

	for (unsigned i = b.first; i < b.end; i++) {
		const float at = page_box_middle_y(&region_line(g, i)->box);

		if (region_chunks(g, i) < 2)
			continue;
		if (last > 0)
			all[n++] = at - last;
		last = at;
	}
	if (n < LEAST)
		return 0;
	qsort(all, n, sizeof *all, page_words_by_value);
	return all[n / 2];
}

/* Whether lines are one row: all but one have nothing but a piece of the same
 * column's text, and that one has the other cells, wherever beside it.
 *
 *     Premature mortality (years of                       In some tables
 *                                     7,108.3   6,960.6   they stand halfway
 *     potential life lost)                                between lines. */
static bool
is_wrapped_row(const struct region *g, struct block b)
{
	const struct chunk *piece = NULL, *other;
	unsigned full = 0;

	for (unsigned i = b.first; i < b.end; i++) {
		const struct chunk *c = region_chunk(g, g->first[i]);

		if (region_chunks(g, i) > 1) {
			full++;
			continue;
		}
		if (c->end - c->col > 1 ||
		    (piece != NULL && piece->col != c->col))
			return false;
		piece = c;
	}
	for (unsigned i = b.first; piece != NULL && i < b.end; i++) {
		other = chunk_in(g, i, piece->col);
		if (other != NULL && other->end - other->col > 1)
			return false;
	}
	return full == 1 && piece != NULL;
}

/* Finds the wrapped rows among lines that stand close, which it parts where
 * they stand widest until each part is one row or stands evenly. */
static void
part_rows(const struct region *g, struct block b, bool *wrapped)
{
	float widest = 0, least = INFINITY;

	if (is_wrapped_row(g, b)) {
		for (unsigned i = b.first + 1; i < b.end; i++)
			wrapped[i] = true;
		return;
	}
	for (unsigned i = b.first + 1; i < b.end; i++) {
		widest = MAX(widest, region_pitch(g, i));
		least = MIN(least, region_pitch(g, i));
	}
	if (widest < 1.2F * least)
		return;
	for (unsigned i = b.first, end; i < b.end; i = end) {
		for (end = i + 1; end < b.end &&
		    region_pitch(g, end) < 0.9F * widest; end++)
			;
		if (end - i > 1)
			part_rows(g, (struct block){i, end}, wrapped);
	}
}

/* Finds for each line of the region whether it goes on with the row of the line
 * before because the two stand closer than the rows of a block do.  To be
 * freed. */
static bool *
find_wrapped(const struct region *g, struct block b)
{
	bool *wrapped = g_new0(bool, b.end);
	const float most = 0.75F * block_pitch(g, b);

	for (unsigned i = b.first, end; i < b.end; i = end) {
		for (end = i + 1; end < b.end &&
		    region_pitch(g, end) < most; end++)
			;
		if (end - i > 1)
			part_rows(g, (struct block){i, end}, wrapped);
	}
	return wrapped;
}

/* --- rows between rules ------------------------------------------------- */

/* Which columns a line has text in, as bits of the first 64. */
static guint64
columns_with_text(const struct region *g, unsigned line)
{
	guint64 set = 0;

	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++)
		set |= G_GUINT64_CONSTANT(1) << MIN(region_chunk(g, i)->col,
		    63);
	return set;
}

/* Whether a number goes on in the next line: "2014-" over "2016". */
static bool
is_unfinished(const struct region *g, const struct chunk *c)
{
	const struct page_word *w = region_word(g, c->first + c->n - 1);

	return w->n > 1 && g_unichar_type(w->chars[w->n - 1].c) ==
	    G_UNICODE_DASH_PUNCTUATION;
}

/* Whether a chunk of a band is a heading over several texts of its other
 * lines. */
static bool
is_over_several(const struct region *g, struct block b, const struct chunk *c)
{
	for (unsigned i = b.first; c->end - c->col > 1 && i < b.end; i++) {
		unsigned n = 0;

		for (unsigned k = g->first[i]; k < g->first[i + 1]; k++)
			n += region_chunk(g, k)->col >= c->col &&
			    region_chunk(g, k)->end <= c->end;
		if (n > 1)
			return true;
	}
	return false;
}

/* Whether the lines between two rules are one row: at most one has all the
 * cells, and no column has two numbers.  Where cells are centred over each other
 * none may have all.
 *
 *     ------------------------------
 *               Visit      Counties
 *          3                          2025
 *               firms     and cities
 *     ------------------------------ */
static bool
is_ruled_row(const struct region *g, struct block b)
{
	enum { MOST = 8 };
	guint64 all = 0, numbers = 0;
	unsigned full = 0;
	bool spans = false;

	for (unsigned i = b.first; i < b.end; i++)
		all |= columns_with_text(g, i);
	for (unsigned i = b.first; i < b.end; i++) {
		full += columns_with_text(g, i) == all;
		for (unsigned k = g->first[i]; k < g->first[i + 1]; k++) {
			const struct chunk *c = region_chunk(g, k);
			const guint64 bit = G_GUINT64_CONSTANT(1) <<
			    MIN(c->col, 63);

			spans |= c->end - c->col > 1;
			if (is_over_several(g, b, c))
				return false;
			if (!is_number(g, c))
				continue;
			if (numbers & bit)
				return false;
			if (!is_unfinished(g, c))
				numbers |= bit;
		}
	}
	return full == 1 || (full == 0 && !spans && b.end - b.first <= MOST);
}

/* Marks the lines that go on with a row where rules part most rows:
 *
 *     -----------------------------
 *     Dog, wolf,   says   bow-wow,
 *     more dogs           ruff-ruff
 *     -----------------------------  */
static void
join_ruled_rows(const struct region *g, struct block b, bool *wrapped)
{
	enum { LEAST = 3 };
	const struct page_box box = region_box(g, b);
	GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct block));
	unsigned several = 0, joined = 0;

	for (unsigned i = b.first, end; i < b.end; i = end) {
		struct block row = {i, i};

		for (end = i + 1; end < b.end && !region_parted(g, end - 1,
		    end, box.x0, box.x1); end++)
			;
		row.end = end;
		several += end - i > 1;
		if (end - i == 1 || is_ruled_row(g, row))
			g_array_append_val(rows, row);
		joined += end - i > 1 && is_ruled_row(g, row);
	}
	for (guint i = 0; i < rows->len && rows->len >= LEAST &&
	    joined * 2 > several; i++) {
		const struct block *row = &g_array_index(rows, struct block,
		    i);

		for (unsigned k = row->first + 1; k < row->end; k++)
			wrapped[k] = true;
	}
	g_array_free(rows, TRUE);
}

/* --- wrapped stubs ------------------------------------------------------ */

/* The text of a line in the first column alone, or NULL. */
static const struct chunk *
stub_of(const struct region *g, unsigned line)
{
	const struct chunk *c = chunk_in(g, line, 0);

	return c != NULL && c->end == 1 ? c : NULL;
}

/* Marks lines whose text in the first column goes on with that of the line
 * above, which has nothing else: it begins with a small letter.  Where dots lead
 * to the numbers each line stays a row, as in headings (tests/SCORES.md).
 *
 *     Less than a high school
 *       diploma                    28.9    72.7
 *     High school graduates        31.0    60.2  */
static void
join_stubs(const struct region *g, struct block b, bool *wrapped)
{
	for (unsigned i = b.first; i + 1 < b.end; i++) {
		const struct chunk *above = stub_of(g, i);
		const struct chunk *c = stub_of(g, i + 1);

		if (above == NULL || c == NULL || region_chunks(g, i) != 1 ||
		    is_number(g, above) || has_leader(g, c) ||
		    region_parted(g, i, i + 1, c->box.x0, c->box.x1) ||
		    c->box.x0 < above->box.x0 - 0.3F * g->height ||
		    c->box.x0 > above->box.x0 + 2 * g->height ||
		    region_line(g, i + 1)->box.y0 - region_line(g, i)->box.y1 >
		    0.9F * g->height)
			continue;
		wrapped[i + 1] |= g_unichar_islower(region_word(g,
		    c->first)->chars[0].c);
	}
}

/* --- tables ----------------------------------------------------------- */

static void
append_text(const struct region *g, char **text, const struct chunk *c)
{
	GString *s = g_string_new(*text);

	page_words_append_wrapped(s, region_word(g, c->first), c->n);
	g_free(*text);
	*text = g_string_free(s, FALSE);
}

/* The cell of the last row over a column, or NULL. */
static struct page_cell *
cell_over(struct page_table *t, unsigned col)
{
	for (guint i = t->cells->len; i-- > 0; ) {
		struct page_cell *c = &g_array_index(t->cells, struct page_cell,
		    i);

		if (c->row + 1 != t->rows)
			return NULL;
		if (c->col <= col && col < c->col + c->colspan)
			return c;
	}
	return NULL;
}

/* Adds a line to the last row of a table; its cells take so many rows. */
static void
add_line(const struct region *g, struct page_table *t, unsigned line,
    unsigned rowspan)
{
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		const struct chunk *c = region_chunk(g, i);
		struct page_cell *cell = cell_over(t, c->col);

		if (cell == NULL) {
			char *text = NULL;

			append_text(g, &text, c);
			page_table_add(t, t->rows - 1, c->col, rowspan,
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

/* Whether two lines have chunks in the same column. */
static bool
share_column(const struct region *g, unsigned a, unsigned b)
{
	for (unsigned i = g->first[a]; i < g->first[a + 1]; i++)
		for (unsigned k = g->first[b]; k < g->first[b + 1]; k++)
			if (region_chunk(g, i)->col < region_chunk(g, k)->end &&
			    region_chunk(g, k)->col < region_chunk(g, i)->end)
				return true;
	return false;
}

/* Whether a line of a heading stands in the middle beside the two lines around
 * it: its cells go down over both.
 *
 *                2006          2007
 *     Country
 *              N    %        N    %    */
static bool
is_between(const struct region *g, struct block b, unsigned line)
{
	enum { MOST = 3 };

	return line > b.first && line <= b.first + MOST && line + 1 < b.end &&
	    is_heading(g, line) &&
	    ABS(region_pitch(g, line) - region_pitch(g, line + 1)) <
	    0.25F * g->height && share_column(g, line - 1, line + 1) &&
	    !share_column(g, line - 1, line) &&
	    !share_column(g, line, line + 1);
}

static void
add_rows(const struct region *g, struct page_table *t, struct block b,
    const GArray *columns)
{
	enum { MOST = 4 };      /* lines of a heading */
	const unsigned end = MIN(b.end - 1, b.first + MOST);
	struct block_row row = {b.first, b.first, g_new0(bool, columns->len + 1)};
	g_autofree bool *wrapped = NULL;

	for (unsigned i = b.first; i < end && is_heading(g, i); i++)
		column_heading_spread(g, i, columns);
	wrapped = find_wrapped(g, b);
	join_ruled_rows(g, b, wrapped);
	join_stubs(g, b, wrapped);
	for (unsigned i = b.first; i < b.end; i++) {
		if (!wrapped[i] && is_between(g, b, i)) {
			const bool same = goes_on_small(g, &row, i + 1);

			add_line(g, t, i, same ? 1 : 2);
			i++;
			t->rows += !same;
			row.first = same ? row.first : i;
			memset(row.filled, 0, columns->len);
		} else if (i == b.first || (!wrapped[i] &&
		    (spans_columns(g, i - 1) || (i + 1 < b.end &&
		    wrapped[i + 1] && region_chunks(g, i) == 1) ||
		    !carries_on(g, &row, i, columns)))) {
			t->rows++;
			row.first = i;
			memset(row.filled, 0, columns->len);
		}
		for (unsigned k = g->first[i]; k < g->first[i + 1]; k++)
			row.filled[region_chunk(g, k)->col] = true;
		row.line = i;
		add_line(g, t, i, 1);
	}
	g_free(row.filled);
}

/* Opens the columns of the table that goes on from the last page. */
static GArray *
open_columns(const struct page_table *open)
{
	GArray *columns = g_array_new(FALSE, FALSE, sizeof(struct text_column));

	for (unsigned i = 0; i < open->cols; i++) {
		const float *edge = &g_array_index(open->edges, float, i);
		struct text_column c = {edge[0], edge[1] - 1, 2, 0};

		g_array_append_val(columns, c);
	}
	return columns;
}

bool
block_goes_on(const struct region *g, struct block b)
{
	const struct page_table *open = g->open;
	const float slack = 0.5F * g->height;

	if (open == NULL || open->ruled || open->cols < 2)
		return false;
	for (unsigned i = g->first[b.first]; i < g->first[b.end]; i++) {
		const struct page_box *box = &region_chunk(g, i)->box;
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

struct page_table *
block_table(struct region *g, struct block b)
{
	GArray *columns = block_goes_on(g, b) ? open_columns(g->open) :
	    text_columns_of(g, b);
	struct page_table *t = page_table_new();

	t->box = region_line(g, b.first)->box;
	t->cols = columns->len;
	for (guint i = 0; i < columns->len; i++)
		g_array_append_val(t->edges, g_array_index(columns,
		    struct text_column, i).x0);
	for (unsigned i = b.first; i < b.end; i++) {
		const struct page_line *l = region_line(g, i);

		page_words_box_add(&t->box, &l->box);
		for (unsigned k = l->first; k < l->first + l->n; k++)
			region_word(g, k)->owner = -1;
	}
	text_columns_place(g, b, columns);
	add_rows(g, t, b, columns);
	t->order = region_line(g, b.first)->order;
	t->box.x1 = MAX(t->box.x1, g_array_index(columns, struct text_column,
	    columns->len - 1).x1 + 1);
	g_array_append_val(t->edges, t->box.x1);
	g_array_free(columns, TRUE);
	return t;
}

