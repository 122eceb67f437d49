/* Which notices are wanted, by their titles: the rules of wanted.tsv. */
#ifndef FETCH_NOTICE_WANTED_H
#define FETCH_NOTICE_WANTED_H

#include <stdbool.h>

struct wanted;

/* Reads the rules that travel inside the program. */
struct wanted *wanted_new(void);
void wanted_free(struct wanted *);

/* Whether a notice of this title is wanted.  *why is what the rule that decides
 * says of itself and belongs to `wanted`; NULL where none matches. */
bool wanted_title(const struct wanted *, const char *title, const char **why);

#endif
