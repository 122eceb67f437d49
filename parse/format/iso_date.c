#include "iso_date.h"

#include <glib.h>
#include <string.h>

/* Days since 30 December 1899 of a date after February 1900. */
static double
serial_of(unsigned year, unsigned month, unsigned day, bool epoch_1904)
{
	GDate date, zero;
	int days;

	g_date_clear(&date, 1);
	g_date_clear(&zero, 1);
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month,
	    (GDateYear)year);
	g_date_set_dmy(&zero, 30, G_DATE_DECEMBER, 1899);
	days = g_date_days_between(&zero, &date);
	if (epoch_1904)
		return days - 1462;
	/* Excel counts a day too many after 28 February 1900. */
	return days > 60 ? days : days - 1;
}

/* Takes up to `most` digits; false where there is none. */
static bool
take_digits(const char **text, unsigned most, unsigned *n)
{
	const char *p = *text;

	for (*n = 0; most > 0 && g_ascii_isdigit(*p); most--)
		*n = *n * 10 + (unsigned)(*p++ - '0');
	if (p == *text)
		return false;
	*text = p;
	return true;
}

/* Takes digits and what follows a point: no sign, exponent, or other base. */
static bool
take_decimal(const char **text, double *n)
{
	size_t len = strspn(*text, "0123456789");
	char *end;

	if (len == 0)
		return false;
	if ((*text)[len] == '.')
		len += 1 + strspn(*text + len + 1, "0123456789");
	*n = g_ascii_strtod(*text, &end);
	if (end != *text + len)
		return false;
	*text = end;
	return true;
}

static bool
take_char(const char **text, char c)
{
	if (**text != c)
		return false;
	++*text;
	return true;
}

/* 10:30, 10:30:00.5; the end of a day is 24:00. */
static bool
take_time(const char **text, double *seconds)
{
	unsigned hour, minute;
	double second = 0;

	if (!take_digits(text, 2, &hour) || !take_char(text, ':') ||
	    !take_digits(text, 2, &minute))
		return false;
	if (take_char(text, ':') && !take_decimal(text, &second))
		return false;
	*seconds = hour * 3600 + minute * 60 + second;
	return minute <= 59 && second < 61 && *seconds <= 86400;
}

static bool
is_end(const char *text)
{
	return *text == '\0' || strcmp(text, "Z") == 0;
}

bool
iso_date_serial(const char *text, bool epoch_1904, double *serial)
{
	const char *p = text;
	unsigned year, month, day;
	double seconds;

	*serial = 0;
	if (take_digits(&p, 4, &year) && take_char(&p, '-')) {
		if (!take_digits(&p, 2, &month) || !take_char(&p, '-') ||
		    !take_digits(&p, 2, &day) || !g_date_valid_dmy(
		    (GDateDay)day, (GDateMonth)month, (GDateYear)year))
			return false;
		*serial = serial_of(year, month, day, epoch_1904);
		if (!take_char(&p, 'T') && !take_char(&p, ' '))
			return is_end(p);
		text = p;
	}
	if (!take_time(&text, &seconds))
		return false;
	*serial += seconds / 86400;
	return is_end(text);
}

/* Years and months have no length of their own: D before the T; H, M and S after
 * it, each at most once. */
bool
iso_date_duration(const char *text, double *days)
{
	static const char letters[] = "DHMS";
	static const double lengths[] = {1, 1 / 24.0, 1 / 1440.0, 1 / 86400.0};
	double sign = take_char(&text, '-') ? -1 : 1, n;
	bool time = false, any = false;
	const char *next = letters, *unit;

	*days = 0;
	if (!take_char(&text, 'P'))
		return false;
	for (; *text != '\0'; any = true, next = unit + 1) {
		if (!time && take_char(&text, 'T')) {
			time = true;
			next = letters + 1;
		}
		if (!take_decimal(&text, &n) || *text == '\0')
			return false;
		unit = strchr(next, *text++);
		if (unit == NULL || (unit > letters) != time)
			return false;
		*days += sign * n * lengths[unit - letters];
	}
	return any;
}
