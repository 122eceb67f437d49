/* Cells that answer their heading: 是 below 是否放弃复核, × below 小微企业. */
#ifndef TRANSFORM_TABLE_ANSWER_H
#define TRANSFORM_TABLE_ANSWER_H

#include <glib.h>
#include <stdbool.h>

enum answer_heading {
	ANSWER_COUNTS,          /* 是否入围, 有无异议: one of its answers states something, or
	                           nobody knows */
	ANSWER_ATTRIBUTE,       /* 小微企业: neither √ nor × touches a title */
	ANSWER_ATTRIBUTE_ASKED, /* 是否上市: nor does what else stands below it, unless it speaks
	                           of a title itself: 已撤销资格 */
};

/* What the answers below a heading do to a title: what a firm is or has may be so or not. */
enum answer_heading answer_of_heading(const char *heading);

/* Puts in the place of an answer what it and its heading say together: 放弃复核 of 是 below
 * 是否放弃复核, 放弃复核：否 of 否, 无异议 of 无 below 有无异议; NULL where that touches no title.  The
 * text lies in `strings`.  False where the cell is no answer, there is no heading, or it is
 * a `field`'s and asks nothing: √ below 备注. */
bool answer_take(const char *heading, bool field, enum answer_heading does,
    const char **cell, GStringChunk *strings);

#endif
