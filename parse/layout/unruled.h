/* Tables without ruling lines between their columns: text that stands in
 * columns, line by line.
 *
 *     1   浙江甲科技股份有限公司   杭州        Words that stand closer than
 *     2   浙江乙机械制造           宁波        a character is wide make a
 *         有限公司                             chunk; the white between the
 *     3   浙江丙材料有限公司       温州        chunks of many lines makes the
 *                                              columns. */
#ifndef PARSE_LAYOUT_UNRULED_H
#define PARSE_LAYOUT_UNRULED_H

#include "parse/page/lattice.h"

/* Adds the tables that stand in words outside ruled tables (owner 0) to
 * `tables`; their words' owner becomes -1.  Sorts the words into lines, which
 * are returned, the caller's.  Prose set in two columns is read one column
 * after the other.  `open` is the table at the end of the last page, or NULL:
 * what begins in its columns is its next part, however little it is. */
GArray *unruled_read(GArray *words, const struct printed_page *,
    const struct rulings *, const struct page_table *open,
    GPtrArray *tables);

#endif
