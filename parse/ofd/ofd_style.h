/* Colours and line widths of OFD objects (ofd_page.h): their own, or those of
 * drawing parameters that stand in the resources and are named by objects and
 * layers:
 *
 *     <DrawParam ID="7" Relative="6" LineWidth="0.25">
 *       <FillColor Value="255 255 255" Alpha="90"/><StrokeColor Value="0"/> */
#ifndef PARSE_OFD_OFD_STYLE_H
#define PARSE_OFD_OFD_STYLE_H

#include "parse/pack/package.h"

/* A colour, or PAGE_NO_COLOUR for a pattern; how much it hides, 0 to 1. */
struct ofd_colour {
	unsigned value;
	double alpha;
};

/* What is not set is zero. */
struct ofd_style {
	bool has_fill, has_stroke;
	struct ofd_colour fill, stroke;
	double line_width;      /* millimetres */
	unsigned relative;      /* the parameters that these add to, or 0 */
};

/* A colour: "255 0 0" in RGB, "255" in grey, four numbers in CMYK.  What has no
 * value of its own is a pattern. */
struct ofd_colour ofd_style_colour(const struct xml_attributes *);

/* The attribute Alpha of an object or a colour, 0 to 255, as 0 to 1. */
double ofd_style_alpha(const struct xml_attributes *);

/* A table of parameters by their ids; g_hash_table_destroy() frees it. */
GHashTable *ofd_styles_new(void);

/* Adds the parameters of a part with resources. */
void ofd_styles_read(GHashTable *, struct container *, struct records *,
    const char *part);

/* Sets what the parameters of an id say, with those that they add to. */
void ofd_style_take(const GHashTable *, unsigned id, struct ofd_style *);

#endif
