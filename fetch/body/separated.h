/* Shared: whether a text is a table with a separator between its fields, and
 * which; for those who distinguish formats and those who read them. */
#ifndef FETCH_BODY_SEPARATED_H
#define FETCH_BODY_SEPARATED_H

#include <stddef.h>

/* The separator of a text in UTF-8, whose first part is enough: '\t', ',', ';'
 * or '|'; 0 when its lines have nothing of the kind in common. */
char separated_by(const char *text, size_t len);

#endif
