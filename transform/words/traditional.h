/* Shared: traditional characters and the simplified ones they are written as, for
 * what is compared, never for what is shown. */
#ifndef TRANSFORM_WORDS_TRADITIONAL_H
#define TRANSFORM_WORDS_TRADITIONAL_H

#include <glib.h>

/* 電 → 电; all other characters as they are. */
gunichar traditional_simplify(gunichar);

/* A text with all of them simplified: 廣東省 → 广东省; NULL where it has none.  To
 * be freed. */
char *traditional_fold(const char *text);

#endif
