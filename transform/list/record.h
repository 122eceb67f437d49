/* One record of a list: whether it names a firm, which, and where that is. */
#ifndef TRANSFORM_LIST_RECORD_H
#define TRANSFORM_LIST_RECORD_H

#include <glib.h>

#include "transform/notice/notice.h"
#include "transform/place/place.h"
#include "transform/table/layout.h"

/* What is kept from record to record: buffers and places already read. */
struct record_reader;

struct record_reader *record_reader_new(void);
void record_reader_free(struct record_reader *);

/* Keeps the texts it gave out and nothing else: no record is read any more. */
void record_reader_rest(struct record_reader *);

/* The names in one cell, which may list several firms (joined by 、 or a line
 * break); array and strings belong to the reader until the next call. */
GPtrArray *record_names(struct record_reader *, const char *cell);

/* What one printed name is.  Its texts belong to the reader, which has each of
 * them once: equal texts are one pointer. */
struct record_name {
	const char *problem;    /* what keeps the cell from being the name of a
	                           firm, one of event_reject_reasons; or NULL */
	const char *detail;     /* what was expected then; constant */
	const char *printed;
	const char *name, *key; /* canonical; NULL where nothing can be read */
	const char *rules;      /* name_rules */
	const char *aside;      /* folded words after its legal form that are no
	                           part of it: 新增, 复核; or NULL */
	bool formed;            /* it ends as names of firms do */
	const char *previous;   /* the former name, canonical, where the cell
	                           states it too; else NULL */
};

struct record_name record_name(struct record_reader *, const char *text);

/* Brings what is known of a name (NULL is none) near, as it is asked for
 * soon. */
void record_bring(const struct record_reader *, const char *text);

/* Where the firm of a record is, by the first evidence there is: its own
 * columns, the section, the publisher, the credit code, its name, its previous
 * name. What later evidence adds within the same unit (the city in the name) is
 * taken, what contradicts is not.  Returns struct event's place_evidence.
 * code_region is "" where there is none. */
const char *record_place(struct record_reader *, const struct layout_record *,
    const struct layout_section *, const struct notice *,
    const char *code_region, const char *name, const char *previous,
    struct place *);

#endif
