/* Which documents make one notice: a page and its attachments, whatever number
 * of addresses and mirrors they stand under. */
#ifndef TRANSFORM_NOTICE_GROUP_H
#define TRANSFORM_NOTICE_GROUP_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/body/document.h"

/* One document of a notice; rows belong to the caller of group_documents. */
struct group_file {
	const struct document *row;     /* its first address */
	const char *anchor;             /* NULL for the page */
};

struct group {
	const struct document *page;    /* first address of the page; of the
	                                   document, where no page is known */
	GArray *files;                  /* struct group_file, the page first,
	                                   then by document */
};

/* A digest of what a document says in the rows of its tables, or of the names that it
 * lists in `paragraphs`, to be freed: what looks like a copy and says something else is
 * none.  Each is asked once a document, that of the paragraphs only where the rows of two
 * are the same. */
typedef char *group_digest(const char *document, bool paragraphs, void *data);

/* Groups `n` rows of documents.tsv: an array of struct group *, in an order that
 * depends on the rows alone.  Each document is in a group, but for superseded
 * versions of an address and for mirrors' copies of a page, which are in none;
 * *left_out says how many.
 *   - A page under several addresses is one by its digest, or by title, date,
 *     document number, publisher, tables and lists (the ministry's www and wap hosts
 *     differ in a few bytes).
 *   - An attachment belongs to the page it was found on; found on several, to
 *     each of these notices: the proposal's file can be the final list's, too. */
GPtrArray *group_documents(const struct document *rows, size_t n,
    group_digest *digest, void *data, size_t *left_out);

/* What a notice is known by, whatever host it is read from: its title and day,
 * else the address of its page.  A file without an address is known by its title,
 * that of its sidecar or `own_title` (may be NULL), wherever it lies; else by its
 * folder and name.  The caller frees it. */
char *group_identity(const struct group *, const char *own_title);

#endif
