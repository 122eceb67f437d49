/* Shared: results appear whole.
 *
 * A file is written under a temporary name in the folder of its final one
 * (".NAME.new"), flushed, synced, renamed, and the folder synced: a run killed at
 * any instant, or a power cut, leaves the old file or the new one.
 * Any failure here is the machine's: it ends the process with PROGRAM_FAILED
 * after removing the temporary file. */
#ifndef FETCH_HANDOFF_PUBLISH_H
#define FETCH_HANDOFF_PUBLISH_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct publication;

/* Begins a file at `path`, whose folder is made when missing. */
struct publication *publish_begin(const char *path);

/* Appends bytes. */
void publish_write(struct publication *, const void *bytes, size_t len);

/* For files that appear together.  Closed: all is handed to the kernel.  Sealed:
 * closed, and synced as well.  A thousand files sync faster when all of them
 * are closed first.  A renaming or publish_abandon must follow. */
void publish_close(struct publication *);
void publish_seal(struct publication *);

/* Puts the file in place (sealing it first if need be) and frees it. */
void publish_rename(struct publication *);

/* From now on the results are committed: a failure leaves temporary files alone, of
 * which the next run puts those in place that a manifest names.  Before that it
 * removes all of them. */
void publish_commit(void);

/* Does the same as publish_rename for an array of them, which is empty
 * afterwards; each folder is synced once. */
void publish_rename_all(GPtrArray *);

/* Removes the temporary file and frees it. */
void publish_abandon(struct publication *);

/* Removes a temporary file; where the machine does not let it, warns and returns
 * false: results are whole without that. */
bool publish_remove(const char *temporary);

/* Bytes written so far. */
size_t publish_size(const struct publication *);

/* The temporary name of `path`; the caller frees it. */
char *publish_temporary(const char *path);

/* Renames FROM to TO, both in one folder, and syncs the folder. */
void publish_move(const char *from, const char *to);

/* Writes a whole small file at once. */
void publish_file(const char *path, const void *bytes, size_t len);

/* Does the same for a file that the user names: where a device, a pipe or a
 * link stands there ("/dev/stdout"), it is written to and not replaced. */
void publish_named(const char *path, const void *bytes, size_t len);

/* Syncs a file that another library wrote (the warehouse). */
void publish_sync(const char *path);

#endif
