/* Text that somebody has typed on a finished page, as into a form.  In a cell of its
 * own a person reads it as the cell's; in a cell, or on a line, with other text it
 * is a note on that:
 *
 *     +----+--------------+----------+
 *     | 1  | 宁波甲子 已核 | 杭州市    |      已核 is a note, 杭州市 is not
 *     +----+--------------+----------+                                        */
#ifndef PARSE_PAGE_PAGE_TYPED_H
#define PARSE_PAGE_PAGE_TYPED_H

#include "printed_page.h"

/* How many characters from `first` on are one typed text, 0 where that one is not
 * typed. */
guint page_typed_length(const struct printed_page *, guint first);

/* Whether n of a typed text's characters stand in a cell with text of the page,
 * or beside it where no lines part them. */
bool page_typed_is_note(const struct printed_page *, guint first, guint n);

#endif
