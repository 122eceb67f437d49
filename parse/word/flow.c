#include "flow.h"

#include <string.h>

#include "parse/core/append.h"
#include "parse/core/grid.h"
#include "parse/core/scratch.h"
#include "flow_rows.h"

struct flow_open_table {
	struct flow_rows rows;
	GPtrArray *inside;      /* struct flow_open_table, ended */
};

struct flow {
	struct records *out;
	int tolerance;
	GPtrArray *open;        /* struct flow_open_table, outermost first */
	unsigned too_deep;      /* tables open beyond these */
	GString *paragraph;
	GPtrArray *asides;      /* paragraphs to be taken up again */
	GPtrArray *floating;    /* paragraphs for after the outermost table */
	guint afloat;           /* the aside at work that floats, from 1, or 0 */
	guint afloat_in;        /* and the tables around it */
	bool notes;             /* see flow_begin_notes */
	bool uneven;            /* reported already */
	GArray *boxes;          /* struct flow_cell, of the row that ends */
	size_t kept;            /* see flow_rows_put_away */
	bool stays;             /* nothing is put away any more */
};

static void
free_table(void *table)
{
	struct flow_open_table *t = table;

	flow_rows_free(&t->rows);
	g_ptr_array_free(t->inside, TRUE);
	g_free(t);
}

static struct flow_open_table *
new_table(void)
{
	struct flow_open_table *t = g_new0(struct flow_open_table, 1);

	flow_rows_begin(&t->rows);
	t->inside = g_ptr_array_new_with_free_func(free_table);
	return t;
}

static struct flow_open_table *
innermost(const struct flow *f)
{
	return f->open->len > 0 ? f->open->pdata[f->open->len - 1] : NULL;
}

static void
free_paragraph(void *text)
{
	g_string_free(text, TRUE);
}

struct flow *
flow_new(struct records *out, int tolerance)
{
	struct flow *f = g_new0(struct flow, 1);

	f->out = out;
	f->tolerance = tolerance;
	f->open = g_ptr_array_new_with_free_func(free_table);
	f->paragraph = g_string_new(NULL);
	f->asides = g_ptr_array_new_with_free_func(free_paragraph);
	f->floating = g_ptr_array_new_with_free_func(free_paragraph);
	f->boxes = g_array_new(FALSE, FALSE, sizeof(struct flow_cell));
	return f;
}

/* --- columns ---------------------------------------------------------- */

static gint
compare_edges(gconstpointer a, gconstpointer b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

/* The last of the columns that begins at or before an edge, from 1. */
static unsigned
column_at(const GArray *columns, int edge)
{
	guint low = 0, high = columns->len;

	while (high - low > 1) {
		guint middle = (low + high) / 2;

		if (g_array_index(columns, int, middle) <= edge)
			low = middle;
		else
			high = middle;
	}
	return low + 1;
}

static const struct flow_cell *
boxes_of_run(const struct flow_rows *rows, const struct flow_run *run)
{
	return &g_array_index(rows->boxes, struct flow_cell, run->first);
}

/* The boxes of all cells but those that the row above has at the same place among
 * its cells, as nearly all rows have. */
static GArray *
boxes_of(const struct flow_rows *rows)
{
	GArray *boxes = g_array_new(FALSE, FALSE, sizeof(struct flow_cell));
	struct flow_run above = {0, 0, 0};

	for (guint i = 0; i < rows->runs->len; i++) {
		const struct flow_run *r = &g_array_index(rows->runs,
		    struct flow_run, i);
		const struct flow_cell *cells = boxes_of_run(rows, r);
		const struct flow_cell *over = boxes_of_run(rows, &above);

		for (guint k = 0; k < r->n; k++)
			if (k >= above.n || cells[k].left != over[k].left ||
			    cells[k].right != over[k].right)
				g_array_append_val(boxes, cells[k]);
		above = *r;
	}
	return boxes;
}

/* The edges of boxes, ascending, those within the tolerance once. */
static GArray *
edges_of(const GArray *boxes, int tolerance)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(int));
	guint kept = 0;

	for (guint i = 0; i < boxes->len; i++) {
		const struct flow_cell *box = &g_array_index(boxes,
		    struct flow_cell, i);

		g_array_append_val(all, box->left);
		g_array_append_val(all, box->right);
	}
	g_array_sort(all, compare_edges);
	for (guint i = 0; i < all->len; i++) {
		int edge = g_array_index(all, int, i);

		if (kept == 0 || (gint64)edge - g_array_index(all, int,
		    kept - 1) > tolerance)
			g_array_index(all, int, kept++) = edge;
	}
	g_array_set_size(all, kept);
	return all;
}

/* What the rows say of an edge. */
struct flow_edge {
	guint next;             /* the first edge above it that stands with it
	                           in a row */
	int width;              /* of the narrowest cell beside it */
};

/* Notes the edges of a row, whose cells ascend. */
static void
note_cell(struct flow_edge *edges, guint left, guint right, int width)
{
	if (right <= left)
		return;
	edges[left].next = MIN(edges[left].next, right);
	edges[left].width = MIN(edges[left].width, width);
	edges[right].width = MIN(edges[right].width, width);
}

/* Places of edges that drift: rows that were pasted from different tables have
 *
 *     | 756 |  2051  |   4628   |        an edge at 756 or at 1079, none both:
 *     | 1079  |  1879 |  4477   |        a column of 323 twips is no column
 *
 * Neighbouring edges are one where no row has two of them and they lie no
 * further apart than half of the narrowest cell beside them. */
static GArray *
columns_of(const struct flow_rows *rows, int tolerance)
{
	g_autoptr(GArray) boxes = boxes_of(rows);
	GArray *all = edges_of(boxes, tolerance);
	g_autofree struct flow_edge *edges = g_new(struct flow_edge,
	    all->len + 1);
	guint kept = 0;

	for (guint i = 0; i < all->len; i++)
		edges[i] = (struct flow_edge){all->len, G_MAXINT};
	for (guint i = 0; i < boxes->len; i++) {
		const struct flow_cell *box = &g_array_index(boxes,
		    struct flow_cell, i);

		note_cell(edges, column_at(all, box->left) - 1,
		    column_at(all, box->right) - 1,
		    (int)CLAMP((gint64)box->right - box->left, 0, G_MAXINT));
	}
	for (guint i = 0; i < all->len;) {
		int first = g_array_index(all, int, i);
		int width = edges[i].width;
		guint next = edges[i].next, k = i + 1;

		for (; k < all->len && k < next; k++) {
			width = MIN(width, edges[k].width);
			next = MIN(next, edges[k].next);
			if ((gint64)g_array_index(all, int, k) - first >
			    width / 2)
				break;
		}
		g_array_index(all, int, kept++) = first;
		i = k;
	}
	g_array_set_size(all, kept);
	return all;
}

/* --- writing a table -------------------------------------------------- */

/* A cell that goes on into the rows below, by its first column. */
struct falling {
	unsigned row, rows, cols;       /* rows 0: none */
};

/* A cell of a row that is shown, and where. */
struct flow_place {
	guint cell;
	unsigned col, cols;
	enum flow_merge down;
};

struct flow_columns {
	struct grid *grid;
	GArray *columns;
	GArray *places;         /* struct flow_place, of the rows at work */
	struct falling *falling;
	bool lost;              /* cells beyond what a table may have */
};

static void
land(struct flow_columns *l, unsigned col)
{
	struct falling *f = &l->falling[col];

	if (f->rows > 0)
		grid_span(l->grid, f->row, col, f->rows, f->cols);
	f->rows = 0;
}

/* Puts a cell at its place.  The text of a cell that continues one above is not
 * shown; one that has nothing above to continue stands by itself. */
static void
place_cell(struct flow_columns *l, const struct flow_place *p, unsigned row,
    const char *text, size_t len)
{
	struct falling *f = &l->falling[p->col];

	if (p->down == FLOW_CONTINUED && f->rows > 0 && f->cols == p->cols &&
	    f->row + f->rows == row) {
		f->rows++;
		return;
	}
	for (unsigned i = p->col; i < p->col + p->cols; i++)
		land(l, i);
	l->lost |= !grid_set(l->grid, row, p->col, text, len);
	if (p->down != FLOW_SINGLE)
		*f = (struct falling){row, 1, p->cols};
	else if (p->cols > 1)
		grid_span(l->grid, row, p->col, 1, p->cols);
}

/* Finds the places of the cells of rows. */
static void
find_places(struct flow_columns *l, const struct flow_cell *cells, guint n)
{
	unsigned col = 1, edge = 1;

	g_array_set_size(l->places, 0);
	for (guint i = 0; i < n; i++) {
		struct flow_place p = {.cell = i, .down = cells[i].down};

		/* Nearly all cells begin where the one before them ends. */
		if (i == 0 || cells[i].left != cells[i - 1].right)
			edge = column_at(l->columns, cells[i].left);
		p.col = MAX(edge, col);
		while (i + 1 < n && cells[i + 1].joined)
			i++;
		edge = column_at(l->columns, cells[i].right);
		col = MAX(edge, p.col + 1);
		p.cols = col - p.col;
		g_array_append_val(l->places, p);
	}
}

static void
place_row(struct flow_columns *l, unsigned row, const char *text,
    const guint32 *lengths)
{
	guint cell = 0;

	for (guint i = 0; i < l->places->len; i++) {
		const struct flow_place *p = &g_array_index(l->places, struct flow_place,
		    i);

		while (cell < p->cell)
			text += lengths[cell++];
		place_cell(l, p, row, text, lengths[cell]);
	}
}

static void
place_rows(struct flow_columns *l, const struct flow_rows *rows)
{
	struct flow_rows_reading in = {.rows = rows};
	unsigned row = 0;

	for (guint i = 0; i < rows->runs->len; i++) {
		const struct flow_run *run = &g_array_index(rows->runs,
		    struct flow_run, i);

		find_places(l, boxes_of_run(rows, run), run->n);
		for (guint k = 0; k < run->rows; k++) {
			const char *text;
			const guint32 *lengths = flow_rows_next(&in, run->n,
			    &text);

			place_row(l, ++row, text, lengths);
		}
	}
	flow_rows_end(&in);
}

/* Every cell takes a column at least, so a row of crowded edges may reach
 * beyond the last one. */
static size_t
most_columns(const struct flow_rows *rows, const GArray *columns)
{
	guint most = 0;

	for (guint i = 0; i < rows->runs->len; i++)
		most = MAX(most, g_array_index(rows->runs, struct flow_run,
		    i).n);
	return (size_t)most + columns->len + 2;
}

static void
write_table(struct flow *f, const struct flow_open_table *t)
{
	struct flow_columns l = {grid_new(), columns_of(&t->rows, f->tolerance),
	    g_array_new(FALSE, FALSE, sizeof(struct flow_place)), NULL, false};
	size_t n = most_columns(&t->rows, l.columns);

	l.falling = g_new0(struct falling, n);
	place_rows(&l, &t->rows);
	for (unsigned col = 1; col < n; col++)
		land(&l, col);
	grid_write(l.grid, f->out, NULL, "body");
	if (l.lost)
		records_problem(f->out, PROBLEM_LIMIT, "body",
		    "cells beyond row %d or column %d", GRID_MOST_ROWS,
		    GRID_MOST_COLS);
	grid_free(l.grid);
	g_array_free(l.columns, TRUE);
	g_array_free(l.places, TRUE);
	g_free(l.falling);
	for (guint i = 0; i < t->inside->len; i++)
		write_table(f, t->inside->pdata[i]);
}

/* --- building ---------------------------------------------------------- */

GString *
flow_text(struct flow *f)
{
	return f->paragraph;
}

static void
write_lines(struct flow *f, const char *role)
{
	const char *line = f->paragraph->str;
	const char *end = line + f->paragraph->len;

	while (line < end) {
		const char *next = memchr(line, '\n', (size_t)(end - line));

		if (next == NULL)
			next = end;
		records_text(f->out, role, line, (size_t)(next - line));
		line = next + 1;
	}
}

void
flow_paragraph(struct flow *f, const char *role)
{
	struct flow_open_table *t = innermost(f);
	GString *p = f->paragraph;

	while (p->len > 0 && (unsigned char)p->str[p->len - 1] <= ' ' &&
	    strchr(" \n\t", p->str[p->len - 1]) != NULL)
		g_string_truncate(p, p->len - 1);
	if (t == NULL) {
		write_lines(f, f->notes ? TABLE_ROLE_NOTE : role);
	} else if (p->len > 0 && f->afloat > 0 &&
	    f->open->len == f->afloat_in) {
		g_ptr_array_add(f->floating, g_string_new_len(p->str,
		    (gssize)p->len));
	} else if (p->len > 0) {
		if (t->rows.text->len > t->rows.cell_from)
			g_string_append_c(t->rows.text, '\n');
		append_bytes(t->rows.text, p->str, p->len);
	}
	append_after(p, 0);
}

/* Rows look like one where the marks between them are lost. */
static void
report_uneven(struct flow *f, size_t cells, size_t declared)
{
	if (!f->uneven && declared > 0)
		records_problem(f->out, PROBLEM_DAMAGED, "body",
		    "a row of %zu cells has %zu: expected its end", declared,
		    cells);
	else if (!f->uneven)
		records_problem(f->out, PROBLEM_DAMAGED, "body",
		    "a table ends within a row of %zu cells", cells);
	f->uneven = true;
}

/* Writes what floats beside a table after it. */
static void
write_floating(struct flow *f)
{
	GString *at_work = f->paragraph;

	for (guint i = 0; i < f->floating->len; i++) {
		f->paragraph = f->floating->pdata[i];
		write_lines(f, f->notes ? TABLE_ROLE_NOTE : "paragraph");
	}
	g_ptr_array_set_size(f->floating, 0);
	f->paragraph = at_work;
}

/* A row without an end, as at the end of a cut file, has the cells that it
 * has. */
static void
end_table(struct flow *f)
{
	struct flow_open_table *t = innermost(f);
	guint last = f->open->len - 1;

	if (t->rows.text->len > t->rows.cell_from)
		flow_end_cell(f);
	if (flow_cells(f) > 0) {
		report_uneven(f, flow_cells(f), 0);
		flow_end_row(f, NULL, 0, false);
	}
	g_ptr_array_set_free_func(f->open, NULL);
	g_ptr_array_set_size(f->open, (int)last);
	g_ptr_array_set_free_func(f->open, free_table);
	if (last > 0) {
		g_ptr_array_add(innermost(f)->inside, t);
		return;
	}
	write_table(f, t);
	free_table(t);
	if (f->kept > 0)
		scratch_forget();
	f->kept = 0;
	write_floating(f);
}

static unsigned
flow_depth_now(const struct flow *f)
{
	return f->open->len + f->too_deep;
}

void
flow_depth(struct flow *f, unsigned depth)
{
	if (depth != flow_depth_now(f) && f->paragraph->len > 0)
		flow_paragraph(f, "paragraph");
	f->too_deep = MIN(f->too_deep, depth - MIN(depth, f->open->len));
	while (f->open->len > depth)
		end_table(f);
	while (f->open->len < MIN(depth, FLOW_MOST_DEPTH))
		g_ptr_array_add(f->open, new_table());
	f->too_deep = depth - f->open->len;
}

void
flow_begin_notes(struct flow *f)
{
	flow_depth(f, 0);
	flow_paragraph(f, "paragraph");
	f->notes = true;
}

size_t
flow_cells(const struct flow *f)
{
	const struct flow_open_table *t = innermost(f);

	return t == NULL || f->too_deep > 0 ? 0 : flow_rows_cells(&t->rows);
}

bool
flow_row_has_text(const struct flow *f)
{
	const struct flow_open_table *t = innermost(f);

	for (guint i = 0; i < flow_cells(f); i++)
		if (flow_rows_length(&t->rows, i) > 0)
			return true;
	return false;
}

void
flow_end_cell(struct flow *f)
{
	struct flow_open_table *t = innermost(f);

	flow_paragraph(f, "paragraph");
	if (t != NULL && f->too_deep == 0)
		flow_rows_end_cell(&t->rows);
}

/* The boxes of a row that has n cells: those that are declared, and others beside
 * them; it holds until the next one. */
static const struct flow_cell *
boxes_of_row(struct flow *f, guint n, const struct flow_cell *declared,
    size_t n_declared)
{
	if (n <= n_declared)
		return declared;
	g_array_set_size(f->boxes, 0);
	for (guint i = 0; i < n; i++) {
		struct flow_cell box = {0};
		int width = MAX(f->tolerance, 0) + 1;

		if (i < n_declared) {
			box = declared[i];
		} else {
			const struct flow_cell *before = i == 0 ? &box :
			    &g_array_index(f->boxes, struct flow_cell, i - 1);

			box.left = before->right;
			if (i > 0)
				width = MAX(width, before->right -
				    before->left);
			box.right = (int)MIN(G_MAXINT,
			    (gint64)box.left + width);
		}
		g_array_append_val(f->boxes, box);
	}
	return (const struct flow_cell *)f->boxes->data;
}

void
flow_end_row(struct flow *f, const struct flow_cell *boxes, size_t n,
    bool drop)
{
	struct flow_open_table *t = innermost(f);
	guint cells;

	if (t == NULL || f->too_deep > 0)
		return;
	cells = flow_rows_cells(&t->rows);
	if (n > 0 && cells > n)
		report_uneven(f, cells, n);
	if (drop) {
		flow_rows_drop_row(&t->rows);
		return;
	}
	flow_rows_end_row(&t->rows, boxes_of_row(f, cells, boxes, n));
	f->stays = f->stays || !flow_rows_put_away(&t->rows, &f->kept);
}

void
flow_begin_aside(struct flow *f, bool floats)
{
	g_ptr_array_add(f->asides, f->paragraph);
	f->paragraph = g_string_new(NULL);
	if (floats && f->afloat == 0) {
		f->afloat = f->asides->len;
		f->afloat_in = f->open->len;
	}
}

void
flow_end_aside(struct flow *f)
{
	if (f->asides->len == 0)
		return;
	flow_paragraph(f, "paragraph");
	if (f->afloat == f->asides->len)
		f->afloat = 0;
	g_string_free(f->paragraph, TRUE);
	f->paragraph = f->asides->pdata[f->asides->len - 1];
	g_ptr_array_set_free_func(f->asides, NULL);
	g_ptr_array_set_size(f->asides, (int)f->asides->len - 1);
	g_ptr_array_set_free_func(f->asides, free_paragraph);
}

void
flow_free(struct flow *f)
{
	if (f == NULL)
		return;
	while (f->asides->len > 0)
		flow_end_aside(f);
	flow_paragraph(f, "paragraph");
	flow_depth(f, 0);
	g_ptr_array_free(f->open, TRUE);
	g_ptr_array_free(f->asides, TRUE);
	g_ptr_array_free(f->floating, TRUE);
	g_array_free(f->boxes, TRUE);
	g_string_free(f->paragraph, TRUE);
	g_free(f);
}
