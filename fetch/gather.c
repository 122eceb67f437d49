#include "gather.h"

#include <string.h>

#include "fetch/base/program.h"
#include "fetch/body/store.h"
#include "fetch/handoff/handoff.h"

struct gathering {
	const char *path;
	struct ledger *ledger;
	GHashTable *bodies;     /* digests of those that we have seen to be here */
	struct gather_counts n;
};

/* Whether a body is in the store, from the folder if need be. */
static bool
have_body(struct gathering *g, const char *sha256)
{
	g_autofree char *here = document_object_path(sha256);
	g_autofree char *name = document_object_name(sha256);
	g_autofree char *there = g_build_filename(g->path, name, NULL);
	g_autofree char *bytes = NULL;
	char hex[DIGEST_HEX + 1];
	size_t len;

	if (g_hash_table_contains(g->bodies, sha256))
		return true;
	if (!g_file_test(here, G_FILE_TEST_EXISTS)) {
		if (!g_file_get_contents(there, &bytes, &len, NULL))
			return false;
		digest_of(bytes, len, hex);
		if (strcmp(hex, sha256) != 0)
			return false;
		if (!program.dry_run)
			ledger_keep(g->ledger, (guint8 *)bytes, len, hex);
		g->n.bodies_new++;
	}
	g_hash_table_add(g->bodies, g_strdup(sha256));
	return true;
}

static void
set_aside(const struct gathering *g, const char *url, const char *sha256)
{
	program_set_aside(g->path, url, "its body is missing or damaged: %s; run "
	    "miit-fetch there again", sha256);
}

static void
gather_row(struct gathering *g, const struct document *row)
{
	const struct document *ours = ledger_find(g->ledger, row->url,
	    row->parent_url);

	g->n.rows++;
	if (!have_body(g, row->document)) {
		set_aside(g, row->url, row->document);
		return;
	}
	if (ours != NULL && strcmp(ours->document, row->document) != 0 &&
	    strcmp(ours->fetched_at, row->fetched_at) > 0) {
		g->n.older++;
		return;
	}
	switch (ledger_put(g->ledger, row)) {
	case LEDGER_NEW:
		g->n.rows_new++;
		break;
	case LEDGER_CHANGED:
		g->n.rows_changed++;
		break;
	case LEDGER_SAME:
		break;
	}
}

static void
gather_listing(struct gathering *g, const struct listing_row *row)
{
	const struct listing_row *ours = ledger_find_listing(g->ledger,
	    row->url);

	if (!have_body(g, row->document))
		set_aside(g, row->url, row->document);
	else if (ours == NULL || strcmp(ours->document, row->document) == 0 ||
	    strcmp(ours->fetched_at, row->fetched_at) <= 0)
		ledger_put_listing(g->ledger, row);
}

struct gather_counts
gather_folder(const char *path, struct ledger *ledger)
{
	struct gathering g = {.path = path, .ledger = ledger,
	    .bodies = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		NULL)};
	struct handoff_folder *folder = handoff_folder_open(path);
	struct handoff_reader *r = handoff_open(path, &document_layout);
	struct listing_row listing;
	struct document row;

	ledger_absorb(ledger, path);
	while (handoff_table_read(r, &row))
		gather_row(&g, &row);
	handoff_table_close(r);
	if (handoff_folder_has(folder, seen_listing_layout->file)) {
		r = handoff_open(path, seen_listing_layout);
		while (handoff_table_read(r, &listing))
			gather_listing(&g, &listing);
		handoff_table_close(r);
	}
	handoff_folder_close(folder);
	g_hash_table_destroy(g.bodies);
	return g.n;
}
