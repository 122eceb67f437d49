#include "html_table.h"

#include <limits.h>
#include <string.h>

#include "parse/core/grid.h"

/* Rows and columns by which a cell may exceed its table.  Spans like 50 or 1000
 * mean "to the end": the rows and columns beyond it are none. */
enum { MOST_EXCESS = 10 };

/* The cell that reaches down in a column.  It counts only for rows of its own
 * row group. */
struct html_column {
	unsigned until;         /* last row it covers */
	unsigned group;         /* number of its row group */
};

/* The rows of the first head that comes after others stand first, those of the
 * first foot last, wherever their element stands; until then they are kept,
 * their rows counted from 1. */
struct html_part {
	unsigned rows;          /* begun so far */
	GArray *open;           /* struct table_span, of the row group at work;
	                           rowspan 0: to its end */
	GArray *spans;          /* whose length is known */
	GArray *cells;          /* struct kept_cell; of the main part none */
};

struct kept_cell {
	unsigned row, col;
	char *text;             /* of `len` bytes */
	size_t len;
};

enum state { BETWEEN, IN_CAPTION, IN_CELL };

/* A table inside a cell, and where in the cell's text it stands. */
struct inner_table {
	struct html_table *table;
	size_t at;
};

/* A cell with tables in it, which counts its text once more. */
struct outer_cell {
	const struct html_part *part;
	unsigned row, col;      /* of it */
	char *text;
	size_t len;
	GArray *inner;          /* struct inner_table */
};

struct html_table {
	struct html_table *outer;
	unsigned depth;
	GPtrArray *inner;       /* struct html_table, in no cell */
	GArray *here;           /* struct inner_table, of the open cell */
	GArray *outer_cells;    /* struct outer_cell, as they ended */
	GPtrArray *links;       /* char * */

	struct grid *grid;
	struct html_part head, main, foot;
	bool headed;            /* the first head has come */
	struct html_part *part;      /* the one at work */
	GArray *columns;        /* struct html_column, from 0 */
	unsigned group;         /* number of the row group at work */
	bool group_ended;       /* the next row begins another */
	bool in_row;

	GString *only;          /* the text of its first cell with text, while
	                           it is the only one; NULL in outermost ones */
	enum state state;
	struct html_text text;  /* of the open cell or caption */
	char *caption;
	unsigned col;           /* of the open cell, from 1; the next one's */
	unsigned next_col;
	unsigned last_col;      /* the last one in which a cell begins */
	unsigned last_text;     /* column of the row's last cell with text */

	size_t texts;           /* cells with text, those with tables, too */
	size_t inner_texts;     /* of the tables inside */
	unsigned rows_with_text;        /* of several cells without tables */
	unsigned row_texts;     /* cells of the row at work likewise */
	size_t *gaps;
	size_t lost;            /* cells beyond our limits */
};

static void
part_begin(struct html_part *p)
{
	p->open = g_array_new(FALSE, FALSE, sizeof(struct table_span));
	p->spans = g_array_new(FALSE, FALSE, sizeof(struct table_span));
	p->cells = g_array_new(FALSE, FALSE, sizeof(struct kept_cell));
}

static void
part_free(struct html_part *p)
{
	for (guint i = 0; i < p->cells->len; i++)
		g_free(g_array_index(p->cells, struct kept_cell, i).text);
	g_array_free(p->open, TRUE);
	g_array_free(p->spans, TRUE);
	g_array_free(p->cells, TRUE);
}

struct html_table *
html_table_new(struct html_table *outer, size_t *gaps)
{
	struct html_table *t = g_new0(struct html_table, 1);

	t->outer = outer;
	t->depth = outer != NULL ? outer->depth + 1 : 1;
	t->grid = grid_new();
	t->columns = g_array_new(FALSE, TRUE, sizeof(struct html_column));
	t->group = 1;
	t->gaps = gaps;
	part_begin(&t->head);
	part_begin(&t->main);
	part_begin(&t->foot);
	t->part = &t->main;
	html_text_begin(&t->text);
	t->inner = g_ptr_array_new();
	t->here = g_array_new(FALSE, FALSE, sizeof(struct inner_table));
	t->outer_cells = g_array_new(FALSE, FALSE, sizeof(struct outer_cell));
	if (outer != NULL && outer->state == IN_CELL) {
		struct inner_table place = {t, outer->text.out->len};

		g_array_append_val(outer->here, place);
	} else if (outer != NULL) {
		g_ptr_array_add(outer->inner, t);
	}
	return t;
}

static void
free_inner(GArray *inner)
{
	for (guint i = 0; i < inner->len; i++)
		html_table_free(g_array_index(inner, struct inner_table,
		    i).table);
	g_array_free(inner, TRUE);
}

void
html_table_free(struct html_table *t)
{
	if (t == NULL)
		return;
	for (guint i = 0; i < t->inner->len; i++)
		html_table_free(g_ptr_array_index(t->inner, i));
	g_ptr_array_free(t->inner, TRUE);
	free_inner(t->here);
	for (guint i = 0; i < t->outer_cells->len; i++) {
		struct outer_cell *c = &g_array_index(t->outer_cells,
		    struct outer_cell, i);

		g_free(c->text);
		free_inner(c->inner);
	}
	g_array_free(t->outer_cells, TRUE);
	if (t->links != NULL)
		g_ptr_array_free(t->links, TRUE);
	grid_free(t->grid);
	part_free(&t->head);
	part_free(&t->main);
	part_free(&t->foot);
	g_array_free(t->columns, TRUE);
	html_text_free(&t->text);
	if (t->only != NULL)
		g_string_free(t->only, TRUE);
	g_free(t->caption);
	g_free(t);
}

struct html_table *
html_table_outer(const struct html_table *t)
{
	return t->outer;
}

unsigned
html_table_depth(const struct html_table *t)
{
	return t->depth;
}

struct html_text *
html_table_text(struct html_table *t)
{
	return t->state == BETWEEN ? NULL : &t->text;
}

void
html_table_add_link(struct html_table *t, const char *record)
{
	if (t->links == NULL)
		t->links = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(t->links, g_strdup(record));
}

/* --- captions and row groups ------------------------------------------ */

void
html_table_end_caption(struct html_table *t)
{
	const char *text;
	size_t len;

	if (t->state != IN_CAPTION)
		return;
	text = html_text_take(&t->text, &len);
	if (t->caption == NULL && len > 0)
		t->caption = g_strndup(text, len);
	t->state = BETWEEN;
}

void
html_table_begin_caption(struct html_table *t)
{
	html_table_end_group(t);
	html_table_end_caption(t);
	t->state = IN_CAPTION;
}

/* Settles the cells that reach down in the row group at work.  `last`: nothing
 * follows, so that they may reach a little below the last row, as printed; else
 * they end with their group (browsers cut them there, so no row below moves). */
static void
settle_spans(struct html_table *t, bool last)
{
	struct html_part *p = t->part;

	for (guint i = 0; i < p->open->len; i++) {
		struct table_span s = g_array_index(p->open, struct table_span,
		    i);
		unsigned left = p->rows - s.row + 1;

		if (s.rowspan == 0 || (!last && s.rowspan > left) ||
		    s.rowspan > left + MOST_EXCESS)
			s.rowspan = left;
		g_array_append_val(p->spans, s);
	}
	g_array_set_size(p->open, 0);
	t->group++;
}

void
html_table_end_group(struct html_table *t)
{
	html_table_end_row(t);
	t->group_ended = true;
}

void
html_table_begin_group(struct html_table *t, enum html_group group)
{
	html_table_end_caption(t);
	html_table_end_group(t);
	settle_spans(t, false);
	t->group_ended = false;
	t->part = &t->main;
	if (group == HTML_GROUP_FOOT && t->foot.rows == 0)
		t->part = &t->foot;
	if (group == HTML_GROUP_HEAD && !t->headed && t->main.rows > 0)
		t->part = &t->head;
	t->headed |= group == HTML_GROUP_HEAD;
}

/* --- rows and cells --------------------------------------------------- */

void
html_table_begin_row(struct html_table *t)
{
	html_table_end_caption(t);
	html_table_end_row(t);
	/* A row outside of the groups belongs to a body of its own. */
	if (t->group_ended)
		html_table_begin_group(t, HTML_GROUP_BODY);
	t->part->rows++;
	t->in_row = true;
	t->next_col = 1;
	t->last_text = 0;
}

void
html_table_end_row(struct html_table *t)
{
	html_table_end_cell(t);
	t->rows_with_text += t->row_texts > 1;
	t->row_texts = 0;
	t->in_row = false;
}

/* Whether a cell from above covers the column in the row at work. */
static bool
is_covered(const struct html_table *t, unsigned col)
{
	const struct html_column *c;

	if (col > t->columns->len)
		return false;
	c = &g_array_index(t->columns, struct html_column, col - 1);
	return c->group == t->group && c->until >= t->part->rows;
}

/* Notes that the open cell covers the columns down to a row.  Where a cell from
 * above is in the way (an error of the table model: both would lie there), the
 * new one ends before it. */
static unsigned
cover(struct html_table *t, unsigned colspan, unsigned until)
{
	unsigned n = 1;

	while (n < colspan && !is_covered(t, t->col + n))
		n++;
	if (until > t->part->rows) {
		if (t->columns->len < t->col + n)
			g_array_set_size(t->columns, t->col + n);
		for (unsigned i = 0; i < n; i++)
			g_array_index(t->columns, struct html_column,
			    t->col + i - 1) = (struct html_column){until,
			    t->group};
	}
	return n;
}

void
html_table_begin_cell(struct html_table *t, unsigned rowspan, unsigned colspan)
{
	struct table_span s;

	html_table_end_caption(t);
	html_table_end_cell(t);
	if (!t->in_row)
		html_table_begin_row(t);
	colspan = CLAMP(colspan, 1, HTML_MOST_COLSPAN);
	rowspan = MIN(rowspan, HTML_MOST_ROWSPAN);
	while (t->next_col <= GRID_MOST_COLS && is_covered(t, t->next_col))
		t->next_col++;
	t->state = IN_CELL;
	t->col = t->next_col;
	t->last_col = MAX(t->last_col, t->col);
	t->next_col = MIN(t->col + colspan, GRID_MOST_COLS + 1);
	if (t->col > GRID_MOST_COLS || t->part->rows > GRID_MOST_ROWS)
		return;
	colspan = MIN(colspan, GRID_MOST_COLS - t->col + 1);
	colspan = cover(t, colspan,
	    rowspan == 0 ? UINT_MAX : t->part->rows + rowspan - 1);
	s = (struct table_span){t->part->rows, t->col, rowspan, colspan};
	if (rowspan != 1)
		g_array_append_val(t->part->open, s);
	else if (colspan > 1)
		g_array_append_val(t->part->spans, s);
}

/* Sets the text of the open cell, or keeps it for the head or foot.  The gap between it
 * and the last text of its row costs output. */
static bool
set_cell(struct html_table *t, const char *text, size_t len)
{
	struct kept_cell cell = {t->part->rows, t->col, NULL, len};

	*t->gaps += t->col - t->last_text - 1;
	if (*t->gaps > HTML_MOST_GAPS || t->col > GRID_MOST_COLS ||
	    t->part->rows > GRID_MOST_ROWS)
		return false;
	t->last_text = t->col;
	if (t->part == &t->main)
		return grid_set(t->grid, t->part->rows, t->col, text, len);
	cell.text = g_memdup2(text, len);
	g_array_append_val(t->part->cells, cell);
	return true;
}

static void
keep_outer_cell(struct html_table *t, const char *text, size_t len)
{
	struct outer_cell c = {t->part, t->part->rows, t->col,
	    g_memdup2(text, len), len, t->here};

	g_array_append_val(t->outer_cells, c);
	t->here = g_array_new(FALSE, FALSE, sizeof(struct inner_table));
}

void
html_table_end_cell(struct html_table *t)
{
	const char *text;
	size_t len;

	if (t->state != IN_CELL)
		return;
	text = html_text_take(&t->text, &len);
	if (len > 0 && !set_cell(t, text, len))
		t->lost++;
	if (t->depth > 1 && t->texts == 0) {    /* it may be the only one */
		t->only = g_string_new_len(text, (gssize)len);
	} else if (t->only != NULL && len > 0) {
		g_string_free(t->only, TRUE);
		t->only = NULL;
	}
	t->texts += len > 0 || t->here->len > 0;
	if (t->here->len > 0)
		keep_outer_cell(t, text, len);
	else if (len > 0)
		t->row_texts++;
	t->text.kept = 0;
	t->state = BETWEEN;
}

/* --- tables inside ---------------------------------------------------- */

/* Whether all that the table says stands in one cell. */
static bool
is_one_cell(const struct html_table *t)
{
	return t->texts == 1 && t->caption == NULL && t->inner->len == 0 &&
	    t->lost == 0;
}

/* Puts the text of the only cell into the text of the cell around it. */
static void
unwrap(struct html_table *t, struct html_table *outer)
{
	struct html_text *to = &outer->text;
	struct outer_cell *cell = t->outer_cells->len == 0 ? NULL :
	    &g_array_index(t->outer_cells, struct outer_cell, 0);
	size_t from = to->out->len;

	if (t->only != NULL)
		g_string_append_len(to->out, t->only->str,
		    (gssize)t->only->len);
	to->line = to->out->len > from ? from : to->line;
	html_text_break(to);
	for (guint i = 0; cell != NULL && i < cell->inner->len; i++) {
		struct inner_table place = g_array_index(cell->inner,
		    struct inner_table, i);

		place.at = MIN(place.at + from, to->out->len);
		place.table->outer = outer;
		g_array_append_val(outer->here, place);
	}
	if (cell != NULL)
		g_array_set_size(cell->inner, 0);
	for (guint i = 0; t->links != NULL && i < t->links->len; i++)
		html_table_add_link(outer, g_ptr_array_index(t->links, i));
}

void
html_table_end_inner(struct html_table *t)
{
	struct html_table *outer = t->outer;
	guint last = outer->here->len;

	html_table_end_caption(t);
	html_table_end_row(t);
	outer->inner_texts += t->texts + t->inner_texts;
	if (outer->state != IN_CELL || last == 0 ||
	    g_array_index(outer->here, struct inner_table, last - 1).table !=
	    t || !(t->texts == 0 || is_one_cell(t)))
		return;
	g_array_set_size(outer->here, (guint)last - 1);
	if (t->texts > 0) {
		outer->inner_texts -= t->texts;
		unwrap(t, outer);
	}
	html_table_free(t);
}

/* --- writing ---------------------------------------------------------- */

/* Hands a part to the grid, its first row after `above` others. */
static void
place_part(struct html_table *t, const struct html_part *p, unsigned above)
{
	for (guint i = 0; i < p->cells->len; i++) {
		const struct kept_cell *c = &g_array_index(p->cells,
		    struct kept_cell, i);

		if (!grid_set(t->grid, c->row + above, c->col, c->text, c->len))
			t->lost++;
	}
	for (guint i = 0; i < p->spans->len; i++) {
		const struct table_span *s = &g_array_index(p->spans,
		    struct table_span, i);
		unsigned left = t->last_col - s->col + 1;

		grid_span(t->grid, s->row + above, s->col, s->rowspan,
		    s->colspan > left + MOST_EXCESS ? left : s->colspan);
	}
}

static void
place_parts(struct html_table *t)
{
	unsigned above = t->head.rows;

	if (above > GRID_MOST_ROWS - MIN(t->main.rows, GRID_MOST_ROWS)) {
		t->lost += t->head.cells->len;
		above = 0;
	} else if (above > 0) {
		grid_move_down(t->grid, above);
		place_part(t, &t->head, 0);
	}
	place_part(t, &t->main, above);
	place_part(t, &t->foot, above + t->main.rows);
}

/* Each line of a text is a record of its own. */
static void
write_lines(struct records *out, const char *role, const char *text)
{
	while (text != NULL) {
		const char *line = text;

		text = strchr(line, '\n');
		records_text(out, role, line, text != NULL ?
		    (size_t)(text++ - line) : strlen(line));
	}
}

/* Whether a table with tables inside is only the layout of a page: most of
 * what it says stands in these, or no two rows of it look like a list. */
static bool
is_layout(const struct html_table *t)
{
	return t->outer_cells->len > 0 && (t->rows_with_text < 2 ||
	    t->texts <= t->inner_texts);
}

/* Writes a cell in reading order: the text between its tables, and these. */
static void
write_outer_cell(const struct outer_cell *c, struct records *out)
{
	size_t at = 0;

	for (guint i = 0; i <= c->inner->len; i++) {
		const struct inner_table *place = i == c->inner->len ? NULL :
		    &g_array_index(c->inner, struct inner_table, i);
		size_t to = place != NULL ? MIN(place->at, c->len) : c->len;

		if (to > at) {
			g_autofree char *text = g_strndup(c->text + at,
			    to - at);

			write_lines(out, "paragraph", text);
		}
		at = MAX(at, to);
		if (place != NULL)
			html_table_write(place->table, out);
	}
}

/* What a layout needs while its cells are visited. */
struct layout_output {
	struct html_table *table;
	struct records *out;
	guint next;             /* of the cells with tables */
};

static unsigned
row_of(const struct html_table *t, const struct outer_cell *c)
{
	return c->row + (c->part != &t->head ? t->head.rows : 0) +
	    (c->part == &t->foot ? t->main.rows : 0);
}

/* Cells with tables as they are printed: a foot may come first. */
static int
by_place(const void *a, const void *b, void *table)
{
	const struct outer_cell *c = a, *d = b;
	const unsigned row = row_of(table, c), other = row_of(table, d);

	return row != other ? (row < other ? -1 : 1) :
	    c->col < d->col ? -1 : c->col > d->col;
}

/* Writes the cells with tables up to a place. */
static void
write_outer_cells(struct layout_output *l, unsigned row, unsigned col)
{
	const GArray *cells = l->table->outer_cells;

	for (; l->next < cells->len; l->next++) {
		const struct outer_cell *c = &g_array_index(cells,
		    struct outer_cell, l->next);
		unsigned at = row_of(l->table, c);

		if (at > row || (at == row && c->col > col))
			return;
		write_outer_cell(c, l->out);
	}
}

static void
write_layout_cell(unsigned row, unsigned col, const char *text, void *data)
{
	struct layout_output *l = data;
	guint before = l->next;

	write_outer_cells(l, row, col);
	/* The text of a cell with tables was written with them. */
	if (l->next > before) {
		const struct outer_cell *c = &g_array_index(
		    l->table->outer_cells, struct outer_cell, l->next - 1);

		if (row_of(l->table, c) == row && c->col == col)
			return;
	}
	write_lines(l->out, "paragraph", text);
}

static void
write_layout(struct html_table *t, struct records *out)
{
	struct layout_output l = {t, out, 0};

	grid_each(t->grid, write_layout_cell, &l);
	write_outer_cells(&l, UINT_MAX, UINT_MAX);
}

/* The tables inside stand after the one that holds them. */
static void
write_inner(struct html_table *t, struct records *out)
{
	for (guint i = 0; i < t->outer_cells->len; i++) {
		const GArray *inner = g_array_index(t->outer_cells,
		    struct outer_cell, i).inner;

		for (guint k = 0; k < inner->len; k++)
			html_table_write(g_array_index(inner,
			    struct inner_table, k).table, out);
	}
}

void
html_table_write(struct html_table *t, struct records *out)
{
	bool layout;

	html_table_end_caption(t);
	html_table_end_group(t);
	settle_spans(t, t->part == &t->foot ||
	    (t->part == &t->main && t->foot.rows == 0));
	place_parts(t);
	g_array_sort_with_data(t->outer_cells, by_place, t);
	layout = is_layout(t);
	if (!layout)
		grid_reach(t->grid, t->head.rows + t->main.rows + t->foot.rows);
	write_lines(out, "caption", t->caption);
	if (layout)
		write_layout(t, out);
	else
		grid_write(t->grid, out, NULL, "body");
	if (t->lost > 0)
		records_problem(out, PROBLEM_LIMIT, "body", "%zu cells beyond "
		    "the limits: expected at most %d rows, %d columns and %d "
		    "empty cells between others", t->lost, GRID_MOST_ROWS,
		    GRID_MOST_COLS, HTML_MOST_GAPS);
	grid_free(t->grid);
	t->grid = NULL;
	for (guint i = 0; t->links != NULL && i < t->links->len; i++)
		write_lines(out, "link", g_ptr_array_index(t->links, i));
	if (!layout)
		write_inner(t, out);
	for (guint i = 0; i < t->inner->len; i++)
		html_table_write(g_ptr_array_index(t->inner, i), out);
}
