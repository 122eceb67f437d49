/* What a note in a list or right below it says against firms that it names:
 *
 *     注：其中第2家、第5家企业因材料造假，取消资格。   by their numbers
 *     备注：宁波甲有限公司已放弃认定。                by their names
 *     注：其中部分企业已放弃认定。                   and against some that it does not
 *
 * What states nothing (排名不分先后, 宁波甲有限公司已更名) does not matter. */
#ifndef TRANSFORM_LIST_NAMED_NOTE_H
#define TRANSFORM_LIST_NAMED_NOTE_H

#include <glib.h>

#include "parse/core/table.h"
#include "transform/table/layout_list.h"

struct named_notes {
	GHashTable *against;    /* index of a record + 1 -> the note, the
	                           document's or the layout's; NULL for none */
	const char *unclear;    /* a note against firms of the list of which
	                           nobody knows which they are; or NULL */
};

/* Reads the notes of a list and the texts of `member` (NULL: no archive) after its last
 * row, before the next table; named_notes_clear frees what is in it. */
struct named_notes named_notes_read(const struct table_document *,
    const char *member, const struct table *, const struct layout_list *);
void named_notes_clear(struct named_notes *);

/* The note against the record of an index, or NULL. */
const char *named_notes_of(const struct named_notes *, guint record);

#endif
