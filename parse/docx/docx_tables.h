/* The tables of a .docx that are open, one within another, and where the cells
 * of their rows lie:
 *
 *     <w:tbl><w:tblPr><w:shd …/></w:tblPr>
 *       <w:tblGrid><w:gridCol w:w="756"/></w:tblGrid>
 *       <w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>
 *         <w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>
 *           </w:tcPr><w:p/></w:tc></w:tr></w:tbl>
 *
 * Cells and rows go to the flow.  Everything concerns the innermost table;
 * where none is open it means nothing. */
#ifndef PARSE_DOCX_DOCX_TABLES_H
#define PARSE_DOCX_DOCX_TABLES_H

#include "parse/word/flow.h"
#include "docx_styles.h"

struct docx_tables;

/* Neither is used by docx_tables_free. */
struct docx_tables *docx_tables_new(struct flow *, const struct docx_styles *);
void docx_tables_free(struct docx_tables *);

/* How many are open. */
unsigned docx_tables_depth(const struct docx_tables *);

void docx_tables_begin(struct docx_tables *);
void docx_tables_end(struct docx_tables *);
void docx_tables_begin_row(struct docx_tables *);
void docx_tables_end_row(struct docx_tables *);
void docx_tables_end_cell(struct docx_tables *);

/* Takes <w:gridCol>, a column of the grid, which cells span. */
void docx_tables_grid_column(struct docx_tables *,
    const struct xml_attributes *);

/* Takes an element of <w:tblPr>, of <w:trPr>, of <w:tcPr>. */
void docx_tables_property(struct docx_tables *, const char *name,
    const struct xml_attributes *);
void docx_tables_row_property(struct docx_tables *, const char *name,
    const struct xml_attributes *);
void docx_tables_cell_property(struct docx_tables *, const char *name,
    const struct xml_attributes *);

/* The beginning and the end of <w:tcPr>. */
void docx_tables_begin_cell_properties(struct docx_tables *);
void docx_tables_end_cell_properties(struct docx_tables *);

/* What the cell at work stands on, where all tables lie on a ground; see
 * word_look.h. */
int docx_tables_ground(const struct docx_tables *, int ground);

#endif
