#include "grid.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cell_problems.h"
#include "limits.h"
#include "record_output.h"

enum { GAP_ROW = 12 };  /* bytes that a blank row takes, about */

/* A cell's text lies in the grid's block, closed by a NUL.  12 bytes: a list
 * of 200,000 rows has more than a million of them. */
struct grid_cell {
	uint32_t row, at;
	uint16_t col;
};

/* Text of a cell that is not part of it, in the block as well. */
struct grid_note {
	uint32_t row, at, len;
	uint16_t col;
	guint8 kind;            /* enum mark_kind */
	bool lost;              /* see mark.h */
};

struct grid {
	GString *block;
	GArray *cells;          /* struct grid_cell, in the order they were set */
	GArray *spans;          /* struct table_span, likewise */
	GArray *notes;          /* struct grid_note, likewise */
	unsigned note_row, note_col;    /* of the cell being set */
	bool ascending;         /* so far every cell followed the last one */
	unsigned rows, cols;    /* the last row, the last column with text */
	unsigned blank_run;     /* blank rows in sequence that are written */
};

struct grid *
grid_new(void)
{
	struct grid *g = g_new0(struct grid, 1);

	g->block = g_string_new(NULL);
	g->cells = g_array_new(FALSE, FALSE, sizeof(struct grid_cell));
	g->spans = g_array_new(FALSE, FALSE, sizeof(struct table_span));
	g->notes = g_array_new(FALSE, FALSE, sizeof(struct grid_note));
	g->ascending = true;
	g->blank_run = TABLE_BLANK_RUN;
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
	g_array_free(g->notes, TRUE);
	g_free(g);
}

static bool
within(unsigned row, unsigned col)
{
	return row >= 1 && row <= GRID_MOST_ROWS && col >= 1 &&
	    col <= GRID_MOST_COLS;
}

static const char *
text_of(const struct grid *g, const struct grid_cell *c)
{
	return g->block->str + c->at;
}

static int
by_place(const struct grid_cell *a, const struct grid_cell *b)
{
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->col != b->col)
		return a->col < b->col ? -1 : 1;
	return 0;
}

/* Appends a text to the block, closed by a NUL. */
static void
keep_text(struct grid *g, const char *text, size_t len)
{
	const gsize at = g->block->len;

	g_string_set_size(g->block, at + len + 1);
	memcpy(g->block->str + at, text, len);
	g->block->str[at + len] = '\0';
}

static bool
set_plain(struct grid *g, unsigned row, unsigned col, const char *text,
    size_t len)
{
	struct grid_cell c = {row, (uint32_t)g->block->len, (uint16_t)col};

	if (!within(row, col) || len >= UINT32_MAX - g->block->len)
		return false;
	if (g->cells->len > 0 && by_place(&g_array_index(g->cells,
	    struct grid_cell, g->cells->len - 1), &c) >= 0)
		g->ascending = false;
	keep_text(g, text, len);
	g_array_append_val(g->cells, c);
	if (len > 0) {
		g->rows = MAX(g->rows, row);
		g->cols = MAX(g->cols, col);
	}
	return true;
}

static bool
add_note(struct grid *g, unsigned row, unsigned col, enum mark_kind kind,
    const char *text, size_t len, bool lost)
{
	struct grid_note n = {row, (uint32_t)g->block->len, (uint32_t)len,
	    (uint16_t)col, (guint8)kind, lost};

	if (!within(row, col) || len >= UINT32_MAX - g->block->len)
		return false;
	keep_text(g, text, len);
	g_array_append_val(g->notes, n);
	return true;
}

static void
found_mark(enum mark_kind kind, const char *text, size_t len, bool lost,
    void *data)
{
	struct grid *g = data;

	add_note(g, g->note_row, g->note_col, kind, text, len, lost);
}

bool
grid_set(struct grid *g, unsigned row, unsigned col, const char *text,
    size_t len)
{
	g_autoptr(GString) plain = NULL;
	guint before = g->notes->len;

	g->note_row = row;
	g->note_col = col;
	plain = mark_take_out(text, len, found_mark, g);
	if (plain == NULL)
		return set_plain(g, row, col, text, len);
	if (!set_plain(g, row, col, plain->str, plain->len))
		return false;
	if (g->notes->len > before) {
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

void
grid_move_down(struct grid *g, unsigned rows)
{
	for (guint i = 0; i < g->cells->len; i++)
		g_array_index(g->cells, struct grid_cell, i).row += rows;
	for (guint i = 0; i < g->spans->len; i++)
		g_array_index(g->spans, struct table_span, i).row += rows;
	for (guint i = 0; i < g->notes->len; i++)
		g_array_index(g->notes, struct grid_note, i).row += rows;
	g->rows += g->rows > 0 ? rows : 0;
}

void
grid_reach(struct grid *g, unsigned row)
{
	/* The cell without text leads the loops over rows down there. */
	if (g->rows > 0 && row > g->rows && grid_set(g, row, 1, "", 0))
		g->rows = row;
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

/* The span current at a place, or NULL. */
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
		const struct grid_cell *x = a, *y = b;

		order = x->at < y->at ? -1 : x->at > y->at;
	}
	return order;
}

static void
sort_cells(const struct grid *g)
{
	if (!g->ascending)
		qsort(g->cells->data, g->cells->len, sizeof(struct grid_cell),
		    cell_by_place);
}

void
grid_each(struct grid *g, grid_visit *visit, void *data)
{
	const struct grid_cell *cells = (const struct grid_cell *)(const void *)
	    g->cells->data;

	sort_cells(g);
	for (guint i = 0; i < g->cells->len; i++)
		if (*text_of(g, &cells[i]) != '\0' && !(i + 1 <
		    g->cells->len && by_place(&cells[i], &cells[i + 1]) == 0))
			visit(cells[i].row, cells[i].col, text_of(g, &cells[i]),
			    data);
}

/* Whether a span covers the cell without beginning there. */
static bool
is_covered(const struct cover *c, unsigned row, unsigned col)
{
	const struct table_span *s = covering(c, row, col);

	return s != NULL && (row != s->row || col != s->col);
}

/* Writes the cells of one row, empty and covered ones between them.  Cells
 * covered after the last one with text are left out as trailing empty ones
 * are. */
static void
write_cells(const struct grid *g, struct records *r, const struct cover *c,
    const struct grid_cell *cells, size_t n)
{
	unsigned col = 0;

	for (size_t i = 0; i < n; i++) {
		const char *text = text_of(g, &cells[i]);

		if (i + 1 < n && cells[i + 1].col == cells[i].col)
			continue;
		if (*text == '\0' ||
		    is_covered(c, cells[i].row, cells[i].col))
			continue;
		while (++col < cells[i].col)
			g_string_append(r->out,
			    is_covered(c, cells[i].row, col) ? "\t\\N" : "\t");
		record_output_field(r, text, strlen(text));
	}
}

/* The row to write after one: the next, or past a long run of blank rows the
 * next with a cell. */
static unsigned
row_after(const struct grid *g, unsigned row, const struct grid_cell *next)
{
	return next->row > row + 1 + g->blank_run ? next->row : row + 1;
}

static size_t
count_rows(const struct grid *g)
{
	const struct grid_cell *cell = (const struct grid_cell *)g->cells->data;
	size_t rows = 0;

	for (unsigned row = 0; row < g->rows; rows++) {
		row = row_after(g, row, cell);
		while (row < g->rows && cell->row <= row)
			cell++;
	}
	return rows;
}

/* Rows down to the last one. */
static void
write_rows(const struct grid *g, struct records *r,
    const struct table_span **spans, size_t n_spans)
{
	const struct grid_cell *cell = (const struct grid_cell *)g->cells->data;
	const struct grid_cell *end = cell + g->cells->len;
	g_autofree struct cover *c = g_new0(struct cover, 1);
	size_t s = 0;

	for (unsigned row = 0; row < g->rows;) {
		const struct grid_cell *first = cell;

		row = row_after(g, row, cell);
		for (; s < n_spans && spans[s]->row <= row; s++)
			begin_span(c, spans[s]);
		while (cell < end && cell->row == row)
			cell++;
		g_string_append_len(r->out, "row", 3);
		record_output_number(r, r->n);
		record_output_number(r, row);
		write_cells(g, r, c, first, (size_t)(cell - first));
		record_output_close(r);
	}
}

/* --- limit on gaps ------------------------------------------------------ */

/* How many empty cells stand before a cell with text, in its row and after the
 * one before it with text, *last being that one or of another row. */
static unsigned
gap_before(const struct grid_cell *last, const struct grid_cell *cell)
{
	unsigned from = last != NULL && last->row == cell->row ? last->col : 0;

	return cell->col > from ? cell->col - from - 1 : 0;
}

/* Whether a table has far more gaps than cells: 20,000 rows of one cell in the
 * last column of a sheet are 100 KB as .xlsx and would be 328 MB of records.
 * All tables of a document share what is allowed. */
static bool
is_nearly_empty(const struct grid *g, struct records *r)
{
	const struct grid_cell *cells =
	    (const struct grid_cell *)g->cells->data;
	const struct grid_cell *last = NULL;
	size_t gaps = 0, texts = 0;
	unsigned row = 0;

	for (guint i = 0; i < g->cells->len; i++) {
		if (*text_of(g, &cells[i]) == '\0')
			continue;
		gaps += gap_before(last, &cells[i]);
		if (cells[i].row > row + 1)
			gaps += GAP_ROW * (size_t)MIN(cells[i].row - row - 1,
			    TABLE_BLANK_RUN);
		last = &cells[i];
		row = last->row;
		texts++;
	}
	r->gaps += gaps;
	r->texts += texts;
	return r->gaps > LIMITS_GAPS_GRACE + LIMITS_GAPS * r->texts;
}

/* Leaves out the cells of a nearly empty table that stand alone after a long
 * gap, says so, and shows runs of blank rows as gaps in the numbers. */
static void
close_gaps(struct grid *g, struct records *r, const char *place)
{
	struct grid_cell *cells = (struct grid_cell *)g->cells->data;
	const struct grid_cell *last = NULL;
	g_autoptr(GString) first = g_string_new(place);
	size_t left_out = 0;
	guint n = 0;

	g->blank_run = LIMITS_GAP_ROWS;
	g->cols = 0;
	for (guint i = 0; i < g->cells->len; i++) {
		struct grid_cell cell = cells[i];

		if (*text_of(g, &cell) == '\0') {
			cells[n++] = cell;
			continue;
		}
		if (gap_before(last, &cell) > LIMITS_GAPS) {
			if (left_out++ == 0) {
				g_string_append_c(first, '!');
				cell_problems_address(first, cell.row,
				    cell.col);
			}
			continue;
		}
		cells[n] = cell;
		last = &cells[n++];
		g->cols = MAX(g->cols, cell.col);
	}
	g_array_set_size(g->cells, n);
	g->rows = n == 0 ? 0 : MIN(g->rows, cells[n - 1].row);
	if (left_out > 0)
		records_problem(r, PROBLEM_LIMIT, first->str, "the sheet is "
		    "nearly empty: %zu cells after more than %u empty ones are "
		    "left out, this one first", left_out, LIMITS_GAPS);
}

static int
note_by_place(const void *a, const void *b)
{
	const struct grid_note *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->col != y->col)
		return x->col < y->col ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static void
write_marks(const struct grid *g, struct records *r)
{
	if (g->notes->len > 1)
		qsort(g->notes->data, g->notes->len, sizeof(struct grid_note),
		    note_by_place);
	for (guint i = 0; i < g->notes->len; i++) {
		const struct grid_note *n = &g_array_index(g->notes,
		    struct grid_note, i);

		record_output_mark(r, n->row, n->col, (enum mark_kind)n->kind,
		    g->block->str + n->at, n->len);
	}
}

/* Reports cells in which a character is missing. */
static void
report_lost(const struct grid *g, struct records *r, const char *place)
{
	struct cell_problems problems = {.out = r, .sheet = place};

	for (guint i = 0; i < g->notes->len; i++) {
		const struct grid_note *n = &g_array_index(g->notes,
		    struct grid_note, i);

		if (n->lost)
			cell_problems_report(&problems, n->row, n->col,
			    "a picture or formula stands for a character: "
			    "expected the character", NULL);
	}
	cell_problems_end(&problems);
}

bool
grid_write(struct grid *g, struct records *r, const char *member,
    const char *place)
{
	g_autofree const struct table_span **spans = NULL;
	size_t n_spans;
	unsigned cols;

	if (g->rows == 0)
		return false;
	sort_cells(g);
	if (is_nearly_empty(g, r))
		close_gaps(g, r, place);
	if (g->rows == 0)
		return false;
	cols = g->cols;
	spans = clean_spans(g, &n_spans);
	for (size_t i = 0; i < n_spans; i++)
		cols = MAX(cols, spans[i]->col + spans[i]->colspan - 1);
	r->n++;
	g_string_append_printf(r->out, "table\t%u", r->n);
	if (member == NULL)
		member = r->member;
	if (member == NULL)
		g_string_append(r->out, "\t\\N");
	else
		record_output_field(r, member, strlen(member));
	record_output_field(r, place, strlen(place));
	g_string_append_printf(r->out, "\t%zu\t%u", count_rows(g), cols);
	record_output_close(r);
	for (size_t i = 0; i < n_spans; i++) {
		g_string_append_printf(r->out, "span\t%u\t%u\t%u\t%u\t%u", r->n,
		    spans[i]->row, spans[i]->col, spans[i]->rowspan,
		    spans[i]->colspan);
		record_output_close(r);
	}
	write_marks(g, r);
	write_rows(g, r, spans, n_spans);
	report_lost(g, r, place);
	return true;
}
