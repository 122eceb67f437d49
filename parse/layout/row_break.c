#include "row_break.h"

#include <stdlib.h>
#include <string.h>

/* The cell of one row that begins in a row and column, with text, or NULL. */
static struct page_cell *
cell_at(const struct page_table *t, unsigned row, unsigned col)
{
	for (guint i = 0; i < t->cells->len; i++) {
		struct page_cell *c = &g_array_index(t->cells, struct page_cell,
		    i);

		if (c->row == row && c->col == col && c->rowspan == 1 &&
		    c->text != NULL && *c->text != '\0')
			return c;
	}
	return NULL;
}

/* Returns the number that is all of a cell's text; 0 for none. */
static unsigned long
number_at(const struct page_table *t, unsigned row, unsigned col)
{
	const struct page_cell *c = cell_at(t, row, col);
	const size_t digits = c != NULL ? strspn(c->text, "0123456789") : 0;

	return digits > 0 && digits < 8 && c->text[digits] == '\0' ?
	    strtoul(c->text, NULL, 10) : 0;
}

/* Whether the numbers of some column pass over the row. */
static bool
is_passed_over(const struct page_table *last, const struct page_table *next,
    unsigned row)
{
	for (unsigned col = 0; col < last->cols; col++) {
		const unsigned long n = number_at(last, last->rows - 1, col);

		if (n > 0 && cell_at(next, row, col) == NULL &&
		    number_at(next, row + 1, col) == n + 1)
			return true;
	}
	return false;
}

/* Whether the last line of a cell leaves no room for a word: two and a half
 * characters, of which one is the cell's padding. */
static bool
is_full(const struct page_table *t, const struct page_cell *c)
{
	return c->end > 0 && g_array_index(t->edges, float, c->col +
	    c->colspan) - c->end < 2.5F * c->size;
}

static bool
is_rest(const struct page_table *last, const struct page_table *next,
    unsigned row)
{
	unsigned filled = 0;

	for (guint i = 0; i < next->cells->len; i++) {
		const struct page_cell *c = &g_array_index(next->cells,
		    struct page_cell, i), *above;

		if (c->row != row || c->text == NULL || *c->text == '\0' ||
		    c->rowspan > 1)
			continue;
		above = cell_at(last, last->rows - 1, c->col);
		if (above == NULL || above->colspan != c->colspan ||
		    !is_full(last, above))
			return false;
		filled++;
	}
	return filled > 0;
}

static void
append(char **text, const char *rest)
{
	const char *end = g_utf8_prev_char(*text + strlen(*text));
	const bool joined = page_words_is_cjk(g_utf8_get_char(end)) ||
	    page_words_is_cjk(g_utf8_get_char(rest)) || *end == '-';
	char *whole = g_strconcat(*text, joined ? "" : " ", rest, NULL);

	g_free(*text);
	*text = whole;
}

/* Takes a row out of a table; cells that go down over it get shorter. */
static void
remove_row(struct page_table *t, unsigned row)
{
	guint kept = 0;

	for (guint i = 0; i < t->cells->len; i++) {
		struct page_cell c = g_array_index(t->cells, struct page_cell,
		    i);

		if (c.row == row && c.rowspan == 1) {
			g_free(c.text);
			continue;
		}
		if (c.row > row)
			c.row--;
		else if (c.row + c.rowspan > row)
			c.rowspan--;
		g_array_index(t->cells, struct page_cell, kept++) = c;
	}
	g_array_set_size(t->cells, kept);
	t->rows--;
}

bool
row_break_join(struct page_table *last, struct page_table *next, unsigned row)
{
	if (row + 1 >= next->rows || last->rows == 0 ||
	    !is_passed_over(last, next, row) || !is_rest(last, next, row))
		return false;
	for (unsigned col = 0; col < next->cols; col++) {
		const struct page_cell *rest = cell_at(next, row, col);

		if (rest != NULL)
			append(&cell_at(last, last->rows - 1, col)->text,
			    rest->text);
	}
	/* Whole now, whatever the page break left open. */
	for (guint i = 0; i < last->cells->len; i++) {
		struct page_cell *c = &g_array_index(last->cells,
		    struct page_cell, i);

		c->open_below &= c->rowspan > 1;
	}
	remove_row(next, row);
	return true;
}
