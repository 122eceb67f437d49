#include "columns.h"

#include <stddef.h>
#include <string.h>

#include "fetch/base/text.h"
#include "contents.h"

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
	g->against = g->band = NULL;
	memset(g->answers, 0, sizeof g->answers);
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

/* Whether two headings are the same words. */
static bool
same_words(const char *a, const char *b)
{
	g_autoptr(GString) x = g_string_new(NULL), y = g_string_new(NULL);

	text_fold(x, a);
	text_fold(y, b);
	return g_string_equal(x, y);
}

/* Whether a column begins a further group beside `g`, which begins at `first`: its
 * numbers come again, or, where none counts, the heading of its names or of its
 * first column does; 企业名称 | 集团名称 are of one firm. */
static bool
begins_group(const struct heading_row *h, const struct columns *g, guint first,
    guint col, bool numbered)
{
	enum heading_field f = heading_row_field(h, col);

	if (g->at[f] < 0)
		return false;
	return f == HEADING_SEQUENCE || (!numbered && (f == HEADING_NAME ||
	    (g->at[f] == (int)first && g->at[HEADING_NAME] >= 0)) &&
	    same_words(h->texts->pdata[col], h->texts->pdata[g->at[f]]));
}

/* The field of a column in its group: 所属地区 beside 省份 is of what lies in it. */
static enum heading_field
field_beside(const struct columns *g, enum heading_field f)
{
	if (f != HEADING_REGION || g->at[f] < 0)
		return f;
	return g->at[HEADING_CITY] < 0 ? HEADING_CITY : HEADING_DISTRICT;
}

/* The words above the names of a group beside others: those over its columns, or its
 * heading where it is no plain one (国家级企业 | 省级企业). */
static const char *
band_of(const struct heading_row *h, guint name)
{
	const char *text = h->texts->pdata[name];

	if (h->uppers->pdata[name] != NULL)
		return h->uppers->pdata[name];
	for (guint c = 0; c < h->fields->len; c++)
		if (heading_row_field(h, c) == HEADING_NAME &&
		    !same_words(h->texts->pdata[c], text))
			return text;
	return NULL;
}

/* Says what the answers in a group's columns do. */
static void
set_answers(const struct heading_row *h, struct columns *g)
{
	for (int i = 0; i <= COLUMNS_BESIDE; i++) {
		int col = i < COLUMNS_BESIDE ? g->beside[i] :
		    g->at[HEADING_REMARK];

		if (col >= 0 && h->texts->pdata[col] != NULL)
			g->answers[i] = answer_of_heading(
			    h->texts->pdata[col]);
	}
}

GArray *
columns_groups(const struct heading_row *h)
{
	GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct columns));
	struct columns *g = NULL;
	bool numbered = heading_row_has(h, HEADING_SEQUENCE);
	guint first = 0;

	if (h->doubt != HEADING_DOUBT_NONE)
		return groups;
	for (guint c = 0; c < h->fields->len; c++) {
		enum heading_field f = heading_row_field(h, c);

		if (f == HEADING_NONE && g != NULL)
			add_beside(g, c, false);
		if (f == HEADING_NONE || f == HEADING_KNOWN)
			continue;
		if (g == NULL || begins_group(h, g, first, c, numbered)) {
			first = c;
			g_array_set_size(groups, groups->len + 1);
			g = &g_array_index(groups, struct columns,
			    groups->len - 1);
			columns_clear(g);
		}
		f = field_beside(g, f);
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
	for (guint i = 0; i < groups->len; i++) {
		g = &g_array_index(groups, struct columns, i);
		g->against = heading_row_against(h,
		    (guint)g->at[HEADING_NAME]);
		set_answers(h, g);
		if (groups->len > 1)
			g->band = band_of(h, (guint)g->at[HEADING_NAME]);
	}
	return groups;
}

/* Whether both or neither of two groups stand below words against their names. */
static bool
same_side(const struct columns *a, const struct columns *b)
{
	return (a->against == NULL) == (b->against == NULL);
}

bool
columns_same(const GArray *a, const GArray *b)
{
	bool same = a->len == b->len;

	for (guint i = 0; same && i < a->len; i++) {
		const struct columns *x = &g_array_index(a, struct columns, i);
		const struct columns *y = &g_array_index(b, struct columns, i);

		same = same_side(x, y) &&
		    memcmp(x, y, offsetof(struct columns, against)) == 0;
	}
	return same;
}

bool
columns_part_of(const GArray *some, const GArray *all)
{
	if (some->len == 0 || some->len > all->len)
		return false;
	for (guint i = 0; i < some->len; i++) {
		const struct columns *s = &g_array_index(some, struct columns,
		    i);
		const struct columns *a = &g_array_index(all, struct columns,
		    i);

		if (!same_side(s, a))
			return false;
		for (int f = 0; f < HEADING_FIELDS; f++)
			if (s->at[f] >= 0 && s->at[f] != a->at[f])
				return false;
	}
	return true;
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

/* How many rows the merged cells of a column cover beyond their first ones. */
static unsigned
rows_covered(const struct table *t, guint col)
{
	unsigned rows = 0;

	for (size_t i = 0; i < t->n_spans; i++)
		if (t->spans[i].col == col + 1 && t->spans[i].rowspan > 1)
			rows += t->spans[i].rowspan - 1;
	return rows;
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
		else if (contents_are_places(of) && (of->places +
		    rows_covered(t, c)) * 2 > name->firms && found < G_N_ELEMENTS(places))
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
