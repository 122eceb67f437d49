#include "ofd_text.h"

#include <math.h>

#include "parse/page/page_seen.h"
#include "parse/page/paint_library.h"
#include "ofd_path.h"

static const double above = 0.88, below = 0.12; /* the baseline, of a size */

/* A CGTransform. */
struct transform {
	unsigned position, count;
	GArray *glyphs;         /* double, as they are written */
};

/* --- places ----------------------------------------------------------- */

/* How wide a character is by itself. */
static double
natural_width(gunichar c)
{
	if (g_unichar_iszerowidth(c))
		return 0;
	return g_unichar_iswide_cjk(c) || c > 0xffff ? 1 : 0.5;
}

/* The width of a character, the next one of which begins `next` further, or 0
 * where there is none.  A Latin letter reaches to the next one, but for one
 * that stands apart. */
static double
width_of(const struct ofd_text *o, gunichar c, double next)
{
	const double em = o->size * o->stretch;
	const double natural = em * natural_width(c);

	/* Full-width letters are as wide as they are written. */
	if (next <= 0.2 * em || (c > 0xff00 && c < 0xff5f))
		return natural;
	if (natural < em)
		return next < 1.05 * em ? next : natural;
	return MIN(natural, next);
}

/* The box of a character on the page. */
static struct page_box
box_of(const struct ofd_text *o, double x, double y, double width)
{
	const double corners[4][2] = {{0, -above * o->size},
	    {width, -above * o->size}, {0, below * o->size},
	    {width, below * o->size}};
	struct page_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

	for (size_t i = 0; i < G_N_ELEMENTS(corners); i++) {
		double dx = corners[i][0], dy = corners[i][1];

		/* A quarter turn clockwise at a time. */
		for (int turn = 0; turn < o->turned; turn += 90) {
			double old = dx;

			dx = -dy;
			dy = old;
		}
		dx += x;
		dy += y;
		cairo.matrix_transform_point(&o->to_page, &dx, &dy);
		box.x0 = MIN(box.x0, (float)dx);
		box.y0 = MIN(box.y0, (float)dy);
		box.x1 = MAX(box.x1, (float)dx);
		box.y1 = MAX(box.y1, (float)dy);
	}
	return box;
}

static void
add_char(struct ofd_text_page *p, const struct ofd_text *o, gunichar c,
    double x, double y, double next)
{
	const struct page_box box = box_of(o, x, y, width_of(o, c, next));
	struct page_ink ink = o->ink;

	if (box.x1 < 0 || box.y1 < 0 || box.x0 > p->page->width ||
	    box.y0 > p->page->height)
		return;
	cairo.matrix_transform_point(&o->to_page, &x, &y);
	ink.x = (float)x;
	ink.y = (float)y;
	ink.hidden |= o->clip != NULL && page_seen_is_outside(&box, o->clip);
	printed_page_add(p->page, c, &box, &ink);
}

/* Without distances characters follow each other; they end where the object
 * does, as far as they would reach beyond it. */
static void
add_unplaced(struct ofd_text_page *p, const struct ofd_text *o,
    const gunichar *chars, glong n)
{
	const double em = o->size * o->stretch;
	double x = o->x, y = o->y, all = 0, squeeze = 1;

	for (glong i = 0; i < n; i++)
		all += em * natural_width(chars[i]);
	if (o->reading == 0 && o->width > o->x && all > o->width - o->x)
		squeeze = (o->width - o->x) / all;
	for (glong i = 0; i < n; i++) {
		double step = squeeze * em * natural_width(chars[i]);

		add_char(p, o, chars[i], x, y, o->reading % 180 == 0 ? step :
		    0);
		x += o->reading == 0 ? step : o->reading == 180 ? -step : 0;
		y += o->reading == 90 ? step : o->reading == 270 ? -step : 0;
	}
}

/* Where distances are missing, the last one goes on. */
static double
distance(const GArray *all, glong i)
{
	return all->len == 0 ? 0 : g_array_index(all, double,
	    MIN((guint)i, all->len - 1));
}

static void
add_placed(struct ofd_text_page *p, const struct ofd_text *o,
    const gunichar *chars, glong n, const GArray *across, const GArray *down)
{
	double x = o->x, y = o->y;

	for (glong i = 0; i < n; i++) {
		double dx = distance(across, i), dy = distance(down, i);

		add_char(p, o, chars[i], x, y, i + 1 < n && fabs(dy) <
		    fabs(dx) ? fabs(dx) : 0);
		x += dx;
		y += dy;
	}
}

/* --- TextCode --------------------------------------------------------- */

void
ofd_text_begin_code(struct ofd_text *o, const struct xml_attributes *a)
{
	o->x = ofd_path_attribute(a, "X", o->x);
	o->y = ofd_path_attribute(a, "Y", o->y);
	g_free(o->across);
	g_free(o->down);
	o->across = xml_attribute_copy(a, "DeltaX");
	o->down = xml_attribute_copy(a, "DeltaY");
}

bool
ofd_text_end_code(struct ofd_text *o, struct ofd_text_page *p,
    const GString *text)
{
	const cairo_matrix_t *m = &o->to_page;
	glong n = 0;
	g_autofree gunichar *chars = g_utf8_to_ucs4_fast(text->str,
	    (glong)text->len, &n);
	g_autoptr(GArray) across = ofd_path_distances(o->across, (size_t)n);
	g_autoptr(GArray) down = ofd_path_distances(o->down, (size_t)n);

	g_array_append_vals(o->chars, chars, (guint)n);
	if (!o->shown)
		return true;
	if (o->size * o->stretch <= 0 ||
	    fabs(m->xx * m->yy - m->xy * m->yx) < 1e-9)
		return false;
	if (across->len == 0 && down->len == 0)
		add_unplaced(p, o, chars, n);
	else
		add_placed(p, o, chars, n, across, down);
	return true;
}

/* --- glyphs ----------------------------------------------------------- */

GHashTable *
ofd_text_glyphs_new(void)
{
	return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

void
ofd_text_begin_transform(struct ofd_text *o, const struct xml_attributes *a)
{
	struct transform t = {xml_attribute_number(a, "CodePosition", 0),
	    xml_attribute_number(a, "CodeCount", 1),
	    g_array_new(FALSE, FALSE, sizeof(double))};

	g_array_append_val(o->transforms, t);
}

void
ofd_text_glyphs(struct ofd_text *o, const char *numbers)
{
	struct transform *t;

	if (o->transforms->len == 0)
		return;
	t = &g_array_index(o->transforms, struct transform,
	    o->transforms->len - 1);
	g_array_free(t->glyphs, TRUE);
	t->glyphs = ofd_path_distances(numbers, t->count);
}

/* Whether a character of a font was shown by another glyph before. */
static bool
is_ambiguous(GHashTable *glyphs, unsigned font, gunichar c, double glyph)
{
	gint64 key = (gint64)font << 32 | c;
	gpointer known = g_hash_table_lookup(glyphs, &key);
	gpointer now = GUINT_TO_POINTER((guint)CLAMP(glyph, 0, 65535) + 1);

	if (known == NULL)
		g_hash_table_insert(glyphs, g_memdup2(&key, sizeof key), now);
	return known != NULL && known != now;
}

static void
check_glyphs(struct ofd_text_page *p, const struct ofd_text *o)
{
	for (guint i = 0; o->shown && i < o->transforms->len; i++) {
		const struct transform *t = &g_array_index(o->transforms,
		    struct transform, i);

		/* Others make one shape of several characters. */
		if (t->count != t->glyphs->len)
			continue;
		for (guint k = 0; k < t->count &&
		    (gint64)t->position + k < o->chars->len; k++) {
			gunichar c = g_array_index(o->chars, gunichar,
			    t->position + k);

			if (p->page->readable > 0 && is_ambiguous(p->glyphs,
			    o->font, c, g_array_index(t->glyphs, double, k))) {
				p->page->unreadable++;
				p->page->readable--;
			}
		}
	}
}

/* --- objects ---------------------------------------------------------- */

static void
clear_transform(void *transform)
{
	g_array_free(((struct transform *)transform)->glyphs, TRUE);
}

/* Hides what lies outside of the object's bounds, if all of it does. */
static void
hide_outside(const struct ofd_text *o, const struct ofd_text_page *p)
{
	struct page_char *c = (struct page_char *)(void *)p->page->chars->data;

	for (guint i = o->first; i < p->page->chars->len; i++)
		if (!page_seen_is_outside(&c[i].box, o->bounds))
			return;
	for (guint i = o->first; i < p->page->chars->len; i++)
		c[i].ink.hidden = true;
}

void
ofd_text_begin(struct ofd_text *o, const struct ofd_text_page *p,
    const struct xml_attributes *a)
{
	*o = (struct ofd_text){.to_page = o->to_page, .width = o->width,
	    .shown = o->shown, .ink = o->ink, .bounds = o->bounds,
	    .first = p->page->chars->len,
	    .size = fabs(ofd_path_attribute(a, "Size", 0)),
	    .stretch = fabs(ofd_path_attribute(a, "HScale", 1)),
	    .reading = (int)ofd_path_attribute(a, "ReadDirection", 0),
	    .turned = (int)CLAMP(ofd_path_attribute(a, "CharDirection", 0), 0,
	    270),
	    .font = xml_attribute_number(a, "Font", 0),
	    .chars = g_array_new(FALSE, FALSE, sizeof(gunichar)),
	    .transforms = g_array_new(FALSE, FALSE, sizeof(struct transform))};
	g_array_set_clear_func(o->transforms, clear_transform);
	o->ink.size = (float)(o->size * hypot(o->to_page.xy, o->to_page.yy));
	o->ink.angle = (float)(atan2(o->to_page.yx, o->to_page.xx) * 180 /
	    G_PI);
}

void
ofd_text_end(struct ofd_text *o, struct ofd_text_page *p)
{
	check_glyphs(p, o);
	if (o->bounds != NULL)
		hide_outside(o, p);
	g_array_free(o->chars, TRUE);
	g_array_free(o->transforms, TRUE);
	g_free(o->across);
	g_free(o->down);
	*o = (struct ofd_text){0};
}
