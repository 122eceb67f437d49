#include "title_place.h"

#include <string.h>

#include "transform/place/place_table.h"
#include "transform/words/traditional.h"

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

struct title *
title_place_read(const char *text)
{
	g_autofree char *simplified = traditional_fold(text);

	/* 於 is a surname, too, so that the table of characters leaves it. */
	if (simplified != NULL) {
		g_autoptr(GString) all = g_string_new(simplified);

		g_string_replace(all, "於", "于", 0);
		return title_read(all->str, title_place_at);
	}
	return title_read(text, title_place_at);
}
