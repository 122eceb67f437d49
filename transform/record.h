/* One record of a list: whether it names a firm, which, and where that is. */
#ifndef TRANSFORM_RECORD_H
#define TRANSFORM_RECORD_H

#include <glib.h>

#include "layout.h"
#include "name.h"
#include "notice.h"
#include "place.h"

/* What is kept from record to record: buffers and places already read. */
struct record_reader;

struct record_reader *record_reader_new(void);
void record_reader_free(struct record_reader *);

/* The names in one cell, which may list several firms (joined by 、 or a line
 * break); array and strings belong to the reader until the next call. */
GPtrArray *record_names(struct record_reader *, const char *cell);

/* What keeps a cell from being the name of a firm, one of event_reject_reasons,
 * or NULL; *detail (constant) then says what was expected.  Fills `name`
 * unless the text is missing or unreadable. */
const char *record_problem(const char *text, struct name *,
    const char **detail);

/* Where the firm of a record is, by the first evidence there is: its own
 * columns, the section, the publisher, the credit code, its name, its previous name.
 * What later evidence adds within the same unit (the city in the name) is
 * taken, what contradicts is not.  Returns struct event's place_evidence.
 * code_region is "" where there is none. */
const char *record_place(struct record_reader *, const struct layout_record *,
    const struct layout_section *, const struct notice *,
    const char *code_region, const char *name, const char *previous,
    struct place *);

#endif
