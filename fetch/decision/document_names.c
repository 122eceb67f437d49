#include "document_names.h"

#include <string.h>

#include "fetch/base/digest.h"

struct document_names {
	GHashTable *digests;    /* GPtrArray of rows, by their document */
	GHashTable *addresses;  /* the first document of each */
	GHashTable *several;    /* set of the addresses that have more */
	const struct document *rows;
	size_t n;
};

static bool
is_digest(const char *text)
{
	size_t len = strlen(text);

	return len >= 8 && len <= DIGEST_HEX &&
	    strspn(text, "0123456789abcdef") == len;
}

static void
note_address(struct document_names *m, const char *url, const char *document)
{
	const char *known = url == NULL ? NULL :
	    g_hash_table_lookup(m->addresses, url);

	if (url != NULL && known == NULL)
		g_hash_table_insert(m->addresses, (char *)url,
		    (char *)document);
	else if (url != NULL && strcmp(known, document) != 0)
		g_hash_table_add(m->several, (char *)url);
}

static void
note_row(struct document_names *m, const struct document *row)
{
	GPtrArray *of = g_hash_table_lookup(m->digests, row->document);

	if (of == NULL) {
		of = g_ptr_array_new();
		g_hash_table_insert(m->digests, (char *)row->document, of);
	}
	g_ptr_array_add(of, (struct document *)row);
}

struct document_names *
document_names_new(const struct document *rows, size_t n)
{
	struct document_names *m = g_new0(struct document_names, 1);

	m->digests = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	    (GDestroyNotify)g_ptr_array_unref);
	m->addresses = g_hash_table_new(g_str_hash, g_str_equal);
	m->several = g_hash_table_new(g_str_hash, g_str_equal);
	m->rows = rows;
	m->n = n;
	for (size_t i = 0; i < n; i++) {
		note_row(m, &rows[i]);
		note_address(m, rows[i].url, rows[i].document);
		note_address(m, rows[i].final_url, rows[i].document);
	}
	return m;
}

void
document_names_free(struct document_names *m)
{
	if (m == NULL)
		return;
	g_hash_table_destroy(m->digests);
	g_hash_table_destroy(m->addresses);
	g_hash_table_destroy(m->several);
	g_free(m);
}

/* The document whose digest begins so, as people write it; NULL for none, and
 * *several where there are more. */
static const char *
begun(const struct document_names *m, const char *digits, bool *several)
{
	const char *found = NULL;

	for (size_t i = 0; i < m->n; i++) {
		const char *document = m->rows[i].document;

		if (!g_str_has_prefix(document, digits))
			continue;
		if (found != NULL && strcmp(found, document) != 0) {
			*several = true;
			return NULL;
		}
		found = document;
	}
	return found;
}

const char *
document_names_find(const struct document_names *m, const char *text,
    bool *several)
{
	*several = false;
	if (!is_digest(text)) {
		*several = g_hash_table_contains(m->several, text);
		return *several ? NULL :
		    g_hash_table_lookup(m->addresses, text);
	}
	if (strlen(text) == DIGEST_HEX)
		return g_hash_table_contains(m->digests, text) ? text : NULL;
	return begun(m, text, several);
}

const GPtrArray *
document_names_rows(const struct document_names *m, const char *document)
{
	return g_hash_table_lookup(m->digests, document);
}
