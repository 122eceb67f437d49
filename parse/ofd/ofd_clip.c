#include "ofd_clip.h"

#include <math.h>
#include <string.h>

#include "parse/page/paint_library.h"
#include "ofd_path.h"

static cairo_matrix_t
matrix_of(const struct xml_attributes *a)
{
	g_autofree char *ctm = xml_attribute_copy(a, "CTM");
	g_autofree char *boundary = xml_attribute_copy(a, "Boundary");
	cairo_matrix_t m = ofd_path_matrix(ctm), moved;
	const char *at = boundary;
	double corner[2] = {0};

	ofd_path_numbers(&at, corner, G_N_ELEMENTS(corner));
	cairo.matrix_init_translate(&moved, corner[0], corner[1]);
	cairo.matrix_multiply(&m, &m, &moved);
	return m;
}

bool
ofd_clip_start(struct ofd_clip *c, const char *name,
    const struct xml_attributes *a)
{
	if (xml_is(name, "Clips")) {
		c->open = true;
		c->follows = !xml_attribute_off(a, "TransFlag");
	} else if (!c->open) {
		return false;
	} else if (xml_is(name, "Clip")) {
		c->any = c->all = false;
	} else if (xml_is(name, "Area")) {
		c->area = matrix_of(a);
	} else if (xml_is(name, "Path")) {
		c->path = matrix_of(a);
	} else if (xml_is(name, "Text")) {
		c->all = true;
	}
	return true;
}

/* Adds the box of a path to the areas of a Clip. */
static void
add_area(struct ofd_clip *c, const char *data, cairo_t *cr,
    const cairo_matrix_t *device, const cairo_matrix_t *to_page)
{
	double x0, y0, x1, y1;
	cairo_matrix_t m;

	cairo.matrix_multiply(&m, &c->path, &c->area);
	cairo.matrix_multiply(&m, &m, to_page);
	cairo.matrix_multiply(&m, &m, device);
	if (!(fabs(m.xx * m.yy - m.xy * m.yx) > 1e-9)) {
		c->all = true;
		return;
	}
	cairo.save(cr);
	cairo.set_matrix(cr, &m);
	ofd_path(cr, data);
	cairo.set_matrix(cr, device);
	cairo.path_extents(cr, &x0, &y0, &x1, &y1);
	cairo.new_path(cr);
	cairo.restore(cr);
	if (!c->any)
		c->areas = (struct page_box){(float)x0, (float)y0, (float)x1,
		    (float)y1};
	c->areas.x0 = MIN(c->areas.x0, (float)x0);
	c->areas.y0 = MIN(c->areas.y0, (float)y0);
	c->areas.x1 = MAX(c->areas.x1, (float)x1);
	c->areas.y1 = MAX(c->areas.y1, (float)y1);
	c->any = true;
}

/* What lies outside of a Clip's areas is not seen. */
static void
end_clip(struct ofd_clip *c)
{
	if (!c->any || c->all)
		return;
	if (!c->set)
		c->box = c->areas;
	c->box.x0 = MAX(c->box.x0, c->areas.x0);
	c->box.y0 = MAX(c->box.y0, c->areas.y0);
	c->box.x1 = MIN(c->box.x1, c->areas.x1);
	c->box.y1 = MIN(c->box.y1, c->areas.y1);
	c->set = true;
}

bool
ofd_clip_end(struct ofd_clip *c, const char *name, const char *text,
    cairo_t *cr, const cairo_matrix_t *device, const cairo_matrix_t *moved,
    const cairo_matrix_t *unmoved)
{
	if (!c->open)
		return false;
	if (xml_is(name, "Clips"))
		c->open = false;
	else if (xml_is(name, "AbbreviatedData"))
		add_area(c, text, cr, device, c->follows ? moved : unmoved);
	else if (xml_is(name, "Clip"))
		end_clip(c);
	return true;
}
