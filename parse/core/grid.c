#include "grid.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "append.h"
#include "cell_problems.h"
#include "limits.h"
#include "record_output.h"
#include "scratch.h"

enum {
	GAP_ROW = 12,           /* bytes that a blank row takes, about */
	LEAST_PART = 1 << 16,   /* bytes of text that are worth putting away */
	FIRST_ROOM = 64,        /* cells */
};

/* A cell's text lies in the block of its part, closed by a NUL.  12 bytes: a list
 * of 200,000 rows has more than a million of them. */
struct grid_cell {
	uint32_t row, at;
	uint16_t col;
};

/* Cells of whole rows. */
struct part {
	GString *block;
	struct grid_cell *cells;        /* in the order they were set */
	size_t n, room;
};

/* What stands before a part in the scratch file. */
struct part_head {
	size_t cells, text;
};

/* Text of a cell that is not part of it, in a block of its own. */
struct grid_note {
	uint32_t row, at, len;
	uint16_t col;
	guint8 kind;            /* enum mark_kind */
	bool lost;              /* see mark.h */
};

/* What is counted of the cells in their order. */
struct grid_counts {
	struct grid_cell text;  /* the last one with text */
	unsigned row;           /* of the last cell */
	size_t rows;            /* to be written down to it */
	size_t gaps, texts;     /* see is_nearly_empty */
};

struct grid {
	struct part last;       /* the last rows, or all of them */
	struct part back;       /* one that was put away, while it is read */
	guint away;             /* so many parts lie in the scratch file */
	guint next;             /* the one to be read next; away: the last */
	bool stays;             /* no part is put away any more */
	GArray *spans;          /* struct table_span, in the order they were set */
	GArray *notes;          /* struct grid_note, likewise */
	GString *note_block;
	unsigned note_row, note_col;    /* of the cell being set */
	bool ascending;         /* so far every cell followed the last one */
	struct grid_counts counts;
	bool counted;           /* they are of all cells */
	unsigned rows, cols;    /* the last row, the last column with text */
	unsigned blank_run;     /* blank rows in sequence that are written */
};

static struct part
part_new(void)
{
	return (struct part){.block = g_string_new(NULL)};
}

static void
part_grow(struct part *p, size_t n)
{
	p->room = MAX(n, MAX(2 * p->room, FIRST_ROOM));
	p->cells = g_renew(struct grid_cell, p->cells, p->room);
}

/* Makes room for so many cells. */
static inline void
part_reserve(struct part *p, size_t n)
{
	if (n > p->room)
		part_grow(p, n);
}

static void
part_clear(struct part *p)
{
	g_string_free(p->block, TRUE);
	g_free(p->cells);
}

struct grid *
grid_new(void)
{
	struct grid *g = g_new0(struct grid, 1);

	g->last = part_new();
	g->note_block = g_string_new(NULL);
	g->spans = g_array_new(FALSE, FALSE, sizeof(struct table_span));
	g->notes = g_array_new(FALSE, FALSE, sizeof(struct grid_note));
	g->ascending = g->counted = true;
	g->blank_run = TABLE_BLANK_RUN;
	return g;
}

void
grid_free(struct grid *g)
{
	if (g == NULL)
		return;
	if (g->away > 0)
		scratch_leave();
	if (g->back.block != NULL)
		part_clear(&g->back);
	part_clear(&g->last);
	g_array_free(g->spans, TRUE);
	g_array_free(g->notes, TRUE);
	g_string_free(g->note_block, TRUE);
	g_free(g);
}

static bool
within(unsigned row, unsigned col)
{
	return row >= 1 && row <= GRID_MOST_ROWS && col >= 1 &&
	    col <= GRID_MOST_COLS;
}

static const char *
text_of(const struct part *p, const struct grid_cell *c)
{
	return p->block->str + c->at;
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

/* --- parts -------------------------------------------------------------- */

static bool
write_part(const struct part *p)
{
	const struct part_head head = {p->n, p->block->len};

	return scratch_write(&head, sizeof head) &&
	    scratch_write(p->cells, head.cells * sizeof(struct grid_cell)) &&
	    scratch_write(p->block->str, head.text);
}

/* Puts the last rows into the scratch file, or never tries again. */
static void
put_away(struct grid *g)
{
	if (g->away == 0 && !scratch_take()) {
		g->stays = true;
	} else if (write_part(&g->last)) {
		g->away++;
		g->last.n = 0;
		g_string_truncate(g->last.block, 0);
	} else {
		g->stays = true;
		if (g->away == 0)
			scratch_leave();
	}
}

static void
rewind_parts(struct grid *g)
{
	g->next = 0;
	if (g->away > 0)
		scratch_rewind();
}

/* The next part after rewind_parts, until the one after it is asked for; NULL after
 * the last. */
static const struct part *
next_part(struct grid *g)
{
	struct part_head head;

	if (g->next > g->away)
		return NULL;
	if (g->next++ == g->away)
		return &g->last;
	if (g->back.block == NULL)
		g->back = part_new();
	scratch_read(&head, sizeof head);
	part_reserve(&g->back, head.cells);
	g->back.n = head.cells;
	g_string_set_size(g->back.block, head.text);
	scratch_read(g->back.cells, head.cells * sizeof(struct grid_cell));
	scratch_read(g->back.block->str, head.text);
	return &g->back;
}

/* Makes all that was set one part in memory. */
static void
bring_back(struct grid *g)
{
	struct part all;
	const struct part *p;

	g->stays = true;
	if (g->away == 0)
		return;
	all = part_new();
	rewind_parts(g);
	while ((p = next_part(g)) != NULL) {
		const uint32_t at = (uint32_t)all.block->len;

		part_reserve(&all, all.n + p->n);
		for (size_t i = 0; i < p->n; i++) {
			all.cells[all.n] = p->cells[i];
			all.cells[all.n++].at += at;
		}
		g_string_append_len(all.block, p->block->str,
		    (gssize)p->block->len);
	}
	part_clear(&g->last);
	g->last = all;
	g->away = 0;
	scratch_leave();
}

/* The next cell, which is the next of its part or the first of the next one. */
struct cursor {
	struct grid *grid;
	const struct part *part;
	const struct grid_cell *cell, *end;
};

static struct cursor
first_cell(struct grid *g)
{
	rewind_parts(g);
	return (struct cursor){g, NULL, NULL, NULL};
}

/* Whether there is one. */
static bool
has_cell(struct cursor *c)
{
	while (c->cell == c->end) {
		c->part = next_part(c->grid);
		if (c->part == NULL)
			return false;
		c->cell = c->part->cells;
		c->end = c->cell + c->part->n;
	}
	return true;
}

/* --- counting ----------------------------------------------------------- */

/* The row to write after one: the next, or past a long run of blank rows the
 * next with a cell. */
static unsigned
row_after(const struct grid *g, unsigned row, const struct grid_cell *next)
{
	return next->row > row + 1 + g->blank_run ? next->row : row + 1;
}

/* How many empty cells stand before a cell with text, in its row and after the
 * last one before it with text, of whatever row. */
static unsigned
gap_before(const struct grid_cell *last, const struct grid_cell *cell)
{
	unsigned from = last->row == cell->row ? last->col : 0;

	return cell->col > from ? cell->col - from - 1 : 0;
}

/* Counts a cell that follows those counted. */
static void
count_cell(struct grid *g, const struct grid_cell *c, bool text)
{
	struct grid_counts *t = &g->counts;

	if (c->row != t->row) {
		t->rows += c->row - row_after(g, t->row, c) + 1;
		t->row = c->row;
	}
	if (!text)
		return;
	t->gaps += gap_before(&t->text, c);
	if (c->row > t->text.row + 1)
		t->gaps += GAP_ROW * (size_t)MIN(c->row - t->text.row - 1,
		    TABLE_BLANK_RUN);
	t->text = *c;
	t->texts++;
}

/* The count of all cells down to the last row, which are in their order. */
static const struct grid_counts *
counts_of(struct grid *g)
{
	if (g->counted && g->counts.row <= g->rows)
		return &g->counts;
	g->counts = (struct grid_counts){0};
	for (struct cursor next = first_cell(g); has_cell(&next) &&
	    next.cell->row <= g->rows; next.cell++)
		count_cell(g, next.cell, *text_of(next.part, next.cell) != '\0');
	return &g->counts;
}

/* --- setting ------------------------------------------------------------ */

/* Appends a text to a block, closed by a NUL. */
static void
keep_text(GString *block, const char *text, size_t len)
{
	char *to = append_room(block, len + 1);

	memcpy(to, text, len);
	to[len] = '\0';
}

/* Makes the last part ready for a cell at a place. */
static inline void
make_way(struct grid *g, unsigned row, unsigned col)
{
	const size_t n = g->last.n;
	const struct grid_cell *before = n > 0 ? &g->last.cells[n - 1] : NULL;

	if (before == NULL || (before->row == row && before->col < col))
		return;
	if (before->row >= row) {
		bring_back(g);
		g->ascending = g->counted = false;
	} else if (!g->stays && g->last.block->len >= LEAST_PART) {
		put_away(g);
	}
}

static bool
set_plain(struct grid *g, unsigned row, unsigned col, const char *text,
    size_t len)
{
	struct grid_cell *c;

	if (!within(row, col))
		return false;
	make_way(g, row, col);
	if (len >= UINT32_MAX - g->last.block->len)
		return false;
	part_reserve(&g->last, g->last.n + 1);
	c = &g->last.cells[g->last.n++];
	c->row = row;
	c->col = (uint16_t)col;
	c->at = (uint32_t)g->last.block->len;
	keep_text(g->last.block, text, len);
	if (g->counted)
		count_cell(g, c, len > 0 && text[0] != '\0');
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
	struct grid_note n = {row, (uint32_t)g->note_block->len, (uint32_t)len,
	    (uint16_t)col, (guint8)kind, lost};

	if (!within(row, col) || len >= UINT32_MAX - g->note_block->len)
		return false;
	keep_text(g->note_block, text, len);
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

	if (!mark_may_be_in(text, len))
		return set_plain(g, row, col, text, len);
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
	bring_back(g);
	g->counted = false;
	for (size_t i = 0; i < g->last.n; i++)
		g->last.cells[i].row += rows;
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
		qsort(g->last.cells, g->last.n, sizeof(struct grid_cell),
		    cell_by_place);
}

void
grid_each(struct grid *g, grid_visit *visit, void *data)
{
	const struct part *p = &g->last;
	const struct grid_cell *cells;

	bring_back(g);
	sort_cells(g);
	cells = p->cells;
	for (size_t i = 0; i < p->n; i++)
		if (*text_of(p, &cells[i]) != '\0' && !(i + 1 < p->n &&
		    by_place(&cells[i], &cells[i + 1]) == 0))
			visit(cells[i].row, cells[i].col, text_of(p, &cells[i]),
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
write_cells(const struct part *p, struct records *r, const struct cover *c,
    const struct grid_cell *cells, size_t n)
{
	unsigned col = 0;

	for (size_t i = 0; i < n; i++) {
		const char *text = text_of(p, &cells[i]);

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

/* Rows down to the last one. */
static void
write_rows(struct grid *g, struct records *r, const struct table_span **spans,
    size_t n_spans)
{
	g_autofree struct cover *c = g_new0(struct cover, 1);
	struct cursor next = first_cell(g);
	size_t s = 0;

	for (unsigned row = 0; row < g->rows && has_cell(&next);) {
		const struct grid_cell *first = next.cell;

		row = row_after(g, row, next.cell);
		for (; s < n_spans && spans[s]->row <= row; s++)
			begin_span(c, spans[s]);
		while (next.cell < next.end && next.cell->row == row)
			next.cell++;
		g_string_append_len(r->out, "row", 3);
		record_output_number(r, r->n);
		record_output_number(r, row);
		write_cells(next.part, r, c, first,
		    (size_t)(next.cell - first));
		record_output_close(r);
	}
}

/* --- limit on gaps ------------------------------------------------------ */

/* Whether a table has far more gaps than cells: 20,000 rows of one cell in the
 * last column of a sheet are 100 KB as .xlsx and would be 328 MB of records.
 * All tables of a document share what is allowed. */
static bool
is_nearly_empty(struct grid *g, struct records *r)
{
	const struct grid_counts *t = counts_of(g);

	r->gaps += t->gaps;
	r->texts += t->texts;
	return r->gaps > LIMITS_GAPS_GRACE + LIMITS_GAPS * r->texts;
}

/* Leaves out the cells of a nearly empty table that stand alone after a long
 * gap, says so, and shows runs of blank rows as gaps in the numbers. */
static void
close_gaps(struct grid *g, struct records *r, const char *place)
{
	struct part *p = &g->last;
	struct grid_cell *cells, last = {0};
	g_autoptr(GString) first = g_string_new(place);
	size_t left_out = 0;
	size_t n = 0;

	bring_back(g);
	g->counted = false;
	cells = p->cells;
	g->blank_run = LIMITS_GAP_ROWS;
	g->cols = 0;
	for (size_t i = 0; i < p->n; i++) {
		struct grid_cell cell = cells[i];

		if (*text_of(p, &cell) == '\0') {
			cells[n++] = cell;
			continue;
		}
		if (gap_before(&last, &cell) > LIMITS_GAPS) {
			if (left_out++ == 0) {
				g_string_append_c(first, '!');
				cell_problems_address(first, cell.row,
				    cell.col);
			}
			continue;
		}
		cells[n++] = last = cell;
		g->cols = MAX(g->cols, cell.col);
	}
	p->n = n;
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
		    g->note_block->str + n->at, n->len);
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
	g_string_append_printf(r->out, "\t%zu\t%u", counts_of(g)->rows, cols);
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
