/* Lists that stand in paragraphs instead of a table:
 *
 *     现将我区第四批专精特新“小巨人”企业名单公示如下：        title
 *     1. 中卫市卓康达测控技术股份有限公司                      record
 *     2、吴忠市立宇制冷设备有限公司                            record
 *     3.杭州集智机电股份有限公司（浙江省）                     record
 *
 * A paragraph of several lines (<br>) counts as several. */
#ifndef TRANSFORM_PARAGRAPHS_H
#define TRANSFORM_PARAGRAPHS_H

#include "layout.h"

/* The lists in a document's text records: an array of struct layout_list *.  A
 * record's text_n is its text record, `row` the line in it. */
struct layout *paragraphs_read(const struct table_document *);

#endif
