/* Shared: whether an eye distinguishes two colours: letters that it does not see on
 * their ground are hidden, in whatever format. */
#ifndef FETCH_BASE_COLOUR_H
#define FETCH_BASE_COLOUR_H

#include <stdbool.h>

/* Whether two colours, 0xRRGGBB each, differ by at most 8 of 255 in each of red,
 * green and blue. */
bool colour_is_close(unsigned a, unsigned b);

#endif
