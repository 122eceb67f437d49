#include "extent.h"

#include <math.h>

#include "column_heading.h"

enum {
	MOST_LINES = 8,         /* of a title or heading */
	MOST_PARTS = 64,        /* of a table, white between them */
};

/* --- blocks ----------------------------------------------------------- */

/* The gaps that two lines have in common, at least `least` wide. */
static GArray *
common_gaps(const GArray *a, const GArray *b, float least)
{
	GArray *gaps = g_array_new(FALSE, FALSE, sizeof(struct ruling));
	guint i = 0, k = 0;

	while (i < a->len && k < b->len) {
		const struct ruling *r = &g_array_index(a, struct ruling,
		    i), *s = &g_array_index(b, struct ruling, k);
		struct ruling gap = {0, MAX(r->from, s->from),
		    MIN(r->to, s->to)};

		if (gap.to - gap.from >= least)
			g_array_append_val(gaps, gap);
		if (r->to < s->to)
			i++;
		else
			k++;
	}
	return gaps;
}

/* How many of the gaps have text on both sides. */
static unsigned
inner_gaps(const GArray *gaps)
{
	unsigned n = 0;

	for (guint i = 0; i < gaps->len; i++) {
		const struct ruling *r = &g_array_index(gaps,
		    struct ruling, i);

		n += isfinite(r->from) && isfinite(r->to);
	}
	return n;
}

struct block
extent_grow(const struct region *g, unsigned first)
{
	struct block b = {first, first + 1};
	GArray *gaps = region_gaps(g, first);
	unsigned pending = 0;

	for (unsigned i = first + 1; i < g->lines->len; i++) {
		GArray *own, *both;

		if (region_is_far(g, i - 1, i))
			break;
		if (region_chunks(g, i) < 2) {
			if (++pending > 3)
				break;
			continue;
		}
		own = region_gaps(g, i);
		both = common_gaps(gaps, own, g->least_gap);
		g_array_free(own, TRUE);
		if (inner_gaps(both) == 0) {
			g_array_free(both, TRUE);
			break;
		}
		g_array_free(gaps, TRUE);
		gaps = both;
		b.end = i + 1;
		pending = 0;
	}
	g_array_free(gaps, TRUE);
	return b;
}

/* --- rules ------------------------------------------------------------ */

/* Whether a rule as wide as a block stands above a line, and below the line
 * before it. */
static bool
is_ruled_above(const struct region *g, unsigned line, const struct page_box *b)
{
	const struct page_box *box = &region_line(g, line)->box;
	const float from = line == 0 ? box->y0 - 3 * g->height :
	    page_box_middle_y(&region_line(g, line - 1)->box);

	return region_ruled(g, MAX(from, box->y0 - 3 * g->height),
	    page_box_middle_y(box), b->x0, b->x1) > 0.8F;
}

/* --- beyond the rules -------------------------------------------------- */

/* Whether one of some lines is no row of these columns: a text that begins in
 * the first runs over others, or has gaps where no column ends.  What stands
 * beside all columns may head an empty one. */
static bool
has_prose(const struct region *g, struct block b, const GArray *columns)
{
	struct chunk last = {.line = b.end};

	for (unsigned i = g->first[b.first]; i < g->first[b.end]; i++) {
		struct chunk c = *region_chunk(g, i);
		const struct text_column *k;

		text_columns_find(&c, columns);
		k = &g_array_index(columns, struct text_column, c.col);
		if (c.box.x0 > k->x1 || c.box.x1 < k->x0)
			continue;
		if ((c.n > 1 && c.col == 0 && c.end > 1 &&
		    !text_columns_part(g, &c, columns)) ||
		    (last.line == c.line && c.col < last.end))
			return true;
		last = c;
	}
	return false;
}

/* The last line among the first of a block that has a rule above it, or the
 * first line. */
static unsigned
rule_above(const struct region *g, struct block b, const struct page_box *box)
{
	const unsigned end = MIN(b.end, b.first + MOST_LINES + 1);

	for (unsigned i = b.first + 1; i < end; i++)
		if (is_ruled_above(g, i, box))
			return i;
	return b.first;
}

/* The first line among the last of a block that has a rule above it, or the end
 * of the block. */
static unsigned
rule_below(const struct region *g, struct block b, const struct page_box *box)
{
	for (unsigned i = b.end - 1; i > b.first && i + MOST_LINES >= b.end;
	    i--)
		if (is_ruled_above(g, i, box))
			return i;
	return b.end;
}

/* Whether the first line of a block heads its columns: of few numbers, which
 * alone may not part all columns. */
static bool
is_headed(const struct region *g, struct block b)
{
	GArray *columns = text_columns_of(g, b);
	const bool full = columns->len > 2 && text_columns_are_headed(g, b,
	    columns);

	g_array_free(columns, TRUE);
	return full;
}

/* Cuts titles and notes that stand beyond a rule. */
static struct block
cut_prose(const struct region *g, struct block b)
{
	const struct page_box box = region_box(g, b);
	const struct block all = b;
	GArray *columns;

	b.first = rule_above(g, b, &box);
	b.end = rule_below(g, b, &box);
	if (b.end - b.first < 3)
		return all;
	columns = text_columns_of(g, b);
	if (b.first > all.first && (is_headed(g, (struct block){all.first,
	    b.end}) || !has_prose(g, (struct block){all.first, b.first},
	    columns)))
		b.first = all.first;
	if (b.end < all.end && !has_prose(g, (struct block){b.end, all.end},
	    columns))
		b.end = all.end;
	g_array_free(columns, TRUE);
	return b;
}

/* --- above and below --------------------------------------------------- */

/* Whether a line stands in columns: each of its chunks in one, or over several
 * that a rule under it joins; *joins says whether there is such a rule. */
static bool
stands_in(const struct region *g, unsigned line, const GArray *columns,
    bool *joins)
{
	*joins = false;
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		struct chunk c = *region_chunk(g, i);

		text_columns_find(&c, columns);
		if (column_heading_follow_rule(g, &c, columns))
			*joins = true;
		else if (c.end - c.col > 1)
			return false;
	}
	return true;
}

/* Whether a line says what a table is, as in "Table 2" or "表2". */
static bool
is_caption(const struct region *g, unsigned line)
{
	static const char *const words[] = {"table", "figure", "tabelle",
	    "tableau", "tabla", "exhibit", "表", "附表", "图"};
	const struct page_word *w = region_word(g, region_line(g, line)->first);

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *p = words[i];
		unsigned k = 0;

		while (k < w->n && *p != '\0' && g_unichar_tolower(
		    w->chars[k].c) == g_utf8_get_char(p)) {
			k++;
			p = g_utf8_next_char(p);
		}
		if (*p == '\0')
			return true;
	}
	return false;
}

/* Whether rules part all lines of a block. */
static bool
is_ruled_throughout(const struct region *g, struct block b,
    const struct page_box *box)
{
	enum { LEAST = 3 };

	for (unsigned i = b.first + 1; i < b.end; i++)
		if (!region_parted(g, i - 1, i, box->x0, box->x1))
			return false;
	return b.end - b.first >= LEAST;
}

/* Whether a line has a text in nearly every column, words apart where a chunk
 * stands over several: the head of a table that has rules only below rows. */
static bool
heads_columns(const struct region *g, unsigned line, const GArray *columns)
{
	unsigned n = 0;

	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		struct chunk c = *region_chunk(g, i);

		text_columns_find(&c, columns);
		if (c.end - c.col > 1 && !text_columns_part(g, &c, columns))
			return false;
		n += c.end - c.col;
	}
	return columns->len > 2 && n <= columns->len &&
	    n * 4 >= columns->len * 3;
}

/* Adds what stands in the columns of a block up to the highest rule above it,
 * and headings over several columns. */
static struct block
reach_up(const struct region *g, struct block b, unsigned least)
{
	const struct page_box box = region_box(g, b);
	GArray *columns = text_columns_of(g, b);
	unsigned first = b.first;
	bool joins;

	for (unsigned i = b.first; i-- > least && b.first - i <= MOST_LINES; ) {
		if (region_is_far(g, i, i + 1) || is_caption(g, i))
			break;
		if (i + 1 == b.first && region_parted(g, i, i + 1, box.x0,
		    box.x1) && is_ruled_throughout(g, b, &box) &&
		    heads_columns(g, i, columns)) {
			first = i;
			break;
		}
		if (!stands_in(g, i, columns, &joins))
			break;
		if (joins || is_ruled_above(g, i, &box))
			first = i;
	}
	g_array_free(columns, TRUE);
	b.first = first;
	return b;
}

/* Whether a line is one more of a heading's texts, whose last lines stand below
 * it: close above, in columns beside the first, set as what is below. */
static bool
is_stacked(const struct region *g, unsigned line, const GArray *columns)
{
	if (region_line(g, line + 1)->box.y0 - region_line(g, line)->box.y1 >
	    0.45F * g->height)
		return false;
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		struct chunk c = *region_chunk(g, i);

		text_columns_find(&c, columns);
		if (c.col == 0 || c.end - c.col > 1 || text_columns_sides(g,
		    line + 1, c.col, columns, &c.box) == 0)
			return false;
	}
	return true;
}

/* Adds such lines above a block. */
static struct block
reach_heads(const struct region *g, struct block b, unsigned least)
{
	GArray *columns = text_columns_of(g, b);
	const unsigned end = b.first;

	while (b.first > least && end - b.first < MOST_LINES &&
	    is_stacked(g, b.first - 1, columns))
		b.first--;
	g_array_free(columns, TRUE);
	return b;
}

/* Adds lines below that go on with a text of the last row: they stand nearer to
 * it than rows do, and within one column. */
static struct block
reach_down(const struct region *g, struct block b)
{
	GArray *columns = text_columns_of(g, b);
	const float most = 0.75F * block_pitch(g, b);
	unsigned end = b.end;
	bool joins;

	while (end < g->lines->len && end < b.end + 3 &&
	    region_chunks(g, end) == 1 && region_pitch(g, end) < most &&
	    stands_in(g, end, columns, &joins))
		end++;
	g_array_free(columns, TRUE);
	if (end == g->lines->len || region_pitch(g, end) > most)
		b.end = end;
	return b;
}

/* --- parts ------------------------------------------------------------- */

static bool
is_same_line(const struct region *g, unsigned a, unsigned b)
{
	const struct page_line *l = region_line(g, a), *m = region_line(g, b);

	if (l->n != m->n)
		return false;
	for (unsigned i = 0; i < l->n; i++) {
		const struct page_word *v = region_word(g, l->first + i);
		const struct page_word *w = region_word(g, m->first + i);

		if (v->n != w->n)
			return false;
		for (unsigned k = 0; k < v->n; k++)
			if (v->chars[k].c != w->chars[k].c)
				return false;
	}
	return true;
}

/* Whether what stands between two parts of a table is at most the heading of
 * the second: a line in the first column. */
static bool
is_group_heading(const struct region *g, struct block between,
    const GArray *columns)
{
	if (between.end - between.first > 2)
		return false;
	for (unsigned i = between.first; i < between.end; i++) {
		struct chunk c = *region_chunk(g, g->first[i]);

		text_columns_find(&c, columns);
		if (c.col > 0 || c.end > 1 || is_caption(g, i))
			return false;
	}
	return true;
}

/* Whether a block is a further part of another: it has several rows, all in the
 * columns of that, and does not begin with the same heading. */
static bool
is_part(const struct region *g, struct block b, struct block part,
    const GArray *columns)
{
	const struct block both = {b.first, part.end};
	GArray *common;
	bool fits = true, joins;
	unsigned rows = 0;

	for (unsigned i = part.first; i < part.end; i++)
		rows += region_chunks(g, i) > 1;
	if (rows < 2 || is_same_line(g, b.first, part.first) ||
	    region_line(g, part.first)->box.y0 -
	    region_line(g, b.end - 1)->box.y1 > 8 * g->height)
		return false;
	for (unsigned i = part.first; fits && i < part.end; i++)
		fits = stands_in(g, i, columns, &joins) && !joins;
	if (!fits)
		return false;
	common = text_columns_of(g, both);
	fits = common->len == columns->len;
	g_array_free(common, TRUE);
	return fits;
}

/* Adds the parts of a table that white parts from it, such as the rows below
 * its heading, or groups of rows. */
static struct block
add_parts(const struct region *g, struct block b)
{
	for (unsigned n = 0; n < MOST_PARTS; n++) {
		GArray *columns;
		unsigned next = b.end;
		struct block part;
		bool fits;

		while (next < g->lines->len && next < b.end + 3 &&
		    region_chunks(g, next) < 2)
			next++;
		if (next >= g->lines->len || region_chunks(g, next) < 2)
			break;
		part = extent_grow(g, next);
		columns = text_columns_of(g, b);
		fits = is_group_heading(g, (struct block){b.end, next},
		    columns) && is_part(g, b, part, columns);
		g_array_free(columns, TRUE);
		if (!fits)
			break;
		b.end = part.end;
	}
	return b;
}

struct block
extent_of(const struct region *g, struct block b, unsigned least)
{
	b = add_parts(g, b);
	b = cut_prose(g, b);
	b = reach_up(g, b, least);
	b = reach_heads(g, b, least);
	return reach_down(g, b);
}
