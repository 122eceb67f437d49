#include "grid.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "records.h"

/* A cell's text lies in the grid's block. */
struct cell {
	uint32_t row, col;
	uint32_t len;
	size_t at;
};

struct grid {
	GString *block;
	GArray *cells;          /* struct cell, in the order they were set */
	GArray *spans;          /* struct table_span, likewise */
	bool ascending;         /* so far every cell followed the last one */
	unsigned rows, cols;    /* last ones with text */
};

struct grid *
grid_new(void)
{
	struct grid *g = g_new0(struct grid, 1);

	g->block = g_string_new(NULL);
	g->cells = g_array_new(FALSE, FALSE, sizeof(struct cell));
	g->spans = g_array_new(FALSE, FALSE, sizeof(struct table_span));
	g->ascending = true;
	return g;
}

void
grid_free(struct grid *g)
{
	if (g == NULL)
		return;
	g_string_free(g->block, TRUE);
	g_array_free(g->cells, TRUE);
	g_array_free(g->spans, TRUE);
	g_free(g);
}

static bool
within(unsigned row, unsigned col)
{
	return row >= 1 && row <= GRID_MOST_ROWS && col >= 1 &&
	    col <= GRID_MOST_COLS;
}

static int
by_place(const struct cell *a, const struct cell *b)
{
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->col != b->col)
		return a->col < b->col ? -1 : 1;
	return 0;
}

bool
grid_set(struct grid *g, unsigned row, unsigned col, const char *text,
    size_t len)
{
	struct cell c = {row, col, (uint32_t)len, g->block->len};

	if (!within(row, col) || len > UINT32_MAX)
		return false;
	if (g->cells->len > 0 && by_place(&g_array_index(g->cells, struct cell,
	    g->cells->len - 1), &c) >= 0)
		g->ascending = false;
	g_string_append_len(g->block, text, (gssize)len);
	g_array_append_val(g->cells, c);
	if (len > 0) {
		g->rows = MAX(g->rows, row);
		g->cols = MAX(g->cols, col);
	}
	return true;
}

bool
grid_span(struct grid *g, unsigned row, unsigned col, unsigned rowspan,
    unsigned colspan)
{
	struct table_span s = {row, col, rowspan, colspan};

	if (!within(row, col) || rowspan < 1 || colspan < 1 ||
	    rowspan > GRID_MOST_ROWS - row + 1 ||
	    colspan > GRID_MOST_COLS - col + 1)
		return false;
	if (rowspan > 1 || colspan > 1)
		g_array_append_val(g->spans, s);
	return true;
}

unsigned
grid_rows(const struct grid *g)
{
	return g->rows;
}

unsigned
grid_cols(const struct grid *g)
{
	return g->cols;
}

/* --- writing ---------------------------------------------------------- */

/* The span that last began in each column: it may have ended above. */
struct cover {
	const struct table_span *in[GRID_MOST_COLS + 1];
};

static int
span_by_place(const void *a, const void *b)
{
	const struct table_span *x = *(const struct table_span *const *)a;
	const struct table_span *y = *(const struct table_span *const *)b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->col < y->col ? -1 : x->col > y->col;
}

/* The span in force at a place, or NULL. */
static const struct table_span *
covering(const struct cover *c, unsigned row, unsigned col)
{
	const struct table_span *s = c->in[col];

	return s != NULL && s->row + s->rowspan > row ? s : NULL;
}

static void
begin_span(struct cover *c, const struct table_span *s)
{
	for (unsigned col = s->col; col < s->col + s->colspan; col++)
		c->in[col] = s;
}

/* The spans in reading order without those that overlap an earlier one; the
 * array is the caller's. */
static const struct table_span **
clean_spans(const struct grid *g, size_t *n)
{
	const struct table_span **all = g_new(const struct table_span *,
	    g->spans->len + 1);
	g_autofree struct cover *c = g_new0(struct cover, 1);

	for (guint i = 0; i < g->spans->len; i++)
		all[i] = &g_array_index(g->spans, struct table_span, i);
	qsort(all, g->spans->len, sizeof *all, span_by_place);
	*n = 0;
	for (guint i = 0; i < g->spans->len; i++) {
		const struct table_span *s = all[i];
		unsigned col = s->col;

		while (col < s->col + s->colspan && !covering(c, s->row, col))
			col++;
		if (col < s->col + s->colspan)
			continue;
		begin_span(c, s);
		all[(*n)++] = s;
	}
	return all;
}

static int
cell_by_place(const void *a, const void *b)
{
	int order = by_place(a, b);

	/* Of a cell set twice the later text comes last and wins. */
	if (order == 0) {
		const struct cell *x = a, *y = b;

		order = x->at < y->at ? -1 : x->at > y->at;
	}
	return order;
}

/* Whether a span covers the cell without beginning there. */
static bool
is_covered(const struct cover *c, unsigned row, unsigned col)
{
	const struct table_span *s = covering(c, row, col);

	return s != NULL && (row != s->row || col != s->col);
}

/* Cells of one row, empty and covered ones between them.  Cells covered behind
 * the last one with text are left out as trailing empty ones are. */
static void
write_cells(const struct grid *g, struct records *r, const struct cover *c,
    const struct cell *cells, size_t n)
{
	unsigned col = 0;

	for (size_t i = 0; i < n; i++) {
		if (i + 1 < n && cells[i + 1].col == cells[i].col)
			continue;
		if (cells[i].len == 0 ||
		    is_covered(c, cells[i].row, cells[i].col))
			continue;
		while (++col < cells[i].col)
			g_string_append(r->out,
			    is_covered(c, cells[i].row, col) ? "\t\\N" : "\t");
		records_field(r, g->block->str + cells[i].at, cells[i].len);
	}
}

/* Rows down to the last one with text; returns how many were written. */
static size_t
write_rows(const struct grid *g, struct records *r,
    const struct table_span **spans, size_t n_spans)
{
	const struct cell *cell = (const struct cell *)g->cells->data;
	const struct cell *end = cell + g->cells->len;
	g_autofree struct cover *c = g_new0(struct cover, 1);
	size_t s = 0, rows = 0;

	for (unsigned row = 1; row <= g->rows; row++, rows++) {
		const struct cell *first = cell;

		if (cell->row > row + TABLE_BLANK_RUN)
			row = cell->row;
		for (; s < n_spans && spans[s]->row <= row; s++)
			begin_span(c, spans[s]);
		while (cell < end && cell->row == row)
			cell++;
		g_string_append_printf(r->out, "row\t%u\t%u", r->n, row);
		write_cells(g, r, c, first, (size_t)(cell - first));
		records_close(r);
	}
	return rows;
}

bool
grid_write(const struct grid *g, struct records *r, const char *member,
    const char *place)
{
	g_autofree const struct table_span **spans = NULL;
	size_t n_spans, rows;
	unsigned cols = g->cols;
	GString *head, *body;

	if (g->rows == 0)
		return false;
	if (!g->ascending)
		qsort(g->cells->data, g->cells->len, sizeof(struct cell),
		    cell_by_place);
	spans = clean_spans(g, &n_spans);
	r->n++;
	r->tables++;

	/* The number of rows stands before them and is known after them. */
	head = r->out;
	body = r->out = g_string_new(NULL);
	for (size_t i = 0; i < n_spans; i++) {
		cols = MAX(cols, spans[i]->col + spans[i]->colspan - 1);
		g_string_append_printf(body, "span\t%u\t%u\t%u\t%u\t%u", r->n,
		    spans[i]->row, spans[i]->col, spans[i]->rowspan,
		    spans[i]->colspan);
		records_close(r);
	}
	rows = write_rows(g, r, spans, n_spans);
	r->out = head;
	g_string_append_printf(head, "table\t%u", r->n);
	if (member == NULL)
		g_string_append(head, "\t\\N");
	else
		records_field(r, member, strlen(member));
	records_field(r, place, strlen(place));
	g_string_append_printf(head, "\t%zu\t%u", rows, cols);
	records_close(r);
	g_string_append_len(head, body->str, (gssize)body->len);
	g_string_free(body, TRUE);
	return true;
}
