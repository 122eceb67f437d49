/* The parts of an .xlsx package that its sheets share: which sheets there are,
 * the strings that cells point to, the formats of styles.  For the xlsx_*.c
 * and reader_xlsx.c alone. */
#ifndef PARSE_SHEET_XLSX_BOOK_H
#define PARSE_SHEET_XLSX_BOOK_H

#include "parse/format/number_format.h"
#include "parse/pack/container.h"
#include "shared_strings.h"

struct xlsx_sheet_entry {
	char *name;
	char *part;             /* the member that holds it, or NULL */
	bool hidden;            /* veryHidden too */
	bool no_cells;          /* of a chart, a module */
};

struct xlsx_style {
	const struct number_format *format;
	bool keeps_text;        /* the format shows a text as it is */
	int mark;               /* how its font marks text, see
	                         * xlsx_book_mark */
};

struct xlsx_book {
	struct container *container;
	struct records *out;
	bool epoch_1904;
	GArray *sheets;         /* struct xlsx_sheet_entry, as in the tabs */
	struct shared_strings *strings;
	GHashTable *formats;    /* number format id: struct number_format * */
	GArray *styles;         /* struct xlsx_style; formats of those above */
	struct xlsx_style plain;        /* of cells without one */
	bool dressed;           /* tables or conditions may give cells other
	                         * colours than their styles */
	struct number_format *general;
};

/* Reads the workbook; what cannot be read becomes problem records. */
struct xlsx_book *xlsx_book_read(struct container *, struct records *);
void xlsx_book_free(struct xlsx_book *);

/* A style; one with General where there is no such. */
const struct xlsx_style *xlsx_book_style(const struct xlsx_book *,
    unsigned style);

/* How the font of a style marks text: enum mark_kind or XLSX_TEXT_PLAIN; white
 * letters on white paper are hidden. */
int xlsx_book_mark(const struct xlsx_book *, const struct xlsx_style *);

#endif
