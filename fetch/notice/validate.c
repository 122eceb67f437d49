#include "validate.h"

#include <string.h>

#include "fetch/body/ole_dir.h"
#include "fetch/body/sniff.h"
#include "fetch/body/zip_dir.h"
#include "fetch/page/attachment.h"
#include "fetch/web/address.h"
#include "page_reader.h"

enum {
	SMALLEST_PAGE = 200,    /* bytes; the error sentence has 42 */
	SHORT_PAGE = 600,       /* characters of text: a page that says one
	                           thing only */
	SHORT_TABLE_PAGE = 200, /* the same of a page with a table */
	PDF_TAIL = 8192,
};

struct body_finding {
	const struct validate_body *body;
	const guint8 *bytes;
	size_t len;
	const char *media_type;
	const struct page *page;   /* NULL unless it is HTML */
	bool page_expected;
};

static bool
holds(const guint8 *bytes, size_t len, size_t tail, const char *mark)
{
	size_t from = len > tail ? len - tail : 0;

	return memmem(bytes + from, len - from, mark, strlen(mark)) != NULL;
}

/* --- is it whole? ------------------------------------------------------------ */

/* A zip ends with a record that says where its directory lies. */
static bool
is_whole_zip(const guint8 *bytes, size_t len)
{
	struct zip_dir directory;

	return zip_dir_open(&directory, bytes, len) == ZIP_DIR_FOUND;
}

static bool
is_whole_ole(const guint8 *bytes, size_t len)
{
	struct ole_dir *o = ole_dir_open(bytes, len);
	bool whole = o != NULL && ole_dir_is_whole(o);

	ole_dir_close(o);
	return whole;
}

/* JSON ends with the bracket that it began with, or the call around it does. */
static bool
is_whole_json(const guint8 *bytes, size_t len)
{
	while (len > 0 && strchr(" \t\r\n;", bytes[len - 1]) != NULL)
		len--;
	return len > 0 && strchr("}])", bytes[len - 1]) != NULL;
}

/* Why the body is only a part, or NULL. */
static const char *
cut(const struct body_finding *q)
{
	const struct format *format = formats_of(q->media_type);

	if (strcmp(q->media_type, MEDIA_PDF) == 0 &&
	    !holds(q->bytes, q->len, PDF_TAIL, "%%EOF"))
		return "truncated: a PDF without its end mark %%EOF";
	if (format != NULL && format->container == FORMAT_IN_ZIP &&
	    !is_whole_zip(q->bytes, q->len))
		return "truncated: a zip container without its directory at the end";
	if (format != NULL && format->container == FORMAT_IN_OLE &&
	    ole_dir_is(q->bytes, q->len) &&
	    !is_whole_ole(q->bytes, q->len))
		return "truncated: an OLE2 container shorter than its table says";
	if (strcmp(q->media_type, MEDIA_JSON) == 0 &&
	    !is_whole_json(q->bytes, q->len))
		return "truncated: JSON without its end";
	if (q->page != NULL && !q->body->measured && !q->page->closed)
		return "truncated: the connection ended before </html>";
	return NULL;
}

/* --- is it the thing? ---------------------------------------------------------- */

/* HTML named .xls and .doc is common, offices save it so; other formats are
 * never delivered as HTML under their name. */
static bool
must_be_binary(const char *url)
{
	g_autofree char *extension = url ? address_extension(url)
					 : g_strdup("");

	return formats_never_html(extension);
}

static char *
trouble_of_page(const struct body_finding *q)
{
	const char *sentence = q->page->error;
	size_t n = q->page->letters;

	if (q->page->swollen)
		return g_strdup("a tag has more than a thousand attributes");
	if (sentence != NULL && n < (q->page_expected && q->page->has_table
	    ? SHORT_TABLE_PAGE : SHORT_PAGE))
		return g_strdup_printf("an error page: it says \"%s\"",
		    sentence);
	if (q->page_expected)
		return n > 0 || q->page->links->len > 0 ? NULL :
		    g_strdup("a page without any text");
	if (must_be_binary(q->body->url))
		return g_strdup("a page where its address promises a file");
	if (!q->page->has_table)
		return g_strdup("a page without a table in place of a file");
	return NULL;
}

/* A body of a few words: what do they say? */
static char *
trouble_of_few_bytes(const struct body_finding *q)
{
	g_autofree char *text = g_utf8_make_valid((const char *)q->bytes,
	    (gssize)q->len);
	const char *sentence = page_error_in(text);

	if (sentence != NULL)
		return g_strdup_printf("an error sentence: \"%s\"", sentence);
	if (!q->page_expected && q->page == NULL)
		return NULL;
	return g_strdup_printf("only %zu bytes: expected a page of at least %d",
	    q->len, SMALLEST_PAGE);
}

static char *
trouble_of(const struct body_finding *q)
{
	char *trouble = q->len < SMALLEST_PAGE ? trouble_of_few_bytes(q) : NULL;
	const char *part = trouble ? NULL : cut(q);

	if (part != NULL)
		trouble = g_strdup(part);
	if (trouble == NULL && q->page != NULL)
		trouble = trouble_of_page(q);
	if (trouble == NULL && q->page == NULL && q->page_expected)
		trouble = g_strdup_printf("%s: expected a page",
		    q->media_type);
	return trouble;
}

char *
validate_examine(struct work_server *reader, const struct validate_body *body,
    const char **media_type, struct page **page)
{
	struct body_finding q = {.body = body, .bytes = body->bytes,
	    .len = body->len, .page_expected = body->promise == VALIDATE_PAGE};
	char *trouble = NULL;

	*page = NULL;
	*media_type = q.media_type = sniff_media_type(q.bytes, q.len);
	if (q.len == 0)
		return g_strdup("empty");
	if (strcmp(q.media_type, MEDIA_HTML) == 0) {
		q.page = *page = page_reader_page(reader, q.bytes, q.len,
		    body->url, &trouble);
		if (q.page == NULL)
			return trouble;
		if (body->promise == VALIDATE_ANY)
			q.page_expected = body->url == NULL ||
			    !attachment_is_address(body->url);
	}
	trouble = trouble_of(&q);
	if (trouble != NULL)
		g_clear_pointer(page, page_free);
	return trouble;
}
