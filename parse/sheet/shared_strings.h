/* The strings that the cells of a workbook share: put one after the other, and from
 * some length on in the scratch file, of which the blocks last used are in memory. */
#ifndef PARSE_SHEET_SHARED_STRINGS_H
#define PARSE_SHEET_SHARED_STRINGS_H

#include <glib.h>
#include <stdbool.h>

struct shared_strings;

struct shared_strings *shared_strings_new(void);
void shared_strings_free(struct shared_strings *);

/* Where the text of the next string is appended; belongs to the strings and stays
 * the same.  What a caller remembers of its length is true until the string ends. */
GString *shared_strings_text(struct shared_strings *);

/* Ends a string; `rich`: it has fonts of its own, which count instead of the cell's. */
void shared_strings_end(struct shared_strings *, bool rich);

/* A string, not closed by a NUL, or NULL where there is none; until the next call. */
const char *shared_strings_get(struct shared_strings *, size_t index, size_t *len);
bool shared_strings_is_rich(const struct shared_strings *, size_t index);

#endif
