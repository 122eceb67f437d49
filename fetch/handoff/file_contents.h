/* Shared: what a file holds: its digest and size, computed, or as noted by a run that
 * computed them (checksums.h). */
#ifndef FETCH_HANDOFF_FILE_CONTENTS_H
#define FETCH_HANDOFF_FILE_CONTENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "fetch/base/digest.h"
#include "checksums.h"

struct file_contents {
	char hex[DIGEST_HEX + 1];
	size_t bytes, lines;    /* the last line may lack its line break */
	uint64_t checksum;
	uint64_t counts[2];     /* as noted; 0 0: none are */
};

/* Which digest a file should have, and by what name it is noted; the digest may be
 * NULL, and is computed then. */
struct file_contents_wanted {
	struct checksums *notes;        /* NULL: none */
	const char *file;
	const char *sha256;
	/* The folder below which a path lies, and its descriptor: the system need not
	 * walk to it for each of thousands of files.  NULL: paths are whole. */
	const char *folder;
	int descriptor;
};

/* Reads a file, whose path is whole or below the folder of `wanted`.  One whose
 * checksum is noted, as `wanted` (NULL: nothing is) says, is not digested; what is
 * digested as wanted is noted.  False where the file cannot be
 * opened; other errors end the process. */
bool file_contents_of(const char *path, const struct file_contents_wanted *wanted,
    struct file_contents *);

/* The same, and returns the bytes, closed by a NUL, or NULL where the file is not
 * there to be read.  The caller frees them with g_free. */
char *file_contents_read(const char *path, const struct file_contents_wanted *wanted,
    struct file_contents *);

/* How many line breaks there are. */
size_t file_contents_breaks(const char *bytes, size_t len);

#endif
