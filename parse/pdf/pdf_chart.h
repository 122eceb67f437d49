/* Charts and diagrams, whose lettering stands in lines and columns, too. */
#ifndef PARSE_PDF_PDF_CHART_H
#define PARSE_PDF_PDF_CHART_H

#include "parse/page/text_columns.h"

/* The first line below the chart that a block is the lettering of, or the
 * block's first line where it is none. */
unsigned pdf_chart_end(const struct region *, struct block);

#endif
