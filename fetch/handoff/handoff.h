/* Hand-off: the file medium between the stages.
 *
 * A file is the text format of PostgreSQL's COPY with a heading line: UTF-8,
 * one line a record, fields separated by one tab, `\t` `\n` `\r` `\\` escaped,
 * `\N` for "no value"; the first line holds the column names.
 *
 *     event\tlist\tbatch\n
 *     0c7b…\ta01f…\t\\N\n
 *
 * Beside its files each stage keeps manifest.tsv in the same format:
 *
 *     file            name in the folder, folders below it included
 *     format_version  of that file's layout
 *     rows            lines after the heading (typed records: all lines)
 *     bytes
 *     sha256
 *     program         program_version() of the writer
 *     check           the first 16 digits of the SHA-256 of the line before it
 *
 * A manifest in which one line or the heading is not as it was written is damaged,
 * and nothing is read by it.  One whose heading lacks the last column (made by an
 * older version, or by hand) is taken as it is, until the stage writes it again.
 *
 * Files that belong together appear together.  Each is written under its
 * temporary name, and all are synced; then the manifest is renamed into place,
 * which is the moment the new set becomes current; then the files are renamed.  A run killed
 * between the two leaves files whose new contents wait under their temporary
 * names: handoff_open reads those, and the next handoff_begin finishes the
 * renaming.  A file that is neither as the manifest says is an error that names
 * it.  A file whose bytes did not change is not rewritten.
 *
 * A record in memory is a struct of `const char *`, NULL for "no value"; a
 * layout shows which member stands in which column. */
#ifndef FETCH_HANDOFF_HANDOFF_H
#define FETCH_HANDOFF_HANDOFF_H

#include <stdint.h>

#include "handoff_table.h"

/* --- reading ---------------------------------------------------------- */

/* Opens FOLDER/layout->file after checking it against the manifest, its format
 * version included.  Columns
 * may stand in any order and others may follow; a missing one is an error.
 * All reading errors end the process with PROGRAM_FAILED, naming file, line
 * and what was expected: a damaged hand-off is never read in part. */
struct handoff_reader *handoff_open(const char *folder,
    const struct handoff_layout *layout);

/* All records at once: an array of `*n` records whose strings belong to
 * `strings`.  The caller frees the array with g_free. */
void *handoff_load(const char *folder, const struct handoff_layout *layout,
    GStringChunk *strings, size_t *n);

/* A folder with its manifest, for files that are not tables. */
struct handoff_folder;

struct handoff_folder *handoff_folder_open(const char *path);
void handoff_folder_close(struct handoff_folder *);

/* Whether the manifest names FILE. */
bool handoff_folder_has(struct handoff_folder *, const char *file);

/* The digest of FILE by the manifest, NULL where it is not named. */
const char *handoff_folder_digest(struct handoff_folder *, const char *file);

/* The contents of FILE, typed records of this format version, checked against
 * the manifest as in handoff_open, closed by a NUL.  The caller frees them with
 * g_free. */
char *handoff_folder_read(struct handoff_folder *, const char *file,
    unsigned version, size_t *len);

/* The same, but NULL where the file is not there as the manifest says.  `counts` (may
 * be NULL) is what handoff_count said of it when it was read or written last; 0 0 where
 * nothing is known. */
char *handoff_folder_take(struct handoff_folder *, const char *file,
    unsigned version, size_t *len, uint64_t counts[2]);

/* Whether FILE, of this format version, was not written to since it was last compared
 * with the manifest, by its inode; `counts` as above.  It is not read: for a run that has
 * nothing to do.  Whoever uses a file compares it. */
bool handoff_folder_untouched(struct handoff_folder *, const char *file,
    unsigned version, uint64_t counts[2]);

/* Whether the run that verified the files of a folder last had an input of this digest
 * (handoff_note_input). */
bool handoff_folder_had_input(const struct handoff_folder *, const char *input,
    const char *sha256);

/* The program that wrote FILE by the manifest, which names it; NULL where it does
 * not.  Belongs to the folder. */
const char *handoff_folder_program(struct handoff_folder *, const char *file);

/* What the manifest says of FILE: the program that wrote it, or NULL where it is not
 * there as the manifest says.  Belongs to the folder. */
const char *handoff_folder_written_by(struct handoff_folder *,
    const char *file);

/* The names of the files, sorted; the caller frees the array of `*n`, which ends
 * with NULL, with g_free. */
char **handoff_folder_files(struct handoff_folder *, unsigned *n);

/* Compares every file, by its digest, with the manifest and sets aside those that
 * disagree; where one does nothing that was noted of the folder holds. */
void handoff_folder_verify(struct handoff_folder *);

/* --- writing ---------------------------------------------------------- */

struct handoff_set;
struct handoff_file;

/* Begins the next state of FOLDER, finishing what a killed run left. */
struct handoff_set *handoff_begin(const char *folder);

/* The same for a stage that can make all files of FOLDER again: reports where the
 * manifest is damaged, and forgets it. */
struct handoff_set *handoff_begin_again(const char *folder);

/* The state before it; belongs to the set. */
struct handoff_folder *handoff_last(struct handoff_set *);

/* What the last manifest says of FILE: the program that wrote it, or NULL when
 * it is not there.  Belongs to the set. */
const char *handoff_written_by(struct handoff_set *, const char *file);

/* Files that a killed run should have removed, and which no manifest names, go
 * with the commit: those in the folder, or one below it, that are `ours`. */
void handoff_sweep(struct handoff_set *, bool (*ours)(const char *file));

/* Carries FILE over from the last state as it is. */
void handoff_keep(struct handoff_set *, const char *file);

/* Carries FILE over from another folder, with all that the manifest there says of
 * it; one that disagrees with it ends the process. */
void handoff_carry(struct handoff_set *, struct handoff_folder *from,
    const char *file);

/* Begins a table; the heading is written at once.  Several threads may write
 * files of one set, each its own. */
struct handoff_file *handoff_create(struct handoff_set *,
    const struct handoff_layout *layout);

/* Writes one record. */
void handoff_write(struct handoff_file *, const void *record);

/* Writes many records of which few columns differ: the second writes the columns of
 * `varying` (bit n for the nth, of 64 at most) from its record and all others as the
 * last call of the first had them.  Of the 44 columns of an event some ten vary in a
 * list. */
void handoff_repeat(struct handoff_file *, const void *record,
    uint64_t varying);
void handoff_write_varying(struct handoff_file *, const void *record);

/* Finishes the file: whole, waiting for the commit.  Frees it. */
void handoff_finish(struct handoff_file *);

/* A whole file that is not a table: `rows` is what the manifest shall say. */
void handoff_put(struct handoff_set *, const char *file, unsigned version,
    size_t rows, const void *bytes, size_t len);

/* The same for one that arrives in blocks; handoff_put_end frees it. */
struct handoff_whole *handoff_put_begin(struct handoff_set *, const char *file);
void handoff_put_add(struct handoff_whole *, const void *bytes, size_t len);
void handoff_put_end(struct handoff_whole *, unsigned version, size_t rows);

/* Keeps what the caller counted in a FILE that it kept or put, the first number not 0,
 * so that the next run need not count it. */
void handoff_count(struct handoff_set *, const char *file,
    const uint64_t counts[2]);

/* Notes what the files were made of, for handoff_folder_had_input. */
void handoff_note_input(struct handoff_set *, const char *input,
    const char *sha256);

/* Makes the new state current and frees the set.  Files of the last state that
 * were neither kept nor written again leave the manifest and the folder.
 * Returns how many files changed. */
unsigned handoff_commit(struct handoff_set *);

/* Keeps the old state, removes what was written and frees the set.
 * Returns 0: nothing changed. */
unsigned handoff_abandon(struct handoff_set *);

#endif
