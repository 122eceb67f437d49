#include "text_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "column_heading.h"

/* --- columns of a block ------------------------------------------------- */

static int
by_width(const void *a, const void *b)
{
	const struct chunk *const *c = a, *const *d = b;
	const float x = page_box_width(&(*c)->box);
	const float y = page_box_width(&(*d)->box);

	return x < y ? -1 : x > y;
}

static int
by_left(const void *a, const void *b)
{
	const struct text_column *c = a, *d = b;

	return c->x0 < d->x0 ? -1 : c->x0 > d->x0;
}

/* Takes a chunk into the column that it overlaps; one over several columns
 * that are established is a heading over them. */
static void
take_chunk(GArray *columns, const struct chunk *c)
{
	struct text_column new = {c->box.x0, c->box.x1, 1, c->line};
	unsigned over = 0, strong = 0, line = 0;
	bool beside = false;

	for (guint i = 0; i < columns->len; i++) {
		const struct text_column *k = &g_array_index(columns,
		    struct text_column, i);

		if (k->x0 < c->box.x1 - 0.5F && c->box.x0 < k->x1 - 0.5F) {
			over++;
			strong += k->members > 1;
			beside = beside || (over > 1 && k->line == line);
			line = k->line;
		}
	}
	if (over > 1 && (strong > 1 || beside))
		return;
	for (guint i = columns->len; i-- > 0; ) {
		const struct text_column *k = &g_array_index(columns,
		    struct text_column, i);

		if (k->x0 < c->box.x1 - 0.5F && c->box.x0 < k->x1 - 0.5F) {
			new.x0 = MIN(new.x0, k->x0);
			new.x1 = MAX(new.x1, k->x1);
			new.members += k->members;
			g_array_remove_index_fast(columns, i);
		}
	}
	g_array_append_val(columns, new);
}

/* The first chunk of a block that begins at x, or NULL. */
static const struct chunk *
chunk_at(const struct region *g, struct block b, float x)
{
	for (unsigned i = g->first[b.first]; i < g->first[b.end]; i++)
		if (region_chunk(g, i)->box.x0 == x)
			return region_chunk(g, i);
	return NULL;
}

/* Drops columns of which all is one heading over several others. */
static void
drop_headings(const struct region *g, struct block b, GArray *columns)
{
	for (guint i = 0; i < columns->len; ) {
		const struct text_column k = g_array_index(columns,
		    struct text_column,
		    i);
		const struct chunk *c = k.members == 1 ?
		    chunk_at(g, b, k.x0) : NULL;
		struct chunk heading;

		if (c == NULL) {
			i++;
			continue;
		}
		heading = *c;
		g_array_remove_index(columns, i);
		if (columns->len > 1)
			text_columns_find(&heading, columns);
		if (columns->len < 2 || !column_heading_follow_rule(g, &heading,
		    columns)) {
			g_array_insert_val(columns, i, k);
			i++;
		}
	}
}

/* From which line to which a column has text. */
struct reach {
	unsigned first, last;
};

static struct reach *
find_reaches(const struct region *g, struct block b, const GArray *columns)
{
	struct reach *r = g_new(struct reach, columns->len + 1);

	for (guint i = 0; i <= columns->len; i++)
		r[i] = (struct reach){b.end, b.first};
	for (unsigned i = g->first[b.first]; i < g->first[b.end]; i++) {
		struct chunk c = *region_chunk(g, i);

		text_columns_find(&c, columns);
		r[c.col].first = MIN(r[c.col].first, c.line);
		r[c.col].last = MAX(r[c.col].last, c.line);
	}
	return r;
}

static void
remove_column(GArray *columns, struct reach *r, guint i)
{
	g_array_remove_index(columns, i);
	memmove(r + i, r + i + 1, (columns->len - i) * sizeof *r);
}

/* Joins column i, which has nothing but a heading, with another. */
static void
join_columns(GArray *columns, struct reach *r, guint i, guint with)
{
	struct text_column *k = (struct text_column *)(void *)columns->data;

	k[with].x0 = MIN(k[with].x0, k[i].x0);
	k[with].x1 = MAX(k[with].x1, k[i].x1);
	k[with].members += k[i].members;
	r[with].first = r[i].first;
	remove_column(columns, r, i);
}

/* Joins columns that have nothing but a heading with those beside them that
 * have none.
 *
 *     Code     Name of place     Code       Short texts stand at the left of a
 *     01    Lagos                  23       wide column, and its heading in the
 *     02    Colima                 24       middle.
 *
 * Where both sides have none, one of them may get its own heading first; a
 * heading that still has both stands over them, and makes no column.
 *
 *               Men                Women
 *     Age   Number  Percent   Number  Percent  */
static void
join_headings(const struct region *g, struct block b, GArray *columns)
{
	enum { MOST = 4 };
	g_autofree struct reach *r = find_reaches(g, b, columns);
	bool joined = true;

	while (joined) {
		joined = false;
		for (guint i = columns->len; i-- > 1; ) {
			const unsigned end = r[i].last;
			const bool left = i > 1 && r[i - 1].first > end;
			const bool right = i + 1 < columns->len &&
			    r[i + 1].first > end;

			if (end >= b.first + MOST || left == right)
				continue;
			join_columns(columns, r, i, left ? i - 1 : i + 1);
			joined = true;
		}
	}
	for (guint i = columns->len; i-- > 2; )
		if (r[i].last < b.first + MOST && i + 1 < columns->len &&
		    r[i - 1].first > r[i].last && r[i + 1].first > r[i].last)
			remove_column(columns, r, i);
}

/* Whether a chunk stands over or under several in a third of the lines of a block
 * that have some there; others may go on with a wrapped text.  It is a heading
 * over several columns, or short headings that nearly touch. */
static bool
is_over_columns(const struct region *g, struct block b, const struct chunk *c)
{
	const float slack = 0.5F;
	unsigned several = 0, single = 0;

	for (unsigned i = b.first; i < b.end; i++) {
		unsigned n = 0;

		for (unsigned k = g->first[i]; i != c->line &&
		    k < g->first[i + 1]; k++)
			n += region_chunk(g, k)->box.x0 < c->box.x1 - slack &&
			    c->box.x0 < region_chunk(g, k)->box.x1 - slack;
		several += n > 1;
		single += n == 1;
	}
	return several * 2 >= single && several > 1;
}

/* Moves chunks of several words that stand over several columns after the
 * others, however narrow they are. */
static void
put_last(const struct region *g, struct block b, struct chunk **sorted,
    unsigned n)
{
	enum { MOST = 4000 };
	g_autofree struct chunk **over = g_new(struct chunk *, n + 1);
	unsigned kept = 0, moved = 0;

	for (unsigned i = 0; i < n && n <= MOST; i++) {
		if (sorted[i]->n > 1 && is_over_columns(g, b, sorted[i]))
			over[moved++] = sorted[i];
		else
			sorted[kept++] = sorted[i];
	}
	if (moved > 0)
		memcpy(sorted + kept, over, moved * sizeof *over);
}

/* --- headings of parts of a table ---------------------------------------- */

/* The middle between where the lines of a block begin and end that have several
 * texts. */
static float
middle_of_block(const struct region *g, struct block b)
{
	float x0 = INFINITY, x1 = -INFINITY;

	for (unsigned i = b.first; i < b.end; i++)
		if (region_chunks(g, i) > 1) {
			x0 = MIN(x0, region_line(g, i)->box.x0);
			x1 = MAX(x1, region_line(g, i)->box.x1);
		}
	return (x0 + x1) / 2;
}

/* Finds the headings of parts of a table, each alone in the middle of it:
 *
 *     Group         Boys   Girls
 *              Infants
 *     0-1 years     28.5    45.8
 *              Children
 *     2-9 years     94.3    84.6
 *
 * For each line of the region whether it is one; to be freed. */
static bool *
find_parts(const struct region *g, struct block b)
{
	enum { LEAST = 2 };
	const float middle = middle_of_block(g, b);
	bool *parts = g_new0(bool, b.end);
	unsigned n = 0;

	for (unsigned i = b.first; i < b.end; i++) {
		parts[i] = region_chunks(g, i) == 1 &&
		    fabsf(page_box_middle_x(&region_line(g, i)->box) -
		    middle) < 0.5F * g->height;
		n += parts[i];
	}
	if (n < LEAST)
		memset(parts, 0, b.end * sizeof *parts);
	return parts;
}

/* Whether a chunk is set as the other texts of its column are. */
static bool
is_set_in(const struct region *g, const struct chunk *c,
    const struct text_column *k)
{
	const float same = 0.5F * g->height;

	return fabsf(c->box.x0 - k->x0) < same ||
	    fabsf(c->box.x1 - k->x1) < same ||
	    fabsf(page_box_middle_x(&c->box) - (k->x0 + k->x1) / 2) < same;
}

/* Widens the headings of parts to all columns. */
static void
widen_parts(struct region *g, struct block b, const GArray *columns)
{
	g_autofree bool *parts = find_parts(g, b);

	for (unsigned i = b.first; i < b.end; i++) {
		struct chunk *c = region_chunk(g, g->first[i]);

		if (!parts[i] || (c->end - c->col == 1 && is_set_in(g, c,
		    &g_array_index(columns, struct text_column, c->col))))
			continue;
		c->col = 0;
		c->end = columns->len;
	}
}

/* Narrow chunks first, so that they are established
 * when wide ones come; without the headings of parts. */
GArray *
text_columns_of(const struct region *g, struct block b)
{
	const unsigned all = g->first[b.end] - g->first[b.first];
	g_autofree struct chunk **sorted = g_new(struct chunk *, all + 1);
	g_autofree bool *parts = find_parts(g, b);
	unsigned n = 0;
	GArray *columns = g_array_new(FALSE, FALSE, sizeof(struct text_column));

	for (unsigned i = g->first[b.first]; i < g->first[b.end]; i++)
		if (!parts[region_chunk(g, i)->line])
			sorted[n++] = region_chunk(g, i);
	qsort(sorted, n, sizeof *sorted, by_width);
	put_last(g, b, sorted, n);
	for (unsigned i = 0; i < n; i++)
		take_chunk(columns, sorted[i]);
	g_array_sort(columns, by_left);
	drop_headings(g, b, columns);
	join_headings(g, b, columns);
	return columns;
}

/* --- chunks in columns ------------------------------------------------ */

void
text_columns_find(struct chunk *c, const GArray *columns)
{
	float best = -INFINITY;

	c->col = c->end = 0;
	for (guint i = 0; i < columns->len; i++) {
		const struct text_column *k = &g_array_index(columns,
		    struct text_column, i);
		const float overlap = MIN(k->x1, c->box.x1) -
		    MAX(k->x0, c->box.x0);

		if (overlap > 0.5F && overlap > 0.3F *
		    MIN(k->x1 - k->x0, page_box_width(&c->box))) {
			if (c->end == 0)
				c->col = i;
			c->end = i + 1;
		} else if (c->end == 0 && overlap > best) {
			best = overlap;
			c->col = i;
		}
	}
	if (c->end == 0)
		c->end = c->col + 1;
}

/* Places the chunks of a line; of two that would share a column, one that has
 * another one gives way. */
static void
place_line(struct region *g, unsigned line, const GArray *columns)
{
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		struct chunk *c = region_chunk(g, i), *last = c - 1;

		text_columns_find(c, columns);
		if (i == g->first[line] || last->end <= c->col)
			continue;
		if (c->end - c->col > 1)
			c->col++;
		else if (last->end - last->col > 1)
			last->end--;
	}
}

/* Whether a word of a chunk stands further from the one before it than those of
 * a text do, with the white between two columns in the gap. */
static bool
parts_columns(const struct region *g, const struct chunk *c, unsigned word,
    const GArray *columns)
{
	const struct page_word *v = region_word(g, word - 1);
	const struct page_word *w = region_word(g, word);
	const struct page_box *a = &v->box, *b = &w->box;
	const float width = (page_box_width(a) + page_box_width(b)) /
	    (float)(v->n + w->n);

	if (b->x0 - a->x1 < (g->space > 0 ? 1.5F * g->space : 1.1F * width))
		return false;
	for (unsigned k = c->col; k + 1 < c->end; k++) {
		const float from = g_array_index(columns, struct text_column,
		    k).x1;
		const float to = g_array_index(columns, struct text_column,
		    k + 1).x0;

		if (MIN(to, b->x0) - MAX(from, a->x1) > -1)
			return true;
	}
	return false;
}

unsigned
text_columns_sides(const struct region *g, unsigned line, unsigned col,
    const GArray *columns, const struct page_box *part)
{
	const float same = 0.25F * g->height;

	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		struct chunk c = *region_chunk(g, i);

		text_columns_find(&c, columns);
		if (c.col == col && c.end == col + 1)
			return (fabsf(c.box.x0 - part->x0) < same ? 1U : 0) |
			    (fabsf(c.box.x1 - part->x1) < same ? 2U : 0) |
			    (fabsf(page_box_middle_x(&c.box) -
			    page_box_middle_x(part)) < same ? 4U : 0);
	}
	return 0;
}

/* --- headings side by side ---------------------------------------------- */

enum { MOST_SIDES = 16 };       /* headings in one chunk */

/* A chunk's words in parts, one for each of its columns: part i begins with
 * word at[i]. */
struct parts {
	unsigned at[MOST_SIDES + 1];
	struct page_box box[MOST_SIDES];
	unsigned n;
};

/* Parts a chunk at the gaps nearest to the white between its columns. */
static bool
part_by_columns(const struct region *g, const struct chunk *c,
    const GArray *columns, struct parts *p)
{
	p->n = c->end - c->col;
	if (p->n < 2 || p->n > MOST_SIDES || p->n > c->n)
		return false;
	p->at[0] = c->first;
	p->at[p->n] = c->first + c->n;
	for (unsigned k = 1; k < p->n; k++) {
		const struct text_column *left = &g_array_index(columns,
		    struct text_column, c->col + k - 1);
		const float x = (left[0].x1 + left[1].x0) / 2;
		float best = INFINITY;

		p->at[k] = 0;
		for (unsigned w = p->at[k - 1] + 1; w < p->at[p->n]; w++) {
			const float off = fabsf((region_word(g, w - 1)->box.x1 +
			    region_word(g, w)->box.x0) / 2 - x);

			if (off < best) {
				best = off;
				p->at[k] = w;
			}
		}
		if (p->at[k] == 0)
			return false;
	}
	for (unsigned k = 0; k < p->n; k++) {
		p->box[k] = region_word(g, p->at[k])->box;
		for (unsigned w = p->at[k] + 1; w < p->at[k + 1]; w++)
			page_words_box_add(&p->box[k], &region_word(g, w)->box);
	}
	return true;
}

/* Whether the gaps between parts are wider than those within them. */
static bool
stand_apart(const struct region *g, const struct parts *p)
{
	float within = 0, between = INFINITY;
	unsigned k = 1;

	for (unsigned w = p->at[0] + 1; w < p->at[p->n]; w++) {
		const float gap = region_word(g, w)->box.x0 -
		    region_word(g, w - 1)->box.x1;

		if (w == p->at[k]) {
			between = MIN(between, gap);
			k++;
		} else {
			within = MAX(within, gap);
		}
	}
	return between > 1.1F * within;
}

bool
text_columns_part(const struct region *g, const struct chunk *c,
    const GArray *columns)
{
	struct parts p;

	return part_by_columns(g, c, columns, &p) && stand_apart(g, &p);
}

/* Splits a chunk over several columns where each of its parts is set as the
 * text above or below it is: headings that nearly touch.
 *
 *       Under-
 *     graduate Graduate
 *        only     only       */
static void
split_headings(struct region *g, struct block b, unsigned chunk,
    const GArray *columns)
{
	const struct chunk c = *region_chunk(g, chunk);
	struct chunk whole = c;
	struct parts p;
	unsigned sides = 7;

	if (column_heading_follow_rule(g, &whole, columns) ||
	    !part_by_columns(g, &c, columns, &p) || !stand_apart(g, &p))
		return;
	for (unsigned k = 0; k < p.n; k++) {
		unsigned own = 0;

		if (c.line > b.first)
			own |= text_columns_sides(g, c.line - 1, c.col + k,
			    columns, &p.box[k]);
		if (c.line + 1 < b.end)
			own |= text_columns_sides(g, c.line + 1, c.col + k,
			    columns, &p.box[k]);
		sides &= own;
	}
	for (unsigned k = p.n; sides != 0 && --k > 0; )
		region_split(g, chunk, p.at[k]);
}

void
text_columns_place(struct region *g, struct block b, const GArray *columns)
{
	for (unsigned i = g->first[b.first]; i < g->first[b.end]; i++) {
		struct chunk *c = region_chunk(g, i);

		text_columns_find(c, columns);
		for (unsigned w = c->first + 1; c->end - c->col > 1 &&
		    w < c->first + c->n; w++) {
			if (!parts_columns(g, c, w, columns))
				continue;
			region_split(g, i, w);
			text_columns_find(region_chunk(g, i), columns);
			break;
		}
		if (region_chunk(g, i)->end - region_chunk(g, i)->col > 1)
			split_headings(g, b, i, columns);
	}
	for (unsigned i = b.first; i < b.end; i++)
		place_line(g, i, columns);
	widen_parts(g, b, columns);
}

bool
text_columns_are_headed(const struct region *g, struct block b,
    const GArray *columns)
{
	for (unsigned i = b.first; i < b.end; i++) {
		const unsigned n = region_chunks(g, i);
		struct chunk c = *region_chunk(g, g->first[i]);

		text_columns_find(&c, columns);
		if (i == b.first ? n + c.col < columns->len || c.col > 1 :
		    c.col > 0)
			return false;
		for (unsigned k = g->first[i]; k < g->first[i + 1]; k++) {
			c = *region_chunk(g, k);
			text_columns_find(&c, columns);
			if (c.end - c.col > 1)
				return false;
		}
	}
	return true;
}
