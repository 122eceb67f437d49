/* Shared: the manifest of a folder (handoff.h has its format), for the readers and
 * the writers of hand-offs and for the load, whose folder is none. */
#ifndef FETCH_HANDOFF_MANIFEST_H
#define FETCH_HANDOFF_MANIFEST_H

#include "fetch/base/digest.h"
#include "checksums.h"
#include "file_contents.h"
#include "handoff_table.h"

/* A line of it; belongs to the folder. */
struct manifest_entry {
	const char *file;
	const char *format_version;
	const char *rows;
	const char *bytes;
	const char *sha256;
	const char *program;
	/* No columns: whether this run has written the file, and then its checksum and
	 * lines; what it counted in it. */
	bool written;
	uint64_t checksum, lines, counts[2];
};

struct handoff_folder {
	char *path;
	int descriptor;         /* of the folder; -1: it has no manifest yet */
	GHashTable *entries;    /* file -> struct manifest_entry */
	GPtrArray *kept;        /* blocks of memory in which they and their texts are */
	GStringChunk *strings;  /* texts that were added one by one */
	struct checksums *checksums;    /* of files that were verified; NULL: none */
	bool sealed;            /* the manifest is as it was written, by them */
};

/* An empty one for the folder `path`. */
struct handoff_folder *manifest_new(const char *path);

/* The manifest of a folder; empty where the folder has none yet.  One that is
 * damaged ends the process. */
struct handoff_folder *manifest_read(const char *path);

/* The same, but one that is damaged is removed, with a warning: for a folder whose
 * files can all be made again. */
struct handoff_folder *manifest_mend(const char *path);

/* What a person should do about a damaged file of a folder: run its stage again or, as
 * nothing on the disk gives what was fetched, restore it.  The caller frees it. */
char *manifest_remedy(const char *folder);

/* Enters the lines of a manifest's text, closed by a NUL, which it takes apart and frees
 * with the folder.  Returns 0, or the first line that is not as it was written: what
 * stands before it is entered. */
size_t manifest_parse(struct handoff_folder *, char *text, size_t len);

/* Whether the folder's manifest is this text. */
bool manifest_is(const char *path, const GString *text);

void manifest_free(struct handoff_folder *);

/* Notes those files that this run has written or counted in, which are in place.
 * Returns the keys (uint64_t) of all of them and of the manifest, for checksums_write;
 * the caller frees the array. */
GArray *manifest_note_written(const struct handoff_folder *, struct checksums *);

/* Notes that the manifest, which is in place, is this text. */
void manifest_note(const struct handoff_folder *, const GString *text,
    struct checksums *);

/* Enters a copy in place of the entry of the same file. */
void manifest_add(struct handoff_folder *, const struct manifest_entry *);

/* Enters an entry of another folder, which lives as long as this one. */
void manifest_share(struct handoff_folder *, struct manifest_entry *);

/* The names of the files, sorted; the caller frees the array of `*n`, which ends
 * with NULL, with g_free. */
char **manifest_files(struct handoff_folder *, unsigned *n);

/* Digest of a file, or false when it cannot be opened. */
bool manifest_digest(const char *path, char hex[DIGEST_HEX + 1]);

/* What the rows of an entry count: the lines of a table after its heading, all
 * lines of typed records; a check that knows neither takes both, and none for
 * what has no rows. */
enum manifest_rows { MANIFEST_TABLE, MANIFEST_RECORDS, MANIFEST_EITHER };

/* Where the contents that the entry describes lie, its digest, bytes and rows:
 * the file, or its temporary name after a kill between commit and renaming; NULL
 * when nowhere.  The caller frees it. */
char *manifest_locate(const struct handoff_folder *,
    const struct manifest_entry *, enum manifest_rows);

/* The contents that the entry describes, closed by a NUL, of the same places; NULL
 * when nowhere.  The file is read once.  The caller frees them with g_free. */
char *manifest_contents(const struct handoff_folder *,
    const struct manifest_entry *, enum manifest_rows, struct file_contents *);

/* The same for readers, which expect a format version: what cannot be had whole
 * is not had at all, and ends the process. */
char *manifest_locate_or_fail(struct handoff_folder *, const char *file,
    unsigned version, enum manifest_rows);

/* Ends the process where the entry has another format version. */
void manifest_expect_version(const struct handoff_folder *,
    const struct manifest_entry *, unsigned version);

/* The manifest as text, sorted by file name; the caller frees it. */
GString *manifest_text(struct handoff_folder *);

#endif
