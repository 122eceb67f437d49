/* From parsed documents to events, lists and rejects. */
#ifndef TRANSFORM_LIST_EXTRACT_H
#define TRANSFORM_LIST_EXTRACT_H

#include <glib.h>
#include <stdbool.h>

#include "transform/event.h"
#include "transform/notice/notice.h"
#include "parse/core/table.h"

struct extraction;

struct extraction *extraction_new(void);
void extraction_free(struct extraction *);

/* Takes over what another one holds, and the other one itself; NULL is none. */
void extraction_absorb(struct extraction *, struct extraction *other);

/* A document as the notice carries it. */
struct extract_file {
	const char *document;   /* SHA-256 */
	const char *url;
	const char *source;
	const char *anchor;     /* of the link to it, NULL for the page */
	bool alone;             /* the notice has no other attachment */
};

/* Reads every list of one document.  With `keep_unclear` a list that no words
 * explain gives events without a kind (for --print), else a reject.  All
 * strings are copied; the order of calls does not show in the result. */
void extract_document(struct extraction *, const struct notice *,
    const struct extract_file *, const struct table_document *,
    bool keep_unclear);

/* Before and after the documents of one notice, of which there are `files`.  A
 * notice that says no firm was chosen (共0家) is a list of none; one that
 * announces a list and carries none is a reject. */
void extract_begin(struct extraction *);
void extract_end(struct extraction *, const struct notice *,
    const struct extract_file *page, unsigned files);

/* Sorts lists, events and rejects.  The events, for resolve_events; *n is how
 * many; they belong to the extraction. */
struct event **extraction_events(struct extraction *, size_t *n);

/* How many lists there are, and the rejects, sorted by document. */
size_t extraction_lists(const struct extraction *);
const struct reject *extraction_rejects(const struct extraction *, size_t *n);

/* Writes events.tsv, lists.tsv and rejects.tsv, after extraction_events. */
void extraction_write(const struct extraction *, struct handoff_set *);

/* Prints events.tsv to standard output, after extraction_events. */
void extraction_print(const struct extraction *);

#endif
