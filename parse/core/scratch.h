/* The temporary file that a worker may have from its parent: for what would be
 * long in memory, written from the front and then read from the front, by one user
 * at a time. */
#ifndef PARSE_CORE_SCRATCH_H
#define PARSE_CORE_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>

/* Makes it this open file, whose content may go. */
void scratch_offer(int fd);

/* Takes it, empty; false where there is none, or somebody has it.  The others are
 * for who took it. */
bool scratch_take(void);
void scratch_leave(void);

/* Appends bytes; false where they find no room, with what was written before left
 * as it is. */
bool scratch_write(const void *bytes, size_t len);

/* Reads from the front on; nothing is appended after it.  Ends the process where
 * the file cannot be read. */
void scratch_rewind(void);
void scratch_read(void *bytes, size_t len);

#endif
