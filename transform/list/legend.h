/* What a note says of the rows of a list by how they look:
 *
 *     注：带*的为公示期间有异议、暂缓公布的企业。    rows with a sign
 *     标红的为拟取消资格企业                      rows of a colour or a weight, which
 *                                               no table has
 *
 *     ★为第二批复核企业                          rows of another list
 *
 * Only what is against a title, leaves it open or says that it is another matters:
 * 带*的为更名企业 does not. */
#ifndef TRANSFORM_LIST_LEGEND_H
#define TRANSFORM_LIST_LEGEND_H

#include <stdbool.h>

#include "parse/core/table.h"
#include "transform/notice/notice.h"
#include "transform/table/layout.h"

struct legend {
	const char *text;       /* the note, the document's; NULL: there is none */
	const char *sign;       /* that rows have of which it speaks; NULL where
	                           none differ from the others */
};

/* The first such note for a list of `layout`: among the notes and titles of all lists
 * there, and the short texts of `member` (NULL: no archive) between the tables before
 * and after `table`; all of them for NULL.  What makes rows those of another list is such
 * a note, too, where the words of this one, as `notice_list` reads them, are clear. */
struct legend legend_read(const struct table_document *, const char *member,
    const struct table *table, const struct layout *layout,
    const struct layout_list *, const struct notice *,
    const struct list_words *);

/* Whether a record has the sign. */
bool legend_marks(const struct legend *, const struct layout_record *);

#endif
