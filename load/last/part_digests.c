#include "part_digests.h"

#include <glib.h>
#include <string.h>

#include "fetch/base/digest.h"

/* Rows are handed to a digest in pieces of about this size. */
enum { PIECE = 1 << 14 };

struct part_digests {
	const char *table;
	size_t key, len;
	GHashTable *digests;    /* part -> struct digest */
	GString *rows;          /* of `digest`, not yet added to it */
	char *part;             /* the one that was met last, or NULL, and */
	struct digest *digest;  /* its digest */
};

struct part_digests *
part_digests_new(const char *table, size_t key, size_t len)
{
	struct part_digests *p = g_new0(struct part_digests, 1);

	p->table = table;
	p->key = key;
	p->len = len;
	p->digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    NULL);
	p->rows = g_string_sized_new(2 * PIECE);
	return p;
}

static void
flush(struct part_digests *p)
{
	if (p->rows->len > 0)
		digest_add(p->digest, p->rows->str, p->rows->len);
	g_string_truncate(p->rows, 0);
}

static bool
is_same_part(const struct part_digests *p, const char *id)
{
	return p->part != NULL && (p->len == 0 ? strcmp(id, p->part) == 0 :
	    strncmp(id, p->part, p->len) == 0);
}

static void
turn_to(struct part_digests *p, const char *id)
{
	flush(p);
	p->part = p->len == 0 ? g_strdup(id) : g_strndup(id, p->len);
	p->digest = g_hash_table_lookup(p->digests, p->part);
	if (p->digest == NULL)
		p->digest = digest_new();
	/* The table keeps the text that came last. */
	g_hash_table_replace(p->digests, p->part, p->digest);
}

void
part_digests_add(struct part_digests *p, const char *const *fields, size_t n)
{
	const char *id = fields[p->key] != NULL ? fields[p->key] : "";

	if (!is_same_part(p, id))
		turn_to(p, id);
	for (size_t i = 0; i < n; i++)
		if (fields[i] == NULL)
			/* No byte of UTF-8. */
			g_string_append_len(p->rows, "\xff", 2);
		else
			g_string_append_len(p->rows, fields[i],
			    (gssize)strlen(fields[i]) + 1);
	if (p->rows->len > PIECE)
		flush(p);
}

void
part_digests_store(struct part_digests *p, sqlite3 *db)
{
	sqlite3_stmt *add;
	GList *all;

	if (p == NULL)
		return;
	flush(p);
	add = db_prepare(db, "INSERT INTO part_digest VALUES (?, ?, ?)", NULL);
	all = g_list_sort(g_hash_table_get_keys(p->digests),
	    (GCompareFunc)strcmp);
	for (GList *i = all; i != NULL; i = i->next) {
		char hex[DIGEST_HEX + 1];

		digest_end(g_hash_table_lookup(p->digests, i->data), hex);
		db_bind(add, 1, p->table);
		db_bind(add, 2, i->data);
		db_bind(add, 3, hex);
		db_step(add);
		sqlite3_reset(add);
	}
	sqlite3_finalize(add);
	g_list_free(all);
	g_hash_table_destroy(p->digests);
	g_string_free(p->rows, TRUE);
	g_free(p);
}

void
part_digests_forget(sqlite3 *db, const char *lists)
{
	static const char *const of_companies[] = {"company", "company_name",
	    "term"};
	g_autofree char *events = g_strdup_printf("UPDATE part_digest "
	    "SET sha256 = NULL WHERE thing = 'event' AND part IN (%s)", lists);

	db_run(db, events);
	for (size_t i = 0; i < G_N_ELEMENTS(of_companies); i++) {
		g_autofree char *rows = g_strdup_printf("UPDATE part_digest "
		    "SET sha256 = NULL WHERE thing = '%1$s';"
		    /* Some came back with the lists. */
		    "INSERT OR IGNORE INTO part_digest SELECT DISTINCT '%1$s', "
		    "substr(company, 1, %2$d), NULL FROM %1$s",
		    of_companies[i], PART_DIGESTS_COMPANY);

		db_run(db, rows);
	}
}
