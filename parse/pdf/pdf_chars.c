#include "pdf_chars.h"

#include <math.h>
#include <string.h>

#include "pdf_gbk.h"
#include "pdf_library.h"

enum {
	TO_RIGHT = 0x202A,      /* poppler's marks of direction: what follows */
	TO_LEFT = 0x202B,       /* runs so, up to the third mark */
	ENDS = 0x202C,
};

/* What poppler gives out of a page. */
struct text {
	gunichar *chars;        /* with marks of direction */
	glong n;
	struct page_box *boxes;
	guint n_boxes;
	struct page_ink *inks;  /* one a box, or NULL where they are not known */
};

static void
text_clear(struct text *t)
{
	g_free(t->chars);
	g_free(t->boxes);
	g_free(t->inks);
}

/* Reads what stands between two corners of a page. */
static void
text_read(struct text *t, PopplerPage *page, PopplerRectangle *area)
{
	g_autofree char *s = pdf_library.page_get_text_for_area(page, area);
	g_autofree PopplerRectangle *r = NULL;

	*t = (struct text){NULL, 0, NULL, 0, NULL};
	if (s == NULL || !pdf_library.page_get_text_layout_for_area(page, area,
	    &r, &t->n_boxes))
		return;
	t->chars = g_utf8_to_ucs4_fast(s, -1, &t->n);
	t->boxes = g_new(struct page_box, t->n_boxes + 1);
	for (guint i = 0; i < t->n_boxes; i++)
		t->boxes[i] = (struct page_box){(float)fmin(r[i].x1, r[i].x2),
		    (float)fmin(r[i].y1, r[i].y2),
		    (float)fmax(r[i].x1, r[i].x2),
		    (float)fmax(r[i].y1, r[i].y2)};
}

/* --- sizes, colours, fonts ---------------------------------------------- */

static const struct page_ink unknown = {.colour = PAGE_NO_COLOUR, .alpha = 1};

/* The number of a font's name among those of a page. */
static unsigned
font_number(GPtrArray *names, const char *name)
{
	const char *known = name != NULL ? name : "";

	for (guint i = 0; i < names->len; i++)
		if (strcmp(g_ptr_array_index(names, i), known) == 0)
			return i;
	g_ptr_array_add(names, g_strdup(known));
	return names->len - 1;
}

static unsigned
colour_of(const PopplerColor *c)
{
	return (unsigned)(c->red >> 8) << 16 | (unsigned)(c->green >> 8) << 8 |
	    (unsigned)(c->blue >> 8);
}

/* Reads the size, colour and font of each character; they count as the boxes
 * do. */
static void
read_inks(struct text *t, PopplerPage *page, PopplerRectangle *area,
    unsigned *fonts, GPtrArray *names)
{
	GList *all = pdf_library.page_get_text_attributes_for_area(page, area);

	t->inks = g_new(struct page_ink, t->n_boxes + 1);
	for (guint i = 0; i < t->n_boxes; i++)
		t->inks[i] = unknown;
	for (const GList *l = all; l != NULL; l = l->next) {
		const PopplerTextAttributes *a = l->data;
		const unsigned font = font_number(names, a->font_name);

		for (gint i = MAX(a->start_index, 0); i <= a->end_index &&
		    i < (gint)t->n_boxes; i++) {
			t->inks[i].size = (float)a->font_size;
			t->inks[i].colour = colour_of(&a->color);
			fonts[i] = font;
		}
	}
	pdf_library.page_free_text_attributes(all);
}

/* Whether what poppler states of the characters is needed, at a sixth of the
 * cost of a page: where text has no glyphs, or may be GBK, or where glyphs of
 * several texts stand between each other. */
static bool
needs_fonts(const struct text *t, const GArray *glyphs)
{
	guint shown = 0;

	for (glong i = 0; i < t->n; i++) {
		shown += !g_unichar_isspace(t->chars[i]);
		if (t->chars[i] >= 0x80 && t->chars[i] < 0x2100 &&
		    g_unichar_isalpha(t->chars[i]))
			return true;
	}
	for (guint i = 0; i < glyphs->len; i++) {
		const float angle = g_array_index(glyphs, struct page_glyph,
		    i).angle;

		if (angle != 0 && fabsf(angle - 90 * roundf(angle / 90)) > 1)
			return true;
	}
	return shown > glyphs->len;
}

/* Reads all that is known of the characters, one box for each. */
static void
read_fonts(struct text *t, struct printed_page *p, PopplerPage *page,
    PopplerRectangle *area)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autofree unsigned *fonts = g_new0(unsigned, t->n_boxes + 1);

	font_number(names, "");
	read_inks(t, page, area, fonts, names);
	p->unreadable += pdf_gbk_decode(&(struct pdf_gbk_text){t->chars,
	    t->boxes, fonts, t->n, names});
}

static bool
has_right_to_left(const struct text *t)
{
	for (glong i = 0; i < t->n; i++)
		if (t->chars[i] == TO_LEFT)
			return true;
	return false;
}

static void
add_char(struct printed_page *p, const struct text *t, gunichar c, guint box)
{
	const guint i = MIN(box, t->n_boxes - 1);

	if (t->inks != NULL)
		printed_page_add(p, c, &t->boxes[i], &t->inks[i]);
	else
		printed_page_add(p, c, &t->boxes[i], &unknown);
}

/* Adds what runs from right to left from character `i` on, which has the boxes
 * from `box` on, and what runs to the right inside.  Returns where it ends. */
static glong
add_right_to_left(struct printed_page *p, const struct text *t, glong i,
    guint *box)
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
				add_char(p, t, t->chars[i], --at);
			i++;
			continue;
		}
		while (run < end && t->chars[run] != ENDS)
			run++;
		at -= (guint)(run - i - 1);
		for (glong k = i + 1; k < run; k++)
			add_char(p, t, t->chars[k], at + (guint)(k - i - 1));
		i = run + 1;
	}
	return end;
}

/* A page whose text runs from right to left is read from its upper right
 * corner: poppler takes the corners for where a reader begins and ends, and
 * leaves out what is before and after. */
void
pdf_chars_read(struct printed_page *p, PopplerPage *page,
    const GArray *glyphs)
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
	} else if (t.n == (glong)t.n_boxes && needs_fonts(&t, glyphs)) {
		read_fonts(&t, p, page, &area);
	}
	for (glong i = 0; i < t.n && box < t.n_boxes; i++) {
		const gunichar c = t.chars[i];

		if (c == TO_LEFT)
			i = add_right_to_left(p, &t, i + 1, &box);
		else if (c == 0)
			box++;  /* the second byte of a pair */
		else if (c < TO_RIGHT || c > 0x202E)
			add_char(p, &t, c, box++);
	}
	text_clear(&t);
}
