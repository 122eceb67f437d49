/* Decimal digits of a number, as a spreadsheet knows them: it keeps 15
 * significant digits and rounds halves away from zero in decimal, so that
 * 44.275, which no double holds exactly, shows with two places as 44.28. */
#ifndef PARSE_FORMAT_DECIMAL_H
#define PARSE_FORMAT_DECIMAL_H

#include <stdbool.h>

enum { DECIMAL_MOST = 15 };

/* 0.d1d2d3… times ten to the power of `point`; zero has no digits. */
struct decimal {
	int n, point;
	char digits[DECIMAL_MOST + 2];  /* '1' to '9' first and last */
};

/* The size of a number without its sign; it must be finite. */
struct decimal decimal_of(double value);

/* Rounds to so many places after the point, negative ones before it. */
void decimal_round(struct decimal *, int places);

/* The digit that stands for ten to the power of `power`: '0' to '9'. */
char decimal_digit(const struct decimal *, int power);

/* Digits before the point, 0 below one. */
int decimal_whole(const struct decimal *);

/* Digits after the point. */
int decimal_places(const struct decimal *);

#endif
