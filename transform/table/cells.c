#include "cells.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/text.h"

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
	bool sideways;          /* some cell is merged over columns */
	const int *until;       /* the bands, NULL for none */
	unsigned n_bands;
	int *settled;           /* by column: where a band's cell stands */
	bool *taken;            /* by column: it is a band's cell */
	const char **stated;    /* by column: what the last record states */
};

bool
cells_has_nothing(const char *text)
{
	while (*text != '\0' && text_is_unseen(g_utf8_get_char(text)))
		text = g_utf8_next_char(text);
	return *text == '\0';
}

unsigned
cells_filled(const struct table_row *row, int *first)
{
	unsigned filled = 0;

	for (unsigned i = 0; i < row->n_cells; i++)
		if (cells_at(row, (int)i) != NULL && filled++ == 0)
			*first = (int)i;
	return filled;
}

/* Whether a cell is covered by one that is merged down into this row. */
static bool
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

/* --- below a heading -------------------------------------------------- */

void
cells_set_bands(struct cells *c, const int *until, unsigned n)
{
	c->until = until;
	c->n_bands = MIN(n, c->table->cols);
	memset(c->stated, 0, sizeof *c->stated * (c->table->cols + 1));
}

int
cells_band(const struct cells *c, const struct table_row *row, int col,
    const int *until, unsigned n)
{
	const struct table_span *s = c->sideways ?
	    cells_span(c, row, col) : NULL;
	int end = col + (s != NULL ? (int)s->colspan : 1) - 1;
	int best = -1, most = 0;

	for (int band = 0; band < (int)n && band <= end; band++) {
		int shared = MIN(end, until[band]) - MAX(col, band) + 1;

		if (until[band] >= band && shared > most) {
			most = shared;
			best = band;
		}
	}
	return best;
}

void
cells_settle(struct cells *c, const struct table_row *row)
{
	unsigned n = MIN(row->n_cells, c->table->cols);

	if (!c->sideways || c->until == NULL)
		return;
	for (unsigned i = 0; i < c->table->cols; i++) {
		c->settled[i] = -1;
		c->taken[i] = false;
	}
	for (unsigned i = 0; i < n; i++) {
		int band;

		if (row->cells[i] == NULL)
			continue;
		band = cells_band(c, row, (int)i, c->until, c->n_bands);
		/* Of several cells the first that says something. */
		if (band < 0 || (c->settled[band] >= 0 &&
		    (cells_at(row, c->settled[band]) != NULL ||
		    cells_at(row, (int)i) == NULL)))
			continue;
		if (c->settled[band] >= 0)
			c->taken[c->settled[band]] = false;
		c->settled[band] = (int)i;
		c->taken[i] = true;
	}
}

int
cells_settled(const struct cells *c, int col)
{
	if (!c->sideways || c->until == NULL || col < 0 ||
	    (unsigned)col >= c->n_bands || c->settled[col] < 0)
		return col;
	return c->settled[col];
}

bool
cells_is_stray(const struct cells *c, int col)
{
	if (c->until == NULL)
		return false;
	if (!c->sideways || col < 0 || (unsigned)col >= c->table->cols)
		return (unsigned)col >= c->n_bands;
	return !c->taken[col];
}

/* The last column below the band that begins at `col`. */
static int
band_end(const struct cells *c, int col)
{
	return c->until != NULL && col >= 0 && (unsigned)col < c->n_bands ?
	    MAX(c->until[col], col) : col;
}

const char *
cells_below_or_carried(const struct cells *c, const struct table_row *row,
    int col)
{
	const char *text = cells_at(row, cells_settled(c, col));
	int end = band_end(c, col);

	for (int i = col; text == NULL && i >= 0 && i <= end; i++)
		if ((unsigned)i < c->table->cols &&
		    c->carried[i].until >= row->number)
			text = c->carried[i].text;
	return text;
}

bool
cells_is_ditto(const char *text)
{
	static const char *const marks[] = {"〃", "″", "\"", "“", "”", "“”", "＂", "〞", "〝",
	    "''", "’’", "′′", "同上", "同前", "上同"};
	g_autofree char *bare = g_strstrip(g_strdup(text));

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		if (strcmp(bare, marks[i]) == 0)
			return true;
	return false;
}

const char *
cells_stated(const struct cells *c, const struct table_row *row, int col)
{
	const char *text = cells_below_or_carried(c, row, col);

	if (col < 0 || (unsigned)col >= c->table->cols)
		return text;
	if (text != NULL && strlen(text) <= 8 && c->stated[col] != NULL &&
	    cells_is_ditto(text))
		return c->stated[col];
	c->stated[col] = text;
	return text;
}

bool
cells_below_is_carried(const struct cells *c, const struct table_row *row,
    int col)
{
	int end = band_end(c, col);

	for (int i = col; i >= 0 && i <= end; i++)
		if (cells_is_carried(c, row, i))
			return true;
	return false;
}

void
cells_rewind(struct cells *c)
{
	c->next_span = 0;
	memset(c->stated, 0, sizeof *c->stated * (c->table->cols + 1));
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
	c->settled = g_new0(int, table->cols + 1);
	c->taken = g_new0(bool, table->cols + 1);
	c->stated = g_new0(const char *, table->cols + 1);
	for (size_t i = 0; i < table->n_spans; i++)
		c->sideways |= table->spans[i].colspan > 1;
	return c;
}

void
cells_free(struct cells *c)
{
	if (c == NULL)
		return;
	g_free(c->spans);
	g_free(c->carried);
	g_free(c->settled);
	g_free(c->taken);
	g_free(c->stated);
	g_free(c);
}
