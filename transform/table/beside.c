#include "beside.h"

#include "answer.h"

/* answer_take of a cell in a column. */
static bool
take_answer(GStringChunk *strings, const struct heading_row *h, int col,
    bool field, enum answer_heading does, const char **cell)
{
	return h->texts != NULL && col >= 0 && (guint)col < h->texts->len &&
	    answer_take(h->texts->pdata[col], field && heading_row_field(h,
	    (guint)col) != HEADING_NONE, does, cell, strings);
}

/* Takes the answers out of the fields that take none. */
static void
leave_answer(const struct columns *g, int col, struct layout_record *record)
{
	for (int f = HEADING_REGION; f <= HEADING_DISTRICT; f++)
		if (g->at[f] == col)
			record->cell[f] = NULL;
}

void
beside_take(const struct columns *g, const struct heading_row *h,
    const struct cells *cells, const struct table_row *row, GPtrArray *kept,
    GStringChunk *strings, struct layout_record *record)
{
	g_autoptr(GArray) beside = g_array_new(FALSE, FALSE,
	    sizeof(struct layout_beside));

	take_answer(strings, h, g->at[HEADING_REMARK], true, g->does,
	    &record->cell[HEADING_REMARK]);
	for (guint i = 0; i < g->beside->len; i++) {
		const struct column_beside *c = &g_array_index(g->beside,
		    struct column_beside, i);
		struct layout_beside b = {.column = i, .remark = c->remark,
		    .far = c->far, .text = cells_below_or_carried(cells, row, c->col)};
		bool answer = take_answer(strings, h, c->col, !c->answers,
		    c->does, &b.text);

		if (answer && c->answers)
			leave_answer(g, c->col, record);
		b.remark |= answer;
		if (b.text != NULL && (answer || !c->answers))
			g_array_append_val(beside, b);
	}
	if (beside->len == 0)
		return;
	record->n_beside = beside->len;
	record->beside = g_memdup2(beside->data, (gsize)beside->len *
	    sizeof(struct layout_beside));
	g_ptr_array_add(kept, (gpointer)record->beside);
}
