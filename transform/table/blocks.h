/* Places that are printed once, on the first row of their block:
 *
 *     │ 1 │ 江苏省 │ 甲有限公司 │        江苏省
 *     │ 2 │        │ 乙有限公司 │        江苏省
 *     │ 3 │ 浙江省 │ 丙有限公司 │        浙江省
 *     │ 4 │        │ 丁有限公司 │        浙江省 */
#ifndef TRANSFORM_TABLE_BLOCKS_H
#define TRANSFORM_TABLE_BLOCKS_H

#include "layout.h"

/* Gives the blank cells of such columns what stands above them.  A column is
 * one when its place never stands in two rows one after the other and never
 * comes back; in any other column a blank cell is a place that is not known. */
void blocks_fill(struct layout_list *);

#endif
