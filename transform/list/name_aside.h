/* Words beside a firm's name in its cell, where no registered name has any:
 *
 *     甲有限公司（新增）   甲有限公司（第五批）（合肥市）   甲有限公司——液压马达
 *     甲有限公司[1]        甲有限公司 合肥市              甲机械厂（复核）
 *     【新增】甲有限公司   第五批 甲有限公司
 *
 * What such words say, the list knows; they are no part of the name. */
#ifndef TRANSFORM_LIST_NAME_ASIDE_H
#define TRANSFORM_LIST_NAME_ASIDE_H

#include <stdbool.h>

struct name_aside {
	char *name;             /* the name, NULL where nothing stands beside it */
	char *words;            /* folded, "，" between those of two brackets; NULL
	                           where they say only whose the firm is */
	const char *problem;    /* why the cell cannot be one, or NULL */
	const char *detail;     /* what was expected then */
};

/* Splits a cell; name_aside_clear frees. */
struct name_aside name_aside_read(const char *printed);
void name_aside_clear(struct name_aside *);

#endif
