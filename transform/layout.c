#include "layout.h"

#include "single.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* One group of columns: where its fields stand, from 0, -1 for nowhere. */
struct columns {
	int at[HEADING_FIELDS];
};

/* A cell merged downwards, as it is carried into the rows below. */
struct carried {
	unsigned until;         /* last row it covers */
	const char *text;
};

/* One table being read. */
struct reading {
	const struct table *table;
	const struct place *within;
	struct layout *layout;
	struct layout_list *list;       /* the current one */
	const struct table_span **spans; /* sorted by row and column */
	size_t next_span;
	struct carried *carried;        /* by column, table->cols of them */
	GArray *groups;                 /* struct columns */
	unsigned last_col;              /* of the heading, behind it */
	const char *above;              /* text above the table, or NULL */
	bool titled;                    /* title rows since the last record */
	GString *folded;
};

/* --- cells ------------------------------------------------------------ */

static bool
is_blank(const char *text)
{
	if (text == NULL)
		return true;
	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (!g_unichar_isspace(c) && c != 0x200b && c != 0xfeff)
			return false;
	}
	return true;
}

/* The text of a cell, NULL where there is none or only blanks. */
static const char *
cell_at(const struct table_row *row, int col)
{
	if (col < 0 || (unsigned)col >= row->n_cells ||
	    is_blank(row->cells[col]))
		return NULL;
	return row->cells[col];
}

/* As cell_at, and what a merged cell above carries down. */
static const char *
cell_or_carried(const struct reading *r, const struct table_row *row, int col)
{
	const char *text = cell_at(row, col);

	if (text != NULL || col < 0 || (unsigned)col >= r->table->cols)
		return text;
	return r->carried[col].until >= row->number ?
	    r->carried[col].text : NULL;
}

static unsigned
count_filled(const struct table_row *row, int *first)
{
	unsigned filled = 0;

	for (unsigned i = 0; i < row->n_cells; i++)
		if (!is_blank(row->cells[i]) && filled++ == 0)
			*first = (int)i;
	return filled;
}

static int
by_row(const void *a, const void *b)
{
	const struct table_span *x = *(const struct table_span *const *)a;
	const struct table_span *y = *(const struct table_span *const *)b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->col < y->col ? -1 : x->col > y->col;
}

/* The span that begins at a cell, both from 1, or NULL. */
static const struct table_span *
span_at(const struct reading *r, unsigned row, unsigned col)
{
	size_t low = 0, high = r->table->n_spans;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct table_span *s = r->spans[middle];

		if (s->row == row && s->col == col)
			return s;
		if (s->row < row || (s->row == row && s->col < col))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Takes note of the merged cells that begin in a row and reach further down.
 * 省(区、市) in MIIT's lists of 建议继续支持 is merged over all firms of a
 * province. */
static void
carry(struct reading *r, const struct table_row *row)
{
	while (r->next_span < r->table->n_spans &&
	    r->spans[r->next_span]->row <= row->number) {
		const struct table_span *s = r->spans[r->next_span++];

		if (s->row < row->number || s->rowspan < 2 || s->col == 0 ||
		    s->col > r->table->cols)
			continue;
		r->carried[s->col - 1].until = s->row + s->rowspan - 1;
		r->carried[s->col - 1].text = cell_at(row, (int)s->col - 1);
	}
}

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
begin_list(struct reading *r)
{
	struct layout_list *l = layout_list_new();

	l->has_name_column = r->groups->len > 0;
	if (r->list != NULL)
		l->inferred = r->list->inferred;
	r->list = l;
	g_ptr_array_add(r->layout->lists, l);
}

static void
count_row(struct reading *r, const struct table_row *row, enum layout_class c)
{
	if (r->list->rows == 0)
		r->list->first_row = row->number;
	r->list->last_row = row->number;
	r->list->rows++;
	r->list->counts[c]++;
}

/* --- headings --------------------------------------------------------- */

/* A heading on trial: one field and one text a column. */
struct heading {
	GArray *fields;         /* enum heading_field */
	GPtrArray *texts;       /* const char *, of the lower line if any */
	unsigned lines;         /* 1 or 2; 0: none */
	bool named;
};

/* What stands above column `col` in a heading's first line, through cells that
 * are merged over several columns; NULL where nothing does. */
static const char *
upper_text(const struct reading *r, const struct table_row *row, int col)
{
	for (int c = col; c >= 0; c--) {
		const struct table_span *s;

		if ((unsigned)c < row->n_cells && row->cells[c] == NULL)
			continue;
		s = span_at(r, row->number, (unsigned)c + 1);
		if (c != col && (s == NULL ||
		    (int)(s->col + s->colspan) - 1 <= col))
			return NULL;
		return cell_at(row, c);
	}
	return NULL;
}

/* Whether the row below a possible heading is its second line: it has words of
 * headings only, under cells merged sideways or beside cells merged down.  A
 * file without merged cells (CSV) shows it by its gaps:
 *     序号  省(区、市)  企业名称
 *                       更名前    更名后 */
static bool
is_second_line(const struct reading *r, const struct table_row *first,
    const struct table_row *second)
{
	bool linked = false, known = false;
	unsigned filled = 0;

	if (second->number != first->number + 1)
		return false;
	for (unsigned c = 0; c < first->n_cells; c++) {
		const struct table_span *s = span_at(r, first->number, c + 1);

		/* A title above a heading knows no words of headings. */
		known = known || (cell_at(first, (int)c) != NULL &&
		    heading_field(first->cells[c]) != HEADING_NONE);

		if (s != NULL && cell_at(first, (int)c) != NULL &&
		    (s->rowspan == 2 || (s->colspan > 1 &&
		    s->colspan < r->table->cols)))
			linked = true;
	}
	for (unsigned c = 0; c < second->n_cells; c++) {
		const char *text = cell_at(second, (int)c);

		if (text == NULL)
			continue;
		filled++;
		if (heading_field(text) == HEADING_NONE &&
		    (!linked || upper_text(r, first, (int)c) == NULL ||
		    text_ends_as_firm(text)))
			return false;
		if (cell_at(first, (int)c) == NULL)
			linked = true;
	}
	return filled > 0 && linked && known;
}

/* Whether a row (with the next) is a heading: it names a column of firms, and
 * half of what it says, or three cells, are words of headings. */
static struct heading
try_heading(const struct reading *r, size_t at)
{
	const struct table_row *row = &r->table->rows[at], *next = NULL;
	struct heading h = {g_array_new(FALSE, TRUE,
	    sizeof(enum heading_field)), g_ptr_array_new(), 0, false};
	unsigned filled = 0, known = 0, width = row->n_cells;

	if (at + 1 < r->table->n_rows &&
	    is_second_line(r, row, &r->table->rows[at + 1]))
		next = &r->table->rows[at + 1];
	if (next != NULL)
		width = MAX(width, next->n_cells);
	for (unsigned c = 0; c < width; c++) {
		const char *upper = next ? upper_text(r, row, (int)c) : NULL;
		const char *lower = cell_at(next ? next : row, (int)c);
		const char *text = lower ? lower : upper;
		enum heading_field field = heading_field_under(upper, lower);

		/* A heading merged over two columns without a second line
		 * stands for the first of them. */
		if (lower == NULL && cell_at(row, (int)c) == NULL)
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

static void
heading_clear(struct heading *h)
{
	g_array_unref(h->fields);
	g_ptr_array_unref(h->texts);
}

/* Of two columns of names in one group, 企业名称 says more than 单位. */
static bool
says_more(struct reading *r, const char *text, const char *than)
{
	bool more;

	text_fold(r->folded, than);
	more = strstr(r->folded->str, "企业名称") == NULL;
	text_fold(r->folded, text);
	return more && strstr(r->folded->str, "企业名称") != NULL;
}

/* Takes the fields of a heading as groups of columns.  A group begins where 序号
 * comes again, or 企业名称 in a table without numbers. */
static GArray *
groups_of(struct reading *r, const struct heading *h)
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
		if (g->at[f] < 0 || (f == HEADING_NAME && says_more(r,
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

static bool
same_groups(const GArray *a, const GArray *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data,
	    a->len * sizeof(struct columns)) == 0);
}

static void
note_unmapped(struct layout_list *l, const struct heading *h)
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

/* A heading found: it opens the first list, opens a further one when title rows
 * came before it or its columns differ, else it is repeated. */
static void
take_heading(struct reading *r, const struct table_row *row,
    const struct heading *h)
{
	GArray *groups = groups_of(r, h);
	bool first = r->list->heading_row == 0;
	bool same = same_groups(groups, r->groups);

	if (!first && r->list->records->len > 0 && !same) {
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
is_section(const struct reading *r, const char *printed,
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
add_section(struct reading *r, const struct table_row *row,
    struct layout_section *section)
{
	section->row = row->number;
	g_array_append_val(r->list->sections, *section);
	count_row(r, row, LAYOUT_SECTION);
}

static void
add_note(struct reading *r, const struct table_row *row, const char *text,
    enum layout_class class)
{
	g_ptr_array_add(r->list->notes, (char *)text);
	count_row(r, row, class);
}

static void
add_title(struct reading *r, const struct table_row *row, const char *text)
{
	if (r->list->records->len > 0)
		begin_list(r);
	g_ptr_array_add(r->list->titles, (char *)text);
	r->titled = true;
	count_row(r, row, LAYOUT_TITLE);
}

static bool
take_footer(struct reading *r, const struct table_row *row, int first)
{
	const char *text = row->cells[first];
	bool has_total;
	unsigned total;

	if (strlen(text) > 120)
		return false;
	text_fold(r->folded, text);
	if (!single_is_footer(r->folded->str, &has_total, &total))
		return false;
	/* 合计 | 1832: the number in a cell of its own. */
	for (int c = first + 1; !has_total && c < (int)row->n_cells; c++) {
		const char *at, *end, *cell = cell_at(row, c);

		if (cell == NULL)
			continue;
		has_total = text_number(cell, &total);
		if (!has_total) {
			text_fold(r->folded, cell);
			has_total = text_count(r->folded->str, &total, &at,
			    &end);
		}
	}
	if (has_total && !r->list->has_total) {
		r->list->has_total = true;
		r->list->total = total;
		r->list->total_text = text;
	}
	add_note(r, row, text, LAYOUT_FOOTER);
	return true;
}

/* Whether a column holds names in some group. */
static bool
is_name_column(const struct reading *r, int col)
{
	for (guint i = 0; i < r->groups->len; i++)
		if (g_array_index(r->groups, struct columns, i)
		    .at[HEADING_NAME] == col)
			return true;
	return false;
}

/* A row with one text in it, below a heading: section, title, note; false when
 * it is a record with only its name. */
static bool
take_single(struct reading *r, const struct table_row *row, int col)
{
	const char *text = row->cells[col];
	const struct table_span *span = span_at(r, row->number,
	    (unsigned)col + 1);
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
	if (is_name_column(r, col) && span == NULL)
		return false;
	/* A number alone is a record without a name. */
	if (text_number(text, &number))
		return false;
	text_fold(r->folded, text);
	if (is_name_column(r, col) && text_ends_as_firm(r->folded->str))
		return false;
	if (r->titled && r->list->records->len == 0)
		add_title(r, row, text);
	else
		add_note(r, row, text, LAYOUT_NOTE);
	return true;
}

/* --- records ---------------------------------------------------------- */

static bool
is_covered(const struct table_row *row, int col)
{
	return (unsigned)col < row->n_cells && row->cells[col] == NULL;
}

/* The fields of one group; false when the group is empty in this row. */
static bool
take_group(struct reading *r, const struct table_row *row, guint group)
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
			record.cell[f] = cell_at(row, col);
		} else if (col >= 0) {
			record.cell[f] = cell_or_carried(r, row, col);
		} else if (!placed && (f == HEADING_REGION ||
		    f == HEADING_CITY || f == HEADING_DISTRICT)) {
			/* One column of regions left of all groups. */
			record.cell[f] = cell_or_carried(r, row, g0->at[f]);
			continue;
		}
		any |= cell_at(row, col) != NULL;
	}
	/* A firm with two products has its name merged over two rows: the
	 * second row names nobody new. */
	if (record.cell[HEADING_NAME] == NULL &&
	    (is_covered(row, g->at[HEADING_NAME]) &&
	    r->carried[g->at[HEADING_NAME]].until >= row->number))
		return false;
	record.name = record.cell[HEADING_NAME];
	if (any)
		g_array_append_val(r->list->records, record);
	return any;
}

static void
take_record(struct reading *r, const struct table_row *row)
{
	bool any = false, stray = false, carried = false;

	for (guint i = 0; i < r->groups->len; i++) {
		int name = g_array_index(r->groups, struct columns, i)
		    .at[HEADING_NAME];

		any |= take_group(r, row, i);
		carried |= is_covered(row, name) &&
		    r->carried[name].until >= row->number;
	}
	for (unsigned c = r->last_col; c < row->n_cells; c++) {
		struct layout_stray s = {row->number, c + 1,
		    cell_at(row, (int)c)};

		if (s.text == NULL)
			continue;
		g_array_append_val(r->list->strays, s);
		stray = true;
	}
	r->titled = false;
	count_row(r, row, any || stray || !carried ? LAYOUT_RECORD :
	    LAYOUT_NOTE);
}

/* Whether the name cell of a row is itself a heading, as on each new page. */
static bool
may_be_heading(const struct reading *r, const struct table_row *row)
{
	if (r->groups->len == 0)
		return true;
	for (guint i = 0; i < r->groups->len; i++) {
		const char *name = cell_at(row, g_array_index(r->groups,
		    struct columns, i).at[HEADING_NAME]);

		/* No firm is longer than the longest heading has words. */
		if (name != NULL && !text_ends(name, "公司"))
			return heading_field(name) != HEADING_NONE;
	}
	/* The columns of a further list may stand elsewhere. */
	return cell_at(row, g_array_index(r->groups, struct columns, 0)
	    .at[HEADING_NAME]) == NULL || r->titled;
}

/* --- the whole table -------------------------------------------------- */

/* A row before any heading. */
static void
take_early(struct reading *r, const struct table_row *row, int first,
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
		if (!single_is_list_title(r->folded->str) &&
		    is_section(r, text, &section)) {
			add_section(r, row, &section);
			return;
		}
	}
	add_title(r, row, text);
}

/* Reads the row at `at`; returns how many rows it took. */
static unsigned
take_row(struct reading *r, size_t at)
{
	const struct table_row *row = &r->table->rows[at];
	int first = 0;
	unsigned filled = count_filled(row, &first);

	carry(r, row);
	if (filled == 0) {
		count_row(r, row, LAYOUT_BLANK);
		return 1;
	}
	if (!r->list->inferred && may_be_heading(r, row)) {
		struct heading h = try_heading(r, at);
		unsigned lines = h.lines;

		if (lines > 0) {
			if (lines == 2)
				carry(r, row + 1);
			take_heading(r, row, &h);
		}
		heading_clear(&h);
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

/* A table without a heading: the column where most cells are firms, the numbers
 * and the places left of it.  Cities paste such tables below a sentence. */
static bool
infer_columns(struct reading *r)
{
	const struct table *t = r->table;
	unsigned width = MIN(t->cols, 32), best = 0;
	struct columns g;
	unsigned firms[32] = {0}, numbers[32] = {0}, places[32] = {0},
	    filled[32] = {0};

	for (size_t i = 0; i < t->n_rows; i++)
		for (unsigned c = 0; c < width; c++) {
			const char *text = cell_at(&t->rows[i], (int)c);
			struct place p;
			unsigned n;

			if (text == NULL)
				continue;
			filled[c]++;
			text_fold(r->folded, text);
			if (text_ends_as_firm(r->folded->str))
				firms[c]++;
			else if (text_number(text, &n))
				numbers[c]++;
			else if (r->folded->len < 40 &&
			    place_of_text(text, r->within, &p))
				places[c]++;
		}
	for (unsigned c = 1; c < width; c++)
		if (firms[c] > firms[best])
			best = c;
	if (width == 0 || firms[best] < 2 || firms[best] * 10 <
	    filled[best] * 6)
		return false;
	for (int i = 0; i < HEADING_FIELDS; i++)
		g.at[i] = -1;
	g.at[HEADING_NAME] = (int)best;
	for (unsigned c = 0; c < width; c++) {
		enum heading_field f = HEADING_NONE;

		if (numbers[c] * 2 > firms[best] && c < best)
			f = HEADING_SEQUENCE;
		else if (places[c] * 2 > firms[best])
			f = HEADING_REGION;

		if (f != HEADING_NONE && g.at[f] < 0)
			g.at[f] = (int)c;
	}
	g_array_append_val(r->groups, g);
	r->last_col = t->cols;
	return true;
}

/* A workbook with a sheet for each city, a page with a line 一、杭州市 above each
 * table: what stands above is the section of the whole table. */
static void
take_above(struct reading *r)
{
	struct layout_section section;

	if (r->above != NULL && is_section(r, r->above, &section) &&
	    section.has_place)
		g_array_append_val(r->list->sections, section);
}

static void
take_rows(struct reading *r)
{
	r->next_span = 0;
	memset(r->carried, 0, sizeof *r->carried * (r->table->cols + 1));
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
	struct reading r = {.table = table, .within = within,
	    .above = above, .layout = layout};

	r.spans = g_new(const struct table_span *, table->n_spans + 1);
	for (size_t i = 0; i < table->n_spans; i++)
		r.spans[i] = &table->spans[i];
	qsort(r.spans, table->n_spans, sizeof *r.spans, by_row);
	r.carried = g_new0(struct carried, table->cols + 1);
	r.groups = g_array_new(FALSE, FALSE, sizeof(struct columns));
	r.folded = g_string_new(NULL);
	take_rows(&r);
	if (r.groups->len == 0 && infer_columns(&r)) {
		struct layout_list inferred = {.inferred = true};

		g_ptr_array_set_size(layout->lists, 0);
		r.list = &inferred;
		take_rows(&r);
	}
	g_free(r.spans);
	g_free(r.carried);
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
