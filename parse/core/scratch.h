/* The temporary file that a worker may have from its parent, for what would be long
 * in memory.  One user at a time writes it from the front and then reads it from the
 * front; another one may keep something before that, to be read anywhere. */
#ifndef PARSE_CORE_SCRATCH_H
#define PARSE_CORE_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>

/* Writes bytes at a place after all that was kept so far, the first ones at 0; false
 * where there is no file or no room, or somebody has taken it.  What is kept stays
 * until it is forgotten, whoever takes the file; whoever has taken it by then keeps
 * what he wrote. */
bool scratch_keep(size_t at, const void *bytes, size_t len);
void scratch_forget(void);

/* Reads what is kept.  Ends the process where it cannot be read. */
void scratch_fetch(size_t at, void *bytes, size_t len);

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
