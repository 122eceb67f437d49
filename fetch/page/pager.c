#include "pager.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/web/address.h"
#include "markup.h"
#include "page_text.h"

enum {
	LONGEST_WORD = 24,      /* bytes of what is on the button of a pager */
	LONGEST_LINE = 120,     /* letters of a line that states numbers */
	MOST_YEARS = 30,
	MOST_PAGES = 100000,
};

/* --- links ---------------------------------------------------------------- */

static const char next_word[] =
    "^[\\s\\[<>»›→]*(?:下\\s*一\\s*[页頁]|下[页頁]|后一?页|下翻页?|下一个页面|"
    "[Nn]ext(?:\\s*[Pp]age)?|NEXT)[\\s\\]<>»›→]*$";
static const char previous_word[] =
    "^[\\s\\[<«‹←]*(?:上\\s*一\\s*[页頁]|上[页頁]|前一?页|[Pp]rev\\w*)[\\s\\]<«‹←]*$";
static const char next_sign[] = "^(?:>|›|»|→|＞|〉)$";
static const char control[] =
    "^[\\s\\[<>«»‹›→←]*(?:\\d{1,5}|\\.{2,3}|…|首\\s*页|第一页|上一?页|前一?页|前页|下一?页|后一?页|"
    "末\\s*页|尾\\s*页|最后一?页|上一頁|下一頁|[Nn]ext|[Pp]rev\\w*|[Ff]irst|[Ll]ast|跳转|转到|GO|go|Go|确定|"
    "返回顶部|返回首页|返回|更多|更多>*|more|MORE)?[\\s\\]<>«»‹›→←]*$";

bool
pager_is_control(const char *text)
{
	return strlen(text) <= LONGEST_WORD && page_text_matches(control, text);
}

static bool
says(const struct markup_link *link, const char *pattern)
{
	for (guint i = 0; i < link->texts->len; i++) {
		const char *text = g_ptr_array_index(link->texts, i);

		if (strlen(text) <= LONGEST_WORD &&
		    page_text_matches(pattern, text))
			return true;
	}
	return false;
}

/* Whether two addresses are of one folder. */
static bool
same_folder(const char *a, const char *b)
{
	size_t n = strcspn(a, "?#"), k = strcspn(b, "?#");

	while (n > 0 && a[n - 1] != '/')
		n--;
	while (k > 0 && b[k - 1] != '/')
		k--;
	return n == k && strncmp(a, b, n) == 0;
}

/* The link that says so: of several lists on one page, each with its pager, the one
 * in the folder of the page (`url`, or NULL). */
static const struct markup_link *
link_saying(const struct markup *m, const char *pattern, const char *url)
{
	const struct markup_link *first = NULL;

	for (guint i = 0; i < m->links->len; i++) {
		const struct markup_link *link = g_ptr_array_index(m->links, i);

		if (!says(link, pattern))
			continue;
		if (url == NULL || same_folder(link->url, url))
			return link;
		if (first == NULL)
			first = link;
	}
	return first;
}

/* Returns the link that is the number n of the pager. */
static const struct markup_link *
link_numbered(const struct markup *m, size_t n)
{
	g_autofree char *pattern = g_strdup_printf(
	    "^\\s*\\[?第?0?%zu页?\\]?\\s*$", n);

	return link_saying(m, pattern, NULL);
}

/* The page that the numbers of the pager leave out: the one that is shown.  0
 * where there are no numbers in a row. */
static size_t
number_left_out(const struct markup *m)
{
	bool there[12] = {false};
	size_t n = 0, gaps = 0, gap = 0;

	for (guint i = 0; i < m->links->len; i++) {
		const struct markup_link *link = g_ptr_array_index(m->links, i);

		for (guint k = 0; k < link->texts->len; k++) {
			const char *text = g_ptr_array_index(link->texts, k);
			g_autofree char *digits = strlen(text) <= 8
			    ? page_text_find("^\\s*\\[?(\\d{1,2})\\]?\\s*$", text)
			    : NULL;
			size_t value = digits ? (size_t)atoi(digits) : 0;

			if (value > 0 && value < G_N_ELEMENTS(there)) {
				there[value] = true;
				n = MAX(n, value);
			}
		}
	}
	if (n == 0)
		return 0;
	for (size_t i = 1; i <= n; i++)
		if (!there[i]) {
			gaps++;
			gap = i;
		}
	return gaps == 1 ? gap : gaps == 0 ? n + 1 : 0;
}

static bool
same_page(const char *a, const char *b)
{
	g_autofree char *x = address_key(a), *y = address_key(b);

	return strcmp(x, y) == 0;
}

/* The number of this page in the pager: that of the link to itself, as in
 * <option value="index_2.html" selected>2</option>, or the one without a link.
 * 0 where there is none. */
static size_t
number_of_page(const struct markup *m, const char *url)
{
	for (guint i = 0; i < m->links->len; i++) {
		const struct markup_link *link = g_ptr_array_index(m->links, i);

		for (guint k = 0; k < link->texts->len; k++) {
			const char *text = g_ptr_array_index(link->texts, k);
			g_autofree char *digits = strlen(text) <= 8
			    ? page_text_find("^\\s*\\[?(\\d{1,4})\\]?\\s*$", text)
			    : NULL;

			if (digits != NULL && same_page(link->url, url))
				return (size_t)atoi(digits);
		}
	}
	return number_left_out(m);
}

static char *
next_of_links(struct pager *p, const struct markup *m, const char *url)
{
	const struct markup_link *link = link_saying(m, next_word, url);
	size_t here;

	if (link == NULL)
		link = link_saying(m, next_sign, url);
	if (link != NULL && same_page(link->url, url))
		p->names_next = false;
	if (link != NULL)
		return same_page(link->url, url) ? NULL : g_strdup(link->url);
	/* 上一页 leads somewhere and 下一页 nowhere: the last page. */
	if (link_saying(m, previous_word, NULL) != NULL)
		p->names_next = false;
	here = p->here > 0 ? p->here : number_of_page(m, url);
	link = here > 0 ? link_numbered(m, here + 1) : NULL;
	if (link == NULL || same_page(link->url, url))
		return NULL;
	/* A number leads on only where its address is like this one. */
	g_autofree char *mine = address_host(url);
	g_autofree char *its = address_host(link->url);

	return g_strcmp0(mine, its) == 0 ? g_strdup(link->url) : NULL;
}

/* --- scripts ---------------------------------------------------------------- */

/* A number in a script, or the value that a variable of this name is given
 * there; 0 for neither.  *known says whether it is one. */
static size_t
number_of(const char *script, const char *word, bool *known)
{
	g_autofree char *pattern = NULL, *value = NULL;

	*known = true;
	if (g_ascii_isdigit(*word))
		return (size_t)strtoul(word, NULL, 10);
	if (*word != '\0') {
		pattern = g_strdup_printf("\\b%s\\s*=\\s*['\"]?(\\d{1,6})\\b",
		    word);
		value = page_text_find(pattern, script);
	}
	*known = value != NULL;
	return value ? (size_t)strtoul(value, NULL, 10) : 0;
}

/* NAME_N.EXTENSION beside the page, the first page is NAME.EXTENSION. */
static char *
numbered(const struct markup *m, const char *name, size_t n,
    const char *extension)
{
	g_autofree char *file = g_strdup_printf("%s_%zu.%s", name, n,
	    extension + (*extension == '.'));

	return m->base ? address_resolve(m->base, file) : NULL;
}

#define NUMBER_ARGUMENT "\\s*['\"]?(\\d{1,6}|[A-Za-z_$]\\w*)['\"]?\\s*"
#define STRING_ARGUMENT "\\s*['\"]([^'\"\\s]{1,80})['\"]\\s*"

static char *
next_of_call(struct pager *p, const struct markup *m)
{
	g_auto(GStrv) call = page_text_groups("(?<!function )\\bcreatePage\\w*\\s*\\("
	    "(?:\\s*['\"]([\\w#.-]+)['\"]\\s*,)?" NUMBER_ARGUMENT ","
	    NUMBER_ARGUMENT "," STRING_ARGUMENT "," STRING_ARGUMENT
	    "(?:,\\s*['\"]?(\\d{1,7})['\"]?)?", m->scripts->str);
	size_t pages, here, total;
	bool known, both, from_one;

	if (call == NULL)
		return NULL;
	pages = number_of(m->scripts->str, call[2], &known);
	here = number_of(m->scripts->str, call[3], &both);
	if (!known || !both || pages > MOST_PAGES)
		return NULL;
	from_one = *call[1] != '\0';
	total = g_strv_length(call) > 6 && call[6] != NULL
	    ? (size_t)strtoul(call[6], NULL, 10) : 0;
	if (from_one && here == 0)
		here = 1;
	p->total = MAX(p->total, total);
	p->pages = pages;
	p->here = from_one ? here : here + 1;
	return p->here < p->pages ? numbered(m, call[4], here + 1, call[5])
				  : NULL;
}

/* The value of a member of an object that a script hands over, or NULL. */
static char *
member(const char *object, const char *name)
{
	g_autofree char *pattern = g_strdup_printf(
	    "['\"]?\\b%s['\"]?\\s*:\\s*['\"]?([\\w./#-]+)", name);

	return page_text_find(pattern, object);
}

/* Jilin's Pager: current counts from 0. */
static char *
next_of_object(struct pager *p, const struct markup *m)
{
	g_autofree char *object = page_text_find("\\bPager\\w*\\s*\\(\\s*(?:['\"]"
	    "[^'\"]*['\"]\\s*,\\s*)?(\\{[^{}]*\\})", m->scripts->str);
	g_autofree char *size = object ? member(object, "size") : NULL;
	g_autofree char *current = object ? member(object, "current") : NULL;
	g_autofree char *prefix = object ? member(object, "prefix") : NULL;
	g_autofree char *suffix = object ? member(object, "suffix") : NULL;
	size_t here;

	if (size == NULL || current == NULL || prefix == NULL ||
	    suffix == NULL)
		return NULL;
	here = (size_t)strtoul(current, NULL, 10);
	p->pages = (size_t)strtoul(size, NULL, 10);
	p->here = here + 1;
	return p->here < p->pages ? numbered(m, prefix, here + 1, suffix)
				  : NULL;
}

/* --- what is stated ----------------------------------------------------------- */

static void
take_number(size_t *to, const char *digits)
{
	size_t n = digits ? (size_t)strtoul(digits, NULL, 10) : 0;

	if (n > 0 && *to == 0)
		*to = n;
}

static void
read_line(struct pager *p, const char *text)
{
	static const struct {
		const char *pattern;
		bool here, pages, total;    /* what its groups are, in order */
	} shapes[] = {
	    {"第\\s*(\\d+)\\s*页?\\s*[/／]\\s*(?:共\\s*)?(\\d+)\\s*页", true, true, false},
	    {"(?<![\\d/.-])(\\d{1,5})\\s*[/／]\\s*(?:共\\s*)?(\\d{1,5})\\s*页", true, true,
		false},
	    {"第\\s*(\\d+)\\s*页[^\\d]{0,6}共\\s*(\\d+)\\s*页", true, true, false},
	    {"[页頁][\\s|\\[［]*(\\d{1,4})\\s*[/／]\\s*(\\d{1,4})[\\s|\\]］]*[下后末尾]", true, true,
		false},
	    {"共\\s*(?:有\\s*)?(\\d+)\\s*页", false, true, false},
	    {"总页数\\s*[:：]?\\s*(\\d+)", false, true, false},
	    {"(?:共|总计|合计|总数|总共|共有)\\s*(?:有|[:：])?\\s*(\\d+)\\s*(?:条|篇|项|个|则)(?!\\p{Han}*"
		"(?:企业|意见|建议))", false, false, true},
	    {"页\\s*(\\d+)\\s*条", false, false, true},
	    {"(?:总记录数?|记录总数|总条数|信息总数)\\s*[:：]?\\s*(\\d+)", false, false, true},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
		g_auto(GStrv) found = page_text_groups(shapes[i].pattern, text);
		guint at = 1;

		if (found == NULL)
			continue;
		if (shapes[i].here)
			take_number(&p->here, found[at++]);
		if (shapes[i].pages)
			take_number(&p->pages, found[at++]);
		if (shapes[i].total)
			take_number(&p->total, found[at++]);
	}
}

/* Numbers in lines that are short, no links and speak of pages. */
static void
read_lines(struct pager *p, const struct markup *m)
{
	for (guint i = 0; i < m->lines->len; i++) {
		const struct markup_line *line = g_ptr_array_index(m->lines,
		    i);

		if (line->letters > LONGEST_LINE)
			continue;
		if (strlen(line->text) <= LONGEST_WORD * 3 &&
		    page_text_matches("下\\s*一?\\s*页|"
			"^\\W*(?:点击|上拉|滚动)?(?:加载|载入|显示)更多\\W*$",
			line->text))
			p->names_next = true;
		if (line->letters <= 12 || page_text_matches(
			"页|记录|总数|总条数", line->text))
			read_line(p, line->text);
		else if (line->letters <= 24 && page_text_matches(
			"^[^\\p{Han}]*共\\s*\\d+\\s*条", line->text))
			read_line(p, line->text);
	}
}

/* Whether a pager that says 下一页 has one number only, the 1. */
static bool
is_numbered_one(const struct markup *m)
{
	static const char whole[] = "[页頁][\\s|\\[［【]*1[\\s|\\]］】]*"
	    "(?:下|后)\\s*一?\\s*[页頁]";

	for (guint i = 0; i < m->lines->len; i++) {
		const struct markup_line *line = g_ptr_array_index(m->lines,
		    i);
		const struct markup_line *before = i > 0
		    ? g_ptr_array_index(m->lines, i - 1) : NULL;
		const struct markup_line *next = i + 1 < m->lines->len
		    ? g_ptr_array_index(m->lines, i + 1) : NULL;

		if (strlen(line->text) <= LONGEST_WORD * 3 &&
		    page_text_matches(whole, line->text))
			return true;
		/* Each in an element of its own. */
		if (before != NULL && next != NULL &&
		    strcmp(line->text, "1") == 0 &&
		    page_text_matches(previous_word, before->text) &&
		    page_text_matches(next_word, next->text))
			return true;
	}
	return false;
}

/* Whether the page itself proves that its 下一页, which leads nowhere, is that of
 * the last page: it looks disabled, or its pager has the number 1 alone.  A bare
 * one may be a script's. */
static bool
is_proven_last(const struct markup *m)
{
	return m->next_disabled || is_numbered_one(m);
}

/* Reads a pager that a library draws: laypage.render({elem:'p', count:170,
 * limit:15}), $('#p').jqPaginator({totalPages: 8, currentPage: 1}).  What it
 * does at a click is not known, but what it says of the number of pages and
 * lines is. */
static void
read_library(struct pager *p, const struct markup *m)
{
	static const char total[] =
	    "['\"]?\\b(?:count|total|totalCounts?|totalNumber|dataTotal|totalData|"
	    "totalRecords?|recordCount|items)['\"]?\\s*:\\s*['\"]?(\\d{1,7})\\b";
	static const char pages[] =
	    "['\"]?\\b(?:pages|totalPages?|pageTotal|pageCount|allPages?|"
	    "total_pages?)['\"]?\\s*:\\s*['\"]?(\\d{1,5})\\b";
	static const char here[] =
	    "['\"]?\\b(?:curr|current|currentPage|curPage|pageNo|pageNumber|"
	    "currentpage)['\"]?\\s*:\\s*['\"]?(\\d{1,5})\\b";
	g_autofree char *object = page_text_find("(?i)\\b\\w*(?:pag(?:e|er|ing|"
	    "inat\\w*))\\w*(?:\\.\\w+)?\\s*\\([^(){}]{0,60}(\\{[^{}]{0,600})",
	    m->scripts->str);
	g_autofree char *a = object ? page_text_find(total, object) : NULL;
	g_autofree char *b = object ? page_text_find(pages, object) : NULL;
	g_autofree char *c = object ? page_text_find(here, object) : NULL;

	take_number(&p->total, a);
	take_number(&p->pages, b);
	if (b != NULL)
		take_number(&p->here, c);
}

static void
read_scripts(struct pager *p, const struct markup *m)
{
	static const char total[] =
	    "['\"]?\\b(?:totalRecords?|totalrecord|recordCount|totalCount|"
	    "total_count|totalNum|rowCount|recordTotal)['\"]?\\s*[:=]\\s*['\"]?"
	    "(\\d{1,7})\\b";
	static const char pages[] =
	    "['\"]?\\b(?:totalPages?|totalpage|pageCount|countPage|page_count|"
	    "pagecount|totalPageCount)['\"]?\\s*[:=]\\s*['\"]?(\\d{1,5})\\b";
	static const char here[] =
	    "['\"]?\\b(?:currentPage|curPage|pageNo|pageIndex|nowPage)['\"]?\\s*"
	    "[:=]\\s*['\"]?(\\d{1,5})\\b";
	g_autofree char *a = page_text_find(total, m->scripts->str);
	g_autofree char *b = page_text_find(pages, m->scripts->str);
	g_autofree char *c = page_text_find(here, m->scripts->str);

	take_number(&p->total, a);
	take_number(&p->pages, b);
	if (b != NULL)
		take_number(&p->here, c);
}

/* Archives by year: 2023年, 2022年, one link each. */
static void
find_years(struct pager *p, const struct markup *m, const char *url)
{
	unsigned n = 0;

	for (guint i = 0; i < m->links->len && p->years->len < MOST_YEARS;
	    i++) {
		const struct markup_link *link = g_ptr_array_index(m->links, i);

		if (!says(link, "^\\s*20[12]\\d\\s*年?度?\\s*$"))
			continue;
		n++;
		if (!same_page(link->url, url))
			g_ptr_array_add(p->years, g_strdup(link->url));
	}
	if (n < 2)
		g_ptr_array_set_size(p->years, 0);
}

void
pager_find(struct pager *p, const struct markup *m, const char *url)
{
	*p = (struct pager){.years = g_ptr_array_new_with_free_func(g_free)};
	p->next = next_of_call(p, m);
	if (p->next == NULL)
		p->next = next_of_object(p, m);
	read_lines(p, m);
	p->names_next = p->names_next && !is_proven_last(m);
	read_scripts(p, m);
	read_library(p, m);
	p->total = p->total > 0 ? p->total : m->stated_total;
	p->pages = p->pages > 0 ? p->pages : m->stated_pages;
	if (p->next == NULL && !(p->pages > 0 && p->here >= p->pages))
		p->next = next_of_links(p, m, url);
	if (p->next != NULL && same_page(p->next, url))
		g_clear_pointer(&p->next, g_free);
	find_years(p, m, url);
}

void
pager_clear(struct pager *p)
{
	g_clear_pointer(&p->next, g_free);
	if (p->years != NULL)
		g_ptr_array_unref(g_steal_pointer(&p->years));
}

bool
pager_is_lost(const struct pager *p)
{
	return p->next == NULL &&
	    (p->pages > 0 ? MAX(p->here, 1) < p->pages : p->names_next);
}
