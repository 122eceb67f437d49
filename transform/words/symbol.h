/* Strings as small numbers, so that a million events are compared, sorted and
 * counted without looking at their texts again. */
#ifndef TRANSFORM_SYMBOL_H
#define TRANSFORM_SYMBOL_H

#include <glib.h>

struct symbols;

struct symbols *symbols_new(void);
void symbols_free(struct symbols *);

/* The number of `text`: 1, 2, 3 … in the order of first sight; 0 for NULL and
 * for the empty string.  The text is not copied and must outlive the table. */
guint32 symbols_add(struct symbols *, const char *text);

/* The number of `text` if it was added, else 0. */
guint32 symbols_find(const struct symbols *, const char *text);

/* Has the place of `text` (NULL is none) brought near, for one of the two above
 * soon: a large table is as slow as memory, unless it is told ahead. */
void symbols_bring(const struct symbols *, const char *text);

/* The text of a number, NULL for 0. */
const char *symbols_text(const struct symbols *, guint32 number);

/* How many there are; the numbers run from 1 to this. */
guint32 symbols_count(const struct symbols *);

/* Gives every text another number: map[old] = new, for 1 to the count. */
void symbols_renumber(struct symbols *, const guint32 *map);

#endif
