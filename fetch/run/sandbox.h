/* Shared: the sandbox around a worker. */
#ifndef FETCH_RUN_SANDBOX_H
#define FETCH_RUN_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* Compiles what sandbox_enter needs; it does so itself otherwise, once in
 * every worker.  Any thread may call it, any number of times. */
void sandbox_prepare(void);

/* Gives up everything but memory, computing and the open file `keep`: other
 * files are closed, the user becomes nobody where we are root, no file can be
 * opened, no socket made, no program run, no code mapped, no signal sent to
 * others; it ends with its parent.  The system calls that remain are listed in
 * sandbox.c; others answer EPERM.  Returns NULL, or what could not be done.
 *
 * `keep` becomes the standard output.  `scratch` is -1 or an open file that is to
 * be written and read back: it becomes the standard input, and has at most `output`
 * bytes.
 *
 * `folder`, mostly NULL, is the exception that a format may need: the files
 * below it can be opened for reading, nothing else.  The kernel's Landlock sees
 * to that; a kernel without it cannot enter the sandbox. */
const char *sandbox_enter(int keep, int scratch, size_t memory,
    unsigned cpu_seconds, size_t output, const char *folder);

#endif
