/* What a row with one text in it says: a note, a footer, the title of a further
 * list, a section.  Folded texts are as text_fold makes them. */
#ifndef TRANSFORM_TABLE_SINGLE_H
#define TRANSFORM_TABLE_SINGLE_H

#include <stdbool.h>

#include "transform/place/place.h"
#include "layout_section.h"

/* 注：按行政区划排序。 */
bool single_is_note(const char *folded);

/* 合计：48家, or the number of a page; *total is set where *has_total says that a
 * number of firms stands there. */
bool single_is_footer(const char *folded, bool *has_total, unsigned *total);

/* 第一批专精特新“小巨人”复核通过企业名单 */
bool single_is_list_title(const char *folded);

/* 北京市（92家）, 一、石家庄市; `within` (may be NULL) is where it must lie.  Fills
 * all of `section` but its row; its text is `printed` itself. */
bool single_is_section(const char *printed, const struct place *within,
    struct layout_section *section);

#endif
