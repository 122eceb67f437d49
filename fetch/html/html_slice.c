#include "html_slice.h"

#include <glib.h>
#include <string.h>

#include "fetch/base/text.h"

struct html_slice
html_slice_trim(const char *from, const char *to)
{
	from = text_skip_space(from, to);
	while (to > from && g_ascii_isspace(to[-1]))
		to--;
	return (struct html_slice){from, (size_t)(to - from)};
}

bool
html_slice_is_same(struct html_slice a, struct html_slice b)
{
	return a.len == b.len && g_ascii_strncasecmp(a.text, b.text, a.len) == 0;
}

bool
html_slice_contains(struct html_slice s, const char *word)
{
	const size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.len; i++)
		if (g_ascii_strncasecmp(s.text + i, word, n) == 0)
			return true;
	return false;
}
