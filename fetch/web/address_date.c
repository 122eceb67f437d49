#include "address_date.h"

#include <glib.h>

char *
address_date(const char *url)
{
	static const char *const shapes[] = {
	    "/t(20\\d\\d)(\\d\\d)(\\d\\d)_\\d+\\.",
	    "/(20\\d\\d)[/-](\\d{1,2})[/-](\\d{1,2})/",
	    "/(20\\d\\d)(\\d\\d)(\\d\\d)/",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
		g_autoptr(GRegex) shape = g_regex_new(shapes[i], G_REGEX_RAW,
		    0, NULL);
		g_autoptr(GMatchInfo) match = NULL;
		int part[3];

		if (!g_regex_match(shape, url, 0, &match))
			continue;
		for (int k = 0; k < 3; k++) {
			g_autofree char *text = g_match_info_fetch(match,
			    k + 1);
			part[k] = (int)g_ascii_strtoll(text, NULL, 10);
		}
		if (g_date_valid_dmy((GDateDay)part[2], (GDateMonth)part[1],
			(GDateYear)part[0]))
			return g_strdup_printf("%04d-%02d-%02d", part[0],
			    part[1], part[2]);
	}
	return NULL;
}
