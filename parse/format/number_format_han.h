/* Chinese numerals, '1' to '3' of [DBNum1] to [DBNum3]. */
#ifndef PARSE_FORMAT_NUMBER_FORMAT_HAN_H
#define PARSE_FORMAT_NUMBER_FORMAT_HAN_H

#include <glib.h>

/* Appends the digits in a text one by one, what else it holds as it is. */
void number_format_han_digits(GString *out, const char *text, char numerals);

/* Appends a number in digits by its value: 123.4 as 一百二十三.四. */
void number_format_han_number(GString *out, const char *text, char numerals);

/* Does the same of a day, a month or an hour. */
void number_format_han_count(GString *out, unsigned n, char numerals);

#endif
