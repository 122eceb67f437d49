#include "xls_book.h"

#include "fetch/base/bytes.h"

/* [MS-XLS] 2.4; the numbers differ from version to version where a record
 * changed its layout. */
enum {
	DATEMODE = 0x0022,
	FILEPASS = 0x002f,
	CODEPAGE = 0x0042,
	BOUNDSHEET = 0x0085,
	FONT = 0x0031,
	SST = 0x00fc,
	FORMAT_2 = 0x001e,
	FORMAT_4 = 0x041e,
	XF_2 = 0x0043,
	XF_3 = 0x0243,
	XF_4 = 0x0443,
	XF_5 = 0x00e0,

	/* A million small cells can show one long string; what they show is
	 * held three times in a worker of 512 MiB. */
	MOST_TEXT = 96 << 20,
};

static void
free_sheet(void *sheet)
{
	g_free((char *)((struct xls_sheet_entry *)sheet)->name);
}

struct xls_book *
xls_book_new(enum biff_version version, const struct biff *stream)
{
	struct xls_book *b = g_new0(struct xls_book, 1);

	b->version = version;
	b->text_left = MOST_TEXT;
	b->evident = xls_codepage_guess(*stream, version);
	b->codepage = b->evident.evident;
	b->charset = xls_text_charset_new(b->codepage);
	b->sheets = g_array_new(FALSE, FALSE, sizeof(struct xls_sheet_entry));
	g_array_set_clear_func(b->sheets, free_sheet);
	b->xfs = g_ptr_array_new();
	b->xf_fonts = g_array_new(FALSE, FALSE, sizeof(guint16));
	b->fonts = g_byte_array_new();
	b->codes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	b->formats = g_hash_table_new_full(NULL, NULL, NULL,
	    (GDestroyNotify)number_format_free);
	return b;
}

void
xls_book_free(struct xls_book *b)
{
	if (b == NULL)
		return;
	xls_text_charset_free(b->charset);
	xls_text_strings_free(b->strings);
	g_array_free(b->sheets, TRUE);
	g_ptr_array_free(b->xfs, TRUE);
	g_array_free(b->xf_fonts, TRUE);
	g_byte_array_free(b->fonts, TRUE);
	g_hash_table_destroy(b->codes);
	g_hash_table_destroy(b->formats);
	g_free(b);
}

/* at:u32 visibility:u8 kind:u8 length:u8 name */
static void
read_sheet_entry(struct xls_book *b, const struct biff *stream,
    const struct biff_record *r)
{
	GString *name = g_string_new(NULL);
	struct xls_sheet_entry entry;
	struct biff_cursor c;
	size_t n;

	biff_cursor_begin(&c, stream, r);
	entry.at = biff_cursor_u32(&c);
	entry.visibility = biff_cursor_u8(&c) & 3;
	entry.has_cells = biff_cursor_u8(&c) == 0;
	n = biff_cursor_u8(&c);
	xls_text(&c, b->version, b->charset, n, name);
	entry.name = g_string_free(name, FALSE);
	g_array_append_val(b->sheets, entry);
}

/* [number:u16] length code.  Before BIFF5 formats are numbered as they stand;
 * the number that BIFF4 has is unused. */
static void
read_format(struct xls_book *b, const struct biff *stream,
    const struct biff_record *r)
{
	GString *code = g_string_new(NULL);
	unsigned number = b->n_codes++;
	struct biff_cursor c;
	size_t n;

	biff_cursor_begin(&c, stream, r);
	if (b->version >= BIFF_4) {
		unsigned written = biff_cursor_u16(&c);

		if (b->version >= BIFF_5)
			number = written;
	}
	n = b->version == BIFF_8 ? biff_cursor_u16(&c) : biff_cursor_u8(&c);
	xls_text(&c, b->version, b->charset, n, code);
	g_hash_table_insert(b->codes, GUINT_TO_POINTER(number),
	    g_string_free(code, FALSE));
	g_hash_table_remove(b->formats, GUINT_TO_POINTER(number));
	b->recent = NULL;
}

/* The number format is the second field; what it says holds whether or not
 * the cell's XF is marked as overriding that of its style. */
static void
read_xf(struct xls_book *b, const struct biff_record *r)
{
	unsigned number = 0;
	guint16 font = 0;

	if (b->version >= BIFF_5 && r->size >= 4) {
		number = bytes_u16(r->data + 2);
		font = bytes_u16(r->data);
	}
	else if (b->version >= BIFF_3 && r->size >= 2)
		number = r->data[1];
	else if (b->version == BIFF_2 && r->size >= 3)
		number = r->data[2] & 0x3f;
	g_ptr_array_add(b->xfs, GUINT_TO_POINTER(number));
	g_array_append_val(b->xf_fonts, font);
}

unsigned
xls_book_mark(const struct xls_book *b, unsigned xf)
{
	return xf < b->xf_fonts->len ? xls_text_font_mark(b->fonts,
	    g_array_index(b->xf_fonts, guint16, xf)) : XLS_TEXT_PLAIN;
}

/* height:u16 flags:u16 (8: struck) color:u16 weight:u16 raised:u16 (1: yes) … */
static void
read_font(struct xls_book *b, const struct biff_record *r)
{
	guint8 mark = XLS_TEXT_PLAIN;

	if (b->version >= BIFF_5 && r->size >= 10)
		mark = bytes_u16(r->data + 2) & 8 ? MARK_STRUCK :
		    bytes_u16(r->data + 8) == 1 ? MARK_RAISED :
		    XLS_TEXT_PLAIN;
	g_byte_array_append(b->fonts, &mark, 1);
}

static void
read_strings(struct xls_book *b, const struct biff *stream,
    const struct biff_record *r)
{
	xls_text_strings_free(b->strings);
	b->strings = xls_text_strings_new(stream, r, b->fonts);
}

void
xls_book_record(struct xls_book *b, const struct biff *stream,
    const struct biff_record *r)
{
	switch (r->type) {
	case FILEPASS:
		b->encrypted = true;
		b->filepass = *r;
		break;
	case DATEMODE:
		b->epoch_1904 = r->size >= 2 && bytes_u16(r->data) == 1;
		break;
	case CODEPAGE:
		if (r->size < 2)
			break;
		xls_text_charset_free(b->charset);
		b->codepage = xls_codepage_believed(bytes_u16(r->data),
		    &b->evident);
		b->charset = xls_text_charset_new(b->codepage);
		break;
	case BOUNDSHEET:
		read_sheet_entry(b, stream, r);
		break;
	case FONT:
		read_font(b, r);
		break;
	case SST:
		read_strings(b, stream, r);
		break;
	case FORMAT_2:
	case FORMAT_4:
		read_format(b, stream, r);
		break;
	case XF_2:
	case XF_3:
	case XF_4:
	case XF_5:
		read_xf(b, r);
		break;
	}
}

void
xls_book_read(struct xls_book *b, struct biff *stream)
{
	struct biff_record r;

	while (!b->encrypted && biff_next(stream, &r)) {
		if (r.type == BIFF_EOF) {
			b->complete = true;
			return;
		}
		xls_book_record(b, stream, &r);
	}
}

/* What a format number means: as the workbook says, else as built in. */
static const char *
code_of(const struct xls_book *b, unsigned number)
{
	const char *code = g_hash_table_lookup(b->codes,
	    GUINT_TO_POINTER(number));

	if (code == NULL)
		code = number_format_builtin(number);
	return code != NULL ? code : "General";
}

const struct number_format *
xls_book_format_numbered(struct xls_book *b, unsigned number)
{
	struct number_format *f = b->recent;

	if (f != NULL && b->recent_number == number)
		return f;
	f = g_hash_table_lookup(b->formats, GUINT_TO_POINTER(number));
	if (f == NULL) {
		f = number_format_new(code_of(b, number));
		g_hash_table_insert(b->formats, GUINT_TO_POINTER(number), f);
	}
	b->recent = f;
	b->recent_number = number;
	return f;
}

const struct number_format *
xls_book_format(struct xls_book *b, unsigned xf)
{
	unsigned number = xf < b->xfs->len ?
	    GPOINTER_TO_UINT(g_ptr_array_index(b->xfs, xf)) : 0;

	return xls_book_format_numbered(b, number);
}
