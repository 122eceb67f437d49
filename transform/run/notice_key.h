/* What the reading of a notice depends on, as a digest: with the same one it says the
 * same, and need not be read again (notice_cache.h). */
#ifndef TRANSFORM_RUN_NOTICE_KEY_H
#define TRANSFORM_RUN_NOTICE_KEY_H

#include <stdbool.h>

#include "fetch/base/digest.h"
#include "fetch/decision/decision.h"
#include "transform/notice/group.h"

/* Digests the version of the program, which is also that of its tables of words, the
 * rows of documents.tsv of the notice's files, the digests of their parse files by
 * the manifest, and what people decided about the documents.  False where a decision
 * speaks of a single list or cell, leaves something out or names a transcript: such
 * a notice is read every time, so that the decision's state is what came of it. */
bool notice_key(const struct group *, struct handoff_folder *parsed,
    const struct decisions *, char hex[DIGEST_HEX + 1]);

#endif
