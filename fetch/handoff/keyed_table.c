#include "keyed_table.h"

#include <string.h>

struct keyed_table {
	const struct handoff_layout *layout;
	size_t key_columns;
	GStringChunk *strings;
	GTree *rows;            /* key -> record */
};

static const char *
field(const struct keyed_table *t, const void *record, size_t i)
{
	return G_STRUCT_MEMBER(const char *, record,
	    t->layout->columns[i].offset);
}

bool
keyed_table_absorb(struct keyed_table *t, const struct keyed_table *other)
{
	bool changed = false;

	for (GTreeNode *n = g_tree_node_first(other->rows); n != NULL;
	    n = g_tree_node_next(n))
		changed |= keyed_table_put(t, g_tree_node_value(n));
	return changed;
}

char *
keyed_table_key(const struct keyed_table *t, const void *record)
{
	GString *key = g_string_new(NULL);

	for (size_t i = 0; i < t->key_columns; i++) {
		const char *text = field(t, record, i);

		g_string_append_printf(key, "%s\n", text ? text : "");
	}
	return g_string_free(key, FALSE);
}

const void *
keyed_table_find(const struct keyed_table *t, const void *record)
{
	g_autofree char *key = keyed_table_key(t, record);

	return g_tree_lookup(t->rows, key);
}

bool
keyed_table_put(struct keyed_table *t, const void *record)
{
	g_autofree char *key = keyed_table_key(t, record);
	const void *last = g_tree_lookup(t->rows, key);
	bool same = last != NULL;
	char *copy;

	for (size_t i = 0; same && i < t->layout->n_columns; i++)
		same = g_strcmp0(field(t, last, i), field(t, record, i)) == 0;
	if (same)
		return false;
	copy = g_malloc0(t->layout->record_size);
	for (size_t i = 0; i < t->layout->n_columns; i++) {
		const char *text = field(t, record, i);

		if (text != NULL)
			G_STRUCT_MEMBER(const char *, copy,
			    t->layout->columns[i].offset) =
			    g_string_chunk_insert_const(t->strings, text);
	}
	g_tree_replace(t->rows, g_steal_pointer(&key), copy);
	return true;
}

bool
keyed_table_remove(struct keyed_table *t, const void *record)
{
	g_autofree char *key = keyed_table_key(t, record);

	return g_tree_remove(t->rows, key);
}

GTree *
keyed_table_rows(const struct keyed_table *t)
{
	return t->rows;
}

static gint
compare_keys(gconstpointer a, gconstpointer b, gpointer data)
{
	(void)data;
	return strcmp(a, b);
}

struct keyed_table *
keyed_table_open(const char *folder, const struct handoff_layout *layout,
    size_t key_columns)
{
	struct keyed_table *t = g_new(struct keyed_table, 1);
	struct handoff_folder *last = handoff_folder_open(folder);
	bool there = handoff_folder_has(last, layout->file);
	g_autofree void *record = g_malloc0(layout->record_size);
	struct handoff_reader *r;

	*t = (struct keyed_table){layout, key_columns,
	    g_string_chunk_new(1 << 12),
	    g_tree_new_full(compare_keys, NULL, g_free, g_free)};
	handoff_folder_close(last);
	if (!there)
		return t;
	r = handoff_open(folder, layout);
	while (handoff_table_read(r, record))
		keyed_table_put(t, record);
	handoff_table_close(r);
	return t;
}

void
keyed_table_free(struct keyed_table *t)
{
	if (t == NULL)
		return;
	g_tree_destroy(t->rows);
	g_string_chunk_free(t->strings);
	g_free(t);
}

void
keyed_table_write(const struct keyed_table *t, struct handoff_set *set)
{
	struct handoff_file *f;

	if (g_tree_nnodes(t->rows) == 0)
		return;
	f = handoff_create(set, t->layout);
	for (GTreeNode *n = g_tree_node_first(t->rows); n != NULL;
	    n = g_tree_node_next(n))
		handoff_write(f, g_tree_node_value(n));
	handoff_finish(f);
}
