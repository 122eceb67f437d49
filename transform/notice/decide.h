/* What people decided, applied to notices and lists before they are read. */
#ifndef TRANSFORM_NOTICE_DECIDE_H
#define TRANSFORM_NOTICE_DECIDE_H

#include "fetch/decision/decision.h"
#include "notice.h"

/* Puts what was decided about a page or document into its notice, before
 * notice_add_page, and returns the unit to settle it with, of which `unit` is
 * what the source reports for. */
const char *decide_notice(const struct decided *, struct notice *,
    const char *unit);

/* A notice as one list has it, by what was decided about the list or its
 * document, settled; false where that is the notice as it is.  Shares the texts
 * of the notice, but for its reading, which the caller frees. */
bool decide_own_notice(const struct decided *, const struct notice *,
    struct notice *own);

/* Puts programme, level, batch and kind in the place of what the words around
 * the list say; a list of which all is decided that was missing is clear. */
void decide_words(const struct decided *, const struct notice *,
    struct list_words *);

#endif
