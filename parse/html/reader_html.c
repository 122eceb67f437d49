/* Web pages, as published and as saved from Excel or Word under any name. */
#include "fetch/body/charset.h"
#include "fetch/body/sniff.h"
#include "parse/core/reader.h"
#include "html_page.h"

static void
read_html(const struct reader_source *source, struct records *out)
{
	struct charset c = reader_charset(source);
	g_autofree char *owned = NULL;
	size_t len, replaced;
	const char *text = charset_text(source->bytes, source->len, c,
	    &len, &replaced, &owned);

	html_page_read(text, len, out);
	if (replaced > 0)
		records_problem(out, PROBLEM_CHARSET, "body",
		    "%zu characters that %s has not", replaced, c.name);
}

const struct reader reader_html = {
    .name = "html",
    .charset = reader_charset,
    .read = read_html,
};
