#include "day.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/text.h"

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
	if (!g_date_valid_dmy(day, month, year))
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

	if (later % 10000 == 229 && !g_date_is_leap_year(later / 10000))
		later += 301 - 229;
	return later;
}
