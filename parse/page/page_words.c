#include "page_words.h"

#include <stdlib.h>

#include "parse/core/mark.h"

enum { PLAIN = -1 };            /* no enum mark_kind */

void
page_words_box_add(struct page_box *a, const struct page_box *b)
{
	a->x0 = MIN(a->x0, b->x0);
	a->y0 = MIN(a->y0, b->y0);
	a->x1 = MAX(a->x1, b->x1);
	a->y1 = MAX(a->y1, b->y1);
}

int
page_words_by_value(const void *a, const void *b)
{
	const float *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

bool
page_words_is_cjk(gunichar c)
{
	return (c >= 0x2E80 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7B0) ||
	    (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE50) ||
	    (c >= 0xFF00 && c < 0xFFF0) || (c >= 0x20000 && c < 0x40000) ||
	    c == 0x201C || c == 0x201D;
}

/* --- words ------------------------------------------------------------ */

static int
by_owner(const void *a, const void *b)
{
	const struct page_word *v = a, *w = b;

	if (v->owner != w->owner)
		return v->owner < w->owner ? -1 : 1;
	return v->chars < w->chars ? -1 : v->chars > w->chars;
}

GArray *
page_words_read(const struct printed_page *page, const int *owners)
{
	const struct page_char *chars =
	    (const struct page_char *)(const void *)page->chars->data;
	GArray *words = g_array_new(FALSE, FALSE, sizeof(struct page_word));
	struct page_word *w = NULL;

	for (guint i = 0; i < page->chars->len; i++) {
		if (w == NULL || chars[i].begins || w->owner != owners[i]) {
			struct page_word new = {chars[i].box, &chars[i], 1,
			    (enum page_way)chars[i].way, owners[i]};

			g_array_append_val(words, new);
			w = &g_array_index(words, struct page_word,
			    words->len - 1);
		} else {
			page_words_box_add(&w->box, &chars[i].box);
			w->n++;
		}
	}
	if (words->len > 0)
		qsort(words->data, words->len, sizeof *w, by_owner);
	return words;
}

/* --- lines ------------------------------------------------------------ */

static int
by_height(const void *a, const void *b)
{
	const struct page_word *v = a, *w = b;
	const float x = page_box_middle_y(&v->box), y =
	    page_box_middle_y(&w->box);

	if (x != y)
		return x < y ? -1 : 1;
	return v->box.x0 < w->box.x0 ? -1 : v->box.x0 > w->box.x0;
}

static int
by_left(const void *a, const void *b)
{
	const struct page_word *v = a, *w = b;

	if (v->box.x0 != w->box.x0)
		return v->box.x0 < w->box.x0 ? -1 : 1;
	return v->box.y0 < w->box.y0 ? -1 : v->box.y0 > w->box.y0;
}

/* Whether a word stands beside what a line's height is so far: half of the
 * lower one must overlap, so that a raised footnote mark does. */
static bool
stands_beside(const struct page_word *w, float y0, float y1)
{
	const float overlap = MIN(y1, w->box.y1) - MAX(y0, w->box.y0);

	return overlap > 0.5F * MIN(y1 - y0, page_box_height(&w->box));
}

GArray *
page_words_lines(GArray *words)
{
	GArray *lines = g_array_sized_new(FALSE, FALSE,
	    sizeof(struct page_line), MIN(words->len, 8));
	struct page_word *w = (struct page_word *)(void *)words->data;
	float y0 = 0, y1 = 0, weight = 0;
	struct page_line *line = NULL;

	if (words->len > 1)
		qsort(w, words->len, sizeof *w, by_height);
	for (guint i = 0; i < words->len; i++) {
		const float n = (float)w[i].n;

		if (line == NULL || !stands_beside(&w[i], y0, y1)) {
			struct page_line new = {w[i].box, i, 0, 0};

			g_array_append_val(lines, new);
			line = &g_array_index(lines, struct page_line,
			    lines->len - 1);
			weight = y0 = y1 = 0;
		}
		/* The height of most of its characters. */
		y0 = (y0 * weight + w[i].box.y0 * n) / (weight + n);
		y1 = (y1 * weight + w[i].box.y1 * n) / (weight + n);
		weight += n;
		page_words_box_add(&line->box, &w[i].box);
		line->n++;
	}
	for (guint i = 0; i < lines->len; i++) {
		line = &g_array_index(lines, struct page_line, i);
		if (line->n > 1)
			qsort(w + line->first, line->n, sizeof *w, by_left);
		line->order = line->box.y0;
	}
	return lines;
}

/* --- text ------------------------------------------------------------- */

/* Whether a character is a note mark's, raised over the text of a line: smaller
 * than that, and ending well above where that ends. */
static bool
is_raised(const struct page_char *c, const struct page_box *line, float size)
{
	return size > 0 && c->ink.size > 0 && c->ink.size < 0.8F * size &&
	    !page_words_is_cjk(c->c) && line->y1 - c->box.y1 > 0.2F * size &&
	    c->box.y0 < page_box_middle_y(line);
}

static void
append_word(GString *s, const struct page_word *w, const struct page_box *line,
    float size)
{
	int mark = PLAIN;

	for (unsigned i = 0; i < w->n; i++) {
		const struct page_char *c = &w->chars[i];
		const int is = c->struck ? MARK_STRUCK :
		    is_raised(c, line, size) ? MARK_RAISED : PLAIN;

		if (is != mark && mark != PLAIN)
			mark_end(s);
		if (is != mark && is != PLAIN)
			mark_begin(s, (enum mark_kind)is);
		mark = is;
		g_string_append_unichar(s, c->c);
	}
	if (mark != PLAIN)
		mark_end(s);
}

/* The size of the Chinese text of some words, 0 where there is none, and the
 * box of what is of that size. */
static float
main_size(const struct page_word *words, unsigned n, struct page_box *box)
{
	float size = 0;

	for (unsigned i = 0; i < n; i++)
		for (unsigned k = 0; k < words[i].n; k++)
			if (page_words_is_cjk(words[i].chars[k].c))
				size = MAX(size, words[i].chars[k].ink.size);
	for (unsigned i = 0, first = 1; size > 0 && i < n; i++)
		for (unsigned k = 0; k < words[i].n; k++) {
			const struct page_char *c = &words[i].chars[k];

			if (c->ink.size < 0.95F * size ||
			    !page_words_is_cjk(c->c))
				continue;
			if (first)
				*box = c->box;
			else
				page_words_box_add(box, &c->box);
			first = 0;
		}
	return size;
}

static gunichar
last_char(const struct page_word *w)
{
	return w->chars[w->n - 1].c;
}

/* Whether there is a gap between two words that stand beside each other. */
static bool
is_gap(const struct page_word *a, const struct page_word *b)
{
	const float em = MIN(page_box_height(&a->box),
	    page_box_height(&b->box));
	const float gap = MAX(b->box.x0 - a->box.x1, a->box.x0 - b->box.x1);

	if (page_words_is_cjk(last_char(a)) || page_words_is_cjk(b->chars[0].c))
		return gap > 0.4F * em;
	return gap > 0.05F * em;
}

static bool
is_right_to_left(const struct page_word *w)
{
	return printed_page_is_right_to_left(w->chars[0].c) ||
	    printed_page_is_right_to_left(last_char(w));
}

/* Finds in which order the words of a line are read: those of one direction
 * after each other, beginning with the side from which most are. */
static void
order_words(const struct page_word *words, unsigned n, unsigned *order)
{
	unsigned left = 0, k = 0;
	bool from_right;

	for (unsigned i = 0; i < n; i++)
		left += is_right_to_left(&words[i]);
	from_right = left * 2 >= n && left > 0;
	for (unsigned i = 0, run; i < n; i = run) {
		const unsigned at = from_right ? n - 1 - i : i;
		const bool is_left = is_right_to_left(&words[at]);

		for (run = i + 1; run < n && is_left == is_right_to_left(
		    &words[from_right ? n - 1 - run : run]); run++)
			;
		for (unsigned m = i; m < run; m++) {
			const unsigned from = is_left == from_right ? m :
			    i + run - 1 - m;

			order[k++] = from_right ? n - 1 - from : from;
		}
	}
}

/* Appends the words of a line; a gap shows as one space, but not between two
 * Chinese characters that only stand a little apart (justified text). */
static void
page_words_append_line(GString *s, const struct page_word *words, unsigned n)
{
	g_autofree unsigned *order = g_new(unsigned, n + 1);
	struct page_box line = {0, 0, 0, 0};
	const float size = main_size(words, n, &line);

	order_words(words, n, order);
	for (unsigned i = 0; i < n; i++) {
		const struct page_word *w = &words[order[i]];

		if (i > 0 && is_gap(&words[order[i - 1]], w))
			g_string_append_c(s, ' ');
		append_word(s, w, &line, size);
	}
}

void
page_words_append_wrapped(GString *s, const struct page_word *words, unsigned n)
{
	if (s->len > 0 && n > 0) {
		const char *last = g_utf8_prev_char(s->str + s->len);
		const gunichar c = g_utf8_get_char(last);

		if (!page_words_is_cjk(c) &&
		    !page_words_is_cjk(words[0].chars[0].c) &&
		    c != '-')
			g_string_append_c(s, ' ');
	}
	page_words_append_line(s, words, n);
}

/* Turns the box of a word running `way` so that it runs to the right. */
static void
turn(struct page_box *b, enum page_way way)
{
	const struct page_box o = *b;

	if (way == PAGE_DOWN)
		*b = (struct page_box){o.y0, -o.x1, o.y1, -o.x0};
	else if (way == PAGE_UP)
		*b = (struct page_box){-o.y1, o.x0, -o.y0, o.x1};
	else if (way == PAGE_LEFT)
		*b = (struct page_box){-o.x1, -o.y1, -o.x0, -o.y0};
}

void
page_words_turn(struct page_word *w)
{
	turn(&w->box, w->way);
}

static enum page_way
way_of_words(const GArray *words)
{
	unsigned count[4] = {0};
	enum page_way best = PAGE_RIGHT;

	for (guint i = 0; i < words->len; i++) {
		const struct page_word *w = &g_array_index(words,
		    struct page_word, i);

		count[w->way] += w->n;
	}
	for (enum page_way way = PAGE_DOWN; way <= PAGE_UP; way++)
		if (count[way] > count[best])
			best = way;
	return best;
}

/* Whether a word has only digits and capitals. */
static bool
is_code(const struct page_word *w)
{
	for (unsigned i = 0; i < w->n; i++)
		if (w->chars[i].c > 0x7F ||
		    (!g_ascii_isdigit((char)w->chars[i].c) &&
		    !g_ascii_isupper((char)w->chars[i].c)))
			return false;
	return true;
}

/* Whether the lines of a cell so wide are one code that it cut where no further
 * character had room: the 18 characters of a credit code, the 15 digits of the
 * numbers before it, the 11 of a telephone.
 *
 *     | 91330200M |
 *     | A2ABCDE12 |        */
static bool
is_cut_code(const GArray *words, const GArray *lines, float width)
{
	unsigned chars = 0;

	for (guint i = 0; i < lines->len; i++) {
		const struct page_line *l = &g_array_index(lines,
		    struct page_line, i);
		const struct page_word *w = &g_array_index(words,
		    struct page_word, l->first);

		if (l->n > 1 || !is_code(w) || (i + 1 < lines->len &&
		    page_box_width(&w->box) * (1 + 2 / (float)w->n) <
		    width - 2))
			return false;
		chars += w->n;
	}
	return chars == 11 || chars == 15 || chars == 18;
}

char *
page_words_cell_text(GArray *words, float width, GArray **lines_of)
{
	const enum page_way way = way_of_words(words);
	GString *s = g_string_new(NULL);
	GArray *lines;
	bool cut;

	for (guint i = 0; i < words->len; i++)
		turn(&g_array_index(words, struct page_word, i).box, way);
	lines = page_words_lines(words);
	cut = way == PAGE_RIGHT && is_cut_code(words, lines, width);
	for (guint i = 0; i < lines->len; i++) {
		const struct page_line *l = &g_array_index(lines,
		    struct page_line, i);
		const struct page_word *w = &g_array_index(words,
		    struct page_word, l->first);

		if (cut)
			page_words_append_line(s, w, l->n);
		else
			page_words_append_wrapped(s, w, l->n);
	}
	if (lines_of != NULL)
		*lines_of = lines;
	else
		g_array_free(lines, TRUE);
	return g_string_free(s, FALSE);
}
