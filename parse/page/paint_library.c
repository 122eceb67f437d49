#include "paint_library.h"

#include <glib.h>

#include "parse/core/library.h"

_Static_assert(sizeof CAIRO > 1, "CAIRO: expected the library's file name");

struct paint_library_cairo cairo;
struct paint_library_fontconfig fontconfig;

#define CAIRO_NAMED(name) {"cairo_" #name, (void **)&cairo.name},
#define FONTCONFIG_NAMED(name) {"Fc" #name, (void **)&fontconfig.name},

void
paint_library_open(void)
{
	static const struct library_function functions[] = {
	    PAINT_LIBRARY_CAIRO(CAIRO_NAMED)
	    PAINT_LIBRARY_FONTCONFIG(FONTCONFIG_NAMED)};

	/* cairo brings fontconfig. */
	if (cairo.save == NULL)
		library_open(CAIRO, "the library that paints pages", true,
		    functions, G_N_ELEMENTS(functions));
}
