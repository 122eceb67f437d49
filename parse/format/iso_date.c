#include "iso_date.h"

#include <glib.h>
#include <stdio.h>
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

bool
iso_date_serial(const char *text, bool epoch_1904, double *serial)
{
	unsigned year, month, day, hour, minute;
	double second = 0;
	int n = 0, used = 0;
	char *end;

	*serial = 0;
	if (sscanf(text, "%4u-%2u-%2u%n", &year, &month, &day, &n) == 3 &&
	    n > 0) {
		if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month,
		    (GDateYear)year))
			return false;
		*serial = serial_of(year, month, day, epoch_1904);
		text += n;
		if (*text != 'T' && *text != ' ')
			return *text == '\0' || strcmp(text, "Z") == 0;
		text++;
	}
	if (sscanf(text, "%2u:%2u%n", &hour, &minute, &used) != 2 ||
	    hour > 24 || minute > 59)
		return false;
	text += used;
	if (*text == ':') {
		second = g_ascii_strtod(text + 1, &end);
		text = end;
	}
	*serial += (hour * 3600 + minute * 60 + second) / 86400;
	return second >= 0 && second < 61 &&
	    (*text == '\0' || strcmp(text, "Z") == 0);
}

bool
iso_date_duration(const char *text, double *days)
{
	static const struct {
		char letter;
		double days;
	} units[] = {{'D', 1}, {'H', 1 / 24.0}, {'M', 1 / 1440.0},
	    {'S', 1 / 86400.0}};
	double sign = 1;
	size_t unit = 0;

	*days = 0;
	if (*text == '-') {
		sign = -1;
		text++;
	}
	if (*text++ != 'P')
		return false;
	while (*text != '\0') {
		char *end;
		double n;

		if (*text == 'T' && unit <= 1) {
			unit = 1;
			text++;
			continue;
		}
		n = g_ascii_strtod(text, &end);
		while (unit < G_N_ELEMENTS(units) &&
		    units[unit].letter != *end)
			unit++;
		if (end == text || unit == G_N_ELEMENTS(units))
			return false;
		*days += sign * n * units[unit++].days;
		text = end + 1;
	}
	return true;
}
