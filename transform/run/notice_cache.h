/* What earlier runs read of notices, so that a run reads only those that changed.
 *
 * DATA/transform/cache/0 … f hold an entry for each notice by the first digit of its
 * key (notice_key.h), sorted by key.  They are written with the results and stand in
 * their manifest, but are no hand-off: only miit-transform reads them, and what they
 * hold can always be made again.  A file that disagrees with the manifest and an
 * entry that is not well formed count as absent.  What the last run did not need is
 * in none of them, so that their bytes are a function of the inputs, too.
 *
 * A file is the line "miit-transform cache 1", entries one after the other, and a
 * newline.  Numbers are 32 bits, little-endian; a text is the place where it begins
 * among the entry's texts, 0 for none:
 *
 *     key          64 hexadecimal digits
 *     size         of the entry in bytes
 *     lists, rejects       how many follow
 *     texts        where the texts begin in the entry
 *   for each list
 *     columns of lists.tsv in the order of list_layout
 *     table, row   to sort by
 *     events       how many
 *     varying      two numbers: a bit for each column of events.tsv (the first 32,
 *                  then the others) that is not the same in all of them
 *     the columns of the first event, then for each event its varying ones
 *   for each reject
 *     its columns
 *   two NULs, and the texts, each closed by a NUL, with which the entry ends; the
 *   place 1 is the empty text */
#ifndef TRANSFORM_RUN_NOTICE_CACHE_H
#define TRANSFORM_RUN_NOTICE_CACHE_H

#include <stdbool.h>

#include "fetch/base/digest.h"
#include "fetch/handoff/handoff.h"
#include "transform/list/extraction.h"

struct notice_cache;

/* Opens the cache of the folder of a set that was begun, for a run over so many
 * notices; with `again` nothing is taken from it.  notice_cache_free frees it, after
 * the extractions that took something from it. */
struct notice_cache *notice_cache_open(const char *folder, guint notices,
    bool again);
void notice_cache_free(struct notice_cache *);

/* Whether the files of the cache are as the last run left them. */
bool notice_cache_is_whole(struct handoff_folder *last);

/* Adds what the nth notice says, where it is known by its key; false where not.
 * Several threads may ask, each for other notices. */
bool notice_cache_take(struct notice_cache *, guint nth,
    const char key[DIGEST_HEX + 1], struct extraction *);

/* Keeps what was read of the nth notice since extract_begin. */
void notice_cache_keep(struct notice_cache *, guint nth,
    const char key[DIGEST_HEX + 1], const struct extraction *);

/* How many were taken. */
guint notice_cache_taken(const struct notice_cache *);

/* Writes the files that changed into the set and carries the others over; see
 * notice_cache_is_file for those that are in it no more. */
void notice_cache_write(struct notice_cache *, struct handoff_set *);

/* Whether a file of the folder has the name of one of the cache, for handoff_sweep: a
 * killed run may have left it. */
bool notice_cache_is_file(const char *file);

#endif
