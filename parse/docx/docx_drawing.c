#include "docx_drawing.h"

#include <string.h>

enum {
	MOST_CHARACTER = 450000,        /* EMU, 36 pt */
	EMU_POINT = 12700,
};

static void
begin(struct docx_drawing *d, bool in_line)
{
	docx_drawing_clear(d);
	d->in_line = in_line;
}

/* style="width:12pt;height:10.5pt"; one with a place of its own lies over the
 * page. */
static void
begin_shape(struct docx_drawing *d, const struct xml_attributes *a)
{
	g_autofree char *style = xml_attribute_copy(a, "style");
	const char *height = style != NULL ? strstr(style, "height:") : NULL;
	char *unit;
	double value;

	begin(d, style == NULL || strstr(style, "absolute") == NULL);
	d->alternative = xml_attribute_copy(a, "alt");
	if (height == NULL)
		return;
	value = g_ascii_strtod(height + strlen("height:"), &unit);
	if (g_str_has_prefix(unit, "in"))
		value *= 72;
	else if (g_str_has_prefix(unit, "cm"))
		value *= 72 / 2.54;
	else if (g_str_has_prefix(unit, "mm"))
		value *= 72 / 25.4;
	d->height = value > 0 && value < 10000 ?
	    (guint64)(value * EMU_POINT) : 0;
}

bool
docx_drawing_take(struct docx_drawing *d, const char *name,
    const struct xml_attributes *a)
{
	if (xml_is(name, "inline") || xml_is(name, "anchor"))
		begin(d, xml_is(name, "inline"));
	else if (xml_is(name, "extent"))
		d->height = xml_attribute_number(a, "cy", 0);
	else if (xml_is(name, "docPr") && d->in_line) {
		g_free(d->alternative);
		d->alternative = xml_attribute_copy(a, "descr");
	} else if (xml_is(name, "shape"))
		begin_shape(d, a);
	return xml_is(name, "pic") || xml_is(name, "imagedata");
}

bool
docx_drawing_is_character(const struct docx_drawing *d)
{
	return d->in_line && d->height <= MOST_CHARACTER;
}

void
docx_drawing_clear(struct docx_drawing *d)
{
	g_free(d->alternative);
	*d = (struct docx_drawing){0};
}
