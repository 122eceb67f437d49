/* The HTML tokenizer beside another one, gumbo's: from the same page both take the
 * same text, in the same order, and of a tag with one attribute the same value.
 * (Of several they cannot be compared: gumbo 0.10 loses the value after an attribute
 * that stands twice.)
 *
 * gumbo builds a tree, which moves and drops what stands where it may not; so the
 * pages are made of pieces, a piece a byte, among which nothing is that a tree
 * moves (tables, head, body) or that only a tree understands (svg, select).  White
 * space is not compared: a tree drops some of it. */
#include <gumbo.h>
#include <string.h>

#include "fetch/html/html_reference.h"
#include "fetch/html/html_token.h"
#include "fuzz.h"

static const char *const pieces[] = {
    "<", ">", "/", "=", "\"", "'", "&", ";", " ", "\n", "!", "-", "--", "?", "#",
    "x", "1", "a", "p", "名", "]]>", "<!--", "-->", "--!>", "<!", "<?", "</", "<a ",
    "<p>", "<p ", "</p>", "</a>", "<div ", "</div>", "<span>", "</span>", "<b>",
    "</b>", "<img ", "<br>", "<li>", "<x-y ", "</x-y>", "<script>", "<script ",
    "</script>", "</script", "<style>", "</style>", "<textarea>", "</textarea>",
    "<xmp>", "</xmp>", "<iframe>", "</iframe>", "<noembed>", "</noembed>",
    "href=", "href", "title=", "title='", "alt=\"", "class=x", " href = ", "HREF=",
    "id=1 ", "&amp;", "&amp", "&nbsp", "&nbsp;", "&notin;", "&notit;", "&not",
    "&lt", "&copy=", "&copy", "&#20013;", "&#x4e2d;", "&#x4E2D", "&#128;", "&#0;",
    "&#xd800;", "&#x110000;", "&#;", "&#x;", "&#9999999;", "&#13;", "&#1;",
    "&AMP", "&ngE;", "&acE;", "<a href=\"/1\">", "<A HREF='/2' title=x>", "/>",
    "<p/>", "<!doctype html>", "<![CDATA[", "<SCRIPT>", "</SCRIPT >", "</script/x>",
    "<scripty>", "<1>", "</ >", "</>", "a<b", "\t", "\f", "==", "=>", "''", "\"\"",
};

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	html_reference_prepare();
	return 0;
}

/* --- ours -------------------------------------------------------------------- */

static void
append_visible(GString *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (strchr(" \n\t\r\f", text[i]) == NULL)
			g_string_append_c(out, text[i]);
}

static void
append_decoded(GString *out, struct html_slice text)
{
	const char *p = text.text, *end = p + text.len;

	while (p < end) {
		char decoded[16];
		size_t n = *p == '&' ? html_reference(p, end, false, decoded)
				     : 0;

		if (n > 0)
			append_visible(out, decoded, strlen(decoded));
		else
			append_visible(out, p, n = 1);
		p += n;
	}
}

static void
read_ours(const char *page, size_t len, GString *text, char **href)
{
	struct html_tokenizer t;
	struct html_token token = {.noted = 0};

	html_token_begin(&t, page, len, 1000);
	while (html_token_next(&t, &token)) {
		if (token.type == HTML_TEXT && token.literal)
			append_visible(text, token.text.text, token.text.len);
		else if (token.type == HTML_TEXT)
			append_decoded(text, token.text);
		if (token.type == HTML_START && token.tag == HTML_A &&
		    *href == NULL)
			*href = html_token_value(token.attributes[HTML_HREF]);
	}
}

/* --- gumbo's ----------------------------------------------------------------- */

static void
read_node(const GumboNode *node, GString *text, char **href)
{
	const GumboVector *children = &node->v.element.children;
	const GumboAttribute *a;

	if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA)
		append_visible(text, node->v.text.text,
		    strlen(node->v.text.text));
	if (node->type != GUMBO_NODE_ELEMENT &&
	    node->type != GUMBO_NODE_TEMPLATE)
		return;
	a = gumbo_get_attribute(&node->v.element.attributes, "href");
	if (a != NULL && *href == NULL)
		*href = g_strdup(a->value);
	for (unsigned i = 0; i < children->length; i++)
		read_node(children->data[i], text, href);
}

static void
read_gumbo(const char *page, size_t len, GString *text, char **href)
{
	GumboOptions options = kGumboDefaultOptions;
	GumboOutput *output;

	options.max_errors = 0;
	output = gumbo_parse_with_options(&options, page, len);
	read_node(output->root, text, href);
	gumbo_destroy_output(&options, output);
}

/* --- both -------------------------------------------------------------------- */

/* A link whose address is these pieces, in quotes or, where they have no white
 * space, without. */
static void
put_link(GString *page, const uint8_t *bytes, size_t len)
{
	static const char *const quotes[] = {"\"", "'", ""};
	const char *quote = quotes[bytes[0] / 2 % 3];
	const char *stops = *quote ? quote : " \n\t\f>\"'";

	g_string_append_printf(page, "<a href=%s", quote);
	for (size_t i = 1; i < MIN(len, 50); i++) {
		const char *piece = pieces[bytes[i] % G_N_ELEMENTS(pieces)];

		if (strpbrk(piece, stops) == NULL)
			g_string_append(page, piece);
	}
	g_string_append_printf(page, "%s>x</a>", quote);
}

/* Whether a reference has more digits than an int holds: gumbo wraps around. */
static bool
has_long_reference(const char *page)
{
	while ((page = strstr(page, "&#")) != NULL) {
		page += 2;
		page += *page == 'x' || *page == 'X';
		if (strspn(page, "0123456789abcdefABCDEF") > 7)
			return true;
	}
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(GString) page = g_string_new(NULL);
	g_autoptr(GString) ours = g_string_new(NULL);
	g_autoptr(GString) theirs = g_string_new(NULL);
	g_autofree char *a = NULL, *b = NULL;
	bool link = len > 0 && (bytes[0] & 1);

	if (link)
		put_link(page, bytes, len);
	for (size_t i = 0; !link && i < MIN(len, 200); i++)
		g_string_append(page, pieces[bytes[i] % G_N_ELEMENTS(pieces)]);
	/* A page that ends with "<" was cut, by ours; it is text to gumbo. */
	g_string_append_c(page, '\n');
	if (has_long_reference(page->str))
		return 0;
	read_ours(page->str, page->len, ours, &a);
	read_gumbo(page->str, page->len, theirs, &b);
	if (strcmp(ours->str, theirs->str) != 0 || (link &&
	    g_strcmp0(a, b) != 0))
		g_error("%s\nours:   %s %s\ngumbo's: %s %s", page->str,
		    ours->str, a, theirs->str, b);
	return 0;
}
