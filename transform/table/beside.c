#include "beside.h"

#include <string.h>

#include "fetch/base/text.h"
#include "answer.h"

/* answer_take of a cell in a column. */
static enum answer_cell
take_answer(GStringChunk *strings, const struct heading_row *h, int col,
    bool field, enum answer_heading does, const char **cell)
{
	if (h->texts == NULL || col < 0 || (guint)col >= h->texts->len)
		return ANSWER_NONE;
	return answer_take(h->texts->pdata[col], field && heading_row_field(h,
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

/* Adds a level that an answer states, or denies, to those of its record; either is NULL
 * as long as there are none. */
static void
add_level(const char *said, GString **levels, GString **denied)
{
	bool no = text_ends(said, "：否");
	GString **to = no ? denied : levels;

	if (*to == NULL)
		*to = g_string_new(NULL);
	if ((*to)->len > 0)
		g_string_append(*to, "、");
	g_string_append_len(*to, said, (gssize)(strlen(said) -
	    (no ? strlen("：否") : 0)));
}

/* What these say of a record: those that it is of, else those that it is not of. */
static const char *
levels_of(const GString *levels, GString *denied, GStringChunk *strings)
{
	if (levels != NULL && levels->len > 0)
		return g_string_chunk_insert_const(strings, levels->str);
	if (denied == NULL || denied->len == 0)
		return "";
	g_string_append(denied, "：否");
	return g_string_chunk_insert_const(strings, denied->str);
}

/* Adds that a record's firm has what those have that lost a title, which leaves open what
 * the list gives. */
static void
add_loss(GStringChunk *strings, const struct heading_row *h, int col,
    unsigned column, const char *cell, GArray *beside)
{
	struct layout_beside b = {.column = column, .answer = ANSWER_OPEN};

	if (answer_is_no_loss(cell))
		return;
	b.text = answer_quote(h->texts->pdata[col], cell, strings);
	g_array_append_val(beside, b);
}

/* Takes the answer out of a group's remarks: what nobody knows stands beside them. */
static void
take_remark(const struct columns *g, const struct heading_row *h,
    GStringChunk *strings, GArray *beside, struct layout_record *record)
{
	struct layout_beside b = {.column = g->beside->len,
	    .text = record->cell[HEADING_REMARK]};

	if (g->loss)
		add_loss(strings, h, g->at[HEADING_REMARK], b.column, b.text,
		    beside);
	b.answer = take_answer(strings, h, g->at[HEADING_REMARK], true, g->does,
	    &b.text);
	record->cell[HEADING_REMARK] = b.text;
	if (b.answer != ANSWER_OPEN && b.answer != ANSWER_BLANK)
		return;
	record->cell[HEADING_REMARK] = NULL;
	g_array_append_val(beside, b);
}

void
beside_take(const struct columns *g, const struct heading_row *h,
    const struct cells *cells, const struct table_row *row, GPtrArray *kept,
    GStringChunk *strings, struct layout_record *record)
{
	g_autoptr(GArray) beside = g_array_new(FALSE, FALSE,
	    sizeof(struct layout_beside));
	g_autoptr(GString) levels = NULL, denied = NULL;
	bool asked = false;

	take_remark(g, h, strings, beside, record);
	for (guint i = 0; i < g->beside->len; i++) {
		const struct column_beside *c = &g_array_index(g->beside,
		    struct column_beside, i);
		struct layout_beside b = {.column = i, .field = c->field, .programme = c->programme,
		    .remark = c->remark,
		    .far = c->far, .text = cells_stated(cells, row, c->col)};
		const char *cell = b.text;

		b.answer = take_answer(strings, h, c->col, !c->answers, c->does,
		    &b.text);
		if (b.answer != ANSWER_NONE && c->answers)
			leave_answer(g, c->col, record);
		asked |= c->level != NULL;
		b.remark |= b.answer == ANSWER_GIVEN;
		/* What is no answer to a heading that is known is about it. */
		b.far &= b.answer != ANSWER_NONE || c->does == ANSWER_COUNTS;
		if (b.answer == ANSWER_NONE && b.text != NULL && c->level != NULL &&
		    g->several_levels && answer_is_when(b.text))
			add_level(h->texts->pdata[c->col], &levels, &denied);
		if (b.answer == ANSWER_GIVEN && c->level != NULL)
			add_level(b.text, &levels, &denied);
		else if (b.text != NULL && (b.answer != ANSWER_NONE ||
		    !c->answers))
			g_array_append_val(beside, b);
		if (c->loss)
			add_loss(strings, h, c->col, i, cell, beside);
	}
	if (asked)
		record->levels = levels_of(levels, denied, strings);
	if (beside->len == 0)
		return;
	record->n_beside = beside->len;
	record->beside = g_memdup2(beside->data, (gsize)beside->len *
	    sizeof(struct layout_beside));
	g_ptr_array_add(kept, (gpointer)record->beside);
}
