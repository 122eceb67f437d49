#include "choice.h"

#include <string.h>

#include "fetch/base/day.h"
#include "fetch/base/program.h"

/* Whether the choice, --only and --shard leave the source in. */
static bool
is_chosen(const struct choice *choice, const struct source *s)
{
	if (!shard_has_name(&program.shard, s->site->id))
		return false;
	if (program.only != NULL && strcmp(program.only, s->id) != 0)
		return false;
	if (choice->unit != NULL &&
	    strcmp(choice->unit, s->unit ? s->unit : "MIIT") != 0)
		return false;
	return choice->batch == NULL ||
	    g_strcmp0(choice->batch, s->batch) == 0;
}

GPtrArray *
choice_of(const struct choice *choice, const struct catalogue *catalogue)
{
	const GPtrArray *all = catalogue_sources(catalogue);
	GPtrArray *chosen = g_ptr_array_new();

	for (guint i = 0; i < all->len; i++) {
		struct source *s = g_ptr_array_index(all, i);

		if (!is_chosen(choice, s))
			continue;
		if (choice->since != NULL)
			s->since = choice->since;
		g_ptr_array_add(chosen, s);
	}
	return chosen;
}

/* Whether somebody should look again at what the catalogue says of a source. */
static bool
is_due(const struct source *s)
{
	g_autoptr(GDateTime) now = g_date_time_new_now_utc();
	g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
	const gint32 checked = day_read(s->checked);    /* 0: never */

	return checked == 0 || day_count(day_read(today)) -
	    day_count(checked) > (gint32)s->check_every;
}

void
choice_leave_out_checked(GPtrArray *sources)
{
	for (guint i = sources->len; i-- > 0;)
		if (!is_due(g_ptr_array_index(sources, i)))
			g_ptr_array_remove_index(sources, i);
}

void
choice_leave_to_browsers(GPtrArray *sources)
{
	for (guint i = sources->len; i-- > 0;) {
		const struct source *s = g_ptr_array_index(sources, i);

		if (s->browser_only == NULL)
			continue;
		if (program.only != NULL)
			program_warn(s->id, NULL, "not asked: %s; save its pages "
			    "with a browser and take them in with "
			    "--import-mirror", s->browser_only);
		else
			program_note("[%s]: not asked: %s", s->id,
			    s->browser_only);
		g_ptr_array_remove_index(sources, i);
	}
}
