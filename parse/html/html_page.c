#include "html_page.h"

#include <string.h>

#include "fetch/base/text.h"
#include "fetch/body/formats.h"
#include "fetch/html/html_published.h"
#include "fetch/html/html_text.h"
#include "fetch/html/html_token.h"
#include "fetch/html/html_unseen.h"
#include "fetch/html/html_veil.h"
#include "parse/core/limits.h"
#include "parse/core/mark.h"
#include "html_table.h"

enum {
	PLAIN = -1,             /* no mark_kind */
	MOST_CHARACTER = 40,    /* pixels: the height of a picture that can be
	                           a character of a text */
};

/* Elements whose text is marked, the outermost ones. */
struct html_marked {
	struct html_extent looks;       /* struck or raised */
	enum mark_kind kind;            /* which, while that is open */
	struct html_veil veil;          /* not seen */
};

enum { LONGEST_REFERENCE = 32 };

struct html_page {
	struct records *out;
	struct html_tokenizer tokens;
	struct html_text body;          /* outside of tables */
	const char *role;               /* of that text */
	struct html_table *table;       /* the innermost one open */
	bool implied;                   /* it has no tag of its own */
	struct html_published published;
	struct html_unseen unseen;
	struct html_style *style;
	enum html_media sheet;          /* of the style sheet whose text comes
	                                   next */
	struct html_marked marked;
	unsigned option, chosen;        /* of the choice at work; 0: all */
	size_t gaps;                    /* see html_table_new */
	size_t flattened;               /* tables nested too deep */

	bool elsewhere;                 /* a link to another page is open */
	bool linked, own;               /* letters of the line at work: inside
	                                   such links, outside */
	char *address;                  /* of the open link to an attachment */
	struct html_text anchor;        /* its text so far */
	GPtrArray *links;               /* of the paragraph at work */

	/* For the completeness test. */
	enum html_tag end;              /* HTML_HTML or HTML_BODY, the first */
	bool closed;                    /* its end tag has come */
	struct html_slice root;         /* the first box of a fragment */
	size_t root_open;               /* elements of its name open */
	bool root_closed;
};

/* --- text outside of tables ------------------------------------------- */

/* Whether the line at work is wholly a link to another page, as those of a box
 * of related articles are, but for a date or a dot beside it. */
static bool
is_elsewhere(const struct html_page *page)
{
	return page->linked && !page->own &&
	    strcmp(page->role, "paragraph") == 0;
}

/* Whether there are letters in the text; character references are none. */
static bool
has_letters(struct html_slice s)
{
	const char *p = s.text, *end = p + s.len;

	while (p < end) {
		gunichar c = g_utf8_get_char_validated(p, end - p);
		const char *close = c != '&' ? NULL : memchr(p, ';',
		    (size_t)MIN(end - p, LONGEST_REFERENCE));

		if (c >= (gunichar)-2 || g_unichar_isalpha(c))
			return true;
		p = close != NULL ? close + 1 : g_utf8_next_char(p);
	}
	return false;
}

/* Writes the lines gathered, a record each: lists of firms stand as
 * `1. 甲公司<br>2、乙公司`. */
static void
flush(struct html_page *page)
{
	size_t len;
	const char *line = html_text_take(&page->body, &len);
	const char *end = line + len;

	while (line < end) {
		const char *next = memchr(line, '\n', (size_t)(end - line));

		if (next == NULL)
			next = end;
		records_text(page->out, is_elsewhere(page) ? TABLE_ROLE_LINKED
		    : page->role, line, (size_t)(next - line));
		line = next + 1;
	}
	page->linked = page->own = false;
	for (guint i = 0; i < page->links->len; i++) {
		const char *link = g_ptr_array_index(page->links, i);

		records_text(page->out, "link", link, strlen(link));
	}
	g_ptr_array_set_size(page->links, 0);
}

/* Where text goes: text inside a table but outside its cells stands before the
 * table ("foster parenting"). */
static struct html_text *
sink(struct html_page *page)
{
	for (struct html_table *t = page->table; t; t = html_table_outer(t))
		if (html_table_text(t) != NULL)
			return html_table_text(t);
	return &page->body;
}

/* Whether a slice is what HTML calls white space. */
static bool
is_white(struct html_slice s)
{
	return text_skip_space(s.text, s.text + s.len) == s.text + s.len;
}

static void end_table(struct html_page *);

/* How text is marked here, or PLAIN. */
static int
mark_of(const struct html_page *page, struct html_slice s)
{
	const struct html_marked *m = &page->marked;

	if (m->veil.any && html_veil_is_on(&m->veil) && !is_white(s))
		return MARK_HIDDEN;
	return m->looks.on ? (int)m->kind : PLAIN;
}

static void
add_text(struct html_page *page, struct html_slice s, bool literal)
{
	const int mark = mark_of(page, s);

	if (page->implied && page->table != NULL &&
	    html_table_text(page->table) == NULL && !is_white(s))
		end_table(page);
	if (sink(page) == &page->body && has_letters(s)) {
		page->linked |= page->elsewhere;
		page->own |= !page->elsewhere;
	}
	if (mark != PLAIN)
		mark_begin(sink(page)->out, (enum mark_kind)mark);
	html_text_add(sink(page), s.text, s.len, literal);
	if (mark != PLAIN)
		mark_end(sink(page)->out);
	if (page->address != NULL)
		html_text_add(&page->anchor, s.text, s.len, literal);
}

/* A block begins or ends, or a line break. */
static void
break_line(struct html_page *page)
{
	struct html_text *text = sink(page);

	if (text == &page->body)
		flush(page);
	else
		html_text_break(text);
	if (page->address != NULL)
		page->anchor.space = true;
}

/* --- links ------------------------------------------------------------ */

/* What marks the address of an attachment beside its extension: JCMS sends files as
 * /module/download/downfile.jsp?…, MIIT shows them through
 * viewer.html?file=/cms_files/…. */
static const char *const attachment_words[] = {"downfile", "download.jsp",
    "?file=", "&file=", "filename=", "/attach/", "attachment"};

static bool
is_attachment(const char *address)
{
	g_autofree char *lower = g_ascii_strdown(address, -1);
	const char *dot;

	for (size_t i = 0; i < G_N_ELEMENTS(attachment_words); i++)
		if (strstr(lower, attachment_words[i]) != NULL)
			return true;
	lower[strcspn(lower, "?#")] = '\0';
	dot = strrchr(lower, '.');
	return dot != NULL && strchr(dot, '/') == NULL &&
	    formats_promise(dot + 1) == FORMAT_PROMISE_DOCUMENT;
}

/* Keeps "text: address" for after the paragraph or table it stands in. */
static void
add_link(struct html_page *page, const char *text, size_t len,
    const char *address)
{
	g_autofree char *label = g_strndup(text, len);
	g_autofree char *record = NULL;

	g_strdelimit(label, "\n", ' ');
	record = len > 0 ? g_strdup_printf("%s: %s", label, address) :
	    g_strdup(address);
	if (page->table != NULL)
		html_table_add_link(page->table, record);
	else
		g_ptr_array_add(page->links, g_steal_pointer(&record));
}

static void
end_link(struct html_page *page)
{
	const char *text;
	size_t len;

	page->elsewhere = false;
	if (page->address == NULL)
		return;
	text = html_text_take(&page->anchor, &len);
	add_link(page, text, len, page->address);
	g_clear_pointer(&page->address, g_free);
}

static char *
attachment(struct html_slice address)
{
	char *value = html_token_value(address);

	if (value != NULL)
		g_strstrip(value);
	if (value == NULL || !is_attachment(value))
		g_clear_pointer(&value, g_free);
	return value;
}

static void
begin_link(struct html_page *page, const struct html_token *tag)
{
	struct html_slice href = tag->attributes[HTML_HREF];

	end_link(page);
	page->address = attachment(href);
	page->elsewhere = page->address == NULL && href.len > 1 &&
	    *href.text != '#' && (href.len < 11 ||
	    g_ascii_strncasecmp(href.text, "javascript:", 11) != 0);
}

/* Adds a frame that shows an attachment. */
static void
add_frame(struct html_page *page, const struct html_token *tag)
{
	g_autofree char *address = attachment(tag->attributes[HTML_SRC]);

	if (address != NULL)
		add_link(page, "", 0, address);
}

/* --- meta ------------------------------------------------------------- */

/* The names under which publishers' systems say what a page is (JCMS, TRS, the
 * government's standard GB/T 33594 and others), in lower case. */
static const char *const meta_names[] = {"articletitle", "pubdate",
    "contentsource", "sitename", "columnname", "columntype", "author", "title",
    "source", "description", "keywords", "publishdate", "pubtime",
    "publishtime", "documentnumber", "og:title", "og:site_name",
    "article:published_time"};

static void
add_meta(struct html_page *page, const struct html_token *tag)
{
	g_autofree char *name = html_token_value(tag->attributes[HTML_NAME]);
	g_autofree char *content = NULL, *record = NULL;
	struct html_text text;
	const char *folded;
	size_t len;

	if (name == NULL)
		name = html_token_value(tag->attributes[HTML_PROPERTY]);
	content = html_token_value(tag->attributes[HTML_CONTENT]);
	if (name == NULL || content == NULL)
		return;
	g_strstrip(name);
	for (size_t i = 0; i < G_N_ELEMENTS(meta_names); i++) {
		if (g_ascii_strcasecmp(name, meta_names[i]) != 0)
			continue;
		html_text_begin(&text);
		html_text_add(&text, content, strlen(content), true);
		folded = html_text_take(&text, &len);
		record = g_strdup_printf("%s: %s", name, folded);
		if (len > 0)
			records_text(page->out, "meta", record,
			    strlen(name) + 2 + len);
		html_text_free(&text);
		return;
	}
}

/* --- tables ----------------------------------------------------------- */

/* Tables open around the text at work. */
static unsigned
depth(const struct html_page *page)
{
	return page->table != NULL ? html_table_depth(page->table) : 0;
}

/* What is marked inside a part of a table ends with it. */
static void
end_mark_inside(struct html_page *page, unsigned level)
{
	struct html_marked *m = &page->marked;

	if (!m->looks.on && !m->veil.any)
		return;
	html_extent_end_part(&m->looks, level, depth(page));
	html_veil_end_part(&m->veil, level, depth(page));
}

static void
end_table(struct html_page *page)
{
	struct html_table *t = page->table;

	if (t == NULL)
		return;
	end_link(page);
	end_mark_inside(page, 4);
	page->table = html_table_outer(t);
	if (page->table != NULL) {
		html_table_end_inner(t);
		html_text_break(sink(page));
		return;
	}
	flush(page);
	html_table_write(t, page->out);
	html_table_free(t);
}

static void
begin_table(struct html_page *page)
{
	/* A table that is neither in a cell nor in a caption ends the one
	 * before. */
	if (page->table != NULL && html_table_text(page->table) == NULL)
		end_table(page);
	break_line(page);
	if (page->table != NULL &&
	    html_table_depth(page->table) >= limits.depth) {
		page->flattened++;
		return;
	}
	page->table = html_table_new(page->table, &page->gaps);
	page->implied = false;
}

/* A number as browsers read it: `2px` is 2; `abc`, `-1` and nothing are
 * `fallback`. */
static unsigned
span_of(struct html_slice value, unsigned fallback)
{
	const char *p = value.text, *end;
	unsigned n = 0;

	if (p == NULL)
		return fallback;
	end = p + value.len;
	p = text_skip_space(p, end);
	if (p < end && *p == '+')
		p++;
	if (p >= end || !g_ascii_isdigit(*p))
		return fallback;
	for (; p < end && g_ascii_isdigit(*p); p++)
		if (n <= HTML_MOST_ROWSPAN)
			n = n * 10 + (unsigned)(*p - '0');
	return n;
}

/* Opens a part of a table.  One that stands outside of any table opens the
 * table as well: a fragment whose beginning was cut off, or a table closed too
 * early; browsers would run its cells together.  Text after its cells ends
 * it. */
static void
begin_part(struct html_page *page, const struct html_token *tag)
{
	if (tag->tag == HTML_COL)
		return;
	end_link(page);
	if (page->table == NULL) {
		begin_table(page);
		page->implied = true;
	}
	switch (tag->tag) {
	case HTML_CAPTION:
		html_table_begin_caption(page->table);
		break;
	case HTML_THEAD:
		html_table_begin_group(page->table, HTML_GROUP_HEAD);
		break;
	case HTML_TBODY:
		html_table_begin_group(page->table, HTML_GROUP_BODY);
		break;
	case HTML_TFOOT:
		html_table_begin_group(page->table, HTML_GROUP_FOOT);
		break;
	case HTML_TR:
		html_table_begin_row(page->table);
		break;
	default:
		html_table_begin_cell(page->table,
		    span_of(tag->attributes[HTML_ROWSPAN], 1),
		    span_of(tag->attributes[HTML_COLSPAN], 1));
	}
}

static void
end_part(struct html_page *page, enum html_tag tag)
{
	if (page->table == NULL)
		return;
	end_link(page);
	switch (tag) {
	case HTML_CAPTION:
		html_table_end_caption(page->table);
		break;
	case HTML_THEAD:
	case HTML_TBODY:
	case HTML_TFOOT:
		html_table_end_group(page->table);
		break;
	case HTML_TR:
		html_table_end_row(page->table);
		break;
	case HTML_TD:
		html_table_end_cell(page->table);
		break;
	default:
		break;
	}
}

/* Ends what ends before a hidden part of a table begins. */
static void
end_before(struct html_page *page, enum html_tag tag)
{
	if (page->table == NULL)
		return;
	if (tag == HTML_TD)
		html_table_end_cell(page->table);
	else if (tag == HTML_TR)
		html_table_end_row(page->table);
	else if (html_extent_level(tag) == 3)
		html_table_end_group(page->table);
}

/* --- tags ------------------------------------------------------------- */

static bool
same_name(struct html_slice a, struct html_slice b)
{
	return a.len == b.len &&
	    g_ascii_strncasecmp(a.text, b.text, a.len) == 0;
}

/* The root of a page or fragment is watched: it must be closed. */
static void
watch_root(struct html_page *page, const struct html_token *tag)
{
	const bool is_start = tag->type == HTML_START;

	if ((tag->tag == HTML_HTML || tag->tag == HTML_BODY) && is_start &&
	    page->end == HTML_OTHER)
		page->end = tag->tag;
	if (tag->tag == HTML_HTML || tag->tag == page->end)
		page->closed = page->closed || !is_start;
	if (page->root.text == NULL && is_start &&
	    ((tag->traits & HTML_BOX) != 0 || tag->tag == HTML_TABLE))
		page->root = tag->text;
	if (page->root.text != NULL && same_name(page->root, tag->text)) {
		html_unseen_count(&page->root_open, is_start);
		page->root_closed = page->root_open == 0;
	}
}

/* Begins an element that is struck or raised, by its name or its style. */
static void
begin_look(struct html_page *page, const struct html_token *tag, unsigned look)
{
	struct html_marked *m = &page->marked;

	if (tag->tag == HTML_STRUCK)
		look |= HTML_LOOK_STRUCK;
	if (tag->tag == HTML_SUP)
		look |= HTML_LOOK_RAISED;
	if (html_extent_level(tag->tag) > 0)
		look &= ~(unsigned)HTML_LOOK_RAISED;
	if ((look & (HTML_LOOK_STRUCK | HTML_LOOK_RAISED)) == 0)
		return;
	m->kind = (look & HTML_LOOK_STRUCK) != 0 ? MARK_STRUCK : MARK_RAISED;
	html_extent_begin(&m->looks, tag, depth(page));
}

/* --- choices and details ---------------------------------------------- */

static bool
has_attribute(const struct html_token *tag, const char *name)
{
	struct html_slice value;

	return html_token_attribute(tag->rest, (struct html_slice){name,
	    strlen(name)}, &value);
}

/* Which option of a choice is shown: the last one that is selected, else the
 * first; 0 where all are, in a list. */
static void
begin_choice(struct html_page *page, const struct html_token *tag)
{
	struct html_tokenizer ahead = page->tokens;
	struct html_token token = {.noted = 0};
	unsigned n = 0;

	page->option = 0;
	page->chosen = 0;
	if (has_attribute(tag, "multiple") || has_attribute(tag, "size"))
		return;
	page->chosen = 1;
	while (html_token_next(&ahead, &token)) {
		if (token.tag == HTML_SELECT && token.type != HTML_TEXT)
			break;
		if (token.type != HTML_START || token.tag != HTML_OPTION)
			continue;
		n++;
		if (has_attribute(&token, "selected"))
			page->chosen = n;
	}
}

/* What a reader does not choose: the options that are not the chosen one.  A closed
 * <details> is there to be opened, as its summary says. */
static unsigned
look_by_state(struct html_page *page, const struct html_token *tag)
{
	switch (tag->tag) {
	case HTML_SELECT:
		begin_choice(page, tag);
		return 0;
	case HTML_OPTION:
		return ++page->option != page->chosen && page->chosen > 0 ?
		    HTML_LOOK_AWAY : 0;
	default:
		return 0;
	}
}

/* Begins an element whose text is marked. */
static void
begin_mark(struct html_page *page, const struct html_token *tag)
{
	struct html_marked *m = &page->marked;
	const bool looks = html_extent_start(&m->looks, tag);
	unsigned look = 0;

	if ((tag->traits & (HTML_VOID | HTML_UNSEEN)) == 0 &&
	    !(page->tokens.xml && tag->self_closing)) {
		look = page->unseen.look | look_by_state(page, tag);
		if (!looks)
			begin_look(page, tag, look);
	}
	html_veil_start(&m->veil, tag, look, page->unseen.colours, depth(page),
	    page->tokens.xml);
}

static void
end_mark(struct html_page *page, const struct html_token *tag)
{
	html_extent_end(&page->marked.looks, tag);
	html_veil_end(&page->marked.veil, tag);
}

/* A picture in the text of a cell, as high as a line, may be a character that
 * the publisher's fonts lack. */
static void
add_picture(struct html_page *page, const struct html_token *tag)
{
	g_autofree char *text = html_token_value(tag->attributes[HTML_ALT]);
	GString *out = sink(page)->out;

	if (page->table == NULL || span_of(tag->attributes[HTML_HEIGHT], 0) >
	    MOST_CHARACTER || (html_style_look(page->style, tag, NULL) &
	    HTML_LOOK_HIDDEN) != 0)
		return;
	/* A space before it parts it from the text. */
	if (sink(page)->space && out->len > sink(page)->line)
		g_string_append_c(out, ' ');
	sink(page)->space = false;
	mark_begin(out, page->marked.looks.on && page->marked.kind ==
	    MARK_STRUCK ? MARK_STRUCK : MARK_ICON);
	if (text != NULL)
		g_string_append(out, g_strstrip(text));
	mark_end(out);
}

/* What is typed into a field of a table is text of its cell:
 * `<td><input value="甲有限公司" readonly>`. */
static void
add_input(struct html_page *page, const struct html_token *tag)
{
	const struct html_slice type = tag->attributes[HTML_TYPE];

	if (page->table == NULL || tag->attributes[HTML_VALUE].text == NULL ||
	    tag->attributes[HTML_HIDDEN].text != NULL ||
	    (type.text != NULL && type.len > 0 && !html_token_is(type, "text")) ||
	    (html_style_look(page->style, tag, NULL) & HTML_LOOK_HIDDEN) != 0)
		return;
	add_text(page, tag->attributes[HTML_VALUE], false);
}

static void
start_tag(struct html_page *page, const struct html_token *tag)
{
	if (tag->tag == HTML_IFRAME || tag->tag == HTML_FRAME)
		add_frame(page, tag);
	if ((tag->traits & HTML_BLOCK) != 0)
		break_line(page);
	if (html_extent_level(tag->tag) % 4 > 0)
		end_mark_inside(page, html_extent_level(tag->tag));
	if (html_unseen_begin(&page->unseen, tag, page->tokens.xml)) {
		page->sheet = tag->tag != HTML_STYLESHEET ? HTML_MEDIA_OTHER :
		    html_style_media(tag);
		end_before(page, tag->tag);
		return;
	}
	if (tag->tag == HTML_TABLE)
		begin_table(page);
	else if (html_extent_level(tag->tag) > 0)
		begin_part(page, tag);
	else if (tag->tag == HTML_A)
		begin_link(page, tag);
	else if (tag->tag == HTML_META)
		add_meta(page, tag);
	else if (tag->tag == HTML_HEADING)
		page->role = "heading";
	else if (tag->tag == HTML_TITLE)
		page->role = "title";
	else if (tag->tag == HTML_PRE)
		sink(page)->kept++;
	else if (tag->tag == HTML_IMG)
		add_picture(page, tag);
	else if (html_token_is(tag->text, "input"))
		add_input(page, tag);
	begin_mark(page, tag);
}

static void
end_tag(struct html_page *page, const struct html_token *tag)
{
	struct html_text *text = sink(page);

	end_mark(page, tag);
	if (html_extent_level(tag->tag) % 4 > 0)
		end_mark_inside(page, html_extent_level(tag->tag));
	/* `</br>` breaks, too. */
	if ((tag->traits & HTML_BLOCK) != 0)
		break_line(page);
	if (tag->tag == HTML_TABLE)
		end_table(page);
	else if (html_extent_level(tag->tag) > 0)
		end_part(page, tag->tag);
	else if (tag->tag == HTML_A)
		end_link(page);
	else if (tag->tag == HTML_HEADING || tag->tag == HTML_TITLE)
		page->role = "paragraph";
	else if (tag->tag == HTML_PRE && text->kept > 0)
		text->kept--;
}

/* --- the page --------------------------------------------------------- */

/* In what the page ends, or NULL.  A page is complete when what it opened is
 * closed: the page itself, else its tables and its first box (`<div>`).
 * Elements whose end tags may be left out prove nothing. */
static const char *
left_open(const struct html_page *page)
{
	const struct html_tokenizer *t = &page->tokens;

	if (page->end != HTML_OTHER && page->closed)
		return NULL;
	if (t->cut)
		return "markup";
	if (page->table != NULL && !page->implied)
		return "a table";
	if (page->end != HTML_OTHER)
		return "the page";
	return page->root.text != NULL && !page->root_closed ?
	    "its first element" : NULL;
}

/* How characters are read, above them: <ruby>漢<rp>(</rp><rt>kan</rt>…  It is
 * no part of the text, but kept. */
static void
add_guide(struct html_page *page, const struct html_token *token)
{
	const struct html_unseen *u = &page->unseen;
	struct html_text *text = sink(page);
	const bool space = text->space;

	if (u->tag != HTML_RT || u->name.len != 2 ||
	    g_ascii_strncasecmp(u->name.text, "rt", 2) != 0 ||
	    is_white(token->text))
		return;
	/* A space before it comes after it, one of its own is none. */
	text->space = false;
	mark_begin(text->out, MARK_GUIDE);
	html_text_add(text, token->text.text, token->text.len, token->literal);
	mark_end(text->out);
	text->space = space;
}

static void
read_token(struct html_page *page, const struct html_token *token)
{
	html_published_see(&page->published, token);
	if (token->type == HTML_TEXT) {
		if (page->unseen.on && page->sheet != HTML_MEDIA_OTHER)
			html_unseen_add_sheet(&page->unseen, token->text,
			    page->sheet, &page->tokens);
		if (!page->unseen.on)
			add_text(page, token->text, token->literal);
		else
			add_guide(page, token);
		return;
	}
	watch_root(page, token);
	if (html_unseen_pass(&page->unseen, token, page->table != NULL))
		return;
	if (token->type == HTML_START)
		start_tag(page, token);
	else
		end_tag(page, token);
}

void
html_page_read(const char *text, size_t len, struct records *out)
{
	struct html_page page = {.out = out, .role = "paragraph"};
	struct html_token token = {.noted = 0};
	const char *open;

	html_token_begin(&page.tokens, text, len, limits.attributes);
	page.style = html_style_new();
	page.unseen.style = page.style;
	html_text_begin(&page.body);
	html_text_begin(&page.anchor);
	page.links = g_ptr_array_new_with_free_func(g_free);
	while (html_token_next(&page.tokens, &token))
		read_token(&page, &token);
	open = left_open(&page);
	while (page.table != NULL)
		end_table(&page);
	end_link(&page);
	flush(&page);
	if (html_published_day(&page.published) != NULL) {
		g_autofree char *day = g_strconcat("datePublished: ",
		    html_published_day(&page.published), NULL);

		records_text(out, "meta", day, strlen(day));
	}
	if (open != NULL)
		records_problem(out, PROBLEM_TRUNCATED, "end",
		    "the page ends inside %s: expected its closing tag", open);
	if (page.flattened > 0)
		records_problem(out, PROBLEM_LIMIT, "body", "%zu tables nested "
		    "deeper than %u: their text stands in the cell around them",
		    page.flattened, limits.depth);
	if (page.tokens.crowded > 0)
		records_problem(out, PROBLEM_LIMIT, "body",
		    "%zu tags with more "
		    "than %u attributes: the others are passed over",
		    page.tokens.crowded, limits.attributes);
	g_ptr_array_free(page.links, TRUE);
	html_text_free(&page.anchor);
	html_text_free(&page.body);
	html_style_free(page.style);
}
