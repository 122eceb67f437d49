#include "columns.h"

#include <string.h>

#include "fetch/base/text.h"
#include "contents.h"

/* The longest cell of a heading in bytes, and the rows that show whether one
 * that is merged over columns has several cells below it. */
enum { LONGEST_HEADING = 160, PAIR_ROWS = 200 };

/* --- headings --------------------------------------------------------- */

/* What stands above column `col` in a heading's first line, through cells that
 * are merged over several columns; NULL where nothing does. */
static const char *
upper_text(const struct cells *cells, const struct table_row *row, int col)
{
	for (int c = col; c >= 0; c--) {
		const struct table_span *s;

		if ((unsigned)c < row->n_cells && row->cells[c] == NULL)
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
		if ((unsigned)c >= first->n_cells || first->cells[c] != NULL)
			return false;
	}
	return false;
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
	return filled > 0 && linked && known;
}

/* --- what stands below a heading ----------------------------------------- */

static enum heading_field
field_at(const struct columns_heading *h, guint c)
{
	return g_array_index(h->fields, enum heading_field, c);
}

static void
set_field(struct columns_heading *h, guint c, enum heading_field field)
{
	g_array_index(h->fields, enum heading_field, c) = field;
}

static bool
has_field(const struct columns_heading *h, enum heading_field field)
{
	for (guint c = 0; c < h->fields->len; c++)
		if (field_at(h, c) == field)
			return true;
	return false;
}

static int
until_at(const struct columns_heading *h, guint c)
{
	return g_array_index(h->until, int, c);
}

/* Whether a heading speaks of firms itself: 企业名称, 申请公司; 单位名称 and 名称 may
 * be anything's. */
static bool
says_firm(const char *text)
{
	return text != NULL && (strstr(text, "企业") != NULL ||
	    strstr(text, "公司") != NULL || strstr(text, "工厂") != NULL);
}

/* Whether most rows have several cells below a heading that is merged over
 * several columns. */
static bool
has_pairs(const struct table *t, size_t at, int from, int until)
{
	unsigned rows = 0, pairs = 0;

	for (size_t i = at; i < t->n_rows && rows < PAIR_ROWS; i++) {
		unsigned filled = 0;

		for (int c = from; c <= until; c++)
			filled += cells_at(&t->rows[i], c) != NULL;
		rows += filled > 0;
		pairs += filled > 1;
	}
	return pairs * 2 > rows;
}

/* A heading merged over columns of their own: it is the one's that its field
 * fits best, and the others stand below a word that says nothing of them. */
static void
split_band(struct columns_heading *h, guint c, const GArray *contents)
{
	enum heading_field field = field_at(h, c);
	int until = until_at(h, c), best = (int)c, one = -1;

	for (int k = (int)c; k <= until; k++) {
		struct contents of = contents_of(contents, k, k);
		bool fits = field == HEADING_SEQUENCE ?
		    contents_are_numbers(&of) : contents_are_firms(&of);

		if (one < 0 && fits && (field == HEADING_NAME ||
		    field == HEADING_SEQUENCE))
			one = k;
	}
	best = one >= 0 ? one : best;
	for (int k = (int)c; k <= until; k++) {
		struct contents of = contents_of(contents, k, k);
		bool place = field >= HEADING_REGION &&
		    field <= HEADING_DISTRICT && contents_are_places(&of);

		h->texts->pdata[k] = h->texts->pdata[c];
		g_array_index(h->until, int, k) = k;
		if (k != best)
			set_field(h, (guint)k, place ? HEADING_DISTRICT :
			    HEADING_NONE);
		g_array_index(h->unknown, bool, k) = k != best && !place;
	}
	set_field(h, (guint)best, field);
}

/* Splits the bands that have several cells below them; false where none has. */
static bool
split_bands(struct columns_heading *h, const struct cells *cells,
    const struct table *table, size_t at, const struct place *within)
{
	g_autoptr(GArray) contents = NULL;

	for (guint c = 0; c < h->fields->len; c++) {
		int until = until_at(h, c);

		if (until <= (int)c || until >= (int)h->fields->len ||
		    !has_pairs(table, at, (int)c, until))
			continue;
		if (contents == NULL)
			contents = contents_read(cells, table, at, within,
			    NULL, 0);
		split_band(h, c, contents);
	}
	return contents != NULL;
}

/* Whether a column left of the name's names what the rows are about, and the
 * firm only answers for it: 中心名称 | 依托单位, 项目名称 | 承担单位. */
static bool
names_other(const struct columns_heading *h, const GArray *contents, guint name)
{
	struct contents firms = contents_of(contents, (int)name,
	    until_at(h, name));
	g_autoptr(GString) folded = g_string_new(NULL);

	/* 姓名 | 工作单位 | 职称: persons, and where they work. */
	for (guint c = 0; c < name; c++) {
		text_fold(folded, h->texts->pdata[c] ? h->texts->pdata[c] : "");
		if (strcmp(folded->str, "姓名") == 0)
			return true;
	}
	if (says_firm(h->texts->pdata[name]))
		return false;
	for (guint c = 0; c < name; c++) {
		struct contents of = contents_of(contents, (int)c,
		    until_at(h, c));

		if (h->texts->pdata[c] == NULL || (field_at(h, c) !=
		    HEADING_NONE && field_at(h, c) != HEADING_NAME) ||
		    of.filled * 2 < firms.filled || contents_are_firms(&of) ||
		    contents_are_numbers(&of) || contents_are_places(&of))
			continue;
		text_fold(folded, h->texts->pdata[c]);
		text_strip_brackets(folded);
		if (!says_firm(folded->str) && (text_ends(folded->str, "名称")
		    || text_ends(folded->str, "名")))
			return true;
	}
	return false;
}

/* Which group of columns side by side one stands in, by the numbers. */
static unsigned
group_of(const struct columns_heading *h, guint col)
{
	unsigned group = 0;

	for (guint c = 0; c <= col; c++)
		group += field_at(h, c) == HEADING_SEQUENCE;
	return group;
}

/* Whether what the heading calls names are numbers or places: it stands a
 * column beside its cells.  Such a column is none of names then. */
static bool
is_shifted(struct columns_heading *h, const GArray *contents)
{
	bool shifted = false;

	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    until_at(h, c));

		if (field_at(h, c) != HEADING_NAME || (of.filled > 0 &&
		    !contents_are_numbers(&of) && !contents_are_places(&of)))
			continue;
		set_field(h, c, HEADING_NONE);
		shifted = true;
	}
	return shifted;
}

/* Groups side by side below a word that nobody knows: the columns of firms all
 * have the same one, and are those of names. */
static bool
is_one_word(struct columns_heading *h, const GArray *contents)
{
	g_autoptr(GArray) firms = g_array_new(FALSE, FALSE, sizeof(guint));
	const char *word = NULL;

	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    until_at(h, c));

		if (!contents_are_firms(&of))
			continue;
		if (h->texts->pdata[c] == NULL || (word != NULL &&
		    strcmp(word, h->texts->pdata[c]) != 0))
			return false;
		word = h->texts->pdata[c];
		g_array_append_val(firms, c);
	}
	for (guint i = 0; i < firms->len; i++)
		set_field(h, g_array_index(firms, guint, i), HEADING_NAME);
	h->named = true;
	return true;
}

/* Settles which column has the names of firms: of those that the heading says
 * so of one with firms in it; where it says so of none, the one with firms in
 * it. */
static void
settle_name(struct columns_heading *h, const GArray *contents)
{
	int name = -1, unknown = -1, firms = 0, unknown_firms = 0;

	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    until_at(h, c));

		if (!contents_are_firms(&of)) {
			continue;
		} else if (field_at(h, c) == HEADING_NAME) {
			name = (int)c;
		} else if (field_at(h, c) != HEADING_PREVIOUS) {
			firms++;
			unknown = (int)c;
			unknown_firms += field_at(h, c) == HEADING_NONE;
		}
	}
	for (guint c = 0; c < h->fields->len && name >= 0; c++) {
		struct contents of = contents_of(contents, (int)c,
		    until_at(h, c));

		/* 单位名称 of the departments, 企业名称 of the firms. */
		if (field_at(h, c) == HEADING_NAME && (int)c != name &&
		    of.filled > 0 && of.firms == 0 &&
		    group_of(h, c) == group_of(h, (guint)name)) {
			if (names_other(h, contents, (guint)name))
				h->doubt = COLUMNS_OTHER;
			set_field(h, c, HEADING_KNOWN);
		}
	}
	if (name >= 0 || firms == 0) {
		for (guint c = 0; c < h->fields->len; c++)
			if ((name >= 0 ? (int)c == name :
			    field_at(h, c) == HEADING_NAME) &&
			    names_other(h, contents, c))
				h->doubt = COLUMNS_OTHER;
		return;
	}
	if (firms == 1 && is_shifted(h, contents)) {
		set_field(h, (guint)unknown, HEADING_NAME);
		return;
	}
	if (firms > 1 && unknown_firms == firms && is_one_word(h, contents))
		return;
	/* Of several the one that nobody knows: 第三方评价机构 is known. */
	for (guint c = 0; c < h->fields->len && firms > 1 &&
	    unknown_firms == 1; c++) {
		struct contents of = contents_of(contents, (int)c,
		    until_at(h, c));

		if (contents_are_firms(&of) && field_at(h, c) == HEADING_NONE)
			unknown = (int)c;
	}
	if (firms > 1 && unknown_firms != 1) {
		h->doubt = COLUMNS_SEVERAL;
		return;
	}
	if (h->named || names_other(h, contents, (guint)unknown)) {
		h->doubt = COLUMNS_OTHER;
		return;
	}
	set_field(h, (guint)unknown, HEADING_NAME);
	h->named = true;
}

/* Where no heading is one of places, columns of nothing but places are: the
 * coarsest is the region. */
static void
settle_places(struct columns_heading *h, const GArray *contents)
{
	static const enum heading_field fields[] = {HEADING_REGION,
	    HEADING_CITY, HEADING_DISTRICT};

	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    until_at(h, c));

		/* 所属地区 above numbers is beside its cells. */
		if (field_at(h, c) >= HEADING_REGION &&
		    field_at(h, c) <= HEADING_DISTRICT &&
		    !contents_are_numbers(&of))
			return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		double least = 4;
		int best = -1;

		for (guint c = 0; c < h->fields->len; c++) {
			struct contents of = contents_of(contents, (int)c,
			    until_at(h, c));

			if ((field_at(h, c) != HEADING_NONE && field_at(h, c)
			    != HEADING_KNOWN) || !contents_are_places(&of) ||
			    (double)of.depth / of.places >= least)
				continue;
			least = (double)of.depth / of.places;
			best = (int)c;
		}
		if (best >= 0)
			set_field(h, (guint)best, fields[i]);
	}
}

/* A column of numbers left of the names counts them, whatever stands above. */
static void
settle_numbers(struct columns_heading *h, const GArray *contents)
{
	if (has_field(h, HEADING_SEQUENCE))
		return;
	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    until_at(h, c));

		if (field_at(h, c) == HEADING_NAME)
			return;
		if (field_at(h, c) == HEADING_NONE &&
		    contents_are_numbers(&of)) {
			set_field(h, c, HEADING_SEQUENCE);
			return;
		}
	}
}

/* Whether a row is prose beside or below a label: a cell of it is a
 * sentence. */
static bool
columns_is_prose(const struct table_row *row)
{
	for (unsigned c = 0; c < row->n_cells; c++) {
		const char *cell = cells_at(row, (int)c);

		if (cell != NULL && text_is_sentence(cell))
			return true;
	}
	return false;
}

/* Whether a firm stands in the next row after `at` that is no section and no
 * prose. */
static bool
stands_above_firm(const struct table *t, size_t at)
{
	for (size_t i = at + 1; i < t->n_rows; i++) {
		int first = 0;
		unsigned filled = cells_filled(&t->rows[i], &first);

		if (contents_has_firm(&t->rows[i]))
			return true;
		if (filled > 1 && !columns_is_prose(&t->rows[i]))
			return false;
	}
	return false;
}

/* Whether a cell is a value, which no heading is: a place, a day, a time. */
static bool
is_value(const char *cell, const struct place *within)
{
	struct place place;
	bool digits = false;

	for (const char *p = cell; *p; p = g_utf8_next_char(p)) {
		if (g_unichar_isalpha(g_utf8_get_char(p)))
			return place_is_all(cell, within, &place);
		digits |= g_ascii_isdigit(*p);
	}
	return digits;
}

/* Whether a row above rows of firms is none of them: no cell of it ends as a
 * firm or is a value, and none is a number where the others count. */
static bool
is_no_record(const struct columns_heading *h, const struct table_row *row,
    const GArray *contents, const struct place *within)
{
	unsigned n;

	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    until_at(h, c));
		const char *cell = cells_at(row, (int)c);

		if (cell != NULL && (strlen(cell) > LONGEST_HEADING ||
		    contents_is_firm(cell) || (text_number(cell, &n) ?
		    contents_are_numbers(&of) : is_value(cell, within))))
			return false;
	}
	return true;
}

/* Reads what stands in row `at` and, where there is one, its second line. */
static void
read_words(struct columns_heading *h, const struct cells *cells,
    const struct table_row *row, const struct table_row *next,
    unsigned *filled, unsigned *known)
{
	unsigned width = MAX(row->n_cells, next ? next->n_cells : 0);

	for (unsigned c = 0; c < row->n_cells; c++) {
		const struct table_span *s = cells_span(cells, row, (int)c);

		width = MAX(width, c + (s ? s->colspan : 1));
	}
	for (unsigned c = 0; c < width; c++) {
		const char *upper = next != NULL ?
		    upper_text(cells, row, (int)c) : NULL;
		const char *lower = cells_at(next ? next : row, (int)c);
		const char *text = lower ? lower : upper;
		enum heading_field field = heading_field_under(upper, lower);
		const struct table_span *span = cells_span(cells,
		    next && lower ? next : row, (int)c);
		bool begins = lower != NULL || (c < row->n_cells &&
		    row->cells[c] != NULL);
		int until = !begins ? -1 : (int)(c + (span ? span->colspan :
		    1)) - 1;
		bool unknown;

		/* A cell of a heading covers what is merged into it. */
		if (lower == NULL && cells_at(row, (int)c) == NULL)
			text = NULL, field = HEADING_NONE;
		unknown = text != NULL && field == HEADING_NONE;
		g_array_append_val(h->fields, field);
		g_array_append_val(h->until, until);
		g_array_append_val(h->unknown, unknown);
		g_ptr_array_add(h->texts, (char *)text);
		if (text == NULL)
			continue;
		++*filled;
		*known += field != HEADING_NONE;
		h->named |= field == HEADING_NAME;
	}
}

/* An exchange's list may have short names and no others, beside the codes that say
 * whose they are: 证券代码 | 证券简称 | 上市日期 | 终止上市日期. */
static void
take_short_names(struct columns_heading *h)
{
	if (h->named || !has_field(h, HEADING_STOCK_CODE) ||
	    (!has_field(h, HEADING_LISTED_ON) &&
	    !has_field(h, HEADING_DELISTED_ON)))
		return;
	for (guint c = 0; c < h->fields->len && !h->named; c++)
		if (field_at(h, c) == HEADING_SHORT) {
			set_field(h, c, HEADING_NAME);
			h->named = true;
		}
}

/* How many texts end as firms' names: 江西甲集团, and 所属集团 as well. */
static unsigned
count_firms(const struct columns_heading *h)
{
	unsigned firms = 0;

	for (guint c = 0; c < h->texts->len; c++)
		firms += h->texts->pdata[c] != NULL &&
		    text_ends_as_firm(h->texts->pdata[c]);
	return firms;
}

/* Whether firms stand below what the heading calls their name. */
static bool
has_firms_below(const struct columns_heading *h, const GArray *contents)
{
	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    until_at(h, c));

		if (field_at(h, c) == HEADING_NAME && contents_are_firms(&of))
			return true;
	}
	return false;
}

struct columns_heading
columns_try(const struct cells *cells, const struct table *table, size_t at,
    const struct place *within, bool by_contents)
{
	const struct table_row *row = &table->rows[at], *next = NULL;
	struct columns_heading h = {
	    .fields = g_array_new(FALSE, TRUE, sizeof(enum heading_field)),
	    .texts = g_ptr_array_new(),
	    .until = g_array_new(FALSE, TRUE, sizeof(int)),
	    .unknown = g_array_new(FALSE, TRUE, sizeof(bool))};
	g_autoptr(GArray) contents = NULL;
	unsigned filled = 0, known = 0, firms;
	bool by_words;

	if (at + 1 < table->n_rows &&
	    is_second_line(cells, row, &table->rows[at + 1]))
		next = &table->rows[at + 1];
	read_words(&h, cells, row, next, &filled, &known);
	take_short_names(&h);
	by_words = h.named && (known >= 3 || known * 2 >= filled);
	firms = count_firms(&h);
	if (firms > 0 && (!by_words || firms >= known))
		return h;
	/* A lone text above a table is its title, not its heading. */
	if (!by_words && (!by_contents || filled < 2 || next != NULL ||
	    columns_is_prose(row) || !stands_above_firm(table, at)))
		return h;
	contents = contents_read(cells, table, at + (next ? 2 : 1), within,
	    (const int *)h.until->data, h.until->len);
	if (!by_words && !is_no_record(&h, row, contents, within))
		return h;
	/* 企业名称 | 甲公司 is a label beside what it labels; 企业名称 | 所属集团 above
	 * firms is a heading. */
	if (firms > 0 && !has_firms_below(&h, contents))
		return h;
	if (split_bands(&h, cells, table, at + (next ? 2 : 1), within)) {
		g_array_unref(contents);
		contents = contents_read(cells, table, at + (next ? 2 : 1),
		    within, (const int *)h.until->data, h.until->len);
	}
	settle_name(&h, contents);
	if (!h.named && h.doubt == COLUMNS_CLEAR)
		return h;
	settle_numbers(&h, contents);
	settle_places(&h, contents);
	h.lines = next ? 2 : 1;
	return h;
}

void
columns_heading_clear(struct columns_heading *h)
{
	g_clear_pointer(&h->fields, g_array_unref);
	g_clear_pointer(&h->texts, g_ptr_array_unref);
	g_clear_pointer(&h->until, g_array_unref);
	g_clear_pointer(&h->unknown, g_array_unref);
}

/* Whether a cell of a repeated heading is the one that stood there: the same
 * words, a part of them, or others for the same field. */
static bool
is_same_word(const struct columns_heading *h, guint col, const char *cell,
    GString *folded, GString *was)
{
	if (col >= h->texts->len || h->texts->pdata[col] == NULL)
		return false;
	text_fold(folded, cell);
	text_fold(was, h->texts->pdata[col]);
	return strstr(was->str, folded->str) != NULL ||
	    strstr(folded->str, was->str) != NULL ||
	    (field_at(h, col) != HEADING_NONE &&
	    heading_field(cell) == field_at(h, col));
}

bool
columns_is_repeated(const struct columns_heading *h,
    const struct table_row *row)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	g_autoptr(GString) was = g_string_new(NULL);
	unsigned same = 0;

	if (h->lines == 0)
		return false;
	for (unsigned c = 0; c < row->n_cells; c++) {
		const char *cell = cells_at(row, (int)c);

		if (cell == NULL)
			continue;
		if (strlen(cell) > LONGEST_HEADING || !is_same_word(h, c, cell,
		    folded, was))
			return false;
		same++;
	}
	return same > 0;
}

/* Of two columns of names in one group, 企业名称 says more than 单位. */
static bool
says_more(const char *text, const char *than)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	bool more;

	text_fold(folded, than);
	more = strstr(folded->str, "企业名称") == NULL;
	text_fold(folded, text);
	return more && strstr(folded->str, "企业名称") != NULL;
}

static void
columns_clear(struct columns *g)
{
	for (int i = 0; i < HEADING_FIELDS; i++)
		g->at[i] = -1;
	for (int i = 0; i < COLUMNS_BESIDE; i++)
		g->beside[i] = -1;
	g->remarks = 0;
}

/* Keeps a column that has no place among the fields of its group; those of
 * remarks take that of one that is nobody's. */
static void
add_beside(struct columns *g, guint col, bool remark)
{
	unsigned i = 0;

	while (i < COLUMNS_BESIDE && g->beside[i] >= 0)
		i++;
	for (unsigned k = 0; i == COLUMNS_BESIDE && remark &&
	    k < COLUMNS_BESIDE; k++)
		if ((g->remarks & 1u << k) == 0)
			i = k;
	if (i == COLUMNS_BESIDE)
		return;
	g->beside[i] = (int)col;
	if (remark)
		g->remarks |= 1u << i;
}

/* Whether the cells of a field say what became of a firm. */
static bool
says_outcome(enum heading_field f)
{
	return f == HEADING_REMARK || f == HEADING_TYPE || f == HEADING_OUTCOME;
}

GArray *
columns_groups(const struct columns_heading *h)
{
	GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct columns));
	struct columns *g = NULL;
	bool numbered = has_field(h, HEADING_SEQUENCE);

	if (h->doubt != COLUMNS_CLEAR)
		return groups;
	for (guint c = 0; c < h->fields->len; c++) {
		enum heading_field f = field_at(h, c);

		if (f == HEADING_NONE && g != NULL)
			add_beside(g, c, false);
		if (f == HEADING_NONE || f == HEADING_KNOWN)
			continue;
		if (g == NULL || (g->at[f] >= 0 && (f == HEADING_SEQUENCE ||
		    (f == HEADING_NAME && !numbered)))) {
			g_array_set_size(groups, groups->len + 1);
			g = &g_array_index(groups, struct columns,
			    groups->len - 1);
			columns_clear(g);
		}
		if (g->at[f] >= 0 && says_outcome(f))
			add_beside(g, c, true);
		if (g->at[f] < 0 || (f == HEADING_NAME && says_more(
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

bool
columns_same(const GArray *a, const GArray *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data,
	    a->len * sizeof(struct columns)) == 0);
}

/* --- without a heading ------------------------------------------------ */

/* The columns of a table without a heading; false where no column is firms', or
 * more than one is. */
static bool
infer_name(const struct table *t, const GArray *contents, struct columns *g)
{
	unsigned most = 0, columns = 0;
	int best = -1;

	for (guint c = 0; c < contents->len; c++) {
		const struct contents *of = &g_array_index(contents,
		    struct contents, c);

		if (!contents_are_firms(of))
			continue;
		columns++;
		most = of->firms;
		best = (int)c;
	}
	if (columns != 1)
		best = -1;
	columns_clear(g);
	g->at[HEADING_NAME] = best;
	return best >= 0 && (most > 1 || t->n_rows == 1);
}

bool
columns_infer(const struct cells *cells, const struct table *t,
    const struct place *within, struct columns *g)
{
	g_autoptr(GArray) contents = contents_read(cells, t, 0, within, NULL,
	    0);
	static const enum heading_field places[] = {HEADING_REGION,
	    HEADING_CITY, HEADING_DISTRICT};
	unsigned found = 0;
	const struct contents *name;
	int best;

	if (!infer_name(t, contents, g))
		return false;
	best = g->at[HEADING_NAME];
	name = &g_array_index(contents, struct contents, best);
	for (guint c = 0; c < contents->len; c++) {
		const struct contents *of = &g_array_index(contents,
		    struct contents, c);

		if ((int)c == best)
			continue;
		if (of->numbers * 2 > name->firms && (int)c < best &&
		    g->at[HEADING_SEQUENCE] < 0)
			g->at[HEADING_SEQUENCE] = (int)c;
		else if (of->places * 2 > name->firms &&
		    contents_are_places(of) && found < G_N_ELEMENTS(places))
			g->at[places[found++]] = (int)c;
		else
			add_beside(g, c, false);
	}
	return name->firms > 1 || g->at[HEADING_SEQUENCE] >= 0 || found > 0;
}

bool
columns_fit(const struct cells *cells, const struct table *t,
    const GArray *groups, const GArray *until)
{
	unsigned filled = 0, firms = 0;
	int name;

	if (groups == NULL || groups->len == 0)
		return false;
	name = g_array_index(groups, struct columns, 0).at[HEADING_NAME];
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct table_row *row = &t->rows[i];

		for (unsigned c = 0; c < row->n_cells; c++) {
			const char *cell = cells_at(row, (int)c);

			if (cell == NULL || cells_band(cells, row, (int)c,
			    (const int *)until->data, until->len) != name)
				continue;
			filled++;
			firms += contents_is_firm(cell);
		}
	}
	return firms > 0 && firms * 2 >= filled;
}
