/* Which notices are wanted, by their titles: lists of small giants, be they clear
 * or not.  What a title says is read by the grammar that transform reads lists by
 * (fetch/title/title.h). */
#ifndef FETCH_NOTICE_WANTED_H
#define FETCH_NOTICE_WANTED_H

#include <stdbool.h>

/* Whether a notice of this title is wanted.  *why is the reason, a constant; NULL
 * where the title says nothing of small giants or their siblings. */
bool wanted_title(const char *title, const char **why);

#endif
