#include "region.h"

#include <math.h>
#include <stdlib.h>

/* --- chunks ----------------------------------------------------------- */

/* A number, also of money or a share: "$1,250", "4.1%". */
static bool
is_numeral(const struct page_word *w)
{
	const bool money = w->n > 1 && g_unichar_type(w->chars[0].c) ==
	    G_UNICODE_CURRENCY_SYMBOL;
	const bool share = w->n > 1 && w->chars[w->n - 1].c == '%';

	return g_unichar_isdigit(w->chars[money].c) &&
	    g_unichar_isdigit(w->chars[w->n - 1 - share].c);
}

/* Whether a word ends in dots that lead to the next column. */
static bool
is_leader(const struct page_word *w)
{
	return w->n > 2 && w->chars[w->n - 1].c == '.' &&
	    w->chars[w->n - 2].c == '.' && w->chars[w->n - 3].c == '.';
}

/* The width of a typewriter's characters, or 0 for a word in another font. */
static float
typewriter_width(const struct page_word *w)
{
	const float width = page_box_width(&w->chars[0].box);
	bool letters = false;

	for (unsigned i = 0; i < w->n; i++) {
		if (fabsf(page_box_width(&w->chars[i].box) - width) >
		    0.02F * width)
			return 0;
		letters = letters || (g_unichar_isalpha(w->chars[i].c) &&
		    !page_words_is_cjk(w->chars[i].c));
	}
	return letters && w->n > 2 ? width : 0;
}

/* How far apart two words of one chunk may stand: less than a character, and
 * numbers nearer, but for the narrow space that parts thousands, and dots that
 * lead to a number hardly at all.  The spaces of typewriter fonts are as wide as
 * a character. */
static float
widest_space(const struct region *g, const struct page_word *a,
    const struct page_word *b, float em)
{
	const float most = is_numeral(a) && is_numeral(b) ? 0.45F : 0.75F;
	const float width = MAX(typewriter_width(a), typewriter_width(b));

	if (is_leader(a) && is_numeral(b))
		return 0.2F * em;
	return MAX(MAX(most * em, 1.4F * g->space), 1.7F * width);
}

/* Whether a ruling line stands between two boxes of a line. */
static bool
is_ruled_apart(const struct region *g, const struct page_box *a,
    const struct page_box *b)
{
	const GArray *down = g->rules->down;
	const float y = (page_box_middle_y(a) + page_box_middle_y(b)) / 2;
	const float from = a->x1 - 1, to = b->x0 + 1;
	guint low = 0, high = down->len;

	while (low < high) {
		const guint mid = (low + high) / 2;

		if (g_array_index(down, struct ruling, mid).at < from)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < down->len; low++) {
		const struct ruling *r = &g_array_index(down,
		    struct ruling, low);

		if (r->at > to)
			break;
		if (r->from < y && y < r->to)
			return true;
	}
	return false;
}

/* Whether a word is the mark of an item of a list, as in "• Data sets". */
static bool
is_bullet(const struct page_word *w)
{
	static const char bullets[] = "•‣◦●○■□▪▫◆◇➢➤►★☆✓·";

	return w->n == 1 && g_utf8_strchr(bullets, -1, w->chars[0].c) != NULL;
}

static void
split_line(struct region *g, unsigned line)
{
	const struct page_line *l = region_line(g, line);
	struct chunk *c = NULL;

	g->first[line] = g->chunks->len;
	for (unsigned i = l->first; i < l->first + l->n; i++) {
		const struct page_word *w = region_word(g, i);
		const float em = MIN(page_box_height(&l->box),
		    page_box_height(&w->box));

		if (c != NULL && (w->box.x0 - c->box.x1 <
		    widest_space(g, region_word(g, i - 1), w, em) ||
		    (i == l->first + 1 && is_bullet(region_word(g, i - 1)))) &&
		    !is_ruled_apart(g, &c->box, &w->box)) {
			page_words_box_add(&c->box, &w->box);
			c->n++;
		} else {
			struct chunk new = {w->box, i, 1, line, 0, 0};

			g_array_append_val(g->chunks, new);
			c = region_chunk(g, g->chunks->len - 1);
		}
	}
}

/* --- narrow gaps ------------------------------------------------------- */

/* Whether a word begins or ends with a Chinese character. */
static bool
is_chinese(const struct page_word *w)
{
	return (w->chars[0].c >= 0x2E80 &&
	    page_words_is_cjk(w->chars[0].c)) ||
	    (w->chars[w->n - 1].c >= 0x2E80 &&
	    page_words_is_cjk(w->chars[w->n - 1].c));
}

/* Whether the words left of `end` on a line are the mark of an item of a list,
 * as in "1. 申报条件" or "（二） 范围". */
static bool
is_item(const struct region *g, const struct page_line *l, unsigned end)
{
	static const char signs[] = ".．、)）:：";
	const struct page_word *w = region_word(g, end - 1);

	return end == l->first + 1 && w->n <= 4 &&
	    g_utf8_strchr(signs, -1, w->chars[w->n - 1].c) != NULL;
}

/* Whether a column's text may begin or end with a character: not so leaders and
 * bullets. */
static bool
is_text_end(gunichar c)
{
	return g_unichar_isalnum(c) || c == 0xFF08 || c == 0xFF09 ||
	    c == '(' || c == ')';
}

/* What a line has at a place: a text, white between texts, or white at one end
 * or no line. */
enum place { TEXT, WHITE, OUTSIDE };

static enum place
place_at(const struct region *g, unsigned line, float from, float to)
{
	const struct page_line *l = region_line(g, line);
	bool left = false, right = false;

	for (unsigned i = l->first; i < l->first + l->n; i++) {
		const struct page_box *b = &region_word(g, i)->box;

		if (b->x1 <= from)
			left = true;
		else if (b->x0 >= to)
			right = true;
		else
			return TEXT;
	}
	return left && right ? WHITE : OUTSIDE;
}

/* Whether the lines above and below a line have white at x. */
static bool
is_common_white(const struct region *g, unsigned line, float x)
{
	enum { REACH = 12, LEAST = 2 };
	const float half = 0.1F * g->height;
	unsigned votes = 0, against = 0;

	for (int step = -1; step <= 1; step += 2)
		for (unsigned i = line, n = 0; n < REACH; n++) {
			const unsigned next = i + (unsigned)step;

			if (next >= g->lines->len || region_is_far(g,
			    MIN(i, next), MAX(i, next)))
				break;
			i = next;
			switch (place_at(g, i, x - half, x + half)) {
			case WHITE:
				votes++;
				break;
			case TEXT:
				against++;
				break;
			case OUTSIDE:
				break;
			}
		}
	return votes >= LEAST && against * 3 <= votes;
}

/* Whether the lines above and below a line have white somewhere in its gap:
 * where longer texts end within it, only its other end is white in all. */
static bool
is_common_gap(const struct region *g, unsigned line, float from, float to)
{
	enum { PLACES = 4 };
	const float half = 0.1F * g->height, room = to - from - 2 * half;

	for (unsigned i = 0; i <= PLACES; i++)
		if (is_common_white(g, line, from + half +
		    room * (float)i / PLACES))
			return true;
	return false;
}

/* How wide the white between two columns is at least: Chinese has no spaces
 * that could be taken for it. */
static float
least_gap(const struct region *g)
{
	unsigned chinese = 0;

	for (unsigned i = 0; i < g->words->len; i++)
		chinese += is_chinese(region_word(g, i));
	return (chinese * 3 > g->words->len ? 0.25F : 0.5F) * g->height;
}

/* What a line has where two words of another stand apart: text in the gap, a
 * word that begins or ends level with one of them, or neither. */
enum level { CROSSED, LEVEL, NEITHER };

static enum level
level_at(const struct region *g, unsigned line, float from, float to)
{
	const struct page_line *l = region_line(g, line);
	const float same = 0.1F * g->height;
	enum level found = NEITHER;

	for (unsigned i = l->first; i < l->first + l->n; i++) {
		const struct page_box *b = &region_word(g, i)->box;

		if (b->x1 > from + same && b->x0 < to - same)
			return CROSSED;
		if ((fabsf(b->x0 - to) < same && i > l->first) ||
		    (fabsf(b->x1 - from) < same && i + 1 < l->first + l->n))
			found = LEVEL;
	}
	return found;
}

/* Whether words above and below begin or end level with the sides of a gap of
 * a line, as those of columns do and those of prose rarely.  Two lines with text
 * in the gap end the table. */
static bool
is_level_gap(const struct region *g, unsigned line, float from, float to)
{
	enum { REACH = 12, LEAST = 4 };
	unsigned votes = 0, against = 0;

	for (int step = -1; step <= 1; step += 2) {
		unsigned crossed = 0;

		for (unsigned i = line, n = 0; n < REACH && crossed < 2; n++) {
			const unsigned next = i + (unsigned)step;
			enum level level;

			if (next >= g->lines->len || region_is_far(g,
			    MIN(i, next), MAX(i, next)))
				break;
			i = next;
			level = level_at(g, i, from, to);
			votes += level == LEVEL;
			against += level == CROSSED;
			crossed = level == CROSSED ? crossed + 1 : 0;
		}
	}
	return votes >= LEAST && against * 2 <= votes;
}

/* Whether a word is dots and no more: they lead to a number. */
static bool
is_dots(const struct page_word *w)
{
	for (unsigned i = 0; i < w->n; i++)
		if (w->chars[i].c != '.' && w->chars[i].c != 0x2026 &&
		    w->chars[i].c != 0xB7)
			return false;
	return true;
}

/* The space between words: that of sentences, or where there are none, that of a
 * typewriter's font, or the narrowest between three words of a chunk. */
static float
space_of(const struct region *g, const struct chunk *c)
{
	float narrowest = INFINITY, width = 0;

	if (g->space > 0)
		return g->space;
	for (unsigned k = c->first; k < c->first + c->n; k++) {
		width = MAX(width, typewriter_width(region_word(g, k)));
		if (k > c->first)
			narrowest = MIN(narrowest, region_word(g, k)->box.x0 -
			    region_word(g, k - 1)->box.x1);
	}
	return c->n > 2 ? MAX(width, narrowest) : width;
}

/* Whether the white before word k of a chunk parts two columns.  Chinese is set
 * without spaces; between other words it has to be wider than a space. */
static bool
parts_narrow(const struct region *g, const struct chunk *c, unsigned k,
    float space)
{
	const unsigned line = c->line;
	const struct page_word *v = region_word(g, k - 1);
	const struct page_word *w = region_word(g, k);
	const float from = v->box.x1, to = w->box.x0;

	if (is_item(g, region_line(g, line), k))
		return false;
	if (is_chinese(v) || is_chinese(w))
		return to - from >= 0.22F * g->height &&
		    is_text_end(v->chars[v->n - 1].c) &&
		    is_text_end(w->chars[0].c) &&
		    is_common_gap(g, line, from, to);
	return to - from >= MAX(0.33F * g->height, 1.3F * space) &&
	    !is_dots(v) && !is_dots(w) &&
	    is_level_gap(g, line, from, to);
}

/* Where the words of a line stand apart by less than a character, other lines
 * say whether two columns do, of which the text of one nearly touches the next.
 *
 *     3   赣州丙稀土科技有限公司         赣州市
 *     4   宜春市丁某某锂电新能源有限公司 宜春市    */
static void
split_narrow(struct region *g)
{
	g->least_gap = least_gap(g);
	for (unsigned i = 0; i < g->chunks->len; i++) {
		const struct chunk c = *region_chunk(g, i);
		const float space = space_of(g, &c);

		for (unsigned k = c.first + 1; k < c.first + c.n; k++) {
			if (!parts_narrow(g, &c, k, space))
				continue;
			g->least_gap = MIN(g->least_gap, region_word(g,
			    k)->box.x0 - region_word(g, k - 1)->box.x1 - 0.1F);
			region_split(g, i, k);
			break;
		}
	}
}

static float
median(float *v, unsigned n)
{
	if (n == 0)
		return 0;
	qsort(v, n, sizeof *v, page_words_by_value);
	return v[n / 2];
}

static bool
is_word(const struct page_word *w)
{
	return w->n > 1 && g_unichar_isalpha(w->chars[0].c) &&
	    !page_words_is_cjk(w->chars[0].c);
}

/* Adds the spaces between the words of a line where they are alike, as those of
 * sentences are: a row of a table has narrow ones within its cells and wide ones
 * between them. */
static void
add_spaces(const struct region *g, const struct page_line *l, GArray *spaces)
{
	g_autofree float *own = g_new(float, l->n);
	unsigned alike = 0;
	float usual;

	for (unsigned i = 1; i < l->n; i++)
		own[i - 1] = region_word(g, l->first + i)->box.x0 -
		    region_word(g, l->first + i - 1)->box.x1;
	usual = median(own, l->n - 1);
	for (unsigned i = 0; i + 1 < l->n; i++)
		alike += own[i] < 2 * usual && own[i] > 0.5F * usual;
	if (alike * 4 >= (l->n - 1) * 3)
		g_array_append_vals(spaces, own, l->n - 1);
}

/* The usual space between Latin words, from lines that have many. */
static float
usual_space(const struct region *g)
{
	enum { MANY = 6, LEAST = 20 };
	GArray *spaces = g_array_new(FALSE, FALSE, sizeof(float));
	float usual = 0;

	for (unsigned i = 0; i < g->lines->len; i++) {
		const struct page_line *l = region_line(g, i);
		unsigned words = 0;

		for (unsigned k = l->first; k < l->first + l->n; k++)
			words += is_word(region_word(g, k));
		if (words >= MANY && words * 3 >= l->n * 2)
			add_spaces(g, l, spaces);
	}
	if (spaces->len >= LEAST)
		usual = median((float *)(void *)spaces->data, spaces->len);
	g_array_free(spaces, TRUE);
	return usual;
}

void
region_open(struct region *g, GArray *words)
{
	g_autofree float *heights = NULL;

	g->words = words;
	g->lines = page_words_lines(words);
	g->chunks = g_array_new(FALSE, FALSE, sizeof(struct chunk));
	g->first = g_new(guint, g->lines->len + 1);
	heights = g_new(float, g->lines->len + 1);
	g->space = usual_space(g);
	for (unsigned i = 0; i < g->lines->len; i++) {
		split_line(g, i);
		heights[i] = page_box_height(&region_word(g,
		    region_line(g, i)->first)->box);
	}
	g->first[g->lines->len] = g->chunks->len;
	g->height = median(heights, g->lines->len);
	split_narrow(g);
}

void
region_close(struct region *g)
{
	g_array_free(g->chunks, TRUE);
	g_free(g->first);
}

struct page_box
region_box(const struct region *g, struct block b)
{
	struct page_box box = region_line(g, b.first)->box;

	for (unsigned i = b.first + 1; i < b.end; i++)
		page_words_box_add(&box, &region_line(g, i)->box);
	return box;
}

static void
measure(const struct region *g, struct chunk *c)
{
	c->box = region_word(g, c->first)->box;
	for (unsigned i = c->first + 1; i < c->first + c->n; i++)
		page_words_box_add(&c->box, &region_word(g, i)->box);
}

void
region_split(struct region *g, unsigned chunk, unsigned word)
{
	struct chunk *c = region_chunk(g, chunk);
	struct chunk new = *c;

	new.first = word;
	new.n = c->first + c->n - word;
	c->n -= new.n;
	measure(g, c);
	measure(g, &new);
	g_array_insert_val(g->chunks, chunk + 1, new);
	for (unsigned i = new.line + 1; i <= g->lines->len; i++)
		g->first[i]++;
}

/* --- gaps ------------------------------------------------------------- */

GArray *
region_gaps(const struct region *g, unsigned line)
{
	GArray *gaps = g_array_new(FALSE, FALSE, sizeof(struct ruling));
	struct ruling gap = {0, -INFINITY, 0};

	for (unsigned i = g->first[line]; i < g->first[line + 1]; i++) {
		const struct chunk *c = region_chunk(g, i);

		gap.to = c->box.x0;
		g_array_append_val(gaps, gap);
		gap.from = c->box.x1;
	}
	gap.to = INFINITY;
	g_array_append_val(gaps, gap);
	return gaps;
}

/* --- ruling lines ------------------------------------------------------ */

/* What the lines of `across` cover between two heights, as a share. */
static float
covered_by(const GArray *across, float y0, float y1, float x0, float x1)
{
	float covered = 0, best = 0, at = -INFINITY;
	guint low = 0, high = across->len;

	while (low < high) {
		const guint mid = (low + high) / 2;

		if (g_array_index(across, struct ruling, mid).at < y0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < across->len; low++) {
		const struct ruling *r = &g_array_index(across,
		    struct ruling, low);

		if (r->at > y1)
			break;
		if (r->at > at + 1)
			covered = 0;
		covered += MAX(0, MIN(r->to, x1) - MAX(r->from, x0));
		best = MAX(best, covered);
		at = r->at;
	}
	return x1 > x0 ? best / (x1 - x0) : 0;
}

float
region_ruled(const struct region *g, float y0, float y1, float x0, float x1)
{
	return covered_by(g->rules->across, y0, y1, x0, x1);
}

bool
region_parted(const struct region *g, unsigned above, unsigned below,
    float x0, float x1)
{
	const float y0 = page_box_middle_y(&region_line(g, above)->box);
	const float y1 = page_box_middle_y(&region_line(g, below)->box);

	return covered_by(g->rules->across, y0, y1, x0, x1) > 0.5F ||
	    covered_by(g->rules->stripes, y0, y1, x0, x1) > 0.5F;
}

/* --- prose in two columns ---------------------------------------------- */

static bool
is_prose(const struct region *g, const struct chunk *c)
{
	unsigned letters = 0;

	for (unsigned i = c->first; i < c->first + c->n; i++)
		letters += g_unichar_isalpha(region_word(g,
		    i)->chars[0].c) != 0;
	return letters >= 4 || (letters > 0 && page_words_is_cjk(region_word(g,
	    c->first)->chars[0].c) && page_box_width(&c->box) > 12 * g->height);
}

/* Whether most of the left column's lines end where the longest does: they are
 * set full.  The cells of a list end anywhere. */
static bool
is_set_full(const struct region *g, const GArray *ends)
{
	float right = -INFINITY;
	unsigned full = 0;

	for (guint i = 0; i < ends->len; i++)
		right = MAX(right, g_array_index(ends, float, i));
	for (guint i = 0; i < ends->len; i++)
		full += right - g_array_index(ends, float, i) <
		    1.2F * g->height;
	return full * 2 >= ends->len;
}

/* Narrows a gutter to the white that a line has in common with it.  Returns
 * whether there is some; *vote says whether prose stands on both sides, and
 * then `ends` gets where that on the left does. */
static bool
narrow(const struct region *g, unsigned line, struct gutter *gutter,
    bool *vote, GArray *ends)
{
	const bool is_first = gutter->end == gutter->first;
	GArray *gaps = region_gaps(g, line);
	struct gutter found = *gutter;
	bool has_white = false;

	*vote = false;
	for (guint k = is_first; !*vote && k + is_first < gaps->len; k++) {
		const struct ruling *r = &g_array_index(gaps,
		    struct ruling, k);
		const float from = MAX(gutter->from, r->from);
		const float to = MIN(gutter->to, r->to);
		const unsigned right = g->first[line] + k;

		if (to - from < 0.5F * g->height)
			continue;
		has_white = true;
		found.from = from;
		found.to = to;
		*vote = k > 0 && k + 1 < gaps->len &&
		    is_prose(g, region_chunk(g, right - 1)) &&
		    is_prose(g, region_chunk(g, right));
		if (*vote)
			g_array_append_val(ends, r->from);
	}
	g_array_free(gaps, TRUE);
	*gutter = found;
	return has_white;
}

/* The text of a line left of a gutter: where it ends, or negative where there is
 * none; *word is how wide what cannot be parted at its beginning is. */
static float
left_end(const struct region *g, unsigned line, const struct gutter *gutter,
    float *word)
{
	const struct page_line *l = region_line(g, line);
	float end = -1;

	for (unsigned i = l->first; i < l->first + l->n; i++) {
		const struct page_word *w = region_word(g, i);

		if (page_box_middle_x(&w->box) > gutter->from)
			break;
		if (end < 0)
			*word = page_words_is_cjk(w->chars[0].c) ?
			    page_box_width(&w->chars[0].box) :
			    page_box_width(&w->box) + 0.2F * g->height;
		end = w->box.x1;
	}
	return end;
}

/* Whether the left column's lines end where the next word has no room, as text
 * that is not justified does, but for the last ones of paragraphs. */
static bool
is_wrapped(const struct region *g, const struct gutter *gutter)
{
	enum { LEAST = 5 };
	float right = -1, last = -1;
	unsigned breaks = 0, forced = 0;

	for (unsigned i = gutter->first; i < gutter->end; i++) {
		float word;

		right = MAX(right, left_end(g, i, gutter, &word));
	}
	for (unsigned i = gutter->first; i < gutter->end; i++) {
		float word = 0;
		const float end = left_end(g, i, gutter, &word);

		if (end < 0)
			continue;
		breaks += last >= 0;
		forced += last >= 0 && last + word > right;
		last = end;
	}
	return breaks >= LEAST && forced * 5 >= breaks * 4;
}

/* How many lines have text on both sides of a gutter. */
static unsigned
count_both(const struct region *g, const struct gutter *gutter)
{
	unsigned n = 0;

	for (unsigned i = gutter->first; i < gutter->end; i++) {
		const struct page_line *l = region_line(g, i);

		n += region_word(g, l->first)->box.x0 < gutter->from &&
		    region_word(g, l->first + l->n - 1)->box.x1 > gutter->to;
	}
	return n;
}

/* Whether a ruling line above a line of words crosses a gutter and goes on at
 * both sides: columns of prose end there, rows of a table are parted so. */
static bool
is_crossed(const struct region *g, unsigned line, const struct gutter *gutter)
{
	const float beside = 2 * g->height;

	return region_ruled(g, page_box_middle_y(&region_line(g,
	    line - 1)->box), page_box_middle_y(&region_line(g, line)->box),
	    gutter->from - beside, gutter->to + beside) > 0.9F;
}

bool
region_gutter(const struct region *g, unsigned first, struct gutter *gutter)
{
	enum { LEAST = 5 };
	GArray *ends = g_array_new(FALSE, FALSE, sizeof(float));
	unsigned votes;
	bool vote, found;

	*gutter = (struct gutter){-INFINITY, INFINITY, first, first};
	for (unsigned i = first; i < g->lines->len; i++) {
		if (i > first && is_crossed(g, i, gutter))
			break;
		if (!narrow(g, i, gutter, &vote, ends) || (i == first && !vote))
			break;
		gutter->end = i + 1;
	}
	votes = ends->len;
	found = votes >= LEAST && votes * 5 >= count_both(g, gutter) * 2 &&
	    (is_set_full(g, ends) || is_wrapped(g, gutter));
	g_array_free(ends, TRUE);
	return found;
}

/* --- tables beside each other ------------------------------------------- */

/* Rules across that begin and end together. */
struct ladder {
	float x0, x1, y0, y1;
	unsigned rules;
};

/* Finds the ladders of a page, from left to right. */
static GArray *
find_ladders(const struct region *g)
{
	enum { MOST = 32 };
	const float same = 3;
	GArray *ladders = g_array_new(FALSE, FALSE, sizeof(struct ladder));

	for (guint i = 0; i < g->rules->across->len; i++) {
		const struct ruling *r = &g_array_index(g->rules->across,
		    struct ruling, i);
		struct ladder new = {r->from, r->to, r->at, r->at, 1};
		guint k = 0;

		while (k < ladders->len && (fabsf(g_array_index(ladders,
		    struct ladder, k).x0 - r->from) > same ||
		    fabsf(g_array_index(ladders, struct ladder, k).x1 -
		    r->to) > same))
			k++;
		if (k < ladders->len) {
			g_array_index(ladders, struct ladder, k).y1 = r->at;
			g_array_index(ladders, struct ladder, k).rules++;
		} else if (ladders->len < MOST) {
			g_array_append_val(ladders, new);
		}
	}
	return ladders;
}

/* Whether the rungs of two ladders stand at other heights. */
static bool
are_uneven(const struct region *g, const struct ladder *a,
    const struct ladder *b)
{
	unsigned common = 0;
	float last = -INFINITY;
	bool was_a = false;

	for (guint i = 0; i < g->rules->across->len; i++) {
		const struct ruling *r = &g_array_index(g->rules->across,
		    struct ruling, i);
		const bool is_a = fabsf(r->from - a->x0) < 3;

		if (!is_a && fabsf(r->from - b->x0) >= 3)
			continue;
		common += is_a != was_a && r->at - last < 1;
		last = r->at;
		was_a = is_a;
	}
	return common * 2 < MIN(a->rules, b->rules);
}

/* Whether no word stands in a gutter. */
static bool
is_white(const struct region *g, const struct gutter *gutter)
{
	for (unsigned i = gutter->first; i < gutter->end; i++) {
		const struct page_line *l = region_line(g, i);

		for (unsigned k = l->first; k < l->first + l->n; k++) {
			const struct page_box *b = &region_word(g, k)->box;

			if (b->x0 < gutter->to && b->x1 > gutter->from)
				return false;
		}
	}
	return true;
}

/* Whether the white between two ladders parts two tables. */
static bool
parts_tables(const struct region *g, const struct ladder *a,
    const struct ladder *b, struct gutter *gutter)
{
	enum { LEAST = 3 };
	const float y0 = MAX(a->y0, b->y0), y1 = MIN(a->y1, b->y1);

	if (a->rules < LEAST || b->rules < LEAST || b->x0 - a->x1 <
	    0.5F * g->height || (y1 - y0) * 2 < MIN(a->y1 - a->y0, b->y1 -
	    b->y0) || !are_uneven(g, a, b))
		return false;
	*gutter = (struct gutter){a->x1, b->x0, 0, 0};
	while (gutter->first < g->lines->len && region_line(g,
	    gutter->first)->box.y1 < MIN(a->y0, b->y0) - 2 * g->height)
		gutter->first++;
	gutter->end = gutter->first;
	while (gutter->end < g->lines->len && region_line(g,
	    gutter->end)->box.y0 < MAX(a->y1, b->y1))
		gutter->end++;
	return gutter->end > gutter->first && is_white(g, gutter);
}

bool
region_divide(const struct region *g, struct gutter *gutter)
{
	GArray *ladders = find_ladders(g);
	bool found = false;

	for (guint i = 0; !found && i < ladders->len; i++)
		for (guint k = 0; !found && k < ladders->len; k++)
			found = parts_tables(g, &g_array_index(ladders,
			    struct ladder, i), &g_array_index(ladders,
			    struct ladder, k), gutter);
	g_array_free(ladders, TRUE);
	return found;
}
