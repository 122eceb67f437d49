/* Hand-off: shard.tsv, which says in the folder of a shard (miit-parse --shard)
 * what it is a shard of: one row.  Beside it lie the records of its documents and
 * their manifest, as in DATA/parse.
 *
 * The shards of one result are put together only when all of them are there, each
 * once, read by this program from one documents.tsv. */
#ifndef PARSE_SHARDS_H
#define PARSE_SHARDS_H

#include "fetch/handoff/handoff.h"

struct shards_row {
	const char *shard;      /* "2/4" */
	const char *documents;  /* SHA-256 of the documents.tsv it was made from */
};

/* Writes shard.tsv for the shard of this run into the set. */
void shards_sign(struct handoff_set *, const char *documents_sha256);

struct shards {
	unsigned of;                    /* 0 before any */
	struct handoff_folder **folder; /* by number, from 0 */
	char **path;
};

/* Opens the folders, whose array ends with NULL, into an empty struct.  Ends the
 * process where they are not all shards of one result, naming the folder and what
 * to do.  shards_close frees what it holds. */
void shards_open(struct shards *, char *const *folders,
    const char *documents_sha256);
void shards_close(struct shards *);

/* The folder of the shard that a document belongs to; it is the shards'. */
struct handoff_folder *shards_folder(struct shards *, const char *sha256);

/* Ends the process where a shard has records of a document that it does not own
 * or that is not in `documents` (a set of SHA-256). */
void shards_expect_documents(struct shards *, GHashTable *documents);

#endif
