#include "page_reader.h"

#include "fetch/body/charset.h"
#include "fetch/html/html_reference.h"
#include "fetch/page/page.h"
#include "fetch/run/work_server.h"
#include "fetch/run/worker.h"
#include "listing.h"
#include "wire.h"

/* Bytes of what a page or a list yields. */
enum { MOST_RESULT = 64 << 20 };

void
page_reader_prepare(void)
{
	charset_prepare();
	html_reference_prepare();
}

/* --- in the worker --------------------------------------------------------- */

static void
read_page(int to, const char *url, const guint8 *bytes, size_t len)
{
	g_autoptr(GString) out = g_string_new(NULL);

	wire_put_page(out, page_read(bytes, len, url));
	worker_write(to, out->str, out->len);
}

static void
read_listing(int to, const char *url, const guint8 *bytes, size_t len)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_auto(GStrv) part = g_strsplit(url, "\n", 2);
	char *trouble = NULL;
	struct listing *l = listing_read(bytes, len, part[0], part[1],
	    &trouble);

	if (l != NULL)
		wire_put_listing(out, l);
	else
		wire_put_trouble(out, trouble);
	worker_write(to, out->str, out->len);
}

/* --- in the caller ------------------------------------------------------------- */

struct page *
page_reader_page(struct work_server *workers, const guint8 *bytes, size_t len,
    const char *url, char **trouble)
{
	g_autoptr(GString) result = work_server_ask(workers, read_page, url,
	    bytes, len, MOST_RESULT, trouble);

	return result ? wire_take_page(result, trouble) : NULL;
}

struct listing *
page_reader_listing(struct work_server *workers, const guint8 *bytes,
    size_t len, const char *url, const char *json, char **trouble)
{
	g_autofree char *word = g_strjoin("\n", url, json, NULL);
	g_autoptr(GString) result = work_server_ask(workers, read_listing,
	    word, bytes, len, MOST_RESULT, trouble);

	return result ? wire_take_listing(result, trouble) : NULL;
}
