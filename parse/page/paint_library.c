#include "paint_library.h"

#include <dlfcn.h>

#include "fetch/base/program.h"

_Static_assert(sizeof CAIRO > 1, "CAIRO: expected the library's file name");

struct paint_library_cairo cairo;
struct paint_library_fontconfig fontconfig;

#define CAIRO_NAMED(name) {"cairo_" #name, (void **)&cairo.name},
#define FONTCONFIG_NAMED(name) {"Fc" #name, (void **)&fontconfig.name},

void
paint_library_open(void)
{
	static const struct {
		const char *name;
		void **at;
	} functions[] = {PAINT_LIBRARY_CAIRO(CAIRO_NAMED)
	    PAINT_LIBRARY_FONTCONFIG(FONTCONFIG_NAMED)};
	void *library;

	if (cairo.save != NULL)
		return;
	/* cairo brings fontconfig. */
	library = dlopen(CAIRO, RTLD_NOW | RTLD_GLOBAL);
	for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
		if (library != NULL)
			*functions[i].at = dlsym(library, functions[i].name);
		if (library == NULL || *functions[i].at == NULL)
			program_fail("cannot open the library that paints "
			    "pages: %s", dlerror());
	}
}
