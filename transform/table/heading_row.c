#include "heading_row.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/notice/remark.h"

/* What stands above column `col` in a heading's first line, through cells that
 * are merged over several columns; NULL where nothing does. */
static const char *
upper_text(const struct cells *cells, const struct table_row *row, int col)
{
	for (int c = col; c >= 0; c--) {
		const struct table_span *s;

		/* A row ends with its last cell, merged or not. */
		if ((unsigned)c >= row->n_cells || row->cells[c] == NULL)
			continue;
		s = cells_span(cells, row, c);
		if (c != col && (s == NULL ||
		    (int)(s->col + s->colspan) - 1 <= col))
			return NULL;
		return cells_at(row, c);
	}
	return NULL;
}

/* Whether a cell of a second line stands below one that is merged over its
 * column and others, and reaches no further. */
static bool
is_below_band(const struct cells *cells, const struct table_row *first,
    const struct table_row *second, int col)
{
	const struct table_span *below = cells_span(cells, second, col);
	int end = col + (below != NULL ? (int)below->colspan : 1);

	for (int c = col; c >= 0; c--) {
		const struct table_span *s = cells_span(cells, first, c);

		if (cells_at(first, c) != NULL)
			return s != NULL && s->colspan > 1 &&
			    (int)(s->col + s->colspan) - 1 >= end;
		/* A row ends with its last cell, merged or not. */
		if ((unsigned)c < first->n_cells && first->cells[c] != NULL)
			return false;
	}
	return false;
}

/* Whether a row has one text, which is of a place or a level: 省级 above a table is a title,
 * no first line of its heading. */
static bool
is_level_alone(const struct table_row *row)
{
	int first = 0;
	enum heading_field f;

	if (cells_filled(row, &first) != 1)
		return false;
	f = heading_field(row->cells[first]);
	return f == HEADING_LEVEL || (f >= HEADING_REGION &&
	    f <= HEADING_DISTRICT);
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
		    (!is_below_band(cells, first, second, (int)c) ||
		    text_ends_as_firm(text)))
			return false;
		if (cells_at(first, (int)c) == NULL)
			linked = true;
	}
	return filled > 0 && linked && known && !is_level_alone(first);
}

enum heading_field
heading_row_field(const struct heading_row *h, guint c)
{
	return g_array_index(h->fields, enum heading_field, c);
}

void
heading_row_set(struct heading_row *h, guint c, enum heading_field field)
{
	g_array_index(h->fields, enum heading_field, c) = field;
}

bool
heading_row_has(const struct heading_row *h, enum heading_field field)
{
	for (guint c = 0; c < h->fields->len; c++)
		if (heading_row_field(h, c) == field)
			return true;
	return false;
}

int
heading_row_until(const struct heading_row *h, guint c)
{
	return g_array_index(h->until, int, c);
}

/* The columns of a row with those that its merged cells reach. */
static unsigned
width_of(const struct cells *cells, const struct table_row *row)
{
	unsigned width = row->n_cells;

	for (unsigned c = 0; c < row->n_cells; c++) {
		const struct table_span *s = cells_span(cells, row, (int)c);

		width = MAX(width, c + (s ? s->colspan : 1));
	}
	return width;
}

/* Reads what stands above column c in a row and, where there is one (else NULL),
 * its second line. */
static void
read_column(struct heading_row *h, const struct cells *cells,
    const struct table_row *row, const struct table_row *next, unsigned c)
{
	const char *upper = next != NULL ? upper_text(cells, row, (int)c) : NULL;
	const char *lower = cells_at(next ? next : row, (int)c);
	const char *text = lower ? lower : upper;
	enum heading_field field = heading_field_under(upper, lower);
	const struct table_span *span = cells_span(cells,
	    next && lower ? next : row, (int)c);
	bool begins = lower != NULL || (c < row->n_cells &&
	    row->cells[c] != NULL);
	int until = !begins ? -1 : (int)(c + (span ? span->colspan : 1)) - 1;
	bool unknown;

	/* A cell of a heading covers what is merged into it. */
	if (lower == NULL && cells_at(row, (int)c) == NULL) {
		text = NULL;
		field = HEADING_NONE;
	}
	unknown = text != NULL && field == HEADING_NONE;
	g_array_append_val(h->fields, field);
	g_array_append_val(h->until, until);
	g_array_append_val(h->unknown, unknown);
	g_ptr_array_add(h->texts, (char *)text);
	g_ptr_array_add(h->uppers, (char *)upper);
	h->filled += text != NULL;
	h->known += text != NULL && field != HEADING_NONE;
	h->named |= text != NULL && field == HEADING_NAME;
}

/* An exchange's list may have short names and no others, beside the codes that say
 * whose they are: 证券代码 | 证券简称 | 上市日期 | 终止上市日期. */
static void
take_short_names(struct heading_row *h)
{
	if (h->named || !heading_row_has(h, HEADING_STOCK_CODE) ||
	    (!heading_row_has(h, HEADING_LISTED_ON) &&
	    !heading_row_has(h, HEADING_DELISTED_ON)))
		return;
	for (guint c = 0; c < h->fields->len && !h->named; c++)
		if (heading_row_field(h, c) == HEADING_SHORT) {
			heading_row_set(h, c, HEADING_NAME);
			h->named = true;
		}
}

/* Where no column has names of today, 企业名称(曾用名) is of both: 甲公司（原乙公司）. */
static void
take_both_names(struct heading_row *h)
{
	g_autoptr(GString) folded = g_string_new(NULL);

	for (guint c = 0; c < h->fields->len && !h->named; c++) {
		if (heading_row_field(h, c) != HEADING_PREVIOUS ||
		    h->texts->pdata[c] == NULL)
			continue;
		text_fold(folded, h->texts->pdata[c]);
		text_strip_brackets(folded);
		if (heading_field(folded->str) != HEADING_NAME)
			continue;
		heading_row_set(h, c, HEADING_NAME);
		h->named = true;
	}
}

/* Whether a row without merged cells (CSV) has one word above the first column of each of
 * several groups, which a number or, where none counts, a name begins. */
static bool
has_words_above_groups(const struct heading_row *h, const struct table_row *row)
{
	enum heading_field begins = heading_row_has(h, HEADING_SEQUENCE) ?
	    HEADING_SEQUENCE : HEADING_NAME;
	unsigned groups = 0;

	for (guint c = 0; c < MAX(h->fields->len, row->n_cells); c++) {
		bool first = c < h->fields->len &&
		    heading_row_field(h, c) == begins;

		if ((cells_at(row, (int)c) != NULL) != first)
			return false;
		groups += first;
	}
	return groups > 1;
}

/* Puts what a row says above the groups of columns of a heading into `uppers`: 复核通过企业
 * | 复核未通过企业 over 序号 | 企业名称 | 序号 | 企业名称; false where it says nothing of them. */
static bool
take_bands(struct heading_row *h, const struct cells *cells,
    const struct table_row *row)
{
	bool gaps = has_words_above_groups(h, row);
	const char *left = NULL;
	unsigned bands = 0;

	for (unsigned c = 0; !gaps && c < row->n_cells; c++) {
		const struct table_span *s = cells_span(cells, row, (int)c);

		if (cells_at(row, (int)c) == NULL)
			continue;
		if (s == NULL || s->colspan < 2)
			return false;
		bands++;
	}
	for (guint c = 0; (gaps || bands > 1) && c < h->uppers->len; c++) {
		if (cells_at(row, (int)c) != NULL)
			left = cells_at(row, (int)c);
		if (h->texts->pdata[c] != NULL)
			h->uppers->pdata[c] = (char *)(gaps ? left :
			    upper_text(cells, row, (int)c));
	}
	return gaps || bands > 1;
}

struct heading_row
heading_row_read(const struct cells *cells, const struct table *table,
    size_t at)
{
	const struct table_row *row = &table->rows[at], *next = NULL;
	struct heading_row h = {
	    .fields = g_array_new(FALSE, TRUE, sizeof(enum heading_field)),
	    .texts = g_ptr_array_new(), .uppers = g_ptr_array_new(),
	    .until = g_array_new(FALSE, TRUE, sizeof(int)),
	    .unknown = g_array_new(FALSE, TRUE, sizeof(bool)), .lines = 1};
	unsigned width = width_of(cells, row);

	if (at + 1 < table->n_rows &&
	    is_second_line(cells, row, &table->rows[at + 1])) {
		next = &table->rows[at + 1];
		width = MAX(width, next->n_cells);
		h.lines = 2;
	}
	for (unsigned c = 0; c < width; c++)
		read_column(&h, cells, row, next, c);
	if (next != NULL && has_words_above_groups(&h, row))
		take_bands(&h, cells, row);
	else if (at > 0 && next == NULL)
		h.banded = take_bands(&h, cells, &table->rows[at - 1]);
	take_short_names(&h);
	if (!h.named && heading_row_has(&h, HEADING_PREVIOUS))
		take_both_names(&h);
	return h;
}

/* Whether a heading takes a title away or refuses one; what only leaves it open does
 * not: 拟认定对象. */
static bool
is_against(const char *text)
{
	static const char *const words[] = {"未", "不", "撤", "取消", "放弃", "退出"};
	bool denies = false;

	for (size_t i = 0; text != NULL && i < G_N_ELEMENTS(words); i++)
		denies |= strstr(text, words[i]) != NULL;
	return denies && strlen(text) <= HEADING_ROW_LONGEST &&
	    remark_read(text, false) == REMARK_STATES;
}

const char *
heading_row_against(const struct heading_row *h, guint c)
{
	return is_against(h->texts->pdata[c]) ? h->texts->pdata[c] :
	    is_against(h->uppers->pdata[c]) ? h->uppers->pdata[c] : NULL;
}

/* Whether a cell of a repeated heading is the one that stood there: the same
 * words, a part of them, or others for the same field. */
static bool
is_same_word(const struct heading_row *h, guint col, const char *cell,
    GString *folded, GString *was)
{
	if (col >= h->texts->len || h->texts->pdata[col] == NULL)
		return false;
	text_fold(folded, cell);
	text_fold(was, h->texts->pdata[col]);
	/* 企业名称 and, above a further list, 复核未通过企业名称 or 省级企业名称 */
	if (strcmp(folded->str, was->str) != 0 &&
	    heading_row_field(h, col) == HEADING_NAME &&
	    (is_against(cell) != is_against(h->texts->pdata[col]) ||
	    heading_names_level(cell) ||
	    heading_names_level(h->texts->pdata[col])))
		return false;
	/* 注：序号3的企业已放弃认定。 */
	if (!g_string_equal(folded, was) && text_is_sentence(cell))
		return false;
	return strstr(was->str, folded->str) != NULL ||
	    strstr(folded->str, was->str) != NULL ||
	    (heading_row_field(h, col) != HEADING_NONE &&
	    heading_field(cell) == heading_row_field(h, col));
}

bool
heading_row_is_repeated(const struct heading_row *h,
    const struct table_row *row, GString *folded, GString *was)
{
	unsigned same = 0;

	if (!h->is_heading)
		return false;
	for (unsigned c = 0; c < row->n_cells; c++) {
		const char *cell = cells_at(row, (int)c);

		if (cell == NULL)
			continue;
		if (strlen(cell) > HEADING_ROW_LONGEST || !is_same_word(h, c, cell,
		    folded, was))
			return false;
		same++;
	}
	return same > 0;
}

void
heading_row_clear(struct heading_row *h)
{
	g_clear_pointer(&h->fields, g_array_unref);
	g_clear_pointer(&h->texts, g_ptr_array_unref);
	g_clear_pointer(&h->uppers, g_ptr_array_unref);
	g_clear_pointer(&h->until, g_array_unref);
	g_clear_pointer(&h->unknown, g_array_unref);
	g_clear_pointer(&h->above, g_array_unref);
}
