/* PDF: tables and text from where characters and lines stand on the pages.
 *
 *     %PDF-1.7                     a file begins thus,
 *     1 0 obj << … >> endobj …     holds objects,
 *     xref …  trailer << … >>      a table of where they are (or an object
 *     startxref                    that is one), where that table begins,
 *     116                          and this end.
 *     %%EOF
 *
 * poppler repairs files of which the end is missing by looking for objects, and
 * then knows nothing of the pages that were cut off: the end is looked for
 * here. */
#include <string.h>

#include "fetch/base/text.h"
#include "fetch/body/sniff.h"
#include "parse/core/reader.h"
#include "parse/layout/pages.h"
#include "pdf_library.h"
#include "pdf_page.h"
#include "pdf_paint.h"
#include "pdf_streams.h"
#include "pdf_work.h"

enum {
	END_WITHIN = 2048,      /* bytes: servers append line ends and more */
	MOST_PAGES = 20000,
};

/* --- completeness ----------------------------------------------------- */

/* The last place of a word in bytes, or NULL. */
static const char *
last_word(const char *bytes, size_t len, const char *word)
{
	const size_t n = strlen(word);

	for (size_t i = len; i >= n; i--)
		if (memcmp(bytes + i - n, word, n) == 0)
			return bytes + i - n;
	return NULL;
}

/* Whether text begins with `xref` or an object's head (`12 0 obj`). */
static bool
is_xref(const char *text, size_t len)
{
	static const char *const heads[] = {"xref", "obj"};
	const char *end = text + len, *p = text_skip_space(text, end);
	size_t numbers = 0;

	while (numbers < 2 && p < end && g_ascii_isdigit(*p)) {
		while (p < end && g_ascii_isdigit(*p))
			p++;
		p = text_skip_space(p, end);
		numbers++;
	}
	return numbers != 1 && end - p > 4 && strncmp(p, heads[numbers / 2],
	    strlen(heads[numbers / 2])) == 0;
}

/* Whether a table of objects begins `at` bytes after the beginning, which
 * some count from the head. */
static bool
has_xref(const struct reader_source *source, size_t at)
{
	const char *bytes = (const char *)source->bytes;
	const char *head = g_strstr_len(bytes, (gssize)MIN(source->len, 1024),
	    "%PDF-");
	const size_t shift = head != NULL ? (size_t)(head - bytes) : 0;

	return (at < source->len && is_xref(bytes + at, source->len - at)) ||
	    (at < source->len - shift &&
	    is_xref(bytes + shift + at, source->len - shift - at));
}

/* The length that a linearized file says it has, or 0. */
static size_t
said_length(const struct reader_source *source)
{
	const char *bytes = (const char *)source->bytes;
	const gssize head = (gssize)MIN(source->len, 1024);
	const char *p = g_strstr_len(bytes, head, "/Linearized");

	if (p == NULL)
		return 0;
	for (p += 11; p + 3 < bytes + head && *p != '>'; p++)
		if (p[0] == '/' && p[1] == 'L' && !g_ascii_isalpha(p[2]))
			return (size_t)g_ascii_strtoull(p + 2, NULL, 10);
	return 0;
}

static void
check_end(const struct reader_source *source, struct records *out)
{
	const size_t tail = MIN(source->len, END_WITHIN);
	const char *end = (const char *)source->bytes + source->len;
	const char *eof = last_word(end - tail, tail, "%%EOF");
	const char *start = eof == NULL ? NULL : last_word(end - tail,
	    (size_t)(eof - (end - tail)), "startxref");

	if (eof == NULL || said_length(source) > source->len)
		records_problem(out, PROBLEM_TRUNCATED, "end",
		    "the file ends without %%%%EOF: expected its end");
	else if (start == NULL || !has_xref(source,
	    (size_t)g_ascii_strtoull(start + 9, NULL, 10)))
		records_problem(out, PROBLEM_DAMAGED, "end",
		    "no table of objects where startxref says");
}

/* --- the document ----------------------------------------------------- */

/* Reads the pages.  False where one never ends, after which the document cannot
 * be freed. */
static bool
read_document(PopplerDocument *document, const struct reader_source *source,
    struct records *out)
{
	const int n = pdf_library.document_get_n_pages(document);
	struct pages *pages = pages_new();
	size_t work = PDF_WORK_MOST;
	bool endless = false;

	for (int i = 0; i < n && i < MOST_PAGES && !endless; i++) {
		const size_t before = work;
		struct printed_page *page = pdf_page_read(document, i, &work,
		    &endless);

		if (endless)
			records_problem(out, PROBLEM_LIMIT, "pages",
			    "page %d is more work than %zu units, as of "
			    "drawings within drawings: expected at most %d "
			    "and %d a page; it and what follows is not read",
			    i + 1, before, PDF_WORK_MOST, PDF_WORK_PER_PAGE);
		else
			pages_add(pages, page, i + 1);
		work = MIN(work + PDF_WORK_PER_PAGE, PDF_WORK_MOST);
	}
	pages_end(pages, out, source->member);
	return !endless;
}

static void
read_pdf(const struct reader_source *source, struct records *out)
{
	GBytes *bytes = g_bytes_new_static(source->bytes, source->len);
	g_autoptr(GError) error = NULL;
	PopplerDocument *document = pdf_library.document_new_from_bytes(bytes,
	    NULL, &error);

	if (document == NULL && g_error_matches(error, pdf_library.error_quark(),
	    POPPLER_ERROR_ENCRYPTED)) {
		records_problem(out, PROBLEM_ENCRYPTED, "",
		    "needs a password: expected an open document");
	} else {
		check_end(source, out);
		pdf_streams_check(source->bytes, source->len, out);
		if (document == NULL)
			records_problem(out, PROBLEM_DAMAGED, "",
			    "no PDF that can be opened: %s", error->message);
		else if (!read_document(document, source, out))
			return;
	}
	g_clear_object(&document);
	g_bytes_unref(bytes);
}

const struct reader reader_pdf = {
    .name = "pdf", .prepare = pdf_paint_prepare, .read = read_pdf};
