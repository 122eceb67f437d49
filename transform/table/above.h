/* What stands above the groups of a heading's columns, in rows of their own at any height:
 *
 *     国家级                    省级
 *     2024年                    2024年
 *     序号 | 企业名称           序号 | 企业名称 */
#ifndef TRANSFORM_TABLE_ABOVE_H
#define TRANSFORM_TABLE_ABOVE_H

#include "parse/core/table.h"
#include "cells.h"
#include "heading_row.h"

/* Words above the columns `from` to `until`. */
struct above {
	const char *text;               /* the table's */
	size_t row;                     /* of it, from 0 */
	int from, until;
};

/* Fills h->above of a heading that begins in row `at` and has several groups.  A text alone
 * in its row that begins left of all groups and is merged over all or over nothing is a
 * title.  Merged cells say what a text stands over; where a row has none (CSV), it reaches as
 * far as the next one. */
void above_read(struct heading_row *h, const struct cells *,
    const struct table *, size_t at);

#endif
