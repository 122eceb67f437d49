#include "memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int exit_status = 1;

void
memory_exit_with(int status)
{
	exit_status = status;
}

/* The sanitizers bring an allocator of their own. */
#if !SANITIZED

/* The allocator of the C library under its own names. */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

/* Nothing here may ask for memory. */
static void
out_of_memory(void)
{
	static const char says[] = ": out of memory\n";
	const char *name = program_invocation_short_name;

	if (write(STDERR_FILENO, name, strlen(name)) >= 0 &&
	    write(STDERR_FILENO, says, sizeof says - 1) >= 0)
		_exit(exit_status);
	_exit(exit_status);
}

void *
malloc(size_t size)
{
	void *p = __libc_malloc(size);

	if (p == NULL && size < MEMORY_LARGE)
		out_of_memory();
	return p;
}

void *
calloc(size_t n, size_t size)
{
	void *p = __libc_calloc(n, size);

	if (p == NULL && n < MEMORY_LARGE && size < MEMORY_LARGE &&
	    n * size < MEMORY_LARGE)
		out_of_memory();
	return p;
}

void *
realloc(void *old, size_t size)
{
	void *p = __libc_realloc(old, size);

	if (p == NULL && size > 0 && size < MEMORY_LARGE)
		out_of_memory();
	return p;
}

#endif
