/* Numbers as word processors write them before numbered paragraphs. */
#ifndef PARSE_WORD_WORD_NUMBER_H
#define PARSE_WORD_WORD_NUMBER_H

#include <glib.h>

/* Appends a number in a format of ECMA-376 part 1, 17.18.59: decimal,
 * chineseCounting (十二), decimalEnclosedCircle (⑫) …; one that is not known
 * as decimal, bullet and none as nothing. */
void word_number(GString *, const char *format, unsigned n);

#endif
