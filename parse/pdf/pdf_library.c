#include "pdf_library.h"

#include <dlfcn.h>

#include "fetch/base/program.h"

_Static_assert(sizeof POPPLER > 1, "POPPLER: expected the library's file name");

struct pdf_library pdf_library;

#define NAMED(name) {"poppler_" #name, (void **)&pdf_library.name},

void
pdf_library_open(void)
{
	static const struct {
		const char *name;
		void **at;
	} functions[] = {PDF_LIBRARY(NAMED)};
	void *library = dlopen(POPPLER, RTLD_NOW | RTLD_GLOBAL);

	for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
		if (library != NULL)
			*functions[i].at = dlsym(library, functions[i].name);
		if (library == NULL || *functions[i].at == NULL)
			program_fail("cannot open the PDF library: %s",
			    dlerror());
	}
}
