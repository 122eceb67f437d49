#include "kept.h"

#include <string.h>

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
	size_t key_fields;
} tables[TABLES] = {
    [STATED] = {&statement_layout, 3},
    [VERSIONS] = {&version_layout, 4},
    [ASIDE_FILES] = {&aside_layout, 1},
};

struct kept {
	GStringChunk *strings;
	GTree *rows[TABLES];    /* key -> record */
};

static const char *
field(int table, const void *record, size_t i)
{
	return G_STRUCT_MEMBER(const char *, record,
	    tables[table].layout->columns[i].offset);
}

static char *
key_of(int table, const void *record)
{
	GString *key = g_string_new(NULL);

	for (size_t i = 0; i < tables[table].key_fields; i++) {
		const char *text = field(table, record, i);

		g_string_append_printf(key, "%s\n", text ? text : "");
	}
	return g_string_free(key, FALSE);
}

/* Returns whether the record differs from the last with its key. */
static bool
put(struct kept *k, int table, const void *record)
{
	const struct handoff_layout *layout = tables[table].layout;
	char *key = key_of(table, record);
	const void *last = g_tree_lookup(k->rows[table], key);
	bool same = last != NULL;
	char *copy;

	for (size_t i = 0; same && i < layout->n_columns; i++)
		same = g_strcmp0(field(table, last, i),
		    field(table, record, i)) == 0;
	if (same) {
		g_free(key);
		return false;
	}
	copy = g_malloc0(layout->record_size);
	for (size_t i = 0; i < layout->n_columns; i++) {
		const char *text = field(table, record, i);

		if (text != NULL)
			G_STRUCT_MEMBER(const char *, copy,
			    layout->columns[i].offset) =
			    g_string_chunk_insert_const(k->strings, text);
	}
	g_tree_replace(k->rows[table], key, copy);
	return true;
}

static void
load(struct kept *k, int table, const char *folder)
{
	const struct handoff_layout *layout = tables[table].layout;
	struct handoff_folder *last = handoff_folder_open(folder);
	bool there = handoff_folder_has(last, layout->file);
	g_autofree void *record = g_malloc0(layout->record_size);
	struct handoff_reader *r;

	handoff_folder_close(last);
	if (!there)
		return;
	r = handoff_open(folder, layout);
	while (handoff_table_read(r, record))
		put(k, table, record);
	handoff_table_close(r);
}

static gint
compare_keys(gconstpointer a, gconstpointer b, gpointer data)
{
	(void)data;
	return strcmp(a, b);
}

struct kept *
kept_open(const char *folder)
{
	struct kept *k = g_new(struct kept, 1);

	k->strings = g_string_chunk_new(1 << 12);
	for (int i = 0; i < TABLES; i++) {
		k->rows[i] = g_tree_new_full(compare_keys, NULL, g_free,
		    g_free);
		load(k, i, folder);
	}
	return k;
}

void
kept_free(struct kept *k)
{
	if (k == NULL)
		return;
	for (int i = 0; i < TABLES; i++)
		g_tree_destroy(k->rows[i]);
	g_string_chunk_free(k->strings);
	g_free(k);
}

/* The keys that begin with a text, copied. */
static GPtrArray *
keys_below(struct kept *k, int table, const char *begin)
{
	GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
	GTreeNode *node = g_tree_lower_bound(k->rows[table], begin);

	for (; node != NULL && g_str_has_prefix(g_tree_node_key(node), begin);
	    node = g_tree_node_next(node))
		g_ptr_array_add(keys, g_strdup(g_tree_node_key(node)));
	return keys;
}

bool
kept_state(struct kept *k, const char *document, const GArray *said)
{
	g_autofree char *begin = g_strconcat(document, "\n", NULL);
	g_autoptr(GPtrArray) old = keys_below(k, STATED, begin);
	g_autoptr(GHashTable) now = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, NULL);
	bool changed = false;

	for (guint i = 0; i < said->len; i++) {
		struct statement s = g_array_index(said, struct statement, i);

		s.document = document;
		g_hash_table_add(now, key_of(STATED, &s));
		changed |= put(k, STATED, &s);
	}
	for (guint i = 0; i < old->len; i++)
		if (!g_hash_table_contains(now, old->pdata[i]))
			changed |= g_tree_remove(k->rows[STATED],
			    old->pdata[i]);
	return changed;
}

void
kept_supersede(struct kept *k, const struct document *last,
    const struct document *next)
{
	put(k, VERSIONS, &(struct version_row){.url = last->url,
	    .parent_url = last->parent_url, .document = last->document,
	    .since = last->fetched_at, .until = next->fetched_at});
}

bool
kept_set_aside(struct kept *k, const char *path, const char *reason)
{
	const struct aside_row row = {path, reason};
	g_autofree char *key = key_of(ASIDE_FILES, &row);

	return reason != NULL ? put(k, ASIDE_FILES, &row) :
	    g_tree_remove(k->rows[ASIDE_FILES], key);
}

void
kept_digests(struct kept *k, const char *after, GHashTable *digests)
{
	for (GTreeNode *n = g_tree_node_first(k->rows[VERSIONS]); n != NULL;
	    n = g_tree_node_next(n)) {
		const struct version_row *row = g_tree_node_value(n);

		if (strncmp(row->until, after, strlen(after)) >= 0)
			g_hash_table_add(digests, (char *)row->document);
	}
}

void
kept_write(struct kept *k, struct handoff_set *set)
{
	for (int table = 0; table < TABLES; table++) {
		struct handoff_file *f;

		if (g_tree_nnodes(k->rows[table]) == 0)
			continue;
		f = handoff_create(set, tables[table].layout);
		for (GTreeNode *n = g_tree_node_first(k->rows[table]);
		    n != NULL; n = g_tree_node_next(n))
			handoff_write(f, g_tree_node_value(n));
		handoff_finish(f);
	}
}
