/* What an import has taken in, before rows are made of it. */
#ifndef FETCH_IMPORT_IMPORT_ITEM_H
#define FETCH_IMPORT_IMPORT_ITEM_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/body/document.h"
#include "fetch/catalogue.h"
#include "fetch/ledger.h"
#include "import_counts.h"

/* One file of the import. */
struct import_item {
	char *path;              /* below the folder */
	struct document row;     /* its strings are the import's */
	struct page *page;       /* NULL unless it is a page */
	GArray *said;            /* struct statement, of its sidecar */
	bool linked;             /* some page of the import links to it */
	bool further;            /* a page of an article, not its first */
};

struct import {
	const char *folder;
	bool mirror;
	bool warc;
	gint64 most;
	const struct document *given;   /* of the one file, or NULL */
	const struct catalogue *catalogue;
	struct ledger *ledger;
	struct work_server *reader;
	GPtrArray *items;        /* of struct import_item, sorted by path */
	GHashTable *by_key;      /* address_key(url) -> struct import_item */
	GHashTable *labels;      /* SHA-256 -> the address "file:…" it has */
	struct sidecars *sidecars;
	GStringChunk *strings;
	struct import_counts counts;
};

/* Keeps a text, which may be NULL, as long as the import. */
static inline const char *
import_item_keep(struct import *im, const char *text)
{
	return text ? g_string_chunk_insert_const(im->strings, text) : NULL;
}

#endif
