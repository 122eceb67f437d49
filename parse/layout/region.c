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
