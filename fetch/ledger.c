#include "ledger.h"

#include <string.h>

#include "fetch/base/program.h"
#include "fetch/body/store.h"

struct ledger {
	char *folder;
	GMutex lock;
	bool changed;              /* since it was read or saved */
	struct seen *seen;
	struct kept *kept;
	GStringChunk *strings;
	GHashTable *rows;          /* "url\nparent_url" -> struct document */
	GHashTable *by_url;        /* url -> one of its rows */
};

/* The key of a row; the caller frees it. */
static char *
key_of(const char *url, const char *parent_url)
{
	return g_strconcat(url, "\n", parent_url ? parent_url : "", NULL);
}

static struct document *
enter(struct ledger *l, const struct document *row)
{
	struct document *copy = g_new0(struct document, 1);

	for (size_t i = 0; i < document_layout.n_columns; i++) {
		size_t at = document_layout.columns[i].offset;
		const char *text = G_STRUCT_MEMBER(const char *, row, at);

		if (text != NULL)
			G_STRUCT_MEMBER(const char *, copy, at) =
			    g_string_chunk_insert_const(l->strings, text);
	}
	/* by_url always points at the row entered last, so the row that
	 * `rows` frees here is never the one it points at. */
	g_hash_table_replace(l->by_url, (char *)copy->url, copy);
	g_hash_table_replace(l->rows, key_of(copy->url, copy->parent_url),
	    copy);
	return copy;
}

/* Puts in place what a killed run had committed and not yet renamed.  What
 * disagrees with the manifest stays as it is, for a person to look at. */
static void
finish_last(struct ledger *l)
{
	handoff_abandon(handoff_begin(l->folder));
}

/* Reads the last state; false when there is none yet. */
static bool
load(struct ledger *l)
{
	struct handoff_folder *last = handoff_folder_open(l->folder);
	bool there = handoff_folder_has(last, document_layout.file);
	struct handoff_reader *r;
	struct document row;

	handoff_folder_close(last);
	if (!there)
		return false;
	if (!program.dry_run)
		finish_last(l);
	r = handoff_open(l->folder, &document_layout);
	while (handoff_table_read(r, &row))
		enter(l, &row);
	handoff_table_close(r);
	return true;
}

struct ledger *
ledger_open(void)
{
	struct ledger *l = g_new0(struct ledger, 1);

	l->folder = program_path("fetch", NULL);
	l->strings = g_string_chunk_new(1 << 16);
	l->rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    g_free);
	l->by_url = g_hash_table_new(g_str_hash, g_str_equal);
	g_mutex_init(&l->lock);
	l->changed = !load(l);
	l->seen = seen_open(l->folder);
	l->kept = kept_open(l->folder);
	return l;
}

static const struct document *
find(struct ledger *l, const char *url, const char *parent_url)
{
	g_autofree char *key = key_of(url, parent_url);

	return g_hash_table_lookup(l->rows, key);
}

const struct document *
ledger_find(struct ledger *l, const char *url, const char *parent_url)
{
	const struct document *row;

	g_mutex_lock(&l->lock);
	row = find(l, url, parent_url);
	g_mutex_unlock(&l->lock);
	return row;
}

const struct document *
ledger_find_url(struct ledger *l, const char *url)
{
	const struct document *row;

	g_mutex_lock(&l->lock);
	row = g_hash_table_lookup(l->by_url, url);
	g_mutex_unlock(&l->lock);
	return row;
}

static bool
same_row(const struct document *a, const struct document *b)
{
	for (size_t i = 0; i < document_layout.n_columns; i++) {
		size_t at = document_layout.columns[i].offset;

		if (g_strcmp0(G_STRUCT_MEMBER(const char *, a, at),
			G_STRUCT_MEMBER(const char *, b, at)) != 0)
			return false;
	}
	return true;
}

static enum ledger_change
put(struct ledger *l, const struct document *row)
{
	const struct document *last = find(l, row->url, row->parent_url);
	struct document next = *row;

	if (last == NULL) {
		enter(l, &next);
		l->changed = true;
		return LEDGER_NEW;
	}
	/* The earlier time stays.  One in the future is of a clock that was
	 * wrong, and goes with the next night that sees the document. */
	if (strcmp(last->document, next.document) == 0 &&
	    strcmp(last->fetched_at, next.fetched_at) < 0)
		next.fetched_at = last->fetched_at;
	if (same_row(last, &next))
		return LEDGER_SAME;
	if (strcmp(last->document, next.document) != 0)
		kept_supersede(l->kept, last, &next);
	enter(l, &next);
	l->changed = true;
	return LEDGER_CHANGED;
}

enum ledger_change
ledger_put(struct ledger *l, const struct document *row)
{
	enum ledger_change change;

	g_mutex_lock(&l->lock);
	change = put(l, row);
	g_mutex_unlock(&l->lock);
	return change;
}

const struct seen_row *
ledger_find_seen(struct ledger *l, const char *source, const char *url)
{
	const struct seen_row *row;

	g_mutex_lock(&l->lock);
	row = seen_find(l->seen, source, url);
	g_mutex_unlock(&l->lock);
	return row;
}

const struct listing_row *
ledger_find_listing(struct ledger *l, const char *url)
{
	const struct listing_row *row;

	g_mutex_lock(&l->lock);
	row = seen_find_listing(l->seen, url);
	g_mutex_unlock(&l->lock);
	return row;
}

void
ledger_put_seen(struct ledger *l, const struct seen_row *row)
{
	g_mutex_lock(&l->lock);
	l->changed |= seen_put(l->seen, row);
	g_mutex_unlock(&l->lock);
}

void
ledger_put_listing(struct ledger *l, const struct listing_row *row)
{
	g_mutex_lock(&l->lock);
	l->changed |= seen_put_listing(l->seen, row);
	g_mutex_unlock(&l->lock);
}

void
ledger_keep(struct ledger *l, const guint8 *bytes, size_t len,
    char hex[DIGEST_HEX + 1])
{
	g_mutex_lock(&l->lock);
	store_put(bytes, len, hex);
	g_mutex_unlock(&l->lock);
}

void
ledger_keep_listing(struct ledger *l, const char *url, const char *source,
    const GByteArray *body, const char *etag, const char *last_modified)
{
	const struct listing_row *last = ledger_find_listing(l, url);
	g_autoptr(GDateTime) now = g_date_time_new_now_utc();
	g_autofree char *time = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
	char hex[DIGEST_HEX + 1];
	struct listing_row row = {.url = url, .source = source,
	    .document = hex, .etag = etag, .last_modified = last_modified,
	    .fetched_at = time};

	ledger_keep(l, body->data, body->len, hex);
	if (last != NULL && strcmp(last->document, hex) == 0 &&
	    strcmp(last->fetched_at, time) < 0)
		row.fetched_at = last->fetched_at;
	if (last != NULL)
		row.note = last->note;
	ledger_put_listing(l, &row);
}

void
ledger_note_listing(struct ledger *l, const char *url, const char *note)
{
	const struct listing_row *last = ledger_find_listing(l, url);
	struct listing_row row;

	if (last == NULL)
		return;
	row = *last;
	row.note = note;
	ledger_put_listing(l, &row);
}

void
ledger_state(struct ledger *l, const char *document, const GArray *said)
{
	g_mutex_lock(&l->lock);
	l->changed |= kept_state(l->kept, document, said);
	g_mutex_unlock(&l->lock);
}

void
ledger_set_aside(struct ledger *l, const char *path, const char *reason)
{
	g_mutex_lock(&l->lock);
	l->changed |= kept_set_aside(l->kept, path, reason);
	g_mutex_unlock(&l->lock);
}

void
ledger_absorb(struct ledger *l, const char *folder)
{
	g_mutex_lock(&l->lock);
	l->changed |= seen_absorb(l->seen, folder);
	l->changed |= kept_absorb(l->kept, folder);
	g_mutex_unlock(&l->lock);
}

void
ledger_superseded(struct ledger *l, const char *after, GHashTable *digests)
{
	g_mutex_lock(&l->lock);
	kept_digests(l->kept, after, digests);
	g_mutex_unlock(&l->lock);
}

size_t
ledger_size(const struct ledger *l)
{
	return g_hash_table_size(l->rows);
}

GHashTable *
ledger_digests(struct ledger *l)
{
	GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTableIter i;
	gpointer row;

	g_hash_table_iter_init(&i, l->rows);
	while (g_hash_table_iter_next(&i, NULL, &row))
		g_hash_table_add(set,
		    (char *)((struct document *)row)->document);
	seen_digests(l->seen, set);
	return set;
}

static gint
by_address(gconstpointer a, gconstpointer b)
{
	const struct document *x = *(const struct document *const *)a;
	const struct document *y = *(const struct document *const *)b;
	int order = strcmp(x->url, y->url);

	if (order == 0)
		order = g_strcmp0(x->parent_url, y->parent_url);
	return order != 0 ? order : strcmp(x->document, y->document);
}

GPtrArray *
ledger_rows(struct ledger *l)
{
	GPtrArray *rows = g_ptr_array_new();
	GHashTableIter i;
	gpointer row;

	g_hash_table_iter_init(&i, l->rows);
	while (g_hash_table_iter_next(&i, NULL, &row))
		g_ptr_array_add(rows, row);
	g_ptr_array_sort(rows, by_address);
	return rows;
}

static void
save(struct ledger *l)
{
	g_autoptr(GPtrArray) rows = NULL;
	struct handoff_set *set;
	struct handoff_file *f;

	if (!l->changed || program.dry_run)
		return;
	set = handoff_begin(l->folder);
	f = handoff_create(set, &document_layout);
	rows = ledger_rows(l);
	for (guint k = 0; k < rows->len; k++)
		handoff_write(f, g_ptr_array_index(rows, k));
	handoff_finish(f);
	seen_write(l->seen, set);
	kept_write(l->kept, set);
	handoff_commit(set);
	l->changed = false;
}

void
ledger_save(struct ledger *l)
{
	g_mutex_lock(&l->lock);
	save(l);
	g_mutex_unlock(&l->lock);
}

void
ledger_free(struct ledger *l)
{
	seen_free(l->seen);
	kept_free(l->kept);
	g_mutex_clear(&l->lock);
	g_hash_table_destroy(l->by_url);
	g_hash_table_destroy(l->rows);
	g_string_chunk_free(l->strings);
	g_free(l->folder);
	g_free(l);
}
