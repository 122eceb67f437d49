/* All notices of DATA, read from the parsed documents in several threads. */
#ifndef TRANSFORM_RUN_NOTICES_H
#define TRANSFORM_RUN_NOTICES_H

#include "fetch/decision/decision.h"
#include "fetch/handoff/handoff.h"
#include "transform/list/extraction.h"
#include "notice_cache.h"

/* Reads the groups (struct group *) with program.jobs threads.  What comes out
 * does not depend on their number.  Documents that parse has not read are set
 * aside.  What people decided is applied.  What the cache (NULL is none) knows of
 * notices is taken from there, and must outlive the extraction; what it does not is
 * kept there.  The caller frees it with extraction_free. */
struct extraction *notices_extract(struct handoff_folder *parsed,
    const GPtrArray *groups, struct decisions *, struct notice_cache *);

/* Computes, for group_documents, a digest of a document's rows, or of the firms in its
 * paragraphs, which copies of a notice have in common. `parsed` is the folder. */
char *notices_digest(const char *document, bool paragraphs, void *parsed);

#endif
