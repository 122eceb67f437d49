#include "page_table.h"

struct page_table *
page_table_new(void)
{
	struct page_table *t = g_new0(struct page_table, 1);

	t->cells = g_array_new(FALSE, FALSE, sizeof(struct page_cell));
	t->edges = g_array_new(FALSE, FALSE, sizeof(float));
	t->tops = g_array_new(FALSE, FALSE, sizeof(float));
	return t;
}

void
page_table_free(struct page_table *t)
{
	if (t == NULL)
		return;
	for (guint i = 0; i < t->cells->len; i++)
		g_free(g_array_index(t->cells, struct page_cell, i).text);
	g_array_free(t->cells, TRUE);
	g_array_free(t->edges, TRUE);
	g_array_free(t->tops, TRUE);
	g_free(t);
}

void
page_table_add(struct page_table *t, unsigned row, unsigned col,
    unsigned rowspan, unsigned colspan, char *text)
{
	struct page_cell c = {row, col, rowspan, colspan, text, false, 0,
	    0};

	g_array_append_val(t->cells, c);
}
