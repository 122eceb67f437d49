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

const char *
day_text(gint32 day, char text[11])
{
	char *to = text_put_number(text, (unsigned)day / 10000 % 10000, 4);

	*to++ = '-';
	to = text_put_number(to, (unsigned)day / 100 % 100, 2);
	*to++ = '-';
	text_put_number(to, (unsigned)day % 100, 2);
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
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)(day % 100),
	    (GDateMonth)(day / 100 % 100), (GDateYear)(day / 10000));
	return (gint32)g_date_get_julian(&date);
}
