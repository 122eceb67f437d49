#include "html_token.h"

#include "html_reference.h"

/* --- elements --------------------------------------------------------- */

/* By name in byte order. */
static const struct element {
	const char *name;
	enum html_tag tag;
	unsigned traits;
} elements[] = {
    {"a", HTML_A, 0},
    {"address", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"area", HTML_OTHER, HTML_VOID},
    {"article", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"aside", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"audio", HTML_OTHER, HTML_UNSEEN},
    {"base", HTML_OTHER, HTML_VOID},
    {"blockquote", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"body", HTML_BODY, HTML_BLOCK},
    {"br", HTML_BR, HTML_BLOCK | HTML_VOID},
    {"canvas", HTML_OTHER, HTML_UNSEEN},
    {"caption", HTML_CAPTION, 0},
    {"center", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"col", HTML_COL, HTML_VOID},
    {"colgroup", HTML_COL, 0},
    {"datalist", HTML_OTHER, HTML_UNSEEN},
    {"dd", HTML_DD, HTML_BLOCK},
    {"del", HTML_STRUCK, 0},
    {"details", HTML_DETAILS, HTML_BLOCK | HTML_BOX},
    {"dialog", HTML_DIALOG, HTML_BLOCK | HTML_BOX},
    {"dir", HTML_LIST, HTML_BLOCK | HTML_BOX},
    {"div", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"dl", HTML_LIST, HTML_BLOCK | HTML_BOX},
    {"dt", HTML_DT, HTML_BLOCK},
    {"embed", HTML_OTHER, HTML_VOID},
    {"fieldset", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"figcaption", HTML_OTHER, HTML_BLOCK},
    {"figure", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"footer", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"form", HTML_OTHER, HTML_BLOCK},
    {"frame", HTML_FRAME, HTML_VOID},
    {"h1", HTML_HEADING, HTML_BLOCK},
    {"h2", HTML_HEADING, HTML_BLOCK},
    {"h3", HTML_HEADING, HTML_BLOCK},
    {"h4", HTML_HEADING, HTML_BLOCK},
    {"h5", HTML_HEADING, HTML_BLOCK},
    {"h6", HTML_HEADING, HTML_BLOCK},
    {"head", HTML_OTHER, HTML_BLOCK},
    {"header", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"hr", HTML_OTHER, HTML_BLOCK | HTML_VOID},
    {"html", HTML_HTML, HTML_BLOCK},
    {"iframe", HTML_IFRAME, HTML_RAW | HTML_UNSEEN},
    {"img", HTML_IMG, HTML_VOID},
    {"input", HTML_OTHER, HTML_VOID},
    {"legend", HTML_OTHER, HTML_BLOCK},
    {"li", HTML_LI, HTML_BLOCK},
    {"link", HTML_OTHER, HTML_VOID},
    {"main", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"menu", HTML_LIST, HTML_BLOCK | HTML_BOX},
    {"meta", HTML_META, HTML_VOID},
    {"nav", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"noembed", HTML_OTHER, HTML_RAW | HTML_UNSEEN},
    {"noframes", HTML_OTHER, HTML_RAW | HTML_UNSEEN},
    {"noscript", HTML_OTHER, HTML_UNSEEN},
    {"ol", HTML_LIST, HTML_BLOCK | HTML_BOX},
    {"optgroup", HTML_OTHER, HTML_BLOCK},
    {"option", HTML_OPTION, HTML_BLOCK},
    {"p", HTML_P, HTML_BLOCK},
    {"param", HTML_OTHER, HTML_VOID},
    {"pre", HTML_PRE, HTML_BLOCK},
    {"rp", HTML_RT, HTML_UNSEEN},
    {"rt", HTML_RT, HTML_UNSEEN},
    {"ruby", HTML_RUBY, 0},
    {"s", HTML_STRUCK, 0},
    {"script", HTML_OTHER, HTML_RAW | HTML_UNSEEN},
    {"section", HTML_OTHER, HTML_BLOCK | HTML_BOX},
    {"select", HTML_SELECT, HTML_BLOCK},
    {"source", HTML_OTHER, HTML_VOID},
    {"strike", HTML_STRUCK, 0},
    {"style", HTML_STYLESHEET, HTML_RAW | HTML_UNSEEN},
    {"summary", HTML_SUMMARY, HTML_BLOCK},
    {"sup", HTML_SUP, 0},
    {"svg", HTML_OTHER, HTML_UNSEEN},
    {"table", HTML_TABLE, 0},
    {"tbody", HTML_TBODY, 0},
    {"td", HTML_TD, 0},
    {"template", HTML_OTHER, HTML_UNSEEN},
    {"textarea", HTML_OTHER, HTML_RAW | HTML_BLOCK},
    {"tfoot", HTML_TFOOT, 0},
    {"th", HTML_TD, 0},
    {"thead", HTML_THEAD, 0},
    {"title", HTML_TITLE, HTML_RAW | HTML_BLOCK},
    {"tr", HTML_TR, 0},
    {"track", HTML_OTHER, HTML_VOID},
    {"ul", HTML_LIST, HTML_BLOCK | HTML_BOX},
    {"video", HTML_OTHER, HTML_UNSEEN},
    {"wbr", HTML_OTHER, HTML_VOID},
    {"xml", HTML_OTHER, HTML_UNSEEN},   /* Word's data islands */
    {"xmp", HTML_PRE, HTML_RAW | HTML_BLOCK},
};

G_STATIC_ASSERT(G_N_ELEMENTS(elements) < HTML_ELEMENTS);

/* Raw text in which character references count all the same. */
static bool
has_references(const char *element)
{
	return strcmp(element, "title") == 0 ||
	    strcmp(element, "textarea") == 0;
}

/* Compares a name of the page, in any case, with one of ours in small letters.
 * Without a call: every tag is compared with several. */
static inline int
compare(const char *name, size_t len, const char *ours)
{
	for (size_t i = 0; i < len; i++) {
		const char c = name[i] >= 'A' && name[i] <= 'Z' ?
		    (char)(name[i] | 0x20) : name[i];

		if (c != ours[i] || c == '\0')
			return (unsigned char)c < (unsigned char)ours[i] ? -1 : 1;
	}
	return -(ours[len] != '\0');
}

static const struct element *
search_element(const char *name, size_t len)
{
	size_t low = 0, high = G_N_ELEMENTS(elements);

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = compare(name, len, elements[middle].name);

		if (order == 0)
			return &elements[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* Looks first at the one that was found last by the same letters: a page repeats
 * a handful of names. */
static const struct element *
find_element(struct html_tokenizer *t, const char *name, size_t len)
{
	unsigned char *found = &t->found[((size_t)(name[0] & 31) * 7 +
	    (size_t)(name[len - 1] & 31) + len) % HTML_FOUND];
	const struct element *e;

	if (*found != 0 && compare(name, len, elements[*found - 1].name) == 0)
		return &elements[*found - 1];
	e = search_element(name, len);
	if (e != NULL)
		*found = (unsigned char)(e - elements + 1);
	return e;
}

static const char *const attribute_names[HTML_ATTRIBUTES] = {
    [HTML_STYLE] = "style",
    [HTML_CLASS] = "class",
    [HTML_ID] = "id",
    [HTML_ALT] = "alt",
    [HTML_HEIGHT] = "height",
    [HTML_MEDIA] = "media",
    [HTML_HIDDEN] = "hidden",
    [HTML_COLSPAN] = "colspan",
    [HTML_ROWSPAN] = "rowspan",
    [HTML_HREF] = "href",
    [HTML_SRC] = "src",
    [HTML_NAME] = "name",
    [HTML_PROPERTY] = "property",
    [HTML_CONTENT] = "content",
    [HTML_TIP] = "title",
    [HTML_ONCLICK] = "onclick",
    [HTML_VALUE] = "value",
    [HTML_REL] = "rel",
    [HTML_DOWNLOAD] = "download",
    [HTML_DATA] = "data",
    [HTML_EQUIV] = "http-equiv",
    [HTML_TYPE] = "type",
    [HTML_DATA_URL] = "data-url",
    [HTML_DATA_HREF] = "data-href",
    [HTML_DISABLED] = "disabled",
    [HTML_ARIA_DISABLED] = "aria-disabled",
};

G_STATIC_ASSERT(HTML_ATTRIBUTES <= 32);

/* --- tags ------------------------------------------------------------- */

/* What characters end. */
enum { SPACE = 1, ENDS_NAME = 2, ENDS_VALUE = 4 };

static const unsigned char ends[256] = {
    [' '] = SPACE | ENDS_NAME | ENDS_VALUE,
    ['\n'] = SPACE | ENDS_NAME | ENDS_VALUE,
    ['\t'] = SPACE | ENDS_NAME | ENDS_VALUE,
    ['\r'] = SPACE | ENDS_NAME | ENDS_VALUE,
    ['\f'] = SPACE | ENDS_NAME | ENDS_VALUE,
    ['>'] = ENDS_NAME | ENDS_VALUE,
    ['/'] = ENDS_NAME,
};

static inline bool
is_end(char c, unsigned what)
{
	return (ends[(unsigned char)c] & what) != 0;
}

static inline bool
is_space(char c)
{
	return is_end(c, SPACE);
}

/* Of two attributes of one name the first counts. */
static void
note_attribute(struct html_token *token, const char *name, size_t len,
    struct html_slice value)
{
	for (size_t i = 0; i < HTML_ATTRIBUTES; i++) {
		if ((name[0] | 0x20) != attribute_names[i][0] ||
		    compare(name, len, attribute_names[i]) != 0)
			continue;
		if (token->attributes[i].text == NULL) {
			token->attributes[i] = value;
			token->noted |= UINT32_C(1) << i;
		}
		return;
	}
}

/* Takes the attributes of the tag before out of a token. */
static void
forget_attributes(struct html_token *token)
{
	for (size_t i = 0; token->noted != 0; i++, token->noted >>= 1)
		if ((token->noted & 1) != 0)
			token->attributes[i] = (struct html_slice){NULL, 0};
	token->initials = 0;
}

/* Reads the value after "=", p at its first character; moves p past it, to the
 * end of the page where its quote is never closed. */
static struct html_slice
read_value(const char **p, const char *end)
{
	struct html_slice value = {*p, 0};
	const char *close;

	if (**p == '"' || **p == '\'') {
		close = memchr(*p + 1, **p, (size_t)(end - *p) - 1);
		value.text = *p + 1;
		*p = close != NULL ? close + 1 : end;
		value.len = (size_t)((close != NULL ? close : end) -
		    value.text);
		return value;
	}
	while (*p < end && !is_end(**p, ENDS_VALUE))
		(*p)++;
	value.len = (size_t)(*p - value.text);
	return value;
}

/* Takes the attribute at *p, and moves *p past it; false at the tag's end,
 * where *p is at its ">" or at the end of the page. */
static inline bool
take_attribute(const char **at, const char *end, struct html_slice *name,
    struct html_slice *value)
{
	const char *p = *at;

	*value = (struct html_slice){"", 0};
	while (p < end && (is_space(*p) || *p == '/'))
		p++;
	*at = p;
	if (p >= end || *p == '>')
		return false;
	name->text = p++;
	while (p < end && !is_end(*p, ENDS_NAME) && *p != '=')
		p++;
	name->len = (size_t)(p - name->text);
	while (p < end && is_space(*p))
		p++;
	if (p < end && *p == '=') {
		p++;
		while (p < end && is_space(*p))
			p++;
		if (p < end && *p != '>')
			*value = read_value(&p, end);
	}
	*at = p;
	return true;
}

/* Reads the attributes of a tag from p on; returns where its ">" stands, NULL
 * when the page ends before. */
static const char *
read_attributes(struct html_tokenizer *t, const char *p,
    struct html_token *token)
{
	struct html_slice name, value;

	/* Nearly all end tags, and most start tags, have none. */
	if (p < t->end && *p == '>')
		return p;
	for (unsigned n = 1; take_attribute(&p, t->end, &name, &value); n++) {
		token->initials |= UINT32_C(1) << (name.text[0] & 31);
		if (n <= t->attributes)
			note_attribute(token, name.text, name.len, value);
		else if (n == t->attributes + 1)
			t->crowded++;
	}
	if (p >= t->end)
		return NULL;
	token->self_closing = p[-1] == '/';
	return p;
}

static void
end_of_page(struct html_tokenizer *t)
{
	t->cut = true;
	t->at = t->end;
}

/* Reads the tag whose name begins at p; t->at is at its "<". */
static bool
read_tag(struct html_tokenizer *t, const char *p, struct html_token *token)
{
	const struct element *e;
	const char *name = p;

	forget_attributes(token);
	token->self_closing = false;
	while (p < t->end && !is_end(*p, ENDS_NAME))
		p++;
	token->text = (struct html_slice){name, (size_t)(p - name)};
	p = read_attributes(t, p, token);
	if (p == NULL) {
		end_of_page(t);
		return false;
	}
	token->rest.text = token->text.text + token->text.len;
	token->rest.len = (size_t)(p - token->rest.text);
	t->at = p + 1;
	e = find_element(t, token->text.text, token->text.len);
	token->tag = e != NULL ? e->tag : HTML_OTHER;
	token->element = e != NULL ? (unsigned)(e - elements) + 1 : 0;
	token->traits = e != NULL ? e->traits : 0;
	if (token->type == HTML_START && (token->traits & HTML_RAW) != 0 &&
	    !(t->xml && token->self_closing))
		g_strlcpy(t->raw, e->name, sizeof t->raw);
	return true;
}

/* --- comments and raw text -------------------------------------------- */

/* Skips a comment, a doctype or another declaration at t->at; a CDATA section
 * of an XML page is given as text. */
static bool
read_declaration(struct html_tokenizer *t, struct html_token *token)
{
	size_t left = (size_t)(t->end - t->at);
	const char *close, *from = t->at;
	bool comment = left >= 4 && memcmp(from, "<!--", 4) == 0;
	bool data = t->xml && left >= 9 && memcmp(from, "<![CDATA[", 9) == 0;
	const char *closing = comment ? "-->" : data ? "]]>" : ">";
	size_t skip = comment ? 2 : data ? 9 : 1;

	close = memmem(from + skip, left - skip, closing, strlen(closing));
	if (comment) {
		/* `--!>` closes as well. */
		size_t before = close != NULL ? (size_t)(close - from) : left;
		const char *odd = before <= 4 ? NULL :
		    memmem(from + 4, before - 4, "--!>", 4);

		if (odd != NULL) {
			t->at = odd + 4;
			return false;
		}
	}
	if (close == NULL) {
		end_of_page(t);
		return false;
	}
	t->at = close + strlen(closing);
	if (!data)
		return false;
	token->type = HTML_TEXT;
	token->literal = true;
	token->text = (struct html_slice){from + 9,
	    (size_t)(close - from) - 9};
	return true;
}

/* Whether the end tag of `element` stands at p. */
static bool
at_end_tag(const char *p, const char *end, const char *element)
{
	size_t n = strlen(element);

	return (size_t)(end - p) > n + 2 && p[0] == '<' && p[1] == '/' &&
	    g_ascii_strncasecmp(p + 2, element, n) == 0 &&
	    (is_space(p[n + 2]) || p[n + 2] == '/' || p[n + 2] == '>');
}

/* Whether `<script` stands at p. */
static bool
at_script(const char *p, const char *end)
{
	return end - p > 7 && g_ascii_strncasecmp(p, "<script", 7) == 0 &&
	    (is_space(p[7]) || p[7] == '/' || p[7] == '>');
}

/* Where the raw text that begins at p ends, or NULL.  Inside a comment of a
 * script, a script's end tag first ends the script begun in that comment
 * ("double escaped"). */
static const char *
raw_text_end(const char *p, const char *end, const char *element)
{
	const bool script = strcmp(element, "script") == 0;
	bool comment = false, inner = false;

	for (; p < end; p++) {
		if (*p == '<' && at_end_tag(p, end, element)) {
			if (!inner)
				return p;
			inner = false;
		} else if (!script)
			continue;
		else if (*p == '<' && comment && at_script(p, end))
			inner = true;
		else if (*p == '<' && end - p >= 4 && memcmp(p, "<!--", 4) == 0)
			comment = true;
		else if (*p == '-' && end - p >= 3 && memcmp(p, "-->", 3) == 0)
			comment = inner = false;
	}
	return NULL;
}

/* Reads the raw text that follows, empty or not; afterwards markup again. */
static bool
read_raw(struct html_tokenizer *t, struct html_token *token)
{
	const char *from = t->at;
	const char *close = raw_text_end(from, t->end, t->raw);

	token->type = HTML_TEXT;
	token->literal = !has_references(t->raw);
	t->raw[0] = '\0';
	if (close == NULL) {
		t->cut = true;
		close = t->end;
	}
	token->text = (struct html_slice){from, (size_t)(close - from)};
	t->at = close;
	return true;
}

/* --- the page --------------------------------------------------------- */

void
html_token_begin(struct html_tokenizer *t, const char *text, size_t len,
    unsigned attributes)
{
	memset(t, 0, sizeof *t);
	t->attributes = attributes;
	t->begin = t->at = text;
	t->end = text + len;
	while (t->at < t->end && is_space(*t->at))
		t->at++;
	t->xml = t->end - t->at > 6 && memcmp(t->at, "<?xml ", 6) == 0;
}

/* Whether markup begins at p, a "<". */
static bool
is_markup(const char *p, const char *end)
{
	if (end - p < 2)
		return false;
	return g_ascii_isalpha(p[1]) || p[1] == '!' || p[1] == '?' ||
	    (p[1] == '/' && end - p > 2);
}

/* Reads text up to the next markup; the first character is text in any case. */
static bool
read_text(struct html_tokenizer *t, struct html_token *token)
{
	const char *p = t->at + 1;

	while ((p = memchr(p, '<', (size_t)(t->end - p))) != NULL &&
	    !is_markup(p, t->end))
		p++;
	if (p == NULL)
		p = t->end;
	token->type = HTML_TEXT;
	token->literal = false;
	token->text = (struct html_slice){t->at, (size_t)(p - t->at)};
	t->at = p;
	return true;
}

bool
html_token_next(struct html_tokenizer *t, struct html_token *token)
{
	if (t->raw[0] != '\0')
		return read_raw(t, token);
	while (t->at < t->end) {
		const char *p = t->at;

		if (*p != '<' || !is_markup(p, t->end)) {
			/* "<" or "</" and no more: the page was cut. */
			if (*p == '<' && t->end - p <= 2 &&
			    (t->end - p == 1 || p[1] == '/')) {
				end_of_page(t);
				return false;
			}
			return read_text(t, token);
		}
		if (g_ascii_isalpha(p[1])) {
			token->type = HTML_START;
			return read_tag(t, p + 1, token);
		}
		if (p[1] == '/' && g_ascii_isalpha(p[2])) {
			token->type = HTML_END;
			return read_tag(t, p + 2, token);
		}
		if (read_declaration(t, token))
			return true;
	}
	return false;
}

bool
html_token_attribute(struct html_slice rest, struct html_slice name,
    struct html_slice *value)
{
	const char *p = rest.text;
	const char *end = p != NULL ? p + rest.len : NULL;
	struct html_slice found;

	while (take_attribute(&p, end, &found, value))
		if (found.len == name.len && g_ascii_strncasecmp(found.text,
		    name.text, name.len) == 0)
			return true;
	return false;
}

char *
html_token_value(struct html_slice slice)
{
	GString *out;

	if (slice.text == NULL)
		return NULL;
	out = g_string_sized_new(slice.len);
	html_reference_append(out, slice.text, slice.len, true);
	return g_string_free(out, FALSE);
}
