/* Web pages, as published and as saved from Excel or Word under any name. */
#include "fetch/body/charset.h"
#include "fetch/body/sniff.h"
#include "parse/core/reader.h"
#include "html_page.h"

static const char *
charset(const struct reader_source *source, const char **evidence)
{
	struct charset c = charset_of(source->bytes, source->len, NULL);

	*evidence = c.evidence;
	return c.name;
}

static void
read_html(const struct reader_source *source, struct records *out)
{
	struct charset c = charset_of(source->bytes, source->len, NULL);
	g_autofree char *owned = NULL;
	size_t len, replaced;
	const char *text = charset_text(source->bytes, source->len, c.name,
	    &len, &replaced, &owned);

	html_page_read(text, len, out);
	if (replaced > 0)
		records_problem(out, PROBLEM_CHARSET, "body",
		    "%zu characters that %s has not", replaced, c.name);
}

const struct reader reader_html = {
    .name = "html",
    .charset = charset,
    .read = read_html,
};
