/* From what words say to kinds of events. */
#ifndef TRANSFORM_NOTICE_KIND_H
#define TRANSFORM_NOTICE_KIND_H

#include <stdbool.h>

#include "fetch/title/title.h"

/* The kind of event, NULL where the matter or a stage that it needs is not
 * known. */
const char *kind_of(enum title_matter, enum title_stage);

/* Whether an event of this kind, or a list of this matter, is in favour of its
 * firms. */
bool kind_favours(const char *kind);
bool kind_is_favourable(enum title_matter);

/* Whether a matter is of a review, of a designation. */
bool kind_is_review(enum title_matter);
bool kind_is_designation(enum title_matter);

/* Whether a matter takes a title away, or refuses it. */
bool kind_takes_away(enum title_matter);

#endif
