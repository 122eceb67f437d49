/* What is noted of what a page paints: the cases of tests/painted (cases.h), each
 * a drawing on a page of 200 by 100 points, a call of cairo a line, and the marks
 * that come of it. */
#include "parse/page/paint_capture.h"
#include "parse/page/paint_library.h"
#include "cases.h"

enum { MOST_NUMBERS = 6 };

struct call {
	char name[24];
	double n[MOST_NUMBERS];
	int numbers;
};

static struct call
call_of(const char *line)
{
	struct call c = {.numbers = 0};
	const int read = sscanf(line, "%23s %lf %lf %lf %lf %lf %lf", c.name,
	    &c.n[0], &c.n[1], &c.n[2], &c.n[3], &c.n[4], &c.n[5]);

	c.numbers = MAX(read - 1, 0);
	return c;
}

static void
set_gradient(cairo_t *cr)
{
	cairo_pattern_t *p = cairo_pattern_create_linear(0, 0, 100, 0);

	cairo_pattern_add_color_stop_rgb(p, 0, 1, 0, 0);
	cairo_pattern_add_color_stop_rgb(p, 1, 0, 0, 1);
	cairo_set_source(cr, p);
	cairo_pattern_destroy(p);
}

static void
set_colour(cairo_t *cr, const double n[4])
{
	cairo_pattern_t *p = cairo_pattern_create_rgba(n[0], n[1], n[2], n[3]);

	cairo_set_source(cr, p);
	cairo_pattern_destroy(p);
}

/* Asks for room for a picture of some size, as poppler does. */
static void
ask_for_picture(cairo_t *cr, cairo_format_t format, const double n[2])
{
	cairo_matrix_t matrix;
	cairo_surface_t *surface;
	cairo_pattern_t *pattern;

	cairo_get_matrix(cr, &matrix);
	surface = cairo_image_surface_create(format, (int)n[0], (int)n[1]);
	pattern = cairo_pattern_create_for_surface(surface);
	cairo_pattern_destroy(pattern);
	cairo_surface_destroy(surface);
}

/* Paths and how they are painted; false for other calls. */
static bool
draw_path(cairo_t *cr, const struct call *c)
{
	const double *n = c->n;

	if (strcmp(c->name, "move") == 0)
		cairo_move_to(cr, n[0], n[1]);
	else if (strcmp(c->name, "line") == 0)
		cairo_line_to(cr, n[0], n[1]);
	else if (strcmp(c->name, "curve") == 0)
		cairo_curve_to(cr, n[0], n[1], n[2], n[3], n[4], n[5]);
	else if (strcmp(c->name, "close") == 0)
		cairo_close_path(cr);
	else if (strcmp(c->name, "rectangle") == 0)
		cairo_rectangle(cr, n[0], n[1], n[2], n[3]);
	else if (strcmp(c->name, "circle") == 0)
		cairo_arc(cr, n[0], n[1], n[2], 0, 2 * G_PI);
	else if (strcmp(c->name, "fill") == 0)
		cairo_fill(cr);
	else if (strcmp(c->name, "stroke") == 0)
		cairo_stroke(cr);
	else if (strcmp(c->name, "clip") == 0)
		cairo_clip(cr);
	else
		return false;
	return true;
}

static void
draw(cairo_t *cr, const struct call *c)
{
	const double *n = c->n;
	cairo_glyph_t glyph = {7, n[0], n[1]};

	if (draw_path(cr, c))
		return;
	if (strcmp(c->name, "even-odd") == 0)
		cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
	else if (strcmp(c->name, "width") == 0)
		cairo_set_line_width(cr, n[0]);
	else if (strcmp(c->name, "colour") == 0)
		set_colour(cr, n);
	else if (strcmp(c->name, "gradient") == 0)
		set_gradient(cr);
	else if (strcmp(c->name, "multiply") == 0)
		cairo_set_operator(cr, CAIRO_OPERATOR_MULTIPLY);
	else if (strcmp(c->name, "paint") == 0 && c->numbers == 0)
		cairo_paint(cr);
	else if (strcmp(c->name, "paint") == 0)
		cairo_paint_with_alpha(cr, n[0]);
	else if (strcmp(c->name, "mask") == 0)
		cairo_mask(cr, cairo_get_source(cr));
	else if (strcmp(c->name, "group") == 0)
		cairo_push_group(cr);
	else if (strcmp(c->name, "end-group") == 0)
		cairo_pop_group_to_source(cr);
	else if (strcmp(c->name, "scale") == 0)
		cairo_scale(cr, n[0], n[1]);
	else if (strcmp(c->name, "turn") == 0)
		cairo_rotate(cr, n[0] * G_PI / 180);
	else if (strcmp(c->name, "shift") == 0)
		cairo_translate(cr, n[0], n[1]);
	else if (strcmp(c->name, "size") == 0)
		cairo_set_font_size(cr, n[0]);
	else if (strcmp(c->name, "glyph") == 0)
		cairo_show_text_glyphs(cr, "x", 1, &glyph, 1, NULL, 0, 0);
	else if (strcmp(c->name, "outline") == 0)
		cairo_glyph_path(cr, &glyph, (int)n[0]);
	else if (strcmp(c->name, "picture") == 0)
		ask_for_picture(cr, CAIRO_FORMAT_RGB24, n);
	else if (strcmp(c->name, "soft-mask") == 0)
		ask_for_picture(cr, CAIRO_FORMAT_ARGB32, n);
	else
		g_error("no call: %s", c->name);
}

static void
say_boxes(GString *out, const char *what, const GArray *boxes)
{
	for (guint i = 0; i < boxes->len; i++) {
		const struct page_box *b = &g_array_index(boxes,
		    struct page_box, i);

		g_string_append_printf(out, "%s %.4g %.4g %.4g %.4g\n", what,
		    b->x0, b->y0, b->x1, b->y1);
	}
}

static void
say_marks(GString *out, const struct paint_capture *c)
{
	say_boxes(out, "rule", c->rules);
	say_boxes(out, "white", c->whites);
	say_boxes(out, "shade", c->shades);
	say_boxes(out, "drawing", c->drawings);
	for (guint i = 0; i < c->areas->len; i++) {
		const struct page_area *a = &g_array_index(c->areas,
		    struct page_area, i);

		g_string_append_printf(out, "area %u %s %.4g %.4g %.4g %.4g ",
		    a->order, a->opaque ? "opaque" : "clear", a->box.x0,
		    a->box.y0, a->box.x1, a->box.y1);
		g_string_append_printf(out, a->colour == PAGE_NO_COLOUR ?
		    "no colour\n" : "%06x\n", a->colour);
	}
	for (guint i = 0; i < c->glyphs->len; i++) {
		const struct page_glyph *g = &g_array_index(c->glyphs,
		    struct page_glyph, i);

		g_string_append_printf(out, "glyph %u at %.4g %.4g size %.4g "
		    "angle %.4g alpha %.2g ", g->order, g->x, g->y, g->size,
		    g->angle, g->alpha);
		g_string_append_printf(out, g->colour == PAGE_NO_COLOUR ?
		    "no colour%s\n" : "%2$06x%1$s\n", g->clip.x1 > g->clip.x0 ?
		    "" : " clipped", g->colour);
	}
	if (c->pixels > 0)
		g_string_append_printf(out, "pixels %zu\n", c->pixels);
}

static char *
marks_of(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *out = g_string_new(NULL);
	struct paint_capture capture;
	cairo_t *cr = paint_capture_begin(&capture, 200, 100);
	GArray **const all[] = {&capture.rules, &capture.whites,
	    &capture.shades, &capture.drawings, &capture.areas,
	    &capture.glyphs, &capture.strokes};

	for (unsigned i = 0; lines[i] != NULL; i++) {
		const struct call c = call_of(lines[i]);

		draw(cr, &c);
	}
	say_marks(out, &capture);
	paint_capture_end(&capture, cr);
	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		g_array_free(*all[i], TRUE);
	return g_string_free(out, FALSE);
}

/* Drawings within drawings end where too much is clipped. */
static void
check_stop(void)
{
	static struct paint_capture capture;
	static jmp_buf stop;
	cairo_t *cr = paint_capture_begin(&capture, 200, 100);
	volatile unsigned clipped = 0;

	capture.stop = &stop;
	capture.most_work = 3 * PAGE_WORK_OF_CLIP;
	if (setjmp(stop) == 0)
		for (; clipped < 10; clipped++)
			cairo_clip(cr);
	g_assert_cmpuint(clipped, ==, 3);
	paint_capture_end(&capture, cr);
	g_array_free(capture.rules, TRUE);
	g_array_free(capture.whites, TRUE);
	g_array_free(capture.shades, TRUE);
	g_array_free(capture.drawings, TRUE);
	g_array_free(capture.areas, TRUE);
	g_array_free(capture.glyphs, TRUE);
	g_array_free(capture.strokes, TRUE);
}

int
main(void)
{
	paint_library_open();
	check_stop();
	return cases_check_folder("tests/painted", marks_of);
}
