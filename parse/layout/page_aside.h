/* A column of prose beside a table.
 *
 *     1   宁波甲子机械有限公司   宁波市       为深入贯彻落实党中
 *                                             央国务院关于促进中
 *     2   宁波乙丑电子有限公司   宁波市       小企业发展的决策部
 *     3   宁波丙寅材料有限公司   宁波市       署，现将名单公布如
 *
 * Its lines begin and end together, stand evenly, and not beside the rows. */
#ifndef PARSE_LAYOUT_PAGE_ASIDE_H
#define PARSE_LAYOUT_PAGE_ASIDE_H

#include "gutter.h"

/* Finds the white between such a column and what stands beside it. */
bool page_aside_find(const struct region *, struct gutter *);

#endif
