#include "heading_trial.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/notice/remark.h"
#include "above.h"
#include "contents.h"

/* The rows that show whether a cell that is merged over columns has several cells
 * below it. */
enum { PAIR_ROWS = 200 };

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
split_band(struct heading_row *h, guint c, const GArray *contents)
{
	enum heading_field field = heading_row_field(h, c);
	int until = heading_row_until(h, c), best = (int)c, one = -1;

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
			heading_row_set(h, (guint)k, place ? HEADING_DISTRICT :
			    HEADING_NONE);
		g_array_index(h->unknown, bool, k) = k != best && !place;
	}
	heading_row_set(h, (guint)best, field);
}

/* Splits the bands that have several cells below them; false where none has. */
static bool
split_bands(struct heading_row *h, const struct cells *cells,
    const struct table *table, size_t at, const struct place *within)
{
	g_autoptr(GArray) contents = NULL;

	for (guint c = 0; c < h->fields->len; c++) {
		int until = heading_row_until(h, c);

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
names_other(const struct heading_row *h, const GArray *contents, guint name)
{
	struct contents firms = contents_of(contents, (int)name,
	    heading_row_until(h, name));
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
		    heading_row_until(h, c));

		if (h->texts->pdata[c] == NULL || (heading_row_field(h, c) !=
		    HEADING_NONE && heading_row_field(h, c) != HEADING_NAME) ||
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
group_of(const struct heading_row *h, guint col)
{
	unsigned group = 0;

	for (guint c = 0; c <= col; c++)
		group += heading_row_field(h, c) == HEADING_SEQUENCE;
	return group;
}

/* Whether what the heading calls names are numbers or places: it stands a
 * column beside its cells.  Such a column is none of names then. */
static bool
is_shifted(struct heading_row *h, const GArray *contents)
{
	bool shifted = false;

	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    heading_row_until(h, c));

		if (heading_row_field(h, c) != HEADING_NAME || (of.filled > 0 &&
		    !contents_are_numbers(&of) && !contents_are_places(&of)))
			continue;
		heading_row_set(h, c, HEADING_NONE);
		shifted = true;
	}
	return shifted;
}

/* Groups side by side below a word that nobody knows: the columns of firms all
 * have the same one, and are those of names. */
static bool
is_one_word(struct heading_row *h, const GArray *contents)
{
	g_autoptr(GArray) firms = g_array_new(FALSE, FALSE, sizeof(guint));
	const char *word = NULL;

	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    heading_row_until(h, c));

		if (!contents_are_firms(&of))
			continue;
		if (h->texts->pdata[c] == NULL || (word != NULL &&
		    strcmp(word, h->texts->pdata[c]) != 0))
			return false;
		word = h->texts->pdata[c];
		g_array_append_val(firms, c);
	}
	for (guint i = 0; i < firms->len; i++)
		heading_row_set(h, g_array_index(firms, guint, i), HEADING_NAME);
	h->named = true;
	return true;
}

/* The columns with firms in them. */
struct firm_columns {
	int name;               /* the last that the heading calls one of names, */
	int other;              /* the last of the others, but for former names, */
	int unknown;            /* and the last of these below a word that nobody
	                           knows; -1: none */
	unsigned others, unknowns;
};

static struct firm_columns
find_firms(const struct heading_row *h, const GArray *contents)
{
	struct firm_columns f = {.name = -1, .other = -1, .unknown = -1};

	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    heading_row_until(h, c));
		const enum heading_field field = heading_row_field(h, c);

		if (!contents_are_firms(&of))
			continue;
		if (field == HEADING_NAME) {
			f.name = (int)c;
		} else if (field != HEADING_PREVIOUS) {
			f.others++;
			f.other = (int)c;
		}
		/* 省级 above firms is of no place. */
		if (field == HEADING_NONE || (field >= HEADING_REGION &&
		    field <= HEADING_DISTRICT)) {
			f.unknowns++;
			f.unknown = (int)c;
		}
	}
	return f;
}

/* Of the columns that the heading calls names leaves the one with firms in it: 单位
 * 名称 may be of the departments, 企业名称 of the firms. */
static void
leave_one_name(struct heading_row *h, const GArray *contents, guint name)
{
	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    heading_row_until(h, c));

		if (heading_row_field(h, c) != HEADING_NAME || c == name ||
		    of.filled == 0 || of.firms > 0 ||
		    group_of(h, c) != group_of(h, name))
			continue;
		if (names_other(h, contents, name))
			h->doubt = HEADING_DOUBT_OTHER;
		heading_row_set(h, c, HEADING_KNOWN);
	}
	if (names_other(h, contents, name))
		h->doubt = HEADING_DOUBT_OTHER;
}

/* Where the heading calls no column of firms one of names, finds which is: the only
 * one, or of several the one that nobody knows: 第三方评价机构 is known. */
static void
choose_name(struct heading_row *h, const GArray *contents,
    const struct firm_columns *f)
{
	const int name = f->others == 1 ? f->other : f->unknown;

	if (f->others == 1 && is_shifted(h, contents)) {
		heading_row_set(h, (guint)name, HEADING_NAME);
		return;
	}
	if (f->others > 1 && f->unknowns == f->others &&
	    is_one_word(h, contents))
		return;
	if (f->others > 1 && f->unknowns != 1) {
		h->doubt = HEADING_DOUBT_SEVERAL;
		return;
	}
	if (h->named || names_other(h, contents, (guint)name)) {
		h->doubt = HEADING_DOUBT_OTHER;
		return;
	}
	heading_row_set(h, (guint)name, HEADING_NAME);
	h->named = true;
}

/* Settles which column has the names of firms: of those that the heading says
 * so of one with firms in it; where it says so of none, the one with firms in
 * it. */
static void
settle_name(struct heading_row *h, const GArray *contents)
{
	const struct firm_columns f = find_firms(h, contents);

	if (f.name >= 0) {
		leave_one_name(h, contents, (guint)f.name);
		return;
	}
	if (f.others > 0) {
		choose_name(h, contents, &f);
		return;
	}
	for (guint c = 0; c < h->fields->len; c++)
		if (heading_row_field(h, c) == HEADING_NAME &&
		    names_other(h, contents, c))
			h->doubt = HEADING_DOUBT_OTHER;
}

/* Where no heading is one of places, columns of nothing but places are: the
 * coarsest is the region. */
static void
settle_places(struct heading_row *h, const GArray *contents)
{
	static const enum heading_field fields[] = {HEADING_REGION,
	    HEADING_CITY, HEADING_DISTRICT};

	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    heading_row_until(h, c));

		/* 所属地区 above numbers is beside its cells. */
		if (heading_row_field(h, c) >= HEADING_REGION &&
		    heading_row_field(h, c) <= HEADING_DISTRICT &&
		    !contents_are_numbers(&of))
			return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		double least = 4;
		int best = -1;

		for (guint c = 0; c < h->fields->len; c++) {
			struct contents of = contents_of(contents, (int)c,
			    heading_row_until(h, c));

			if ((heading_row_field(h, c) != HEADING_NONE && heading_row_field(h, c)
			    != HEADING_KNOWN) || !contents_are_places(&of) ||
			    (double)of.depth / of.places >= least)
				continue;
			least = (double)of.depth / of.places;
			best = (int)c;
		}
		if (best >= 0)
			heading_row_set(h, (guint)best, fields[i]);
	}
}

/* A column of numbers left of the names counts them, whatever stands above. */
static void
settle_numbers(struct heading_row *h, const GArray *contents)
{
	if (heading_row_has(h, HEADING_SEQUENCE))
		return;
	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    heading_row_until(h, c));

		if (heading_row_field(h, c) == HEADING_NAME)
			return;
		if (heading_row_field(h, c) == HEADING_NONE &&
		    contents_are_numbers(&of)) {
			heading_row_set(h, c, HEADING_SEQUENCE);
			return;
		}
	}
}

/* Whether a row is prose beside or below a label: a cell of it is a
 * sentence. */
static bool
is_prose(const struct table_row *row)
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
		if (filled > 1 && !is_prose(&t->rows[i]))
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
is_no_record(const struct heading_row *h, const struct table_row *row,
    const GArray *contents, const struct place *within)
{
	unsigned n;

	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    heading_row_until(h, c));
		const char *cell = cells_at(row, (int)c);

		if (cell != NULL && (strlen(cell) > HEADING_ROW_LONGEST ||
		    contents_is_firm(cell) || (text_number(cell, &n) ?
		    contents_are_numbers(&of) : is_value(cell, within))))
			return false;
	}
	return true;
}

/* How many texts end as firms' names: 江西甲集团, and 所属集团 as well, but not what a firm is:
 * 上市公司. */
static unsigned
count_firms(const struct heading_row *h)
{
	unsigned firms = 0;

	for (guint c = 0; c < h->texts->len; c++)
		firms += h->texts->pdata[c] != NULL &&
		    text_ends_as_firm(h->texts->pdata[c]) &&
		    !remark_is_attribute(h->texts->pdata[c]);
	return firms;
}

/* Whether firms stand below what the heading calls their name. */
static bool
has_firms_below(const struct heading_row *h, const GArray *contents)
{
	for (guint c = 0; c < h->fields->len; c++) {
		struct contents of = contents_of(contents, (int)c,
		    heading_row_until(h, c));

		if (heading_row_field(h, c) == HEADING_NAME && contents_are_firms(&of))
			return true;
	}
	return false;
}

struct heading_row
heading_trial(const struct cells *cells, const struct table *table, size_t at,
    const struct place *within, bool by_contents)
{
	const struct table_row *row = &table->rows[at];
	struct heading_row h = heading_row_read(cells, table, at);
	const bool by_words = h.named &&
	    (h.known >= 3 || h.known * 2 >= h.filled);
	const unsigned firms = count_firms(&h);
	g_autoptr(GArray) contents = NULL;

	if (firms > 0 && (!by_words || firms >= h.known))
		return h;
	/* A lone text above a table is its title, not its heading. */
	if (!by_words && (!by_contents || h.filled < 2 || h.lines > 1 ||
	    is_prose(row) || !stands_above_firm(table, at)))
		return h;
	contents = contents_read(cells, table, at + h.lines, within,
	    (const int *)h.until->data, h.until->len);
	if (!by_words && !is_no_record(&h, row, contents, within))
		return h;
	/* 企业名称 | 甲公司 is a label beside what it labels; 企业名称 | 所属集团 above
	 * firms is a heading. */
	if (firms > 0 && !has_firms_below(&h, contents))
		return h;
	if (split_bands(&h, cells, table, at + h.lines, within)) {
		g_array_unref(contents);
		contents = contents_read(cells, table, at + h.lines, within,
		    (const int *)h.until->data, h.until->len);
	}
	settle_name(&h, contents);
	if (!h.named && h.doubt == HEADING_DOUBT_NONE)
		return h;
	settle_numbers(&h, contents);
	settle_places(&h, contents);
	above_read(&h, cells, table, at);
	h.is_heading = true;
	return h;
}
