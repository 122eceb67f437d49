/* The text of a part of a .docx as events of its XML: paragraphs and tables go
 * to the flow.
 *
 *     <w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>附件</w:t></w:r></w:p>
 *     <w:tbl><w:tblGrid><w:gridCol w:w="756"/></w:tblGrid>
 *       <w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>
 *         <w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>
 *           </w:tcPr><w:p/></w:tc></w:tr></w:tbl>
 *
 * What is read is what the printed page shows: tracked changes as accepted,
 * fields by their results, no hidden text. */
#ifndef PARSE_DOCX_DOCX_TEXT_H
#define PARSE_DOCX_DOCX_TEXT_H

#include "parse/word/flow.h"
#include "docx_styles.h"

struct docx_text;

/* All three must outlive it. */
struct docx_text *docx_text_new(struct records *, struct flow *,
    struct docx_styles *);
void docx_text_free(struct docx_text *);

/* Reads the part of a relationship that stands in the text (altChunk) into some
 * records; false where it cannot. */
typedef bool docx_text_chunk(const char *id, struct records *, void *data);
void docx_text_chunks(struct docx_text *, docx_text_chunk *, void *data);

/* Begins a part, whose name stands in problems; flat: its tables are only
 * layout.  Its events go to the handler, with the struct as their data. */
void docx_text_begin(struct docx_text *, const char *part, bool flat);
extern const struct xml_handler docx_text_handler;

/* Ends what the part leaves open. */
void docx_text_end(struct docx_text *);

#endif
