#include "layout.h"

#include "cells.h"
#include "columns.h"
#include "single.h"
#include "fetch/base/text.h"

#include <string.h>

/* One table being read. */
struct layout_reading {
	const struct table *table;
	const struct place *within;
	struct layout *layout;
	struct layout_list *list;       /* the current one */
	struct cells *cells;
	GArray *groups;                 /* struct columns */
	unsigned last_col;              /* of the heading, after it */
	const char *above;              /* text above the table, or NULL */
	bool titled;                    /* title rows since the last record */
	GString *folded;
};

/* --- lists ------------------------------------------------------------ */

void
layout_list_free(struct layout_list *l)
{
	if (l == NULL)
		return;
	g_ptr_array_unref(l->titles);
	g_ptr_array_unref(l->notes);
	g_ptr_array_unref(l->unmapped);
	g_array_unref(l->unmapped_cols);
	g_array_unref(l->records);
	g_array_unref(l->sections);
	g_array_unref(l->strays);
	g_free(l);
}

struct layout_list *
layout_list_new(void)
{
	struct layout_list *l = g_new0(struct layout_list, 1);

	l->titles = g_ptr_array_new();
	l->notes = g_ptr_array_new();
	l->unmapped = g_ptr_array_new();
	l->unmapped_cols = g_array_new(FALSE, FALSE, sizeof(unsigned));
	l->records = g_array_new(FALSE, FALSE, sizeof(struct layout_record));
	l->sections = g_array_new(FALSE, FALSE, sizeof(struct layout_section));
	l->strays = g_array_new(FALSE, FALSE, sizeof(struct layout_stray));
	return l;
}

static void
begin_list(struct layout_reading *r)
{
	struct layout_list *l = layout_list_new();

	l->has_name_column = r->groups->len > 0;
	if (r->list != NULL)
		l->inferred = r->list->inferred;
	r->list = l;
	g_ptr_array_add(r->layout->lists, l);
}

static void
count_row(struct layout_reading *r, const struct table_row *row,
    enum layout_class c)
{
	if (r->list->rows == 0)
		r->list->first_row = row->number;
	r->list->last_row = row->number;
	r->list->rows++;
	r->list->counts[c]++;
}

/* --- headings --------------------------------------------------------- */

static void
note_unmapped(struct layout_list *l, const struct columns_heading *h)
{
	for (guint c = 0; c < h->fields->len; c++) {
		unsigned col = c + 1;

		if (h->texts->pdata[c] == NULL || g_array_index(h->fields,
		    enum heading_field, c) != HEADING_NONE)
			continue;
		g_ptr_array_add(l->unmapped, h->texts->pdata[c]);
		g_array_append_val(l->unmapped_cols, col);
	}
}

/* A heading found: it opens the first list, and a further one when its columns
 * differ and there are records already; with the same columns it is repeated. */
static void
take_heading(struct layout_reading *r, const struct table_row *row,
    const struct columns_heading *h)
{
	GArray *groups = columns_groups(h);
	bool first = r->list->heading_row == 0;
	bool same = columns_same(groups, r->groups);

	if (!first && !same) {
		if (r->list->records->len > 0)
			begin_list(r);
		first = true;
	}
	g_array_unref(r->groups);
	r->groups = groups;
	r->last_col = h->fields->len;
	r->list->has_name_column = true;
	if (first) {
		r->list->heading_row = row->number;
		note_unmapped(r->list, h);
	}
	for (unsigned i = 0; i < h->lines; i++)
		count_row(r, &row[i], first ? LAYOUT_HEADING : LAYOUT_REPEATED);
}

/* --- rows that hold one text ------------------------------------------ */

/* Whether a text is a section row's; within the last section of a province, for
 * 浙江省 is followed by its cities. */
static bool
is_section(const struct layout_reading *r, const char *printed,
    struct layout_section *section)
{
	const struct place *within = r->within;

	for (guint i = r->list->sections->len;
	    i-- > 0 && within == r->within;) {
		const struct layout_section *s = &g_array_index(
		    r->list->sections, struct layout_section, i);

		if (s->has_place && s->place.city == NULL)
			within = &s->place;
	}
	return single_is_section(printed, within, section);
}

static void
add_section(struct layout_reading *r, const struct table_row *row,
    struct layout_section *section)
{
	section->row = row->number;
	g_array_append_val(r->list->sections, *section);
	count_row(r, row, LAYOUT_SECTION);
}

static void
add_note(struct layout_reading *r, const struct table_row *row,
    const char *text, enum layout_class class)
{
	g_ptr_array_add(r->list->notes, (char *)text);
	count_row(r, row, class);
}

static void
add_title(struct layout_reading *r, const struct table_row *row, const char *text)
{
	if (r->list->records->len > 0)
		begin_list(r);
	g_ptr_array_add(r->list->titles, (char *)text);
	r->titled = true;
	count_row(r, row, LAYOUT_TITLE);
}

static bool
take_footer(struct layout_reading *r, const struct table_row *row, int first)
{
	const char *text = row->cells[first];
	bool has_total;
	unsigned total;

	text_fold(r->folded, text);
	if (!single_is_footer(r->folded->str, &has_total, &total))
		return false;
	/* 合计 | 1832: the number in a cell of its own. */
	for (int c = first + 1; !has_total && c < (int)row->n_cells; c++) {
		const char *at, *end, *cell = cells_at(row, c);

		if (cell == NULL)
			continue;
		has_total = text_number(cell, &total);
		if (!has_total) {
			text_fold(r->folded, cell);
			has_total = text_count(r->folded->str, &total, &at,
			    &end);
		}
	}
	/* Of totals by section and one of all the last is meant. */
	if (has_total) {
		r->list->has_total = true;
		r->list->total = total;
		r->list->total_text = text;
	}
	add_note(r, row, text, LAYOUT_FOOTER);
	return true;
}

/* A row with one text in it, below a heading: section, title, note; false when
 * it is a record with only its name. */
static bool
take_single(struct layout_reading *r, const struct table_row *row, int col)
{
	const char *text = row->cells[col];
	const struct table_span *span = cells_span(r->cells, row, col);
	struct layout_section section;
	unsigned number;

	if (strlen(text) > 400) {
		add_note(r, row, text, LAYOUT_NOTE);
		return true;
	}
	text_fold(r->folded, text);
	if (single_is_note(r->folded->str)) {
		add_note(r, row, text, LAYOUT_NOTE);
		return true;
	}
	if (single_is_list_title(r->folded->str)) {
		add_title(r, row, text);
		return true;
	}
	if (is_section(r, text, &section)) {
		add_section(r, row, &section);
		return true;
	}
	if (columns_name_at(r->groups, col) && span == NULL)
		return false;
	/* A number alone is a record without a name. */
	if (text_number(text, &number))
		return false;
	text_fold(r->folded, text);
	if (columns_name_at(r->groups, col) &&
	    text_ends_as_firm(r->folded->str))
		return false;
	if (r->titled && r->list->records->len == 0)
		add_title(r, row, text);
	else
		add_note(r, row, text, LAYOUT_NOTE);
	return true;
}

/* --- records ---------------------------------------------------------- */

/* The fields of one group; false when the group is empty in this row. */
static bool
take_group(struct layout_reading *r, const struct table_row *row, guint group)
{
	const struct columns *g = &g_array_index(r->groups, struct columns,
	    group);
	const struct columns *g0 = &g_array_index(r->groups, struct columns, 0);
	bool placed = g->at[HEADING_REGION] >= 0 || g->at[HEADING_CITY] >= 0 ||
	    g->at[HEADING_DISTRICT] >= 0;
	struct layout_record record = {.row = row->number, .group = group,
	    .col = (unsigned)g->at[HEADING_NAME] + 1,
	    .section = (int)r->list->sections->len - 1};
	bool any = false;

	for (int f = 0; f < HEADING_FIELDS; f++) {
		int col = g->at[f];

		if (f == HEADING_NAME) {
			record.cell[f] = cells_at(row, col);
		} else if (col >= 0) {
			record.cell[f] = cells_at_or_carried(r->cells, row,
			    col);
		} else if (!placed && (f == HEADING_REGION ||
		    f == HEADING_CITY || f == HEADING_DISTRICT)) {
			/* One column of regions left of all groups. */
			record.cell[f] = cells_at_or_carried(r->cells, row,
			    g0->at[f]);
			continue;
		}
		any |= cells_at(row, col) != NULL;
	}
	/* A firm with two products has its name merged over two rows: the
	 * second row names nobody new. */
	if (record.cell[HEADING_NAME] == NULL &&
	    cells_is_carried(r->cells, row, g->at[HEADING_NAME]))
		return false;
	record.name = record.cell[HEADING_NAME];
	if (any)
		g_array_append_val(r->list->records, record);
	return any;
}

static void
take_record(struct layout_reading *r, const struct table_row *row)
{
	bool any = false, stray = false, carried = false;

	for (guint i = 0; i < r->groups->len; i++) {
		int name = g_array_index(r->groups, struct columns, i)
		    .at[HEADING_NAME];

		any |= take_group(r, row, i);
		carried |= cells_is_carried(r->cells, row, name);
	}
	for (unsigned c = r->last_col; c < row->n_cells; c++) {
		struct layout_stray s = {row->number, c + 1,
		    cells_at(row, (int)c)};

		if (s.text == NULL)
			continue;
		g_array_append_val(r->list->strays, s);
		stray = true;
	}
	r->titled = false;
	count_row(r, row, any || stray || !carried ? LAYOUT_RECORD :
	    LAYOUT_NOTE);
}

/* Whether 序号 or the like stands where the numbers of the rows do: the heading
 * again, though the name's cell may be a band over several (企业基本情况). */
static bool
numbers_headed(const struct table_row *row, const struct columns *g)
{
	const char *cell = cells_at(row, g->at[HEADING_SEQUENCE]);

	return cell != NULL && !g_ascii_isdigit(*cell) &&
	    heading_field(cell) == HEADING_SEQUENCE;
}

/* Whether the name cell of a row is itself a heading, as on each new page. */
static bool
may_be_heading(const struct layout_reading *r, const struct table_row *row)
{
	if (r->groups->len == 0 || r->titled || numbers_headed(row,
	    &g_array_index(r->groups, struct columns, 0)))
		return true;
	for (guint i = 0; i < r->groups->len; i++) {
		const char *name = cells_at(row, g_array_index(r->groups,
		    struct columns, i).at[HEADING_NAME]);

		/* What ends as a firm is none, and most cells do. */
		if (name != NULL && !text_ends(name, "公司"))
			return heading_field(name) != HEADING_NONE;
	}
	/* The columns of a further list may stand elsewhere. */
	return cells_at(row, g_array_index(r->groups, struct columns, 0)
	    .at[HEADING_NAME]) == NULL;
}

/* --- the whole table -------------------------------------------------- */

/* A row before any heading. */
static void
take_early(struct layout_reading *r, const struct table_row *row, int first,
    unsigned filled)
{
	const char *text = row->cells[first];
	struct layout_section section;

	if (filled == 1) {
		text_fold(r->folded, text);
		if (single_is_note(r->folded->str)) {
			add_note(r, row, text, LAYOUT_NOTE);
			return;
		}
		if (is_section(r, text, &section)) {
			add_section(r, row, &section);
			return;
		}
	}
	add_title(r, row, text);
}

/* Reads the row at `at`; returns how many rows it took. */
static unsigned
take_row(struct layout_reading *r, size_t at)
{
	const struct table_row *row = &r->table->rows[at];
	int first = 0;
	unsigned filled = cells_filled(row, &first);

	cells_carry(r->cells, row);
	if (filled == 0) {
		count_row(r, row, LAYOUT_BLANK);
		return 1;
	}
	if (!r->list->inferred && may_be_heading(r, row)) {
		struct columns_heading h = columns_try(r->cells, r->table, at);
		unsigned lines = h.lines;

		if (lines > 0)
			take_heading(r, row, &h);
		columns_heading_clear(&h);
		if (lines > 0)
			return lines;
	}
	if (take_footer(r, row, first))
		return 1;
	if (r->groups->len == 0)
		take_early(r, row, first, filled);
	else if (filled > 1 || !take_single(r, row, first))
		take_record(r, row);
	return 1;
}

/* A workbook with a sheet for each city, a page with a line 一、杭州市 above each
 * table: what stands above is the section of the whole table. */
static void
take_above(struct layout_reading *r)
{
	struct layout_section section;

	if (r->above != NULL && is_section(r, r->above, &section) &&
	    section.has_place)
		g_array_append_val(r->list->sections, section);
}

static void
take_rows(struct layout_reading *r)
{
	cells_rewind(r->cells);
	begin_list(r);
	take_above(r);
	for (size_t at = 0; at < r->table->n_rows;)
		at += take_row(r, at);
}

struct layout *
layout_new(void)
{
	struct layout *layout = g_new(struct layout, 1);

	layout->lists = g_ptr_array_new_with_free_func(
	    (GDestroyNotify)layout_list_free);
	layout->strings = g_string_chunk_new(256);
	return layout;
}

struct layout *
layout_read(const struct table *table, const struct place *within,
    const char *above)
{
	struct layout *layout = layout_new();
	struct layout_reading r = {.table = table, .within = within,
	    .above = above, .layout = layout};
	struct layout_list inferred = {.inferred = true};
	struct columns columns;

	r.cells = cells_new(table);
	r.groups = g_array_new(FALSE, FALSE, sizeof(struct columns));
	r.folded = g_string_new(NULL);
	take_rows(&r);
	if (r.groups->len == 0 && columns_infer(table, within, &columns)) {
		g_array_append_val(r.groups, columns);
		r.last_col = table->cols;
		g_ptr_array_set_size(layout->lists, 0);
		r.list = &inferred;
		take_rows(&r);
	}
	cells_free(r.cells);
	g_array_unref(r.groups);
	g_string_free(r.folded, TRUE);
	return layout;
}

void
layout_free(struct layout *layout)
{
	if (layout == NULL)
		return;
	g_ptr_array_unref(layout->lists);
	g_string_chunk_free(layout->strings);
	g_free(layout);
}
