#include "decimal.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Takes zeros off the end; without digits the number is zero. */
static void
trim(struct decimal *d)
{
	while (d->n > 0 && d->digits[d->n - 1] == '0')
		d->n--;
	d->digits[d->n] = '\0';
	if (d->n == 0)
		d->point = 0;
}

/* Of a whole number with so many digits at most, which a double holds exactly. */
static struct decimal
decimal_of_whole(uint64_t n)
{
	struct decimal d = {0};
	char reversed[DECIMAL_MOST];

	for (; n > 0; n /= 10)
		reversed[d.n++] = (char)('0' + n % 10);
	for (int i = 0; i < d.n; i++)
		d.digits[i] = reversed[d.n - 1 - i];
	d.point = d.n;
	trim(&d);
	return d;
}

struct decimal
decimal_of(double value)
{
	struct decimal d = {.n = DECIMAL_MOST};
	char text[32];

	value = fabs(value);
	if (value < 1e15 && value == (double)(uint64_t)value)
		return decimal_of_whole((uint64_t)value);
	/* "1.23456789012345e+02" */
	snprintf(text, sizeof text, "%.*e", DECIMAL_MOST - 1, value);
	d.digits[0] = text[0];
	memcpy(d.digits + 1, text + 2, DECIMAL_MOST - 1);
	d.point = atoi(text + DECIMAL_MOST + 2) + 1;
	trim(&d);
	return d;
}

void
decimal_round(struct decimal *d, int places)
{
	int keep = d->point + places;
	bool up;

	if (keep >= d->n)
		return;
	up = keep >= 0 && d->digits[keep] >= '5';
	d->n = keep > 0 ? keep : 0;
	if (up) {
		int i = d->n;

		while (i > 0 && d->digits[i - 1] == '9')
			i--;
		d->n = i > 0 ? i : 1;
		if (i > 0) {
			d->digits[i - 1]++;
		} else {
			d->digits[0] = '1';
			d->point++;
		}
	}
	trim(d);
}

char
decimal_digit(const struct decimal *d, int power)
{
	int i = d->point - 1 - power;

	return i >= 0 && i < d->n ? d->digits[i] : '0';
}

int
decimal_whole(const struct decimal *d)
{
	return d->point > 0 ? d->point : 0;
}

int
decimal_places(const struct decimal *d)
{
	return d->n > d->point ? d->n - d->point : 0;
}
