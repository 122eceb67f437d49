#include "seen.h"

#include <string.h>

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
	size_t key_fields;
} tables[TABLES] = {
    [NOTICES] = {{"seen.tsv", 1, sizeof(struct seen_row), seen_columns,
	G_N_ELEMENTS(seen_columns), NULL}, 2},
    [LISTINGS] = {{"listings.tsv", 1, sizeof(struct listing_row),
	listing_columns, G_N_ELEMENTS(listing_columns), "note"}, 1},
};

const struct handoff_layout *const seen_listing_layout =
    &tables[LISTINGS].layout;

struct seen {
	GStringChunk *strings;
	GHashTable *rows[TABLES];    /* key -> record */
};

static const char *
field(int table, const void *record, size_t i)
{
	return G_STRUCT_MEMBER(const char *, record,
	    tables[table].layout.columns[i].offset);
}

static char *
key_of(int table, const void *record)
{
	GString *key = g_string_new(NULL);

	for (size_t i = 0; i < tables[table].key_fields; i++)
		g_string_append_printf(key, "%s\n", field(table, record, i));
	return g_string_free(key, FALSE);
}

/* Returns whether the record differs from the last with its key. */
static bool
put(struct seen *s, int table, const void *record)
{
	const struct handoff_layout *layout = &tables[table].layout;
	char *key = key_of(table, record);
	const void *last = g_hash_table_lookup(s->rows[table], key);
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
			    g_string_chunk_insert_const(s->strings, text);
	}
	g_hash_table_replace(s->rows[table], key, copy);
	return true;
}

static void
load(struct seen *s, int table, const char *folder)
{
	const struct handoff_layout *layout = &tables[table].layout;
	struct handoff_folder *last = handoff_folder_open(folder);
	bool there = handoff_folder_has(last, layout->file);
	g_autofree void *record = g_malloc0(layout->record_size);
	struct handoff_reader *r;

	handoff_folder_close(last);
	if (!there)
		return;
	r = handoff_open(folder, layout);
	while (handoff_table_read(r, record))
		put(s, table, record);
	handoff_table_close(r);
}

struct seen *
seen_open(const char *folder)
{
	struct seen *s = g_new(struct seen, 1);

	s->strings = g_string_chunk_new(1 << 14);
	for (int i = 0; i < TABLES; i++) {
		s->rows[i] = g_hash_table_new_full(g_str_hash, g_str_equal,
		    g_free, g_free);
		load(s, i, folder);
	}
	return s;
}

void
seen_free(struct seen *s)
{
	if (s == NULL)
		return;
	for (int i = 0; i < TABLES; i++)
		g_hash_table_destroy(s->rows[i]);
	g_string_chunk_free(s->strings);
	g_free(s);
}

const struct seen_row *
seen_find(struct seen *s, const char *source, const char *url)
{
	const struct seen_row row = {.source = source, .url = url};
	g_autofree char *key = key_of(NOTICES, &row);

	return g_hash_table_lookup(s->rows[NOTICES], key);
}

const struct listing_row *
seen_find_listing(struct seen *s, const char *url)
{
	const struct listing_row row = {.url = url};
	g_autofree char *key = key_of(LISTINGS, &row);

	return g_hash_table_lookup(s->rows[LISTINGS], key);
}

bool
seen_put(struct seen *s, const struct seen_row *row)
{
	return put(s, NOTICES, row);
}

bool
seen_put_listing(struct seen *s, const struct listing_row *row)
{
	return put(s, LISTINGS, row);
}

void
seen_digests(struct seen *s, GHashTable *digests)
{
	GHashTableIter i;
	gpointer row;

	g_hash_table_iter_init(&i, s->rows[LISTINGS]);
	while (g_hash_table_iter_next(&i, NULL, &row))
		g_hash_table_add(digests,
		    (char *)((struct listing_row *)row)->document);
}

static gint
by_key(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
seen_write(struct seen *s, struct handoff_set *set)
{
	for (int table = 0; table < TABLES; table++) {
		g_autoptr(GList) list = g_hash_table_get_keys(s->rows[table]);
		g_autoptr(GPtrArray) keys = g_ptr_array_new();
		struct handoff_file *f;

		if (list == NULL)
			continue;
		for (GList *p = list; p != NULL; p = p->next)
			g_ptr_array_add(keys, p->data);
		g_ptr_array_sort(keys, by_key);
		f = handoff_create(set, &tables[table].layout);
		for (guint i = 0; i < keys->len; i++)
			handoff_write(f, g_hash_table_lookup(s->rows[table],
			    g_ptr_array_index(keys, i)));
		handoff_finish(f);
	}
}
