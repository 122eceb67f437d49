#include "page.h"

#include "fetch/web/address.h"
#include "fetch/body/charset.h"
#include "fetch/body/formats.h"
#include "page_text.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum {
	MOST_ATTRIBUTES = 1000,   /* of one tag; libxml2 compares each with all */
	MOST_LINKS = 20000,
	MOST_SCRIPT = 1 << 20,
	MOST_BESIDE = 4096,       /* text beside a link that may hold its date */
};

/* --- reading the markup --------------------------------------------------- */

/* Elements whose text is wanted by itself. */
enum part { CON_TITLE, CON_TIME, HEAD_TITLE, FIRST_H1, PARTS };

/* How they are known: by their id, or as the first of their kind. */
static const struct {
	const char *id, *element;
} parts[PARTS] = {
    [CON_TITLE] = {"con_title", NULL},
    [CON_TIME] = {"con_time", NULL},
    [HEAD_TITLE] = {NULL, "title"},
    [FIRST_H1] = {NULL, "h1"},
};

struct page_reading {
	struct page *page;
	char *base;                 /* address that links are relative to */
	GHashTable *seen;           /* address -> struct link */
	GHashTable *metas;          /* name in lower case -> content */
	GString *text;              /* visible */
	GString *parts[PARTS];
	int part_depth[PARTS];      /* depth of the open element, 0: none */
	GString *script;            /* of the open script element, or NULL */
	GString *scripts;           /* those that name attachments */
	GString *anchor;            /* text of the open link */
	GString *beside;            /* text beside links, of the open item */
	guint item;                 /* first link of the open item */
	guint part;                 /* first link since a block began in it */
	char *href, *hint;          /* of the open link: address, title */
	int depth;
	int hidden;                 /* open script and style elements */
};

static bool
is(const char *name, const char *const *names)
{
	return g_strv_contains(names, name);
}

static const char *const blocks[] = {"p", "div", "br", "tr", "table", "h1",
    "h2", "h3", "h4", "h5", "li", "ul", "ol", "title", "section", "dd", "dt",
    "body", "form", NULL};
static const char *const cells[] = {"td", "th", NULL};
static const char *const items[] = {"li", "tr", "dl", NULL};
static const char *const part_items[] = {"div", "p", "dd", NULL};
static const char *const hiding[] = {"script", "style", "template", NULL};

static const char *
attribute(const xmlChar **attributes, const char *name)
{
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
		if (strcmp((const char *)attributes[0], name) == 0)
			return attributes[1] ? (const char *)attributes[1] : "";
	return NULL;
}

/* Addresses that deliver files without naming their format. */
static const char *const deliverers[] = {"/downfile.jsp", "/module/download/",
    "/attachment/", "/cms_files/filemanager/", NULL};

bool
page_links_to_file(const char *url)
{
	g_autofree char *extension = address_extension(url);

	switch (formats_promise(extension)) {
	case FORMAT_PROMISE_DOCUMENT:
		return true;
	case FORMAT_PROMISE_PAGE:
	case FORMAT_PROMISE_FURNITURE:
		return false;
	case FORMAT_PROMISE_NONE:
		break;
	}
	for (const char *const *d = deliverers; *d != NULL; d++)
		if (strstr(address_path(url), *d) != NULL)
			return true;
	return false;
}

/* Whether a link is called an attachment and nothing about its address speaks
 * against a file: the bytes decide.  <a href="list.slk">附件2：名单</a> */
static bool
is_called_attachment(const char *url, const char *anchor)
{
	g_autofree char *extension = address_extension(url);

	return anchor != NULL && g_str_has_prefix(anchor, "附件") &&
	    formats_promise(extension) == FORMAT_PROMISE_NONE;
}

/* Enters a link; of several to one address the first that has a text names it. */
static void
add_link(struct page_reading *r, const char *href, char *anchor)
{
	char *url = address_resolve(r->base, href);
	char *viewed = url ? address_viewed(url) : NULL;
	struct link *link;

	if (viewed != NULL) {
		g_free(url);
		url = viewed;
	}
	link = url ? g_hash_table_lookup(r->seen, url) : NULL;
	if (url == NULL || link != NULL || r->page->links->len >= MOST_LINKS) {
		if (link != NULL && link->anchor == NULL)
			link->anchor = g_steal_pointer(&anchor);
		g_free(url);
		g_free(anchor);
		return;
	}
	link = g_new(struct link, 1);
	link->url = url;
	link->anchor = anchor;
	link->date = NULL;
	link->attachment = viewed != NULL || page_links_to_file(url) ||
	    is_called_attachment(url, anchor);
	g_hash_table_insert(r->seen, link->url, link);
	g_ptr_array_add(r->page->links, link);
}

bool
page_is_cut(const char *title)
{
	return g_str_has_suffix(title, "…") || g_str_has_suffix(title, "...");
}

/* The name a link goes by: its text, or its title when the text is cut
 * (<a title="附件1：第四批名单.xlsx">附件1：第四…</a>), also without a mark of
 * it, or missing. */
static char *
link_name(const char *text, const char *hint)
{
	g_autofree char *name = page_text_squeeze(text);
	g_autofree char *whole = hint ? page_text_squeeze(hint) : NULL;

	if (whole == NULL)
		return g_steal_pointer(&name);
	if (name == NULL || page_is_cut(name) || g_str_has_prefix(whole, name))
		return g_steal_pointer(&whole);
	return g_steal_pointer(&name);
}

static void
close_link(struct page_reading *r)
{
	if (r->href == NULL)
		return;
	add_link(r, r->href, link_name(r->anchor->str, r->hint));
	g_clear_pointer(&r->href, g_free);
	g_clear_pointer(&r->hint, g_free);
}

static void
open_link(struct page_reading *r, const xmlChar **attributes)
{
	const char *href = attribute(attributes, "href");

	close_link(r);
	if (href == NULL || *href == '\0' || *href == '#' ||
	    g_ascii_strncasecmp(href, "javascript:", 11) == 0)
		return;
	r->href = g_strdup(href);
	r->hint = g_strdup(attribute(attributes, "title"));
	g_string_truncate(r->anchor, 0);
}

static void
open_part(struct page_reading *r, enum part part)
{
	if (r->part_depth[part] == 0 && r->parts[part]->len == 0)
		r->part_depth[part] = r->depth;
}

/* Gives the links of an item the date that stands beside them:
 * <li><a href="…">关于…的公示</a><span>2022-08-08</span></li>,
 * <div class="ListconC"><span>2022-08-08</span><a href="…">…</a></div>.
 * `ends`: the item ends here whether it has a date or not. */
static void
close_item(struct page_reading *r, bool ends)
{
	GPtrArray *links = r->page->links;
	char *date = r->item < links->len ? page_text_date(r->beside->str) : NULL;

	if (date == NULL && !ends)
		return;
	/* A block with a link of its own says nothing of links before it. */
	if (r->part < links->len)
		r->item = r->part;
	for (; date != NULL && r->item < links->len; r->item++) {
		struct link *link = g_ptr_array_index(links, r->item);

		link->date = g_strdup(date);
	}
	g_free(date);
	r->item = r->part = links->len;
	g_string_truncate(r->beside, 0);
}

static void
separate(struct page_reading *r, char mark)
{
	GString *t = r->text;

	if (t->len > 0 && t->str[t->len - 1] != '\n' &&
	    (mark == '\n' || t->str[t->len - 1] != '\t'))
		g_string_append_c(t, mark);
}

/* Elements that show a file within the page, and where they name it. */
static const char *const frames[][2] = {{"iframe", "src"}, {"frame", "src"},
    {"embed", "src"}, {"object", "data"}};

static void
open_frame(struct page_reading *r, const char *name, const xmlChar **attributes)
{
	for (size_t i = 0; i < G_N_ELEMENTS(frames); i++) {
		const char *file = attribute(attributes, frames[i][1]);

		if (strcmp(name, frames[i][0]) == 0 && file != NULL && *file)
			add_link(r, file, NULL);
	}
}

static void
read_base(struct page_reading *r, const xmlChar **attributes)
{
	const char *href = attribute(attributes, "href");
	char *base = href ? address_resolve(r->base, href) : NULL;

	if (base == NULL)
		return;
	g_free(r->base);
	r->base = base;
}

/* Of two metas of one name the first counts. */
static void
read_meta(struct page_reading *r, const xmlChar **attributes)
{
	const char *name = attribute(attributes, "name");
	const char *content = attribute(attributes, "content");
	char *key;

	if (name == NULL || content == NULL || *content == '\0')
		return;
	key = g_ascii_strdown(name, -1);
	if (g_hash_table_contains(r->metas, key))
		g_free(key);
	else
		g_hash_table_insert(r->metas, key, g_strdup(content));
}

static void
start_element(void *user, const xmlChar *name_, const xmlChar **attributes)
{
	struct page_reading *r = user;
	const char *name = (const char *)name_;
	const char *id = attribute(attributes, "id");

	r->depth++;
	if (is(name, items))
		close_item(r, true);
	else if (is(name, part_items))
		r->part = r->page->links->len;
	if (is(name, blocks))
		separate(r, '\n');
	else if (is(name, cells))
		separate(r, '\t');
	if (is(name, hiding)) {
		r->hidden++;
		g_string_truncate(r->script, 0);
	}
	for (int i = 0; i < PARTS; i++)
		if (g_strcmp0(parts[i].id, id ? id : "") == 0 ||
		    g_strcmp0(parts[i].element, name) == 0)
			open_part(r, i);
	if (strcmp(name, "table") == 0)
		r->page->has_table = true;
	else if (strcmp(name, "a") == 0)
		open_link(r, attributes);
	else if (strcmp(name, "base") == 0)
		read_base(r, attributes);
	else if (strcmp(name, "meta") == 0)
		read_meta(r, attributes);
	else
		open_frame(r, name, attributes);
}

static void
end_element(void *user, const xmlChar *name_)
{
	struct page_reading *r = user;
	const char *name = (const char *)name_;

	for (int i = 0; i < PARTS; i++)
		if (r->part_depth[i] == r->depth)
			r->part_depth[i] = 0;
	r->depth--;
	if (is(name, hiding) && r->hidden > 0)
		r->hidden--;
	if (strcmp(name, "a") == 0)
		close_link(r);
	else if (strcmp(name, "script") == 0 &&
	    strstr(r->script->str, "fLinks") != NULL)
		g_string_append_printf(r->scripts, "%s\n", r->script->str);
	if (is(name, items) || is(name, part_items))
		close_item(r, is(name, items));
	if (is(name, blocks))
		separate(r, '\n');
}

static void
characters(void *user, const xmlChar *text, int len)
{
	struct page_reading *r = user;

	if (r->hidden > 0) {
		if (r->script->len + (size_t)len < MOST_SCRIPT)
			g_string_append_len(r->script, (const char *)text, len);
		return;
	}
	for (int i = 0; i < PARTS; i++)
		if (r->part_depth[i] > 0)
			g_string_append_len(r->parts[i], (const char *)text,
			    len);
	if (r->part_depth[HEAD_TITLE] > 0)
		return;
	if (r->href != NULL)
		g_string_append_len(r->anchor, (const char *)text, len);
	else if (r->beside->len < MOST_BESIDE)
		g_string_append_len(r->beside, (const char *)text, len);
	g_string_append_len(r->text, (const char *)text, len);
}

/* The strings of `var NAME = 'a,b'.split(',')` or `var NAME = ['a', 'b']`. */
static char **
script_list(const char *script, const char *name)
{
	g_autofree char *split = g_strdup_printf(
	    "%s\\s*=\\s*(?|'([^']*)'|\"([^\"]*)\")\\s*\\.\\s*split", name);
	g_autofree char *array = g_strdup_printf(
	    "%s\\s*=\\s*\\[([^\\]]*)\\]", name);
	g_autofree char *one = NULL;
	char **list;

	one = page_text_find(split, script);
	if (one != NULL)
		return g_strsplit(one, ",", -1);
	one = page_text_find(array, script);
	if (one == NULL)
		return NULL;
	list = g_strsplit(one, ",", -1);
	for (char **p = list; *p != NULL; p++) {
		char *bare = g_strstrip(*p);
		size_t n = strlen(bare);

		if (n >= 2 && strchr("'\"", *bare) && bare[n - 1] == *bare) {
			memmove(bare, bare + 1, n - 2);
			bare[n - 2] = '\0';
		}
	}
	return list;
}

static void
links_of_scripts(struct page_reading *r)
{
	g_auto(GStrv) links = script_list(r->scripts->str, "fLinks");
	g_auto(GStrv) names = script_list(r->scripts->str, "fNames");
	guint named = names ? g_strv_length(names) : 0;

	for (guint i = 0; links != NULL && links[i] != NULL; i++)
		if (*links[i])
			add_link(r, links[i],
			    i < named ? page_text_squeeze(names[i]) : NULL);
}

/* --- what the page says of itself ----------------------------------------- */

/* The title for people, without the site's name behind it:
 * <title>关于…的公示_北京市经济和信息化局</title> */
static char *
head_title(const char *text)
{
	g_autofree char *copy = g_strdup(text);
	char *site = strrchr(copy, '_');

	if (site != NULL && site != copy)
		*site = '\0';
	return page_text_squeeze(copy);
}

static char *
find_title(const struct page_reading *r)
{
	const char *meta = g_hash_table_lookup(r->metas, "articletitle");
	char *title = meta ? page_text_squeeze(meta) : NULL;

	if (title == NULL)
		title = page_text_squeeze(r->parts[CON_TITLE]->str);
	if (title == NULL)
		title = page_text_squeeze(r->parts[FIRST_H1]->str);
	if (title == NULL)
		title = head_title(r->parts[HEAD_TITLE]->str);
	return title;
}

static char *
find_date(const struct page_reading *r, const char *url)
{
	static const char *const metas[] = {"pubdate", "publishdate",
	    "publisheddate", "publish_date", "publishtime", "date"};
	static const char labelled[] = "(?:发布日期|发布时间|公开日期|发文日期|"
	    "日期|时间)\\s*[:：]\\s*([^\\n]{6,30})";
	char *date = NULL;

	for (size_t i = 0; date == NULL && i < G_N_ELEMENTS(metas); i++)
		date = page_text_date(g_hash_table_lookup(r->metas, metas[i]));
	if (date == NULL)
		date = page_text_date(r->parts[CON_TIME]->str);
	if (date == NULL) {
		g_autofree char *value = page_text_find(labelled, r->text->str);
		date = page_text_date(value);
	}
	if (date == NULL && url != NULL)
		date = address_date(url);
	return date;
}

/* --- the whole page -------------------------------------------------------- */

/* Whether some tag has more attributes than any page needs: libxml2 takes
 * quadratic time over them (200,000 on one tag: a minute). */
static bool
has_swollen_tag(const char *text)
{
	int words = 0;
	char quote = 0;
	bool in_tag = false;

	for (const char *p = text; *p; p++) {
		if (!in_tag) {
			in_tag = *p == '<' && g_ascii_isalpha(p[1]);
			words = 0;
		} else if (quote) {
			if (*p == quote)
				quote = 0;
		} else if (*p == '"' || *p == '\'') {
			quote = *p;
			words++;
		} else if (*p == '>') {
			in_tag = false;
		} else if (g_ascii_isspace(*p) || *p == '/') {
			words++;
		}
		if (words > 3 * MOST_ATTRIBUTES)
			return true;
	}
	return false;
}

void
page_link_free(gpointer data)
{
	struct link *link = data;

	g_free(link->url);
	g_free(link->anchor);
	g_free(link->date);
	g_free(link);
}

static void
reading_init(struct page_reading *r, const char *url)
{
	memset(r, 0, sizeof *r);
	r->page = g_new0(struct page, 1);
	r->page->links = g_ptr_array_new_with_free_func(page_link_free);
	r->base = g_strdup(url);
	r->seen = g_hash_table_new(g_str_hash, g_str_equal);
	r->metas = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    g_free);
	r->text = g_string_new(NULL);
	for (int i = 0; i < PARTS; i++)
		r->parts[i] = g_string_new(NULL);
	r->script = g_string_new(NULL);
	r->scripts = g_string_new(NULL);
	r->anchor = g_string_new(NULL);
	r->beside = g_string_new(NULL);
}

static void
reading_clear(struct page_reading *r)
{
	g_free(r->base);
	g_hash_table_destroy(r->seen);
	g_hash_table_destroy(r->metas);
	g_string_free(r->text, TRUE);
	for (int i = 0; i < PARTS; i++)
		g_string_free(r->parts[i], TRUE);
	g_string_free(r->script, TRUE);
	g_string_free(r->scripts, TRUE);
	g_string_free(r->anchor, TRUE);
	g_string_free(r->beside, TRUE);
	g_free(r->href);
	g_free(r->hint);
}

/* Feeds the text to the parser in pieces; false when libxml2 gave up. */
static bool
parse(struct page_reading *r, const char *text, size_t len)
{
	enum { PIECE = 1 << 16 };
	htmlSAXHandler sax = {
	    .startElement = start_element,
	    .endElement = end_element,
	    .characters = characters,
	    .cdataBlock = characters,
	    .ignorableWhitespace = characters,
	};
	htmlParserCtxtPtr context = htmlCreatePushParserCtxt(&sax, r, NULL, 0,
	    NULL, XML_CHAR_ENCODING_UTF8);
	bool whole = true;

	if (context == NULL)
		g_error("out of memory");
	htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
	    HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	for (size_t at = 0; at < len && whole; at += PIECE) {
		htmlParseChunk(context, text + at, (int)MIN(PIECE, len - at),
		    0);
		whole = !context->disableSAX;
	}
	htmlParseChunk(context, NULL, 0, 1);
	whole = whole && context->errNo != XML_ERR_NO_MEMORY &&
	    context->errNo != XML_ERR_INTERNAL_ERROR;
	htmlFreeParserCtxt(context);
	return whole;
}

void
page_start(void)
{
	xmlInitParser();
}

struct page *
page_read(const guint8 *bytes, size_t len, const char *declared,
    const char *url, char **trouble)
{
	struct charset charset = charset_of(bytes, len, declared);
	size_t text_len;
	g_autofree char *text = charset_decode(bytes, len, charset.name,
	    &text_len, NULL);
	struct page_reading r;
	struct page *page;

	*trouble = NULL;
	if (has_swollen_tag(text)) {
		*trouble = g_strdup_printf("a tag has more than %d attributes",
		    MOST_ATTRIBUTES);
		return NULL;
	}
	reading_init(&r, url);
	page = r.page;
	if (parse(&r, text, text_len)) {
		close_link(&r);
		links_of_scripts(&r);
		page->title = find_title(&r);
		page->published_on = find_date(&r, url);
		page->document_number = page_text_own_number(r.text->str);
		page->signed_by = g_strdup(g_hash_table_lookup(r.metas,
		    "contentsource"));
		page->text = g_strdup(r.text->str);
		page->closed = g_strrstr(text, "</html") != NULL ||
		    g_strrstr(text, "</HTML") != NULL;
	} else {
		*trouble = g_strdup("the markup ends in the middle or is "
		    "nested beyond reason");
		g_clear_pointer(&page, page_free);
	}
	reading_clear(&r);
	return page;
}

void
page_free(struct page *page)
{
	if (page == NULL)
		return;
	g_free(page->title);
	g_free(page->published_on);
	g_free(page->document_number);
	g_free(page->signed_by);
	g_ptr_array_free(page->links, TRUE);
	g_free(page->text);
	g_free(page);
}

void
page_describe(const struct page *page, struct document *row)
{
	row->title = page->title;
	row->published_on = page->published_on;
	row->document_number = page->document_number;
}
