/* Text as .xlsx keeps it: runs of rich text in <t>, phonetic guides beside
 * them, characters that XML cannot hold as _xHHHH_. */
#ifndef PARSE_SHEET_XLSX_TEXT_H
#define PARSE_SHEET_XLSX_TEXT_H

#include "parse/core/mark.h"
#include "parse/pack/xml.h"

enum { XLSX_TEXT_PLAIN = -1 };  /* no enum mark_kind */

/* The text of an <si> or <is> while its elements are read. */
struct xlsx_text {
	GString *text;          /* the caller's */
	unsigned phonetic;      /* depth within <rPh> */
	bool rich;              /* it has runs with fonts of their own */
	bool struck, raised;    /* the run has */
	bool in_run;            /* within <t> */
	bool preserve;          /* spaces at its ends count */
	size_t begin;           /* where its <t> begins */
};

void xlsx_text_start(struct xlsx_text *, const char *name,
    const struct xml_attributes *);
void xlsx_text_end(struct xlsx_text *, const char *name);
/* How text in a font is marked: <strike/>, <vertAlign val="superscript"/>, as
 * elements of <rPr> and of <font>. */
void xlsx_text_font(const char *name, const struct xml_attributes *,
    bool *struck, bool *raised);
int xlsx_text_mark(bool struck, bool raised);

void xlsx_text_add(struct xlsx_text *, const char *text, size_t len);

/* Puts the characters for _xHHHH_ in what stands after `begin`, line ends as
 * \n: _x000D_\n -> \n, _x005F_ -> _.  NUL is taken out. */
void xlsx_text_unescape(GString *text, size_t begin);

#endif
