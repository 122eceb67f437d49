#include "title_place.h"

#include <string.h>

#include "transform/place/place_table.h"

enum { MATCHES = 16 };

static bool
is_name(unsigned number)
{
	for (unsigned i = number; i != 0;) {
		const struct sense *s = place_table_sense(i);

		if (sense_is_full(s) || s->kind == SENSE_SHORT)
			return true;
		i = s->next;
	}
	return false;
}

size_t
title_place_at(const char *text)
{
	struct lexicon_match match[MATCHES];
	size_t n = lexicon_matches(place_table_words(), text,
	    text + strlen(text), match, MATCHES);

	while (n-- > 0)
		if (is_name(match[n].value))
			return match[n].len;
	return 0;
}
