#include "ofd_page.h"

#include <math.h>
#include <string.h>

#include "parse/page/page_seen.h"
#include "parse/page/page_struck.h"
#include "parse/page/page_words.h"
#include "parse/page/paint_library.h"
#include "ofd_clip.h"
#include "ofd_path.h"
#include "ofd_style.h"
#include "ofd_text.h"

enum {
	MOST_DEPTH = 8,         /* parts painted within parts */
	MOST_PARTS = 1000,      /* and at all on a page */
};

static const double points = 72 / 25.4; /* of a millimetre */

/* Elements that hold objects: of a page or template, of resources, of an
 * annotation. */
static const char CONTENT[] = "Content";
static const char UNIT[] = "CompositeGraphicUnit";
static const char APPEARANCE[] = "Appearance";

/* A page on its way. */
struct painting {
	const struct ofd_document *document;
	const char *part;
	struct ofd_box box;
	GArray *templates;      /* unsigned: ids that the page names */
	struct ofd_text_page text;
	struct printed_page *page;  /* once its content begins */
	struct paint_capture capture;
	cairo_t *cr;
	cairo_matrix_t device;  /* from points, */
	cairo_matrix_t to_page; /* and to them from places of the page */
	unsigned depth, parts;  /* being painted, and so far */
	bool highlight;         /* what is painted now lets text be seen */
	char *resources;        /* of the page alone, or NULL */
	bool too_much, unsized; /* reported already */
};

/* The current object. */
struct object {
	cairo_matrix_t to_page; /* from its places to points, */
	cairo_matrix_t unmoved; /* and without its matrix */
	double width;           /* of its Boundary, or 0 where it is moved */
	struct page_box bounds; /* its Boundary on the page, if bounded */
	bool bounded;
	bool shown, filled, stroked;
	double alpha;           /* 0 cannot be seen, 1 is opaque */
	struct ofd_style style;
	struct ofd_clip clip;
	struct ofd_text text;
};

/* A part being read: a page, a template, or resources with a unit to paint. */
struct layer {
	struct painting *p;
	cairo_matrix_t to_page;
	const char *content;    /* the element that has the objects */
	unsigned unit;          /* the CompositeGraphicUnit wanted, or 0 */
	bool inside;            /* its content, or that of the page, */
	bool found;             /* which there is */
	bool page;              /* the page itself, not a template */
	bool shown;             /* the current annotation */
	unsigned skipped;       /* depth within what is not painted */
	unsigned style;         /* the drawing parameters of the layer */
	enum { NO_OBJECT, TEXT_OBJECT, PATH_OBJECT } kind;
	struct object object;
	GString *text;          /* of the current element */
};

static bool paint_part(struct painting *, const char *part,
    const char *content, unsigned unit, const cairo_matrix_t *to_page);

/* --- objects ---------------------------------------------------------- */

static bool
is_set(const struct xml_attributes *a, const char *name, bool missing)
{
	return missing ? !xml_attribute_off(a, name) :
	    xml_attribute_true(a, name);
}

/* The box on the page of an object's Boundary. */
static struct page_box
bounds_of(const struct ofd_box *b, const cairo_matrix_t *to_page)
{
	struct page_box bounds = {INFINITY, INFINITY, -INFINITY, -INFINITY};

	for (int i = 0; i < 4; i++) {
		double x = b->x + (i & 1 ? b->width : 0);
		double y = b->y + (i & 2 ? b->height : 0);

		cairo.matrix_transform_point(to_page, &x, &y);
		page_words_box_add(&bounds, &(struct page_box){(float)x,
		    (float)y, (float)x, (float)y});
	}
	return bounds;
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
	struct object o = {.to_page = ofd_path_matrix(ctm)};
	struct ofd_box box;
	cairo_matrix_t moved;

	ofd_path_numbers(&at, corner, G_N_ELEMENTS(corner));
	o.bounded = boundary != NULL && ofd_document_read_box(&box, boundary);
	if (o.bounded)
		o.bounds = bounds_of(&box, &l->to_page);
	cairo.matrix_init_translate(&moved, corner[0], corner[1]);
	cairo.matrix_multiply(&o.unmoved, &moved, &l->to_page);
	cairo.matrix_multiply(&o.to_page, &o.to_page, &o.unmoved);
	o.width = ctm == NULL ? corner[2] : 0;
	o.alpha = ofd_style_alpha(a);
	o.shown = is_set(a, "Visible", true) && o.alpha > 0;
	return o;
}

/* Takes the colours and lines that an object has, its own first, then those of
 * the parameters that it or its layer names. */
static void
take_styles(const struct layer *l, struct object *o,
    const struct xml_attributes *a)
{
	o->style.line_width = ofd_path_attribute(a, "LineWidth", 0);
	ofd_style_take(l->p->document->styles, xml_attribute_number(a, "DrawParam", 0),
	    &o->style);
	ofd_style_take(l->p->document->styles, l->style, &o->style);
}

/* How the characters of an object look. */
static void
set_ink(struct object *o)
{
	if (!o->style.has_fill)
		return;
	o->text.ink.colour = o->stroked ? PAGE_NO_COLOUR : o->style.fill.value;
	o->text.ink.alpha = (float)(o->alpha * o->style.fill.alpha);
}

static void
start_text_object(struct layer *l, const struct xml_attributes *a)
{
	struct object *o = &l->object;

	*o = object_of(l, a);
	l->kind = TEXT_OBJECT;
	o->text.to_page = o->to_page;
	o->text.width = o->width;
	o->text.shown = o->shown;
	o->text.bounds = o->bounded ? &o->bounds : NULL;
	o->text.ink = (struct page_ink){
	    .order = ++l->p->capture.order, .alpha = (float)o->alpha,
	    .over = l->p->capture.over};
	o->filled = is_set(a, "Fill", true);
	o->stroked = is_set(a, "Stroke", false);
	o->text.ink.hidden = !o->filled && !o->stroked;
	take_styles(l, o, a);
	set_ink(o);
	ofd_text_begin(&o->text, &l->p->text, a);
}

static void
start_path_object(struct layer *l, const struct xml_attributes *a)
{
	struct object *o = &l->object;

	*o = object_of(l, a);
	l->kind = PATH_OBJECT;
	o->filled = is_set(a, "Fill", false);
	o->stroked = is_set(a, "Stroke", true);
	take_styles(l, o, a);
	if (!o->style.has_stroke)
		o->style.stroke = (struct ofd_colour){0, 1};
	if (o->style.line_width == 0)
		o->style.line_width = 0.353;
}

/* Sets a colour, or something that is not one. */
static void
set_colour(cairo_t *cr, const struct ofd_colour *colour, double alpha)
{
	const unsigned value = colour->value;

	if (value == PAGE_NO_COLOUR) {
		cairo_pattern_t *shades = cairo.pattern_create_linear(0, 0, 1,
		    1);

		cairo.set_source(cr, shades);
		cairo.pattern_destroy(shades);
		return;
	}
	cairo.set_source_rgba(cr, (value >> 16 & 0xFF) / 255.0,
	    (value >> 8 & 0xFF) / 255.0, (value & 0xFF) / 255.0,
	    alpha * colour->alpha);
}

/* Limits what is painted to where an object is seen. */
static void
clip_to(struct painting *p, const struct page_box *box)
{
	cairo.set_matrix(p->cr, &p->device);
	cairo.rectangle(p->cr, box->x0, box->y0, box->x1 - box->x0, box->y1 -
	    box->y0);
	cairo_clip(p->cr);
}

/* Paths are black where they are stroked, and transparent where they are
 * filled, unless they have a colour. */
static void
paint_path(struct painting *p, const struct object *o, const char *data)
{
	cairo_matrix_t m;

	cairo.matrix_multiply(&m, &o->to_page, &p->device);
	/* Nothing can be painted with a matrix that cannot be undone. */
	if (!o->shown || fabs(m.xx * m.yy - m.xy * m.yx) < 1e-9)
		return;
	cairo.save(p->cr);
	if (o->clip.set)
		clip_to(p, &o->clip.box);
	cairo.set_matrix(p->cr, &m);
	ofd_path(p->cr, data);
	if (o->filled && o->style.has_fill) {
		set_colour(p->cr, &o->style.fill, o->alpha *
		    (p->highlight ? 0.5 : 1));
		cairo_fill_preserve(p->cr);
	}
	if (o->stroked) {
		set_colour(p->cr, &o->style.stroke, o->alpha);
		cairo.set_line_width(p->cr, o->style.line_width);
		cairo_stroke_preserve(p->cr);
	}
	cairo.new_path(p->cr);
	cairo.restore(p->cr);
}

static void
end_object(struct layer *l)
{
	if (l->kind == TEXT_OBJECT)
		ofd_text_end(&l->object.text, &l->p->text);
	l->object = (struct object){0};
	l->kind = NO_OBJECT;
}

/* Reports once that characters have no size. */
static void
end_code(struct layer *l)
{
	struct painting *p = l->p;

	if (ofd_text_end_code(&l->object.text, &p->text, l->text) ||
	    p->unsized)
		return;
	records_problem(p->document->out, PROBLEM_DAMAGED, p->part,
	    "text without a size");
	p->unsized = true;
}

/* Of a picture only how much of the page it takes is of interest: as many
 * pixels as it has points. */
static void
add_picture(struct layer *l, const struct xml_attributes *a)
{
	g_autofree char *boundary = xml_attribute_copy(a, "Boundary");
	struct ofd_box box;

	if (boundary != NULL && is_set(a, "Visible", true) &&
	    ofd_document_read_box(&box, boundary))
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
	    paint_part(l->p, l->p->resources, UNIT, unit, &o.to_page));

	for (guint i = 0; !painted && unit != 0 && i < parts->len; i++)
		painted = paint_part(l->p, g_array_index(parts,
		    struct ofd_part, i).name, UNIT, unit, &o.to_page);
	if (!painted && !l->p->too_much)
		records_problem(l->p->document->out, PROBLEM_DAMAGED,
		    l->p->part, "the composite object %u is missing", unit);
}

/* --- elements --------------------------------------------------------- */

/* What holds objects that are not painted, or not as such. */
static bool
is_skipped(const char *name)
{
	static const char *const names[] = {"Actions", "Pattern",
	    "AxialShd", "RadialShd", "GouraudShd", "LaGouraudShd", "Border"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* Sets the colour that an object is filled with. */
static void
set_fill(struct object *o, const struct xml_attributes *a)
{
	o->style.has_fill = true;
	o->style.fill = ofd_style_colour(a);
	set_ink(o);
}

static void
start_in_object(struct layer *l, const char *name,
    const struct xml_attributes *a)
{
	struct object *o = &l->object;

	if (ofd_clip_start(&o->clip, name, a))
		return;
	if (xml_is(name, "FillColor"))
		set_fill(o, a);
	else if (xml_is(name, "StrokeColor"))
		o->style.stroke = ofd_style_colour(a);
	else if (l->kind == TEXT_OBJECT && xml_is(name, "TextCode"))
		ofd_text_begin_code(&o->text, a);
	else if (l->kind == TEXT_OBJECT && xml_is(name, "CGTransform"))
		ofd_text_begin_transform(&o->text, a);
}

/* Resources name units that name units; a circle of them ends by its depth. */
static bool
is_too_much(struct painting *p)
{
	if (p->depth < MOST_DEPTH && p->parts < MOST_PARTS &&
	    p->templates->len < MOST_PARTS)
		return false;
	if (!p->too_much)
		records_problem(p->document->out, PROBLEM_LIMIT, p->part,
		    "more than %d parts on a page, or %d within each other",
		    MOST_PARTS, MOST_DEPTH);
	p->too_much = true;
	return true;
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
	p->cr = paint_capture_begin(&p->capture, p->box.width * points,
	    p->box.height * points);
	cairo_get_matrix(p->cr, &p->device);
	p->page = printed_page_new(p->box.width * points,
	    p->box.height * points,
	    &p->capture);
	p->text.page = p->page;
	cairo.matrix_init_translate(&l->to_page, -p->box.x, -p->box.y);
	cairo.matrix_init_scale(&scale, points, points);
	cairo.matrix_multiply(&l->to_page, &l->to_page, &scale);
	p->to_page = l->to_page;
	for (guint i = 0; i < p->templates->len; i++) {
		unsigned id = g_array_index(p->templates, unsigned, i);
		const char *part = ofd_document_part_of(p->document->templates,
		    id);

		if (part != NULL)
			paint_part(p, part, CONTENT, 0, &l->to_page);
		else
			records_problem(p->document->out, PROBLEM_DAMAGED,
			    p->part, "template %u is missing", id);
	}
}

/* The places of an annotation are seen from the corner of its Boundary. */
static void
start_appearance(struct layer *l, const struct xml_attributes *a)
{
	struct object o;

	l->to_page = l->p->to_page;
	o = object_of(l, a);
	l->to_page = o.unmoved;
	l->inside = l->shown;
}

/* What is written on a page, by hand or by keyboard, is a Path. */
static void
start_annotation(struct layer *l, const struct xml_attributes *a)
{
	const bool typed = xml_attribute_is(a, "Type", "Path");

	l->shown = is_set(a, "Visible", true);
	l->p->highlight = xml_attribute_is(a, "Type", "Highlight");
	paint_capture_over(&l->p->capture, typed ? PAGE_TYPED : PAGE_NOTE);
}

static void
start_head(struct layer *l, const char *name, const struct xml_attributes *a)
{
	unsigned id;

	if (l->unit != 0 && strcmp(name, UNIT) == 0) {
		l->inside = xml_attribute_number(a, "ID", 0) == l->unit;
		l->found |= l->inside;
	} else if (l->content == CONTENT && strcmp(name, CONTENT) == 0) {
		start_content(l);
	} else if (l->content == APPEARANCE && xml_is(name, "Annot")) {
		start_annotation(l, a);
	} else if (l->content == APPEARANCE && strcmp(name, APPEARANCE) == 0) {
		start_appearance(l, a);
	} else if (l->page && xml_is(name, "Template")) {
		id = xml_attribute_number(a, "TemplateID", 0);
		if (!is_too_much(l->p))
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
	else if (xml_is(name, "TextObject"))
		start_text_object(l, a);
	else if (xml_is(name, "PathObject"))
		start_path_object(l, a);
	else if (xml_is(name, "ImageObject"))
		add_picture(l, a);
	else if (xml_is(name, "CompositeObject"))
		paint_composite(l, a);
	else if (xml_is(name, "Layer"))
		l->style = xml_attribute_number(a, "DrawParam", 0);
}

static void
end_in_object(struct layer *l, const char *name)
{
	struct object *o = &l->object;

	if (ofd_clip_end(&o->clip, name, l->text->str, l->p->cr,
	    &l->p->device, &o->to_page, &o->unmoved))
		o->text.clip = o->clip.set ? &o->clip.box : NULL;
	else if (xml_is(name, "TextObject") || xml_is(name, "PathObject"))
		end_object(l);
	else if (l->kind == PATH_OBJECT && xml_is(name, "AbbreviatedData"))
		paint_path(l->p, o, l->text->str);
	else if (l->kind == TEXT_OBJECT && xml_is(name, "TextCode"))
		end_code(l);
	else if (l->kind == TEXT_OBJECT && xml_is(name, "Glyphs"))
		ofd_text_glyphs(&o->text, l->text->str);
}

/* A page may have several; the last one is kept, as one is what is written. */
static void
take_resources(struct painting *p, const char *path)
{
	const char *slash = strrchr(p->part, '/');
	g_autofree char *folder = g_strndup(p->part, slash != NULL ?
	    (gsize)(slash + 1 - p->part) : 0);

	g_free(p->resources);
	p->resources = ofd_document_resolve(p->document, folder, path);
	ofd_styles_read(p->document->styles, p->document->container, p->document->out,
	    p->resources);
}

static void
end(void *data, const char *name)
{
	struct layer *l = data;

	if (l->skipped > 0)
		l->skipped--;
	else if (l->kind != NO_OBJECT)
		end_in_object(l, name);
	else if (strcmp(name, l->content) == 0)
		l->inside = false;
	else if (l->page && xml_is(name, "PhysicalBox"))
		ofd_document_read_box(&l->p->box, l->text->str);
	else if (l->page && xml_is(name, "PageRes"))
		take_resources(l->p, g_strstrip(l->text->str));
	else if (l->page && xml_is(name, "Page"))
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

/* Paints what the elements `content` of a part hold, of resources that of a unit;
 * false where there is no such unit.  Places become points by the matrix; NULL for
 * the page itself, which makes it. */
static bool
paint_part(struct painting *p, const char *part, const char *content,
    unsigned unit, const cairo_matrix_t *to_page)
{
	static const struct xml_handler handler = {start, end, text};
	struct layer l = {.p = p, .content = content, .unit = unit,
	    .page = to_page == NULL, .text = g_string_new(NULL)};

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

/* Paints the annotations of a page, by its id. */
static void
paint_annotations(struct painting *p, unsigned id)
{
	const GArray *parts = p->document->annotations;

	for (guint i = 0; i < parts->len; i++) {
		const struct ofd_part *part = &g_array_index(parts,
		    struct ofd_part, i);

		if (part->id == id && id != 0)
			paint_part(p, part->name, APPEARANCE, 0,
			    &p->to_page);
	}
	paint_capture_over(&p->capture, PAGE_CONTENT);
}

struct printed_page *
ofd_page_read(const struct ofd_document *d, const struct ofd_part *page,
    GHashTable *glyphs)
{
	struct painting p = {.document = d, .part = page->name, .box = d->box,
	    .text = {NULL, glyphs}};

	p.templates = g_array_new(FALSE, FALSE, sizeof(unsigned));
	paint_part(&p, page->name, CONTENT, 0, NULL);
	if (p.page != NULL) {
		paint_annotations(&p, page->id);
		paint_capture_end(&p.capture, p.cr);
		g_array_free(p.capture.glyphs, TRUE);
		page_seen_settle(p.page);
		page_struck_settle(p.page);
		printed_page_turn(p.page);
	}
	g_array_free(p.templates, TRUE);
	g_free(p.resources);
	return p.page;
}
