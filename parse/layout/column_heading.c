#include "column_heading.h"

#include <math.h>

enum { MOST_SPAN = 24 };        /* columns below a heading without a rule */

/* How far the white around a chunk goes in its line. */
static struct ruling
room_of(const struct region *g, const struct chunk *c)
{
	struct ruling room = {0, -INFINITY, INFINITY};

	for (unsigned i = g->first[c->line]; i < g->first[c->line + 1]; i++) {
		const struct page_box *b = &region_chunk(g, i)->box;

		if (b->x1 <= c->box.x0)
			room.from = b->x1;
		else if (b->x0 >= c->box.x1)
			room.to = MIN(room.to, b->x0);
	}
	return room;
}

static const struct text_column *
column_at(const GArray *columns, unsigned i)
{
	return &g_array_index(columns, struct text_column, i);
}

static float
middle_of(const GArray *columns, unsigned col, unsigned end)
{
	return (column_at(columns, col)->x0 +
	    column_at(columns, end - 1)->x1) / 2;
}

bool
column_heading_is_framed(const struct region *g, const struct chunk *c,
    struct ruling *room)
{
	const struct ruling white = room_of(g, c);
	const float y = page_box_middle_y(&c->box);
	struct ruling frame = {0, -INFINITY, INFINITY};

	for (guint i = 0; i < g->rules->down->len; i++) {
		const struct ruling *r = &g_array_index(g->rules->down,
		    struct ruling, i);

		if (r->from > y || r->to < y)
			continue;
		if (r->at <= c->box.x0 + 1)
			frame.from = MAX(frame.from, r->at);
		else if (r->at >= c->box.x1 - 1)
			frame.to = MIN(frame.to, r->at);
	}
	if (!isfinite(frame.from) || !isfinite(frame.to) ||
	    frame.from < white.from - 1 || frame.to > white.to + 1)
		return false;
	*room = frame;
	return true;
}

/* Widens a chunk to the columns of which the middle lies within some room;
 * false where these are not some of several. */
static bool
widen(struct chunk *c, const struct ruling *room, const GArray *columns)
{
	unsigned col = 0, end = columns->len;

	while (col < end && middle_of(columns, col, col + 1) < room->from)
		col++;
	while (end > col && middle_of(columns, end - 1, end) > room->to)
		end--;
	if (end - col < 2 || end - col == columns->len)
		return false;
	c->col = col;
	c->end = end;
	return true;
}

/* Whether a chunk stands in the middle between two places, or as good as. */
static bool
is_centred(const struct chunk *c, const struct ruling *room)
{
	return fabsf(page_box_middle_x(&c->box) - (room->from + room->to) / 2) <
	    0.15F * (room->to - room->from);
}

bool
column_heading_follow_rule(const struct region *g, struct chunk *c,
    const GArray *columns)
{
	const float slack = 2, y = page_box_middle_y(&c->box);
	const struct ruling room = room_of(g, c);
	struct ruling frame;

	if (column_heading_is_framed(g, c, &frame))
		return is_centred(c, &frame) && widen(c, &frame, columns);
	for (guint i = 0; i < g->rules->across->len; i++) {
		const struct ruling *r = &g_array_index(g->rules->across,
		    struct ruling, i);

		if (r->at > c->box.y1 + g->height)
			break;
		if (r->at < y || r->from > c->box.x0 + slack ||
		    r->to < c->box.x1 - slack || r->from < room.from - slack ||
		    r->to > room.to + slack)
			continue;
		if (widen(c, r, columns))
			return true;
	}
	return false;
}

/* Whether a line has a chunk in each of these columns. */
static bool
has_all(const struct region *g, unsigned line, unsigned col, unsigned end)
{
	unsigned n = 0;

	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		const struct chunk *c = region_chunk(g, i);

		if (c->col >= col && c->end <= end)
			n += c->end - c->col;
	}
	return n == end - col;
}

/* Widens a chunk to the columns in the middle of which it stands. */
static void
centre(const struct region *g, struct chunk *c, const GArray *columns)
{
	const float x = page_box_middle_x(&c->box);
	const struct ruling room = room_of(g, c);
	const struct chunk own = *c;
	unsigned least = own.end - MIN(own.end, MOST_SPAN);
	unsigned most = MIN(columns->len, own.col + MOST_SPAN);
	float nearest = 0.5F * g->height;

	if (fabsf(middle_of(columns, c->col, c->end) - x) < g->height)
		return;
	while (least < c->col && column_at(columns, least)->x0 < room.from)
		least++;
	while (most > c->end && column_at(columns, most - 1)->x1 > room.to)
		most--;
	for (unsigned col = least; col <= own.col; col++)
		for (unsigned end = own.end; end <= most; end++) {
			const float off = fabsf(middle_of(columns, col, end) -
			    x);

			if (end - col < 2 || off >= nearest ||
			    !has_all(g, c->line + 1, col, end))
				continue;
			nearest = off;
			c->col = col;
			c->end = end;
		}
}

/* Whether a column has a chunk of its own in one of the lines below one. */
static bool
has_below(const struct region *g, unsigned line, unsigned col)
{
	enum { MOST = 4 };
	const unsigned end = MIN(line + 1 + MOST, g->lines->len);

	for (unsigned i = g->first[line + 1]; i < g->first[end]; i++)
		if (region_chunk(g, i)->col == col &&
		    region_chunk(g, i)->end == col + 1)
			return true;
	return false;
}

/* Widens the chunks of a line that stand in the middle of equally many columns
 * each, of all from `first` on.
 *
 *                  Total                   Male
 *           all   <18   >18         all   <18   >18    */
static void
spread_evenly(const struct region *g, unsigned line, unsigned first,
    const GArray *columns)
{
	unsigned from = g->first[line], to = g->first[line + 1], each;

	while (from < to && region_chunk(g, from)->end <= first)
		from++;
	each = to > from ? (columns->len - first) / (to - from) : 0;
	if (to - from < 2 || each < 2 ||
	    each * (to - from) != columns->len - first)
		return;
	for (unsigned col = first; col < columns->len; col++)
		if (!has_below(g, line, col))
			return;
	for (unsigned i = from; i < to; i++) {
		const unsigned col = first + (i - from) * each;

		if (fabsf(middle_of(columns, col, col + each) -
		    page_box_middle_x(&region_chunk(g, i)->box)) > g->height)
			return;
	}
	for (unsigned i = from; i < to; i++) {
		region_chunk(g, i)->col = first + (i - from) * each;
		region_chunk(g, i)->end = first + (i - from + 1) * each;
	}
}

/* Widens a chunk that stands in the white between two columns to both. */
static bool
stand_between(const struct region *g, struct chunk *c, const GArray *columns)
{
	const float slack = 0.5F;
	guint i = 0;

	while (i < columns->len && column_at(columns, i)->x1 <
	    c->box.x0 + slack)
		i++;
	if (i == 0 || i == columns->len || column_at(columns, i)->x0 <
	    c->box.x1 - slack || !has_below(g, c->line, i - 1) ||
	    !has_below(g, c->line, i))
		return false;
	c->col = i - 1;
	c->end = i + 1;
	return true;
}

void
column_heading_spread(const struct region *g, unsigned line,
    const GArray *columns)
{
	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		struct chunk *c = region_chunk(g, i);

		if (!column_heading_follow_rule(g, c, columns) &&
		    c->end - c->col == 1 && !stand_between(g, c, columns))
			centre(g, c, columns);
	}
	for (unsigned first = 0; first < 2 && columns->len > 3; first++)
		spread_evenly(g, line, first, columns);
}
