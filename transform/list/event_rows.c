#include "event_rows.h"

#include <string.h>

enum { MEMBERS = sizeof(struct event) / sizeof(char *) };

struct event_rows {
	struct event first;
	guint64 varying;
	guint n;
	guint width;            /* cells of a row */
	guint columns;          /* that vary */
	guint8 column[MEMBERS]; /* which they are */
	guint8 cell[MEMBERS];   /* the cell of the nth of them */
	guint8 cell_of[MEMBERS];        /* of a column, NO_CELL: it does not vary */
	const char *cells[];
};

enum { NO_CELL = MEMBERS };

static const char *
text_of(const struct event *e, guint column)
{
	return ((const char *const *)(const void *)e)[column];
}

/* The columns that say something else in any row. */
static guint64
find_varying(const struct event *events, guint n)
{
	guint64 varying = 0;

	for (guint i = 1; i < n; i++) {
		for (guint c = 0; c < MEMBERS; c++) {
			const char *text = text_of(&events[i], c);
			const char *first = text_of(events, c);

			if (text != first && (varying >> c & 1) == 0 &&
			    g_strcmp0(text, first) != 0)
				varying |= (guint64)1 << c;
		}
	}
	return varying;
}

static bool
are_alike(const struct event *events, guint n, guint a, guint b)
{
	for (guint i = 0; i < n; i++)
		if (text_of(&events[i], a) != text_of(&events[i], b))
			return false;
	return true;
}

/* The cell of a column that varies: that of an earlier one with the same texts, or
 * the next. */
static guint8
find_cell(struct event_rows *r, const struct event *events, guint column)
{
	for (guint i = 0; i < r->columns; i++)
		if (are_alike(events, r->n, r->column[i], column))
			return r->cell[i];
	return (guint8)r->width++;
}

struct event_rows *
event_rows_new(const struct event *events, guint n)
{
	struct event_rows found = {.n = n, .varying = find_varying(events, n)};
	struct event_rows *r;

	g_assert(event_layout.n_columns == MEMBERS);
	memset(found.cell_of, NO_CELL, sizeof found.cell_of);
	if (n > 0)
		found.first = *events;
	for (guint c = 0; c < MEMBERS; c++) {
		g_assert(event_layout.columns[c].offset == c * sizeof(char *));
		if ((found.varying >> c & 1) == 0)
			continue;
		found.cell_of[c] = find_cell(&found, events, c);
		found.column[found.columns] = (guint8)c;
		found.cell[found.columns++] = found.cell_of[c];
	}
	r = g_malloc(sizeof *r + (gsize)n * found.width * sizeof *r->cells);
	*r = found;
	for (guint i = 0; i < n; i++)
		for (guint k = 0; k < r->columns; k++)
			r->cells[(gsize)i * r->width + r->cell[k]] =
			    text_of(&events[i], r->column[k]);
	return r;
}

void
event_rows_free(struct event_rows *r)
{
	g_free(r);
}

guint
event_rows_count(const struct event_rows *r)
{
	return r->n;
}

guint32
event_rows_total(const GPtrArray *all)
{
	size_t n = 0;

	for (guint i = 0; i < all->len; i++)
		n += event_rows_count(all->pdata[i]);
	g_assert(n < G_MAXUINT32);
	return (guint32)n;
}

void
event_rows_set(const struct event_rows *r, guint nth, struct event *e)
{
	const char *const *cells = &r->cells[(gsize)nth * r->width];

	for (guint k = 0; k < r->columns; k++)
		((const char **)(void *)e)[r->column[k]] = cells[r->cell[k]];
}

struct event
event_rows_at(const struct event_rows *r, guint nth)
{
	struct event e = r->first;

	event_rows_set(r, nth, &e);
	return e;
}

const char *
event_rows_member(const struct event_rows *r, guint nth, size_t offset)
{
	guint column = (guint)(offset / sizeof(char *));
	guint8 cell = r->cell_of[column];

	return cell == NO_CELL ? text_of(&r->first, column) :
	    r->cells[(gsize)nth * r->width + cell];
}

void
event_rows_bring(const struct event_rows *r, guint nth)
{
	const char *const *row = &r->cells[(gsize)nth * r->width];

	__builtin_prefetch(row);
	__builtin_prefetch(row + r->width);
}

guint64
event_rows_varying(const struct event_rows *r)
{
	return r->varying;
}
