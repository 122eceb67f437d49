#include "flow_rows.h"

#include "parse/core/scratch.h"

enum { LEAST_BLOCK = 1 << 18 }; /* bytes of text that are worth putting away */

struct flow_block {
	size_t at;              /* in the scratch file: lengths, then text */
	guint cells;
	size_t text;
};

void
flow_rows_begin(struct flow_rows *r)
{
	*r = (struct flow_rows){
	    .text = g_string_new(NULL),
	    .lengths = g_array_new(FALSE, FALSE, sizeof(guint32)),
	    .boxes = g_array_new(FALSE, FALSE, sizeof(struct flow_cell)),
	    .runs = g_array_new(FALSE, FALSE, sizeof(struct flow_run)),
	    .away = g_array_new(FALSE, FALSE, sizeof(struct flow_block)),
	};
}

void
flow_rows_free(struct flow_rows *r)
{
	g_string_free(r->text, TRUE);
	g_array_free(r->lengths, TRUE);
	g_array_free(r->boxes, TRUE);
	g_array_free(r->runs, TRUE);
	g_array_free(r->away, TRUE);
}

/* --- gathering -------------------------------------------------------- */

void
flow_rows_end_cell(struct flow_rows *r)
{
	const guint32 length = (guint32)(r->text->len - r->cell_from);

	g_array_append_val(r->lengths, length);
	r->cell_from = r->text->len;
}

guint
flow_rows_cells(const struct flow_rows *r)
{
	return r->lengths->len - r->row_cells;
}

size_t
flow_rows_length(const struct flow_rows *r, guint cell)
{
	return g_array_index(r->lengths, guint32, r->row_cells + cell);
}

static bool
same_boxes(const struct flow_cell *a, const struct flow_cell *b, guint n)
{
	for (guint i = 0; i < n; i++)
		if (a[i].left != b[i].left || a[i].right != b[i].right ||
		    a[i].down != b[i].down || a[i].joined != b[i].joined)
			return false;
	return true;
}

void
flow_rows_end_row(struct flow_rows *r, const struct flow_cell *boxes)
{
	const struct flow_run row = {r->boxes->len, flow_rows_cells(r), 1};
	struct flow_run *last = r->runs->len == 0 ? NULL :
	    &g_array_index(r->runs, struct flow_run, r->runs->len - 1);

	if (last != NULL && last->n == row.n && same_boxes(boxes,
	    &g_array_index(r->boxes, struct flow_cell, last->first), row.n)) {
		last->rows++;
	} else if (row.n > 0) {
		g_array_append_vals(r->boxes, boxes, row.n);
		g_array_append_val(r->runs, row);
	}
	r->row_cells = r->lengths->len;
	r->row_from = r->cell_from;
}

void
flow_rows_drop_row(struct flow_rows *r)
{
	g_string_erase(r->text, (gssize)r->row_from,
	    (gssize)(r->cell_from - r->row_from));
	r->cell_from = r->row_from;
	g_array_set_size(r->lengths, r->row_cells);
}

bool
flow_rows_put_away(struct flow_rows *r, size_t *kept)
{
	const struct flow_block block = {*kept, r->lengths->len, r->row_from};
	const size_t lengths = block.cells * sizeof(guint32);

	if (block.text < LEAST_BLOCK || block.cells != r->row_cells)
		return true;
	if (!scratch_keep(*kept, r->lengths->data, lengths))
		return false;
	*kept += lengths;
	if (!scratch_keep(*kept, r->text->str, block.text))
		return false;
	*kept += block.text;
	g_array_append_val(r->away, block);
	g_string_erase(r->text, 0, (gssize)block.text);
	g_array_set_size(r->lengths, 0);
	r->row_from = 0;
	r->cell_from -= block.text;
	r->row_cells = 0;
	return true;
}

/* --- reading ---------------------------------------------------------- */

/* Turns to the next block, or to what is in memory. */
static void
turn(struct flow_rows_reading *in)
{
	const struct flow_rows *r = in->rows;
	const struct flow_block *b;

	if (in->next == r->away->len) {
		in->next++;
		in->at = r->text->str;
		in->length = (const guint32 *)r->lengths->data;
		in->end = in->length + r->lengths->len;
		return;
	}
	if (in->text == NULL) {
		in->text = g_string_new(NULL);
		in->lengths = g_array_new(FALSE, FALSE, sizeof(guint32));
	}
	b = &g_array_index(r->away, struct flow_block, in->next++);
	g_array_set_size(in->lengths, b->cells);
	g_string_set_size(in->text, b->text);
	scratch_fetch(b->at, in->lengths->data, b->cells * sizeof(guint32));
	scratch_fetch(b->at + b->cells * sizeof(guint32), in->text->str,
	    b->text);
	in->at = in->text->str;
	in->length = (const guint32 *)in->lengths->data;
	in->end = in->length + b->cells;
}

const guint32 *
flow_rows_next(struct flow_rows_reading *in, guint n, const char **text)
{
	const guint32 *lengths;

	/* Blocks hold whole rows. */
	while (in->length == in->end)
		turn(in);
	lengths = in->length;
	*text = in->at;
	for (guint i = 0; i < n; i++)
		in->at += *in->length++;
	return lengths;
}

void
flow_rows_end(struct flow_rows_reading *in)
{
	if (in->text == NULL)
		return;
	g_string_free(in->text, TRUE);
	g_array_free(in->lengths, TRUE);
}
