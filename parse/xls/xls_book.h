/* What the sheets of an .xls workbook share: version, date system, number
 * formats, shared strings, and where each sheet begins. */
#ifndef PARSE_XLS_XLS_BOOK_H
#define PARSE_XLS_XLS_BOOK_H

#include <glib.h>

#include "parse/format/number_format.h"
#include "biff.h"
#include "xls_codepage.h"
#include "xls_text.h"

enum xls_visibility {
	XLS_VISIBLE = 0,
	XLS_HIDDEN = 1,
	XLS_VERY_HIDDEN = 2,    /* can be shown by a program only */
};

/* A sheet as the workbook names it. */
struct xls_sheet_entry {
	const char *name;       /* belongs to the book */
	size_t at;              /* of its BOF record in the stream */
	enum xls_visibility visibility;
	bool has_cells;         /* no chart, macro sheet or module */
};

struct xls_book {
	enum biff_version version;
	bool epoch_1904;
	bool encrypted;         /* what follows is unreadable */
	struct biff_record filepass;    /* how it is encrypted */
	bool complete;          /* ended by its EOF record */
	struct xls_charset *charset;
	unsigned codepage;      /* of which it is */
	struct xls_codepage evident;    /* by the texts before BIFF8 */
	struct xls_strings *strings;    /* NULL where there are none */
	GArray *sheets;                 /* struct xls_sheet_entry */
	GPtrArray *xfs;                 /* format numbers, by XF */
	GArray *xf_fonts;               /* guint16, likewise */
	GByteArray *fonts;              /* how each font marks text */
	GHashTable *codes;              /* format number -> char * */
	GHashTable *formats;            /* format number -> number_format */
	struct number_format *recent;   /* the one last asked for, or NULL */
	unsigned recent_number;
	unsigned n_codes;               /* FORMAT records so far */
	size_t text_left;               /* bytes that cells may yet show */
};

/* A workbook whose first BOF record was just read from the stream. */
struct xls_book *xls_book_new(enum biff_version, const struct biff *);
void xls_book_free(struct xls_book *);

/* Reads the globals substream, whose BOF record was just read.  The stream
 * stands after its EOF record then, or after the record that says that the
 * rest is encrypted. */
void xls_book_read(struct xls_book *, struct biff *);

/* Reads one record if it belongs to the workbook; before BIFF5 these stand in
 * each sheet. */
void xls_book_record(struct xls_book *, const struct biff *,
    const struct biff_record *);

/* The format of an XF; General where the workbook has none such.  It belongs
 * to the book. */
const struct number_format *xls_book_format(struct xls_book *, unsigned xf);

/* How the font of an XF marks text: enum mark_kind or XLS_TEXT_PLAIN. */
unsigned xls_book_mark(const struct xls_book *, unsigned xf);

/* The format by its number, as BIFF2 cells name it. */
const struct number_format *xls_book_format_numbered(struct xls_book *,
    unsigned number);

#endif
