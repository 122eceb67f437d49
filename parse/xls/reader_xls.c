/* Excel workbooks before .xlsx, and what WPS saves as .et: a stream of BIFF
 * records (biff.h), in an OLE2 container (ole.h) since BIFF5, bare before.
 *
 *     BIFF5, BIFF8   globals (formats, shared strings, names and places of
 *                    the sheets), then the sheets, each BOF … EOF
 *     BIFF2, 3, 4    one sheet with its formats; BIFF4 also as a workspace:
 *                    a substream around several sheets, each after a record
 *                    with its name */
#include <string.h>

#include "fetch/body/sniff.h"
#include "parse/core/reader.h"
#include "parse/pack/ole.h"
#include "xls_crypt.h"
#include "xls_sheet.h"
#include "xls_text.h"

enum {
	SHEETHDR = 0x008f,      /* size:u32 length:u8 name */
};

/* The workbook's stream.  Excel writes "Workbook" for BIFF8 and "Book" for
 * BIFF5, both into one file where it is asked to; other programs write these
 * names in capitals. */
static const char *const stream_names[] = {"Workbook", "Book"};

struct xls_workbook {
	const struct reader_source *source;
	struct records *out;
	struct biff stream;
	bool contained;         /* in a container: it may be encrypted */
	uint8_t *decrypted;     /* the stream, or NULL */
	struct xls_book *book;
};

static void
refuse_encrypted(const struct xls_workbook *w)
{
	records_problem(w->out, PROBLEM_ENCRYPTED, "",
	    "a password-protected workbook: expected an open one");
}

/* Whether a sheet with cells begins at the stream's place; the stream stands
 * after its BOF record then. */
static bool
begin_sheet(struct biff *stream, size_t at)
{
	struct biff_record r;
	enum biff_kind kind;

	if (at > stream->len)
		return false;
	stream->at = at;
	return biff_next(stream, &r) && biff_bof(&r, &kind) != BIFF_NONE;
}

/* Reads each sheet of BIFF5 and BIFF8 that the globals name, once. */
static void
read_sheets(struct xls_workbook *w)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < w->book->sheets->len; i++) {
		const struct xls_sheet_entry *entry = &g_array_index(
		    w->book->sheets, struct xls_sheet_entry, i);

		if (!entry->has_cells)
			continue;
		if (!g_hash_table_add(seen, GSIZE_TO_POINTER(entry->at)))
			records_problem(w->out, PROBLEM_DAMAGED, entry->name,
			    "begins where another sheet does");
		else if (begin_sheet(&w->stream, entry->at))
			xls_sheet_read(w->book, &w->stream, false, entry,
			    w->source->member, w->out);
		else
			records_problem(w->out, entry->at >= w->stream.len ?
			    PROBLEM_TRUNCATED : PROBLEM_DAMAGED, entry->name,
			    "no sheet at byte %zu of the workbook", entry->at);
	}
}

/* Goes on in a copy of the stream that is decrypted from where it stands. */
static bool
decrypt(struct xls_workbook *w)
{
	w->decrypted = g_memdup2(w->stream.bytes, w->stream.len);
	if (!xls_crypt_decrypt(w->decrypted, w->stream.len, w->stream.at,
	    &w->book->filepass))
		return false;
	w->stream.bytes = w->decrypted;
	return true;
}

static void
read_globals(struct xls_workbook *w)
{
	struct xls_book *b = w->book;

	xls_book_read(b, &w->stream);
	if (b->encrypted && w->contained && decrypt(w)) {
		b->encrypted = false;
		xls_book_read(b, &w->stream);
	}
	if (b->encrypted) {
		refuse_encrypted(w);
		return;
	}
	if (!b->complete)
		records_problem(w->out, PROBLEM_TRUNCATED, "",
		    "the EOF record of the workbook's globals is missing");
	read_sheets(w);
}

/* A bare sheet has no name. */
static void
read_only_sheet(struct xls_workbook *w)
{
	const struct xls_sheet_entry entry = {"Sheet1", 0, XLS_VISIBLE, true};

	xls_sheet_read(w->book, &w->stream, true, &entry, w->source->member,
	    w->out);
	if (w->book->encrypted)
		refuse_encrypted(w);
}

/* The name in a SHEETHDR record. */
static char *
sheet_name(struct xls_workbook *w, const struct biff_record *r)
{
	GString *name = g_string_new(NULL);
	struct biff_cursor c;
	size_t n;

	biff_cursor_begin(&c, &w->stream, r);
	biff_cursor_u32(&c);
	n = biff_cursor_u8(&c);
	xls_text(&c, w->book->version, w->book->charset, n, name);
	return g_string_free(name, FALSE);
}

/* Reads the sheets of a BIFF4 workspace. */
static void
read_workspace(struct xls_workbook *w)
{
	g_autofree char *name = g_strdup("Sheet1");
	struct biff_record r;
	enum biff_kind kind;

	while (!w->book->encrypted && biff_next(&w->stream, &r)) {
		if (r.type == BIFF_EOF) {
			return;
		} else if (r.type == SHEETHDR) {
			g_free(name);
			name = sheet_name(w, &r);
		} else if (biff_bof(&r, &kind) != BIFF_NONE) {
			struct xls_sheet_entry entry = {name, r.at,
			    XLS_VISIBLE, true};

			xls_sheet_read(w->book, &w->stream, true, &entry,
			    w->source->member, w->out);
		} else {
			xls_book_record(w->book, &w->stream, &r);
		}
	}
	if (w->book->encrypted)
		refuse_encrypted(w);
	else
		records_problem(w->out, PROBLEM_TRUNCATED, "",
		    "the workspace's EOF record is missing");
}

static void
read_workbook(const struct reader_source *source, struct records *out,
    const uint8_t *bytes, size_t len, bool contained)
{
	struct xls_workbook w = {.source = source, .out = out,
	    .stream = {bytes, len, 0, false}, .contained = contained};
	enum biff_version version = BIFF_NONE;
	enum biff_kind kind = BIFF_GLOBALS;
	struct biff_record r;

	if (biff_next(&w.stream, &r))
		version = biff_bof(&r, &kind);
	if (version == BIFF_NONE) {
		records_problem(out, w.stream.cut || len == 0 ?
		    PROBLEM_TRUNCATED : PROBLEM_DAMAGED, "",
		    "no BOF record at the beginning of the workbook");
		return;
	}
	w.book = xls_book_new(version, &w.stream);
	if (kind == BIFF_GLOBALS)
		read_globals(&w);
	else if (kind == BIFF_WORKSPACE)
		read_workspace(&w);
	else
		read_only_sheet(&w);
	if (version < BIFF_8 && !xls_text_charset_is_known(w.book->charset))
		records_problem(out, PROBLEM_CHARSET, "",
		    "code page %u: not known, read as 1252",
		    w.book->codepage);
	if (version < BIFF_8 && w.book->evident.doubtful &&
	    xls_codepage_is_western(w.book->codepage))
		records_problem(out, PROBLEM_UNREADABLE_TEXT, "",
		    "Latin letters that may be the bytes of Chinese characters: "
		    "expected their code page, found none or %u",
		    w.book->codepage);
	xls_book_free(w.book);
	g_free(w.decrypted);
}

/* A copy of the workbook's stream. */
static GByteArray *
workbook_stream(const struct ole *o, uint64_t *declared)
{
	for (size_t i = 0; i < G_N_ELEMENTS(stream_names); i++) {
		GByteArray *stream = ole_stream(o, stream_names[i], declared);

		if (stream != NULL)
			return stream;
	}
	return NULL;
}

static void
read_container(const struct reader_source *source, struct records *out)
{
	const char *error = NULL;
	struct ole *o = ole_open(source->bytes, source->len, &error);
	GByteArray *stream;
	const uint8_t *in_place;
	uint64_t declared = 0;
	size_t len;
	bool cut;

	if (o == NULL) {
		records_problem(out, PROBLEM_DAMAGED, "", "%s", error);
		return;
	}
	cut = ole_needs(o) > source->len;
	if (cut)
		records_problem(out, PROBLEM_TRUNCATED, "",
		    "%zu bytes: its sectors take %" G_GUINT64_FORMAT,
		    source->len, ole_needs(o));
	in_place = ole_stream_in_place(o, stream_names[0], &len);
	stream = in_place == NULL ? workbook_stream(o, &declared) : NULL;
	ole_close(o);
	if (in_place != NULL) {
		read_workbook(source, out, in_place, len, true);
		return;
	}
	if (stream == NULL) {
		records_problem(out, cut ? PROBLEM_TRUNCATED : PROBLEM_DAMAGED,
		    "", "no stream \"Workbook\" or \"Book\" in the container");
		return;
	}
	if (stream->len < declared)
		records_problem(out, PROBLEM_TRUNCATED, "",
		    "%u bytes of the workbook: expected %" G_GUINT64_FORMAT,
		    stream->len, declared);
	read_workbook(source, out, stream->data, stream->len, true);
	g_byte_array_free(stream, TRUE);
}

static void
read_xls(const struct reader_source *source, struct records *out)
{
	if (ole_is(source->bytes, source->len))
		read_container(source, out);
	else
		read_workbook(source, out, source->bytes, source->len, false);
}

const struct reader reader_xls = {
    .name = "xls", .prepare = xls_text_prepare, .read = read_xls};
