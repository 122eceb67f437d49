/* dlsym(RTLD_NEXT) is GNU's. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "paint_capture.h"

#include <dlfcn.h>
#include <math.h>
#include <stdbool.h>

#include "paint_library.h"

/* Pixels to the point.  poppler moves strokes to whole pixels, here an eighth
 * of a point at most, and makes soft masks of the size of the page. */
enum { SCALE = 4, MOST_MARKS = 1 << 20 };

enum { USUAL_GLYPHS = 2048 };   /* of a page, for which there is room at once */

static const cairo_user_data_key_t capture_key;

/* Those of the page that is being rendered, for what has no cairo_t. */
static struct paint_capture *current;

static struct paint_capture *
capture_of(cairo_t *cr)
{
	return cairo.get_user_data(cr, &capture_key);
}

/* --- boxes ------------------------------------------------------------ */

/* Text and lines that cannot be seen: white on white paper. */
static bool
is_white(cairo_t *cr)
{
	double r, g, b, a;

	if (cairo.pattern_get_rgba(cairo.get_source(cr), &r, &g, &b, &a) !=
	    CAIRO_STATUS_SUCCESS)
		return false;
	return a < 0.02 || (r > 0.98 && g > 0.98 && b > 0.98);
}

/* The colour of what is painted; *alpha is how opaque it is. */
static unsigned
source_colour(cairo_t *cr, double *alpha)
{
	double r, g, b;

	*alpha = 1;
	if (cairo.pattern_get_rgba(cairo.get_source(cr), &r, &g, &b, alpha) !=
	    CAIRO_STATUS_SUCCESS)
		return PAGE_NO_COLOUR;
	return (unsigned)lround(CLAMP(r, 0, 1) * 255) << 16 |
	    (unsigned)lround(CLAMP(g, 0, 1) * 255) << 8 |
	    (unsigned)lround(CLAMP(b, 0, 1) * 255);
}

/* A box given by two corners of user space in points of the page, cut by the
 * clip; false where nothing is left of it. */
static bool
box_on_page(cairo_t *cr, double x0, double y0, double x1, double y1,
    double margin, struct page_box *box)
{
	double cx0, cy0, cx1, cy1, left, top, right, bottom;
	double x[4], y[4];

	cairo.clip_extents(cr, &cx0, &cy0, &cx1, &cy1);
	x[0] = x0, y[0] = y0, x[1] = x1, y[1] = y1;
	x[2] = cx0, y[2] = cy0, x[3] = cx1, y[3] = cy1;
	for (int i = 0; i < 4; i++)
		cairo.user_to_device(cr, &x[i], &y[i]);
	left = fmax(fmin(x[0], x[1]), fmin(x[2], x[3]) - margin * SCALE);
	right = fmin(fmax(x[0], x[1]), fmax(x[2], x[3]) + margin * SCALE);
	top = fmax(fmin(y[0], y[1]), fmin(y[2], y[3]) - margin * SCALE);
	bottom = fmin(fmax(y[0], y[1]), fmax(y[2], y[3]) + margin * SCALE);
	if (!(left <= right && top <= bottom))
		return false;
	*box = (struct page_box){(float)(left / SCALE), (float)(top / SCALE),
	    (float)(right / SCALE), (float)(bottom / SCALE)};
	return true;
}

static void
add_rule(GArray *rules, struct page_box box)
{
	const float width = box.x1 - box.x0, height = box.y1 - box.y0;

	if (rules->len >= MOST_MARKS ||
	    MIN(width, height) > PAGE_RULE || MAX(width, height) <= 0)
		return;
	g_array_append_val(rules, box);
}

/* Adds what is neither along nor across.  False where it is too small yet: a
 * chart's line has many small pieces. */
static bool
add_drawing(cairo_t *cr, struct paint_capture *capture, double x0, double y0,
    double x1, double y1)
{
	const float least = 0.7F;
	struct page_box box;

	if (capture->drawings->len >= MOST_MARKS || is_white(cr) ||
	    !box_on_page(cr, x0, y0, x1, y1, 0, &box))
		return true;
	if (MAX(box.x1 - box.x0, box.y1 - box.y0) < least)
		return false;
	g_array_append_val(capture->drawings, box);
	return true;
}

/* Adds a line; a white one is seen where it parts shades. */
static void
add_line(struct paint_capture *capture, struct page_box box, bool white)
{
	add_rule(white ? capture->whites : capture->rules, box);
}

/* Notes what lies under text, or over it. */
static void
add_ground(cairo_t *cr, struct paint_capture *capture, struct page_box box,
    bool known)
{
	double alpha;
	struct page_area a = {box, source_colour(cr, &alpha),
	    ++capture->order, known};

	if (!known)
		a.colour = PAGE_NO_COLOUR;
	a.opaque = a.colour != PAGE_NO_COLOUR && alpha > 0.98 &&
	    cairo.get_operator(cr) == CAIRO_OPERATOR_OVER;
	if (alpha > 0.02 && capture->areas->len < MOST_MARKS)
		g_array_append_val(capture->areas, a);
}

/* Adds a filled rectangle: a thin one is a line, others are shades. */
static void
add_area(cairo_t *cr, struct paint_capture *capture, struct page_box box,
    bool white)
{
	const float width = box.x1 - box.x0, height = box.y1 - box.y0;

	add_ground(cr, capture, box, true);

	if (width <= PAGE_RULE || height <= PAGE_RULE) {
		add_line(capture, box, white);
	} else if (!white && capture->shades->len < MOST_MARKS) {
		g_array_append_val(capture->shades, box);
	}
}

/* --- paths ------------------------------------------------------------ */

/* The part of a path from one move to the next. */
struct subpath {
	double x0, y0, x1, y1;  /* its extent */
	double sx, sy;          /* where it begins */
	double x, y;            /* where the pen is */
	double from_x, from_y;  /* where what was drawn slanting last ends */
	guint drawings;         /* how many there were before it */
	double area;            /* twice what it holds, negative where it is
	                         * drawn the other way round */
	double along;           /* how much of it is along the axes */
	unsigned sides;
	bool straight;          /* only along the axes of the page */
};

static void
begin_subpath(struct subpath *s, const struct paint_capture *capture, double x,
    double y)
{
	*s = (struct subpath){x, y, x, y, x, y, x, y, x, y,
	    capture->drawings->len, 0, 0, 0, true};
}

static bool
is_along_axis(cairo_t *cr, double dx, double dy)
{
	cairo.user_to_device_distance(cr, &dx, &dy);
	dx = fabs(dx);
	dy = fabs(dy);
	return fmin(dx, dy) <= fmin(0.02 * fmax(dx, dy), 0.5 * SCALE);
}

static void
go_to(cairo_t *cr, struct paint_capture *capture, struct subpath *s, double x,
    double y)
{
	const bool along = is_along_axis(cr, x - s->x, y - s->y);

	if (along || add_drawing(cr, capture, s->from_x, s->from_y, x, y)) {
		s->from_x = x;
		s->from_y = y;
	}
	s->straight = s->straight && along;
	s->along += along ? fabs(x - s->x) + fabs(y - s->y) : 0;
	s->area += (s->x - s->sx) * (y - s->sy) - (x - s->sx) * (s->y - s->sy);
	s->x0 = fmin(s->x0, x);
	s->y0 = fmin(s->y0, y);
	s->x1 = fmax(s->x1, x);
	s->y1 = fmax(s->y1, y);
	s->x = x;
	s->y = y;
	s->sides++;
}

/* A rectangle of a filled path, and which way round it is drawn. */
struct filled {
	struct page_box box;
	int way;                /* 1 or -1 */
};

static bool
is_within(const struct page_box *a, const struct page_box *b)
{
	return a->x0 >= b->x0 && a->x1 <= b->x1 && a->y0 >= b->y0 &&
	    a->y1 <= b->y1 && (a->x0 > b->x0 || a->x1 < b->x1 ||
	    a->y0 > b->y0 || a->y1 < b->y1);
}

/* Whether rectangle i of a path is a hole in others, and not filled. */
static bool
is_hole(const GArray *all, guint i, bool even_odd)
{
	const struct filled *f = (const void *)all->data;
	int depth = 0, winding = f[i].way;

	for (guint k = 0; k < all->len; k++)
		if (k != i && is_within(&f[i].box, &f[k].box)) {
			depth++;
			winding += f[k].way;
		}
	return even_odd ? depth % 2 == 1 : depth > 0 && winding == 0;
}

/* Adds the strips around a hole that are as thin as lines, `out` being the
 * rectangle that it is cut from.
 *
 *     ####################       A table's grid may be one area with a hole
 *     ##      ##        ##       for each of its cells. */
static void
add_strips(cairo_t *cr, struct paint_capture *capture, const GArray *all,
    const struct page_box *h, const struct page_box *out)
{
	struct page_box near = *out;

	for (guint k = 0; k < all->len; k++) {
		const struct page_box *b = &g_array_index(all, struct filled,
		    k).box;

		if (!is_within(b, out))
			continue;
		if (b->y0 < h->y1 && b->y1 > h->y0) {
			if (b->x1 <= h->x0)
				near.x0 = MAX(near.x0, b->x1);
			if (b->x0 >= h->x1)
				near.x1 = MIN(near.x1, b->x0);
		}
		if (b->x0 < h->x1 && b->x1 > h->x0) {
			if (b->y1 <= h->y0)
				near.y0 = MAX(near.y0, b->y1);
			if (b->y0 >= h->y1)
				near.y1 = MIN(near.y1, b->y0);
		}
	}
	/* add_rule() leaves out what is thicker than a line. */
	add_line(capture, (struct page_box){near.x0, near.y0, h->x0, near.y1},
	    is_white(cr));
	add_line(capture, (struct page_box){h->x1, near.y0, near.x1, near.y1},
	    is_white(cr));
	add_line(capture, (struct page_box){near.x0, near.y0, near.x1, h->y0},
	    is_white(cr));
	add_line(capture, (struct page_box){near.x0, h->y1, near.x1, near.y1},
	    is_white(cr));
}

/* Adds rectangle i, of a path that has holes. */
static void
add_pierced(cairo_t *cr, struct paint_capture *capture, const GArray *all,
    guint i, const bool *holes)
{
	const struct filled *f = (const void *)all->data;
	bool pierced = false;

	for (guint k = 0; k < all->len; k++)
		if (holes[k] && is_within(&f[k].box, &f[i].box)) {
			add_strips(cr, capture, all, &f[k].box, &f[i].box);
			pierced = true;
		}
	if (pierced)
		add_ground(cr, capture, f[i].box, false);
	else
		add_area(cr, capture, f[i].box, is_white(cr));
}

/* Adds the rectangles of a path. */
static void
add_filled(cairo_t *cr, struct paint_capture *capture, const GArray *all)
{
	enum { MOST = 1000 };   /* that are compared with each other */
	const bool even_odd = cairo.get_fill_rule(cr) ==
	    CAIRO_FILL_RULE_EVEN_ODD;
	g_autofree bool *holes = g_new0(bool, all->len + 1);

	for (guint i = 0; all->len <= MOST && i < all->len; i++)
		holes[i] = is_hole(all, i, even_odd);
	for (guint i = 0; i < all->len; i++)
		if (!holes[i])
			add_pierced(cr, capture, all, i, holes);
}

/* The lines of some charts are filled areas.  Small ones are bullets and ticks,
 * which tables have, too. */
static void
end_filled(cairo_t *cr, struct paint_capture *capture, const struct subpath *s,
    GArray *filled)
{
	const float least = 12;
	const bool white = is_white(cr);
	struct page_box box;

	if (s->sides < 2 ||
	    !box_on_page(cr, s->x0, s->y0, s->x1, s->y1, 0, &box))
		g_array_set_size(capture->drawings, s->drawings);
	else if (s->straight)
		g_array_append_vals(filled, &(struct filled){box,
		    s->area < 0 ? -1 : 1}, 1);
	else if (white || MAX(box.x1 - box.x0, box.y1 - box.y0) < least)
		g_array_set_size(capture->drawings, s->drawings);
	if (s->sides >= 2 && !s->straight &&
	    box_on_page(cr, s->x0, s->y0, s->x1, s->y1, 0, &box))
		add_ground(cr, capture, box, false);
}

static void
fill_path(cairo_t *cr, struct paint_capture *capture)
{
	cairo_path_t *path = cairo.copy_path(cr);
	struct subpath s = {.drawings = capture->drawings->len};
	GArray *filled = g_array_new(FALSE, FALSE, sizeof(struct filled));

	for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
		const cairo_path_data_t *d = &path->data[i];

		switch (d->header.type) {
		case CAIRO_PATH_MOVE_TO:
			end_filled(cr, capture, &s, filled);
			begin_subpath(&s, capture, d[1].point.x, d[1].point.y);
			break;
		case CAIRO_PATH_LINE_TO:
			go_to(cr, capture, &s, d[1].point.x, d[1].point.y);
			break;
		case CAIRO_PATH_CURVE_TO:
			s.straight = false;
			go_to(cr, capture, &s, d[3].point.x, d[3].point.y);
			break;
		case CAIRO_PATH_CLOSE_PATH:
			go_to(cr, capture, &s, s.sx, s.sy);
			break;
		}
	}
	end_filled(cr, capture, &s, filled);
	add_filled(cr, capture, filled);
	g_array_free(filled, TRUE);
	cairo.path_destroy(path);
}

/* Adds a stroke from the pen to (x, y). */
static void
stroke_line(cairo_t *cr, struct paint_capture *capture, const struct subpath *s,
    double x, double y)
{
	struct page_box box;
	double wide = cairo.get_line_width(cr), none = 0;

	cairo.user_to_device_distance(cr, &wide, &none);
	wide = hypot(wide, none) / SCALE;
	if (!is_along_axis(cr, x - s->x, y - s->y) ||
	    !box_on_page(cr, s->x, s->y, x, y, 0.5, &box))
		return;
	/* A short thick stroke is an area: 5 points of a line 12 thick. */
	if (wide > PAGE_RULE) {
		const float half = (float)wide / 2;

		if (box.x1 - box.x0 >= box.y1 - box.y0)
			box.y0 -= half, box.y1 += half;
		else
			box.x0 -= half, box.x1 += half;
		add_area(cr, capture, box, is_white(cr));
	} else {
		add_line(capture, box, is_white(cr));
	}
}

/* Makes a box with round corners a box of four lines. */
static void
end_stroked(cairo_t *cr, struct paint_capture *capture,
    const struct subpath *s)
{
	const double around = 2 * (s->x1 - s->x0 + s->y1 - s->y0);
	struct page_box b;

	if (s->straight || s->x != s->sx || s->y != s->sy ||
	    s->along < 0.6 * around || is_white(cr) ||
	    !box_on_page(cr, s->x0, s->y0, s->x1, s->y1, 0, &b))
		return;
	g_array_set_size(capture->drawings, s->drawings);
	add_rule(capture->rules, (struct page_box){b.x0, b.y0, b.x1, b.y0});
	add_rule(capture->rules, (struct page_box){b.x0, b.y1, b.x1, b.y1});
	add_rule(capture->rules, (struct page_box){b.x0, b.y0, b.x0, b.y1});
	add_rule(capture->rules, (struct page_box){b.x1, b.y0, b.x1, b.y1});
}

static void
stroke_path(cairo_t *cr, struct paint_capture *capture)
{
	cairo_path_t *path = cairo.copy_path(cr);
	struct subpath s = {.drawings = capture->drawings->len,
	    .straight = true};

	for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
		const cairo_path_data_t *d = &path->data[i];

		switch (d->header.type) {
		case CAIRO_PATH_MOVE_TO:
			end_stroked(cr, capture, &s);
			begin_subpath(&s, capture, d[1].point.x, d[1].point.y);
			break;
		case CAIRO_PATH_LINE_TO:
			stroke_line(cr, capture, &s, d[1].point.x,
			    d[1].point.y);
			go_to(cr, capture, &s, d[1].point.x, d[1].point.y);
			break;
		case CAIRO_PATH_CURVE_TO:
			go_to(cr, capture, &s, d[3].point.x, d[3].point.y);
			break;
		case CAIRO_PATH_CLOSE_PATH:
			stroke_line(cr, capture, &s, s.sx, s.sy);
			go_to(cr, capture, &s, s.sx, s.sy);
			break;
		}
	}
	end_stroked(cr, capture, &s);
	cairo.path_destroy(path);
}

/* --- in place of cairo's own ------------------------------------------ */

void
cairo_fill_preserve(cairo_t *cr)
{
	struct paint_capture *capture = capture_of(cr);

	if (capture != NULL)
		fill_path(cr, capture);
}

void
cairo_fill(cairo_t *cr)
{
	cairo_fill_preserve(cr);
	cairo.new_path(cr);
}

void
cairo_stroke_preserve(cairo_t *cr)
{
	struct paint_capture *capture = capture_of(cr);

	if (capture != NULL)
		stroke_path(cr, capture);
}

void
cairo_stroke(cairo_t *cr)
{
	cairo_stroke_preserve(cr);
	cairo.new_path(cr);
}

void
cairo_clip(cairo_t *cr)
{
	static void (*next)(cairo_t *);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "cairo_clip");
	paint_capture_work(PAGE_WORK_OF_CLIP);
	next(cr);
}

/* Something painted over all of the clip: a gradient, a picture, or a group of
 * which the glyphs have been noted. */
static void
paint_clip(cairo_t *cr, double alpha)
{
	struct paint_capture *capture = capture_of(cr);
	cairo_surface_t *group = NULL;
	double x0, y0, x1, y1;
	struct page_box box;

	if (capture == NULL)
		return;
	if (cairo.pattern_get_surface(cairo.get_source(cr), &group) !=
	    CAIRO_STATUS_SUCCESS)
		group = NULL;
	for (guint i = capture->glyphs->len; group != NULL && i-- > 0; ) {
		struct page_glyph *g = &g_array_index(capture->glyphs,
		    struct page_glyph, i);

		if (g->target != group)
			break;
		g->alpha *= (float)alpha;
		g->target = cairo.get_group_target(cr);
	}
	cairo.clip_extents(cr, &x0, &y0, &x1, &y1);
	if (alpha > 0.02 && box_on_page(cr, x0, y0, x1, y1, 0, &box))
		add_ground(cr, capture, box, false);
}

void
cairo_paint(cairo_t *cr)
{
	paint_clip(cr, 1);
}

void
cairo_paint_with_alpha(cairo_t *cr, double alpha)
{
	paint_clip(cr, alpha);
}

void
cairo_mask(cairo_t *cr, cairo_pattern_t *pattern)
{
	(void)pattern;
	paint_clip(cr, 1);
}

/* --- pictures --------------------------------------------------------- */

/* What is drawn at work: poppler asks for its matrix before each picture. */
static cairo_t *at_work;

void
cairo_get_matrix(cairo_t *cr, cairo_matrix_t *matrix)
{
	static void (*next)(cairo_t *, cairo_matrix_t *);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "cairo_get_matrix");
	at_work = cr;
	next(cr, matrix);
}

/* Whether one sees through a picture is not known here.  Of a colour it is, and
 * both come of the same statement (/ca). */
cairo_pattern_t *
cairo_pattern_create_rgba(double r, double g, double b, double alpha)
{
	static cairo_pattern_t *(*next)(double, double, double, double);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT,
		    "cairo_pattern_create_rgba");
	if (current != NULL && alpha < 1)
		current->translucent = true;
	return next(r, g, b, alpha);
}

/* Whether the clip leaves all of the square of user space that lies in its
 * extents: points all over it are tried. */
static bool
is_clip_plain(cairo_t *cr)
{
	enum { POINTS = 8 };
	double x0, y0, x1, y1;

	cairo.clip_extents(cr, &x0, &y0, &x1, &y1);
	x0 = fmax(x0, 0), x1 = fmin(x1, 1);
	y0 = fmax(y0, 0), y1 = fmin(y1, 1);
	for (int i = 0; i < POINTS * POINTS; i++) {
		const double x = (i % POINTS + 0.5) / POINTS;
		const double y = (i / POINTS + 0.5) / POINTS;

		if (!cairo.in_clip(cr, x0 + x * (x1 - x0),
		    y0 + y * (y1 - y0)))
			return false;
	}
	return true;
}

/* Notes a picture without a mask, which fills a square of user space, as an
 * area that hides what lies under it, where that is sure. */
static void
add_opaque_picture(struct paint_capture *capture, cairo_t *cr)
{
	struct page_area a = {.colour = PAGE_NO_COLOUR, .opaque = true};

	if (cr == NULL || capture_of(cr) != capture || capture->translucent ||
	    capture->areas->len >= MOST_MARKS ||
	    cairo.get_group_target(cr) != capture->surface ||
	    cairo.get_operator(cr) != CAIRO_OPERATOR_OVER ||
	    !is_along_axis(cr, 1, 0) || !is_along_axis(cr, 0, 1) ||
	    !is_clip_plain(cr) || !box_on_page(cr, 0, 0, 1, 1, 0, &a.box))
		return;
	a.order = ++capture->order;
	g_array_append_val(capture->areas, a);
}

/* What poppler asks for to decode a picture into: a scanned page takes longer
 * to decode than a hundred pages of text to read.  It skips pictures for
 * which there is no room.  Not so over soft masks, which have four channels.
 * Those of three are pictures without a mask. */
cairo_surface_t *
cairo_image_surface_create(cairo_format_t format, int width, int height)
{
	if (current == NULL || width <= 0 || height <= 0)
		return cairo.image_surface_create_for_data(NULL, format, -1,
		    -1, 0);
	if (format == CAIRO_FORMAT_RGB24)
		add_opaque_picture(current, at_work);
	if (format == CAIRO_FORMAT_ARGB32)
		current->translucent = true;
	if (format == CAIRO_FORMAT_ARGB32) {
		paint_capture_work((size_t)width * (size_t)height /
		    PAGE_PIXELS_OF_WORK);
		return cairo.surface_create_similar_image(current->surface,
		    format, width, height);
	}
	current->pixels += (size_t)width * (size_t)height;
	return cairo.image_surface_create_for_data(NULL, format, -1, -1, 0);
}

/* poppler makes a pattern of each picture that there was no room for, and never
 * frees it: they share one. */
cairo_pattern_t *
cairo_pattern_create_for_surface(cairo_surface_t *surface)
{
	static cairo_pattern_t *(*next)(cairo_surface_t *);
	static cairo_pattern_t *failed;

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT,
		    "cairo_pattern_create_for_surface");
	if (current == NULL ||
	    cairo.surface_status(surface) == CAIRO_STATUS_SUCCESS)
		return next(surface);
	if (failed == NULL)
		failed = next(surface);
	return cairo.pattern_reference(failed);
}

/* The size of the font, and the angle of its baseline on the page. */
static void
measure_font(cairo_t *cr, struct page_glyph *g)
{
	cairo_matrix_t font, ctm;

	cairo.get_font_matrix(cr, &font);
	cairo_get_matrix(cr, &ctm);
	cairo.matrix_multiply(&font, &font, &ctm);
	/* The glyphs of Type 3 fonts are drawings of any size. */
	if (cairo.font_face_get_type(cairo.get_font_face(cr)) !=
	    CAIRO_FONT_TYPE_USER)
		g->size = (float)(hypot(font.xy, font.yy) / SCALE);
	g->angle = (float)(atan2(font.yx, font.xx) * 180 / G_PI);
	if (g->angle < 0)
		g->angle += 360;
}

/* Notes glyphs, also those that cannot be seen, such as the text of a cell
 * merged over two pages, which LibreOffice writes on both and clips. */
void
cairo_show_glyphs(cairo_t *cr, const cairo_glyph_t *glyphs, int n)
{
	struct paint_capture *capture = capture_of(cr);
	struct page_glyph g = {.index = 0};
	double x0, y0, x1, y1, alpha;
	guint first, room;

	if (capture == NULL)
		return;
	measure_font(cr, &g);
	g.colour = source_colour(cr, &alpha);
	g.alpha = (float)alpha;
	g.target = cairo.get_group_target(cr);
	g.artifact = capture->artifact > 0;
	g.over = capture->over;
	cairo.clip_extents(cr, &x0, &y0, &x1, &y1);
	if (!box_on_page(cr, x0, y0, x1, y1, 0, &g.clip))
		g.clip = (struct page_box){0, 0, 0, 0};
	/* Room for all of them at once. */
	first = capture->glyphs->len;
	room = MIN((guint)MAX(n, 0), PAGE_MOST_GLYPHS - first);
	g_array_set_size(capture->glyphs, first + room);
	for (guint i = 0; i < room; i++) {
		double x = glyphs[i].x, y = glyphs[i].y;

		cairo.user_to_device(cr, &x, &y);
		g.x = (float)(x / SCALE);
		g.y = (float)(y / SCALE);
		g.index = glyphs[i].index;
		g.order = capture->order + i + 1;
		g_array_index(capture->glyphs, struct page_glyph, first + i) =
		    g;
	}
	capture->order += (guint)MAX(n, 0);
}

/* The outlines of glyphs, which would look like lines.  Glyphs that are filled
 * and then outlined can be seen whatever they are filled with. */
void
cairo_glyph_path(cairo_t *cr, const cairo_glyph_t *glyphs, int n)
{
	struct paint_capture *capture = capture_of(cr);

	(void)glyphs;
	for (guint i = 0; capture != NULL && i < (guint)MAX(n, 0) &&
	    i < capture->glyphs->len; i++)
		g_array_index(capture->glyphs, struct page_glyph,
		    capture->glyphs->len - 1 - i).colour = PAGE_NO_COLOUR;
}

void
cairo_show_text_glyphs(cairo_t *cr, const char *text, int len,
    const cairo_glyph_t *glyphs, int n, const cairo_text_cluster_t *clusters,
    int n_clusters, cairo_text_cluster_flags_t flags)
{
	(void)text;
	(void)len;
	(void)clusters;
	(void)n_clusters;
	(void)flags;
	cairo_show_glyphs(cr, glyphs, n);
}

/* --- pages ------------------------------------------------------------ */

cairo_t *
paint_capture_begin(struct paint_capture *capture, double width, double height)
{
	const cairo_rectangle_t extents = {0, 0, width * SCALE,
	    height * SCALE};
	cairo_t *cr;

	*capture = (struct paint_capture){
	    .rules = g_array_new(FALSE, FALSE, sizeof(struct page_box)),
	    .whites = g_array_new(FALSE, FALSE, sizeof(struct page_box)),
	    .shades = g_array_new(FALSE, FALSE, sizeof(struct page_box)),
	    .drawings = g_array_new(FALSE, FALSE, sizeof(struct page_box)),
	    .glyphs = g_array_sized_new(FALSE, FALSE,
		sizeof(struct page_glyph), USUAL_GLYPHS),
	    .areas = g_array_new(FALSE, FALSE, sizeof(struct page_area)),
	    .strokes = g_array_new(FALSE, FALSE, sizeof(struct page_box)),
	};
	current = capture;
	capture->surface = cairo.recording_surface_create(
	    CAIRO_CONTENT_COLOR_ALPHA, &extents);
	cr = cairo.create(capture->surface);
	cairo.set_user_data(cr, &capture_key, capture, NULL);
	cairo.scale(cr, SCALE, SCALE);
	return cr;
}

void
paint_capture_work(size_t units)
{
	if (current == NULL || current->stop == NULL)
		return;
	current->work += MIN(units, current->most_work + 1);
	if (current->work > current->most_work)
		longjmp(*current->stop, 1);
}

void
paint_capture_over(struct paint_capture *capture, enum page_over over)
{
	GArray *const marks[] = {capture->rules, capture->shades,
	    capture->whites, capture->drawings};
	const bool over_before = capture->over != PAGE_CONTENT;

	for (guint i = capture->under[0]; over_before &&
	    i < capture->rules->len; i++)
		g_array_append_val(capture->strokes, g_array_index(
		    capture->rules, struct page_box, i));
	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (over_before)
			g_array_set_size(marks[i], capture->under[i]);
		capture->under[i] = marks[i]->len;
	}
	capture->over = over;
}

void
paint_capture_end(struct paint_capture *capture, cairo_t *cr)
{
	current = NULL;
	at_work = NULL;
	cairo.destroy(cr);
	cairo.surface_destroy(capture->surface);
	capture->surface = NULL;
}
