#include "upkeep.h"

#include <string.h>

#include "fetch/base/program.h"
#include "fetch/body/store.h"
#include "fetch/handoff/handoff.h"
#include "fetch/import/warc.h"

/* The latest time at which one of the rows was fetched. */
static const char *
latest_fetch(const GPtrArray *rows)
{
	const char *latest = "1970-01-01T00:00:00Z";

	for (guint i = 0; i < rows->len; i++) {
		const struct document *d = rows->pdata[i];

		if (strcmp(d->fetched_at, latest) > 0)
			latest = d->fetched_at;
	}
	return latest;
}

void
upkeep_export(struct ledger *ledger, const char *file)
{
	g_autoptr(GPtrArray) rows = ledger_rows(ledger);
	struct warc_writer *w = warc_create(file, latest_fetch(rows));
	const char *last = "";
	unsigned n = 0;

	for (guint i = 0; i < rows->len; i++) {
		const struct document *d = g_ptr_array_index(rows, i);
		g_autofree guint8 *bytes = NULL;
		size_t len;

		if (strcmp(d->url, last) == 0)
			continue;
		last = d->url;
		bytes = store_get(d->document, &len);
		if (bytes == NULL) {
			program_set_aside(d->url, NULL, "its body is missing "
			    "or damaged: %s", d->document);
			continue;
		}
		warc_write(w, d, bytes, len);
		n++;
	}
	warc_finish(w);
	program_say("%s: %u bodies, %u set aside", file, n,
	    program.set_aside);
}

void
upkeep_prune(struct ledger *ledger, int keep_days)
{
	g_autoptr(GHashTable) kept = ledger_digests(ledger);
	g_autoptr(GPtrArray) rows = ledger_rows(ledger);
	g_autoptr(GDateTime) latest = NULL, from = NULL;
	g_autofree char *after = NULL;
	struct store_counts n;

	if (rows->len == 0)
		program_fail("%s/fetch: holds no document; nothing to prune",
		    program.data);
	latest = g_date_time_new_from_iso8601(latest_fetch(rows), NULL);
	from = g_date_time_add_days(latest, -keep_days);
	after = g_date_time_format(from, "%Y-%m-%d");
	ledger_superseded(ledger, after, kept);
	n = store_prune(kept);
	program_say("%zu bodies, %zu that nothing names%s, superseded before "
	    "%s", n.bodies, n.former, program.dry_run ? " would be removed" :
	    " removed", after);
}

void
upkeep_verify(struct ledger *ledger)
{
	static const char *const stages[] = {"fetch", "parse", "transform",
	    "load"};
	g_autoptr(GHashTable) digests = ledger_digests(ledger);
	struct store_counts n;

	if (g_hash_table_size(digests) == 0)
		program_fail("%s/fetch: holds no document; expected --data to "
		    "name a folder that miit-fetch has filled", program.data);
	n = store_verify(digests);
	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
		g_autofree char *path = program_path(stages[i], NULL);
		struct handoff_folder *folder = handoff_folder_open(path);

		handoff_folder_verify(folder);
		handoff_folder_close(folder);
	}
	program_say("%zu bodies read, %u named, %zu of earlier versions, %u set "
	    "aside", n.bodies, g_hash_table_size(digests), n.former,
	    program.set_aside);
}
