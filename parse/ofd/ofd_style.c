#include "ofd_style.h"

#include <string.h>

#include "parse/page/paint_capture.h"
#include "ofd_path.h"

enum {
	MOST_STYLES = 20000,
	MOST_DEPTH = 8,         /* parameters that add to parameters */
};

static unsigned
value_of(const struct xml_attributes *a)
{
	g_autofree char *value = xml_attribute_copy(a, "Value");
	const char *at = value;
	double n[4];
	const unsigned numbers = ofd_path_numbers(&at, n, G_N_ELEMENTS(n));
	unsigned c[3];

	for (unsigned i = 0; i < numbers; i++)
		n[i] = CLAMP(n[i], 0, 255);
	if (numbers != 1 && numbers < 3)
		return PAGE_NO_COLOUR;
	for (unsigned i = 0; i < 3; i++)
		c[i] = (unsigned)(numbers == 4 ? (255 - n[i]) * (255 - n[3]) /
		    255 : n[numbers == 1 ? 0 : i]);
	return c[0] << 16 | c[1] << 8 | c[2];
}

struct ofd_colour
ofd_style_colour(const struct xml_attributes *a)
{
	return (struct ofd_colour){value_of(a), ofd_style_alpha(a)};
}

double
ofd_style_alpha(const struct xml_attributes *a)
{
	return CLAMP(ofd_path_attribute(a, "Alpha", 255) / 255, 0, 1);
}

GHashTable *
ofd_styles_new(void)
{
	return g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL,
	    g_free);
}

/* --- resources ---------------------------------------------------------- */

struct reading {
	GHashTable *styles;
	struct ofd_style *current;      /* within a DrawParam, or NULL */
};

static void
start(void *data, const char *name, const struct xml_attributes *a)
{
	struct reading *r = data;
	struct ofd_style *s = r->current;

	if (xml_is(name, "DrawParam") &&
	    g_hash_table_size(r->styles) < MOST_STYLES) {
		s = r->current = g_new0(struct ofd_style, 1);
		s->line_width = ofd_path_attribute(a, "LineWidth", 0);
		s->relative = xml_attribute_number(a, "Relative", 0);
		g_hash_table_replace(r->styles, GUINT_TO_POINTER(
		    xml_attribute_number(a, "ID", 0)), s);
	} else if (s != NULL && xml_is(name, "FillColor")) {
		s->has_fill = true;
		s->fill = ofd_style_colour(a);
	} else if (s != NULL && xml_is(name, "StrokeColor")) {
		s->has_stroke = true;
		s->stroke = ofd_style_colour(a);
	}
}

static void
end(void *data, const char *name)
{
	struct reading *r = data;

	if (xml_is(name, "DrawParam"))
		r->current = NULL;
}

static void
text(void *data, const char *bytes, size_t len)
{
	(void)data, (void)bytes, (void)len;
}

void
ofd_styles_read(GHashTable *styles, struct container *container,
    struct records *out, const char *part)
{
	static const struct xml_handler handler = {start, end, text};
	struct reading r = {styles, NULL};

	if (container_find(container, part) != NULL)
		package_read_part(container, out, part, &handler, &r);
}

/* --- objects ------------------------------------------------------------ */

void
ofd_style_take(const GHashTable *styles, unsigned id, struct ofd_style *to)
{
	GHashTable *all = (GHashTable *)styles;

	for (unsigned depth = 0; id != 0 && depth < MOST_DEPTH; depth++) {
		const struct ofd_style *s = g_hash_table_lookup(all,
		    GUINT_TO_POINTER(id));

		if (s == NULL)
			return;
		if (s->has_fill && !to->has_fill)
			to->fill = s->fill;
		if (s->has_stroke && !to->has_stroke)
			to->stroke = s->stroke;
		if (to->line_width == 0)
			to->line_width = s->line_width;
		to->has_fill |= s->has_fill;
		to->has_stroke |= s->has_stroke;
		id = s->relative;
	}
}
