#include "ofd_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ofd_path.h"

enum {
	MOST_DEPTH = 8,         /* parts painted within parts */
	MOST_PARTS = 1000,      /* and at all on a page */
	CELL = 2,               /* points, see is_printed_twice */
};

static const double points = 72 / 25.4; /* of a millimetre */
static const double above = 0.88, below = 0.12; /* the baseline, of a size */

/* A page on its way. */
struct painting {
	const struct ofd_document *document;
	const char *part;
	struct ofd_box box;
	GArray *templates;      /* unsigned: ids that the page names */
	GHashTable *glyphs;
	struct pdf_page *page;  /* once its content begins */
	struct pdf_marks marks;
	cairo_t *cr;
	cairo_matrix_t device;  /* from points */
	GHashTable *printed;    /* see is_printed_twice */
	unsigned depth, parts;  /* painted at the moment and so far */
	char *resources;        /* of the page alone, or NULL */
	bool too_much, unsized; /* told already */
};

/* One of its CGTransforms. */
struct transform {
	unsigned position, count;
	GArray *glyphs;         /* double, as they are written */
};

/* An object at work. */
struct object {
	cairo_matrix_t to_page; /* from its places to points */
	double width;           /* of its Boundary */
	double size, stretch;   /* of its characters */
	int reading, turned;    /* degrees: ReadDirection, CharDirection */
	unsigned font;
	double x, y;            /* of the TextCode at work */
	char *across, *down;    /* its distances, or NULL */
	GArray *chars;          /* gunichar, of all its TextCodes */
	GArray *transforms;     /* struct transform */
	bool shown, filled, stroked, white_fill, white_stroke;
	double line_width;
};

/* A part being read: a page, a template, or resources with a unit to paint. */
struct layer {
	struct painting *p;
	cairo_matrix_t to_page;
	unsigned unit;          /* the CompositeGraphicUnit wanted, or 0 */
	bool inside;            /* its content, or that of the page, */
	bool found;             /* which there is */
	bool page;              /* the page itself, not a template */
	unsigned skipped;       /* depth within what is not painted */
	enum { NO_OBJECT, TEXT_OBJECT, PATH_OBJECT } kind;
	struct object object;
	GString *text;          /* of the element at work */
};

static bool paint_part(struct painting *, const char *part, unsigned unit,
    const cairo_matrix_t *to_page, bool page);

/* --- characters ------------------------------------------------------- */

/* How wide a character is by itself. */
static double
natural_width(gunichar c)
{
	return g_unichar_iswide_cjk(c) || c > 0xffff ? 1 : g_unichar_iszerowidth(c) ?
	    0 : 0.5;
}

/* The width of a character, the next one of which begins `next` further, or 0
 * where there is none.  A Latin letter reaches to the next one, but for one that
 * stands apart. */
static double
width_of(const struct object *o, gunichar c, double next)
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

/* Bold is also made by printing twice, a little apart.  Where characters begin
 * is kept by the cell of a grid, and looked for in those around. */
static bool
is_printed_twice(struct painting *p, gunichar c, const struct pdf_box *box)
{
	const float near = MIN(0.1F * (box->y1 - box->y0), CELL);
	const int col = (int)floorf(box->x0 / CELL);
	const int row = (int)floorf(box->y0 / CELL);
	gint64 key;

	for (int i = 0; i < 9; i++) {
		const struct pdf_box *b;

		key = (gint64)c << 40 | (gint64)((col + i % 3 - 1) & 0xfffff)
		    << 20 | ((row + i / 3 - 1) & 0xfffff);
		b = g_hash_table_lookup(p->printed, &key);
		if (b != NULL && fabsf(b->x0 - box->x0) < near &&
		    fabsf(b->y0 - box->y0) < near)
			return true;
	}
	key = (gint64)c << 40 | (gint64)(col & 0xfffff) << 20 |
	    (row & 0xfffff);
	g_hash_table_insert(p->printed, g_memdup2(&key, sizeof key),
	    g_memdup2(box, sizeof *box));
	return false;
}

/* The box of a character on the page. */
static struct pdf_box
box_of(const struct object *o, double x, double y, double width)
{
	const double corners[4][2] = {{0, -above * o->size},
	    {width, -above * o->size}, {0, below * o->size},
	    {width, below * o->size}};
	struct pdf_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

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
		cairo_matrix_transform_point(&o->to_page, &dx, &dy);
		box.x0 = MIN(box.x0, (float)dx);
		box.y0 = MIN(box.y0, (float)dy);
		box.x1 = MAX(box.x1, (float)dx);
		box.y1 = MAX(box.y1, (float)dy);
	}
	return box;
}

static void
add_char(struct painting *p, const struct object *o, gunichar c, double x,
    double y, double next)
{
	const struct pdf_box box = box_of(o, x, y, width_of(o, c, next));

	if (box.x1 < 0 || box.y1 < 0 || box.x0 > p->page->width ||
	    box.y0 > p->page->height || is_printed_twice(p, c, &box))
		return;
	pdf_page_add(p->page, c, &box);
}

/* Without distances characters follow each other; they end where the object
 * does, as far as they would reach beyond it. */
static void
add_unplaced(struct painting *p, const struct object *o, const gunichar *chars,
    glong n)
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
add_placed(struct painting *p, const struct object *o, const gunichar *chars,
    glong n, const GArray *across, const GArray *down)
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

/* Whether its characters can be seen; tells once that some cannot. */
static bool
has_size(struct painting *p, const struct object *o)
{
	const cairo_matrix_t *m = &o->to_page;

	if (o->size * o->stretch > 0 &&
	    fabs(m->xx * m->yy - m->xy * m->yx) > 1e-9)
		return true;
	if (!p->unsized)
		records_problem(p->document->out, PROBLEM_DAMAGED, p->part,
		    "text without a size");
	p->unsized = true;
	return false;
}

/* The TextCode at work ends. */
static void
end_code(struct layer *l)
{
	struct object *o = &l->object;
	glong n = 0;
	g_autofree gunichar *chars = g_utf8_to_ucs4_fast(l->text->str,
	    (glong)l->text->len, &n);
	g_autoptr(GArray) across = ofd_distances(o->across, (size_t)n);
	g_autoptr(GArray) down = ofd_distances(o->down, (size_t)n);

	g_array_append_vals(o->chars, chars, (guint)n);
	if (!o->shown || !has_size(l->p, o))
		return;
	if (across->len == 0 && down->len == 0)
		add_unplaced(l->p, o, chars, n);
	else
		add_placed(l->p, o, chars, n, across, down);
}

/* --- glyphs ----------------------------------------------------------- */

GHashTable *
ofd_glyphs_new(void)
{
	return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
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
check_glyphs(struct painting *p, const struct object *o)
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

static double
attribute(const struct xml_attributes *a, const char *name, double missing)
{
	g_autofree char *text = xml_attribute_copy(a, name);
	const char *at = text;
	double value;

	return text != NULL && ofd_number(&at, &value) ? value : missing;
}

static bool
is_set(const struct xml_attributes *a, const char *name, bool missing)
{
	return missing ? !xml_attribute_is(a, name, "false") &&
	    !xml_attribute_is(a, name, "0") : xml_attribute_true(a, name);
}

static void
clear_transform(void *transform)
{
	g_array_free(((struct transform *)transform)->glyphs, TRUE);
}

/* What all objects have: where they are, and whether they can be seen.  Text
 * that cannot be is what a program read from the picture over it. */
static struct object
object_of(const struct layer *l, const struct xml_attributes *a)
{
	g_autofree char *boundary = xml_attribute_copy(a, "Boundary");
	g_autofree char *ctm = xml_attribute_copy(a, "CTM");
	const char *at = boundary;
	double corner[3] = {0};
	struct object o = {.to_page = ofd_matrix(ctm), .stretch = 1};
	cairo_matrix_t moved;

	for (size_t i = 0; at != NULL && i < G_N_ELEMENTS(corner); i++)
		if (!ofd_number(&at, &corner[i]))
			break;
	cairo_matrix_init_translate(&moved, corner[0], corner[1]);
	cairo_matrix_multiply(&o.to_page, &o.to_page, &moved);
	cairo_matrix_multiply(&o.to_page, &o.to_page, &l->to_page);
	o.width = ctm == NULL ? corner[2] : 0;
	o.shown = is_set(a, "Visible", true) &&
	    attribute(a, "Alpha", 255) > 0;
	return o;
}

static void
start_text_object(struct layer *l, const struct xml_attributes *a)
{
	struct object *o = &l->object;

	*o = object_of(l, a);
	l->kind = TEXT_OBJECT;
	o->size = fabs(attribute(a, "Size", 0));
	o->stretch = fabs(attribute(a, "HScale", 1));
	o->reading = (int)attribute(a, "ReadDirection", 0);
	o->turned = (int)CLAMP(attribute(a, "CharDirection", 0), 0, 270);
	o->font = xml_attribute_number(a, "Font", 0);
	o->chars = g_array_new(FALSE, FALSE, sizeof(gunichar));
	o->transforms = g_array_new(FALSE, FALSE, sizeof(struct transform));
	g_array_set_clear_func(o->transforms, clear_transform);
}

static void
start_path_object(struct layer *l, const struct xml_attributes *a)
{
	struct object *o = &l->object;

	*o = object_of(l, a);
	l->kind = PATH_OBJECT;
	o->filled = is_set(a, "Fill", false);
	o->stroked = is_set(a, "Stroke", true);
	o->line_width = attribute(a, "LineWidth", 0.353);
}

static void
paint_path(struct painting *p, const struct object *o, const char *data)
{
	cairo_matrix_t m;
	const double fill = o->white_fill ? 1 : 0;
	const double stroke = o->white_stroke ? 1 : 0;

	cairo_matrix_multiply(&m, &o->to_page, &p->device);
	/* Nothing can be painted with a matrix that cannot be undone. */
	if (!o->shown || fabs(m.xx * m.yy - m.xy * m.yx) < 1e-9)
		return;
	cairo_set_matrix(p->cr, &m);
	ofd_path(p->cr, data);
	if (o->filled) {
		cairo_set_source_rgb(p->cr, fill, fill, fill);
		cairo_fill_preserve(p->cr);
	}
	if (o->stroked) {
		cairo_set_source_rgb(p->cr, stroke, stroke, stroke);
		cairo_set_line_width(p->cr, o->line_width);
		cairo_stroke_preserve(p->cr);
	}
	cairo_new_path(p->cr);
}

static void
end_object(struct layer *l)
{
	struct object *o = &l->object;

	if (l->kind == TEXT_OBJECT) {
		check_glyphs(l->p, o);
		g_array_free(o->chars, TRUE);
		g_array_free(o->transforms, TRUE);
		g_free(o->across);
		g_free(o->down);
	}
	*o = (struct object){0};
	l->kind = NO_OBJECT;
}

/* Of a picture only how much of the page it takes is of interest: as many
 * pixels as it has points. */
static void
add_picture(struct layer *l, const struct xml_attributes *a)
{
	g_autofree char *boundary = xml_attribute_copy(a, "Boundary");
	struct ofd_box box;

	if (boundary != NULL && is_set(a, "Visible", true) &&
	    ofd_box_read(&box, boundary))
		l->p->page->pixels += (size_t)CLAMP(box.width * box.height *
		    points * points, 0, 1e9);
}

static void
paint_composite(struct layer *l, const struct xml_attributes *a)
{
	const struct object o = object_of(l, a);
	const GArray *parts = l->p->document->resources;
	unsigned unit = xml_attribute_number(a, "ResourceID", 0);
	bool painted = !o.shown || (unit != 0 && l->p->resources != NULL &&
	    paint_part(l->p, l->p->resources, unit, &o.to_page, false));

	for (guint i = 0; !painted && unit != 0 && i < parts->len; i++)
		painted = paint_part(l->p, g_array_index(parts,
		    struct ofd_part, i).name, unit, &o.to_page, false);
	if (!painted && !l->p->too_much)
		records_problem(l->p->document->out, PROBLEM_DAMAGED,
		    l->p->part, "the composite object %u is missing", unit);
}

/* --- elements --------------------------------------------------------- */

/* What holds objects that are not painted, or not as such. */
static bool
is_skipped(const char *name)
{
	static const char *const names[] = {"Clips", "Actions", "Pattern",
	    "AxialShd", "RadialShd", "GouraudShd", "LaGouraudShd", "Border"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* "255 255 255" in RGB, "255" in grey: no other space has white like that, for
 * CMYK has four numbers. */
static bool
is_white(const struct xml_attributes *a)
{
	g_autofree char *value = xml_attribute_copy(a, "Value");
	const char *at = value;
	double n = 0;
	unsigned numbers = 0;

	while (at != NULL && ofd_number(&at, &n)) {
		if (n < 250)
			return false;
		numbers++;
	}
	return numbers == 1 || numbers == 3;
}

static void
start_code(struct layer *l, const struct xml_attributes *a)
{
	struct object *o = &l->object;

	o->x = attribute(a, "X", o->x);
	o->y = attribute(a, "Y", o->y);
	g_free(o->across);
	g_free(o->down);
	o->across = xml_attribute_copy(a, "DeltaX");
	o->down = xml_attribute_copy(a, "DeltaY");
}

static void
start_in_object(struct layer *l, const char *name,
    const struct xml_attributes *a)
{
	struct object *o = &l->object;

	if (strcmp(name, "FillColor") == 0)
		o->white_fill = is_white(a);
	else if (strcmp(name, "StrokeColor") == 0)
		o->white_stroke = is_white(a);
	else if (l->kind == TEXT_OBJECT && strcmp(name, "TextCode") == 0)
		start_code(l, a);
	else if (l->kind == TEXT_OBJECT && strcmp(name, "CGTransform") == 0) {
		struct transform t = {
		    xml_attribute_number(a, "CodePosition", 0),
		    xml_attribute_number(a, "CodeCount", 1),
		    g_array_new(FALSE, FALSE, sizeof(double))};

		g_array_append_val(o->transforms, t);
	}
}

/* The page's size is known when its content begins.  Its templates come first,
 * though some are painted on top: that is all the same here. */
static void
start_content(struct layer *l)
{
	struct painting *p = l->p;
	cairo_matrix_t scale;

	l->inside = true;
	if (!l->page || p->page != NULL)
		return;
	p->cr = pdf_marks_begin(&p->marks, p->box.width * points,
	    p->box.height * points);
	cairo_get_matrix(p->cr, &p->device);
	p->page = pdf_page_new(p->box.width * points, p->box.height * points,
	    &p->marks);
	cairo_matrix_init_translate(&l->to_page, -p->box.x, -p->box.y);
	cairo_matrix_init_scale(&scale, points, points);
	cairo_matrix_multiply(&l->to_page, &l->to_page, &scale);
	for (guint i = 0; i < p->templates->len; i++) {
		unsigned id = g_array_index(p->templates, unsigned, i);
		const char *part = ofd_part_of(p->document->templates, id);

		if (part != NULL)
			paint_part(p, part, 0, &l->to_page, false);
		else
			records_problem(p->document->out, PROBLEM_DAMAGED,
			    p->part, "template %u is missing", id);
	}
}

static void
start_head(struct layer *l, const char *name, const struct xml_attributes *a)
{
	unsigned id;

	if (l->unit != 0 && strcmp(name, "CompositeGraphicUnit") == 0) {
		l->inside = xml_attribute_number(a, "ID", 0) == l->unit;
		l->found |= l->inside;
	} else if (l->unit == 0 && strcmp(name, "Content") == 0) {
		start_content(l);
	} else if (l->page && strcmp(name, "Template") == 0) {
		id = xml_attribute_number(a, "TemplateID", 0);
		g_array_append_val(l->p->templates, id);
	}
}

static void
start(void *data, const char *name, const struct xml_attributes *a)
{
	struct layer *l = data;

	g_string_truncate(l->text, 0);
	if (l->skipped > 0 || is_skipped(name))
		l->skipped++;
	else if (!l->inside)
		start_head(l, name, a);
	else if (l->kind != NO_OBJECT)
		start_in_object(l, name, a);
	else if (strcmp(name, "TextObject") == 0)
		start_text_object(l, a);
	else if (strcmp(name, "PathObject") == 0)
		start_path_object(l, a);
	else if (strcmp(name, "ImageObject") == 0)
		add_picture(l, a);
	else if (strcmp(name, "CompositeObject") == 0)
		paint_composite(l, a);
}

static void
end_in_object(struct layer *l, const char *name)
{
	struct object *o = &l->object;

	if (strcmp(name, "TextObject") == 0 || strcmp(name, "PathObject") == 0)
		end_object(l);
	else if (l->kind == PATH_OBJECT && strcmp(name, "AbbreviatedData") == 0)
		paint_path(l->p, o, l->text->str);
	else if (l->kind == TEXT_OBJECT && strcmp(name, "TextCode") == 0)
		end_code(l);
	else if (strcmp(name, "Glyphs") == 0 && o->transforms != NULL &&
	    o->transforms->len > 0) {
		struct transform *t = &g_array_index(o->transforms,
		    struct transform, o->transforms->len - 1);

		g_array_free(t->glyphs, TRUE);
		t->glyphs = ofd_distances(l->text->str, t->count);
	}
}

/* A page may have several; the last one is kept, as one is what is written. */
static void
take_resources(struct painting *p, const char *path)
{
	const char *slash = strrchr(p->part, '/');
	g_autofree char *folder = g_strndup(p->part, slash != NULL ?
	    (gsize)(slash + 1 - p->part) : 0);

	g_free(p->resources);
	p->resources = ofd_resolve(p->document, folder, path);
}

static void
end(void *data, const char *name)
{
	struct layer *l = data;

	if (l->skipped > 0)
		l->skipped--;
	else if (l->kind != NO_OBJECT)
		end_in_object(l, name);
	else if (strcmp(name, l->unit != 0 ? "CompositeGraphicUnit" :
	    "Content") == 0)
		l->inside = false;
	else if (l->page && strcmp(name, "PhysicalBox") == 0)
		ofd_box_read(&l->p->box, l->text->str);
	else if (l->page && strcmp(name, "PageRes") == 0)
		take_resources(l->p, g_strstrip(l->text->str));
	else if (l->page && strcmp(name, "Page") == 0)
		start_content(l);       /* one that has none of its own */
	g_string_truncate(l->text, 0);
}

static void
text(void *data, const char *bytes, size_t len)
{
	struct layer *l = data;

	if (l->skipped == 0)
		g_string_append_len(l->text, bytes, (gssize)len);
}

/* --- parts ------------------------------------------------------------ */

/* Resources name units that name units; a circle of them ends by its depth. */
static bool
is_too_much(struct painting *p)
{
	if (p->depth < MOST_DEPTH && p->parts < MOST_PARTS)
		return false;
	if (!p->too_much)
		records_problem(p->document->out, PROBLEM_LIMIT, p->part,
		    "more than %d parts on a page, or %d within each other",
		    MOST_PARTS, MOST_DEPTH);
	p->too_much = true;
	return true;
}

/* Paints a page's content, or a unit of resources; false where there is none.
 * Places become points by the matrix, which the page itself makes. */
static bool
paint_part(struct painting *p, const char *part, unsigned unit,
    const cairo_matrix_t *to_page, bool page)
{
	static const struct xml_handler handler = {start, end, text};
	struct layer l = {.p = p, .unit = unit, .page = page,
	    .text = g_string_new(NULL)};

	if (to_page != NULL)
		l.to_page = *to_page;
	if (!is_too_much(p)) {
		p->depth++;
		p->parts++;
		if (!package_read_part(p->document->container,
		    p->document->out, part, &handler, &l))
			records_problem(p->document->out, PROBLEM_DAMAGED,
			    part, "the part is missing");
		p->depth--;
	}
	if (l.kind != NO_OBJECT)
		end_object(&l);
	g_string_free(l.text, TRUE);
	return l.found;
}

struct pdf_page *
ofd_page_read(const struct ofd_document *d, const char *part,
    GHashTable *glyphs)
{
	struct painting p = {.document = d, .part = part, .box = d->box,
	    .glyphs = glyphs};

	p.templates = g_array_new(FALSE, FALSE, sizeof(unsigned));
	p.printed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
	    g_free);
	paint_part(&p, part, 0, NULL, true);
	if (p.page != NULL) {
		pdf_marks_end(&p.marks, p.cr);
		g_array_free(p.marks.glyphs, TRUE);
		g_array_free(p.marks.hidden, TRUE);
		pdf_page_turn(p.page);
	}
	g_hash_table_destroy(p.printed);
	g_array_free(p.templates, TRUE);
	g_free(p.resources);
	return p.page;
}
