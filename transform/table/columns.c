#include "columns.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/notice/notice.h"
#include "above.h"
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
columns_free(gpointer groups)
{
	g_array_unref(((struct columns *)groups)->beside);
}

GArray *
columns_new(void)
{
	GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct columns));

	g_array_set_clear_func(groups, columns_free);
	return groups;
}

void
columns_add(GArray *to, const GArray *from)
{
	for (guint i = 0; i < from->len; i++)
		g_array_ref(g_array_index(from, struct columns, i).beside);
	g_array_append_vals(to, from->data, from->len);
}

/* Adds a group without columns. */
static struct columns *
add_group(GArray *groups)
{
	struct columns g = {.beside = g_array_new(FALSE, FALSE,
	    sizeof(struct column_beside))};

	for (int i = 0; i < HEADING_FIELDS; i++)
		g.at[i] = -1;
	g_array_append_val(groups, g);
	return &g_array_index(groups, struct columns, groups->len - 1);
}

/* Whether the cells of a field say what became of a firm, or at which level. */
static bool
says_outcome(enum heading_field f)
{
	return f == HEADING_REMARK || f == HEADING_TYPE ||
	    f == HEADING_OUTCOME || f == HEADING_LEVEL;
}

/* Whether a field takes no answers, so that one below its heading says that the firm is
 * what the heading says: √ below 省级 is no place. */
static bool
takes_no_answers(enum heading_field f)
{
	return f == HEADING_KNOWN || (f >= HEADING_REGION &&
	    f <= HEADING_DISTRICT);
}

/* Keeps a column that has no place among the fields of its group. */
static void
add_beside(struct columns *g, guint col, enum heading_field f)
{
	struct column_beside b = {.col = (int)col, .field = f,
	    .remark = says_outcome(f),
	    .answers = takes_no_answers(f)};
	guint before = 0;

	for (guint i = 0; i < g->beside->len; i++) {
		const struct column_beside *other = &g_array_index(g->beside,
		    struct column_beside, i);

		before += !other->remark && !other->answers && !other->far;
	}
	b.far = !b.remark && !b.answers && before >= COLUMNS_READ;
	g_array_append_val(g->beside, b);
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
	/* 国家级企业名称 | 省级企业名称 */
	if (f == HEADING_NAME && heading_names_level(h->texts->pdata[col]) &&
	    heading_names_level(h->texts->pdata[g->at[f]]))
		return true;
	return f == HEADING_SEQUENCE || (!numbered && (f == HEADING_NAME ||
	    (g->at[f] == (int)first && g->at[HEADING_NAME] >= 0)) &&
	    text_same(h->texts->pdata[col], h->texts->pdata[g->at[f]]));
}

/* The field of a column in its group: 所属地区 beside 省份 is of what lies in it. */
static enum heading_field
field_beside(const struct columns *g, enum heading_field f)
{
	if (f != HEADING_REGION || g->at[f] < 0)
		return f;
	return g->at[HEADING_CITY] < 0 ? HEADING_CITY : HEADING_DISTRICT;
}

/* Whether the heading of a group's names is no plain one: 国家级企业 | 省级企业. */
static bool
is_titled(const struct heading_row *h, guint name)
{
	const char *text = h->texts->pdata[name];

	for (guint c = 0; c < h->fields->len; c++)
		if (heading_row_field(h, c) == HEADING_NAME &&
		    !text_same(h->texts->pdata[c], text))
			return true;
	return heading_names_level(text);
}

/* The words of a group beside others: its heading where that is no plain one, and what
 * stands above its columns. */
static const char *const *
bands_of(const struct heading_row *h, const struct columns *g, GPtrArray *kept)
{
	int name = g->at[HEADING_NAME], first = name;
	g_autoptr(GPtrArray) bands = g_ptr_array_new();

	for (int f = 0; f < HEADING_FIELDS; f++)
		if (g->at[f] >= 0)
			first = MIN(first, g->at[f]);
	if (is_titled(h, (guint)name))
		g_ptr_array_add(bands, h->texts->pdata[name]);
	for (guint i = 0; h->above != NULL && i < h->above->len; i++) {
		const struct above *a = &g_array_index(h->above, struct above,
		    i);

		if (a->until >= first && a->from <= name)
			g_ptr_array_add(bands, (char *)a->text);
	}
	if (bands->len == 0)
		return NULL;
	g_ptr_array_add(bands, NULL);
	g_ptr_array_add(kept, g_memdup2(bands->pdata, bands->len *
	    sizeof *bands->pdata));
	return kept->pdata[kept->len - 1];
}

/* Keeps the columns left of the first group, which are those of each. */
static void
add_left(const struct heading_row *h, struct columns *g, guint first)
{
	for (guint c = 0; c < first; c++) {
		add_beside(g, c, heading_row_field(h, c));
		g_array_index(g->beside, struct column_beside, c).far = true;
	}
}

/* Takes out the groups without a name; what stands in them beside it is a neighbour's. */
static void
leave_nameless(GArray *groups)
{
	for (guint i = 0; i < groups->len;) {
		struct columns *g = &g_array_index(groups, struct columns, i);
		struct columns *by = i > 0 ? g - 1 : i + 1 < groups->len ?
		    g + 1 : NULL;

		if (g->at[HEADING_NAME] >= 0) {
			i++;
			continue;
		}
		for (int f = 0; by != NULL && f < HEADING_FIELDS; f++)
			if (g->at[f] >= 0 && says_outcome((enum heading_field)f))
				add_beside(by, (guint)g->at[f],
				    (enum heading_field)f);
		for (guint k = 0; k < g->beside->len; k++)
			g_array_index(g->beside, struct column_beside, k).far =
			    true;
		if (by != NULL)
			g_array_append_vals(by->beside, g->beside->data,
			    g->beside->len);
		g_array_remove_index(groups, i);
	}
}

/* What the answers in a column do. */
static enum answer_heading
answers_of(const struct heading_row *h, int col)
{
	return col >= 0 && h->texts->pdata[col] != NULL ?
	    answer_of_heading(h->texts->pdata[col]) : ANSWER_COUNTS;
}

/* Whether a column has what firms have that lost a title. */
static bool
is_of_loss(const struct heading_row *h, int col)
{
	return col >= 0 && h->texts->pdata[col] != NULL &&
	    answer_is_of_loss(h->texts->pdata[col]);
}

/* Finds the level that a column's heading asks after: √ below 省级 is no attribute of the
 * firm. */
static void
set_level(const struct heading_row *h, struct column_beside *b)
{
	g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
	const char *asked = "√";

	if (!b->remark && answer_take(h->texts->pdata[b->col], false,
	    ANSWER_COUNTS, &asked, strings) == ANSWER_GIVEN)
		b->level = notice_words_level(asked, &b->programme);
}

/* Whether a group's columns ask after several levels; *lists says whether one asks after the
 * programme of the lists. */
static bool
asks_several_levels(const struct columns *g, bool *lists)
{
	const char *level = NULL;
	bool several = false;

	*lists = false;
	for (guint i = 0; i < g->beside->len; i++) {
		const struct column_beside *b = &g_array_index(g->beside,
		    struct column_beside, i);

		if (b->level == NULL)
			continue;
		several |= level != NULL && strcmp(level, b->level) != 0;
		level = b->level;
		*lists |= g_strcmp0(b->programme, "small_giant") == 0;
	}
	return several;
}

/* Leaves the levels of a group's columns that are of another matter than its lists':
 * 国家级小巨人 | 省级专精特新, but else 省级专精特新 is what the firm is besides. */
static void
settle_levels(struct columns *g)
{
	bool lists, several = asks_several_levels(g, &lists) && lists;

	for (guint i = 0; i < g->beside->len; i++) {
		struct column_beside *b = &g_array_index(g->beside,
		    struct column_beside, i);

		if (b->programme != NULL && !several)
			b->level = NULL;
		if (b->level != NULL)
			b->does = ANSWER_LEVEL;
	}
	g->several_levels = asks_several_levels(g, &lists);
}

/* What answers do that are favourable in lists of their programme. */
static enum answer_heading
favours(enum answer_heading does)
{
	return does == ANSWER_PROGRAMME ? ANSWER_FAVOURABLE : does;
}

/* Says what the answers in a group's columns do. */
static void
set_answers(const struct heading_row *h, struct columns *g)
{
	for (guint i = 0; i < g->beside->len; i++) {
		struct column_beside *b = &g_array_index(g->beside,
		    struct column_beside, i);

		b->does = answers_of(h, b->col);
		b->loss = is_of_loss(h, b->col);
		set_level(h, b);
		if (b->does != ANSWER_PROGRAMME && b->level == NULL)
			b->programme = NULL;
		b->does = favours(b->does);
	}
	settle_levels(g);
	g->does = favours(answers_of(h, g->at[HEADING_REMARK]));
	g->loss = is_of_loss(h, g->at[HEADING_REMARK]);
}

/* Names of several levels in one row, under one number: what stands right of them of any may
 * be said of each. */
static void
share_right(const struct heading_row *h, GArray *groups)
{
	const struct columns *last = &g_array_index(groups, struct columns,
	    groups->len > 0 ? groups->len - 1 : 0);

	if (groups->len < 2 || last->at[HEADING_SEQUENCE] >= 0 ||
	    !heading_names_level(h->texts->pdata[last->at[HEADING_NAME]]))
		return;
	for (guint i = 0; i + 1 < groups->len; i++)
		for (int f = 0; f < HEADING_FIELDS; f++)
			if (last->at[f] >= 0 && says_outcome((enum heading_field)f))
				add_beside(&g_array_index(groups,
				    struct columns, i), (guint)last->at[f],
				    (enum heading_field)f);
}

GArray *
columns_groups(const struct heading_row *h, GPtrArray *kept)
{
	GArray *groups = columns_new();
	struct columns *g = NULL;
	bool numbered = heading_row_has(h, HEADING_SEQUENCE);
	guint first = 0, left = 0;

	if (h->doubt != HEADING_DOUBT_NONE)
		return groups;
	for (guint c = 0; c < h->fields->len; c++) {
		enum heading_field f = heading_row_field(h, c);

		if (g != NULL && (f == HEADING_NONE || f == HEADING_KNOWN))
			add_beside(g, c, f);
		if (f == HEADING_NONE || f == HEADING_KNOWN)
			continue;
		if (g == NULL || begins_group(h, g, first, c, numbered)) {
			left = g == NULL ? c : left;
			first = c;
			g = add_group(groups);
			add_left(h, g, left);
		}
		f = field_beside(g, f);
		if (takes_no_answers(f) || (g->at[f] >= 0 &&
		    (says_outcome(f) || f == HEADING_BATCH)))
			add_beside(g, c, f);
		if (g->at[f] < 0 || (f == HEADING_NAME && says_more(
		    h->texts->pdata[c], h->texts->pdata[g->at[f]])))
			g->at[f] = (int)c;
	}
	leave_nameless(groups);
	share_right(h, groups);
	for (guint i = 0; i < groups->len; i++) {
		g = &g_array_index(groups, struct columns, i);
		g->against = heading_row_against(h,
		    (guint)g->at[HEADING_NAME]);
		set_answers(h, g);
		if (groups->len > 1 || heading_names_level(h->texts->pdata[
		    g->at[HEADING_NAME]]))
			g->bands = bands_of(h, g, kept);
	}
	return groups;
}

/* Whether both or neither of two groups stand below words against their names, and what
 * stands above the one stands above the other; a heading repeated on a new page may leave
 * that out. */
static bool
same_side(const struct columns *a, const struct columns *b)
{
	return (a->against == NULL) == (b->against == NULL) &&
	    (a->bands == NULL || (b->bands != NULL && g_strv_equal(
	    (const gchar *const *)a->bands, (const gchar *const *)b->bands)));
}

/* The column beside that stands at or after the i-th of a group and has more than
 * answers; NULL for none. */
static const struct column_beside *
next_beside(const struct columns *g, guint *i)
{
	while (*i < g->beside->len) {
		const struct column_beside *b = &g_array_index(g->beside,
		    struct column_beside, (*i)++);

		if (!b->answers)
			return b;
	}
	return NULL;
}

/* Whether the fields of two groups, and the columns beside them, are the same columns. */
static bool
same_columns(const struct columns *x, const struct columns *y)
{
	const struct column_beside *a, *b;
	guint i = 0, k = 0;

	do {
		a = next_beside(x, &i);
		b = next_beside(y, &k);
	} while (a != NULL && b != NULL && a->col == b->col &&
	    a->remark == b->remark);
	return a == NULL && b == NULL && memcmp(x->at, y->at, sizeof x->at) == 0;
}

bool
columns_same(const GArray *a, const GArray *b)
{
	bool same = a->len == b->len;

	for (guint i = 0; same && i < a->len; i++) {
		const struct columns *x = &g_array_index(a, struct columns, i);
		const struct columns *y = &g_array_index(b, struct columns, i);

		same = same_side(x, y) && same_columns(x, y);
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
infer_name(const struct table *t, const GArray *contents, int *name)
{
	unsigned most = 0, columns = 0;

	for (guint c = 0; c < contents->len; c++) {
		const struct contents *of = &g_array_index(contents,
		    struct contents, c);

		if (!contents_are_firms(of))
			continue;
		columns++;
		most = of->firms;
		*name = (int)c;
	}
	return columns == 1 && (most > 1 || t->n_rows == 1);
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
    const struct place *within, GArray *groups)
{
	g_autoptr(GArray) contents = contents_read(cells, t, 0, within, NULL,
	    0);
	static const enum heading_field places[] = {HEADING_REGION,
	    HEADING_CITY, HEADING_DISTRICT};
	unsigned found = 0;
	const struct contents *name;
	struct columns *g;
	int best;

	if (!infer_name(t, contents, &best))
		return false;
	g = add_group(groups);
	g->at[HEADING_NAME] = best;
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
			add_beside(g, c, HEADING_NONE);
	}
	if (name->firms > 1 || g->at[HEADING_SEQUENCE] >= 0 || found > 0)
		return true;
	g_array_set_size(groups, groups->len - 1);
	return false;
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
