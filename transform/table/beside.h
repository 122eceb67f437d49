/* What stands beside the fields of a record: further remarks, columns of which nobody
 * knows what they have, and answers to the headings of all of these. */
#ifndef TRANSFORM_TABLE_BESIDE_H
#define TRANSFORM_TABLE_BESIDE_H

#include "parse/core/table.h"
#include "cells.h"
#include "columns.h"
#include "heading_row.h"
#include "layout_list.h"

/* Takes what a row has beside the fields of a group, below a heading (without fields
 * where there is none), and puts answers in the place of the cells that the record
 * has.  What it makes lies in `kept` and `strings`. */
void beside_take(const struct columns *, const struct heading_row *,
    const struct cells *, const struct table_row *, GPtrArray *kept,
    GStringChunk *strings, struct layout_record *);

#endif
