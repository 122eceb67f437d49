/* Finds which of many short texts stand in a long one, wherever they begin.
 *
 * The short ones are sorted.  What is a beginning of a rest of the long text is
 * then the last one not after that rest, or what this one begins with, and so on:
 * one binary search for each character that may begin one. */
#ifndef LOAD_QUERY_PART_H
#define LOAD_QUERY_PART_H

/* Short texts, each with the caller's pointer. */
struct part_set;

struct part_set *part_new(void);
void part_free(struct part_set *);

/* Adds a text of at least two characters (UTF-8), which must live as long as the
 * set; before part_sort. */
void part_add(struct part_set *, const char *text, void *data);
void part_sort(struct part_set *);

/* Calls `see` for every short text that stands in `text`, once for each place. */
void part_each(const struct part_set *, const char *text,
    void (*see)(void *data, void *context), void *context);

#endif
