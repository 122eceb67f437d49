#include "separated.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum {
	MOST_FIELDS = 256,      /* counted apart; wider rows count as this */
	WINDOW = 64 * 1024,
};

/* How the text splits at one separator. */
struct split {
	size_t records;                 /* that are not blank */
	size_t with[MOST_FIELDS + 1];   /* records by their number of fields */
	size_t separators;
	size_t before_space;            /* separators that a space follows */
};

/* Returns the end of a quoted field that begins at p, after its closing quote;
 * NULL where there is none. */
static const char *
skip_quoted(const char *p, const char *end)
{
	for (p++; p < end; p++)
		if (*p == '"') {
			if (p + 1 >= end || p[1] != '"')
				return p + 1;
			p++;
		}
	return NULL;
}

static void
end_record(struct split *s, size_t fields, bool blank)
{
	if (fields == 1 && blank)
		return;
	s->records++;
	s->with[MIN(fields, MOST_FIELDS)]++;
}

/* Counts fields as RFC 4180 has them.  The last record counts only when a line
 * break ends it or nothing else is there: the window may have cut it. */
static void
split_at(const char *p, const char *end, char separator, bool whole,
    struct split *s)
{
	size_t fields = 1;
	bool blank = true, begins = true, quotes = true;

	while (p < end) {
		const char *after = begins && quotes && *p == '"' ?
		    skip_quoted(p, end) : NULL;

		if (after != NULL) {
			p = after;
			blank = begins = false;
			continue;
		}
		/* A quote that is never closed is a character, and so are all
		 * after it. */
		quotes = quotes && !(begins && *p == '"');
		begins = false;
		if (*p == separator) {
			fields++;
			s->separators++;
			s->before_space += p + 1 < end && p[1] == ' ';
			begins = true;
		} else if (*p == '\n' || *p == '\r') {
			end_record(s, fields, blank);
			fields = 1;
			blank = begins = true;
		} else if (*p != ' ')
			blank = false;
		p++;
	}
	if (whole)
		end_record(s, fields, blank);
}

/* How well it splits: records that have the most common number of fields of
 * two or more, in thousandths of all.  A single line is a table only when
 * nothing about it says prose. */
static unsigned
score(const struct split *s)
{
	size_t best = 0, all = MAX(s->records, 1);

	for (size_t n = 2; n <= MOST_FIELDS; n++)
		best = MAX(best, s->with[n]);
	/* Prose puts a space after its commas, but no equal number in every
	 * line. */
	if (s->before_space * 2 > s->separators &&
	    (s->records < 3 || best * 10 < all * 9))
		return 0;
	if (s->records < 2 && s->separators < 2)
		return 0;
	return (unsigned)(best * 1000 / all);
}

char
separated_by(const char *text, size_t len)
{
	static const char candidates[] = {'\t', ',', ';', '|'};
	const char *end = text + MIN(len, WINDOW);
	unsigned best = 0;
	char separator = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++) {
		g_autofree struct split *s = g_new0(struct split, 1);
		unsigned points;

		split_at(text, end, candidates[i], len <= WINDOW, s);
		points = score(s);
		if (points > best) {
			best = points;
			separator = candidates[i];
		}
	}
	/* Some lines above and below a table have no separators; a text in
	 * which half of the lines have none is no table. */
	return best >= 500 ? separator : 0;
}
