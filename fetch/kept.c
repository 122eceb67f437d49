#include "kept.h"

#include <string.h>

#include "fetch/handoff/keyed_table.h"

#define VERSION(name) {#name, offsetof(struct version_row, name)}
#define ASIDE(name) {#name, offsetof(struct aside_row, name)}

static const struct handoff_column version_columns[] = {VERSION(url),
    VERSION(parent_url), VERSION(document), VERSION(since), VERSION(until)};
static const struct handoff_column aside_columns[] = {ASIDE(path),
    ASIDE(reason)};

static const struct handoff_layout version_layout = {"versions.tsv", 1,
    sizeof(struct version_row), version_columns,
    G_N_ELEMENTS(version_columns), NULL};
static const struct handoff_layout aside_layout = {"set_aside.tsv", 1,
    sizeof(struct aside_row), aside_columns, G_N_ELEMENTS(aside_columns),
    NULL};

/* The tables are kept alike: records by a key made of their first fields. */
enum { STATED, VERSIONS, ASIDE_FILES, TABLES };

static const struct {
	const struct handoff_layout *layout;
	size_t key_columns;
} tables[TABLES] = {
    [STATED] = {&statement_layout, 3},
    [VERSIONS] = {&version_layout, 4},
    [ASIDE_FILES] = {&aside_layout, 1},
};

struct kept {
	struct keyed_table *table[TABLES];
};

struct kept *
kept_open(const char *folder)
{
	struct kept *k = g_new(struct kept, 1);

	for (int i = 0; i < TABLES; i++)
		k->table[i] = keyed_table_open(folder, tables[i].layout,
		    tables[i].key_columns);
	return k;
}

void
kept_free(struct kept *k)
{
	if (k == NULL)
		return;
	for (int i = 0; i < TABLES; i++)
		keyed_table_free(k->table[i]);
	g_free(k);
}

/* The keys that begin with a text, copied. */
static GPtrArray *
keys_below(GTree *rows, const char *begin)
{
	GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
	GTreeNode *node = g_tree_lower_bound(rows, begin);

	for (; node != NULL && g_str_has_prefix(g_tree_node_key(node), begin);
	    node = g_tree_node_next(node))
		g_ptr_array_add(keys, g_strdup(g_tree_node_key(node)));
	return keys;
}

bool
kept_state(struct kept *k, const char *document, const GArray *said)
{
	g_autofree char *begin = g_strconcat(document, "\n", NULL);
	struct keyed_table *stated = k->table[STATED];
	g_autoptr(GPtrArray) old = keys_below(keyed_table_rows(stated), begin);
	g_autoptr(GHashTable) now = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, NULL);
	bool changed = false;

	for (guint i = 0; i < said->len; i++) {
		struct statement s = g_array_index(said, struct statement, i);

		s.document = document;
		g_hash_table_add(now, keyed_table_key(stated, &s));
		changed |= keyed_table_put(stated, &s);
	}
	for (guint i = 0; i < old->len; i++)
		if (!g_hash_table_contains(now, old->pdata[i]))
			changed |= g_tree_remove(keyed_table_rows(stated),
			    old->pdata[i]);
	return changed;
}

void
kept_supersede(struct kept *k, const struct document *last,
    const struct document *next)
{
	keyed_table_put(k->table[VERSIONS], &(struct version_row){.url = last->url,
	    .parent_url = last->parent_url, .document = last->document,
	    .since = last->fetched_at, .until = next->fetched_at});
}

bool
kept_set_aside(struct kept *k, const char *path, const char *reason)
{
	const struct aside_row row = {path, reason};

	return reason != NULL ? keyed_table_put(k->table[ASIDE_FILES], &row) :
	    keyed_table_remove(k->table[ASIDE_FILES], &row);
}

bool
kept_absorb(struct kept *k, const char *folder)
{
	struct kept *other = kept_open(folder);
	bool changed = false;

	for (int i = 0; i < TABLES; i++)
		changed |= keyed_table_absorb(k->table[i], other->table[i]);
	kept_free(other);
	return changed;
}

void
kept_digests(struct kept *k, const char *after, GHashTable *digests)
{
	GTree *rows = keyed_table_rows(k->table[VERSIONS]);

	for (GTreeNode *n = g_tree_node_first(rows); n != NULL;
	    n = g_tree_node_next(n)) {
		const struct version_row *row = g_tree_node_value(n);

		if (strncmp(row->until, after, strlen(after)) >= 0)
			g_hash_table_add(digests, (char *)row->document);
	}
}

void
kept_write(struct kept *k, struct handoff_set *set)
{
	for (int i = 0; i < TABLES; i++)
		keyed_table_write(k->table[i], set);
}
