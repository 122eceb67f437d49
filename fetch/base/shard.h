/* Shared: a shard, one of N parts of a stage's work, for several processes or
 * machines.
 *
 * What has a SHA-256 belongs to a shard by its first 32 bits: they are cut into N
 * equal ranges, and shard K of N has the Kth.  So what it has depends on K and N
 * alone, it is about one Nth, and its bodies lie side by side in objects/ab/. */
#ifndef FETCH_BASE_SHARD_H
#define FETCH_BASE_SHARD_H

#include <stdbool.h>

enum { SHARD_MOST = 9999 };

struct shard {
	unsigned number, of;    /* from 1; 0 of 0 is the whole */
};

/* Reads "2/4"; false where it is no such thing. */
bool shard_read(const char *text, struct shard *);

/* The number of the shard, of so many, that has what has this SHA-256. */
unsigned shard_owner(const char *sha256, unsigned of);

/* Whether what has this SHA-256, or this name, belongs to the shard; everything
 * belongs to the whole. */
bool shard_has(const struct shard *, const char *sha256);
bool shard_has_name(const struct shard *, const char *name);

/* The folder of a stage's shard, "parse-2-of-4"; of the whole, the stage.  The
 * caller frees it. */
char *shard_folder(const struct shard *, const char *stage);

#endif
