/* The filter `miit-transform --normalize name|place|code`: one value a line
 * in, one line of the medium (fetch/handoff/handoff.h) out, below a line of column
 * names.  Scripts rely on the columns, which miit-transform.1
 * describes: more may follow, none goes. */
#ifndef TRANSFORM_NAME_NORMALIZE_H
#define TRANSFORM_NAME_NORMALIZE_H

#include <stdio.h>

/* Reads values from `in` to its end.  A line that is no UTF-8, holds a NUL or
 * is longer than any name is answered like every other, with a warning and
 * counted by program_set_aside; it never stops the rest.  What is known is
 * written as soon as no more input waits, so that another program can ask
 * line by line through a pipe.  Returns what program_end() says, or
 * PROGRAM_USAGE with a message when `what` is not name, place or code. */
int normalize_stream(const char *what, FILE *in, FILE *out);

#endif
