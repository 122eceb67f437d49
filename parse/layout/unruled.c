#include "unruled.h"

#include <math.h>

#include "extent.h"
#include "gutter.h"
#include "page_aside.h"
#include "page_chart.h"
#include "turned_heads.h"

/* --- tables ----------------------------------------------------------- */

/* Words with a letter or digit: leaders (". . . .") have none. */
static unsigned
words_of_text(const struct region *g, const struct chunk *c)
{
	unsigned n = 0;

	for (unsigned i = c->first; i < c->first + c->n; i++)
		n += g_unichar_isalnum(region_word(g, i)->chars[0].c) != 0;
	return n;
}

/* Whether a line reads like prose: it is made of words, and no gap between them
 * is wider than justified text may have. */
static bool
is_sentence(const struct region *g, unsigned line)
{
	const struct page_line *l = region_line(g, line);
	unsigned words = 0;

	for (unsigned i = l->first; i < l->first + l->n; i++) {
		const struct page_word *w = region_word(g, i);

		if (i > l->first && w->box.x0 - region_word(g, i - 1)->box.x1 >
		    2 * g->height)
			return false;
		words += w->n > 1 && g_unichar_isalpha(w->chars[0].c);
	}
	return words >= 5 && words * 4 >= l->n * 3;
}

/* Whether all of a line's chunks have as many words as lines of prose beside
 * each other do. */
static bool
is_prose_beside_prose(const struct region *g, unsigned line)
{
	enum { MANY = 5 };

	for (unsigned k = g->first[line]; k < g->first[line + 1]; k++)
		if (words_of_text(g, region_chunk(g, k)) < MANY)
			return false;
	return true;
}

/* Whether a word is the mark of an item: a sign, or a number or letter with one
 * ("-", "4.", "(b)"). */
static bool
is_item_mark(const struct page_word *w)
{
	const gunichar last = w->chars[w->n - 1].c;

	return w->n == 1 ? !g_unichar_isalnum(last) :
	    w->n <= 4 && (last == '.' || last == ')');
}

/* Whether the lines of a block begin with a mark apart, as items of a list do.
 * Chinese lists number firms so, and are read as tables. */
static bool
is_list(const struct region *g, struct block b)
{
	unsigned marks = 0, rows = 0;

	for (unsigned i = b.first; i < b.end; i++) {
		const struct chunk *c = region_chunk(g, g->first[i]);
		const struct page_word *w = region_word(g, c->first);

		if (region_chunks(g, i) > 2)
			return false;
		if (region_chunks(g, i) < 2)
			continue;
		rows++;
		marks += c->n == 1 && is_item_mark(w) &&
		    !page_words_is_cjk(w[1].chars[0].c);
	}
	return marks * 10 >= rows * 9;
}

/* Into how many parts rules as wide as a block part it; 0 for few. */
static unsigned
count_parts(const struct region *g, struct block b)
{
	enum { MANY = 4 };
	const struct page_box box = region_box(g, b);
	unsigned parts = 1;

	for (unsigned i = b.first + 1; i < b.end; i++)
		parts += region_parted(g, i - 1, i, box.x0, box.x1);
	return parts >= MANY ? parts : 0;
}

/* Whether a block is a table rather than prose in columns or a list.  Its rows
 * are lines, or what stands between rules where these part many: then they may
 * hold sentences. */
static bool
is_table(const struct region *g, struct block b)
{
	const unsigned parts = count_parts(g, b);
	const unsigned lines = parts > 0 ? parts : b.end - b.first;
	unsigned rows = 0, chunks = 0, wide = 0, sentences = 0;

	for (unsigned i = b.first; i < b.end; i++) {
		bool is_wide = false;

		for (unsigned k = g->first[i]; k < g->first[i + 1]; k++)
			is_wide = is_wide ||
			    words_of_text(g, region_chunk(g, k)) > 8;
		wide += is_wide;
		if (region_chunks(g, i) < 2)
			continue;
		rows++;
		chunks += region_chunks(g, i);
		sentences += is_sentence(g, i) ||
		    is_prose_beside_prose(g, i);
	}
	/* Many columns prove a table though many of its texts are wrapped. */
	if (chunks < 4 * rows ? rows * 2 < lines : rows * 3 < lines)
		return false;
	return rows >= 3 && (parts > 0 || ((wide * 3 <= rows ||
	    chunks >= 4 * rows) && sentences * 3 <= rows)) && !is_list(g, b);
}

static void
read_region(struct region *g, GArray *words, GPtrArray *tables)
{
	unsigned done = 0, chart;

	region_open(g, words);
	for (unsigned i = 0; i < g->lines->len; ) {
		struct block b = {i, i + 1};

		if (region_chunks(g, i) >= 2)
			b = extent_grow(g, i);
		if (is_table(g, b) && (chart = page_chart_end(g, b)) > i) {
			i = chart;
		} else if (is_table(g, b) || (region_chunks(g, i) >= 2 &&
		    block_goes_on(g, b))) {
			b = extent_of(g, b, done);
			g_ptr_array_add(tables, block_table(g, b));
			g->open = NULL;
			done = i = b.end;
		} else {
			i++;
		}
	}
}

/* --- regions ---------------------------------------------------------- */

/* Moves the words of lines to the end of `to`; side -1 takes those left of x,
 * 1 those right of it, 0 all. */
static void
take_words(const struct region *g, unsigned first, unsigned end, int side,
    float x, GArray *to)
{
	for (unsigned i = first; i < end; i++) {
		const struct page_line *l = region_line(g, i);

		for (unsigned k = l->first; k < l->first + l->n; k++) {
			const struct page_word *w = region_word(g, k);
			const bool left = page_box_middle_x(&w->box) < x;

			if (side == 0 || left == (side < 0))
				g_array_append_val(to, *w);
		}
	}
}

/* Reads some of the words of a page as a region of its own, and adds them and
 * their lines to those of the page.  `order` is where all of it is read, or
 * negative where each line is read in its place. */
static void
add_region(const struct region *page, GArray *own, float order, GArray *words,
    GArray *lines, GPtrArray *tables)
{
	struct region g = *page;
	const guint known = tables->len;

	read_region(&g, own, tables);
	for (guint i = 0; i < g.lines->len; i++) {
		struct page_line l = *region_line(&g, i);

		l.first += words->len;
		if (order >= 0)
			l.order = order;
		g_array_append_val(lines, l);
	}
	for (guint i = known; order >= 0 && i < tables->len; i++)
		((struct page_table *)g_ptr_array_index(tables, i))->order =
		    order;
	g_array_append_vals(words, own->data, own->len);
	g_array_free(g.lines, TRUE);
	region_close(&g);
	g_array_set_size(own, 0);
}

/* Moves words that do not run to the right, such as the labels of the axes of
 * charts, from `words` to `turned`. */
static void
part_turned(GArray *words, GArray *turned)
{
	guint kept = 0;

	for (guint i = 0; i < words->len; i++) {
		const struct page_word *w = &g_array_index(words,
		    struct page_word, i);

		if (w->way != PAGE_RIGHT && w->n > 1)
			g_array_append_val(turned, *w);
		else
			g_array_index(words, struct page_word, kept++) = *w;
	}
	g_array_set_size(words, kept);
}

/* Adds turned words as lines of their own, in the order of the page: those that
 * follow each other on one line there. */
static void
add_turned(GArray *turned, GArray *words, GArray *lines)
{
	struct page_line line = {.n = 0};

	for (guint i = 0; i < turned->len; i++) {
		struct page_word w = g_array_index(turned, struct page_word, i);
		const struct page_box box = w.box;
		const bool beside = line.n > 0 &&
		    MIN(box.x1, line.box.x1) - MAX(box.x0, line.box.x0) >
		    0.5F * page_box_width(&box);

		if (line.n > 0 && !beside) {
			g_array_append_val(lines, line);
			line.n = 0;
		}
		if (line.n == 0)
			line = (struct page_line){box, words->len, 0, box.y0};
		page_words_box_add(&line.box, &box);
		line.order = line.box.y0;
		page_words_turn(&w);
		g_array_append_val(words, w);
		line.n++;
	}
	if (line.n > 0)
		g_array_append_val(lines, line);
}

GArray *
unruled_read(GArray *words, const struct printed_page *page,
    const struct rulings *rules, const struct page_table *open,
    GPtrArray *tables)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct page_word));
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct page_line));
	GArray *own = g_array_new(FALSE, FALSE, sizeof(struct page_word));
	GArray *turned = g_array_new(FALSE, FALSE, sizeof(struct page_word));
	struct region g = {.page = page, .rules = rules, .open = open};
	struct gutter tables_gutter;
	unsigned done = 0;
	bool divided;

	part_turned(words, turned);
	turned_heads_lay(turned, words);
	region_open(&g, words);
	divided = gutter_of_tables(&g, &tables_gutter) ||
	    page_aside_find(&g, &tables_gutter);
	for (unsigned i = 0; i < g.lines->len; ) {
		struct gutter gutter;
		float order;

		if (divided && i == tables_gutter.first) {
			gutter = tables_gutter;
		} else if (!gutter_of_prose(&g, i, &gutter)) {
			i++;
			continue;
		}
		take_words(&g, done, i, 0, 0, own);
		add_region(&g, own, -1, all, lines, tables);
		order = region_line(&g, i)->box.y0;
		for (int side = -1; side <= 1; side += 2) {
			take_words(&g, i, gutter.end, side,
			    (gutter.from + gutter.to) / 2, own);
			add_region(&g, own, order + 0.01F * (float)(side + 1),
			    all, lines, tables);
		}
		done = i = gutter.end;
	}
	take_words(&g, done, g.lines->len, 0, 0, own);
	add_region(&g, own, -1, all, lines, tables);
	g_array_free(g.lines, TRUE);
	region_close(&g);
	add_turned(turned, all, lines);
	g_array_set_size(words, 0);
	g_array_append_vals(words, all->data, all->len);
	g_array_free(turned, TRUE);
	g_array_free(all, TRUE);
	g_array_free(own, TRUE);
	return lines;
}
