/* Cells that answer their heading: 是 below 是否放弃复核, × below 小微企业.
 *
 * Below a heading that asks (是否入围, 有无异议), or is an act or a level itself (审核通过, 国家级), 1
 * and 0 are answers, too.  Dashes, 无, N/A and empty cells say that nothing is so: nobody
 * gave up where 是否放弃 stands above, and whether a firm is in is not known where 是否入围
 * does; there an empty cell counts only where others answer.  Signs that may be either
 * (○, ★), and to a question words that are not known to be harmless, are not known. */
#ifndef TRANSFORM_TABLE_ANSWER_H
#define TRANSFORM_TABLE_ANSWER_H

#include <glib.h>
#include <stdbool.h>

enum answer_heading {
	ANSWER_COUNTS,          /* no question that is known: one of its answers states
	                           something, or nobody knows */
	ANSWER_ASKED,           /* the same, and it asks: 是否某某 */
	ANSWER_FAVOURABLE,      /* 是否入围, 审核通过: but a yes none leaves a title */
	ANSWER_ADVERSE,         /* 有无异议, 是否复核: but a yes any leaves it */
	ANSWER_LEVEL,           /* 国家级 */
	ANSWER_PROGRAMME,       /* 小巨人, 是否专精特新: favourable where the list is of it */
	ANSWER_ATTRIBUTE,       /* 小微企业: neither √ nor × touches a title */
	ANSWER_ATTRIBUTE_ASKED, /* 是否上市: nor does what else stands below it, unless it speaks
	                           of a title itself: 已撤销资格 */
};

/* What the answers below a heading do to a title: what a firm is or has may be so or not. */
enum answer_heading answer_of_heading(const char *heading);

/* Whether a cell below a level says when it was given: 2021年, 第三批. */
bool answer_is_when(const char *cell);

/* Whether a heading is of what such firms have that lost a title or did not get it: 退出日期,
 * 撤销文号, 未通过原因, 放弃声明; not 终止日期, which is where a term ends. */
bool answer_is_of_loss(const char *heading);

/* Whether a cell (may be NULL) below such a heading says that its firm is none of them:
 * nothing, 无, 否, 未退出. */
bool answer_is_no_loss(const char *cell);

enum answer_cell {
	ANSWER_NONE,            /* no answer */
	ANSWER_GIVEN,
	ANSWER_OPEN,            /* of none knows what it says */
	ANSWER_BLANK,           /* nothing stands there */
};

/* Puts in the place of a cell (may be NULL) what it and its heading say together: 放弃复核 of
 * 是 below 是否放弃复核, 放弃复核：否 of 否, 无异议 of 无 below 有无异议, 入围：○; NULL where that touches
 * no title.  The text lies in `strings`.  ANSWER_NONE where the cell stays, there is no
 * heading, or it is a `field`'s and asks nothing: √ below 备注. */
enum answer_cell answer_take(const char *heading, bool field,
    enum answer_heading does, const char **cell, GStringChunk *strings);

/* What a heading and a cell below it say together where the cell is no answer: 退出日期：
 * 2023-07-22.  The text lies in `strings`. */
const char *answer_quote(const char *heading, const char *cell,
    GStringChunk *strings);

#endif
