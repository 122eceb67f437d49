#include "markup.h"

#include <string.h>

#include "fetch/base/text.h"
#include "fetch/html/html_reference.h"
#include "fetch/html/html_style.h"
#include "fetch/html/html_token.h"
#include "fetch/html/html_unseen.h"
#include "fetch/html/html_veil.h"
#include "fetch/web/address.h"
#include "disabled.h"
#include "link_dates.h"
#include "link_target.h"
#include "page_text.h"
#include "script.h"

enum {
	MOST_ATTRIBUTES = 1000,     /* of a tag */
	MOST_TEXTS = 16,            /* that a link remembers */
	MOST_SCRIPT = 1 << 20,      /* bytes of scripts */
	MOST_DEPTH = 64,            /* open blocks that are remembered */
};

/* An open block. */
struct markup_block {
	unsigned element;           /* its number, see html_token.h */
	struct html_slice class, id;
};

struct markup_scan {
	struct markup *m;
	struct html_tokenizer tokens;
	struct html_unseen unseen;
	struct disabled disabled;
	unsigned tables;            /* open */

	struct markup_block blocks[MOST_DEPTH];
	unsigned depth;             /* of them */
	unsigned level;             /* of the open heading, 0: none */
	unsigned kept;              /* open pre */

	GString *line;              /* as the page has it, references decoded */
	GString *linked;            /* of it what stands in links */

	char *href;                 /* of the open link, or NULL */
	char *tip;
	bool next;                  /* its class or rel says: to the next page */
	struct html_slice opener;   /* name of its element */
	unsigned same;              /* elements of that name open inside */
	GString *anchor, *alt;
	char *anchor_date;          /* an element of its own in the anchor */

	struct link_dates *dates;

	bool script, runs, shown;   /* inside a script: does it run, is it seen */
	bool head_title;            /* inside <title> */
	struct html_style *style;
	enum html_media sheet;      /* of the style sheet whose text comes
	                               next */
	struct html_veil veil;
};

/* --- text ------------------------------------------------------------- */

/* Appends text of the page, its character references decoded unless it is literal. */
static void
append_decoded(GString *out, struct html_slice s, bool literal)
{
	if (literal)
		g_string_append_len(out, s.text, (gssize)s.len);
	else
		html_reference_append(out, s.text, s.len, false);
}

static size_t
letters(const char *text)
{
	size_t n = 0;

	for (const char *p = text; *p; p = g_utf8_next_char(p))
		n += !g_unichar_isspace(g_utf8_get_char(p));
	return n;
}

/* Class and id of the open blocks, innermost first; NULL where none has one. */
static char *
classes(const struct markup_scan *s)
{
	GString *out = g_string_new(NULL);

	for (unsigned i = s->depth, n = 0; i-- > 0 && n < 3;) {
		const struct html_slice *both[] = {&s->blocks[i].class,
		    &s->blocks[i].id};
		bool any = false;

		for (int k = 0; k < 2; k++)
			if (both[k]->text != NULL && both[k]->len < 200) {
				g_string_append_len(out, both[k]->text,
				    (gssize)both[k]->len);
				g_string_append_c(out, ' ');
				any = true;
			}
		n += any;
	}
	g_string_ascii_down(out);
	return g_string_free(out, out->len == 0);
}

static void
end_line(struct markup_scan *s)
{
	char *text = page_text_squeeze(s->line->str);
	struct markup_line *line;

	if (text != NULL) {
		line = g_new0(struct markup_line, 1);
		line->text = text;
		line->level = s->level;
		line->class = classes(s);
		line->letters = letters(text);
		line->linked = letters(s->linked->str);
		g_ptr_array_add(s->m->lines, line);
	}
	g_string_truncate(s->line, 0);
	g_string_truncate(s->linked, 0);
}

/* --- links ------------------------------------------------------------ */

static void
link_free(gpointer data)
{
	struct markup_link *link = data;

	g_free(link->url);
	g_ptr_array_free(link->texts, TRUE);
	g_free(link->name);
	g_free(link->date);
	g_free(link);
}

/* Finds the link to an address, new or known; NULL where it is none. */
static struct markup_link *
link_to(struct markup *m, const char *address, bool *fresh)
{
	char *url = address_resolve(m->base, address);
	char *viewed = url ? address_viewed(url) : NULL;
	struct markup_link *link;

	*fresh = false;
	if (viewed != NULL) {
		g_free(url);
		url = viewed;
	}
	link = url ? g_hash_table_lookup(m->by_url, url) : NULL;
	if (url == NULL || link != NULL ||
	    m->links->len >= MARKUP_MOST_LINKS) {
		m->too_many |= url != NULL && link == NULL;
		if (link != NULL && viewed != NULL)
			link->frame = true;
		g_free(url);
		return link;
	}
	link = g_new0(struct markup_link, 1);
	link->url = url;
	link->texts = g_ptr_array_new_with_free_func(g_free);
	link->frame = viewed != NULL;
	link->line = m->lines->len;
	g_hash_table_insert(m->by_url, link->url, link);
	g_ptr_array_add(m->links, link);
	*fresh = true;
	return link;
}

/* Remembers what an anchor says; takes `text` over (NULL: nothing). */
static void
add_text(struct markup_link *link, char *text)
{
	if (text == NULL || link->texts->len >= MOST_TEXTS ||
	    g_ptr_array_find_with_equal_func(link->texts, text, g_str_equal,
		NULL))
		g_free(text);
	else
		g_ptr_array_add(link->texts, text);
}

struct markup_link *
markup_add_link(struct markup *m, const char *address, const char *name)
{
	bool fresh;
	struct markup_link *link = link_to(m, address, &fresh);

	if (link == NULL)
		return NULL;
	link->scripted |= fresh;
	if (name != NULL) {
		add_text(link, page_text_squeeze(name));
		if (link->name == NULL)
			link->name = page_text_squeeze(name);
	}
	return link;
}

/* The name a link goes by: its text, or its title when the text is cut
 * (<a title="附件1：第四批名单.xlsx">附件1：第四…</a>), also without a mark of
 * it, or missing. */
static char *
link_name(const char *text, const char *tip)
{
	if (tip != NULL && (text == NULL || page_text_is_cut(text) ||
	    g_str_has_prefix(tip, text)))
		return g_strdup(tip);
	return g_strdup(text);
}

static void
close_link(struct markup_scan *s)
{
	g_autofree char *text = NULL, *tip = NULL;
	struct markup_link *link;
	bool fresh;

	if (s->href == NULL)
		return;
	text = page_text_squeeze(s->anchor->str);
	tip = s->tip ? page_text_squeeze(s->tip) : NULL;
	if (text == NULL)
		text = page_text_squeeze(s->alt->str);
	if (text == NULL && tip == NULL && s->next)
		text = g_strdup("下一页");
	link = link_to(s->m, s->href, &fresh);
	if (link != NULL) {
		if (link->name == NULL)
			link->name = link_name(text, tip);
		add_text(link, g_steal_pointer(&text));
		add_text(link, g_steal_pointer(&tip));
		link->scripted = false;
		link_dates_add(s->dates, &link->date, s->anchor_date);
	}
	g_clear_pointer(&s->href, g_free);
	g_clear_pointer(&s->tip, g_free);
	g_clear_pointer(&s->anchor_date, g_free);
}

static void
open_link(struct markup_scan *s, const struct html_token *tag)
{
	char *href = link_target_of(tag);

	if (tag->tag == HTML_A)
		close_link(s);
	if (href == NULL || (s->href != NULL && tag->tag != HTML_A)) {
		g_free(href);
		return;
	}
	close_link(s);
	link_dates_break(s->dates);
	s->href = href;
	s->tip = html_token_value(tag->attributes[HTML_TIP]);
	if (s->tip == NULL)
		s->tip = html_token_value(tag->attributes[HTML_DOWNLOAD]);
	s->next = link_target_is_next(tag);
	s->opener = tag->text;
	s->same = 0;
	g_string_truncate(s->anchor, 0);
	g_string_truncate(s->alt, 0);
	if (html_token_is(tag->text, "input")) {
		g_autofree char *value = html_token_value(
		    tag->attributes[HTML_VALUE]);

		g_string_assign(s->anchor, value ? value : "");
		close_link(s);
	}
}

/* <link rel="next" href="list_2.html"> in the head is a 下一页 that nobody sees. */
static void
read_head_link(struct markup_scan *s, const struct html_token *tag)
{
	g_autofree char *rel = html_token_value(tag->attributes[HTML_REL]);
	g_autofree char *href = html_token_value(tag->attributes[HTML_HREF]);

	if (rel != NULL && href != NULL && *g_strstrip(href) != '\0' &&
	    g_ascii_strcasecmp(g_strstrip(rel), "next") == 0)
		markup_add_link(s->m, href, "下一页");
}

/* The numbers that the element of a pager states for its script:
 * <div id="page" data-total="45" data-size="15">. */
static void
read_pager_data(struct markup_scan *s, const struct html_token *tag)
{
	static const char *const totals[] = {"data-total", "data-count",
	    "data-totalcount", "data-total-count", "data-totalrecord",
	    "data-records", "data-rows"};
	static const char *const pages[] = {"data-pages", "data-totalpage",
	    "data-totalpages", "data-total-pages", "data-pagecount",
	    "data-page-count"};
	const struct {
		const char *const *names;
		size_t n, *to;
	} all[] = {{totals, G_N_ELEMENTS(totals), &s->m->stated_total},
	    {pages, G_N_ELEMENTS(pages), &s->m->stated_pages}};
	g_autofree char *id = html_token_value(tag->attributes[HTML_ID]);
	g_autofree char *class = html_token_value(tag->attributes[HTML_CLASS]);

	if ((id == NULL || strcasestr(id, "pag") == NULL) &&
	    (class == NULL || strcasestr(class, "pag") == NULL))
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		for (size_t k = 0; k < all[i].n && *all[i].to == 0; k++) {
			struct html_slice name = {all[i].names[k],
			    strlen(all[i].names[k])}, value;
			unsigned n;
			g_autofree char *text = html_token_attribute(tag->rest,
			    name, &value) ? html_token_value(value) : NULL;

			if (text != NULL && text_number(text, &n))
				*all[i].to = n;
		}
}

/* Elements that show a file within the page, and where they name it. */
static void
open_frame(struct markup_scan *s, const struct html_token *tag)
{
	static const struct {
		const char *name;
		enum html_attribute file;
	} frames[] = {{"iframe", HTML_SRC}, {"frame", HTML_SRC},
	    {"embed", HTML_SRC}, {"object", HTML_DATA}};

	for (size_t i = 0; i < G_N_ELEMENTS(frames); i++) {
		g_autofree char *file = NULL;
		struct markup_link *link;
		bool fresh;

		if (!html_token_is(tag->text, frames[i].name))
			continue;
		file = html_token_value(tag->attributes[frames[i].file]);
		link = file && *g_strstrip(file) ? link_to(s->m, file, &fresh)
						 : NULL;
		if (link != NULL)
			link->frame = true;
	}
}

/* --- items of lists ----------------------------------------------------- */

static bool
is_item(const struct html_token *tag)
{
	return tag->tag == HTML_LI || tag->tag == HTML_TR ||
	    html_token_is(tag->text, "dl");
}

static bool
is_part(const struct html_token *tag)
{
	return tag->tag == HTML_P || tag->tag == HTML_DD ||
	    tag->tag == HTML_DT || tag->tag == HTML_BR ||
	    tag->tag == HTML_LIST || tag->tag == HTML_TABLE ||
	    html_token_is(tag->text, "div");
}

/* --- blocks ------------------------------------------------------------- */

static void
open_block(struct markup_scan *s, const struct html_token *tag)
{
	struct markup_block *b;

	if ((tag->traits & HTML_VOID) != 0)
		return;
	/* Elements whose end tags may be left out do not nest. */
	if (s->depth > 0 && tag->element != 0 &&
	    s->blocks[s->depth - 1].element == tag->element &&
	    (tag->tag == HTML_P || tag->tag == HTML_LI || tag->tag == HTML_TR ||
	    tag->tag == HTML_TD || tag->tag == HTML_DD || tag->tag == HTML_DT))
		s->depth--;
	if (s->depth == MOST_DEPTH) {
		memmove(s->blocks, s->blocks + 1,
		    (MOST_DEPTH - 1) * sizeof *s->blocks);
		s->depth--;
	}
	b = &s->blocks[s->depth++];
	b->element = tag->element;
	b->class = tag->attributes[HTML_CLASS];
	b->id = tag->attributes[HTML_ID];
}

static void
close_block(struct markup_scan *s, const struct html_token *tag)
{
	for (unsigned i = s->depth; i-- > 0;)
		if (s->blocks[i].element == tag->element) {
			s->depth = i;
			return;
		}
}

static bool
breaks_line(const struct html_token *tag)
{
	return (tag->traits & HTML_BLOCK) != 0 ||
	    html_extent_level(tag->tag) > 0;
}

/* --- head --------------------------------------------------------------- */

/* Of two metas of one name the first counts. */
static void
read_meta(struct markup_scan *s, const struct html_token *tag)
{
	g_autofree char *name = html_token_value(tag->attributes[HTML_NAME]);
	g_autofree char *content = html_token_value(
	    tag->attributes[HTML_CONTENT]);
	g_autofree char *equiv = html_token_value(tag->attributes[HTML_EQUIV]);

	if (equiv != NULL && content != NULL && s->m->refresh == NULL &&
	    g_ascii_strcasecmp(g_strstrip(equiv), "refresh") == 0) {
		g_autofree char *to = page_text_find("(?i)url\\s*=\\s*['\"]?"
		    "([^'\"\\s]+)", content);
		s->m->refresh = to ? address_resolve(s->m->base, to) : NULL;
	}
	if (name == NULL)
		name = html_token_value(tag->attributes[HTML_PROPERTY]);
	if (name == NULL || content == NULL || *g_strstrip(content) == '\0')
		return;
	g_strstrip(name);
	for (char *p = name; *p; p++)
		*p = g_ascii_tolower(*p);
	if (!g_hash_table_contains(s->m->metas, name))
		g_hash_table_insert(s->m->metas, g_steal_pointer(&name),
		    g_steal_pointer(&content));
}

static void
read_base(struct markup_scan *s, const struct html_token *tag)
{
	g_autofree char *href = html_token_value(tag->attributes[HTML_HREF]);
	char *base = href ? address_resolve(s->m->base, href) : NULL;

	if (base == NULL)
		return;
	g_free(s->m->base);
	s->m->base = base;
}

/* Whether a script is one that runs. */
static bool
is_program(const struct html_token *tag)
{
	g_autofree char *type = html_token_value(tag->attributes[HTML_TYPE]);

	return type == NULL || *g_strstrip(type) == '\0' ||
	    strcasestr(type, "javascript") != NULL ||
	    strcasestr(type, "module") != NULL ||
	    strcasestr(type, "ecmascript") != NULL;
}

/* --- tags ---------------------------------------------------------------- */

/* Parts of a table end what stands in those before. */
static void
end_veil_parts(struct markup_scan *s, const struct html_token *tag)
{
	unsigned level = html_extent_level(tag->tag);

	if (level > 0 && (level < 4 || tag->type == HTML_END))
		html_veil_end_part(&s->veil, level, s->tables);
}

static void
begin_veil(struct markup_scan *s, const struct html_token *tag)
{
	end_veil_parts(s, tag);
	html_veil_start(&s->veil, tag, s->unseen.look, s->unseen.colours,
	    s->tables + (tag->tag == HTML_TABLE), s->tokens.xml);
}

/* Ends what a start tag ends by itself: the item, list or block of dates, the line. */
static void
end_before(struct markup_scan *s, const struct html_token *tag)
{
	guint before = s->m->lines->len;

	if (is_item(tag))
		link_dates_end_item(s->dates);
	else if (tag->tag == HTML_LIST || tag->tag == HTML_TABLE)
		link_dates_end_list(s->dates);
	else if (is_part(tag))
		link_dates_end_block(s->dates);
	if (!breaks_line(tag))
		return;
	end_line(s);
	if (tag->tag == HTML_BR && s->m->lines->len > before)
		((struct markup_line *)g_ptr_array_index(s->m->lines,
		    before))->goes_on = true;
}

/* Adds the words that stand for a picture to the text of the link around it. */
static void
read_picture(struct markup_scan *s, const struct html_token *tag)
{
	g_autofree char *alt = html_token_value(
	    tag->attributes[tag->attributes[HTML_ALT].len > 0
	    ? HTML_ALT : HTML_TIP]);

	g_string_append(s->alt, alt ? alt : "");
}

/* What an element that is seen means for the page. */
static void
begin_element(struct markup_scan *s, const struct html_token *tag)
{
	if (tag->tag == HTML_TABLE) {
		s->m->has_table = true;
		s->tables++;
	} else if (tag->tag == HTML_HEADING) {
		s->level = (unsigned)(tag->text.text[1] - '0');
	} else if (tag->tag == HTML_PRE) {
		s->kept++;
	} else if (tag->tag == HTML_TITLE) {
		s->head_title = true;
	} else if (tag->tag == HTML_META) {
		read_meta(s, tag);
	} else if (html_token_is(tag->text, "base")) {
		read_base(s, tag);
	} else if (html_token_is(tag->text, "link")) {
		read_head_link(s, tag);
	} else if (html_token_is(tag->text, "img") && s->href != NULL) {
		read_picture(s, tag);
	}
}

static void
start_tag(struct markup_scan *s, const struct html_token *tag)
{
	end_before(s, tag);
	open_frame(s, tag);
	if (html_token_is(tag->text, "script")) {
		s->script = true;
		s->runs = is_program(tag);
		s->shown = true;
	}
	if (html_token_is(tag->text, "style"))
		s->sheet = html_style_media(tag);
	if (html_unseen_begin(&s->unseen, tag, s->tokens.xml))
		return;
	begin_veil(s, tag);
	if (html_token_is(tag->text, "textarea")) {
		s->script = true;
		s->runs = false;
	}
	if (s->href != NULL && tag->text.len == s->opener.len &&
	    g_ascii_strncasecmp(tag->text.text, s->opener.text,
	    tag->text.len) == 0)
		s->same++;
	if (breaks_line(tag))
		open_block(s, tag);
	read_pager_data(s, tag);
	if ((tag->tag == HTML_A || tag->tag == HTML_OPTION ||
	    tag->attributes[HTML_ONCLICK].text != NULL) &&
	    !html_veil_is_on(&s->veil))
		open_link(s, tag);
	begin_element(s, tag);
}

static void
end_tag(struct markup_scan *s, const struct html_token *tag)
{
	html_veil_end(&s->veil, tag);
	end_veil_parts(s, tag);
	if (s->href != NULL && tag->text.len == s->opener.len &&
	    g_ascii_strncasecmp(tag->text.text, s->opener.text,
	    tag->text.len) == 0) {
		if (tag->tag == HTML_A || s->same == 0)
			close_link(s);
		else
			s->same--;
	}
	if (is_item(tag))
		link_dates_end_item(s->dates);
	else if (is_part(tag))
		link_dates_end_block(s->dates);
	if (breaks_line(tag)) {
		end_line(s);
		close_block(s, tag);
	}
	if (tag->tag == HTML_HEADING)
		s->level = 0;
	else if (tag->tag == HTML_PRE && s->kept > 0)
		s->kept--;
	else if (tag->tag == HTML_TABLE && s->tables > 0)
		s->tables--;
	else if (tag->tag == HTML_HTML)
		s->m->closed = true;
}

static void
read_script(struct markup_scan *s, struct html_slice text)
{
	GString *all = s->m->scripts;
	gsize from = all->len;

	if (!s->runs || all->len + text.len > MOST_SCRIPT)
		return;
	script_append_code(all, text.text, text.len);
	if (s->shown)
		g_string_append_len(s->m->shown_scripts, all->str + from,
		    (gssize)(all->len - from));
}

static void
read_head_title(struct markup_scan *s, const struct html_token *token)
{
	g_autoptr(GString) title = g_string_new(NULL);

	s->head_title = false;
	append_decoded(title, token->text, token->literal);
	if (s->m->head_title == NULL)
		s->m->head_title = page_text_squeeze(title->str);
}

/* Adds text within a link to what it reads; a text that is a date is the link's
 * date, and not of its words. */
static void
read_anchor(struct markup_scan *s, const char *text)
{
	char *date = page_text_is_date(text) ? page_text_date(text) : NULL;

	g_string_append(s->linked, text);
	if (date == NULL) {
		g_string_append(s->anchor, text);
	} else {
		g_free(s->anchor_date);
		s->anchor_date = date;
	}
}

/* Ends a line at each line break of the current one's text after `from`, as <pre>
 * has it. */
static void
break_lines(struct markup_scan *s, gsize from)
{
	for (char *p = s->line->str + from; *p; p++)
		if (*p == '\n') {
			g_autoptr(GString) rest = g_string_new(p + 1);

			g_string_truncate(s->line, (gsize)(p - s->line->str));
			end_line(s);
			g_string_assign(s->line, rest->str);
			p = s->line->str - 1;
		}
}

static void
read_text(struct markup_scan *s, const struct html_token *token)
{
	gsize from = s->line->len;

	if (s->script) {
		s->script = false;
		read_script(s, token->text);
		return;
	}
	if (s->unseen.on && s->sheet != HTML_MEDIA_OTHER)
		html_unseen_add_sheet(&s->unseen, token->text, s->sheet,
		    &s->tokens);
	s->sheet = HTML_MEDIA_OTHER;
	if (s->unseen.on || html_veil_is_on(&s->veil))
		return;
	if (s->head_title) {
		read_head_title(s, token);
		return;
	}
	append_decoded(s->line, token->text, token->literal);
	if (s->href != NULL)
		read_anchor(s, s->line->str + from);
	else
		link_dates_text(s->dates, s->line->str + from);
	if (s->kept > 0)
		break_lines(s, from);
}

static void
read_token(struct markup_scan *s, const struct html_token *token)
{
	html_published_see(&s->m->published, token);
	if (token->type == HTML_TEXT) {
		if (!s->unseen.on)
			disabled_see(&s->disabled, token);
		read_text(s, token);
		return;
	}
	if (token->type == HTML_START)
		s->script = s->head_title = false;
	if (token->type == HTML_START)
		s->sheet = HTML_MEDIA_OTHER;
	if (html_unseen_pass(&s->unseen, token, s->tables > 0)) {
		/* A script runs inside a hidden block too, but not inside a
		 * template or a noscript. */
		if (token->type == HTML_START &&
		    html_token_is(token->text, "script")) {
			s->script = true;
			s->runs = is_program(token) &&
			    !html_token_is(s->unseen.name, "template") &&
			    !html_token_is(s->unseen.name, "noscript") &&
			    !html_token_is(s->unseen.name, "xmp");
			s->shown = false;
		}
		return;
	}
	disabled_see(&s->disabled, token);
	if (token->type == HTML_START)
		start_tag(s, token);
	else
		end_tag(s, token);
}

/* --- the page ------------------------------------------------------------ */

static void
line_free(gpointer data)
{
	struct markup_line *line = data;

	g_free(line->text);
	g_free(line->class);
	g_free(line);
}

static void
scan_init(struct markup_scan *s)
{
	s->line = g_string_new(NULL);
	s->linked = g_string_new(NULL);
	s->anchor = g_string_new(NULL);
	s->alt = g_string_new(NULL);
	s->dates = link_dates_new();
	s->style = html_style_new();
	s->unseen.style = s->style;
}

static void
scan_clear(struct markup_scan *s)
{
	g_string_free(s->line, TRUE);
	g_string_free(s->linked, TRUE);
	g_string_free(s->anchor, TRUE);
	g_string_free(s->alt, TRUE);
	link_dates_free(s->dates);
	html_style_free(s->style);
	g_free(s->anchor_date);
	g_free(s->href);
	g_free(s->tip);
}

struct markup *
markup_new(const char *text, size_t len, const char *url)
{
	struct markup *m = g_new0(struct markup, 1);
	struct markup_scan s = {.m = m};
	struct html_token token = {.noted = 0};

	m->base = g_strdup(url);
	m->lines = g_ptr_array_new_with_free_func(line_free);
	m->links = g_ptr_array_new_with_free_func(link_free);
	m->by_url = g_hash_table_new(g_str_hash, g_str_equal);
	m->site = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	m->metas = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    g_free);
	m->scripts = g_string_new(NULL);
	m->shown_scripts = g_string_new(NULL);
	scan_init(&s);
	html_token_begin(&s.tokens, text, len, MOST_ATTRIBUTES);
	while (html_token_next(&s.tokens, &token))
		read_token(&s, &token);
	close_link(&s);
	link_dates_end_item(s.dates);
	end_line(&s);
	m->crowded = s.tokens.crowded;
	m->next_disabled = s.disabled.next;
	scan_clear(&s);
	return m;
}

void
markup_free(struct markup *m)
{
	if (m == NULL)
		return;
	g_hash_table_destroy(m->by_url);
	g_hash_table_destroy(m->site);
	g_hash_table_destroy(m->metas);
	g_ptr_array_free(m->links, TRUE);
	g_ptr_array_free(m->lines, TRUE);
	g_string_free(m->scripts, TRUE);
	g_string_free(m->shown_scripts, TRUE);
	g_free(m->head_title);
	g_free(m->refresh);
	g_free(m->base);
	g_free(m);
}
