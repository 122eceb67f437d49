#include "xls_sheet.h"

#include <string.h>

#include "fetch/base/bytes.h"
#include "parse/core/cell_problems.h"
#include "parse/core/grid.h"
#include "parse/core/hidden.h"

/* [MS-XLS] 2.4.  Types below 0x0008 are those of BIFF2, but for FORMULA, which
 * BIFF5 and BIFF8 number so again. */
enum {
	INTEGER_2 = 0x0002,
	NUMBER_2 = 0x0003,
	LABEL_2 = 0x0004,
	BOOLERR_2 = 0x0005,
	FORMULA_2_5 = 0x0006,
	STRING_2 = 0x0007,
	IXFE = 0x0044,
	COLINFO = 0x007d,
	MULRK = 0x00bd,
	RSTRING = 0x00d6,
	MERGEDCELLS = 0x00e5,
	LABELSST = 0x00fd,
	NUMBER = 0x0203,
	LABEL = 0x0204,
	BOOLERR = 0x0205,
	FORMULA_3 = 0x0206,
	STRING = 0x0207,
	ROW = 0x0208,
	RK = 0x027e,
	FORMULA_4 = 0x0406,

	MOST_DAMAGES = 5,       /* reported one by one; the rest are counted */
	MOST_DEPTH = 8,         /* of substreams; a chart in a sheet is one */
	MOST_COLS = 256,
};

struct xls_cell {
	unsigned row, col;              /* from 1 */
	const struct number_format *format;
	unsigned mark;                  /* of its font: enum mark_kind or
	                                   XLS_TEXT_PLAIN */
	const struct biff_record *record;
	const uint8_t *data;            /* of the record, after the head */
	size_t size;
};

struct xls_sheet {
	struct xls_book *book;
	struct biff *stream;
	struct records *out;
	const char *name;
	struct grid *grid;
	GString *text;                  /* of the cell at hand */
	struct xls_cell formula;            /* whose STRING record is to come */
	bool awaits_string;
	unsigned xf;                    /* of the last IXFE record (BIFF2) */
	struct cell_problems problems;
	unsigned damages;               /* records that could not be used */
	bool ends_here;                 /* nothing more is read of it */
	struct hidden hidden;
};

static void damaged(struct xls_sheet *, const char *, ...) G_GNUC_PRINTF(2, 3);

/* A record that cannot be used. */
static void
damaged(struct xls_sheet *s, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list ap;

	if (++s->damages > MOST_DAMAGES)
		return;
	va_start(ap, format);
	message = g_strdup_vprintf(format, ap);
	va_end(ap);
	records_problem(s->out, PROBLEM_DAMAGED, s->name, "%s", message);
}

/* A cell of which something cannot be shown; `what` is a literal. */
static void
problem(struct xls_sheet *s, const struct xls_cell *c, const char *what)
{
	cell_problems_report(&s->problems, c->row, c->col, what, NULL);
}

/* The same with the number that stands there. */
static void
problem_number(struct xls_sheet *s, const struct xls_cell *c, const char *what,
    unsigned number)
{
	g_autofree char *value = g_strdup_printf("%u", number);

	cell_problems_report(&s->problems, c->row, c->col, what, value);
}

/* --- what cells hold ----------------------------------------------------- */

/* No version has more columns: a cell beyond them is none. */
static void
place(struct xls_sheet *s, const struct xls_cell *c, const char *text, size_t len)
{
	if (c->col > MOST_COLS || !grid_set(s->grid, c->row, c->col, text, len))
		problem(s, c, "beyond the last column");
}

static void
set(struct xls_sheet *s, const struct xls_cell *c, const char *text, size_t len)
{
	if (len > s->book->text_left) {
		records_problem(s->out, PROBLEM_LIMIT, s->name,
		    "more than 96 MiB of text in cells: the rest is left out");
		s->ends_here = true;
		return;
	}
	s->book->text_left -= len;
	if (c->mark != XLS_TEXT_PLAIN && len > 0) {
		g_autoptr(GString) marked = g_string_sized_new(len + 8);

		mark_begin(marked, (enum mark_kind)c->mark);
		g_string_append_len(marked, text, (gssize)len);
		mark_end(marked);
		place(s, c, marked->str, marked->len);
	} else {
		place(s, c, text, len);
	}
}

static void
set_number(struct xls_sheet *s, const struct xls_cell *c, double value)
{
	g_string_truncate(s->text, 0);
	number_format_value(c->format, value, s->book->epoch_1904, s->text);
	set(s, c, s->text->str, s->text->len);
}

/* A text is set from where it lies if its format keeps it. */
static void
set_text(struct xls_sheet *s, const struct xls_cell *c, const char *text,
    size_t len)
{
	if (!number_format_keeps_text(c->format)) {
		g_string_truncate(s->text, 0);
		number_format_text(c->format, text, len, s->text);
		text = s->text->str;
		len = s->text->len;
	}
	set(s, c, text, len);
}

static void
set_constant(struct xls_sheet *s, const struct xls_cell *c, const char *text)
{
	set(s, c, text, strlen(text));
}

static void
set_error(struct xls_sheet *s, const struct xls_cell *c, unsigned code)
{
	static const struct {
		unsigned code;
		const char *text;
	} errors[] = {
	    {0x00, "#NULL!"},
	    {0x07, "#DIV/0!"},
	    {0x0f, "#VALUE!"},
	    {0x17, "#REF!"},
	    {0x1d, "#NAME?"},
	    {0x24, "#NUM!"},
	    {0x2a, "#N/A"},
	    {0x2b, "#GETTING_DATA"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(errors); i++)
		if (errors[i].code == code) {
			set_constant(s, c, errors[i].text);
			return;
		}
	problem_number(s, c, "expected the code of an error", code);
}

static void
set_boolean(struct xls_sheet *s, const struct xls_cell *c, unsigned value)
{
	set_constant(s, c, value ? "TRUE" : "FALSE");
}

/* Sets a text of `n` characters that begins at the cursor. */
static void
set_text_at(struct xls_sheet *s, const struct xls_cell *c,
    struct biff_cursor *at,
    size_t n)
{
	g_autoptr(GString) text = g_string_sized_new(n);

	if (!xls_text(at, s->book->version, s->book->charset, n, text))
		problem(s, c, "bytes that the workbook's charset has not");
	if (at->short_of)
		problem(s, c, "the record ends within a text");
	set_text(s, c, text->str, text->len);
}

/* --- records of cells ---------------------------------------------------- */

/* Whether the rest of a cell's record holds `n` bytes; says so if not. */
static bool
holds(struct xls_sheet *s, const struct xls_cell *c, size_t n)
{
	if (c->size >= n)
		return true;
	problem(s, c, "the record ends within a value");
	return false;
}

/* Row, column and format, which all records of cells begin with:
 *
 *     row:u16 col:u16 xf:u16
 *     row:u16 col:u16 attributes:u8[3]    BIFF2; the first is the XF (63:
 *                                         see the IXFE record before it), the
 *                                         second the number format where the
 *                                         stream has no XFs */
static bool
begin_cell(struct xls_sheet *s, const struct biff_record *r, bool biff_2,
    struct xls_cell *c)
{
	size_t head = biff_2 ? 7 : 6;

	if (r->size < head) {
		damaged(s, "record 0x%04x of %zu bytes: expected a cell",
		    (unsigned)r->type, r->size);
		return false;
	}
	c->row = bytes_u16(r->data) + 1;
	c->col = bytes_u16(r->data + 2) + 1;
	c->record = r;
	c->data = r->data + head;
	c->size = r->size - head;
	c->mark = biff_2 ? XLS_TEXT_PLAIN :
	    xls_book_mark(s->book, bytes_u16(r->data + 4));
	if (!biff_2)
		c->format = xls_book_format(s->book, bytes_u16(r->data + 4));
	else if (s->book->xfs->len == 0)
		c->format = xls_book_format_numbered(s->book,
		    r->data[5] & 0x3f);
	else if ((r->data[4] & 0x3f) == 0x3f)
		c->format = xls_book_format(s->book, s->xf);
	else
		c->format = xls_book_format(s->book, r->data[4] & 0x3f);
	return true;
}

static void
read_integer(struct xls_sheet *s, const struct xls_cell *c)
{
	if (holds(s, c, 2))
		set_number(s, c, bytes_u16(c->data));
}

static void
read_number(struct xls_sheet *s, const struct xls_cell *c)
{
	if (holds(s, c, 8))
		set_number(s, c, bytes_f64(c->data));
}

static void
read_rk(struct xls_sheet *s, const struct xls_cell *c)
{
	if (holds(s, c, 4))
		set_number(s, c, biff_rk(bytes_u32(c->data)));
}

/* value:u8 is_error:u8 */
static void
read_boolerr(struct xls_sheet *s, const struct xls_cell *c)
{
	if (!holds(s, c, 2))
		return;
	if (c->data[1])
		set_error(s, c, c->data[0]);
	else
		set_boolean(s, c, c->data[0]);
}

/* row:u16 first:u16 (xf:u16 rk:u32)… last:u16 */
static void
read_mulrk(struct xls_sheet *s, const struct biff_record *r)
{
	struct xls_cell c;

	if (r->size < 6 || (r->size - 6) % 6 != 0) {
		damaged(s, "MULRK of %zu bytes: expected 6 for each cell",
		    r->size);
		return;
	}
	c.row = bytes_u16(r->data) + 1;
	c.col = bytes_u16(r->data + 2) + 1;
	for (size_t at = 4; at + 6 < r->size && !s->ends_here;
	    at += 6, c.col++) {
		c.format = xls_book_format(s->book, bytes_u16(r->data + at));
		c.mark = xls_book_mark(s->book, bytes_u16(r->data + at));
		set_number(s, &c, biff_rk(bytes_u32(r->data + at + 2)));
	}
}

/* Reads a text after its length, u8 in BIFF2 and u16 since. */
static void
read_text(struct xls_sheet *s, const struct biff_record *r,
    const struct xls_cell *c,
    bool biff_2, const uint8_t *from)
{
	struct biff_cursor at;
	size_t n;

	biff_cursor_begin(&at, s->stream, r);
	at.at = from;
	n = biff_2 ? biff_cursor_u8(&at) : biff_cursor_u16(&at);
	set_text_at(s, c, &at, n);
}

static void
read_label(struct xls_sheet *s, const struct xls_cell *c)
{
	read_text(s, c->record, c, c->record->type == LABEL_2, c->data);
}

/* A text in several fonts: as of LABEL, then n:u8 (first:u8 font:u8)…, where
 * `first` counts bytes, in BIFF8 n:u16 (first:u16 font:u16)… of UTF-16; up to
 * the first of them it has the cell's font. */
static void
read_rstring(struct xls_sheet *s, const struct xls_cell *c)
{
	struct xls_cell plain = *c;
	g_autoptr(GString) text = g_string_new(NULL);
	struct biff_cursor at;
	size_t n;

	biff_cursor_begin(&at, s->stream, c->record);
	at.at = c->data;
	n = biff_cursor_u16(&at);
	if (!xls_text_in_fonts(&at, s->book->version, s->book->charset, n,
	    s->book->fonts, c->mark, text))
		problem(s, c, "bytes that the workbook's charset has not");
	if (at.short_of)
		problem(s, c, "the record ends within a text");
	plain.mark = XLS_TEXT_PLAIN;
	set_text(s, &plain, text->str, text->len);
}

static void
read_labelsst(struct xls_sheet *s, const struct xls_cell *c)
{
	const char *text = NULL;
	bool rich = false;
	size_t len = 0;
	uint32_t i;

	if (!holds(s, c, 4))
		return;
	i = bytes_u32(c->data);
	if (s->book->strings != NULL)
		text = xls_text_strings_get(s->book->strings, i, &len, &rich);
	if (text == NULL) {
		problem_number(s, c, "expected a shared string's number", i);
	} else if (rich) {
		struct xls_cell plain = *c;

		plain.mark = XLS_TEXT_PLAIN;
		set_text(s, &plain, text, len);
	} else {
		set_text(s, c, text, len);
	}
}

/* Reads the value that was last computed: a double, or where its last two bytes
 * are 0xffff its first says what else (0 text, which a STRING record holds; 1
 * boolean; 2 error; 3 empty text) and its third which. */
static void
read_formula(struct xls_sheet *s, const struct xls_cell *c)
{
	if (!holds(s, c, 8))
		return;
	if (bytes_u16(c->data + 6) != 0xffff) {
		set_number(s, c, bytes_f64(c->data));
		return;
	}
	switch (c->data[0]) {
	case 0:
		s->formula = *c;
		s->awaits_string = true;
		break;
	case 1:
		set_boolean(s, c, c->data[2]);
		break;
	case 2:
		set_error(s, c, c->data[2]);
		break;
	case 3:
		break;
	default:
		problem_number(s, c, "expected a value of kind 0 to 3",
		    c->data[0]);
	}
}

/* Reads a formula's text, after its FORMULA record and those of shared
 * formulas, arrays and data tables.  A cell before it means that there is
 * none. */
static void
read_string(struct xls_sheet *s, const struct biff_record *r)
{
	if (s->awaits_string)
		read_text(s, r, &s->formula, r->type == STRING_2, r->data);
	s->awaits_string = false;
}

static void
end_formula(struct xls_sheet *s)
{
	if (s->awaits_string)
		problem(s, &s->formula, "a formula's text is missing");
	s->awaits_string = false;
}

/* Reads one record of a cell.  False when it is none. */
static bool
read_cell(struct xls_sheet *s, const struct biff_record *r)
{
	static const struct {
		uint16_t type;
		void (*read)(struct xls_sheet *, const struct xls_cell *);
	} cells[] = {
	    {LABELSST, read_labelsst},
	    {RK, read_rk},
	    {NUMBER, read_number},
	    {FORMULA_2_5, read_formula},
	    {LABEL, read_label},
	    {RSTRING, read_rstring},
	    {BOOLERR, read_boolerr},
	    {FORMULA_3, read_formula},
	    {FORMULA_4, read_formula},
	    {INTEGER_2, read_integer},
	    {NUMBER_2, read_number},
	    {LABEL_2, read_label},
	    {BOOLERR_2, read_boolerr},
	};
	bool biff_2 = r->type <= BOOLERR_2 ||
	    (r->type == FORMULA_2_5 && s->book->version == BIFF_2);
	struct xls_cell c;
	size_t i = 0;

	while (i < G_N_ELEMENTS(cells) && cells[i].type != r->type)
		i++;
	if (i == G_N_ELEMENTS(cells))
		return false;
	end_formula(s);
	if (begin_cell(s, r, biff_2, &c))
		cells[i].read(s, &c);
	return true;
}

/* --- other records ------------------------------------------------------- */

/* n:u16 (first_row:u16 last_row:u16 first_col:u16 last_col:u16)… */
static void
read_merges(struct xls_sheet *s, const struct biff_record *r)
{
	size_t n = r->size < 2 ? 0 : bytes_u16(r->data);

	if (r->size < 2 || n > (r->size - 2) / 8) {
		damaged(s, "%zu merged cells in %zu bytes", n, r->size);
		n = r->size < 2 ? 0 : (r->size - 2) / 8;
	}
	for (size_t i = 0; i < n; i++) {
		const uint8_t *p = r->data + 2 + 8 * i;
		unsigned row = bytes_u16(p), last_row = bytes_u16(p + 2);
		unsigned col = bytes_u16(p + 4);
		unsigned last_col = MIN(bytes_u16(p + 6), MOST_COLS - 1);

		if (last_row < row || last_col < col ||
		    !grid_span(s->grid, row + 1, col + 1, last_row - row + 1,
		    last_col - col + 1))
			damaged(s,
			    "rows %u to %u and columns %u to %u merged",
			    row + 1, last_row + 1, col + 1, last_col + 1);
	}
}

/* row:u16 … flags:u16 at 12, of which 0x20 is "hidden" */
static void
read_row(struct xls_sheet *s, const struct biff_record *r)
{
	if (r->size >= 14 && bytes_u16(r->data + 12) & 0x20)
		hidden_rows(&s->hidden, bytes_u16(r->data) + 1,
		    bytes_u16(r->data) + 1);
}

/* first:u16 last:u16 width:u16 xf:u16 flags:u16, of which 1 is "hidden" */
static void
read_colinfo(struct xls_sheet *s, const struct biff_record *r)
{
	if (r->size >= 10 && bytes_u16(r->data + 8) & 1 &&
	    bytes_u16(r->data) <= bytes_u16(r->data + 2))
		hidden_cols(&s->hidden, bytes_u16(r->data) + 1,
		    bytes_u16(r->data + 2) + 1);
}

static void
read_record(struct xls_sheet *s, const struct biff_record *r, bool own)
{
	if (read_cell(s, r))
		return;
	switch (r->type) {
	case MULRK:
		end_formula(s);
		read_mulrk(s, r);
		break;
	case STRING_2:
	case STRING:
		read_string(s, r);
		break;
	case MERGEDCELLS:
		read_merges(s, r);
		break;
	case ROW:
		read_row(s, r);
		break;
	case COLINFO:
		read_colinfo(s, r);
		break;
	case IXFE:
		if (r->size >= 2)
			s->xf = bytes_u16(r->data);
		break;
	default:
		if (own)
			xls_book_record(s->book, s->stream, r);
	}
}

/* Reads to the sheet's EOF record, past the charts in it.  False where the
 * stream ends before. */
static bool
read_records(struct xls_sheet *s, bool own)
{
	struct biff_record r;
	enum biff_kind kind;
	unsigned depth = 0;

	while (!s->book->encrypted && !s->ends_here &&
	    biff_next(s->stream, &r)) {
		if (biff_bof(&r, &kind) != BIFF_NONE) {
			s->ends_here = ++depth > MOST_DEPTH;
			if (s->ends_here)
				damaged(s, "substreams within substreams");
		} else if (r.type == BIFF_EOF) {
			if (depth-- == 0)
				return true;
		} else if (depth == 0) {
			read_record(s, &r, own);
		}
	}
	return s->book->encrypted || s->ends_here;
}

void
xls_sheet_read(struct xls_book *book, struct biff *stream, bool own,
    const struct xls_sheet_entry *entry, const char *member,
    struct records *out)
{
	struct xls_sheet sheet = {.book = book, .stream = stream, .out = out,
	    .name = entry->name, .grid = grid_new(),
	    .text = g_string_new(NULL),
	    .problems = {.out = out, .sheet = entry->name}};
	struct xls_sheet *s = &sheet;

	hidden_init(&s->hidden, entry->visibility != XLS_VISIBLE);
	if (!read_records(s, own))
		records_problem(out, PROBLEM_TRUNCATED, s->name,
		    "the sheet's EOF record is missing");
	end_formula(s);
	cell_problems_end(&s->problems);
	if (s->damages > MOST_DAMAGES)
		records_problem(out, PROBLEM_DAMAGED, s->name,
		    "%u more records", s->damages - MOST_DAMAGES);
	hidden_write_sheet(&s->hidden, s->name, s->grid, out, member);
	g_string_free(s->text, TRUE);
}
