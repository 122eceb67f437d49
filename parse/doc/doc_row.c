#include "doc_row.h"

#include "fetch/base/bytes.h"
#include "parse/word/word_look.h"
#include "doc_change.h"

enum {
	CELL = 20,                      /* bytes of a cell's description */
	CELL_FIRST_JOINED = 1,          /* its first bits */
	CELL_JOINED = 2,
	CELL_DOWN = 0x20,
	CELL_FIRST_DOWN = 0x40,
	SPRM_T_WIDTHS = 0x7623,
	SPRM_T_MERGE = 0x5624,
	SPRM_T_MERGE_DOWN = 0xd62b,
	MOST_CELLS = 64,
	MOST_ROW = 256,         /* paragraphs to the end of a row */
};

static enum flow_merge
merge_of(unsigned bits)
{
	return bits & CELL_FIRST_DOWN ? FLOW_FIRST :
	    bits & CELL_DOWN ? FLOW_CONTINUED : FLOW_SINGLE;
}

/* Count:u8, count + 1 edges:i16, a description for each cell; trailing ones
 * without a mark may be left out. */
static void
read_cells(struct doc_bytes in, GArray *cells)
{
	size_t n = in.len > 0 ? MIN(in.at[0], MOST_CELLS) : 0;
	size_t described = 1 + 2 * (n + 1);

	if (in.len < described)
		return;
	g_array_set_size(cells, 0);
	for (size_t i = 0; i < n; i++) {
		const uint8_t *edge = in.at + 1 + 2 * i;
		size_t at = described + CELL * i;
		unsigned bits = at + 2 <= in.len ? bytes_u16(in.at + at) : 0;
		struct flow_cell c = {(int16_t)bytes_u16(edge),
		    (int16_t)bytes_u16(edge + 2), merge_of(bits),
		    (bits & CELL_JOINED) && !(bits & CELL_FIRST_JOINED)};

		g_array_append_val(cells, c);
	}
}

/* Changes on top of the description: cells joined, merged down, made wider. */
static void
change_cells(const struct doc_change *c, GArray *cells)
{
	const uint8_t *o = c->operand.at;
	struct flow_cell *all = (struct flow_cell *)(void *)cells->data;
	int moved = 0;

	if (c->code == SPRM_T_MERGE_DOWN && c->operand.len >= 2 &&
	    o[0] < cells->len)
		all[o[0]].down = o[1] == 1 ? FLOW_CONTINUED :
		    o[1] == 3 ? FLOW_FIRST : FLOW_SINGLE;
	else if (c->code == SPRM_T_MERGE)
		for (unsigned i = o[0] + 1u; i < o[1] && i < cells->len; i++)
			all[i].joined = true;
	else if (c->code == SPRM_T_WIDTHS)
		for (unsigned i = o[0]; i < cells->len; i++) {
			int old = all[i].right - all[i].left;
			int new = i < o[1] ? (int16_t)bytes_u16(o + 2) : old;

			all[i].left += moved;
			all[i].right = all[i].left + new;
			moved += new - old;
		}
}

static void
change_row(struct doc_bytes in, GArray *cells)
{
	struct doc_change c;

	while (doc_change_take(&in, &c)) {
		if (c.code == SPRM_T_TABLE)
			read_cells(c.operand, cells);
		else
			change_cells(&c, cells);
	}
}

GArray *
doc_row_cells(const struct doc_file *f, const struct doc_run *run,
    const struct doc_piece *piece)
{
	GArray *cells = g_array_new(FALSE, FALSE, sizeof(struct flow_cell));

	if (run != NULL)
		change_row(doc_file_changes_of(f, run), cells);
	change_row(doc_file_changes_of_piece(piece), cells);
	return cells;
}

/* Reads the grounds of the cells of the row whose mark has been found. */
static void
read_grounds(const struct doc_file *f, struct doc_row *row)
{
	struct doc_bytes in = doc_file_changes_of(f, row->to);
	struct doc_change c;

	if (row->grounds == NULL)
		row->grounds = g_array_new(FALSE, FALSE, sizeof(int));
	g_array_set_size(row->grounds, 0);
	while (doc_change_take(&in, &c))
		doc_look_take_row(row->grounds, &c);
}

void
doc_row_clear(struct doc_row *row)
{
	if (row->grounds != NULL)
		g_array_free(row->grounds, TRUE);
	*row = (struct doc_row){NULL, NULL, false, NULL};
}

/* Finds the mark of the row in which a paragraph lies, where it is not the row
 * that was found last. */
static void
find_row(const struct doc_file *f, const struct doc_run *run,
    const struct doc_piece *piece, struct doc_row *row)
{
	const struct doc_run *last = &g_array_index(f->paragraphs,
	    struct doc_run, f->paragraphs->len - 1);

	if (row->from != NULL && run >= row->from && run <= row->to)
		return;
	row->from = run;
	row->whole = false;
	for (row->to = run; ; row->to++) {
		struct doc_paragraph p = doc_file_paragraph_of(f, row->to,
		    piece);

		if (p.ends_row && p.depth == 1)
			row->whole = true;
		if (row->whole)
			read_grounds(f, row);
		if (row->whole || p.depth == 0 || row->to == last ||
		    row->to - run == MOST_ROW)
			return;
	}
}

int
doc_row_ground(const struct doc_file *f, uint32_t fc,
    const struct doc_piece *piece, unsigned cell, struct doc_row *row)
{
	const struct doc_run *run = doc_file_run_at(f->paragraphs, fc);
	struct doc_paragraph p = doc_file_paragraph_of(f, run, piece);

	if (run == NULL || p.depth > 1)
		return WORD_UNSURE;
	if (p.ground != WORD_AUTOMATIC || p.depth == 0)
		return p.ground;
	find_row(f, run, piece, row);
	if (!row->whole)
		return WORD_UNSURE;
	return cell < row->grounds->len ?
	    g_array_index(row->grounds, int, cell) : WORD_AUTOMATIC;
}
