#include "resolution.h"

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
