/* The XML of Word 2003 (WordprocessingML), which offices' templates are still
 * saved in, mostly under the name .doc:
 *
 *     <w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">
 *       <w:styles><w:style w:styleId="1"><w:name w:val="heading 1"/>…
 *       <w:body><wx:sect><w:p>…</w:p><w:tbl>…</w:tbl>
 *
 * Its body is that of a .docx (docx_text.h) with a few names of its own; notes,
 * headers and footers stand within it. */
#ifndef PARSE_DOCX_WORD_XML_H
#define PARSE_DOCX_WORD_XML_H

#include "parse/core/records.h"

/* Reads a document that was decoded to UTF-8. */
void word_xml_read(const char *text, size_t len, struct records *);

#endif
