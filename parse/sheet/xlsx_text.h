/* Text as .xlsx keeps it: runs of rich text in <t>, phonetic guides beside
 * them, characters that XML cannot hold as _xHHHH_. */
#ifndef PARSE_SHEET_XLSX_TEXT_H
#define PARSE_SHEET_XLSX_TEXT_H

#include "parse/pack/xml.h"

/* The text of an <si> or <is> while its elements are read. */
struct xlsx_text {
	GString *text;          /* the caller's */
	unsigned phonetic;      /* depth within <rPh> */
	bool in_run;            /* within <t> */
	bool preserve;          /* spaces at its ends count */
	size_t begin;           /* where its <t> begins */
};

void xlsx_text_start(struct xlsx_text *, const char *name,
    const struct xml_attributes *);
void xlsx_text_end(struct xlsx_text *, const char *name);
void xlsx_text_add(struct xlsx_text *, const char *text, size_t len);

/* Puts the characters for _xHHHH_ in what stands after `begin`, line ends as
 * \n: _x000D_\n -> \n, _x005F_ -> _.  NUL is taken out. */
void xlsx_text_unescape(GString *text, size_t begin);

#endif
