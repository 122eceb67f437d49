/* Which state of the hand-offs a run has verified, to see whether anything has
 * been written to them since: a run that finds nothing to do then need not read
 * them again.  The stages that write them read them in every run of theirs.
 *
 * DATA/load/.verified holds, in one line, the SHA-256 of name, size, inode and
 * times (last write, last change of the inode) of each of their files.  It depends
 * on the file system and is no result: without it everything is read. */
#ifndef LOAD_VERIFIED_H
#define LOAD_VERIFIED_H

#include <stdbool.h>

/* The state as it is now; to be asked for before the hand-offs are read.  The
 * caller frees it with g_free. */
char *verified_state(void);

/* Whether this is the state that was noted. */
bool verified_is(const char *state);

/* Notes a state of which every file has been read against its manifest. */
void verified_note(const char *state);

#endif
