/* A row that a page break cut in two.  Word lets a row begin on one page and go
 * on on the next:
 *
 *     | 12 | 浙江金捷特种纤维 | 高速精密轴承 |      page 1
 *     ----------------------------------------
 *     | 序号 | 企业名称       | 主导产品     |      page 2
 *     |    | 有限公司         |              |
 *     | 13 | 嘉兴瑞安阀门     | 减速器       | */
#ifndef PARSE_LAYOUT_ROW_BREAK_H
#define PARSE_LAYOUT_ROW_BREAK_H

#include "parse/page/page_table.h"

/* Joins row `row` of the table's part on the next page with the last row of the
 * part before, where it is that row's rest: it has no number where the rows
 * before and after it have n and n + 1, and text only below text whose last
 * line is full.  Says whether. */
bool row_break_join(struct page_table *last, struct page_table *next,
    unsigned row);

#endif
