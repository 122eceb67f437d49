#include "html_table.h"

#include <limits.h>
#include <string.h>

#include "parse/core/grid.h"

/* The cell that reaches down in a column.  It counts only for rows of its own
 * row group. */
struct html_column {
	unsigned until;         /* last row it covers */
	unsigned group;         /* number of its row group */
};

/* The rows of the foot stand last, wherever their element stands; until then
 * they are kept, their rows counted from 1. */
struct html_part {
	unsigned rows;          /* begun so far */
	GArray *open;           /* struct table_span, of the row group at work;
	                           rowspan 0: to its end */
	GArray *spans;          /* whose length is known */
	GArray *cells;          /* struct foot_cell */
};

struct foot_cell {
	unsigned row, col;
	char *text;             /* of `len` bytes */
	size_t len;
};

enum state { BETWEEN, IN_CAPTION, IN_CELL };

struct html_table {
	struct html_table *outer;
	unsigned depth;
	GPtrArray *inner;       /* struct html_table */
	GPtrArray *links;       /* char * */

	struct grid *grid;
	struct html_part main, foot;
	struct html_part *part;      /* the one at work */
	GArray *columns;        /* struct html_column, from 0 */
	unsigned group;         /* number of the row group at work */
	bool group_ended;       /* the next row begins another */
	bool in_row;

	enum state state;
	struct html_text text;  /* of the open cell or caption */
	char *caption;
	unsigned col;           /* of the open cell, from 1; the next one's */
	unsigned next_col;
	unsigned last_text;     /* column of the row's last cell with text */

	size_t *gaps;
	size_t lost;            /* cells beyond our limits */
};

static void
part_begin(struct html_part *p)
{
	p->open = g_array_new(FALSE, FALSE, sizeof(struct table_span));
	p->spans = g_array_new(FALSE, FALSE, sizeof(struct table_span));
	p->cells = g_array_new(FALSE, FALSE, sizeof(struct foot_cell));
}

static void
part_free(struct html_part *p)
{
	for (guint i = 0; i < p->cells->len; i++)
		g_free(g_array_index(p->cells, struct foot_cell, i).text);
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
	part_begin(&t->main);
	part_begin(&t->foot);
	t->part = &t->main;
	html_text_begin(&t->text);
	if (outer != NULL && outer->inner == NULL)
		outer->inner = g_ptr_array_new();
	if (outer != NULL)
		g_ptr_array_add(outer->inner, t);
	return t;
}

void
html_table_free(struct html_table *t)
{
	if (t == NULL)
		return;
	for (guint i = 0; t->inner != NULL && i < t->inner->len; i++)
		html_table_free(g_ptr_array_index(t->inner, i));
	if (t->inner != NULL)
		g_ptr_array_free(t->inner, TRUE);
	if (t->links != NULL)
		g_ptr_array_free(t->links, TRUE);
	grid_free(t->grid);
	part_free(&t->main);
	part_free(&t->foot);
	g_array_free(t->columns, TRUE);
	html_text_free(&t->text);
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
 * follows, so that they may reach below the last row, as printed; else they end
 * with their group (browsers cut them there, so no row below moves). */
static void
settle_spans(struct html_table *t, bool last)
{
	struct html_part *p = t->part;

	for (guint i = 0; i < p->open->len; i++) {
		struct table_span s = g_array_index(p->open, struct table_span,
		    i);
		unsigned left = p->rows - s.row + 1;

		if (s.rowspan == 0 || (!last && s.rowspan > left))
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
	t->part = group == HTML_GROUP_FOOT ? &t->foot : &t->main;
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
			    t->col + i - 1) = (struct html_column){until, t->group};
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

/* Sets the text of the open cell, or keeps it for the foot.  The gap between it
 * and the last text of its row costs output. */
static bool
set_cell(struct html_table *t, const char *text, size_t len)
{
	struct foot_cell cell = {t->part->rows, t->col, NULL, len};

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
	t->text.kept = 0;
	t->state = BETWEEN;
}

/* --- writing ---------------------------------------------------------- */

/* Hands a part to the grid, its first row behind `above` others. */
static void
place_part(struct html_table *t, const struct html_part *p, unsigned above)
{
	for (guint i = 0; i < p->cells->len; i++) {
		const struct foot_cell *c = &g_array_index(p->cells,
		    struct foot_cell, i);

		if (!grid_set(t->grid, c->row + above, c->col, c->text, c->len))
			t->lost++;
	}
	for (guint i = 0; i < p->spans->len; i++) {
		const struct table_span *s = &g_array_index(p->spans,
		    struct table_span, i);

		grid_span(t->grid, s->row + above, s->col, s->rowspan,
		    s->colspan);
	}
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

void
html_table_write(struct html_table *t, struct records *out)
{
	html_table_end_caption(t);
	html_table_end_group(t);
	settle_spans(t, t->part == &t->foot || t->foot.rows == 0);
	place_part(t, &t->main, 0);
	place_part(t, &t->foot, t->main.rows);
	grid_reach(t->grid, t->main.rows + t->foot.rows);
	write_lines(out, "caption", t->caption);
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
	for (guint i = 0; t->inner != NULL && i < t->inner->len; i++)
		html_table_write(g_ptr_array_index(t->inner, i), out);
}
