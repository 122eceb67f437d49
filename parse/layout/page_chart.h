/* Charts and diagrams, whose lettering stands in lines and columns, too. */
#ifndef PARSE_LAYOUT_PAGE_CHART_H
#define PARSE_LAYOUT_PAGE_CHART_H

#include "text_columns.h"

/* The first line below the chart that a block is the lettering of, or the
 * block's first line where it is none. */
unsigned page_chart_end(const struct region *, struct block);

#endif
