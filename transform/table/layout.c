#include "layout.h"

#include <string.h>

#include "fetch/base/text.h"
#include "above.h"
#include "beside.h"
#include "cells.h"
#include "contents.h"
#include "heading_trial.h"
#include "single.h"

/* One table being read. */
struct layout_reading {
	const struct table *table;
	const struct place *within;
	struct layout *layout;
	struct layout_list *list;       /* the current one */
	struct cells *cells;
	GArray *groups;                 /* struct columns */
	struct heading_row heading; /* they stand below, if any */
	struct heading_row found;   /* the first one, before its row is read;
	                                   without fields where there is none */
	size_t found_at;                /* its row */
	const char *above;              /* text above the table, or NULL */
	bool titled;                    /* title rows since the last record */
	GString *folded, *was;          /* texts being compared */
};

/* --- lists ------------------------------------------------------------ */

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
note_unmapped(struct layout_list *l, const struct heading_row *h)
{
	for (guint c = 0; c < h->fields->len; c++) {
		unsigned col = c + 1;

		if (!g_array_index(h->unknown, bool, c))
			continue;
		g_ptr_array_add(l->unmapped, h->texts->pdata[c]);
		g_array_append_val(l->unmapped_cols, col);
	}
}

/* Makes the columns those of this heading from here on, and takes it over. */
static void
set_heading(struct layout_reading *r, struct heading_row *h,
    GArray *groups)
{
	g_array_unref(r->groups);
	r->groups = groups;
	heading_row_clear(&r->heading);
	r->heading = *h;
	*h = (struct heading_row){0};
	cells_set_bands(r->cells, (const int *)r->heading.until->data,
	    r->heading.until->len);
}

/* A heading of firms that make no list: says why. */
static void
set_doubt(struct layout_reading *r, const struct heading_row *h)
{
	g_autoptr(GString) words = g_string_new(NULL);

	for (guint c = 0; c < h->texts->len; c++)
		if (h->texts->pdata[c] != NULL)
			g_string_append_printf(words, "%s%s", words->len ?
			    " | " : "", (const char *)h->texts->pdata[c]);
	r->layout->doubt = h->doubt;
	r->layout->doubt_words = g_string_chunk_insert(r->layout->strings,
	    words->str);
}

/* Leaves the words above groups of columns, which are no titles of the whole list. */
static void
leave_titles(struct layout_reading *r, const struct heading_row *h,
    const struct table_row *row, bool groups)
{
	if (h->banded)
		layout_list_leave_title(r->list, &row[-1]);
	for (guint i = 0; groups && h->above != NULL && i < h->above->len; i++)
		layout_list_leave_title(r->list, &r->table->rows[
		    g_array_index(h->above, struct above, i).row]);
}

/* A heading found: it opens the first list, and a further one when its columns
 * differ and there are records already; with the same columns, or some of them,
 * it is repeated. */
static void
take_heading(struct layout_reading *r, const struct table_row *row,
    struct heading_row *h)
{
	GArray *groups = columns_groups(h, r->layout->beside);
	bool first = r->list->heading_row == 0 && r->list->records->len == 0;
	bool same = columns_same(groups, r->groups) ||
	    (!r->titled && columns_part_of(groups, r->groups));
	unsigned lines = h->lines;

	if (!first && !same) {
		if (r->list->records->len > 0)
			begin_list(r);
		first = true;
	}
	leave_titles(r, h, row, groups->len > 1);
	r->list->has_name_column = groups->len > 0;
	if (h->doubt != HEADING_DOUBT_NONE)
		set_doubt(r, h);
	if (first) {
		r->list->heading_row = row->number;
		if (groups->len > 0)
			note_unmapped(r->list, h);
	}
	if (first || !same)
		set_heading(r, h, groups);
	else
		g_array_unref(groups);
	for (unsigned i = 0; i < lines; i++)
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
add_title(struct layout_reading *r, const struct table_row *row,
    const char *text)
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

/* Whether a cell is the name's of some group; *merged says that it reaches
 * beyond the heading of it. */
static bool
is_named(struct layout_reading *r, const struct table_row *row, int col,
    bool *merged)
{
	const struct table_span *span = cells_span(r->cells, row, col);

	*merged = span != NULL;
	cells_settle(r->cells, row);
	for (guint i = 0; i < r->groups->len; i++) {
		int at = g_array_index(r->groups, struct columns, i)
		    .at[HEADING_NAME];

		if (cells_settled(r->cells, at) != col)
			continue;
		if (span != NULL && r->heading.until != NULL && at <
		    (int)r->heading.until->len)
			*merged = span->rowspan > 1 || (int)span->colspan >
			    g_array_index(r->heading.until, int, at) - at + 1;
		return true;
	}
	return false;
}

/* Takes a row with one text in it, below a heading: section, title, note; false
 * when it is a record with only its name. */
static bool
take_single(struct layout_reading *r, const struct table_row *row, int col)
{
	const char *text = row->cells[col];
	struct layout_section section;
	bool merged, named = is_named(r, row, col, &merged);
	unsigned number;

	if (strlen(text) > 400) {
		add_note(r, row, text, LAYOUT_NOTE);
		return true;
	}
	text_fold(r->folded, text);
	if (single_is_note(r->folded->str) || text_is_sentence(text)) {
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
	if (named && !merged)
		return false;
	/* A number alone is a record without a name. */
	if (text_number(text, &number))
		return false;
	text_fold(r->folded, text);
	if (named && text_ends_as_firm(r->folded->str))
		return false;
	if (r->titled && r->list->records->len == 0)
		add_title(r, row, text);
	else
		add_note(r, row, text, LAYOUT_NOTE);
	return true;
}

/* --- records ---------------------------------------------------------- */

/* Whether a row has a cell of its own below a heading, with text or without: it
 * is not covered by one that is merged over it. */
static bool
is_printed(const struct layout_reading *r, const struct table_row *row,
    int col)
{
	int at = cells_settled(r->cells, col);

	return at >= 0 && ((unsigned)at >= row->n_cells ||
	    row->cells[at] != NULL);
}

/* Takes the fields of one group; false when the group is empty in this row. */
static bool
take_group(struct layout_reading *r, const struct table_row *row, guint group)
{
	const struct columns *g = &g_array_index(r->groups, struct columns,
	    group);
	const struct columns *g0 = &g_array_index(r->groups, struct columns, 0);
	int name = g->at[HEADING_NAME];
	bool placed = g->at[HEADING_REGION] >= 0 || g->at[HEADING_CITY] >= 0 ||
	    g->at[HEADING_DISTRICT] >= 0;
	struct layout_record record = {.row = row->number, .group = group,
	    .col = (unsigned)cells_settled(r->cells, name) + 1,
	    .section = (int)r->list->sections->len - 1};
	bool any = false;

	for (int f = 0; f < HEADING_FIELDS; f++) {
		bool place = f == HEADING_REGION || f == HEADING_CITY ||
		    f == HEADING_DISTRICT;
		int col = g->at[f];
		const char *cell;

		/* One column of regions left of all groups. */
		if (col < 0 && place && !placed)
			col = g0->at[f];
		if (col < 0)
			continue;
		if (is_printed(r, row, col))
			record.printed |= 1u << f;
		cell = cells_at(row, cells_settled(r->cells, col));
		record.cell[f] = f == HEADING_NAME ? cell :
		    f >= HEADING_BATCH && f <= HEADING_REMARK ?
		    cells_stated(r->cells, row, col) :
		    cells_below_or_carried(r->cells, row, col);
		if (cell == NULL && record.cell[f] != NULL)
			record.carried |= 1u << f;
		any |= cell != NULL && g->at[f] >= 0;
	}
	record.against = g->against;
	record.bands = g->bands;
	beside_take(g, &r->heading, r->cells, row, r->layout->beside,
	    r->layout->strings, &record);
	/* A firm with two products has its name merged over two rows: the
	 * second row names nobody new. */
	if (record.cell[HEADING_NAME] == NULL &&
	    cells_below_is_carried(r->cells, row, name))
		return false;
	record.name = record.cell[HEADING_NAME];
	if (any)
		g_array_append_val(r->list->records, record);
	return any;
}

/* Takes a line that goes on with the last record of a page, whose name a break of the
 * page or of a line without rules has cut. */
static bool
take_rest(struct layout_reading *r, const struct table_row *row)
{
	const struct columns *g = &g_array_index(r->groups, struct columns, 0);
	const char *cell[HEADING_FIELDS];

	if (r->groups->len != 1 || !text_begins(r->table->place, "page"))
		return false;
	for (int f = 0; f < HEADING_FIELDS; f++)
		cell[f] = cells_at(row, cells_settled(r->cells, g->at[f]));
	if (!layout_list_add_rest(r->list, cell, r->layout->strings))
		return false;
	count_row(r, row, LAYOUT_NOTE);
	return true;
}

static void
take_record(struct layout_reading *r, const struct table_row *row)
{
	bool any = false, stray = false, carried = false;

	cells_settle(r->cells, row);
	if (take_rest(r, row))
		return;
	for (guint i = 0; i < r->groups->len; i++) {
		int name = g_array_index(r->groups, struct columns, i)
		    .at[HEADING_NAME];

		any |= take_group(r, row, i);
		carried |= cells_below_is_carried(r->cells, row, name);
	}
	for (unsigned c = 0; c < row->n_cells; c++) {
		struct layout_stray s = {.row = row->number, .col = c + 1,
		    .text = cells_at(row, (int)c)};

		if (s.text == NULL || !cells_is_stray(r->cells, (int)c))
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

/* 说明, 备注 where the numbers of the rows stand. */
static bool
is_label(const char *text, GString *folded)
{
	static const char *const words[] = {"说明", "备注", "注", "注释", "附注",
	    "附", "其中", "填表", "制表", "审核", "联系", "单位"};

	text_fold(folded, text);
	if (text_ends(folded->str, ":"))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (text_begins(folded->str, words[i]))
			return true;
	return false;
}

/* Whether a row of several cells is prose: no number counts it, and a sentence,
 * or something below a label that is no firm, stands where the name does. */
static bool
is_prose(struct layout_reading *r, const struct table_row *row, int first)
{
	const struct columns *g = &g_array_index(r->groups, struct columns, 0);
	const char *number, *name;
	unsigned n;

	cells_settle(r->cells, row);
	number = cells_at(row, cells_settled(r->cells,
	    g->at[HEADING_SEQUENCE]));
	name = cells_at(row, cells_settled(r->cells, g->at[HEADING_NAME]));
	if (number != NULL && text_number(number, &n))
		return false;
	if (name == NULL)
		return text_is_sentence(row->cells[first]) &&
		    r->groups->len == 1;
	if (number != NULL && is_label(number, r->folded) &&
	    !contents_is_firm(name))
		return true;
	return text_is_sentence(name) && !contents_is_firm(name);
}

/* A row of prose: its first cell, and what stands beside the label of a note: 备注：甲公司已
 * 放弃认定 of 备注 | 甲公司…. */
static const char *
prose_of(struct layout_reading *r, const struct table_row *row, int first)
{
	g_autoptr(GString) text = NULL;

	text_fold(r->folded, row->cells[first]);
	if (strcmp(r->folded->str, "备注") != 0 &&
	    !single_is_note(r->folded->str))
		return row->cells[first];
	text = g_string_new(row->cells[first]);
	for (unsigned c = (unsigned)first + 1; c < row->n_cells; c++)
		if (cells_at(row, (int)c) != NULL)
			g_string_append_printf(text, "%s%s", text_ends(
			    text->str, "：") ? "" : "：", row->cells[c]);
	return g_string_chunk_insert(r->layout->strings, text->str);
}

/* --- the whole table -------------------------------------------------- */

/* Takes a row before any heading. */
static void
take_early(struct layout_reading *r, const struct table_row *row, int first,
    unsigned filled)
{
	const char *text = row->cells[first];
	struct layout_section section;

	r->layout->firms += filled > 1 && contents_has_firm(row);
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
	r->list->titles_beside |= filled > 1;
}

/* Whether a row stands above the first firm of a table without a heading, and
 * is none itself. */
static bool
is_above_all(struct layout_reading *r, const struct table_row *row)
{
	const struct columns *g = &g_array_index(r->groups, struct columns, 0);
	const char *name, *number;
	unsigned n;

	if (!r->list->inferred || r->list->heading_row > 0 ||
	    r->list->records->len > 0)
		return false;
	name = cells_at(row, g->at[HEADING_NAME]);
	number = cells_at(row, g->at[HEADING_SEQUENCE]);
	return (name == NULL || !contents_is_firm(name)) &&
	    (number == NULL || !text_number(number, &n));
}

/* Takes a row that its publisher struck through: no record, and not lost
 * either. */
static void
take_struck(struct layout_reading *r, const struct table_row *row)
{
	g_autoptr(GString) text = NULL;
	struct layout_record record = {.row = row->number,
	    .section = (int)r->list->sections->len - 1};

	if (r->groups->len == 0) {
		count_row(r, row, LAYOUT_NOTE);
		return;
	}
	text = g_string_new(NULL);
	for (size_t i = 0; i < r->table->n_marks; i++) {
		const struct table_mark *m = &r->table->marks[i];

		if (m->row == row->number)
			g_string_append_printf(text, "%s%s", text->len > 0 ?
			    " | " : "", m->text);
	}
	record.struck = g_string_chunk_insert(r->layout->strings, text->str);
	g_array_append_val(r->list->records, record);
	count_row(r, row, LAYOUT_RECORD);
}

/* heading_trial of a row, which begins_with_firms may have found to be a heading. */
static struct heading_row
try_heading(struct layout_reading *r, size_t at, bool by_contents)
{
	struct heading_row h = r->found;

	if (h.fields == NULL || at != r->found_at || !by_contents)
		return heading_trial(r->cells, r->table, at, r->within,
		    by_contents);
	r->found = (struct heading_row){0};
	return h;
}

/* Whether a row stands between the firms of groups side by side and their heading, which
 * comes again: words above the groups below it. */
static bool
is_above_heading(struct layout_reading *r, size_t at)
{
	const struct table_row *row = &r->table->rows[at];
	int first = 0;

	return r->groups->len > 1 && r->list->heading_row > 0 &&
	    at + 1 < r->table->n_rows && cells_filled(row, &first) > 1 &&
	    !contents_has_firm(row) && heading_row_is_repeated(&r->heading,
	    row + 1, r->folded, r->was) && !heading_row_is_repeated(
	    &r->heading, row, r->folded, r->was);
}

/* Reads the row at `at`; returns how many rows it took. */
static unsigned
take_row(struct layout_reading *r, size_t at)
{
	const struct table_row *row = &r->table->rows[at];
	int first = 0;
	unsigned filled = cells_filled(row, &first);

	cells_carry(r->cells, row);
	if (r->table->n_marks > 0 && table_row_is_struck(r->table, row)) {
		take_struck(r, row);
		return 1;
	}
	if (filled == 0) {
		count_row(r, row, LAYOUT_BLANK);
		return 1;
	}
	if (is_above_heading(r, at)) {
		add_note(r, row, row->cells[first], LAYOUT_NOTE);
		return 1;
	}
	if (r->groups->len > 0 && r->list->heading_row > 0 &&
	    (at == 0 || !is_above_heading(r, at - 1)) &&
	    heading_row_is_repeated(&r->heading, row, r->folded, r->was)) {
		count_row(r, row, LAYOUT_REPEATED);
		return 1;
	}
	/* 通过企业 in a list of several columns is the title of a further one. */
	if ((filled > 1 || r->groups->len == 0 || r->heading.filled < 2) &&
	    may_be_heading(r, row)) {
		struct heading_row h = try_heading(r, at,
		    r->groups->len == 0 || r->titled ||
		    numbers_headed(row, &g_array_index(r->groups,
		    struct columns, 0)));
		unsigned lines = h.is_heading ? h.lines : 0;

		if (lines > 0)
			take_heading(r, row, &h);
		heading_row_clear(&h);
		if (lines > 0)
			return lines;
	}
	if (take_footer(r, row, first))
		return 1;
	if (r->groups->len == 0 || is_above_all(r, row))
		take_early(r, row, first, filled);
	else if (numbers_headed(row, &g_array_index(r->groups, struct columns,
	    0)))
		count_row(r, row, LAYOUT_REPEATED);
	else if (filled > 1 && is_prose(r, row, first))
		add_note(r, row, prose_of(r, row, first), LAYOUT_NOTE);
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
	struct layout *layout = g_new0(struct layout, 1);

	layout->lists = g_ptr_array_new_with_free_func(
	    (GDestroyNotify)layout_list_free);
	layout->strings = g_string_chunk_new(256);
	layout->beside = g_ptr_array_new_with_free_func(g_free);
	layout->columns = columns_new();
	layout->until = g_array_new(FALSE, FALSE, sizeof(int));
	return layout;
}

/* Whether a row with a firm comes before any heading; keeps the heading.  所属集团 of a
 * heading ends as a firm does. */
static bool
begins_with_firms(struct layout_reading *r)
{
	for (size_t i = 0; i < r->table->n_rows; i++) {
		const struct table_row *row = &r->table->rows[i];
		int first = 0;
		unsigned filled = cells_filled(row, &first);
		bool firm = (filled > 1 || r->table->cols == 1) &&
		    contents_has_firm(row);

		if (filled == 0)
			continue;
		r->found = heading_trial(r->cells, r->table, i, r->within,
		    !firm);
		r->found_at = i;
		if (r->found.is_heading)
			return false;
		heading_row_clear(&r->found);
		if (firm)
			return true;
	}
	return false;
}

/* Finds the columns of a table that begins without a heading: those of the
 * table before, or by what stands in it. */
static bool
find_columns(struct layout_reading *r, const struct layout *before)
{
	/* Columns without a heading are known by what stands in them only. */
	if (before != NULL && before->until->len == 0 &&
	    columns_infer(r->cells, r->table, r->within, r->groups))
		return true;
	if (before != NULL && columns_fit(r->cells, r->table, before->columns,
	    before->until)) {
		columns_add(r->groups, before->columns);
		g_array_append_vals(r->layout->until, before->until->data,
		    before->until->len);
		cells_set_bands(r->cells, (const int *)r->layout->until->data,
		    r->layout->until->len);
		return true;
	}
	return columns_infer(r->cells, r->table, r->within, r->groups);
}

/* Counts the rows with a firm in a table that gives no list. */
static void
count_firms(struct layout *layout, const struct table *table)
{
	layout->firms = 0;
	for (size_t i = 0; i < table->n_rows; i++)
		layout->firms += contents_has_firm(&table->rows[i]);
}

static bool
has_list(const struct layout *layout)
{
	for (guint i = 0; i < layout->lists->len; i++)
		if (((struct layout_list *)layout->lists->pdata[i])
		    ->has_name_column)
			return true;
	return false;
}

struct layout *
layout_read(const struct table *table, const struct place *within,
    const char *above, const struct layout *before)
{
	struct layout *layout = layout_new();
	struct layout_reading r = {.table = table, .within = within,
	    .above = above, .layout = layout};
	struct layout_list inferred = {0}, *first;

	r.cells = cells_new(table);
	r.groups = columns_new();
	r.folded = g_string_new(NULL);
	r.was = g_string_new(NULL);
	inferred.inferred = begins_with_firms(&r) && find_columns(&r, before);
	r.list = inferred.inferred ? &inferred : NULL;
	take_rows(&r);
	first = layout->lists->pdata[0];
	first->continues = inferred.inferred && before != NULL &&
	    first->titles->len == 0 && first->heading_row == 0;
	if (!has_list(layout))
		count_firms(layout, table);
	for (guint i = 0; i < layout->lists->len; i++)
		layout_list_cut_numbers(layout->lists->pdata[i]);
	columns_add(layout->columns, r.groups);
	if (r.heading.until != NULL) {
		g_array_set_size(layout->until, 0);
		g_array_append_vals(layout->until, r.heading.until->data,
		    r.heading.until->len);
	}
	heading_row_clear(&r.heading);
	heading_row_clear(&r.found);
	cells_free(r.cells);
	g_array_unref(r.groups);
	g_string_free(r.folded, TRUE);
	g_string_free(r.was, TRUE);
	return layout;
}

void
layout_free(struct layout *layout)
{
	if (layout == NULL)
		return;
	g_ptr_array_unref(layout->lists);
	g_string_chunk_free(layout->strings);
	g_ptr_array_unref(layout->beside);
	g_array_unref(layout->columns);
	g_array_unref(layout->until);
	g_free(layout);
}
