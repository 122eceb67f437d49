/* A list being read, and what of it is set aside. */
#ifndef TRANSFORM_LIST_LIST_ROWS_H
#define TRANSFORM_LIST_LIST_ROWS_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/base/digest.h"
#include "fetch/decision/decision.h"
#include "transform/notice/notice.h"
#include "transform/table/layout.h"
#include "extract_file.h"
#include "extraction.h"
#include "legend.h"
#include "named_note.h"

/* A list being read.  The caller of firm_list_read sets what stands above `words`,
 * the words, the place of the titles and the notes, the rest is set in reading it. */
struct list_rows {
	struct extraction *x;
	const struct notice *notice;
	const struct extract_file *file;
	const struct layout_list *layout;
	const char *member, *place;
	unsigned table_no;              /* of the list's first row */
	const GPtrArray *own;           /* const char *, what stands above it, the
	                                   most telling first */
	struct list_words words;
	struct layout_section titled;   /* the city or district that its titles
	                                   begin with, where it has a place */
	struct legend legend;           /* what its notes say of looks */
	struct named_notes named;       /* and of certain firms */
	struct decided decided;         /* what people decided about the list */
	const char *locator;            /* as struct list has it */
	struct list list;
	GHashTable *types;              /* cell of 类别 -> struct row_words */
	GHashTable *bands;              /* words above a group -> the same */
	GPtrArray *above;               /* const char *, words above its groups and
	                                   of its sections that are titles */
	GHashTable *levels;             /* cell of 级别 -> the same */
	GHashTable *remarks;            /* cell of 备注 -> the same */
	GHashTable *read;               /* remark -> enum remark_reading */
	GHashTable *read_beside;        /* the same of other columns' cells */
	GArray *data;                   /* bool, whether the cells of each column
	                                   beside are data: products */
	GArray *answered;               /* bool, whether one of them is read
	                                   with its heading */
	unsigned numbered;              /* records with a number */
	bool parted;                    /* words above some records are against
	                                   them */
	bool mixed;                     /* its rows state their kinds */
	bool levelled;                  /* answers state its own level */
	bool judged;                    /* in a column 复核结果 */
	GHashTable *unstated;           /* struct layout_record -> the last cell
	                                   above it, against the list, where it
	                                   has none of its own */
	bool passed;                    /* the same, in a list of designations */
	GArray *events;                 /* struct event */
	GHashTable *seen;               /* the firms of this list so far */
	const char *ids_of;             /* the document of these two, or NULL */
	struct digest *ids, *former_ids;        /* what its events' ids begin with */
	unsigned *firms;                /* by record: that stand there, given
	                                   as events or set aside */
};

/* The n of the table or text that a record stands in; NULL is the list. */
unsigned list_rows_table(const struct list_rows *,
    const struct layout_record *);

/* The same as its page numbers it, and that page. */
unsigned list_rows_origin(const struct list_rows *,
    const struct layout_record *, const char **document);

/* The text that a cell of the list should have, which is `printed` unless a
 * person corrected it; NULL of NULL. */
const char *list_rows_cell(const struct list_rows *,
    const struct layout_record *, const char *printed);

/* Sets something aside: at a record, whose text_n, row and col are read, or for
 * the whole list where it is NULL.  `reason` is one of event_reject_reasons,
 * `text` what stands there, `detail` or the rest what was expected. */
void list_rows_reject(struct list_rows *, const struct layout_record *,
    const char *reason, const char *text, const char *detail);
void list_rows_reject_because(struct list_rows *, const struct layout_record *,
    const char *reason, const char *text, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

#endif
