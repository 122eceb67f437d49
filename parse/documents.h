/* A run over the documents of DATA, or over those of a shard. */
#ifndef PARSE_DOCUMENTS_H
#define PARSE_DOCUMENTS_H

#include "fetch/run/worker.h"

/* Reads, within the limits, the documents whose records are missing or of another
 * version of the program, and publishes the next state of DATA/parse or of the
 * shard's folder. */
void documents_read(const struct worker_limits *);

/* Prints the bodies that it would read, and the hand-off that names them, as paths
 * below DATA: what a machine of its own needs beside the shard's folder. */
void documents_list(void);

/* Whether a file has the name of records, for handoff_sweep. */
bool documents_are_in(const char *file);

/* The name of a document in messages: its digest and its address, NULL for none.
 * The caller frees it. */
char *documents_name(const char *sha256, const char *url);

#endif
