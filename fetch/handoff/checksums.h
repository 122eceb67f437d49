/* Shared: checksums of files whose digests a run has verified, so that the next one
 * finds a bit that rotted without computing a digest.
 *
 * FOLDER/.verified holds a line for each such file, in the order of their first
 * numbers, and a last one with the checksum of those before it; all numbers have 16
 * hexadecimal digits:
 *
 *     file and digest   checksum of its name in the folder, a NUL and its SHA-256
 *     state             checksum of its inode, size and times (last write, last change
 *                       of the inode)
 *     contents          checksum of its bytes
 *     lines             how many; the last one may lack its line break
 *     counts            two numbers that the stage counted in it; 0 0: none
 *
 * A file in another state may have been written to, and its digest is computed.  One
 * in the same state is read all the same, and compared by its checksum, by everyone who
 * uses it; only a run that has nothing to do, and uses none, takes its state for it
 * (handoff_folder_untouched).
 *
 * The line of manifest.tsv, without a digest, says that the manifest is as it was
 * written; that of an input (handoff_note_input) what the files were made of when they
 * were verified.
 *
 * .verified depends on the file system and is no result: without it, or where it is
 * damaged, all digests are computed.  It is written in place, and neither synced nor
 * missed where it cannot be written. */
#ifndef FETCH_HANDOFF_CHECKSUMS_H
#define FETCH_HANDOFF_CHECKSUMS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

/* A line of it. */
struct checksums_note {
	uint64_t key, state, contents, lines, counts[2];
};

struct checksums;

/* Opens those of a folder, fixed: nothing is added, and threads may share them.
 * checksums_free frees them, and accepts NULL. */
struct checksums *checksums_open(const char *folder);

/* From here on notes are added, by one thread. */
void checksums_extend(struct checksums *);
void checksums_free(struct checksums *);

/* The key of a file and its digest. */
uint64_t checksums_key(const char *file, const char *sha256);

/* The state of a file. */
uint64_t checksums_state(const struct stat *);

/* Reads the note with this key; false where there is none. */
bool checksums_find(const struct checksums *, uint64_t key,
    struct checksums_note *);

/* Adds a note, in place of the one with its key; not to those that are fixed. */
void checksums_add(struct checksums *, const struct checksums_note *);

/* Whether the inode of a file changed before the notes were written: what is in the
 * noted state then was not written to since, and what changed within one tick of the
 * clock may have been. */
bool checksums_are_younger(const struct checksums *, const struct stat *);

/* Removes what is noted of a folder: a note of it was found wrong. */
void checksums_forget(const struct checksums *);

/* Whether there are so many, as they were read. */
bool checksums_are(const struct checksums *, size_t n);

/* Writes the notes with these keys (uint64_t), which it sorts, where that changes the
 * file; the others are forgotten. */
void checksums_write(const struct checksums *, GArray *keys);

#endif
