#include "day.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

gint32
day_read(const char *text)
{
	int year, month, day;

	if (text == NULL || strlen(text) != 10 || text[4] != '-' ||
	    text[7] != '-')
		return 0;
	for (int i = 0; i < 10; i++)
		if (i != 4 && i != 7 && !g_ascii_isdigit(text[i]))
			return 0;
	year = atoi(text);
	month = atoi(text + 5);
	day = atoi(text + 8);
	if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month,
	    (GDateYear)year))
		return 0;
	return year * 10000 + month * 100 + day;
}

/* Two digits. */
static char *
put_two(char *to, unsigned n)
{
	to[0] = (char)('0' + n / 10);
	to[1] = (char)('0' + n % 10);
	return to + 2;
}

const char *
day_text(gint32 day, char text[11])
{
	unsigned n = (unsigned)day;
	char *to = put_two(put_two(text, n / 1000000 % 100), n / 10000 % 100);

	*to++ = '-';
	to = put_two(to, n / 100 % 100);
	*to++ = '-';
	*put_two(to, n % 100) = '\0';
	return text;
}

gint32
day_add_years(gint32 day, int years)
{
	gint32 later = day + years * 10000;

	if (later % 10000 == 229 && !g_date_is_leap_year((GDateYear)(later / 10000)))
		later += 301 - 229;
	return later;
}

gint32
day_add_months(gint32 day, int months)
{
	gint32 month = day / 10000 * 12 + day / 100 % 100 - 1 + months;
	gint32 year = month / 12, last;

	month = month % 12 + 1;
	last = g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
	return year * 10000 + month * 100 + MIN(day % 100, last);
}

gint32
day_count(gint32 day)
{
	/* Days of a year that end before each month. */
	static const gint32 before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243,
	    273, 304, 334};
	gint32 year = day / 10000, month = day / 100 % 100, past = year - 1;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month == 0)
		return 0;
	return past * 365 + past / 4 - past / 100 + past / 400 +
	    before[month - 1] + (leap && month > 2) + day % 100;
}
