#include "seen.h"

#include "fetch/handoff/keyed_table.h"

#define SEEN(name) {#name, offsetof(struct seen_row, name)}
#define LISTING(name) {#name, offsetof(struct listing_row, name)}

static const struct handoff_column seen_columns[] = {SEEN(source), SEEN(url),
    SEEN(column), SEEN(title), SEEN(published_on), SEEN(verdict), SEEN(why)};
static const struct handoff_column listing_columns[] = {LISTING(url),
    LISTING(source), LISTING(document), LISTING(etag), LISTING(last_modified),
    LISTING(fetched_at), LISTING(note)};

/* Both tables are kept alike: rows by a key made of their first fields. */
enum { NOTICES, LISTINGS, TABLES };

static const struct {
	struct handoff_layout layout;
	size_t key_columns;
} tables[TABLES] = {
    [NOTICES] = {{"seen.tsv", 1, sizeof(struct seen_row), seen_columns,
	G_N_ELEMENTS(seen_columns), NULL}, 2},
    [LISTINGS] = {{"listings.tsv", 1, sizeof(struct listing_row),
	listing_columns, G_N_ELEMENTS(listing_columns), "note"}, 1},
};

const struct handoff_layout *const seen_listing_layout =
    &tables[LISTINGS].layout;

struct seen {
	struct keyed_table *table[TABLES];
};

struct seen *
seen_open(const char *folder)
{
	struct seen *s = g_new(struct seen, 1);

	for (int i = 0; i < TABLES; i++)
		s->table[i] = keyed_table_open(folder, &tables[i].layout,
		    tables[i].key_columns);
	return s;
}

void
seen_free(struct seen *s)
{
	if (s == NULL)
		return;
	for (int i = 0; i < TABLES; i++)
		keyed_table_free(s->table[i]);
	g_free(s);
}

const struct seen_row *
seen_find(struct seen *s, const char *source, const char *url)
{
	const struct seen_row row = {.source = source, .url = url};

	return keyed_table_find(s->table[NOTICES], &row);
}

const struct listing_row *
seen_find_listing(struct seen *s, const char *url)
{
	const struct listing_row row = {.url = url};

	return keyed_table_find(s->table[LISTINGS], &row);
}

bool
seen_put(struct seen *s, const struct seen_row *row)
{
	return keyed_table_put(s->table[NOTICES], row);
}

bool
seen_put_listing(struct seen *s, const struct listing_row *row)
{
	return keyed_table_put(s->table[LISTINGS], row);
}

/* When each source's lists were last asked for: source -> the newest fetched_at. */
static GHashTable *
last_asked(const struct seen *s)
{
	GHashTable *newest = g_hash_table_new(g_str_hash, g_str_equal);
	GTree *rows = keyed_table_rows(s->table[LISTINGS]);

	for (GTreeNode *n = g_tree_node_first(rows); n != NULL;
	    n = g_tree_node_next(n)) {
		const struct listing_row *row = g_tree_node_value(n);

		if (row->source != NULL && g_strcmp0(row->fetched_at,
		    g_hash_table_lookup(newest, row->source)) > 0)
			g_hash_table_insert(newest, (char *)row->source,
			    (char *)row->fetched_at);
	}
	return newest;
}

bool
seen_absorb(struct seen *s, const char *folder)
{
	struct seen *other = seen_open(folder);
	GHashTable *ours = last_asked(s);
	GHashTable *theirs = last_asked(other);
	GTree *rows = keyed_table_rows(other->table[NOTICES]);
	bool changed = false;

	for (GTreeNode *n = g_tree_node_first(rows); n != NULL;
	    n = g_tree_node_next(n)) {
		const struct seen_row *row = g_tree_node_value(n);
		bool older = g_strcmp0(g_hash_table_lookup(theirs, row->source),
		    g_hash_table_lookup(ours, row->source)) < 0;

		if (!older || seen_find(s, row->source, row->url) == NULL)
			changed |= seen_put(s, row);
	}
	g_hash_table_destroy(ours);
	g_hash_table_destroy(theirs);
	seen_free(other);
	return changed;
}

void
seen_digests(struct seen *s, GHashTable *digests)
{
	GTree *rows = keyed_table_rows(s->table[LISTINGS]);

	for (GTreeNode *n = g_tree_node_first(rows); n != NULL;
	    n = g_tree_node_next(n)) {
		const struct listing_row *row = g_tree_node_value(n);

		g_hash_table_add(digests, (char *)row->document);
	}
}

void
seen_write(struct seen *s, struct handoff_set *set)
{
	for (int i = 0; i < TABLES; i++)
		keyed_table_write(s->table[i], set);
}
