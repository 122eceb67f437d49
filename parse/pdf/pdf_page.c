#include "pdf_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pdf_chars.h"

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
pdf_page_is_right_to_left(gunichar c)
{
	return (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) ||
	    (c >= 0xFE70 && c < 0xFF00);
}

/* Which way a word of n characters runs; letters that are written from right to
 * left stand upright when they do. */
static enum pdf_way
way_of(const struct page_char *word, guint n)
{
	const bool left = pdf_page_is_right_to_left(word[0].c);
	const struct page_box *a = &word[left ? n - 1 : 0].box;
	const struct page_box *b = &word[left ? 0 : n - 1].box;
	const float dx = b->x0 + b->x1 - a->x0 - a->x1;
	const float dy = b->y0 + b->y1 - a->y0 - a->y1;

	if (fabsf(dx) >= fabsf(dy))
		return dx >= 0 ? PDF_RIGHT : PDF_LEFT;
	return dy > 0 ? PDF_DOWN : PDF_UP;
}

/* Gives each word its way; a word of one character takes that of the word
 * before. */
static void
find_ways(GArray *chars)
{
	struct page_char *c = (struct page_char *)(void *)chars->data;
	enum pdf_way way = PDF_RIGHT;

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
 * words of a line together where a page has no blanks between them. */
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
is_blank(gunichar c)
{
	return g_unichar_isspace(c) || c == 0xAD || c == 0xFEFF;
}

/* Blanks only end words. */
void
pdf_page_add(struct pdf_page *p, gunichar character, const struct page_box *box)
{
	struct page_char c = {*box, character, PDF_RIGHT, p->word_ended};

	p->word_ended = is_blank(character);
	if (p->word_ended)
		return;
	if (p->chars->len == 0 || stands_apart(&g_array_index(p->chars,
	    struct page_char, p->chars->len - 1).box, box))
		c.begins = true;
	if (is_unreadable(character))
		p->unreadable++;
	else
		p->readable++;
	g_array_append_val(p->chars, c);
}

/* --- glyphs without meaning ------------------------------------------- */

static int
by_left(const void *a, const void *b)
{
	const struct page_box *x = a, *y = b;

	return x->x0 < y->x0 ? -1 : x->x0 > y->x0;
}

/* Whether a glyph that begins at a point belongs to one of n characters, whose
 * boxes are sorted from left to right. */
static bool
is_known(const struct page_box *boxes, guint n, const struct pdf_glyph *g)
{
	const float near = 1.5F, widest = 30;
	guint low = 0, high = n;

	while (low < high) {
		const guint mid = (low + high) / 2;

		if (boxes[mid].x0 < g->x - widest)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < n && boxes[low].x0 <= g->x + near; low++)
		if (g->x <= boxes[low].x1 + near &&
		    g->y >= boxes[low].y0 - near &&
		    g->y <= boxes[low].y1 + near)
			return true;
	return false;
}

/* How many glyphs are shown where no character is known.  A single one is a
 * blank, and so is each that is like the one before. */
static size_t
unknown_glyphs(const GArray *chars, const GArray *glyphs)
{
	g_autofree struct page_box *boxes = g_new(struct page_box,
	    chars->len + 1);
	const struct pdf_glyph *last = NULL;
	size_t unknown = 0;

	for (guint i = 0; i < chars->len; i++)
		boxes[i] = g_array_index(chars, struct page_char, i).box;
	qsort(boxes, chars->len, sizeof *boxes, by_left);
	for (guint i = 0; i < glyphs->len; i++) {
		const struct pdf_glyph *g = &g_array_index(glyphs,
		    struct pdf_glyph, i);

		if (is_known(boxes, chars->len, g)) {
			last = NULL;
			continue;
		}
		unknown += last != NULL && last->index != g->index;
		last = g;
	}
	return unknown;
}

/* --- rows of dots ------------------------------------------------------ */

static int
by_y(const void *a, const void *b)
{
	const struct pdf_glyph *g = a, *h = b;

	return g->y < h->y ? -1 : g->y > h->y;
}

static int
by_index(const void *a, const void *b)
{
	const unsigned long *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* How many glyphs of the kind that most are of begin inside a box; those given
 * are sorted from top to bottom. */
static guint
glyphs_inside(const GArray *glyphs, const struct page_box *box)
{
	const struct pdf_glyph *g = (const void *)glyphs->data;
	GArray *found = g_array_new(FALSE, FALSE, sizeof(unsigned long));
	guint low = 0, high = glyphs->len, most = 0;

	while (low < high) {
		const guint mid = (low + high) / 2;

		if (g[mid].y < box->y0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < glyphs->len && g[low].y <= box->y1; low++)
		if (g[low].x > box->x0 - 0.5F && g[low].x < box->x1)
			g_array_append_val(found, g[low].index);
	g_array_sort(found, by_index);
	for (guint i = 0, n; i < found->len; i += n) {
		for (n = 1; i + n < found->len && g_array_index(found,
		    unsigned long, i + n) == g_array_index(found,
		    unsigned long, i); n++)
			;
		most = MAX(most, n);
	}
	g_array_free(found, TRUE);
	return most;
}

/* Some programs give a row of dots that leads to the next column another text
 * than it shows (/ActualText): in the Statistical Abstract of the United States
 * it has one dot more.  Leaves as many as are shown. */
static void
settle_leaders(GArray *chars, GArray *glyphs)
{
	enum { LEAST = 3, SURPLUS = 2 };
	struct page_char *c = (struct page_char *)(void *)chars->data;
	guint kept = 0;

	if (glyphs->len == PDF_MOST_GLYPHS)
		return;
	g_array_sort(glyphs, by_y);
	for (guint i = 0, n; i < chars->len; i += n) {
		struct page_box box = c[i].box;
		guint shown;

		for (n = 1; i + n < chars->len && c[i].c == '.' &&
		    c[i + n].c == '.' && c[i + n].box.y0 == box.y0 &&
		    c[i + n].box.x0 >= box.x1 - 0.5F; n++)
			box.x1 = c[i + n].box.x1;
		/* poppler spreads the text evenly over the glyphs. */
		box.x1 += (box.x1 - box.x0) / (float)n;
		shown = n < LEAST ? n : glyphs_inside(glyphs, &box);
		if (shown > n || n > shown + SURPLUS)
			shown = n;
		memmove(c + kept, c + i, shown * sizeof *c);
		kept += shown;
	}
	g_array_set_size(chars, kept);
}

/* --- turning ---------------------------------------------------------- */

static enum pdf_way
main_way(const GArray *chars)
{
	size_t count[4] = {0};
	enum pdf_way best = PDF_RIGHT;

	for (guint i = 0; i < chars->len; i++)
		count[g_array_index(chars, struct page_char, i).way]++;
	for (enum pdf_way way = PDF_DOWN; way <= PDF_UP; way++)
		if (count[way] > count[best])
			best = way;
	return best;
}

/* Turns a box of a page of this size so that text running `way` runs to the
 * right. */
static void
turn(struct page_box *b, enum pdf_way way, float width, float height)
{
	const struct page_box o = *b;

	if (way == PDF_DOWN)
		*b = (struct page_box){o.y0, width - o.x1, o.y1, width - o.x0};
	else if (way == PDF_LEFT)
		*b = (struct page_box){width - o.x1, height - o.y1,
		    width - o.x0, height - o.y0};
	else if (way == PDF_UP)
		*b = (struct page_box){height - o.y1, o.x0, height - o.y0, o.x1};
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

void
pdf_page_turn(struct pdf_page *p)
{
	const float width = (float)p->width, height = (float)p->height;
	GArray *const boxes[] = {p->rules, p->shades, p->whites,
	    p->drawings};
	enum pdf_way way;

	find_ways(p->chars);
	way = main_way(p->chars);
	for (guint i = 0; i < p->chars->len; i++) {
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
	if (way == PDF_DOWN || way == PDF_UP) {
		p->width = height;
		p->height = width;
	}
}

/* --- pages ------------------------------------------------------------ */

struct pdf_page *
pdf_page_new(double width, double height, const struct paint_capture *marks)
{
	struct pdf_page *p = g_new0(struct pdf_page, 1);

	p->width = width;
	p->height = height;
	p->chars = g_array_new(FALSE, FALSE, sizeof(struct page_char));
	p->rules = marks->rules;
	p->shades = marks->shades;
	p->whites = marks->whites;
	p->drawings = marks->drawings;
	p->pixels = marks->pixels;
	return p;
}

struct pdf_page *
pdf_page_read(PopplerDocument *document, int number)
{
	PopplerPage *page = poppler_document_get_page(document, number);
	double width, height;
	struct paint_capture marks;
	struct pdf_page *p;

	if (page == NULL)
		return NULL;
	poppler_page_get_size(page, &width, &height);
	paint_capture_read(&marks, page);
	p = pdf_page_new(width, height, &marks);
	pdf_chars_read(p, page, marks.hidden);
	p->unreadable += unknown_glyphs(p->chars, marks.glyphs);
	settle_leaders(p->chars, marks.glyphs);
	g_array_free(marks.glyphs, TRUE);
	g_array_free(marks.hidden, TRUE);
	pdf_page_turn(p);
	g_object_unref(page);
	return p;
}

void
pdf_page_free(struct pdf_page *p)
{
	if (p == NULL)
		return;
	g_array_free(p->chars, TRUE);
	g_array_free(p->rules, TRUE);
	g_array_free(p->shades, TRUE);
	g_array_free(p->whites, TRUE);
	g_array_free(p->drawings, TRUE);
	g_free(p);
}

bool
pdf_page_is_drawing(const struct pdf_page *page, const struct page_box *box,
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
