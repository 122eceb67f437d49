#include "library.h"

#include <dlfcn.h>

#include "fetch/base/program.h"

void
library_open(const char *file, const char *what, bool seen,
    const struct library_function *functions, size_t n)
{
	void *library = dlopen(file, RTLD_NOW | (seen ? RTLD_GLOBAL :
	    RTLD_LOCAL));

	for (size_t i = 0; i < n; i++) {
		if (library != NULL)
			*functions[i].at = dlsym(library, functions[i].name);
		if (library == NULL || *functions[i].at == NULL)
			program_fail("cannot open %s: %s", what, dlerror());
	}
}
