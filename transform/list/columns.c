#include "columns.h"

#include "fetch/base/text.h"

#include <string.h>

enum { WIDEST = 32 };   /* columns of a table without a heading */

/* --- headings --------------------------------------------------------- */

/* What stands above column `col` in a heading's first line, through cells that
 * are merged over several columns; NULL where nothing does. */
static const char *
upper_text(const struct cells *cells, const struct table_row *row, int col)
{
	for (int c = col; c >= 0; c--) {
		const struct table_span *s;

		if ((unsigned)c < row->n_cells && row->cells[c] == NULL)
			continue;
		s = cells_span(cells, row, c);
		if (c != col && (s == NULL ||
		    (int)(s->col + s->colspan) - 1 <= col))
			return NULL;
		return cells_at(row, c);
	}
	return NULL;
}

/* Whether the row below a possible heading is its second line: it has words of
 * headings only, under cells merged sideways or beside cells merged down.  A
 * file without merged cells (CSV) shows it by its gaps:
 *     序号  省(区、市)  企业名称
 *                       更名前    更名后 */
static bool
is_second_line(const struct cells *cells, const struct table_row *first,
    const struct table_row *second)
{
	bool linked = false, known = false;
	unsigned filled = 0;

	for (unsigned c = 0; c < first->n_cells; c++) {
		const struct table_span *s = cells_span(cells, first, (int)c);

		/* A title above a heading knows no words of headings. */
		known = known || (cells_at(first, (int)c) != NULL &&
		    heading_field(first->cells[c]) != HEADING_NONE);

		if (s != NULL && cells_at(first, (int)c) != NULL &&
		    (s->rowspan == 2 || s->colspan > 1))
			linked = true;
	}
	for (unsigned c = 0; c < second->n_cells; c++) {
		const char *text = cells_at(second, (int)c);

		if (text == NULL)
			continue;
		filled++;
		if (heading_field(text) == HEADING_NONE &&
		    (!linked || upper_text(cells, first, (int)c) == NULL ||
		    text_ends_as_firm(text)))
			return false;
		if (cells_at(first, (int)c) == NULL)
			linked = true;
	}
	return filled > 0 && linked && known;
}

struct columns_heading
columns_try(const struct cells *cells, const struct table *table, size_t at)
{
	const struct table_row *row = &table->rows[at], *next = NULL;
	struct columns_heading h = {g_array_new(FALSE, TRUE,
	    sizeof(enum heading_field)), g_ptr_array_new(), 0, false};
	unsigned filled = 0, known = 0, width = row->n_cells;

	if (at + 1 < table->n_rows &&
	    is_second_line(cells, row, &table->rows[at + 1]))
		next = &table->rows[at + 1];
	if (next != NULL)
		width = MAX(width, next->n_cells);
	for (unsigned c = 0; c < width; c++) {
		const char *upper = next != NULL ?
		    upper_text(cells, row, (int)c) : NULL;
		const char *lower = cells_at(next ? next : row, (int)c);
		const char *text = lower ? lower : upper;
		enum heading_field field = heading_field_under(upper, lower);

		/* A heading merged over two columns without a second line
		 * stands for the first of them. */
		if (lower == NULL && cells_at(row, (int)c) == NULL)
			text = NULL, field = HEADING_NONE;
		g_array_append_val(h.fields, field);
		g_ptr_array_add(h.texts, (char *)text);
		if (text == NULL)
			continue;
		filled++;
		known += field != HEADING_NONE;
		h.named |= field == HEADING_NAME;
		if (text_ends_as_firm(text))
			return h;
	}
	if (h.named && (known >= 3 || known * 2 >= filled))
		h.lines = next ? 2 : 1;
	return h;
}

void
columns_heading_clear(struct columns_heading *h)
{
	g_array_unref(h->fields);
	g_ptr_array_unref(h->texts);
}

/* Of two columns of names in one group, 企业名称 says more than 单位. */
static bool
says_more(const char *text, const char *than)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	bool more;

	text_fold(folded, than);
	more = strstr(folded->str, "企业名称") == NULL;
	text_fold(folded, text);
	return more && strstr(folded->str, "企业名称") != NULL;
}

GArray *
columns_groups(const struct columns_heading *h)
{
	GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct columns));
	struct columns *g = NULL;
	bool numbered = false;

	for (guint c = 0; c < h->fields->len; c++)
		numbered |= g_array_index(h->fields, enum heading_field, c) ==
		    HEADING_SEQUENCE;
	for (guint c = 0; c < h->fields->len; c++) {
		enum heading_field f = g_array_index(h->fields,
		    enum heading_field, c);

		if (f == HEADING_NONE || f == HEADING_KNOWN)
			continue;
		if (g == NULL || (g->at[f] >= 0 && (f == HEADING_SEQUENCE ||
		    (f == HEADING_NAME && !numbered)))) {
			g_array_set_size(groups, groups->len + 1);
			g = &g_array_index(groups, struct columns,
			    groups->len - 1);
			for (int i = 0; i < HEADING_FIELDS; i++)
				g->at[i] = -1;
		}
		if (g->at[f] < 0 || (f == HEADING_NAME && says_more(
		    h->texts->pdata[c], h->texts->pdata[g->at[f]])))
			g->at[f] = (int)c;
	}
	for (guint i = 0; i < groups->len;)
		if (g_array_index(groups, struct columns, i)
		    .at[HEADING_NAME] < 0)
			g_array_remove_index(groups, i);
		else
			i++;
	return groups;
}

bool
columns_same(const GArray *a, const GArray *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data,
	    a->len * sizeof(struct columns)) == 0);
}

bool
columns_name_at(const GArray *groups, int col)
{
	for (guint i = 0; i < groups->len; i++)
		if (g_array_index(groups, struct columns, i)
		    .at[HEADING_NAME] == col)
			return true;
	return false;
}

/* --- without a heading ------------------------------------------------ */

/* What the cells of a column are. */
struct contents {
	unsigned filled, firms, numbers, places;
};

static void
note_cell(struct contents *c, const char *text, const struct place *within,
    GString *folded)
{
	struct place p;
	unsigned n;

	if (text == NULL)
		return;
	c->filled++;
	text_fold(folded, text);
	if (text_ends_as_firm(folded->str))
		c->firms++;
	else if (text_number(text, &n))
		c->numbers++;
	else if (folded->len < 40 && place_of_text(text, within, &p))
		c->places++;
}

bool
columns_infer(const struct table *t, const struct place *within,
    struct columns *g)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	struct contents of[WIDEST] = {0};
	unsigned width = MIN(t->cols, WIDEST), best = 0;

	for (size_t i = 0; i < t->n_rows; i++)
		for (unsigned c = 0; c < width; c++)
			note_cell(&of[c], cells_at(&t->rows[i], (int)c),
			    within, folded);
	for (unsigned c = 1; c < width; c++)
		if (of[c].firms > of[best].firms)
			best = c;
	if (width == 0 || of[best].firms < 2 ||
	    of[best].firms * 10 < of[best].filled * 6)
		return false;
	for (int i = 0; i < HEADING_FIELDS; i++)
		g->at[i] = -1;
	g->at[HEADING_NAME] = (int)best;
	for (unsigned c = 0; c < width; c++) {
		enum heading_field f = HEADING_NONE;

		if (of[c].numbers * 2 > of[best].firms && c < best)
			f = HEADING_SEQUENCE;
		else if (of[c].places * 2 > of[best].firms)
			f = HEADING_REGION;
		if (f != HEADING_NONE && g->at[f] < 0)
			g->at[f] = (int)c;
	}
	return true;
}
