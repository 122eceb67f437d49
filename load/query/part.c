#include "part.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

struct part_text {
	const char *text;
	void *data;
	gint longest;           /* the longest other one that it begins with,
	                           -1: none */
};

/* Which pairs of characters begin a text, by their hashes: most rests of a text
 * are done with after one look. */
enum { PAIRS = 1 << 16 };

struct part_set {
	GArray *texts;
	guint8 pairs[PAIRS / 8];
};

struct part_set *
part_new(void)
{
	struct part_set *s = g_new0(struct part_set, 1);

	s->texts = g_array_new(FALSE, FALSE, sizeof(struct part_text));
	return s;
}

void
part_free(struct part_set *s)
{
	g_array_unref(s->texts);
	g_free(s);
}

/* A number below PAIRS for the first two characters; PAIRS where there is one. */
static guint
pair_of(const char *text)
{
	const char *next = *text ? g_utf8_next_char(text) : text;

	if (!*next)
		return PAIRS;
	return (g_utf8_get_char(text) * 31 + g_utf8_get_char(next)) % PAIRS;
}

void
part_add(struct part_set *s, const char *text, void *data)
{
	struct part_text t = {text, data, -1};
	guint pair = pair_of(text);

	g_assert(pair < PAIRS);
	s->pairs[pair / 8] |= (guint8)(1 << pair % 8);
	g_array_append_val(s->texts, t);
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(((const struct part_text *)a)->text,
	    ((const struct part_text *)b)->text);
}

static struct part_text *
text_at(const struct part_set *s, gint i)
{
	return &g_array_index(s->texts, struct part_text, i);
}

void
part_sort(struct part_set *s)
{
	g_array_sort(s->texts, by_text);
	for (gint i = 0; i < (gint)s->texts->len; i++) {
		gint before = i - 1;

		while (before >= 0 && !g_str_has_prefix(text_at(s, i)->text,
		    text_at(s, before)->text))
			before = text_at(s, before)->longest;
		text_at(s, i)->longest = before;
	}
}

/* The last text that is not after `rest`, -1: none. */
static gint
last_up_to(const struct part_set *s, const char *rest)
{
	gint low = 0, high = (gint)s->texts->len;

	while (low < high) {
		gint middle = low + (high - low) / 2;

		if (strcmp(text_at(s, middle)->text, rest) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low - 1;
}

void
part_each(const struct part_set *s, const char *text,
    void (*see)(void *data, void *context), void *context)
{
	for (const char *rest = text; *rest; rest = g_utf8_next_char(rest)) {
		guint pair = pair_of(rest);

		if (pair == PAIRS || !(s->pairs[pair / 8] & 1 << pair % 8))
			continue;
		for (gint i = last_up_to(s, rest); i >= 0;
		    i = text_at(s, i)->longest)
			if (g_str_has_prefix(rest, text_at(s, i)->text))
				see(text_at(s, i)->data, context);
	}
}
