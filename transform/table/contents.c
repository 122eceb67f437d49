#include "contents.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/notice/remark.h"
#include "heading.h"

/* So many rows are looked at, and columns. */
enum { MOST_ROWS = 200, MOST_COLUMNS = 64 };

/* Longer cells are neither firms nor places. */
enum { LONGEST = 400, LONGEST_PLACE = 60 };

/* No firm's name is shorter that ends in a form: a place, a brand, a trade and 有限公司. */
enum { SHORT = 3 * 6 };

static bool
is_firm(const char *cell, GString *folded)
{
	/* 技术支持：某某公司 is a label with what it labels. */
	if (strlen(cell) > LONGEST)
		return false;
	text_fold(folded, cell);
	/* Nothing that ends so is shorter than two ideographs. */
	if (folded->len < strlen("某厂") || !text_ends_as_firm(folded->str) ||
	    strchr(folded->str, ':') != NULL)
		return false;
	/* 上市公司 is what a firm is. */
	return folded->len > SHORT || !remark_is_attribute(folded->str);
}

bool
contents_is_firm(const char *cell)
{
	g_autoptr(GString) folded = g_string_new(NULL);

	return is_firm(cell, folded);
}

bool
contents_has_firm(const struct table_row *row)
{
	g_autoptr(GString) folded = g_string_new(NULL);

	for (unsigned c = 0; c < row->n_cells; c++) {
		const char *cell = cells_at(row, (int)c);

		if (cell != NULL && is_firm(cell, folded))
			return true;
	}
	return false;
}

/* Parts of a city that are no division: they neither make a column one of
 * places nor keep it from being one. */
static bool
is_zone(const char *folded)
{
	static const char *const zones[] = {"高新区", "高新", "经开区", "开发区",
	    "市直", "省直", "市本级", "省本级", "市属", "省属", "新区", "示范区",
	    "园区", "工业园区", "保税区", "州直", "市级", "省级"};

	for (size_t i = 0; i < G_N_ELEMENTS(zones); i++)
		if (text_ends(folded, zones[i]))
			return true;
	return false;
}

/* Whether a cell names an authority of a place: 芜湖市经信局; `folded` is the cell's. */
static bool
is_authority(const char *cell, const GString *folded,
    const struct place *within, struct place *place)
{
	static const char *const ends[] = {"局", "厅", "委", "委员会", "管委会",
	    "政府"};

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (text_ends(folded->str, ends[i]))
			return place_of_text(cell, within, place);
	return false;
}

/* How deep a cell goes that names a place or its authority and nothing else, from 1, a
 * province, to 3; 0 for other cells.  Places come back row after row: `known` has
 * those read before. */
static unsigned
depth_of_place(const char *cell, const GString *folded,
    const struct place *within, GHashTable *known)
{
	gpointer depth;
	struct place place;

	if (g_hash_table_lookup_extended(known, cell, NULL, &depth))
		return GPOINTER_TO_UINT(depth);
	if ((!place_is_all(cell, within, &place) &&
	    !is_authority(cell, folded, within, &place)) || (within != NULL &&
	    within->province != NULL && place.province != within->province))
		depth = GUINT_TO_POINTER(0);
	else
		depth = GUINT_TO_POINTER(place.district ? 3 : place.city ? 2 : 1);
	g_hash_table_insert(known, (char *)cell, depth);
	return GPOINTER_TO_UINT(depth);
}

static void
note_cell(struct contents *c, const char *cell, const struct place *within,
    GString *folded, GHashTable *known)
{
	unsigned n, depth;

	if (is_firm(cell, folded)) {
		c->firms++;
	} else if (text_number(cell, &n)) {
		c->numbers++;
	} else if (folded->len <= LONGEST_PLACE &&
	    (depth = depth_of_place(cell, folded, within, known)) > 0) {
		c->places++;
		c->depth += depth;
	} else if (folded->len <= LONGEST_PLACE && is_zone(folded->str)) {
		return;
	}
	c->filled++;
}

/* Whether a row looks like a heading: two words of headings, or the only one,
 * and no firm. */
static bool
is_like_heading(const struct table_row *row, unsigned width, GString *folded)
{
	unsigned known = 0, filled = 0;

	/* Most rows have a firm, which is found sooner than a heading is not. */
	for (unsigned c = 0; c < MIN(row->n_cells, width); c++) {
		const char *cell = cells_at(row, (int)c);

		if (cell != NULL && is_firm(cell, folded))
			return false;
	}
	for (unsigned c = 0; c < MIN(row->n_cells, width); c++) {
		const char *cell = cells_at(row, (int)c);

		if (cell == NULL)
			continue;
		filled++;
		known += heading_field(cell) != HEADING_NONE;
	}
	return known > 0 && (known > 1 || filled == 1);
}

/* Whether a row begins with a number, as the rows of a list do. */
static bool
has_number(const struct table_row *row)
{
	unsigned n;

	for (unsigned c = 0; c < row->n_cells; c++)
		if (cells_at(row, (int)c) != NULL)
			return text_number(row->cells[c], &n);
	return false;
}

static bool
is_prose(const struct table_row *row)
{
	for (unsigned c = 0; c < row->n_cells; c++) {
		const char *cell = cells_at(row, (int)c);

		if (cell != NULL && text_is_sentence(cell))
			return !has_number(row);
	}
	return false;
}

GArray *
contents_read(const struct cells *cells, const struct table *t, size_t at,
    const struct place *within, const int *until, unsigned n)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	unsigned width = MIN(t->cols, MOST_COLUMNS), rows = 0;
	GArray *columns = g_array_new(FALSE, TRUE, sizeof(struct contents));

	g_array_set_size(columns, width);
	for (size_t i = at; i < t->n_rows && rows < MOST_ROWS; i++) {
		const struct table_row *row = &t->rows[i];
		int first = 0;
		unsigned filled = cells_filled(row, &first);

		/* Sections, titles and notes say nothing of a column. */
		if (filled == 0 || (filled == 1 && t->cols > 1 &&
		    !contents_is_firm(row->cells[first])) || is_prose(row))
			continue;
		if (is_like_heading(row, width, folded)) {
			if (rows > 0)
				break;
			continue;
		}
		rows++;
		for (unsigned c = 0; c < MIN(row->n_cells, width); c++) {
			const char *cell = cells_at(row, (int)c);
			int at_band = (int)c;

			if (cell == NULL)
				continue;
			if (until != NULL)
				at_band = cells_band(cells, row, (int)c,
				    until, n);
			if (at_band >= 0 && at_band < (int)width)
				note_cell(&g_array_index(columns,
				    struct contents, at_band), cell, within,
				    folded, known);
		}
	}
	return columns;
}

struct contents
contents_of(const GArray *columns, int from, int until)
{
	struct contents sum = {0};

	for (int c = MAX(from, 0); c <= until && c < (int)columns->len; c++) {
		const struct contents *k = &g_array_index(columns,
		    struct contents, c);

		sum.filled += k->filled;
		sum.firms += k->firms;
		sum.numbers += k->numbers;
		sum.places += k->places;
		sum.depth += k->depth;
	}
	return sum;
}

bool
contents_are_firms(const struct contents *c)
{
	return c->firms > 0 && c->firms * 10 >= c->filled * 6;
}

bool
contents_are_places(const struct contents *c)
{
	return c->places > 0 && c->places * 10 >= c->filled * 9;
}

bool
contents_are_numbers(const struct contents *c)
{
	return c->numbers > 0 && c->numbers * 10 >= c->filled * 8;
}
