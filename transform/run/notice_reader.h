/* One notice: its page, the further pages of an article, and its attachments, as
 * they were parsed, become lists, events and rejects. */
#ifndef TRANSFORM_RUN_NOTICE_READER_H
#define TRANSFORM_RUN_NOTICE_READER_H

#include "fetch/decision/decision.h"
#include "fetch/handoff/handoff.h"
#include "transform/list/extraction.h"
#include "transform/notice/group.h"

struct notice_reader {
	struct handoff_folder *parsed;  /* DATA/parse */
	struct decisions *decisions;
};

/* Adds to the extraction what the documents of a notice say, people's decisions
 * applied.  Documents that parse has not read are passed over; a malformed file of
 * parse ends the process.  Threads may share the reader, each with an extraction of
 * its own. */
void notice_reader_read(const struct notice_reader *, const struct group *,
    struct extraction *);

#endif
