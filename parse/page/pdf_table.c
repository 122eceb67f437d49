#include "pdf_table.h"

struct pdf_table *
pdf_table_new(void)
{
	struct pdf_table *t = g_new0(struct pdf_table, 1);

	t->cells = g_array_new(FALSE, FALSE, sizeof(struct pdf_cell));
	t->edges = g_array_new(FALSE, FALSE, sizeof(float));
	return t;
}

void
pdf_table_free(struct pdf_table *t)
{
	if (t == NULL)
		return;
	for (guint i = 0; i < t->cells->len; i++)
		g_free(g_array_index(t->cells, struct pdf_cell, i).text);
	g_array_free(t->cells, TRUE);
	g_array_free(t->edges, TRUE);
	g_free(t);
}

void
pdf_table_add(struct pdf_table *t, unsigned row, unsigned col,
    unsigned rowspan, unsigned colspan, char *text)
{
	struct pdf_cell c = {row, col, rowspan, colspan, text, false, 0,
	    0};

	g_array_append_val(t->cells, c);
}
