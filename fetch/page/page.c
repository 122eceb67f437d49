#include "page.h"

#include <string.h>

#include "fetch/body/charset.h"
#include "fetch/web/address.h"
#include "attachment.h"
#include "markup.h"
#include "page_date.h"
#include "page_text.h"
#include "page_title.h"
#include "pager.h"
#include "script_files.h"

/* What publishers' systems say in place of a document.  Believed only on a
 * page that says little else: a notice may well mention 验证码 in passing. */
static const char *const error_sentences[] = {
    "信息模板页面配置实体不能为空",   /* MIIT's CMS, to addresses it refuses */
    "信息实体不能为空",
    "模板页面配置",
    "安全验证",                       /* gates that want a click */
    "验证码",
    "访问验证",
    "人机验证",
    "系统繁忙",
    "系统维护",
    "服务器繁忙",
    "请求过于频繁",
    "访问过于频繁",
    "页面不存在",
    "页面未找到",
    "找不到页面",
    "无法找到该页",
    "您访问的页面",
    "已被删除",
    "您没有权限",
    "无权访问",
    "拒绝访问",
    "访问被拒绝",
    "禁止访问",
    "请开启JavaScript",
    "请启用JavaScript",
    "Access Denied",
    "Access denied",
    "403 Forbidden",
    "404 Not Found",
    "502 Bad Gateway",
    "503 Service",
    "504 Gateway",
    "Request Rejected",
    "Just a moment",
};

const char *
page_error_in(const char *text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(error_sentences); i++)
		if (strstr(text, error_sentences[i]) != NULL)
			return error_sentences[i];
	return NULL;
}

/* --- the parts of a page ---------------------------------------------------- */

/* The text, a line a line. */
static char *
text_of(const struct markup *m)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < m->lines->len; i++)
		g_string_append_printf(text, "%s\n",
		    ((struct markup_line *)g_ptr_array_index(m->lines,
			i))->text);
	return g_string_free(text, FALSE);
}

/* The sentence of an error page.  The title of a notice may hold one
 * (关于系统维护的通知): then it counts only outside of it. */
static const char *
error_of(const struct markup *m, const struct page *page)
{
	static const char form[] = "关于.*(?:通知|公告|公示|通告|公布|名单)";
	bool notice = page->title != NULL &&
	    page_text_matches(form, page->title);

	for (guint i = 0; i < m->lines->len; i++) {
		const struct markup_line *line = g_ptr_array_index(m->lines,
		    i);
		const char *error = page_error_in(line->text);

		if (error != NULL && !page_text_matches(form, line->text) &&
		    !(notice && strstr(page->title, error) != NULL))
			return error;
	}
	return NULL;
}

static void
add_links(struct page *page, const struct markup *m)
{
	for (guint i = 0; i < m->links->len; i++) {
		const struct markup_link *from = g_ptr_array_index(m->links, i);
		struct link *link = g_new0(struct link, 1);
		g_autofree char *extension = address_extension(from->url);

		link->url = g_strdup(from->url);
		link->anchor = g_strdup(from->name);
		link->attachment = attachment_is_link(from) || (from->frame &&
		    attachment_is_format(extension));
		g_ptr_array_add(page->links, link);
	}
}

/* Whether an address is another page of the article at `url`: t1.html and
 * t1_2.html, 5.html?page=2 beside 5.html. */
static bool
continues(const char *next, const char *url)
{
	size_t stem = strcspn(url, "?#");
	const char *dot = NULL;

	for (const char *p = address_path(url); p < url + stem; p++)
		dot = *p == '.' ? p : *p == '/' ? NULL : dot;
	if (strncmp(next, url, stem) == 0 && strchr("?#", next[stem]) != NULL)
		return true;
	if (dot == NULL)
		return false;
	/* t1_2.html goes on in t1_3.html. */
	stem = (size_t)(dot - url);
	while (stem > 0 && g_ascii_isdigit(url[stem - 1]))
		stem--;
	if (stem > 0 && url[stem - 1] == '_' && (size_t)(dot - url) > stem &&
	    (size_t)(dot - url) - stem <= 2)
		stem--;
	else
		stem = (size_t)(dot - url);
	return strncmp(next, url, stem) == 0 &&
	    page_text_matches("^[_-]\\d{1,3}\\.\\w+$", next + stem);
}

static char *
next_of(const struct markup *m, const char *url)
{
	struct pager pager;
	char *next = NULL;

	if (url == NULL)
		return NULL;
	pager_find(&pager, m, url);
	if (pager.next != NULL && continues(pager.next, url))
		next = g_steal_pointer(&pager.next);
	pager_clear(&pager);
	return next;
}

/* The lists that stand in the page itself. */
static unsigned
lists_in(const struct markup *m)
{
	unsigned n = 0, names = 0;

	for (guint i = 0; i < m->lines->len; i++) {
		const char *text = ((struct markup_line *)g_ptr_array_index(
		    m->lines, i))->text;

		n += page_text_matches("^序\\s*号$", text);
		names += page_text_matches("^(?:企业|单位|公司)名称$", text);
	}
	return MAX(n, names);
}

static void
choice_free(gpointer data)
{
	struct page_choice *c = data;

	g_free(c->title);
	g_free(c->published_on);
	g_free(c->date_evidence);
	g_free(c->doubt);
	g_free(c);
}

struct page *
page_new(void)
{
	struct page *page = g_new0(struct page, 1);

	page->links = g_ptr_array_new_with_free_func(page_link_free);
	page->choices = g_ptr_array_new_with_free_func(choice_free);
	page->headings = g_ptr_array_new_with_free_func(g_free);
	return page;
}

/* Takes over what else is doubted, or NULL. */
static char *
too_many_links(char *doubt)
{
	char *words = g_strdup_printf("%s%sit has more than %d links; those "
	    "beyond are not read", doubt ? doubt : "", doubt ? "; " : "",
	    MARKUP_MOST_LINKS);

	g_free(doubt);
	return words;
}

/* --- titles ------------------------------------------------------------------ */

enum {
	MOST_CHOICES = 3,       /* titles that a page may have */
	MOST_HEADINGS = 20,
};

/* The title that comes first where those in m->site are the site's, and the day
 * that stands beside it; NULL where there is none. */
static struct page_choice *
choice_of(const struct markup *m, const char *url)
{
	struct page_choice *c = g_new0(struct page_choice, 1);
	struct page_date date;
	guint line;

	c->title = page_title_find(m, &line, &c->firm);
	if (c->title != NULL && g_hash_table_contains(m->site, c->title)) {
		choice_free(c);
		return NULL;
	}
	date = page_date_find(m, line, url);
	c->published_on = date.day;
	c->date_evidence = g_strdup(date.evidence);
	c->doubt = m->too_many ? too_many_links(date.doubt) : date.doubt;
	return c;
}

/* Takes over the best choice. */
static void
take_choice(struct page *page)
{
	struct page_choice *c = g_ptr_array_steal_index(page->choices, 0);

	g_free(page->title);
	g_free(page->published_on);
	g_free(page->date_evidence);
	g_free(page->doubt);
	page->title = c->title;
	page->firm = c->firm;
	page->published_on = c->published_on;
	page->date_evidence = c->date_evidence;
	page->doubt = c->doubt;
	g_free(c);
}

static void
find_titles(struct page *page, struct markup *m, const char *url)
{
	struct page_choice *c;

	while (page->choices->len < MOST_CHOICES &&
	    (c = choice_of(m, url)) != NULL) {
		g_ptr_array_add(page->choices, c);
		if (c->title == NULL)
			break;
		g_hash_table_add(m->site, g_strdup(c->title));
	}
	take_choice(page);
}

bool
page_choose(struct page *page, GHashTable *site)
{
	bool changed = false;

	while (page->title != NULL && page->choices->len > 0 &&
	    g_hash_table_contains(site, page->title)) {
		take_choice(page);
		changed = true;
	}
	return changed;
}

/* Finds what the page is compared with others of its host by. */
static void
find_marks(struct page *page, const struct markup *m)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	for (guint i = 0; i < m->lines->len; i++) {
		const struct markup_line *line = g_ptr_array_index(m->lines,
		    i);

		g_checksum_update(sum, (const guchar *)line->text,
		    (gssize)strlen(line->text));
		if (page->headings->len < MOST_HEADINGS &&
		    line->linked * 2 < line->letters &&
		    page_title_is_heading(line))
			g_ptr_array_add(page->headings,
			    g_strdup(line->text));
	}
	page->text_digest = g_strdup(g_checksum_get_string(sum));
}

struct page *
page_read(const guint8 *bytes, size_t len, const char *url)
{
	struct charset charset = charset_of(bytes, len, NULL);
	size_t text_len;
	g_autofree char *text = charset_decode(bytes, len, charset.name,
	    &text_len, NULL);
	struct markup *m = markup_new(text, text_len, url);
	struct page *page = page_new();
	g_autofree char *lines = text_of(m);

	script_files_add(m);
	find_titles(page, m, url);
	find_marks(page, m);
	page->document_number = page_text_own_number(lines);
	page->next = next_of(m, url);
	page->error = g_strdup(error_of(m, page));
	page->mentioned = attachment_mentioned(m);
	for (guint i = 0; i < m->lines->len; i++)
		page->letters += ((struct markup_line *)g_ptr_array_index(
		    m->lines, i))->letters;
	page->lists = m->has_table ? lists_in(m) : 0;
	page->has_table = m->has_table;
	page->closed = m->closed;
	page->swollen = m->crowded > 0;
	add_links(page, m);
	markup_free(m);
	return page;
}

void
page_link_free(gpointer data)
{
	struct link *link = data;

	g_free(link->url);
	g_free(link->anchor);
	g_free(link);
}

void
page_free(struct page *page)
{
	if (page == NULL)
		return;
	g_free(page->title);
	g_free(page->published_on);
	g_free(page->date_evidence);
	g_ptr_array_free(page->choices, TRUE);
	g_ptr_array_free(page->headings, TRUE);
	g_free(page->text_digest);
	g_free(page->document_number);
	g_free(page->next);
	g_free(page->doubt);
	g_free(page->error);
	g_ptr_array_free(page->links, TRUE);
	g_free(page);
}

char *
page_doubt(const struct page *page, unsigned attachments)
{
	g_autoptr(GString) words = g_string_new(page->doubt);

	if (page->mentioned > attachments + page->lists)
		g_string_append_printf(words, "%sthe text mentions %u "
		    "attachment%s (附件), %u found", words->len ? "; " : "",
		    page->mentioned, page->mentioned == 1 ? "" : "s",
		    attachments);
	return words->len > 0
	    ? g_string_free(g_steal_pointer(&words), FALSE) : NULL;
}

void
page_describe(const struct page *page, struct document *row)
{
	row->title = page->title;
	row->published_on = page->published_on;
	row->date_evidence = page->published_on ? page->date_evidence : NULL;
	row->document_number = page->document_number;
}
