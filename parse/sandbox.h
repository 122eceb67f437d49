/* The cage around a worker. */
#ifndef PARSE_SANDBOX_H
#define PARSE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* What libraries open lazily has to be open before: charset converters and
 * parser tables.  Once, in the parent. */
void sandbox_prepare(void);

/* Gives up everything but memory, computing and the open file `keep`: other
 * files are closed, the user becomes nobody where we are root, no file can be
 * opened, no socket made, no program run, no code mapped.  The system calls
 * that remain are listed in sandbox.c; others answer EPERM.  Returns NULL, or
 * what could not be done. */
const char *sandbox_enter(int keep, size_t memory, unsigned cpu_seconds,
    size_t output);

#endif
