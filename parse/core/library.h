/* Libraries that are opened when they are needed and not linked, as each of them, with
 * those that it needs itself, is a good part of what every start costs. */
#ifndef PARSE_CORE_LIBRARY_H
#define PARSE_CORE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A function's name in the library, and where to put its address. */
struct library_function {
	const char *name;
	void **at;
};

/* Opens a library by its file name (its SONAME) and finds `n` functions in it or in
 * those that it needs.  `seen`: its names are seen by libraries that are opened later,
 * and found by RTLD_NEXT.  Where it is not installed, or lacks one of them, the process
 * ends with a message that calls it `what`: "the PDF library". */
void library_open(const char *file, const char *what, bool seen,
    const struct library_function *functions, size_t n);

#endif
