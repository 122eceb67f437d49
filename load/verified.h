/* What a run has verified, to see whether anything has been written since.
 *
 * DATA/load/.verified (fetch/handoff/checksums.h) has the checksums of the results,
 * which a run that finds nothing to do reads, and under the name "hand-offs" a digest
 * of name, size, inode and times (last write, last change of the inode) of each file
 * of the hand-offs.  Those need not be read again: the stages that write them read
 * them in every run of theirs. */
#ifndef LOAD_VERIFIED_H
#define LOAD_VERIFIED_H

#include <stdbool.h>

#include "fetch/handoff/file_contents.h"
#include "fetch/handoff/manifest.h"

struct verified;

/* What was noted, and the state of the hand-offs as it is now; to be asked for before
 * they are read.  verified_free frees it. */
struct verified *verified_open(void);
void verified_free(struct verified *);

/* Whether the hand-offs are in the state that was noted. */
bool verified_is(const struct verified *);

/* A file of DATA/load that should have a digest (NULL: not known); valid as long as
 * both names. */
struct file_contents_wanted verified_wanted(struct verified *, const char *file,
    const char *sha256);

/* Notes a state of which every file has been read against its manifest, and the
 * results: those that were wanted, and those of the manifest (NULL: none), which this
 * run has put in place. */
void verified_note(struct verified *, const struct handoff_folder *results);

#endif
