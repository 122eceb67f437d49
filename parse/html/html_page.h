/* Web pages for more than one reader: a page of its own and a page inside
 * another file (MHTML). */
#ifndef PARSE_HTML_HTML_PAGE_H
#define PARSE_HTML_HTML_PAGE_H

#include "parse/core/records.h"

/* Writes what a page in UTF-8 says: texts, tables, links to attachments, and
 * problems where it was cut or exceeds limits. */
void html_page_read(const char *text, size_t len, struct records *);

#endif
