#include "resolution.h"

#include <string.h>

#include "transform/name/name.h"

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
	guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

	return x < y ? -1 : x > y;
}

void
resolution_gather(const struct resolution *r, const struct firm *firm,
    const struct fact_index *index, GArray *facts)
{
	g_array_set_size(facts, 0);
	for (guint32 i = 0; i < firm->n_periods; i++) {
		guint32 t = r->members[firm->periods + i];

		g_array_append_vals(facts, &index->list[index->at[t]],
		    index->at[t + 1] - index->at[t]);
	}
	/* Those of one period are in order already. */
	if (firm->n_periods > 1)
		g_array_sort(facts, compare_numbers);
}

guint8
resolution_unit(const struct firm *firm)
{
	return firm->placed_by == NULL ? 0 : firm->placed_by->unit;
}

static char *
brand_of(struct name *name, const char *text)
{
	name_read(name, text);
	name_split(name);
	return g_strdup(name->brand->str);
}

bool
resolution_share_a_brand(const char *a, const char *b)
{
	struct name *name = name_new();
	g_autofree char *x = brand_of(name, a), *y = brand_of(name, b);
	bool share = false;

	for (const char *p = x; *p != '\0' && !share;
	    p = g_utf8_next_char(p)) {
		const char *next = g_utf8_next_char(p);
		g_autofree char *pair = NULL;

		if (*next == '\0')
			break;
		pair = g_strndup(p, (gsize)(g_utf8_next_char(next) - p));
		share = strstr(y, pair) != NULL;
	}
	name_free(name);
	return share;
}
