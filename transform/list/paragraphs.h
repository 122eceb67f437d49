/* Lists that stand in paragraphs instead of a table:
 *
 *     现将我区第四批专精特新“小巨人”企业名单公示如下：        title
 *     1. 中卫市卓康达测控技术股份有限公司                      record
 *     2、吴忠市立宇制冷设备有限公司                            record
 *     3.杭州集智机电股份有限公司（浙江省）                     record
 *
 *     玉林市：                                                 section
 *     3. 玉林博力磁材科技有限公司                              record
 *
 * A paragraph of several lines (<br>) counts as several.  Other lines between
 * two records end the list unless the numbers go on after them. */
#ifndef TRANSFORM_LIST_PARAGRAPHS_H
#define TRANSFORM_LIST_PARAGRAPHS_H

#include "transform/table/layout.h"

/* The lists in a document's text records; the caller's.  A record's text_n is
 * its text record, `row` the line in it.  `within` is where the publisher is,
 * for sections that name a city; may be NULL. */
struct layout *paragraphs_read(const struct table_document *,
    const struct place *within);

#endif
