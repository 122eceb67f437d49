/* One list of firms: its records become events and rejects, and a line of
 * lists.tsv with all that it declares and all that was counted. */
#ifndef TRANSFORM_LIST_LISTING_H
#define TRANSFORM_LIST_LISTING_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/decision/decision.h"
#include "transform/notice/notice.h"
#include "transform/table/layout.h"
#include "extract_file.h"
#include "extraction.h"

/* A list being read.  The caller sets what stands above `words` and the words,
 * the rest is the module's. */
struct list_rows {
	struct extraction *x;
	const struct notice *notice;
	const struct extract_file *file;
	const struct layout_list *layout;
	const char *member, *place;
	unsigned table_no;              /* of the list's first row */
	struct list_words words;
	struct decided decided;         /* what people decided about the list */
	const char *locator;            /* as struct list has it */
	struct list list;
	GHashTable *types;              /* cell of 类别 -> struct row_words */
	unsigned numbered;              /* records with a number */
	bool mixed;                     /* its rows state their kinds */
	bool judged;                    /* in a column 复核结果 */
	GArray *events;                 /* struct event */
	GHashTable *seen;               /* struct seen of this list */
	unsigned *firms;                /* by record: that stand there, given
	                                   as events or set aside */
};

/* Reads the list into the extraction.  `only` says that the notice has no other
 * list.  With `keep_unclear` a list that no words explain gives events without
 * a kind, else it is set aside as one reject. */
void listing_read(struct list_rows *, bool only, bool keep_unclear);

/* The batch a record's own column names: 第三批, 3; 0 where there is none. */
unsigned listing_batch(const struct layout_record *);

/* Sets something aside: at a record, whose text_n, row and col are read, or for
 * the whole list where it is NULL.  `reason` is one of event_reject_reasons,
 * `text` what stands there, the rest what was expected. */
void listing_reject_because(struct list_rows *, const struct layout_record *,
    const char *reason, const char *text, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

#endif
