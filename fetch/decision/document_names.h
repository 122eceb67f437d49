/* Which document a person means by the beginning of a digest, a whole one, or an
 * address. */
#ifndef FETCH_DECISION_DOCUMENT_NAMES_H
#define FETCH_DECISION_DOCUMENT_NAMES_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/body/document.h"

struct document_names;

/* The names of the documents in n rows, which stay the caller's and must outlive
 * them; document_names_free frees. */
struct document_names *document_names_new(const struct document *rows,
    size_t n);
void document_names_free(struct document_names *);

/* The digest of the one document that a text means: a digest, at least its first 8
 * digits, or an address.  NULL for none, and *several where there are more.  It is
 * the row's, or `text` itself. */
const char *document_names_find(const struct document_names *,
    const char *text, bool *several);

/* The rows (const struct document *) of a document by its digest, or NULL. */
const GPtrArray *document_names_rows(const struct document_names *,
    const char *document);

#endif
