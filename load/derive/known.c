#include "known.h"

#include <glib.h>
#include <string.h>

struct known {
	GHashTable *documents;  /* document -> its day */
	GHashTable *events;     /* event -> the day of its document */
	GStringChunk *strings;
	char *document;         /* the one that was asked for last, and */
	const char *day;        /* its day */
};

struct known *
known_new(sqlite3 *db)
{
	struct known *k = g_new0(struct known, 1);
	sqlite3_stmt *rows = db_prepare(db, "SELECT document, "
	    "date(min(fetched_at), '+8 hours') FROM address "
	    "GROUP BY document", NULL);

	k->documents = g_hash_table_new(g_str_hash, g_str_equal);
	k->events = g_hash_table_new(g_str_hash, g_str_equal);
	k->strings = g_string_chunk_new(1 << 16);
	while (db_step(rows)) {
		const char *day = db_text(rows, 1);

		if (day != NULL)
			g_hash_table_insert(k->documents,
			    g_string_chunk_insert(k->strings, db_text(rows, 0)),
			    g_string_chunk_insert_const(k->strings, day));
	}
	sqlite3_finalize(rows);
	return k;
}

void
known_add(struct known *k, const char *event, const char *document)
{
	if (event == NULL || document == NULL)
		return;
	/* Events come list by list. */
	if (k->document == NULL || strcmp(k->document, document) != 0) {
		g_free(k->document);
		k->document = g_strdup(document);
		k->day = g_hash_table_lookup(k->documents, document);
	}
	if (k->day != NULL)
		g_hash_table_insert(k->events,
		    g_string_chunk_insert(k->strings, event), (char *)k->day);
}

const char *
known_day(const struct known *k, const char *event)
{
	return event == NULL ? NULL : g_hash_table_lookup(k->events, event);
}

void
known_free(struct known *k)
{
	g_hash_table_destroy(k->documents);
	g_hash_table_destroy(k->events);
	g_string_chunk_free(k->strings);
	g_free(k->document);
	g_free(k);
}
