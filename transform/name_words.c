#include "name_words.h"

#include <glib.h>
#include <string.h>

#include "datafile.h"
#include "lexicon.h"

static struct lexicon *
load_words(const char *path, const char *column)
{
	struct lexicon *lexicon = lexicon_new(true);
	struct datafile *file = datafile_open(path, column);
	char *f[1];

	while (datafile_next(file, f))
		*lexicon_slot(lexicon, f[0], strlen(f[0])) = 1;
	return lexicon;
}

/* The longest text looked at, in bytes; no name of a firm has 80 characters
 * of trade. */
enum { LONGEST = 256 };

/* Marks each position, counted back from `end`, from where trade words alone
 * lead to the end.  Returns the farthest. */
static size_t
mark_trade(const char *from, const char *end, bool marks[LONGEST])
{
	static struct lexicon *trades;
	size_t whole = MIN((size_t)(end - from), LONGEST - 1), far = 0;

	if (trades == NULL)
		trades = load_words("trades.tsv", "trade");
	memset(marks, 0, whole + 1);
	marks[0] = true;
	for (size_t at = 0; at <= far; at++) {
		struct lexicon_match match[8];
		size_t n;

		if (!marks[at])
			continue;
		n = lexicon_matches(trades, from, end - at, match, 8);
		while (n-- > 0)
			if (at + match[n].len <= whole) {
				marks[at + match[n].len] = true;
				far = MAX(far, at + match[n].len);
			}
	}
	return far;
}

const char *
name_words_trade(const char *from, const char *end, size_t brand)
{
	bool marks[LONGEST];
	size_t far = mark_trade(from, end, marks);

	if (from + far == end && far > 0)
		return from;
	for (size_t at = far; at > 0; at--)
		if (marks[at] &&
		    (end - at == from ||
			(size_t)g_utf8_pointer_to_offset(from, end - at) >=
			    brand))
			return end - at;
	return end;
}

bool
name_words_all_trade(const char *from, const char *end)
{
	bool marks[LONGEST];

	return from == end || (end - from < LONGEST &&
	    mark_trade(from, end, marks) == (size_t)(end - from));
}

/* 紫絮飘菱图书店 is 图书 and 店, not 图 and 书店: of several forms that end a name
 * the longest behind a trade word, else the longest. */
size_t
name_words_legal_form(const char *from, const char *end)
{
	static struct lexicon *forms;
	struct lexicon_match match[12];
	size_t n, i;

	if (forms == NULL)
		forms = load_words("legal_forms.tsv", "form");
	n = lexicon_matches(forms, from, end, match, 12);
	for (i = n; i > 0; i--) {
		const char *before = end - match[i - 1].len;
		if (name_words_trade(from, before, 0) != before)
			return match[i - 1].len;
	}
	return n > 0 ? match[n - 1].len : 0;
}
