#include "printed_page.h"

#include <math.h>

enum { USUAL_CHARS = 2048 };    /* of a page, for which there is room at once */

/* --- characters ------------------------------------------------------- */

/* Characters that a font gives no meaning to: the replacement character,
 * private use, control characters. */
static bool
is_unreadable(gunichar c)
{
	return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000 ||
	    c < 0x20 || (c >= 0x7F && c < 0xA0);
}

bool
printed_page_is_right_to_left(gunichar c)
{
	return (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) ||
	    (c >= 0xFE70 && c < 0xFF00);
}

/* Which way a word of n characters runs; letters that are written from right to
 * left stand upright when they do. */
static enum page_way
way_of(const struct page_char *word, guint n)
{
	const bool left = printed_page_is_right_to_left(word[0].c);
	const struct page_box *a = &word[left ? n - 1 : 0].box;
	const struct page_box *b = &word[left ? 0 : n - 1].box;
	const float dx = b->x0 + b->x1 - a->x0 - a->x1;
	const float dy = b->y0 + b->y1 - a->y0 - a->y1;

	if (fabsf(dx) >= fabsf(dy))
		return dx >= 0 ? PAGE_RIGHT : PAGE_LEFT;
	return dy > 0 ? PAGE_DOWN : PAGE_UP;
}

/* Gives each word its way; a word of one character takes that of the word
 * before. */
static void
find_ways(GArray *chars)
{
	struct page_char *c = (struct page_char *)(void *)chars->data;
	enum page_way way = PAGE_RIGHT;

	for (guint i = 0, n; i < chars->len; i += n) {
		for (n = 1; i + n < chars->len && !c[i + n].begins; n++)
			;
		if (n > 1)
			way = way_of(&c[i], n);
		for (guint k = i; k < i + n; k++)
			c[k].way = (unsigned char)way;
	}
}

/* Whether a character stands apart from the one before it: poppler runs the
 * words of a line together where a page has no spaces between them. */
static bool
stands_apart(const struct page_box *a, const struct page_box *b)
{
	const float height = MIN(a->y1 - a->y0, b->y1 - b->y0);
	const float width = MIN(a->x1 - a->x0, b->x1 - b->x0);
	const float beside = MIN(a->y1, b->y1) - MAX(a->y0, b->y0);
	const float below = MIN(a->x1, b->x1) - MAX(a->x0, b->x0);

	return !(beside > 0.3F * height && below > -0.15F * height) &&
	    !(below > 0.3F * width && beside > -0.15F * width);
}

static bool
is_space(gunichar c)
{
	return g_unichar_isspace(c) || c == 0xAD || c == 0xFEFF;
}

/* Spaces only end words. */
void
printed_page_add(struct printed_page *p, gunichar character,
    const struct page_box *box, const struct page_ink *ink)
{
	struct page_char c = {*box, *ink, character, PAGE_RIGHT,
	    p->word_ended, false};

	p->word_ended = is_space(character);
	if (p->word_ended)
		return;
	if (is_unreadable(character))
		p->unreadable++;
	else
		p->readable++;
	g_array_append_val(p->chars, c);
}

/* --- turning ---------------------------------------------------------- */

static enum page_way
main_way(const GArray *chars)
{
	size_t count[4] = {0};
	enum page_way best = PAGE_RIGHT;

	for (guint i = 0; i < chars->len; i++)
		count[g_array_index(chars, struct page_char, i).way]++;
	for (enum page_way way = PAGE_DOWN; way <= PAGE_UP; way++)
		if (count[way] > count[best])
			best = way;
	return best;
}

/* Turns a box of a page of this size so that text running `way` runs to the
 * right. */
static void
turn(struct page_box *b, enum page_way way, float width, float height)
{
	const struct page_box o = *b;

	if (way == PAGE_DOWN)
		*b = (struct page_box){o.y0, width - o.x1, o.y1, width - o.x0};
	else if (way == PAGE_LEFT)
		*b = (struct page_box){width - o.x1, height - o.y1,
		    width - o.x0, height - o.y0};
	else if (way == PAGE_UP)
		*b = (struct page_box){height - o.y1, o.x0, height - o.y0,
		    o.x1};
}

/* --- half-width characters ---------------------------------------------- */

static bool
is_full_width_form(gunichar c)
{
	return c > 0xFF00 && c < 0xFF5F;
}

static float
shape(const struct page_char *c)
{
	return (c->box.x1 - c->box.x0) / (c->box.y1 - c->box.y0);
}

/* Gives the n characters of a word the width that the page shows.  The
 * half-width letters and digits of Adobe's Chinese character set (what
 * GBK-EUC-H makes of ASCII) are full-width forms in poppler's tables: \uFF11 in
 * a box half as wide as high is a 1.  Where letters are spaced the boxes are
 * wider, but for the last of a word: then they are compared with that, or with
 * Chinese characters beside them, which are wider still. */
static void
narrow_word(struct page_char *c, guint n)
{
	const float narrow = 0.65F;
	const bool last = is_full_width_form(c[n - 1].c) &&
	    shape(&c[n - 1]) < narrow;
	float widest = 0;

	for (guint i = 0; i < n; i++)
		if (c[i].c >= 0x2E80 && !is_full_width_form(c[i].c))
			widest = MAX(widest, shape(&c[i]));
	for (guint i = 0; i < n; i++)
		if (is_full_width_form(c[i].c) && (last ||
		    shape(&c[i]) < narrow || shape(&c[i]) < widest - 0.35F))
			c[i].c -= 0xFEE0;
}

static void
narrow_words(GArray *chars)
{
	struct page_char *c = (struct page_char *)(void *)chars->data;

	for (guint i = 0, n; i < chars->len; i += n) {
		for (n = 1; i + n < chars->len && !c[i + n].begins; n++)
			;
		narrow_word(c + i, n);
	}
}

/* Begins words where characters stand apart. */
static void
part_words(GArray *chars)
{
	struct page_char *c = (struct page_char *)(void *)chars->data;

	for (guint i = 0; i < chars->len; i++)
		c[i].begins |= i == 0 || stands_apart(&c[i - 1].box,
		    &c[i].box);
}

void
printed_page_turn(struct printed_page *p)
{
	const float width = (float)p->width, height = (float)p->height;
	GArray *const boxes[] = {p->rules, p->shades, p->whites,
	    p->drawings};
	enum page_way way;

	part_words(p->chars);
	find_ways(p->chars);
	way = main_way(p->chars);
	for (guint i = 0; way != PAGE_RIGHT && i < p->chars->len; i++) {
		struct page_char *c = &g_array_index(p->chars, struct page_char,
		    i);

		turn(&c->box, way, width, height);
		c->way = (unsigned char)((c->way + 4 - way) % 4);
	}
	for (size_t k = 0; k < G_N_ELEMENTS(boxes); k++)
		for (guint i = 0; i < boxes[k]->len; i++)
			turn(&g_array_index(boxes[k], struct page_box, i), way,
			    width, height);
	narrow_words(p->chars);
	if (way == PAGE_DOWN || way == PAGE_UP) {
		p->width = height;
		p->height = width;
	}
}

/* --- pages ------------------------------------------------------------ */

struct printed_page *
printed_page_new(double width, double height,
    const struct paint_capture *capture)
{
	struct printed_page *p = g_new0(struct printed_page, 1);

	p->width = width;
	p->height = height;
	p->chars = g_array_sized_new(FALSE, FALSE, sizeof(struct page_char),
	    USUAL_CHARS);
	p->rules = capture->rules;
	p->shades = capture->shades;
	p->whites = capture->whites;
	p->drawings = capture->drawings;
	p->areas = capture->areas;
	p->strokes = capture->strokes;
	p->watermark = g_string_new(NULL);
	p->hidden = g_string_new(NULL);
	p->pixels = capture->pixels;
	return p;
}

void
printed_page_free(struct printed_page *p)
{
	if (p == NULL)
		return;
	g_array_free(p->chars, TRUE);
	g_array_free(p->rules, TRUE);
	g_array_free(p->shades, TRUE);
	g_array_free(p->whites, TRUE);
	g_array_free(p->drawings, TRUE);
	g_array_free(p->areas, TRUE);
	g_array_free(p->strokes, TRUE);
	g_string_free(p->watermark, TRUE);
	g_string_free(p->hidden, TRUE);
	g_free(p);
}

bool
printed_page_is_drawing(const struct printed_page *page,
    const struct page_box *box,
    size_t chars, float *bottom)
{
	enum { MARGIN = 6, LEAST = 4, CHARS_EACH = 20 };
	struct page_box all = {INFINITY, box->y0, -INFINITY, box->y0};
	size_t n = 0;

	for (guint i = 0; i < page->drawings->len; i++) {
		const struct page_box *b = &g_array_index(page->drawings,
		    struct page_box, i);

		if (b->x0 <= box->x0 + MARGIN || b->x1 >= box->x1 - MARGIN ||
		    b->y0 <= box->y0 + MARGIN || b->y1 >= box->y1 - MARGIN)
			continue;
		all.x0 = MIN(all.x0, b->x0);
		all.x1 = MAX(all.x1, b->x1);
		all.y1 = MAX(all.y1, b->y1);
		n++;
	}
	if (bottom != NULL)
		*bottom = all.y1;
	if ((all.x1 - all.x0) * 2 < box->x1 - box->x0)
		return false;
	return n >= LEAST && chars < CHARS_EACH * n;
}
