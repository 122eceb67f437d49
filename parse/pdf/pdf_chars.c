#include "pdf_chars.h"

#include <math.h>

enum {
	TO_RIGHT = 0x202A,      /* poppler's marks of direction: what follows */
	TO_LEFT = 0x202B,       /* runs so, up to the third mark */
	ENDS = 0x202C,
};

/* What poppler gives out of a page. */
struct text {
	gunichar *chars;        /* with marks of direction */
	glong n;
	PopplerRectangle *boxes;
	guint n_boxes;
};

static void
text_clear(struct text *t)
{
	g_free(t->chars);
	g_free(t->boxes);
}

/* Reads what stands between two corners of a page. */
static void
text_read(struct text *t, PopplerPage *page, PopplerRectangle *area)
{
	g_autofree char *s = poppler_page_get_text_for_area(page, area);

	*t = (struct text){NULL, 0, NULL, 0};
	if (s != NULL && poppler_page_get_text_layout_for_area(page, area,
	    &t->boxes, &t->n_boxes))
		t->chars = g_utf8_to_ucs4_fast(s, -1, &t->n);
}

static bool
has_right_to_left(const struct text *t)
{
	for (glong i = 0; i < t->n; i++)
		if (t->chars[i] == TO_LEFT)
			return true;
	return false;
}

/* Whether the clip hides a character. */
static bool
is_hidden(const GArray *hidden, const struct page_box *b)
{
	for (guint i = 0; i < hidden->len; i++) {
		const struct page_glyph *g = &g_array_index(hidden,
		    struct page_glyph, i);

		if (fabsf(g->x - b->x0) < 0.5F && g->y >= b->y0 &&
		    g->y <= b->y1)
			return true;
	}
	return false;
}

static void
add_char(struct printed_page *p, const struct text *t, gunichar c, guint box,
    const GArray *hidden)
{
	const PopplerRectangle *r = &t->boxes[MIN(box, t->n_boxes - 1)];
	const struct page_box b = {(float)fmin(r->x1, r->x2),
	    (float)fmin(r->y1, r->y2), (float)fmax(r->x1, r->x2),
	    (float)fmax(r->y1, r->y2)};

	if (g_unichar_isspace(c) || !is_hidden(hidden, &b))
		printed_page_add(p, c, &b);
}

/* Adds what runs from right to left from character `i` on, which has the boxes
 * from `box` on, and what runs to the right inside.  Returns where it ends. */
static glong
add_right_to_left(struct printed_page *p, const struct text *t, glong i,
    guint *box, const GArray *hidden)
{
	glong end = i, depth = 0;
	guint n = 0, at;

	for (; end < t->n && (depth > 0 || t->chars[end] != ENDS); end++) {
		const gunichar c = t->chars[end];

		depth += (c == TO_RIGHT || c == TO_LEFT) - (c == ENDS);
		n += c < TO_RIGHT || c > ENDS;
	}
	at = *box += n;
	while (i < end) {
		glong run = i + 1;

		if (t->chars[i] != TO_RIGHT) {
			if (t->chars[i] < TO_RIGHT || t->chars[i] > ENDS)
				add_char(p, t, t->chars[i], --at, hidden);
			i++;
			continue;
		}
		while (run < end && t->chars[run] != ENDS)
			run++;
		at -= (guint)(run - i - 1);
		for (glong k = i + 1; k < run; k++)
			add_char(p, t, t->chars[k], at + (guint)(k - i - 1),
			    hidden);
		i = run + 1;
	}
	return end;
}

/* A page whose text runs from right to left is read from its upper right
 * corner: poppler takes the corners for where a reader begins and ends, and
 * leaves out what is before and after. */
void
pdf_chars_read(struct printed_page *p, PopplerPage *page, const GArray *hidden)
{
	PopplerRectangle area = {0, 0, p->width, p->height};
	PopplerRectangle turned = {p->width, 0, 0, p->height};
	struct text t, other;
	guint box = 0;

	text_read(&t, page, &area);
	if (has_right_to_left(&t)) {
		text_read(&other, page, &turned);
		text_clear(other.n_boxes > t.n_boxes ? &t : &other);
		if (other.n_boxes > t.n_boxes)
			t = other;
	}
	for (glong i = 0; i < t.n && box < t.n_boxes; i++) {
		const gunichar c = t.chars[i];

		if (c == TO_LEFT)
			i = add_right_to_left(p, &t, i + 1, &box, hidden);
		else if (c < TO_RIGHT || c > 0x202E)
			add_char(p, &t, c, box++, hidden);
	}
	text_clear(&t);
}
