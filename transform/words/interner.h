/* Strings as small numbers, so that a million events are compared, sorted and
 * counted without looking at their texts again. */
#ifndef TRANSFORM_WORDS_INTERNER_H
#define TRANSFORM_WORDS_INTERNER_H

#include <glib.h>

struct interner;

struct interner *interner_new(void);
void interner_free(struct interner *);

/* The number of `text`: 1, 2, 3 … in the order of first sight; 0 for NULL and
 * for the empty string.  The text is not copied and must outlive the table. */
guint32 interner_add(struct interner *, const char *text);

/* The number of `text` if it was added, else 0. */
guint32 interner_find(const struct interner *, const char *text);

/* Has the place of `text` (NULL is none) brought near, for one of the two above
 * soon: a large table is as slow as memory, unless it is prepared.  Returns what
 * interner_add_brought then needs not find out again. */
guint32 interner_bring(const struct interner *, const char *text);
guint32 interner_add_brought(struct interner *, const char *text,
    guint32 brought);

/* The text of a number, NULL for 0. */
const char *interner_text(const struct interner *, guint32 number);

/* How many there are; the numbers run from 1 to this. */
guint32 interner_count(const struct interner *);

/* Gives back what finds texts: after this only texts of numbers are asked for. */
void interner_close(struct interner *);

/* Gives every text another number: map[old] = new, for 1 to the count. */
void interner_renumber(struct interner *, const guint32 *map);

#endif
