#include "above.h"

#include <string.h>

#include "fetch/base/text.h"
#include "contents.h"

enum { HIGHEST = 8 };           /* rows above a heading that are looked at */

/* The first columns of the groups, by their numbers or, where none counts, their names. */
static GArray *
group_starts(const struct heading_row *h)
{
	GArray *starts = g_array_new(FALSE, FALSE, sizeof(int));
	enum heading_field begins = heading_row_has(h, HEADING_SEQUENCE) ?
	    HEADING_SEQUENCE : HEADING_NAME;

	for (int c = 0; c < (int)h->fields->len; c++)
		if (heading_row_field(h, (guint)c) == begins)
			g_array_append_val(starts, c);
	return starts;
}

/* Whether a text speaks of the table, not of its firms: 单位：家, 制表日期：2024年. */
static bool
is_label(const char *text)
{
	static const char *const labels[] = {"单位", "填报", "填表", "制表", "日期",
	    "时间", "联系", "电话", "经办", "审核人", "来源", "数据来源", NULL};
	g_autoptr(GString) folded = g_string_new(NULL);

	text_fold(folded, text);
	return strchr(folded->str, ':') != NULL &&
	    text_skip_any(folded->str, labels) != folded->str;
}

/* Whether a text of a heading's own first line is of its groups, and no field's: 国家级, but
 * not 企业名称 over 更名前 and 更名后. */
static bool
is_over_fields(const char *text)
{
	enum heading_field f = heading_field(text);

	return f == HEADING_NONE || f == HEADING_LEVEL ||
	    (f >= HEADING_REGION && f <= HEADING_DISTRICT);
}

/* Whether a row can stand above groups: no firm, no prose. */
static bool
may_be_above(const struct table_row *row)
{
	for (unsigned c = 0; c < row->n_cells; c++) {
		const char *text = cells_at(row, (int)c);

		if (text != NULL && (strlen(text) > HEADING_ROW_LONGEST ||
		    text_is_sentence(text) || contents_is_firm(text)))
			return false;
	}
	return true;
}

/* Finds how far a text reaches that is not merged: to the next one, but below no further
 * group where other cells of the row are merged. */
static int
reaches(const struct table_row *row, int from, const GArray *starts, bool merged,
    int width)
{
	int until = width - 1;

	for (int c = from + 1; c < (int)row->n_cells && c <= until; c++)
		if (cells_at(row, c) != NULL)
			until = c - 1;
	for (guint i = 0; merged && i < starts->len; i++)
		if (g_array_index(starts, int, i) > from)
			until = MIN(until, g_array_index(starts, int, i) - 1);
	return until;
}

/* Whether texts of a row are merged over several columns. */
static bool
is_merged(const struct cells *cells, const struct table_row *row, unsigned *texts)
{
	bool merged = false;

	*texts = 0;
	for (unsigned c = 0; c < row->n_cells; c++) {
		const struct table_span *s = cells_span(cells, row, (int)c);

		if (cells_at(row, (int)c) == NULL)
			continue;
		++*texts;
		merged |= s != NULL && s->colspan > 1;
	}
	return merged;
}

/* Adds the words that a row has above groups. */
static void
read_row(struct heading_row *h, const struct cells *cells,
    const struct table *table, size_t at, const GArray *starts, bool own)
{
	const struct table_row *row = &table->rows[at];
	int first = g_array_index(starts, int, 0);
	int last = g_array_index(starts, int, starts->len - 1);
	unsigned texts, n;
	bool merged = is_merged(cells, row, &texts);

	for (int c = 0; c < (int)row->n_cells; c++) {
		const struct table_span *s = cells_span(cells, row, c);
		struct above a = {.text = cells_at(row, c), .row = at,
		    .from = c};

		if (a.text == NULL)
			continue;
		a.until = s != NULL && s->colspan > 1 ?
		    c + (int)s->colspan - 1 : reaches(row, c, starts, merged,
		    (int)h->fields->len);
		if (texts == 1 && c <= first && (!merged || a.until >= last))
			return;
		if (!text_number(a.text, &n) && !is_label(a.text) &&
		    (!own || is_over_fields(a.text)))
			g_array_append_val(h->above, a);
	}
}

void
above_read(struct heading_row *h, const struct cells *cells,
    const struct table *table, size_t at)
{
	g_autoptr(GArray) starts = group_starts(h);

	if (starts->len < 2)
		return;
	h->above = g_array_new(FALSE, FALSE, sizeof(struct above));
	if (h->lines > 1)
		read_row(h, cells, table, at, starts, true);
	for (size_t i = at; i-- > 0 && at - i <= HIGHEST &&
	    may_be_above(&table->rows[i]);)
		read_row(h, cells, table, i, starts, false);
}
