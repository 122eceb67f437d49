/* From parsed documents to the lists of firms in them. */
#ifndef TRANSFORM_LIST_EXTRACT_H
#define TRANSFORM_LIST_EXTRACT_H

#include <glib.h>
#include <stdbool.h>

#include "parse/core/table.h"
#include "transform/notice/notice.h"
#include "extract_file.h"

struct extraction;

/* Reads every list of one document.  With `keep_unclear` a list that no words
 * explain gives events without a kind (for --print), else a reject.  All
 * strings are copied; the order of calls does not show in the result. */
void extract_document(struct extraction *, const struct notice *,
    const struct extract_file *, const struct table_document *,
    bool keep_unclear);

/* Sets aside what could not be read of a document. */
void extract_problems(struct extraction *, const struct extract_file *,
    const struct table_document *);

/* Before and after the documents of one notice, of which there are `files`.  A
 * notice that says no firm was chosen (共0家) is a list of none; one that
 * announces a list and carries none is a reject. */
void extract_begin(struct extraction *);
void extract_end(struct extraction *, const struct notice *,
    const struct extract_file *page, unsigned files);

#endif
