#include "cells.h"

#include <stdlib.h>
#include <string.h>

/* A cell merged downwards, as it is carried into the rows below. */
struct carried {
	unsigned until;         /* last row it covers */
	const char *text;
};

struct cells {
	const struct table *table;
	const struct table_span **spans; /* sorted by row and column */
	size_t next_span;
	struct carried *carried;        /* by column, table->cols of them */
};

static bool
is_blank(const char *text)
{
	if (text == NULL)
		return true;
	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (!g_unichar_isspace(c) && c != 0x200b && c != 0xfeff)
			return false;
	}
	return true;
}

const char *
cells_at(const struct table_row *row, int col)
{
	if (col < 0 || (unsigned)col >= row->n_cells ||
	    is_blank(row->cells[col]))
		return NULL;
	return row->cells[col];
}

const char *
cells_at_or_carried(const struct cells *c, const struct table_row *row, int col)
{
	const char *text = cells_at(row, col);

	if (text != NULL || col < 0 || (unsigned)col >= c->table->cols)
		return text;
	return c->carried[col].until >= row->number ?
	    c->carried[col].text : NULL;
}

unsigned
cells_filled(const struct table_row *row, int *first)
{
	unsigned filled = 0;

	for (unsigned i = 0; i < row->n_cells; i++)
		if (!is_blank(row->cells[i]) && filled++ == 0)
			*first = (int)i;
	return filled;
}

bool
cells_is_carried(const struct cells *c, const struct table_row *row, int col)
{
	return col >= 0 && (unsigned)col < MIN(row->n_cells, c->table->cols) &&
	    row->cells[col] == NULL && c->carried[col].until >= row->number;
}

static int
by_row(const void *a, const void *b)
{
	const struct table_span *x = *(const struct table_span *const *)a;
	const struct table_span *y = *(const struct table_span *const *)b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->col < y->col ? -1 : x->col > y->col;
}

const struct table_span *
cells_span(const struct cells *c, const struct table_row *row, int column)
{
	unsigned col = (unsigned)column + 1;
	size_t low = 0, high = c->table->n_spans;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct table_span *s = c->spans[middle];

		if (s->row == row->number && s->col == col)
			return s;
		if (s->row < row->number ||
		    (s->row == row->number && s->col < col))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

void
cells_carry(struct cells *c, const struct table_row *row)
{
	while (c->next_span < c->table->n_spans &&
	    c->spans[c->next_span]->row <= row->number) {
		const struct table_span *s = c->spans[c->next_span++];

		if (s->row < row->number || s->col == 0 ||
		    s->col > c->table->cols)
			continue;
		c->carried[s->col - 1].until = s->row + s->rowspan - 1;
		c->carried[s->col - 1].text = cells_at(row, (int)s->col - 1);
	}
}

void
cells_rewind(struct cells *c)
{
	c->next_span = 0;
	memset(c->carried, 0, sizeof *c->carried * (c->table->cols + 1));
}

struct cells *
cells_new(const struct table *table)
{
	struct cells *c = g_new0(struct cells, 1);

	c->table = table;
	c->spans = g_new(const struct table_span *, table->n_spans + 1);
	for (size_t i = 0; i < table->n_spans; i++)
		c->spans[i] = &table->spans[i];
	qsort(c->spans, table->n_spans, sizeof *c->spans, by_row);
	c->carried = g_new0(struct carried, table->cols + 1);
	return c;
}

void
cells_free(struct cells *c)
{
	if (c == NULL)
		return;
	g_free(c->spans);
	g_free(c->carried);
	g_free(c);
}
